"""A page for each record that has one, and a tombstone for each that had one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from lantai.catalogue.listing import STYLES
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.rows import with_shown_dates
from lantai.catalogue.views import View
from lantai.records import citations, crosswalks
from lantai.records.fields import SEPARATOR
from lantai.site.pages import Crumb, Page

FIELDS_SHOWN = (
    *("ref_code", "alt_refs", "level", "title_parallel", "title_sub", "doc_no", "date", "creators"),
    *("scope", "admin_history", "custodial_history", "names", "subjects", "places", "class_codes", "genre"),
    *("extent", "pages", "carrier", "arrangement", "originals", "copies", "related", "language"),
    *("open_status", "rights"),
)
"""Order of a record's page: what identifies it, what it says, what it is, how it may be used."""

FACETED = {"creators", "subjects", "places", "genre"}
"""Fields whose values lead to a search for others like it."""

SCRIPTS = ("catalogue/requests.js",)


def pages(view: View) -> Iterator[Page]:
    """Yield a page for every record that has one, in archival order, then the tombstones."""
    frame = with_shown_dates(view.table)
    paged = frame.filter(pl.col("page_address").is_not_null())
    parents = _parents(view, paged)
    for summary in view.catalogue.fonds:
        own = paged.filter(pl.col("number").is_between(summary.first, summary.first + summary.count - 1))
        yield from _of_fonds(view, summary, own, parents)
    yield from _tombstones(view)


def _of_fonds(
    view: View, summary: FondsSummary, frame: pl.DataFrame, parents: Mapping[str, dict[str, Any]]
) -> Iterator[Page]:
    previous: dict[str, Any] | None = None
    current: dict[str, Any] | None = None
    for following in [*frame.iter_rows(named=True), None]:
        if current is not None:
            yield _page(view, summary, current, previous, following, parents.get(current["parent_ref"] or ""))
            previous = current
        current = following


def _parents(view: View, frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the records that are named as parents, by the code that names them."""
    from lantai.records.refcodes import match_key

    named = frame["parent_ref"].drop_nulls().unique().to_list()
    keys = {match_key(code): code for code in named}
    found = view.table.filter(pl.col("match_key").is_in(list(keys)))
    return {keys[row["match_key"]]: row for row in found.iter_rows(named=True)}


def _page(
    view: View,
    summary: FondsSummary,
    record: dict[str, Any],
    previous: dict[str, Any] | None,
    following: dict[str, Any] | None,
    parent: dict[str, Any] | None,
) -> Page:
    archive = view.archive(summary.repository)
    url = view.site.base_url + record["page_address"] if view.site.base_url else ""
    holder = archive.name.in_(view.language)
    place = archive.place.in_(view.language)
    node = _node(view, summary, record["list_address"])
    title = record["title"] or record["ref_code"]
    cites = citations.all_forms(record, place, holder, url, SEPARATOR)
    return Page(
        address=record["page_address"],
        template="record",
        title=title,
        kind="record",
        language=view.language,
        description=" · ".join(filter(None, (record["ref_code"], record["date_shown"], holder))),
        trail=view.trail(node, summary, itself=True) if node else (),
        jsonld=crosswalks.schema_org(record, url, holder, _parent_url(view, parent, record)),
        styles=STYLES,
        scripts=SCRIPTS,
        data={
            "record": record,
            "fonds": summary,
            "fonds_title": view.fonds_title(summary),
            "archive": archive,
            "fields": _fields(view, record),
            "parent": _neighbour(parent),
            "previous": _neighbour(previous),
            "next": _neighbour(following),
            "list_address": f"{record['list_address']}#{record['anchor']}",
            "access": _access(view, record),
            "citations": [
                (view.t("catalogue.cite_gbt"), cites["gbt7714"]),
                ("BibTeX", cites["bibtex"]),
                ("RIS", cites["ris"]),
            ],
            "cited_by": view.publication.links.of("record", record["match_key"]),
            "permanent": view.routes.resolver(record["ref_code"]),
            "release": view.releases.get(record["release"]),
            "pictures": _pictures(view, record),
        },
    )


def _node(view: View, summary: FondsSummary, address: str) -> Any:
    nodes = view.__dict__.setdefault("_nodes", {})
    if not nodes:
        nodes.update((node.address, node) for root in view.trees.values() for node in root.walk())
    return nodes.get(address)


def _parent_url(view: View, parent: dict[str, Any] | None, record: dict[str, Any]) -> str:
    if not view.site.base_url:
        return ""
    address = (parent or {}).get("page_address") or record["list_address"]
    return view.site.base_url + address


def _fields(view: View, record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every public field that has a value, with its label."""
    found = []
    for name in FIELDS_SHOWN:
        if name == "date":
            label, values = view.label("date_text"), [record["date_shown"]] if record["date_shown"] else []
        else:
            label, values = view.label(name), crosswalks.values(record, name)
        if name == "level":
            values = [view.t(f"catalogue.level_{value}") if value in LEVEL_NAMES else value for value in values]
        if values:
            found.append({"name": name, "label": label, "values": values, "faceted": name in FACETED})
    extra = [name for name in view.catalogue.extra if record.get(name)]
    return found + [{"name": name, "label": name, "values": [record[name]], "faceted": False} for name in extra]


LEVEL_NAMES = frozenset({"fonds", "series", "file", "item"})


def _neighbour(record: dict[str, Any] | None) -> dict[str, str] | None:
    if record is None:
        return None
    address = record["page_address"] or f"{record['list_address']}#{record['anchor']}"
    return {"title": record["title"] or record["ref_code"], "code": record["ref_code"], "address": address}


def _access(view: View, record: dict[str, Any]) -> dict[str, str]:
    """Return how to see a record: a sentence, and where to book if the archive says so."""
    mode = record["access_mode"] or "目录"
    key = {"在线": "online", "到馆": "onsite"}.get(mode, "list")
    booking = view.site.booking
    from urllib.parse import quote

    link = (
        booking.replace("{ref}", quote(record["ref_code"], safe=""))
        if booking.startswith(("https://", "http://", "/"))
        else ""
    )
    return {"mode": key, "booking": link}


def _pictures(view: View, record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cleared pictures of a record with their derivatives; recordings have pages of exhibitions."""
    from lantai.problems import Problems

    media = view.publication.media
    found = []
    for index, name in enumerate(crosswalks.values(record, "media"), start=1):
        path = view.site.catalogue / "media" / name
        if not path.is_file() or path.suffix.lower() not in PICTURES:
            continue
        image = media.image(path, view.site.shown(path), Problems())
        if image is None:
            continue
        alt = view.t("catalogue.picture_alt", title=record["title"] or record["ref_code"], n=index)
        found.append({"picture": media.picture(image, sizes="(min-width: 64rem) 40rem, 100vw"), "alt": alt})
    return found


PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})


def _tombstones(view: View) -> Iterator[Page]:
    if not view.catalogue.own_pages:
        return
    for row in view.catalogue.tombstones.iter_rows(named=True):
        yield Page(
            address=row["page_address"],
            template="record",
            title=view.t("catalogue.withdrawn"),
            kind="record",
            language=view.language,
            trail=(Crumb(view.t("catalogue.title"), view.routes.section("catalogue")),),
            styles=STYLES,
            listed=False,
            data={"withdrawn": True, "code": row["ref_code"]},
        )
