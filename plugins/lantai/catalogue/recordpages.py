"""A page for each record that has one, and a tombstone for each that had one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polars as pl

from lantai.catalogue import pictures
from lantai.catalogue.citing import INDEXED
from lantai.catalogue.listing import STYLES
from lantai.catalogue.manifests import manifest
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.rows import with_shown_dates
from lantai.catalogue.tree import root_of
from lantai.catalogue.views import View
from lantai.records import citations, crosswalks, objecttexts
from lantai.records.fields import EXTRA, LEVELS, SEPARATOR
from lantai.records.refcodes import match_key
from lantai.site.pages import Crumb, Leaf, Page

FIELDS_SHOWN = (
    *("ref_code", "alt_refs", "level", "title_parallel", "title_sub", "doc_no", "date_shown", "creators"),
    *("scope", "admin_history", "custodial_history", "names", "subjects", "places", "class_codes", "genre"),
    *("extent", "pages", "carrier", "arrangement", "originals", "copies", "related", "language"),
    *("open_status", "rights"),
)
"""Order of a record's page: what identifies it, what it says, what it is, how it may be used."""

FACETED = frozenset({"creators", "subjects", "places", "genre"})
"""Fields whose values lead to a search for others like it."""

CODES = frozenset({"ref_code", "alt_refs", "doc_no"})
SCRIPTS = ("catalogue/requests.js",)
_SIZES = "(min-width: 64rem) 44rem, 100vw"
_NEIGHBOUR = ("title", "ref_code", "page_address", "list_address", "anchor")
_BEFORE, _AFTER = "_before_", "_after_"
_MODES = {"在线": "online", "到馆": "onsite"}


def pages(view: View, summary: FondsSummary, frame: pl.DataFrame, pictured: bool | None = None) -> Iterator[Page]:
    """Yield a page for every record of a fonds that has one, in archival order. ``frame`` has all its records.

    ``pictured`` chooses those whose pictures are shown, or the others.
    """
    chosen = pl.col("page_address").is_not_null()
    if pictured is not None:
        chosen &= pl.col("has_media") == pictured
    paged = with_shown_dates(_with_neighbours(frame).filter(chosen))
    if not paged.height:
        return
    maker = _Maker(view, summary, _parents(frame, paged))
    # Most fields are empty in most fonds: only the others are taken out of the table row by row.
    empty = dict.fromkeys(name for name in paged.columns if paged[name].null_count() == paged.height)
    for record in paged.drop(list(empty)).iter_rows(named=True):
        yield maker.page(empty | record)


def _with_neighbours(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the records, each with what names the one before and the one after it in its fonds."""
    small = frame.select(_NEIGHBOUR)
    before = small.shift(1).rename(lambda name: _BEFORE + name)
    after = small.shift(-1).rename(lambda name: _AFTER + name)
    return pl.concat([frame, before, after], how="horizontal")


def _parents(frame: pl.DataFrame, paged: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the records above those that have a page, by the codes by which they are named as parents."""
    named = set(paged["parent_ref"].drop_nulls().unique())
    parents: dict[str, dict[str, Any]] = {}
    while named:
        keys: dict[str, list[str]] = {}
        for code in named:
            keys.setdefault(match_key(code), []).append(code)
        found = frame.filter(pl.col("match_key").is_in(list(keys))).select("match_key", "parent_ref", *_NEIGHBOUR)
        parents |= {code: row for row in found.iter_rows(named=True) for code in keys[row["match_key"]]}
        named = set(found["parent_ref"].drop_nulls().unique()) - set(parents)
    return parents


class _Maker:
    """Makes the pages of one fonds; what they share is looked up once."""

    def __init__(self, view: View, summary: FondsSummary, parents: Mapping[str, dict[str, Any]]) -> None:
        self.view, self.summary, self.parents = view, summary, parents
        self.archive = view.archive(summary.repository)
        self.holder, self.place = (text.in_(view.language) for text in (self.archive.name, self.archive.place))
        self.fonds_title = view.fonds_title(summary)
        self.base_url = view.site.base_url
        self.labels = [(name, view.label("date_text" if name == "date_shown" else name)) for name in FIELDS_SHOWN]
        self.labels += [(name, name.removeprefix(EXTRA)) for name in view.catalogue.extra]
        self.levels = {level: view.t(f"catalogue.level_{level}") for level in LEVELS}
        self.nodes = {node.address: node for node in view.trees[summary.address].walk()}
        self.cite_label = view.t("catalogue.cite_gbt")

    def page(self, record: dict[str, Any]) -> Page:
        """Return the page of one record."""
        view, address = self.view, record["page_address"]
        url = self.base_url + address if self.base_url else ""
        title = record["title"] or record["ref_code"]
        parent = self.parents.get(record["parent_ref"] or "")
        trail = self._trail(record["list_address"])
        cites = citations.all_forms(record, self.place, self.holder, url, SEPARATOR)
        shown = list(pictures.of_record(view, record, _SIZES))
        texts = self._texts(record) if record["media"] else []
        return Page(
            address=address,
            template="record",
            title=title,
            kind="record",
            language=view.language,
            description=" · ".join(filter(None, (record["ref_code"], record["date_shown"], self.holder))),
            trail=trail,
            jsonld=crosswalks.schema_org(record, url, self.holder, self._parent_url(parent, record)),
            image=shown[0]["picture"].src if shown else "",
            leaves=tuple(Leaf(text["anchor"], text["name"], objecttexts.joined(text["words"])) for text in texts),
            styles=(*STYLES, "blocks.css", "media.css") if shown or texts else STYLES,
            scripts=(
                *SCRIPTS,
                *(("media/viewer.js",) if shown else ()),
                *(("media/hits.js",) if texts else ()),
            ),
            data={
                "record": record,
                "fonds": self.summary,
                "fonds_title": self.fonds_title,
                "archive": self.archive,
                "fields": self._fields(record),
                "indexed": self._indexed(record),
                "above": self._above(record, {crumb.title for crumb in trail}),
                "previous": _neighbour(record, _BEFORE),
                "next": _neighbour(record, _AFTER),
                "list_address": f"{record['list_address']}#{record['anchor']}",
                "access": self._access(record, bool(shown or texts)),
                "citations": (
                    (self.cite_label, cites["gbt7714"]),
                    ("BibTeX", cites["bibtex"]),
                    ("RIS", cites["ris"]),
                ),
                "cited_by": view.cited_by("record", record["match_key"]),
                "permanent": view.routes.resolver(record["ref_code"]),
                "release": view.releases.get(record["release"]),
                "pictures": shown,
                "texts": texts,
                "manifest": manifest(view, record, self.summary, shown, texts),
            },
        )

    def _trail(self, list_address: str) -> tuple[Crumb, ...]:
        node = self.nodes.get(list_address)
        return self.view.trail(node, self.summary, itself=True) if node else ()

    def _above(self, record: Mapping[str, Any], shown: Collection[str]) -> list[dict[str, str]]:
        """Return the records above one from the top, but for those that the path to its list shows already."""
        found, code, known = [], record["parent_ref"] or "", set()
        while code in self.parents and code not in known:
            known.add(code)
            if self.parents[code]["title"] not in shown:
                found.append(_neighbour(self.parents[code]))
            code = self.parents[code]["parent_ref"] or ""
        return found[::-1]

    def _parent_url(self, parent: dict[str, Any] | None, record: dict[str, Any]) -> str:
        if not self.base_url:
            return ""
        return self.base_url + ((parent or {}).get("page_address") or record["list_address"])

    def _fields(self, record: dict[str, Any]) -> list[tuple[str, str, list[str], bool]]:
        """Return ``(name, label, values, faceted)`` of every public field that has a value."""
        found = []
        for name, label in self.labels:
            text = record.get(name)
            if not text:
                continue
            values = [self.levels.get(text, text)] if name == "level" else self.view.values(record, name)
            found.append((name, label, values, name in FACETED))
        return found

    def _indexed(self, record: dict[str, Any]) -> dict[str, str]:
        """Return where the index of names has a person or a place of a record, by the name."""
        found = {}
        for name in INDEXED:
            for value in crosswalks.values(record, name):
                for citation in self.view.cited_by(f"name-{name}", value):
                    found[f"{name} {value}"] = citation.address
        return found

    def _access(self, record: dict[str, Any], is_shown: bool) -> dict[str, str]:
        """Return how to see a record: the key of a sentence, and where to book if the archive says so.

        What ``is_shown`` on its page can be seen there, unless the export says otherwise.
        """
        booking = self.view.site.booked(record["ref_code"])
        mode = _MODES.get(record["access_mode"] or "", "online" if is_shown else "list")
        return {"mode": mode, "booking": booking}

    def _texts(self, record: dict[str, Any]) -> list[dict[str, str]]:
        """Return what the record's objects say, page by page; ``object`` is the name of the object.

        What cannot be read was told when the gate looked at it.
        """
        view, found = self.view, []
        for name in crosswalks.values(record, "media"):
            path = objecttexts.beside(view.site.catalogue / "media", name)
            try:
                pages = objecttexts.pages(path) if path else []
            except objecttexts.Unreadable:
                continue
            for words in pages:
                number = len(found) + 1
                label = view.t("catalogue.text_label", n=number)
                found.append({"anchor": f"text-{number}", "name": label, "words": words, "object": name})
        return [text for text in found if text["words"]]


def _neighbour(record: Mapping[str, Any] | None, prefix: str = "") -> dict[str, str] | None:
    """Return what a link to a record says; None where there is no record."""
    if record is None or not record[f"{prefix}ref_code"]:
        return None
    title, code, page, listed, anchor = (record[prefix + name] for name in _NEIGHBOUR)
    return {"title": title or code, "code": code, "address": page or f"{listed}#{anchor}"}


def tombstones(view: View) -> Iterator[Page]:
    """Yield the pages that say of a record only that it was taken down."""
    if not view.tombstone_pages:
        return
    below = {root_of(address, view.several) for address in view.catalogue.tombstones["list_address"].unique()}
    nodes = {node.address: (root, node) for root in view.trees_of(below).values() for node in root.walk()}
    for row in view.catalogue.tombstones.iter_rows(named=True):
        trail = view.top(row["repository_code"] or "")
        if listed := nodes.get(row["list_address"]):
            root, node = listed
            trail = view.trail(node, view.fonds_at(root.address), itself=True)
        yield Page(
            address=row["page_address"],
            template="record",
            title=view.t("catalogue.withdrawn"),
            kind="record",
            language=view.language,
            trail=trail,
            styles=STYLES,
            listed=False,
            data={
                "withdrawn": True,
                "code": row["ref_code"],
                "crumb": row["ref_code"],
                "list_address": f"{row['list_address']}#{row['anchor']}",
            },
        )
