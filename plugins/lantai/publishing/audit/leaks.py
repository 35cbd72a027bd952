"""Searching every file of the finished site for what was withheld.

A withheld record gives its reference code and its title away. A code is looked for with its
borders, since ``J001-1`` is part of ``J001-12``. A title that also belongs to, or is part of, the
text of a public record proves nothing and is not searched for.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from lantai.problems import Place, Problem
from lantai.publishing.audit import decoding
from lantai.publishing.audit import problems as kinds

MIN_TITLE = 6
"""Shorter titles (通知, 会议记录) are common phrases and identify no record."""

_SHOWN = 20
"""Hits reported before the search stops: one is enough to keep the site from going live."""

_BATCH_BYTES = 32 << 20
_WITHDRAWN = "withdrawn"


def check(root: Path, withheld: Path, public: Path, jobs: int = 1) -> list[Problem]:
    """Return a problem for each withheld code or title found in ``root``, the first few."""
    codes, titles = _secrets(withheld, public)
    if not codes and not titles:
        return []
    batches = list(_batches(root))
    arguments = [(root, batch, codes, titles) for batch in batches]
    if jobs > 1 and len(batches) > 1:
        # Spawned, not forked: a fork copies the locks that polars' threads may hold, and waits for them for ever.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            found = [problem for part in pool.map(_search, arguments) for problem in part]
    else:
        found = [problem for argument in arguments for problem in _search(argument)]
    return found[:_SHOWN]


def _secrets(withheld: Path, public: Path) -> tuple[list[str], list[str]]:
    """Return the codes and the titles that must not be found."""
    hidden = pl.read_parquet(withheld)
    shown = pl.read_parquet(public, columns=["ref_code", "title"])
    # A withdrawn record leaves a tombstone at its address, which carries its code.
    stays = pl.lit(True) if "holds" not in hidden.columns else ~pl.col("holds").fill_null("").str.contains(_WITHDRAWN)
    codes = hidden.filter(stays)["ref_code"].drop_nulls().unique()
    codes = codes.filter(~codes.is_in(shown["ref_code"].implode()) & (codes.str.len_chars() >= 4))
    titles = hidden["title"].drop_nulls().unique()
    titles = titles.filter(titles.str.len_chars() >= MIN_TITLE)
    if len(titles):
        known = pl.concat([shown["title"].drop_nulls(), shown["ref_code"].drop_nulls()])
        parts = known.str.extract_many(titles.to_list(), overlapping=True).explode().drop_nulls().unique()
        titles = titles.filter(~titles.is_in(parts.implode()))
    return sorted(codes), sorted(titles)


def _batches(root: Path) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        batch.append(path)
        size += path.stat().st_size
        if size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _search(argument: tuple[Path, list[Path], list[str], list[str]]) -> list[Problem]:
    root, paths, codes, titles = argument
    problems: list[Problem] = []
    places: list[str] = []
    contents: list[str] = []
    for path in paths:
        shown = path.relative_to(root).as_posix()
        try:
            for text in (shown, *decoding.texts(path)):
                places.append(shown)
                contents.append(text)
        except decoding.Undecodable as error:
            problems.append(kinds.FILE_DAMAGED.at(shown, detail=str(error)))
    series = pl.Series("text", contents, dtype=pl.String)
    for needles, bordered in ((codes, True), (titles, False)):
        if needles:
            problems.extend(_hits(series, places, needles, bordered))
    return problems


def _hits(series: pl.Series, places: list[str], needles: list[str], bordered: bool) -> Iterator[Problem]:
    hits = series.str.extract_many(needles, overlapping=True)
    for index in (hits.list.len() > 0).arg_true():
        for needle in hits[index].unique():
            if not bordered or _stands_alone(series[index], needle):
                yield kinds.LEAK.at(Place(places[index]), what=needle)


def _stands_alone(text: str, code: str) -> bool:
    """Return whether ``code`` occurs as a whole code, not as the beginning or the end of a longer one."""
    start = text.find(code)
    while start >= 0:
        before = text[start - 1] if start else " "
        rest = text[start + len(code) : start + len(code) + 2]
        after = rest[:1] or " "
        longer = after.isalnum() or (after in "-·—" and rest[1:].isalnum()) or (after == "." and rest[1:].isdigit())
        if not before.isalnum() and before not in "-·" and not longer:
            return True
        start = text.find(code, start + 1)
    return False
