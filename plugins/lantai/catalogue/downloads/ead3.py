"""EAD3 1.1 (content models of the official DTD), with the hierarchy of the records.

One record is one ``<c>``; its text is made by the column, what it stands in by ``ead3_nesting``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from lantai.catalogue.downloads import ead3_nesting
from lantai.catalogue.downloads.cells import Cells, Line, Syntax
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.records.dates.notation import EDTF_UNKNOWN
from lantai.records.fields import BY_NAME, EXTRA, LEVELS
from lantai.records.refcodes import match_key, match_key_expr
from lantai.site.languages import LocalText

NAMESPACE = "http://ead3.archivists.org/schema/"


class Ead3:
    """``.ead3.xml``: a fonds is an ``archdesc``; the whole, an archive or a release is one of fonds as ``c``."""

    extension = "ead3.xml"

    def __init__(self, agency: str, moment: str, language: str, extra: Sequence[str] = ()) -> None:
        self.agency, self.moment, self.interface, self.extra = agency, moment, language, extra
        self.language = "chi" if language.startswith("zh") else "eng"

    def prepare(self, part: Part) -> pl.Series:
        """Return the opening of each record's ``<c>``, all but what is nested in it and ``</c>``."""
        return _components(part.cells, self.extra)

    def head(self, scope: Scope) -> str:
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
            + ("" if scope.fonds else _collection(title, self.agency, scope.count))
        )

    def before(self, scope: Scope, part: Part) -> str:
        about = _fonds_did(part)
        return f'<archdesc level="fonds">{about}\n<dsc>\n' if scope.fonds else f'<c level="fonds">{about}\n'

    def body(self, part: Part, prepared: pl.Series) -> bytes:
        return ead3_nesting.body(part, prepared, self._series(part))

    def after(self, scope: Scope, part: Part) -> str:
        return "</dsc></archdesc>" if scope.fonds else ead3_nesting.CLOSE

    def tail(self, scope: Scope) -> str:
        if scope.fonds:
            return "</ead>\n"
        return ("</dsc>" if scope.count else "") + "</archdesc></ead>\n"

    def _series(self, part: Part) -> dict[str, str]:
        names: Mapping[str, LocalText] = part.series or {}
        return {address: name.in_(self.interface) for address, name in names.items()}


def _collection(title: str, agency: str, count: int) -> str:
    repository = f"<repository><corpname><part>{escape(agency)}</part></corpname></repository>"
    did = f"<did><unittitle>{title}</unittitle>{repository}</did>"
    # An empty <dsc> is not valid.
    return f'<archdesc level="otherlevel" otherlevel="catalogue">{did}' + ("<dsc>\n" if count else "")


def _named_as_parent(part: Part) -> bool:
    """Return whether records name the fonds itself as their parent."""
    if not part.has("parent_ref"):
        return False
    named = part.frame["parent_ref"].drop_nulls().unique().to_frame()
    return bool((named.select(match_key_expr(pl.col("parent_ref"))).to_series() == match_key(part.fonds.code)).any())


def _fonds_did(part: Part) -> str:
    described = part.description
    kind = "container" if _named_as_parent(part) else "number"
    archive = f" repositorycode={quoteattr(part.fonds.repository)}" if part.fonds.repository else ""
    did = [
        f'<unitid localtype="{kind}"{archive}>{escape(part.fonds.code)}</unitid>'
        f"<unittitle>{escape(part.title)}</unittitle>"
    ]
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


_LEVELS = {level: level for level in LEVELS}
_DID = (
    ("doc_no", '<unitid localtype="doc_no">', "</unitid>"),
    ("alt_refs", '<unitid localtype="alternative">', "</unitid>"),
    *(("title", "<unittitle>", "</unittitle>"), ("title_parallel", '<unittitle localtype="parallel">', "</unittitle>")),
    ("title_sub", '<unittitle localtype="subtitle">', "</unittitle>"),
    ("title_supplied", '<unittitle localtype="supplied">', "</unittitle>"),
)
_DID_AFTER_DATE = (
    ("creators", "<origination><name><part>", "</part></name></origination>"),
    *(("extent", "<physdesc>", "</physdesc>"), ("pages", '<physdesc localtype="pages">', "</physdesc>")),
    ("carrier", '<physdesc localtype="carrier">', "</physdesc>"),
    ("language", "<langmaterial><language>", "</language></langmaterial>"),
)
_PARAGRAPHS = (
    *(("scope", "scopecontent"), ("admin_history", "bioghist"), ("custodial_history", "custodhist")),
    *(("arrangement", "arrangement"), ("originals", "originalsloc"), ("copies", "altformavail")),
    *(("related", "relatedmaterial"), ("open_status", "accessrestrict"), ("rights", "userestrict")),
)
_ACCESS = (
    *(("names", "persname"), ("subjects", "subject"), ("class_codes", 'subject localtype="class_code"')),
    *(("places", "geogname"), ("genre", "genreform")),
)


def _components(cells: Cells, extra: Sequence[str]) -> pl.Series:
    edtf = "edtf"
    if (cells.frame["edtf"] == EDTF_UNKNOWN).any():
        cells, edtf = cells.adding(_edtf=pl.when(pl.col("edtf") != EDTF_UNKNOWN).then("edtf")), "_edtf"
    line = Line(cells, Syntax.XML).literal('<c level="').level(_LEVELS)
    line.literal('"><did>').field("<unitid>", "ref_code", "</unitid>")
    for name, opening, closing in _DID:
        _field(line, name, opening, closing)
    line.field("<unitdate>", "date_text", "</unitdate>").field('<unitdate datechar="edtf">', edtf, "</unitdate>")
    _interval(line, cells)
    for name, opening, closing in _DID_AFTER_DATE:
        _field(line, name, opening, closing)
    line.literal("</did>")
    for name, tag in _PARAGRAPHS:
        line.field(f"<{tag}><p>", name, f"</p></{tag}>", "</p><p>", at="\n")
    line.field('<accessrestrict localtype="access_mode"><p>', "access_mode", "</p></accessrestrict>")
    for name in extra:
        label = quoteattr(name.removeprefix(EXTRA))
        line.field(f"<odd localtype={label}><p>", name, "</p></odd>")
    heads = Line(cells, Syntax.XML)
    for name, tag in _ACCESS:
        _field(heads, name, f"<{tag}><part>", f"</part></{tag.split()[0]}>")
    return line.within("<controlaccess>", heads, "</controlaccess>").literal("\n").texts()


def _field(line: Line, name: str, opening: str, closing: str) -> None:
    """Add a column; each value of a field that has several stands by itself."""
    line.field(opening, name, closing, closing + opening if BY_NAME[name].many else None)


def _interval(line: Line, cells: Cells) -> None:
    """Add the interval of the date, where both of its days are known."""
    if not (cells.has("date_start") and cells.has("date_end")):
        return
    start, end = pl.col("date_start"), pl.col("date_end")
    single = pl.concat_str(pl.lit('<datesingle standarddate="'), start, pl.lit('">'), start, pl.lit("</datesingle>"))
    inclusive = pl.concat_str(
        *(pl.lit('<daterange><fromdate standarddate="'), start, pl.lit('">'), start),
        *(pl.lit('</fromdate><todate standarddate="'), end, pl.lit('">'), end, pl.lit("</todate></daterange>")),
    )
    either = pl.when(start == end).then(single).otherwise(inclusive)
    opening, closing = "<unitdatestructured>", "</unitdatestructured>"
    if cells.always("date_start") and cells.always("date_end"):
        line.literal(opening).expression(either).literal(closing)
    else:
        line.expression(pl.lit(opening) + either + closing, full=False)
