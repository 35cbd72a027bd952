"""CSV as AtoM (Access to Memory) imports it: its ISAD template, one row per description.

Rules of the AtoM 2 documentation: column names as in its template, UTF-8 without mark, several values
separated by ``|``, ``legacyId`` unique, ``parentId`` the legacyId of a row above, empty at the top,
levels of description by their names in the template, as many alternative identifiers as labels of them, and
as many values in each of the event columns, where ``NULL`` keeps a place. A fonds without a record of its own
gets a row, because in AtoM every description hangs under one; its ``legacyId`` begins with ``ABOVE``.
"""

from __future__ import annotations

import polars as pl

from lantai.catalogue.downloads.delimited import lines
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.fields import ABOVE, BY_NAME, SEPARATOR
from lantai.records.refcodes import match_key

_FIELDS = (
    *(("identifier", "ref_code"), ("title", "title"), ("extentAndMedium", "extent"), ("repository", "_archive")),
    *(("archivalHistory", "custodial_history"), ("scopeAndContent", "scope"), ("arrangement", "arrangement")),
    *(("accessConditions", "open_status"), ("reproductionConditions", "rights"), ("language", "_language")),
    *(("locationOfOriginals", "originals"), ("locationOfCopies", "copies"), ("relatedUnitsOfDescription", "related")),
    *(("subjectAccessPoints", "subjects"), ("placeAccessPoints", "places"), ("nameAccessPoints", "names")),
    ("genreAccessPoints", "genre"),
)
_EVENTS = (("eventDates", "date_text"), ("eventStartDates", "date_start"), ("eventEndDates", "date_end"))
_LABELS = (("文号", "doc_no"), ("其他编号", "alt_refs"))
COLUMNS = (
    *("legacyId", "parentId", "levelOfDescription"),
    *(column for column, _ in _FIELDS),
    *("alternativeIdentifiers", "alternativeIdentifierLabels"),
    *("eventTypes", "eventActors", *(column for column, _ in _EVENTS)),
    *("culture", "publicationStatus"),
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
        above = self._fonds_id(part)
        frame = part.frame.with_columns(
            pl.lit(part.archive).alias("_archive"),
            _language().alias("_language"),
            (pl.lit(self._id(part, "")) + pl.col("match_key")).alias("_id"),
        )
        known = frame.select(pl.col("ref_code").alias("parent_ref"), pl.col("_id").alias("_parent")).unique(
            "parent_ref", keep="first"
        )
        frame = frame.join(known, on="parent_ref", how="left", maintain_order="left")
        is_fonds = pl.col("level") == "fonds"
        table = frame.select(
            pl.col("_id").alias("legacyId"),
            pl.coalesce("_parent", pl.when(~is_fonds).then(pl.lit(above))).alias("parentId"),
            pl.col("level").replace_strict(_LEVELS, default="Item", return_dtype=pl.String).alias("levelOfDescription"),
            *(_values(name).alias(column) for column, name in _FIELDS),
            *_other_codes(),
            *_events(),
            pl.lit(self.culture).alias("culture"),
            pl.lit("Published").alias("publicationStatus"),
        )
        clean = {column for column, name in _FIELDS if name in part.clean}
        return lines(table, clean | {"levelOfDescription", "eventTypes", "culture", "publicationStatus"})

    def _id(self, part: Part, key: str) -> str:
        """Return the ``legacyId`` of a code, which is unique on the whole site."""
        return f"{part.fonds.repository}:{key}" if self.several else key

    def _fonds_id(self, part: Part) -> str:
        """Return the ``legacyId`` of the fonds: that of its record, if it has one."""
        own = self._id(part, match_key(part.fonds.code))
        return own if (part.frame["level"] == "fonds").any() else ABOVE + own

    def before(self, scope: Scope, part: Part) -> str:
        """Return the row of the fonds, unless a record is it."""
        identifier = self._fonds_id(part)
        if not identifier.startswith(ABOVE):
            return ""
        first, last = part.fonds.year_start, part.fonds.year_end
        said = {
            "legacyId": identifier,
            "levelOfDescription": "Fonds",
            "identifier": part.fonds.code,
            "title": part.title,
            "repository": part.archive,
            "accessConditions": "开放",
            "culture": self.culture,
            "publicationStatus": "Published",
        }
        if first and last:
            said |= {"eventTypes": "Creation", "eventDates": f"{first}-{last}" if first != last else str(first)}
            said |= {"eventStartDates": f"{first:04}-01-01", "eventEndDates": f"{last:04}-12-31", "eventActors": "NULL"}
        row = pl.DataFrame({column: [said.get(column)] for column in COLUMNS}, schema=dict.fromkeys(COLUMNS, pl.String))
        return lines(row).item()

    def head(self, scope: Scope) -> str:
        return ",".join(COLUMNS) + "\r\n"


def _many(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].many


def _values(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(SEPARATOR, "|", literal=True) if _many(name) else pl.col(name)


def _language() -> pl.Expr:
    """Return codes of languages: those of the words that we know, and of BCP 47 tags their first part."""
    each = pl.element()
    tag = each.str.extract(r"^([a-z]{2,3})(?:-|$)", 1)
    codes = each.replace_strict(_LANGUAGES, default=None, return_dtype=pl.String).fill_null(tag)
    found = pl.col("language").str.split(SEPARATOR).list.eval(codes.drop_nulls()).list.join("|")
    return pl.when(found != "").then(found)


def _other_codes() -> tuple[pl.Expr, pl.Expr]:
    """Return all other identifiers, and for each of them what it is."""
    codes = pl.concat_str([_values(name) for _, name in _LABELS], separator="|", ignore_nulls=True)
    labels = [
        pl.when(pl.col(name).is_not_null()).then(pl.col(name).str.replace_all(f"[^{SEPARATOR}]+", label))
        for label, name in _LABELS
    ]
    said = pl.concat_str([each.str.replace_all(SEPARATOR, "|", literal=True) for each in labels], separator="|",
                         ignore_nulls=True)  # fmt: skip
    return (
        pl.when(codes != "").then(codes).alias("alternativeIdentifiers"),
        pl.when(said != "").then(said).alias("alternativeIdentifierLabels"),
    )


def _events() -> list[pl.Expr]:
    """Return the event columns: one creation for each creator, the date with the first."""
    actors = _values("creators")
    more = actors.str.count_matches("|", literal=True).fill_null(0)
    rest = pl.lit("|NULL").repeat_by(more).list.join("")
    any_event = pl.col("date_text").is_not_null() | actors.is_not_null()
    dates = [
        pl.when(any_event).then(pl.col(name).fill_null("NULL") + rest).alias(column) for column, name in _EVENTS
    ]  # fmt: skip
    types = pl.lit("Creation") + pl.lit("|Creation").repeat_by(more).list.join("")
    return [
        pl.when(any_event).then(types).alias("eventTypes"),
        pl.when(any_event).then(actors.fill_null("NULL")).alias("eventActors"),
        *dates,
    ]
