"""EAD3 (valid against ead3.rng of the Society of American Archivists), with the hierarchy of the records.

One record is one ``<c>``; its text is made by the column, only the nesting is walked row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

import polars as pl

from lantai.catalogue.downloads.formats import Part, Scope
from lantai.records.fields import SEPARATOR
from lantai.records.refcodes import SEPARATORS

NAMESPACE = "http://ead3.archivists.org/schema/"
_UNWANTED = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
"""Characters that XML 1.0 cannot hold."""


class Ead3:
    """``.ead3.xml``: a fonds is an ``archdesc``; the whole or a release is one of fonds as ``c``."""

    extension = "ead3.xml"

    def __init__(self, agency: str, moment: str, language: str) -> None:
        self.agency, self.moment = agency, moment
        self.language = "chi" if language.startswith("zh") else "eng"

    def prepare(self, part: Part) -> pl.Series:
        """Return the opening of each record's ``<c>``, all but what is nested in it and ``</c>``."""
        return part.frame.select(_component()).to_series()

    def head(self, scope: Scope) -> bytes:
        title = escape(scope.title)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<ead xmlns="{NAMESPACE}"><control><recordid>{escape(scope.stem)}</recordid>'
            f"<filedesc><titlestmt><titleproper>{title}</titleproper></titlestmt></filedesc>"
            '<maintenancestatus value="derived"/>'
            f"<maintenanceagency><agencyname>{escape(self.agency)}</agencyname></maintenanceagency>"
            f'<languagedeclaration><language langcode="{self.language}"/><script scriptcode='
            f'"{"Hans" if self.language == "chi" else "Latn"}"/></languagedeclaration>'
            '<maintenancehistory><maintenanceevent><eventtype value="derived"/>'
            f"<eventdatetime>{escape(self.moment)}</eventdatetime>"
            '<agenttype value="machine"/><agent>Lantai</agent></maintenanceevent></maintenancehistory></control>\n'
            + ("" if scope.fonds else _collection(title, self.agency))
        ).encode()

    def piece(self, scope: Scope, part: Part, prepared: pl.Series) -> bytes:
        components = "".join(nested(part.frame["match_key"].to_list(), prepared.to_list()))
        if scope.fonds:
            inner = f"<dsc>\n{components}</dsc>\n" if components else ""
            return f'<archdesc level="fonds">{_fonds_did(part)}\n{inner}</archdesc>'.encode()
        return f'<c level="fonds">{_fonds_did(part)}\n{components}</c>\n'.encode()

    def tail(self, scope: Scope) -> bytes:
        return ("</ead>\n" if scope.fonds else "</dsc></archdesc></ead>\n").encode()


def nested(keys: Sequence[str], openings: Sequence[str]) -> list[str]:
    """Return openings and ``</c>`` in order: a record is nested in the last one whose code begins its own."""
    out: list[str] = []
    stack: list[str] = []
    for key, opening in zip(keys, openings, strict=True):
        while stack and not (key.startswith(stack[-1]) and key[len(stack[-1]) : len(stack[-1]) + 1] in SEPARATORS):
            stack.pop()
            out.append("</c>\n")
        out.append(opening)
        stack.append(key)
    out.append("</c>\n" * len(stack))
    return out


def _collection(title: str, agency: str) -> str:
    repository = f"<repository><corpname><part>{escape(agency)}</part></corpname></repository>"
    did = f"<did><unittitle>{title}</unittitle>{repository}</did>"
    return f'<archdesc level="otherlevel" otherlevel="catalogue">{did}<dsc>\n'


def _fonds_did(part: Part) -> str:
    described = part.description
    did = [f"<unitid>{escape(part.fonds.code)}</unitid><unittitle>{escape(part.title)}</unittitle>"]
    if part.fonds.year_start and part.fonds.year_end:
        first, last = part.fonds.year_start, part.fonds.year_end
        did.append(
            '<unitdatestructured unitdatetype="inclusive"><daterange>'
            f'<fromdate standarddate="{first:04}">{first}</fromdate><todate standarddate="{last:04}">{last}</todate>'
            "</daterange></unitdatestructured>"
        )
    did.append(f"<repository><corpname><part>{escape(part.archive)}</part></corpname></repository>")
    if described and described.creator:
        did.append(f"<origination><corpname><part>{escape(str(described.creator))}</part></corpname></origination>")
    if described and described.extent:
        did.append(f"<physdesc>{escape(str(described.extent))}</physdesc>")
    notes = [
        f"<{tag}><p>{escape(str(text).strip())}</p></{tag}>"
        for tag, text in (
            ("bioghist", described and described.admin_history),
            ("custodhist", described and described.custodial_history),
            ("scopecontent", described and described.scope),
            ("accessrestrict", described and described.access),
        )
        if text
    ]
    return "<did>" + "".join(did) + "</did>" + "".join(notes)


def _component() -> pl.Expr:
    level = pl.when(pl.col("level").is_in(["fonds", "series", "file", "item"])).then("level").otherwise(pl.lit("item"))
    did = [
        _each("ref_code", "<unitid>", "</unitid>"),
        _each("doc_no", '<unitid localtype="doc_no">', "</unitid>"),
        _each("alt_refs", '<unitid localtype="alternative">', "</unitid>", many=True),
        _each("title", "<unittitle>", "</unittitle>"),
        _each("title_parallel", '<unittitle localtype="parallel">', "</unittitle>"),
        _each("title_sub", '<unittitle localtype="subtitle">', "</unittitle>"),
        _date(),
        _each("creators", "<origination><name><part>", "</part></name></origination>", many=True),
        _each("extent", "<physdesc>", "</physdesc>"),
        _each("pages", '<physdesc localtype="pages">', "</physdesc>"),
        _each("carrier", '<physdesc localtype="carrier">', "</physdesc>"),
        _each("language", "<langmaterial><language>", "</language></langmaterial>", many=True),
    ]
    paragraphs = [
        _each(name, f"<{tag}><p>", f"</p></{tag}>")
        for name, tag in (
            ("scope", "scopecontent"),
            ("admin_history", "bioghist"),
            ("custodial_history", "custodhist"),
            ("arrangement", "arrangement"),
            ("originals", "originalsloc"),
            ("copies", "altformavail"),
            ("related", "relatedmaterial"),
            ("open_status", "accessrestrict"),
            ("rights", "userestrict"),
        )
    ]
    access = [
        _each(name, f"<{tag}><part>", f"</part></{tag}>", many=True)
        for name, tag in (
            ("names", "persname"),
            ("subjects", "subject"),
            ("class_codes", "subject"),
            ("places", "geogname"),
            ("genre", "genreform"),
        )
    ]
    heads = pl.concat_str(access, ignore_nulls=True)
    controlled = pl.when(heads != "").then(pl.lit("<controlaccess>") + heads + "</controlaccess>")
    return pl.concat_str(
        pl.lit('<c level="'), level, pl.lit('"><did>'), *did, pl.lit("</did>"), *paragraphs, controlled, pl.lit("\n"),
        ignore_nulls=True,
    ).alias("c")  # fmt: skip


def _text(name: str) -> pl.Expr:
    marks, entities = ["&", "<", ">", '"'], ["&amp;", "&lt;", "&gt;", "&quot;"]
    return pl.col(name).str.replace_all(_UNWANTED, "").str.replace_many(marks, entities)


def _each(name: str, before: str, after: str, *, many: bool = False) -> pl.Expr:
    """Return an element for a field, one for each of its values if it has several; null where it is empty."""
    text = _text(name)
    if many:
        text = text.str.replace_all(SEPARATOR, after + before, literal=True)
    return pl.lit(before) + text + after


def _date() -> pl.Expr:
    """Return the date as written with its interval; where that is open, as text only."""
    start, end, text = _text("date_start"), _text("date_end"), pl.coalesce(_text("date_text"), _text("edtf"))
    single = pl.lit('<datesingle standarddate="') + start + '">' + text + "</datesingle>"
    inclusive = (
        pl.lit('<daterange><fromdate standarddate="') + start + '">' + start + '</fromdate><todate standarddate="'
        + end + '">' + end + "</todate></daterange>"
    )  # fmt: skip
    structured = pl.when(pl.col("date_start") == pl.col("date_end")).then(single).otherwise(inclusive)
    dated = pl.lit("<unitdatestructured>") + structured + "</unitdatestructured>"
    plain = pl.lit("<unitdate>") + text + "</unitdate>"
    both = pl.when(pl.col("date_start") == pl.col("date_end")).then(dated).otherwise(plain + dated)
    return pl.coalesce(both, plain)
