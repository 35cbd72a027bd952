"""CSV as AtoM (Access to Memory) imports it: its ISAD template, one row per description.

Rules of the AtoM 2 documentation: column names as in its template, UTF-8 without mark, several values
separated by ``|``, ``legacyId`` unique, ``parentId`` the legacyId of a row above, empty at the top,
levels of description by their names in the template, as many alternative identifiers as labels of them, and
as many values in each of the event columns, where ``NULL`` keeps a place. A ``|`` within a value cannot be written
and becomes ``｜``. A fonds without a record of its own gets a row, because in AtoM every description hangs under one;
its ``legacyId`` begins with ``ABOVE``.
"""

from __future__ import annotations

import polars as pl

from lantai.catalogue.downloads.cells import Cells, Line, Syntax
from lantai.catalogue.downloads.delimited import quoted
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.crosswalks import LEVEL_TERMS
from lantai.records.fields import ABOVE, BY_NAME, SEPARATOR
from lantai.records.language_names import TAGS
from lantai.records.refcodes import match_key

_ARCHIVE, _LANGUAGE = "_archive", "_language"
FIELDS = (
    *(("identifier", "ref_code"), ("title", "title"), ("extentAndMedium", "extent"), ("repository", _ARCHIVE)),
    *(("archivalHistory", "custodial_history"), ("scopeAndContent", "scope"), ("arrangement", "arrangement")),
    *(("accessConditions", "open_status"), ("reproductionConditions", "rights"), ("language", _LANGUAGE)),
    *(("locationOfOriginals", "originals"), ("locationOfCopies", "copies"), ("relatedUnitsOfDescription", "related")),
    *(("subjectAccessPoints", "subjects"), ("placeAccessPoints", "places"), ("nameAccessPoints", "names")),
    ("genreAccessPoints", "genre"),
)
_EVENTS = (("eventDates", "date_text"), ("eventStartDates", "date_start"), ("eventEndDates", "date_end"))
_LABELS = (("文号", "doc_no"), ("其他编号", "alt_refs"))
COLUMNS = (
    *("legacyId", "parentId", "levelOfDescription"),
    *(column for column, _ in FIELDS),
    *("alternativeIdentifiers", "alternativeIdentifierLabels"),
    *("eventTypes", "eventActors", *(column for column, _ in _EVENTS)),
    *("culture", "publicationStatus"),
)
_CODES, _LABEL, _TYPES, _ACTORS = "_codes", "_labels", "_types", "_actors"


class AtomCsv(Plain):
    """``.atom.csv``. ``legacyId`` is the match key, after the archive's code where there are several."""

    extension = "atom.csv"

    def __init__(self, language: str, several: bool) -> None:
        self.culture, self.several = language.split("-")[0], several

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record."""
        cells, named = self._derived(part, _without_bars(part.cells))
        line = Line(cells, Syntax.CSV).field("", named["_id"]).literal(",")
        if cells.has("_parent"):
            line.field("", "_parent")
        elif cells.columns["level"].same not in (None, "fonds"):
            line.literal(quoted(self._fonds_id(part)))
        line.literal(",").level(LEVEL_TERMS)
        for _, name in FIELDS:
            line.literal(",")
            if name == _ARCHIVE:
                line.literal(quoted(part.archive))
            else:
                line.field("", name, "", "|" if _many(name) else None)
        for name in (_CODES, _LABEL, _TYPES, _ACTORS, *(f"_{name}" for _, name in _EVENTS)):
            line.literal(",").field("", named.get(name, ""))
        return line.literal(f",{self.culture},Published\r\n").texts()

    def _derived(self, part: Part, cells: Cells) -> tuple[Cells, dict[str, str]]:
        """Return the cells with the columns that only AtoM has, and where each of these stands."""
        made = {"_id": pl.lit(self._id(part, "")) + pl.col("match_key") if self.several else "match_key"}
        if cells.has("language"):
            made[_LANGUAGE] = _language()
        made |= _other_codes(cells) | _events(cells)
        named = {name: text if isinstance(text, str) else name for name, text in made.items()}
        cells = cells.adding(**{name: text for name, text in made.items() if not isinstance(text, str)})
        if not cells.has("parent_ref") and cells.columns["level"].same is not None:
            return cells, named  # all hang under the fonds
        known = cells.frame.select(pl.col("ref_code").alias("parent_ref"), pl.col(named["_id"]).alias("_above"))
        known = known.unique("parent_ref", keep="first")
        joined = cells.frame.join(known, on="parent_ref", how="left", maintain_order="left")["_above"]
        otherwise = pl.when(pl.col("level") != "fonds").then(pl.lit(self._fonds_id(part)))
        return cells.adding(_parent=pl.coalesce(pl.lit(joined), otherwise)), named

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
        return ",".join(quoted(said.get(column, "")) for column in COLUMNS) + "\r\n"

    def head(self, scope: Scope) -> str:
        return ",".join(COLUMNS) + "\r\n"


_PARTED = ("creators", "date_text", "doc_no", "alt_refs", "subjects", "places", "names", "genre")
"""Fields in whose columns ``|`` separates values."""


def _without_bars(cells: Cells) -> Cells:
    there = [name for name in _PARTED if cells.has(name)]
    found = cells.frame.select(pl.col(name).str.contains("|", literal=True).any() for name in there)
    odd = [name for name in there if found[name][0]]
    return (
        cells.adding(**{name: pl.col(name).str.replace_all("|", "｜", literal=True) for name in odd}) if odd else cells
    )


def _many(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].many


def _values(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(SEPARATOR, "|", literal=True) if _many(name) else pl.col(name)


def _language() -> pl.Expr:
    """Return codes of languages: those of the words that we know, and of BCP 47 tags their first part."""
    each = pl.element()
    tag = each.str.extract(r"^([a-z]{2,3})(?:-|$)", 1)
    codes = each.replace_strict(dict(TAGS), default=None, return_dtype=pl.String).fill_null(tag)
    found = pl.col("language").str.split(SEPARATOR).list.eval(codes.drop_nulls()).list.join("|")
    return pl.when(found != "").then(found)


Columns = dict[str, pl.Expr | str]
"""Columns that only AtoM has: how each is made, or the field that it is."""


def _other_codes(cells: Cells) -> Columns:
    """Return all other identifiers, and for each of them what it is."""
    there = [(label, name) for label, name in _LABELS if cells.has(name)]
    if not there:
        return {}
    codes = pl.concat_str([_values(name) for _, name in there], separator="|", ignore_nulls=True)
    said = pl.concat_str([_label(cells, *each) for each in there], separator="|", ignore_nulls=True)
    return {_CODES: pl.when(codes != "").then(codes), _LABEL: pl.when(said != "").then(said)}


def _label(cells: Cells, label: str, name: str) -> pl.Expr:
    """Return what the codes of a column are, as often as there are codes."""
    if not cells.columns[name].several:
        return pl.when(pl.col(name).is_not_null()).then(pl.lit(label))
    labels = pl.col(name).str.replace_all(f"[^{SEPARATOR}]+", label)
    return labels.str.replace_all(SEPARATOR, "|", literal=True)


def _events(cells: Cells) -> Columns:
    """Return the event columns: one creation for each creator, the date with the first."""
    if not (cells.has("date_text") or cells.has("creators")):
        return {}
    several, always = cells.columns["creators"].several, cells.always("date_text") or cells.always("creators")
    if always and not several:
        fields = {_ACTORS: "creators"} | {f"_{name}": name for _, name in _EVENTS}
        found = {each: name if cells.always(name) else pl.col(name).fill_null("NULL") for each, name in fields.items()}
        return {_TYPES: pl.lit("Creation"), **found}
    actors = _values("creators")
    more = actors.str.count_matches("|", literal=True).fill_null(0)
    rest = pl.lit("|NULL").repeat_by(more).list.join("")
    types = pl.lit("Creation") + pl.lit("|Creation").repeat_by(more).list.join("")
    texts = {_TYPES: types, _ACTORS: actors.fill_null("NULL")}
    texts |= {f"_{name}": pl.col(name).fill_null("NULL") + rest for _, name in _EVENTS}
    any_event = pl.col("date_text").is_not_null() | actors.is_not_null()
    return {name: pl.when(any_event).then(text) for name, text in texts.items()}
