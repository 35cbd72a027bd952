"""Checking every page of a finished site, and that every link in it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lantai.problems import Problem
from lantai.publishing.audit import pages
from lantai.publishing.audit import problems as kinds

EXAMPLES = 50
"""Broken links that are named; the first is enough to keep a site from going live."""

_BATCH = 400
"""Pages read at a time: what is kept of them is compact, what is read is not."""

Digests = np.ndarray
"""64-bit digests, sorted, each once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What some pages name and where they lead; broken things can be looked up in them again."""

    names: tuple[str, ...]
    places: Digests
    files: Digests
    anchors: Digests
    problems: tuple[dict, ...]
    """As plain values, which can travel between processes."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What reading all pages gave: their problems, and the digest of every place that has a name."""

    problems: list[Problem]
    places: Digests


def check(root: Path, everything: Iterable[str], pool: Executor | None = None) -> Markup:
    """Read every page among ``everything`` (paths in the site) and follow its links."""
    paths = sorted(everything)
    names = [path for path in paths if path.endswith(".html")]
    parts = [tuple(names[start : start + _BATCH]) for start in range(0, len(names), _BATCH)]
    run = pool.map if pool is not None else map
    batches = list(run(_read, [root] * len(parts), parts))
    places = _united(batch.places for batch in batches)
    files = _united([np.fromiter(map(pages.key, paths), np.uint64, len(paths))])
    problems = [Problem.from_dict(data) for batch in batches for data in batch.problems]
    problems.extend(_broken(root, batches, files, places))
    return Markup(problems, places)


def _read(root: Path, names: tuple[str, ...]) -> Batch:
    places: list[int] = []
    files: set[int] = set()
    anchors: set[int] = set()
    problems: list[Problem] = []
    targets: dict[str, int] = {}
    for name in names:
        found = pages.read(root, name)
        places.extend(pages.key(name, identifier) for identifier in found.ids)
        problems.extend(found.problems)
        for link in found.links:
            if link.target not in targets:
                targets[link.target] = pages.key(link.target)
            files.add(targets[link.target])
            if link.fragment and link.target.endswith(".html"):
                anchors.add(pages.key(link.target, link.fragment))
    return Batch(
        names, *(_sorted(found) for found in (places, files, anchors)), tuple(problem.as_dict() for problem in problems)
    )


def _broken(root: Path, batches: list[Batch], files: Digests, places: Digests) -> Iterator[Problem]:
    """Yield the links that lead nowhere, each address once, reading again only pages that have one."""
    reported: set[str] = set()
    for batch in batches:
        lost_files = set(np.setdiff1d(batch.files, files, assume_unique=True).tolist())
        lost_places = set(np.setdiff1d(batch.anchors, places, assume_unique=True).tolist())
        if not lost_files and not lost_places:
            continue
        for name in batch.names:
            for link in pages.read(root, name).links:
                if len(reported) >= EXAMPLES:
                    return
                problem = _problem(name, link, lost_files, lost_places)
                if problem and link.written not in reported:
                    reported.add(link.written)
                    yield problem


def _problem(page: str, link: pages.Link, lost_files: set[int], lost_places: set[int]) -> Problem | None:
    if pages.key(link.target) in lost_files:
        if page == "404.html" and link.written.startswith("/"):
            return None  # its links start at the root of the host, which may hold a prefix
        return kinds.LINK_BROKEN.at(page, link=link.written, target=link.target)
    if link.fragment and pages.key(link.target, link.fragment) in lost_places:
        return kinds.ANCHOR_BROKEN.at(page, link=link.written)
    return None


def _sorted(found: Iterable[int]) -> Digests:
    values = list(found)
    return np.unique(np.fromiter(values, np.uint64, len(values)))


def _united(parts: Iterable[Digests]) -> Digests:
    collected = [np.empty(0, np.uint64), *parts]
    return np.unique(np.concatenate(collected))
