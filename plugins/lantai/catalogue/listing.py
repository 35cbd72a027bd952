"""Catalogue home, fonds pages and list pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantai.catalogue.chart import chart
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.tree import Node
from lantai.catalogue.views import View, year_span
from lantai.records.fields import LEVELS
from lantai.site.pages import Crumb, Page

STYLES = ("catalogue.css",)


def home(view: View) -> Page:
    """Return the page of all fonds."""
    groups = []
    for archive in view.site.archives:
        cards = [_card(view, each) for each in view.catalogue.fonds if each.repository == archive.code]
        if cards:
            order = {each.match_key: index for index, each in enumerate(view.described.values())}
            cards.sort(key=lambda card: order.get(card["code"].upper(), len(order)))
            groups.append({"archive": archive, "cards": cards})
    newest = view.catalogue.newest
    return Page(
        address=view.routes.section("catalogue"),
        template="catalogue",
        title=view.t("catalogue.title"),
        kind="catalogue",
        language=view.language,
        description=view.t("catalogue.description", archive=view.site.name.in_(view.language)),
        styles=STYLES,
        jsonld=_collection(view),
        text=view.t("catalogue.title"),
        data={
            "groups": groups,
            "count": view.catalogue.count,
            "fonds_count": len(view.catalogue.fonds),
            "span": year_span(
                min((each.year_start for each in view.catalogue.fonds if each.year_start), default=None),
                max((each.year_end for each in view.catalogue.fonds if each.year_end), default=None),
            ),
            "newest": newest,
            "newest_title": view.releases[newest.id].title if newest else None,
        },
    )


def _card(view: View, summary: FondsSummary) -> dict[str, Any]:
    described = view.description(summary)
    return {
        "code": summary.code,
        "title": view.fonds_title(summary),
        "address": summary.address,
        "count": summary.count,
        "span": year_span(summary.year_start, summary.year_end),
        "dates": described.dates.in_(view.language) if described else "",
        "creator": described.creator.in_(view.language) if described else "",
    }


def _collection(view: View) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": view.t("catalogue.title"),
        "publisher": {"@type": "ArchiveOrganization", "name": view.site.name.in_(view.language)},
    }


def pages(view: View) -> Iterator[Page]:
    """Yield the fonds pages and every list page below them, in archival order."""
    for summary in view.catalogue.fonds:
        root = view.trees[summary.address]
        listed = [node for node in root.walk() if node.address in view.rows and node is not root]
        yield _fonds(view, summary, root)
        neighbours = {
            node.address: (listed[index - 1] if index else None, listed[index + 1] if index + 1 < len(listed) else None)
            for index, node in enumerate(listed)
        }
        for node in root.walk()[1:]:
            yield _list(view, summary, node, *neighbours.get(node.address, (None, None)))
    yield from _orphans(view)


def _fonds(view: View, summary: FondsSummary, root: Node) -> Page:
    described = view.description(summary)
    title = view.fonds_title(summary)
    text = view.prose(described.text, described.file, described.text_line, summary.address) if described else None
    if text is not None:
        for key in text.records:
            from lantai.links import Citation

            view.publication.links.cite("record", str(key), Citation("fonds", title, summary.address))
    facts = _facts(view, described) if described else []
    return Page(
        address=summary.address,
        template="fonds",
        title=title,
        kind="fonds",
        language=view.language,
        description=text.text[:120] if text else view.t("catalogue.fonds_description", title=title, n=summary.count),
        trail=(Crumb(view.t("catalogue.title"), view.routes.section("catalogue")),),
        styles=(*STYLES, *(text.styles if text else ())),
        scripts=tuple(text.scripts) if text else (),
        text=" ".join(filter(None, (title, summary.code, text.text if text else ""))),
        source=described.file if described else "",
        jsonld={
            "@context": "https://schema.org",
            "@type": "ArchiveComponent",
            "name": title,
            "identifier": summary.code,
            "additionalType": "Fonds",
            "holdingArchive": {
                "@type": "ArchiveOrganization",
                "name": view.archive(summary.repository).name.in_(view.language),
            },
        },
        data={
            "fonds": summary,
            "archive": view.archive(summary.repository) if view.several else None,
            "span": year_span(summary.year_start, summary.year_end),
            "introduction": text.html if text else "",
            "facts": facts,
            "chart": chart(summary.years),
            "children": [_child(view, child) for child in root.children],
            "rows": view.rows.get(summary.address, ""),
            "first": next((node.address for node in root.walk()[1:] if node.own), ""),
            "downloads": downloads_of(view, f"fonds/{_file_name(view, summary)}", ("csv", "jsonl", "ead3.xml")),
        },
    )


def _facts(view: View, described: Any) -> list[tuple[str, str]]:
    names = ("dates", "creator", "extent", "admin_history", "custodial_history", "scope", "access")
    found = ((view.t(f"catalogue.fonds_{name}"), getattr(described, name).in_(view.language)) for name in names)
    return [(label, text) for label, text in found if text]


def _child(view: View, node: Node) -> dict[str, Any]:
    return {
        "title": view.node_title(node),
        "address": node.address,
        "count": node.count,
        "span": year_span(node.year_start, node.year_end),
        "block": node.is_block,
        "codes": (node.first_code, node.last_code),
        "children": [_child(view, child) for child in node.children] if len(node.children) <= 60 else [],
        "more": len(node.children) > 60,
    }


def _list(view: View, summary: FondsSummary, node: Node, previous: Node | None, following: Node | None) -> Page:
    title = view.node_title(node)
    fonds_title = view.fonds_title(summary)
    return Page(
        address=node.address,
        template="list",
        title=f"{fonds_title} {title}",
        kind="list",
        language=view.language,
        description=view.t("catalogue.list_description", first=node.first_code, last=node.last_code, n=node.count),
        trail=view.trail(node, summary),
        styles=STYLES,
        data={
            "fonds": summary,
            "fonds_title": fonds_title,
            "heading": title,
            "node": node,
            "span": year_span(node.year_start, node.year_end),
            "children": [_child(view, child) for child in node.children],
            "siblings": _siblings(view, node),
            "rows": view.rows.get(node.address, ""),
            "previous": _link(view, previous),
            "next": _link(view, following),
        },
    )


def _siblings(view: View, node: Node) -> list[dict[str, Any]]:
    """Return a window of neighbouring blocks to jump to, at most eleven around this one."""
    if node.parent is None or not node.is_block:
        return []
    blocks = [child for child in node.parent.children if child.is_block]
    here = blocks.index(node)
    start = max(0, min(here - 5, len(blocks) - 11))
    return [
        {"title": block.name.replace("-", "—"), "address": block.address, "here": block is node}
        for block in blocks[start : start + 11]
    ]


def _link(view: View, node: Node | None) -> dict[str, str] | None:
    return {"title": view.node_title(node), "address": node.address} if node else None


def _orphans(view: View) -> Iterator[Page]:
    """Pages of fonds of which every record was withdrawn: their addresses still answer."""
    known = {summary.address for summary in view.catalogue.fonds}
    for address, root in view.trees.items():
        if address in known:
            continue
        for node in root.walk():
            summary = FondsSummary("", root.name, address, 0, 0, None, None)
            yield _list(view, summary, node, None, None)


def _file_name(view: View, summary: FondsSummary) -> str:
    """Return the name of a fonds' downloads: the end of its address, unique on the site."""
    return summary.address.removeprefix("/catalogue/").strip("/").replace("/", "_")


def downloads_of(view: View, stem: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return ``(label, address)`` of a scope's downloads."""
    return [(view.t("catalogue.format_" + kind.split(".")[0]), view.routes.data(f"{stem}.{kind}")) for kind in kinds]


__all__ = ["LEVELS", "downloads_of", "home", "pages"]
