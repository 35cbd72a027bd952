"""EAD3 1.1 (content models of the official DTD), with the hierarchy of the records.

One record is one ``<c>``; its text is made by the column, only the nesting is walked row by row. What is above a
record without being one itself (a fonds, a series, a file that is not public) is a ``<c>`` too, whose ``unitid`` says
so by its ``localtype``: ``container`` if records name it as their parent, ``number`` if it only orders them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from lantai.catalogue.downloads.formats import Part, Scope, xml_each, xml_text
from lantai.records import addresses
from lantai.records.dates.notation import EDTF_UNKNOWN
from lantai.records.fields import EXTRA
from lantai.records.refcodes import SEPARATORS, match_key, match_key_expr
from lantai.site.languages import LocalText

NAMESPACE = "http://ead3.archivists.org/schema/"
_CLOSE = "</c>\n"
_CLOSED = _CLOSE.encode()


class Ead3:
    """``.ead3.xml``: a fonds is an ``archdesc``; the whole, an archive or a release is one of fonds as ``c``."""

    extension = "ead3.xml"

    def __init__(self, agency: str, moment: str, language: str, extra: Sequence[str] = ()) -> None:
        self.agency, self.moment, self.interface, self.extra = agency, moment, language, extra
        self.language = "chi" if language.startswith("zh") else "eng"

    def prepare(self, part: Part) -> pl.Series:
        """Return the opening of each record's ``<c>``, all but what is nested in it and ``</c>``."""
        return part.frame.select(_component(part, self.extra)).to_series()

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
        places = Places(part.fonds.address, self._series(part))
        listed = part.frame["list_address"].to_list()
        described = part.frame.filter(pl.col("level").is_in(["fonds", "series"]))["list_address"]
        places.described.update(described)
        places.top = match_key(part.fonds.code)
        _learn_codes(part, places)
        openings, parents = prepared.cast(pl.Binary).to_list(), part.frame["parent_ref"].to_list()
        return b"".join(nested(part.frame["match_key"].to_list(), openings, listed, places, parents))

    def after(self, scope: Scope, part: Part) -> str:
        return "</dsc></archdesc>" if scope.fonds else _CLOSE

    def tail(self, scope: Scope) -> str:
        if scope.fonds:
            return "</ead>\n"
        return ("</dsc>" if scope.count else "") + "</archdesc></ead>\n"

    def _series(self, part: Part) -> dict[str, str]:
        names: Mapping[str, LocalText] = part.series or {}
        return {address: name.in_(self.interface) for address, name in names.items()}


class Places:
    """The containers above each record by the address of its list page, and what opens those without a record."""

    def __init__(self, fonds: str = "/", names: Mapping[str, str] | None = None) -> None:
        self.fonds, self.names = fonds, names or {}
        self.top = ""
        """The match key of the fonds, which is above everything."""
        self.codes: dict[str, str] = {}
        """The code by which records name a container as their parent, by its address."""
        self.described: set[str] = set()
        self.above = lru_cache(maxsize=None)(self._above)

    def _above(self, listed: str) -> tuple[str, ...]:
        """Return the containers without a record of their own above a list page, the outermost first."""
        steps = listed[len(self.fonds) :].strip("/").split("/") if listed != self.fonds else []
        if steps and (not steps[-1] or addresses.is_block(steps[-1])):
            steps.pop()
        found = [self.fonds + "/".join(steps[: index + 1]) + "/" for index in range(len(steps))]
        return tuple(address for address in found if address not in self.described)

    def parent_key(self, container: str) -> str:
        """Return the match key by which records name a container as their parent, or nothing."""
        return match_key(self.codes[container]) if container in self.codes else ""

    def opening(self, container: str) -> str:
        """Return the opening of a series that no record describes: its code, and its name if the archive gave one."""
        number = container.rstrip("/").rpartition("/")[2]
        code = self.codes.get(container)
        return _container("series", code or number, self.names.get(container) or number, names_parent=bool(code))


def _container(level: str, code: str, title: str, names_parent: bool) -> str:
    kind = "container" if names_parent else "number"
    return (
        f'<c level="{level}"><did><unitid localtype="{kind}">{escape(code)}</unitid>'
        f"<unittitle>{escape(title)}</unittitle></did>\n"
    )


def _learn_codes(part: Part, places: Places) -> None:
    """Give each container of ``places`` its code: the shortest parent without a record that its records name."""
    named = part.frame.select("list_address", "parent_ref", key=match_key_expr(pl.col("parent_ref")))
    named = named.filter(pl.col("parent_ref").is_not_null() & (pl.col("key") != match_key(part.fonds.code)))
    orphans = named.join(part.frame.select(key="match_key"), on="key", how="anti").unique()
    for listed, parent, _ in orphans.sort(pl.col("parent_ref").str.len_chars(), "parent_ref").iter_rows():
        above = places.above(listed)
        if above:
            places.codes.setdefault(above[-1], parent)


_RECORD, _SERIES, _ABSENT = range(3)


def nested(
    keys: Sequence[str],
    openings: Sequence[bytes],
    listed: Sequence[str] = (),
    places: Places | None = None,
    parents: Sequence[str | None] = (),
) -> list[bytes]:
    """Return openings and ``</c>`` in order: a record is nested in the one that it names as its parent,

    else in the last one whose code begins its own, and in the series of its address where no record describes
    that. A parent that is not above it otherwise gets a container of its own.
    """
    out: list[bytes] = []
    stack: list[tuple[str, int, str]] = []  # match key or address, kind, match key by which it is a parent
    here: tuple[str, ...] = ()
    for index, (key, opening) in enumerate(zip(keys, openings, strict=True)):
        parent = parents[index] if parents else None
        parent_key = match_key(parent) if parent else ""
        if places is not None:
            here = places.above(listed[index])
        in_parent = bool(parent) and (parent_key, _RECORD, parent_key) in stack
        while stack and not (stack[-1][2] == parent_key if in_parent else _within(key, here, parent_key, stack[-1])):
            stack.pop()
            out.append(_CLOSED)
        if not in_parent:
            open_series = {name for name, kind, _ in stack if kind == _SERIES}
            for container in here:
                if container not in open_series:
                    out.append(places.opening(container).encode())  # type: ignore[union-attr]
                    stack.append((container, _SERIES, places.parent_key(container)))  # type: ignore[union-attr]
        if parent and next((name for _, _, name in reversed(stack) if name), places and places.top) != parent_key:
            out.append(_container("file", parent, parent, names_parent=True).encode())
            stack.append((parent_key, _ABSENT, parent_key))
        out.append(opening)
        stack.append((key, _RECORD, key))
    out.append(_CLOSED * len(stack))
    return out


def _within(key: str, here: tuple[str, ...], parent: str, above: tuple[str, int, str]) -> bool:
    name, kind, _ = above
    if kind == _SERIES:
        return name in here
    if kind == _ABSENT:
        return name == parent
    return key.startswith(name) and key[len(name) : len(name) + 1] in SEPARATORS and key != name


def _collection(title: str, agency: str, count: int) -> str:
    repository = f"<repository><corpname><part>{escape(agency)}</part></corpname></repository>"
    did = f"<did><unittitle>{title}</unittitle>{repository}</did>"
    # An empty <dsc> is not valid.
    return f'<archdesc level="otherlevel" otherlevel="catalogue">{did}' + ("<dsc>\n" if count else "")


def _fonds_did(part: Part) -> str:
    described = part.description
    parents = part.frame.select(match_key_expr(pl.col("parent_ref")) == match_key(part.fonds.code)).to_series()
    kind = "container" if parents.any() else "number"
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


def _component(part: Part, extra: Sequence[str]) -> pl.Expr:
    level = pl.when(pl.col("level").is_in(["fonds", "series", "file", "item"])).then("level").otherwise(pl.lit("item"))
    did = [
        xml_each(part, "ref_code", "<unitid>", "</unitid>"),
        xml_each(part, "doc_no", '<unitid localtype="doc_no">', "</unitid>"),
        xml_each(part, "alt_refs", '<unitid localtype="alternative">', "</unitid>", many=True),
        xml_each(part, "title", "<unittitle>", "</unittitle>"),
        xml_each(part, "title_parallel", '<unittitle localtype="parallel">', "</unittitle>"),
        xml_each(part, "title_sub", '<unittitle localtype="subtitle">', "</unittitle>"),
        xml_each(part, "title_supplied", '<unittitle localtype="supplied">', "</unittitle>"),
        _date(part),
        xml_each(part, "creators", "<origination><name><part>", "</part></name></origination>", many=True),
        xml_each(part, "extent", "<physdesc>", "</physdesc>"),
        xml_each(part, "pages", '<physdesc localtype="pages">', "</physdesc>"),
        xml_each(part, "carrier", '<physdesc localtype="carrier">', "</physdesc>"),
        xml_each(part, "language", "<langmaterial><language>", "</language></langmaterial>", many=True),
    ]
    paragraphs = [
        xml_each(part, name, f"<{tag}><p>", f"</p></{tag}>").str.replace_all("\n", "</p><p>", literal=True)
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
    paragraphs.append(
        xml_each(part, "access_mode", '<accessrestrict localtype="access_mode"><p>', "</p></accessrestrict>")
    )
    for name in extra:
        label = quoteattr(name.removeprefix(EXTRA))
        paragraphs.append(xml_each(part, name, f"<odd localtype={label}><p>", "</p></odd>"))
    access = [
        xml_each(part, name, f"<{tag}><part>", f"</part></{tag.split()[0]}>", many=True)
        for name, tag in (
            ("names", "persname"),
            ("subjects", "subject"),
            ("class_codes", 'subject localtype="class_code"'),
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


def _date(part: Part) -> pl.Expr:
    """Return the date as written, its interval, and its exact meaning in EDTF where it has one."""
    start, end = xml_text("date_start"), xml_text("date_end")
    single = pl.lit('<datesingle standarddate="') + start + '">' + start + "</datesingle>"
    inclusive = (
        pl.lit('<daterange><fromdate standarddate="') + start + '">' + start + '</fromdate><todate standarddate="'
        + end + '">' + end + "</todate></daterange>"
    )  # fmt: skip
    structured = pl.when(pl.col("date_start") == pl.col("date_end")).then(single).otherwise(inclusive)
    known = pl.when(pl.col("edtf") != EDTF_UNKNOWN).then(xml_text("edtf"))
    return pl.concat_str(
        xml_each(part, "date_text", "<unitdate>", "</unitdate>"),
        pl.lit('<unitdate datechar="edtf">') + known + "</unitdate>",
        pl.lit("<unitdatestructured>") + structured + "</unitdatestructured>",
        ignore_nulls=True,
    )
