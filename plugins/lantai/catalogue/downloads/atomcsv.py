"""CSV as AtoM (Access to Memory) imports it: its ISAD template, one row per description.

Rules of the AtoM 2 documentation: column names as in its template, UTF-8 without mark, several values
separated by ``|``, ``legacyId`` unique, ``parentId`` the legacyId of a row above, empty at the top,
levels of description by their names in the template.
"""

from __future__ import annotations

import polars as pl

from lantai.catalogue.downloads.delimited import lines
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.fields import BY_NAME, SEPARATOR

_FIELDS = (
    *(("identifier", "ref_code"), ("title", "title"), ("extentAndMedium", "extent"), ("repository", "_archive")),
    *(("archivalHistory", "custodial_history"), ("scopeAndContent", "scope"), ("arrangement", "arrangement")),
    *(("accessConditions", "open_status"), ("reproductionConditions", "rights"), ("language", "_language")),
    *(("locationOfOriginals", "originals"), ("locationOfCopies", "copies"), ("relatedUnitsOfDescription", "related")),
    *(("subjectAccessPoints", "subjects"), ("placeAccessPoints", "places"), ("nameAccessPoints", "names")),
    *(("genreAccessPoints", "genre"), ("alternativeIdentifiers", "alt_refs")),
    *(("eventDates", "date_text"), ("eventStartDates", "date_start"), ("eventEndDates", "date_end")),
    ("eventActors", "creators"),
)
COLUMNS = (
    "legacyId",
    "parentId",
    "levelOfDescription",
    *(column for column, _ in _FIELDS),
    "eventTypes",
    "culture",
    "publicationStatus",
)
_LEVELS = {"fonds": "Fonds", "series": "Series", "file": "File", "item": "Item"}
_LANGUAGES = {
    "汉语": "zh",
    "中文": "zh",
    "汉文": "zh",
    "英语": "en",
    "英文": "en",
    "满文": "mnc",
    "日文": "ja",
    "日语": "ja",
}


class AtomCsv(Plain):
    """``.atom.csv``. ``legacyId`` is the match key, after the archive's code where there are several."""

    extension = "atom.csv"

    def __init__(self, language: str, several: bool) -> None:
        self.culture, self.several = language.split("-")[0], several

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record."""
        frame = part.frame.with_columns(
            pl.lit(part.archive).alias("_archive"),
            pl.col("language").replace_strict(_LANGUAGES, default=None, return_dtype=pl.String).alias("_language"),
            (pl.lit(f"{part.fonds.repository}:" if self.several else "") + pl.col("match_key")).alias("_id"),
        )
        known = frame.select(pl.col("ref_code").alias("parent_ref"), pl.col("_id").alias("_parent")).unique(
            "parent_ref", keep="first"
        )
        frame = frame.join(known, on="parent_ref", how="left", maintain_order="left")
        table = frame.select(
            pl.col("_id").alias("legacyId"),
            pl.col("_parent").alias("parentId"),
            pl.col("level").replace_strict(_LEVELS, default="Item", return_dtype=pl.String).alias("levelOfDescription"),
            *(_values(name).alias(column) for column, name in _FIELDS),
            pl.when(pl.col("date_text").is_not_null() | pl.col("creators").is_not_null())
            .then(pl.lit("Creation"))
            .alias("eventTypes"),
            pl.lit(self.culture).alias("culture"),
            pl.lit("Published").alias("publicationStatus"),
        )
        clean = {column for column, name in _FIELDS if name in part.clean}
        return lines(table, clean | {"levelOfDescription", "eventTypes", "culture", "publicationStatus"})

    def head(self, scope: Scope) -> str:
        return ",".join(COLUMNS) + "\r\n"


def _many(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].many


def _values(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(SEPARATOR, "|", literal=True) if _many(name) else pl.col(name)
