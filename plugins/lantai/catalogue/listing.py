"""Catalogue home, pages of archives and fonds, and list pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from lantai.catalogue import citing, descriptions, downloads
from lantai.catalogue.chart import chart
from lantai.catalogue.descriptions import HEADS, NOTHING, Description
from lantai.catalogue.lists import Lists
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.rows import below
from lantai.catalogue.tree import Node
from lantai.catalogue.views import View, archive_address, year_span
from lantai.records.fonds import Fonds
from lantai.site.config import Archive
from lantai.site.pages import Crumb, Page

STYLES = ("catalogue.css",)
SCRIPTS = ("catalogue/list.js",)
MANY_FONDS = 24
"""With more fonds than this a page lists them in lines, which can be filtered by name and code."""
FACTS = (
    *("dates", "creator", "extent", "language", "admin_history", "custodial_history", "scope"),
    *("arrangement", "access"),
)
"""Keys of the head of a fonds that its page shows, in this order."""
MOST_CHILDREN = 60
"""A container with more children than this shows only how many it has, not each of them, on the page above."""


def home(view: View) -> Page:
    """Return the page of all fonds; on a site of several archives, of the archives with their fonds."""
    groups = [group for archive in view.site.archives if (group := _group(view, archive))["cards"]]
    fonds = view.catalogue.fonds
    newest = view.catalogue.newest
    return Page(
        address=view.routes.section("catalogue"),
        template="catalogue",
        title=view.t("catalogue.title"),
        kind="catalogue",
        language=view.language,
        description=view.t("catalogue.description", archive=view.site.name.in_(view.language)),
        styles=STYLES,
        scripts=_scripts(fonds),
        jsonld=_collection(view),
        text=view.t("catalogue.title"),
        data={
            "groups": groups,
            "archive": None,
            "count": view.catalogue.count,
            "fonds_count": len(fonds),
            "has_many": len(fonds) > MANY_FONDS,
            "span": _span(fonds),
            "newest": newest,
            "newest_title": view.releases[newest.id].title if newest else None,
            "themes": view.texts.themes,
            "downloads": (),
        },
    )


def archives(view: View) -> Iterator[Page]:
    """Yield a page for each archive of a site of several that has records, or had: addresses below it answer."""
    if not view.several:
        return
    left = {each.repository for each in view.emptied.values()}
    for archive in view.site.archives:
        fonds = [each for each in view.catalogue.fonds if each.repository == archive.code]
        if not fonds and archive.code not in left:
            continue
        title = archive.name.in_(view.language)
        yield Page(
            address=archive_address(archive.code),
            template="catalogue",
            title=title,
            kind="catalogue",
            language=view.language,
            description=view.t("catalogue.description", archive=title),
            trail=(Crumb(view.t("catalogue.title"), view.routes.section("catalogue")),),
            styles=STYLES,
            scripts=_scripts(fonds),
            text=title,
            jsonld={
                "@context": "https://schema.org",
                "@type": "ArchiveOrganization",
                "name": title,
                "identifier": archive.code,
            },
            data={
                "groups": [_group(view, archive)] if fonds else [],
                "archive": archive,
                "count": sum(each.count for each in fonds),
                "fonds_count": len(fonds),
                "has_many": len(fonds) > MANY_FONDS,
                "span": _span(fonds),
                "newest": None,
                "newest_title": None,
                "themes": (),
                "downloads": downloads.offered(view, downloads.archive_stem(archive.code)) if fonds else (),
            },
        )


def _scripts(fonds: Sequence[FondsSummary]) -> tuple[str, ...]:
    return ("catalogue/fonds.js",) if len(fonds) > MANY_FONDS else ()


def _group(view: View, archive: Archive) -> dict[str, Any]:
    """Return an archive with a card for each of its fonds, in the order that the archive gives them."""
    order = {key: index for index, key in enumerate(view.described)}
    own = [each for each in view.catalogue.fonds if each.repository == archive.code]
    own.sort(key=lambda each: order.get((each.repository, each.code.upper()), len(order)))
    address = archive_address(archive.code) if view.several else ""
    return {"archive": archive, "address": address, "cards": [_card(view, each) for each in own]}


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


def _span(fonds: Sequence[FondsSummary]) -> str:
    return year_span(
        min((each.year_start for each in fonds if each.year_start), default=None),
        max((each.year_end for each in fonds if each.year_end), default=None),
    )


def _collection(view: View) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": view.t("catalogue.title"),
        "publisher": {"@type": "ArchiveOrganization", "name": view.site.name.in_(view.language)},
    }


def fonds_pages(view: View, summary: FondsSummary, lists: Lists) -> Iterator[Page]:
    """Yield the page of a fonds and every list page below it, in archival order. ``lists`` has its rows."""
    root = view.trees[summary.address]
    beside = _neighbours(root, lists.rows)
    nodes = root.walk()
    told = descriptions.of_nodes(view, summary, nodes)
    yield _fonds(view, summary, root, lists, told.get(root.address, NOTHING))
    for node in nodes[1:]:
        neighbours = beside.get(node.address, (None, None))
        yield _list(view, summary, node, lists, told.get(node.address, NOTHING), *neighbours)


def _neighbours(root: Node, rows: Mapping[str, Markup]) -> dict[str, tuple[Node | None, Node | None]]:
    """Return the pages before and after each page with records: the whole ones, and those within each of them."""
    found: dict[str, tuple[Node | None, Node | None]] = {}
    leaves = root.leaves()
    within = ([node for node in leaf.walk()[1:] if node.address in rows] for leaf in leaves if leaf.is_whole)
    for pages in (leaves, *within):
        pairs = zip([None, *pages], [*pages[1:], None], strict=False)
        found |= {node.address: pair for node, pair in zip(pages, pairs, strict=True)}
    return found


def _told(view: View, description: Description) -> dict[str, Any]:
    """Return what a record says of the container that it describes, with the labels of its fields."""
    labels = {name: view.label("date_text" if name == "date_shown" else name) for name in HEADS}
    return {
        "facts": [(labels[name], text) for name, text in description.facts.items()],
        "passages": [(labels[name], paragraphs) for name, paragraphs in description.passages.items()],
        "address": description.address,
    }


def _fonds(view: View, summary: FondsSummary, root: Node, lists: Lists, told: Description) -> Page:
    described = view.description(summary)
    title = view.fonds_title(summary)
    text = view.texts.fonds.get(summary.address)
    passages = [] if text else [(view.t(f"catalogue.fonds_{HEADS[name]}"), of) for name, of in told.passages.items()]
    words = text.text if text else "\n".join(paragraph for _, of in passages for paragraph in of)
    return Page(
        address=summary.address,
        template="fonds",
        title=title,
        kind="fonds",
        language=view.language,
        description=text.opening if text else view.t("catalogue.fonds_description", title=title, n=summary.count),
        trail=view.top(summary.repository),
        styles=(*STYLES, *(text.styles if text else ())),
        scripts=(*SCRIPTS, *(text.scripts if text else ())),
        text="\n".join(filter(None, (title, summary.code, words))),
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
            "passages": passages,
            "facts": _facts(view, described, told),
            "chart": chart(summary.years),
            **_contents(view, root, lists),
            "first": next((node.address for node in root.leaves() if node is not root), ""),
            "downloads": downloads.offered(view, downloads.fonds_stem(summary)),
            "cited_by": citing.of_fonds(view, summary.address),
        },
    )


def _facts(view: View, described: Fonds | None, told: Description) -> list[tuple[str, str]]:
    """Return what the archive says of a fonds, else what its own record does."""
    facts = {HEADS[name]: text for name, text in told.facts.items()}
    if described:
        facts |= {key: text for key in FACTS if (text := getattr(described, key).in_(view.language))}
    return [(view.t(f"catalogue.fonds_{key}"), facts[key]) for key in FACTS if key in facts]


def _contents(view: View, node: Node, lists: Lists) -> dict[str, Any]:
    """Return what stands on the page of a node: all records below it in groups, else what hangs below it."""
    return {
        "rows": lists.rows.get(node.address, Markup("")),
        "groups": _groups(view, node, lists) if node.is_whole else [],
        "children": [] if node.is_whole else [_child(view, child) for child in node.shown],
    }


def _groups(view: View, node: Node, lists: Lists) -> list[dict[str, Any]]:
    """Return the records below a node by the page on which each has its place, in archival order.

    Where the lists of a container are interleaved, its records stand together.
    """
    places: dict[str, Node] = {}
    counts: Counter[str] = Counter()
    for page in node.walk()[1:]:
        if page.address in lists.rows and not page.only_describes:
            place = page.parent if page.parent and page.parent.address in lists.interleaved and page.is_block else page
            places[place.address] = place
            counts[place.address] += page.own
    return [
        {
            "title": _title_below(view, node, place),
            "address": address,
            "count": counts[address],
            "rows": below(lists.interleaved.get(address) or lists.rows[address], address.removeprefix(node.address)),
        }
        for address, place in places.items()
    ]


def _title_below(view: View, above: Node, node: Node) -> str:
    """Return the names of what lies between two nodes; a block that is alone in its container is not named."""
    steps: list[str] = []
    while node is not above and node.parent is not None:
        if not (node.is_block and len(node.parent.shown) == 1):
            steps.append(view.node_title(node))
        node = node.parent
    return " · ".join(reversed(steps))


def _child(view: View, node: Node) -> dict[str, Any]:
    title, span = view.node_title(node), year_span(node.year_start, node.year_end)
    while not node.own and len(node.children) == 1 and not node.is_whole and node.record < 0:
        node = node.children[0]  # a container of one list leads straight to it
        title += "" if node.is_block else f" · {view.node_title(node)}"
    few = len(node.children) <= MOST_CHILDREN and not node.is_whole
    return {
        "title": title,
        "address": node.address,
        "count": node.count,
        "span": "" if span == title else span,
        "block": node.is_block,
        "children": [_child(view, child) for child in node.shown] if few else [],
    }


def _list(
    view: View,
    summary: FondsSummary,
    node: Node,
    lists: Lists,
    told: Description,
    previous: Node | None,
    following: Node | None,
) -> Page:
    title = view.node_title(node)
    fonds_title = view.fonds_title(summary)
    return Page(
        address=node.address,
        template="list",
        title=f"{fonds_title} · {title}",
        kind="list",
        language=view.language,
        description=view.t("catalogue.list_description", first=node.first_code, last=node.last_code, n=node.count),
        trail=view.trail(node, summary),
        styles=STYLES,
        scripts=SCRIPTS,
        data={
            "fonds": summary,
            "fonds_title": fonds_title,
            "archive": view.archive(summary.repository) if view.several else None,
            "heading": title,
            "crumb": title,
            "node": node,
            "span": year_span(node.year_start, node.year_end),
            "told": _told(view, told),
            **_contents(view, node, lists),
            "siblings": _siblings(node),
            "jumps": lists.jumps.get(node.address, ()),
            "previous": _link(view, previous),
            "next": _link(view, following),
        },
    )


def _siblings(node: Node) -> list[dict[str, Any]]:
    """Return a window of neighbouring blocks to jump to, at most eleven around this one."""
    if node.parent is None or not node.is_block:
        return []
    blocks = node.parent.blocks
    start = max(0, min(node.place - 5, len(blocks) - 11))
    return [
        {"title": block.name.replace("-", "—"), "address": block.address, "here": block is node}
        for block in blocks[start : start + 11]
    ]


def _link(view: View, node: Node | None) -> dict[str, str] | None:
    return {"title": view.node_title(node), "address": node.address} if node else None


def emptied(view: View) -> Iterator[Page]:
    """Yield the pages of fonds of which every record was withdrawn: their addresses still answer."""
    trees = view.trees_of(view.emptied)
    for address, summary in view.emptied.items():
        lists = view.lists_of((summary,))
        for node in trees[address].walk():
            yield _list(view, summary, node, lists, NOTHING, None, None)
