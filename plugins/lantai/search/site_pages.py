"""Pages of the site (exhibitions, lessons, guides, news) in the index: full text, their own group.

What records' objects say comes after them, an entry for each leaf, found by its text alone: its title is the record's.

They stand in a tree of phrases like that of records, in shards of kinds ``h`` and ``t``. Body of a page (kind ``p``):
JSON with title, address, group, language, description and text, of a leaf its name, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from lantai.search import keys, shards, streams
from lantai.search.container import IndexWriter
from lantai.search.spill import Spill
from lantai.site.pages import Page

LEAVES = "texts"
"""The group of leaves of records."""
_LONGEST_TEXT = 200_000
"""Characters of one page that are searched: a whole book on one page stays bearable to load."""


def searchable(pages: Iterable[Page]) -> list[Page]:
    """Return the pages that search shows, clean, in a fixed order, leaves last as pages of their own."""
    chosen, leaves = [], []
    for page in pages:
        if page.text is not None:
            (leaves if page.group == LEAVES else chosen).append(_cleaned(page))
        leaves += map(_cleaned, _leaves(page))
    return sorted(chosen, key=lambda page: (page.group, page.address)) + sorted(leaves, key=lambda page: page.address)


def _leaves(page: Page) -> list[Page]:
    """Return the leaves of a page as pages."""
    return [
        replace(
            page, address=f"{page.address}#{leaf.anchor}", text=leaf.text, leaf=leaf.name, group=LEAVES,
            description="", leaves=(), data={},
        )
        for leaf in page.leaves
    ]  # fmt: skip


def page_streams(pages: list[Page]) -> streams.Streams:
    """Return the streams of pages: title, description, then each line of the text."""
    return streams.of_texts([_searched(page) for page in pages])


def write(writer: IndexWriter, pages: list[Page], found: streams.Streams, factor: float = 1) -> dict[str, object]:
    """Write pages and their phrases, in files of ``factor`` times the usual size; returns what the directory says."""
    for number, page in enumerate(pages):
        body = {
            "title": page.title,
            "address": page.address,
            "group": page.group,
            "language": page.language,
            "description": page.description,
            "text": page.text,
            **({"leaf": page.leaf} if page.group == LEAVES else {}),
        }
        writer.add("p", number, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
    with Spill(False) as spill:
        first_keys, _ = shards.write(writer, [found], "ht", spill, (factor, factor))
    first_leaf = sum(page.group != LEAVES for page in pages)
    return {"count": len(pages), "texts": first_leaf, "grams": keys.joined(first_keys)}


def _searched(page: Page) -> list[str]:
    lines = [page.description, *(page.text or "").split("\n")]
    return ["" if page.group == LEAVES else page.title, *(line for line in lines if line.strip())]


def _cleaned(page: Page) -> Page:
    """Return a page whose texts have no control characters, which mark streams in the index, and are not too long."""
    title, description, text = map(_clean, (page.title, page.description, page.text or ""))
    return replace(page, title=title, description=description, text=text[:_LONGEST_TEXT])


def _clean(text: str) -> str:
    return "".join(character if character >= " " or character == "\n" else " " for character in text)
