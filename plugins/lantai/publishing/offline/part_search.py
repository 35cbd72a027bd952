"""The search index of a part of a site: made of what the site itself publishes, and of nothing else.

Pages come from the site's own index, records from its download of the whole catalogue; of both only what
has a page in the edition.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from lantai import files, search
from lantai.problems import UsageError
from lantai.publishing.offline import problems as kinds
from lantai.publishing.offline.choosing import Choice
from lantai.publishing.offline.tree import Tree
from lantai.search import pinyin
from lantai.search.container import FORMAT, MAGIC
from lantai.site.pages import Page
from lantai.site.routes import output_path

_HEADER = 16
_POINTER = "search/index/current.json"
_TABLE = "data/catalogue.parquet"


def build(tree: Tree, choice: Choice, out: Path) -> None:
    """Write the index of what ``choice`` holds into the folder ``out`` (``search/index`` of the edition).

    Raises UsageError if the site's own scripts read another format than this program writes.
    """
    if files.read_json(tree.root / _POINTER)["format"] != FORMAT:
        raise UsageError(kinds.OTHER_FORMAT.at(str(tree.root)))
    with tempfile.TemporaryDirectory() as folder:
        public, index = Path(folder, "public.parquet"), Path(folder, "index")
        records = _records(tree, choice)
        records.write_parquet(public)
        index.mkdir()
        pages, words = list(_pages(tree, choice)), pinyin.words(public) if _has_pinyin(tree) else None
        search.build(public, np.ones(len(records), bool), pages, index, words=words)
        shutil.copytree(index, out)


def _records(tree: Tree, choice: Choice) -> pl.DataFrame:
    """Return the records that have a page in the edition, as the search index wants them."""
    if _TABLE not in tree.entries:
        return pl.DataFrame(schema={"ref_code": pl.String, "title": pl.String, "anchor": pl.String, "fonds": pl.String})
    addresses = {f"/{name.removesuffix('index.html')}": name for name in choice.records}
    table = pl.scan_parquet(tree.root / _TABLE).filter(pl.col("address").is_in(list(addresses))).collect()
    media = [
        'data-viewer="' in tree.text(addresses[address]) or "<audio" in tree.text(addresses[address])
        for address in table["address"]
    ]
    year = [
        pl.col(f"date_{end}").cast(pl.String).str.slice(0, 4).cast(pl.Int32, strict=False).alias(f"year_{end}")
        for end in ("start", "end")
    ]
    return table.with_columns(
        *year,
        pl.Series("has_media", media, dtype=pl.Boolean),
        list_address=pl.col("address"),
        page_address=pl.col("address"),
        anchor=pl.col("ref_code"),
    )


def _has_pinyin(tree: Tree) -> bool:
    return any(name.startswith("search/index/") and f"/{pinyin.KIND}/" in name for name in tree.entries)


def _pages(tree: Tree, choice: Choice) -> Iterator[Page]:
    for name in sorted(tree.entries):
        if not name.startswith("search/index/") or "/p/" not in name:
            continue
        page = _page(zlib.decompress((tree.root / name).read_bytes(), -zlib.MAX_WBITS))
        if page and choice.holds(output_path(page["address"].partition("#")[0])):
            yield Page(
                address=page["address"],
                template="",
                title=page["title"],
                kind="",
                language=page["language"],
                description=page["description"],
                text=page["text"],
                group=page["group"],
                source=page.get("leaf", ""),
            )


def _page(content: bytes) -> dict[str, str] | None:
    """Return what a file of kind ``p`` holds (docs/developers/search-format.md), None for another kind."""
    if content[:2] != MAGIC or content[3:4] != b"p":
        return None
    return json.loads(content[_HEADER:])
