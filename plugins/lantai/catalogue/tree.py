"""The tree of list pages: fonds → containers → blocks of codes, made from the addresses of the records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote

import polars as pl

from lantai.catalogue.model import Catalogue
from lantai.records import addresses
from lantai.records.refcodes import SEPARATORS, match_key, tokens, without_fonds

WHOLE = addresses.ITEMS_PER_PAGE
"""A fonds or container of at most so many records shows them all on its own page."""


@dataclass(slots=True)
class Node:
    """A page of the tree. ``own`` counts the records listed on it, ``count`` those below it too."""

    address: str
    name: str
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    own: int = 0
    count: int = 0
    first: int = 1 << 62
    """Number of its first record, for the order of pages."""
    first_code: str = ""
    last_code: str = ""
    year_start: int | None = None
    year_end: int | None = None
    record: int = -1
    """Number of the record that describes this fonds or container; -1 if none does."""
    title: str = ""
    """Title of that record."""
    blocks: list[Node] = field(default_factory=list)
    """Those of its children that are blocks."""
    place: int = 0
    """Of a block, which it is among the blocks beside it."""
    is_block: bool = field(init=False)
    """Whether it holds a range of codes, as opposed to a container."""
    part: str = ""
    """What its name is the number of, by the records below it: ``series``, ``class``, ``file``, ``item`` or nothing."""
    is_whole: bool = False
    """Whether its page shows all records below it, and no page above does."""
    only_describes: bool = False
    """Of a block: whether each of its records describes a container beside it, whose page says the same."""

    def __post_init__(self) -> None:
        self.is_block = addresses.is_block(self.name)

    def walk(self) -> list[Node]:
        """Return this node and everything below it, in archival order."""
        return [self, *(node for child in self.children for node in child.walk())]

    @property
    def shown(self) -> list[Node]:
        """Its children but for blocks of which every record is told where it leads."""
        return [child for child in self.children if not child.only_describes]

    def leaves(self) -> list[Node]:
        """Return the pages with records at or below this one to read one after the other, each record on one."""
        if self.is_whole:
            return [self]
        return [*([self] if self.own else []), *(node for child in self.children for node in child.leaves())]


def trees(catalogue: Catalogue, several: bool = False, wanted: Collection[str] | None = None) -> dict[str, Node]:
    """Return the root of each fonds by its address. Places of withdrawn records are part of the tree.

    ``wanted`` are the addresses of those that are asked for; None: all.
    """
    chosen = [each for each in catalogue.fonds if wanted is None or each.address in wanted]
    roots = {each.address: Node(each.address, each.code) for each in chosen}
    table = catalogue.scan()
    if wanted is not None:
        table = pl.concat([table.slice(0, 0), *(table.slice(each.first, each.count) for each in chosen)])
    pages = table.group_by("list_address", maintain_order=True).agg(
        pl.len().alias("own"),
        pl.col("number").min().alias("first"),
        pl.col("ref_code").first().alias("first_code"),
        pl.col("ref_code").last().alias("last_code"),
        pl.col("year_start").min(),
        pl.col("year_end").max(),
        pl.col("series", "file_no", "item_no", "level").first(),
        (pl.col("level") == pl.col("level").first()).all().alias("alike"),
    ).collect()  # fmt: skip
    said: dict[str, _Said] = {}
    nodes: dict[str, Node] = dict(roots)
    depth = _depth(several)
    for row in pages.iter_rows(named=True):
        node = _node(row["list_address"], nodes, roots, depth)
        if node is not None:
            for name in ("own", "first", "first_code", "last_code", "year_start", "year_end"):
                setattr(node, name, row[name])
            said[node.address] = _Said(*(row[name] for name in ("series", "file_no", "item_no", "level", "alike")))
    for address in catalogue.tombstones["list_address"].unique(maintain_order=True):
        if wanted is None or root_of(address, several) in wanted:
            _node(address, nodes, roots, depth)
    for root in roots.values():
        _sum(root)
    _describe(table, nodes)
    for root in roots.values():
        _gather(root)
        _say_parts(root, said)
    return roots


def root_of(address: str, several: bool = False) -> str:
    """Return the address of the fonds to which the list at ``address`` belongs."""
    return "/".join(address.split("/")[: _depth(several) + 1]) + "/"


def _depth(several: bool) -> int:
    """Return how many steps below the site a fonds lies: on a site of ``several`` archives one more."""
    return 3 if several else 2


def _node(address: str, nodes: dict[str, Node], roots: dict[str, Node], depth: int) -> Node | None:
    """Return the page at ``address`` with all above it, up to the fonds, which lies ``depth`` steps down."""
    if address in nodes:
        return nodes[address]
    head, _, name = address.rstrip("/").rpartition("/")
    if address.count("/") <= depth:
        return None
    if address.count("/") == depth + 1:
        # A withdrawn record may be the last of its fonds; its tombstone then has no tree to hang in.
        return roots.setdefault(address, nodes.setdefault(address, Node(address, unquote(name))))
    parent = _node(head + "/", nodes, roots, depth)
    if parent is None:
        return None
    node = nodes[address] = Node(address, name, parent)
    parent.children.append(node)
    return node


class _Said(NamedTuple):
    """What the first record of a list page says of the parts of its code, and whether all others have its level."""

    series: str | None
    file_no: str | None
    item_no: str | None
    level: str | None
    alike: bool


def _say_parts(root: Node, said: Mapping[str, _Said]) -> None:
    """Say of every page below a fonds what its name is the number of."""
    firsts: dict[str, _Said] = {}
    for node in reversed(root.walk()):  # what is below a node comes before it
        below = (firsts[child.address] for child in node.children if child.address in firsts)
        first = said.get(node.address) or next(below, None)
        if first is not None:
            firsts[node.address] = first
    for node in root.walk()[1:]:
        if node.address in firsts:
            node.part = (_part_of_block if node.is_block else _part_of_container)(node, firsts[node.address])


def _part_of_container(node: Node, first: _Said) -> str:
    """Return which part of the codes below names a container. A series lies in none, but in the fonds or a class."""
    within = set()
    above = node.parent
    while above is not None:
        within.add(above.part)
        above = above.parent
    numbers = {"series": first.series, "file": first.file_no}
    found = (part for part, number in numbers.items() if number and addresses.named(number) == node.name)
    above_series = "class" if first.series and "series" not in within else ""
    return next((part for part in found if part not in within), above_series)


def _part_of_block(node: Node, first: _Said) -> str:
    """Return what a block is a range of: ten files with what is in them, or two hundred items or files themselves."""
    if addresses.is_block_of_files(node.name):
        return "file" if first.file_no or (first.alike and first.level == "file") else ""
    if not first.alike:
        return ""
    return "file" if first.level == "file" else "item" if first.item_no and first.level == "item" else ""


def _describe(table: pl.LazyFrame, nodes: Mapping[str, Node]) -> None:
    """Say of each fonds and container which record describes it: the one whose code leads there.

    By a pattern, or where it is the whole of a fonds, such a record has its place on the page of the container itself.
    Else its code does not tell that it is one, and it stands in a block beside: ``F/003`` where there is ``F/003/001``.
    """
    titled = table.filter(pl.col("title").is_not_null())
    containers = {node.address: node for node in nodes.values() if not node.is_block}
    for number, title, address in _in_lists(titled, containers, "list_address"):
        containers[address].record, containers[address].title = number, title
    unsaid = [node for node in containers.values() if node.parent is not None and node.record < 0]
    blocks = {block.address: block for node in unsaid for block in node.parent.blocks}
    names = {node.name for node in unsaid}
    if not any(map(addresses.is_digested, names)):  # else a name does not tell what it is the name of
        lasts = (pl.col("match_key").str.extract(f"([^{signs}]+)$") for signs in (re.escape(SEPARATORS), "/"))
        titled = titled.filter(pl.any_horizontal(last.is_in(names) for last in lasts))
    described: Counter[str] = Counter()
    for number, title, address, key, fonds in _in_lists(titled, blocks, "list_address", "match_key", "fonds"):
        way = tokens(without_fonds(key, match_key(fonds)))
        node = containers.get(f"{_root(blocks[address]).address}{''.join(f'{addresses.named(part)}/' for part in way)}")
        if node is not None and node.record < 0:
            node.record, node.title = number, title
            described[address] += 1
    for address, count in described.items():
        blocks[address].only_describes = blocks[address].own == count


def _in_lists(table: pl.LazyFrame, lists: Collection[str], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield number, title and some ``columns`` of the records in some ``lists``."""
    if lists:
        found = table.filter(pl.col("list_address").is_in(list(lists)))
        yield from found.select("number", "title", *columns).collect().iter_rows()


def _root(node: Node) -> Node:
    return node if node.parent is None else _root(node.parent)


def _gather(node: Node) -> None:
    """Find the topmost pages that have room for all records below them."""
    node.is_whole = bool(node.children) and node.count <= WHOLE
    if not node.is_whole:
        for child in node.children:
            _gather(child)


def _sum(node: Node) -> None:
    for child in node.children:
        _sum(child)
    node.children.sort(key=lambda child: child.first)
    node.blocks = [child for child in node.children if child.is_block]
    for place, block in enumerate(node.blocks):
        block.place = place
    node.count = node.own + sum(child.count for child in node.children)
    node.first = min([node.first, *(child.first for child in node.children)])
    starts = [child.year_start for child in node.children if child.year_start is not None]
    ends = [child.year_end for child in node.children if child.year_end is not None]
    node.year_start = min([*starts, *([node.year_start] if node.year_start is not None else [])], default=None)
    node.year_end = max([*ends, *([node.year_end] if node.year_end is not None else [])], default=None)
    if node.children and not node.first_code:
        node.first_code = node.children[0].first_code
    if node.children:
        node.last_code = max((*node.children, node), key=lambda each: each.first if each.count else -1).last_code
