"""Searching every file of the finished site for what was withheld.

A withheld record gives its reference code and its title away. A code is looked for with its
borders, since ``J001-1`` is part of ``J001-12``. A title that also belongs to, or is part of, the
text of a public record proves nothing and is not searched for.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
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


def check(
    root: Path, everything: Iterable[str], withheld: Path, public: Path, pool: Executor | None = None
) -> list[Problem]:
    """Return a problem for each withheld code or title found among ``everything`` in ``root``, the first few."""
    codes, titles = _secrets(withheld, public)
    if not codes and not titles:
        return []
    batches = list(_batches(root, everything))
    run = pool.map if pool is not None else map
    times = len(batches)
    found = run(_search, [root] * times, batches, [codes] * times, [titles] * times)
    return [Problem.from_dict(data) for part in found for data in part][:_SHOWN]


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


def _batches(root: Path, everything: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for name in sorted(everything):
        batch.append(name)
        size += (root / name).stat().st_size
        if size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _search(root: Path, names: list[str], codes: list[str], titles: list[str]) -> list[dict]:
    problems: list[Problem] = []
    places: list[str] = []
    contents: list[bytes] = []
    for name in names:
        try:
            for content in (name.encode(), *decoding.contents(root / name)):
                places.append(name)
                contents.append(content)
        except decoding.Undecodable as error:
            problems.append(kinds.FILE_DAMAGED.at(name, detail=str(error)))
    series = pl.Series("text", contents, dtype=pl.Binary).cast(pl.String)
    problems.extend(_hits(series, places, codes, titles))
    return [problem.as_dict() for problem in problems]


def _hits(series: pl.Series, places: list[str], codes: list[str], titles: list[str]) -> Iterator[Problem]:
    """Yield the leaks in ``series``. Whether there is any is asked first: it is cheap, and the answer is no."""
    written = {form: title for title in titles for form in (title, html.escape(title), html.escape(title, quote=False))}
    needles = [*codes, *written]
    bordered = set(codes)
    for index in series.str.contains_any(needles).arg_true():
        told = set()
        for needle in series[index : index + 1].str.extract_many(needles, overlapping=True)[0].unique():
            what = written.get(needle, needle)
            if what not in told and (needle not in bordered or _stands_alone(series[index], needle)):
                told.add(what)
                yield kinds.LEAK.at(Place(places[index]), what=what)


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
