"""The search index of a part of a site: made of what the site itself publishes, and of nothing else.

Pages come from the site's own index, records from its download of the whole catalogue; of both only what
has a page in the edition. What things are called, which words mean the same and how words are read, the
site's index says, too.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from lantai import files, search, text
from lantai.problems import UsageError
from lantai.publishing.offline import problems as kinds
from lantai.publishing.offline.choosing import Choice
from lantai.publishing.offline.tree import Tree
from lantai.search import pinyin, streams, themes
from lantai.search.build import POINTER
from lantai.search.container import FORMAT, body_of, file_name
from lantai.search.names import Names
from lantai.search.themes import COLUMN, Theme
from lantai.site.pages import Page
from lantai.site.routes import output_path

_INDEX = "search/index"
_POINTER = f"{_INDEX}/{POINTER}"
_TABLE = "data/catalogue.parquet"


def build(tree: Tree, choice: Choice, out: Path) -> None:
    """Write the index of what ``choice`` holds into the folder ``out`` (``search/index`` of the edition).

    Raises UsageError if the site's own scripts read another format than this program writes.
    """
    pointer = files.read_json(tree.root / _POINTER)
    if pointer["format"] != FORMAT:
        raise UsageError(kinds.OTHER_FORMAT.at(str(tree.root)))
    site = tree.root / _INDEX / pointer["index"]
    directory = json.loads(body_of(site / file_name("d", 0)))
    with tempfile.TemporaryDirectory() as folder:
        public, index = Path(folder, "public.parquet"), Path(folder, "index")
        records = _records(tree, choice)
        numbers = records["number"].to_numpy()
        records.write_parquet(public)
        index.mkdir()
        search.build(
            public,
            np.ones(len(records), bool),
            list(_pages(tree, choice)),
            index,
            synonyms=directory["synonyms"],
            names=_names(directory["facets"]["values"]),
            words=_words(site, records) if "pinyin" in directory else None,
            gathered=list(_themes(site, directory["facets"]["values"], numbers)),
        )
        shutil.copytree(index, out)


def _names(values: Mapping[str, list[Any]]) -> Names:
    """Return what the site calls the values of its facets; those that need no name are no pairs."""
    pairs = {column: [each for each in listed if isinstance(each, list)] for column, listed in values.items()}
    pairs.pop(COLUMN, None)
    return {column: dict(listed) for column, listed in pairs.items() if listed}


def _themes(site: Path, values: Mapping[str, list[Any]], numbers: np.ndarray) -> Iterator[Theme]:
    """Yield the themes of the site of which the edition has a record; ``numbers`` are those of its records there."""
    for theme in themes.read(values, lambda kind, ordinal: body_of(site / file_name(kind, ordinal))):
        held = np.flatnonzero(np.isin(numbers, theme.numbers)).astype(np.uint32)
        if len(held):
            yield Theme(theme.slug, theme.title, held)


def _words(site: Path, records: pl.DataFrame) -> list[pinyin.Entry]:
    """Return those words of the site that stand in a record of the edition."""
    texts = streams.of_records(records).codes.astype("<u4").tobytes().decode("utf-32-le")
    entries = pinyin.entries_of(body_of(site / file_name(pinyin.KIND, 0)))
    return [entry for entry in entries if text.fold(entry[1]) in texts]


def _records(tree: Tree, choice: Choice) -> pl.DataFrame:
    """Return the records that have a page in the edition, as the search index wants them, and their numbers there."""
    if _TABLE not in tree.entries:
        texts = dict.fromkeys(("ref_code", "title", "anchor", "fonds"), pl.String)
        return pl.DataFrame(schema={"number": pl.UInt32, **texts})
    addresses = {f"/{name.removesuffix('index.html')}": name for name in choice.records}
    numbered = pl.scan_parquet(tree.root / _TABLE).with_row_index("number")
    table = numbered.filter(pl.col("address").is_in(list(addresses))).collect()
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


def _pages(tree: Tree, choice: Choice) -> Iterator[Page]:
    for name in sorted(tree.entries):
        if not name.startswith(f"{_INDEX}/") or "/p/" not in name:
            continue
        page = json.loads(body_of(tree.root / name))
        if choice.holds(output_path(page["address"].partition("#")[0])):
            yield Page(
                address=page["address"],
                template="",
                title=page["title"],
                kind="",
                language=page["language"],
                description=page["description"],
                text=page["text"],
                group=page["group"],
                leaf=page.get("leaf", ""),
            )
