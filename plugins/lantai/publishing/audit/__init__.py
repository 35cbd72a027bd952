"""Looking at the finished tree as a stranger would: leaks, links, counts, promises, policy.

The audit knows the files and the list of what must not be in them. It does not know how they were
made, so it also catches what the program itself does wrong. Every file is read, to know it by its content;
only contents that no earlier audit passed are looked into again.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lantai import processes
from lantai.parts import Known
from lantai.problems import Problem, Problems
from lantai.publishing.audit import (
    balance,
    beforehand,
    counts,
    leaks,
    looking,
    markup,
    numbers,
    promises,
    remembered,
    tree,
)
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.beforehand import Beforehand
from lantai.publishing.audit.tree import File

MANIFEST = "manifest.json"

_WORTH_A_POOL = 1500
"""Files from which starting processes pays."""

_BATCH_BYTES = 64 << 20
_BATCH_FILES = 1_000
_PACKED = 10
"""Bytes that a byte of a compressed file may stand for, to share the work fairly."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit gave: what is wrong, and every file with its digest; and what the next one need not look into."""

    problems: list[Problem]
    files: Mapping[str, File]
    before: Beforehand
    sound: pl.DataFrame
    """The facts of files with which nothing is wrong."""

    def remember(self) -> None:
        """Keep what was found out, unless something is wrong or nothing is new."""
        before = self.before
        if before.cache is None or Problems(self.problems).errors or before.known.is_all(self.files, before.digests):
            return
        remembered.save(before.cache, self.sound, self.files, before.digests)


def audit(root: Path, work: Path | None, jobs: int = 1, former: Path | None = None) -> list[Problem]:
    """Return everything wrong with the site in ``root``; ``work`` as in ``beforehand``, the rest as in ``examine``."""
    return examine(root, beforehand.of(work), jobs, former).problems


def leaks_in(root: Path, before: Beforehand, jobs: int = 1) -> list[Problem]:
    """Return only what the site in ``root`` shows of what must not be public, or hides from being looked into."""
    found = tree.walk(root).digested(jobs)
    problems = [*_look(root, found, before, jobs, None)[1], *leaks.in_names(found.keys(), before.hidden)]
    return [each for each in problems if each.kind in (kinds.LEAK, kinds.IDENTIFIER, kinds.FILE_DAMAGED)]


def examine(
    root: Path,
    before: Beforehand,
    jobs: int = 1,
    former: Path | None = None,
    untouched: Mapping[str, Known] | None = None,
) -> Audited:
    """Look at the site in ``root``, knowing what is known ``before``.

    ``former`` is the site that this one is to replace; ``untouched`` are files whose digest need not be
    taken again as long as they are the same on the disk.
    """
    known, hidden, tables = before.known, before.hidden, before.tables
    walked = tree.walk(root, untouched)
    with ExitStack() as stack:
        pool = None
        if jobs > 1 and len(walked.unread) > _WORTH_A_POOL:
            pool = stack.enter_context(processes.pool(jobs))
            for _ in range(jobs):
                pool.submit(looking.ready)  # they import while the files are read here
        found = walked.digested(jobs)
        facts, told = _look(root, found, before, jobs, pool)
    problems = Problems(told)
    proven = frozenset() if before.new else known.names
    problems.extend(leaks.in_names(found.keys() - proven, hidden))
    problems.extend(numbers.in_names(found.keys() - known.names))
    problems.extend(markup.broken(root, found, facts))
    if tables:
        problems.extend(counts.records(root, facts, tables.work))
        problems.extend(tables.unlisted(facts, found))
        problems.extend(balance.check(tables.work))
    problems.extend(counts.sitemap(root, set(found)))
    problems.extend(promises.weights(root, found))
    if former is not None:
        problems.extend(promises.former_addresses(former / MANIFEST, root, found))
    faulty = {problem.place.file for problem in told}
    return Audited(list(problems), found, before, facts.filter(~pl.col("name").is_in(faulty)))


def _look(
    root: Path,
    found: Mapping[str, File],
    before: Beforehand,
    jobs: int,
    pool: ProcessPoolExecutor | None,
) -> tuple[pl.DataFrame, list[Problem]]:
    """Return the facts of all files, and what is wrong with single ones.

    Files without facts are looked into for everything, once for each content if they are no pages; files with facts
    only for secrets that are new, but downloads together with new ones of their kind: most of what they hold is there.
    """
    facts = before.known.of(found).select(*looking.FACTS)
    unchanged = frozenset(facts["name"])
    new = [file for name, file in found.items() if name not in unchanged]
    distinct = tree.distinct({file.name: file for file in new if not file.name.endswith(".html")})
    pages = [file for file in new if file.name.endswith(".html")]
    old = list(tree.distinct({name: found[name] for name in unchanged}).values()) if before.new else []
    kinds_of_new = {_shared(file) for file in distinct.values()} - {""}
    beside_new = [file for file in old if _shared(file) in kinds_of_new]
    alone = [file for file in old if _shared(file) not in kinds_of_new]
    with ExitStack() as stack:
        tasks = [(batch, before.hidden) for batch in _batches([*pages, *distinct.values(), *beside_new])]
        tasks += [(batch, before.new) for batch in _batches(alone)]
        if pool is None and jobs > 1 and (len(new) > _WORTH_A_POOL or len(tasks) > 2 * jobs):
            pool = stack.enter_context(processes.pool(jobs))
        run = pool.map if pool else map
        times = len(tasks)
        looked = list(
            run(looking.look, [root] * times, *zip(*tasks, strict=True), [unchanged] * times) if tasks else ()
        )
    facts = pl.concat([facts, *(each.facts for each in looked)])
    return _twins(facts, new), [Problem.from_dict(data) for each in looked for data in each.problems]


def _batches(files: list[File]) -> list[list[str]]:
    """Share files into batches of about the same work, the largest files first.

    Downloads of one format share members, so the file of the whole and those of single fonds come together.
    """
    batches: list[list[str]] = []
    together: dict[str, list[str]] = {}
    size = 0
    for file in sorted(files, key=lambda file: (-_work(file), file.name)):
        if kind := _shared(file):
            if kind not in together:
                batches.insert(len(together), together.setdefault(kind, []))
            together[kind].append(file.name)
            continue
        if len(batches) == len(together) or size > _BATCH_BYTES or len(batches[-1]) >= _BATCH_FILES:
            batches.append([])
            size = 0
        batches[-1].append(file.name)
        size += _work(file)
    return batches


def _shared(file: File) -> str:
    """Return the ending of a file that shares members with others of that ending, "" for any other file."""
    return "".join(Path(file.name).suffixes[-3:]) if file.name.endswith(".gz") else ""


def _work(file: File) -> int:
    return file.size * (_PACKED if file.name.endswith((".gz", ".parquet", ".zip")) else 1)


def _twins(facts: pl.DataFrame, new: list[File]) -> pl.DataFrame:
    """Add the facts of files whose content was looked into under another name."""
    seen = frozenset(facts["name"])
    by_content = {file.content: file.name for file in new if file.name in seen}
    twins = {
        file.name: by_content[file.content] for file in new if file.name not in seen and file.content in by_content
    }
    if not twins:
        return facts
    pairs = pl.DataFrame({"twin": list(twins), "name": list(twins.values())})
    copies = pairs.join(facts, on="name").drop("name").rename({"twin": "name"})
    return pl.concat([facts, copies.select(facts.columns)])


__all__ = ["Audited", "audit", "examine", "leaks_in"]
