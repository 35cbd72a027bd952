"""Looking at the finished tree as a stranger would: leaks, links, counts, promises, policy.

The audit knows the files and the list of what must not be in them. It does not know how they were
made, so it also catches what the program itself does wrong. Every file is read, to know it by its content;
only contents that no earlier audit passed are looked into again.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lantai import processes
from lantai.parts import Known
from lantai.problems import Problem, Problems
from lantai.publishing.audit import (
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
from lantai.publishing.audit.looking import Looked
from lantai.publishing.audit.members import kind_of
from lantai.publishing.audit.secrets import Secrets
from lantai.publishing.audit.tree import File

MANIFEST = "manifest.json"

_WORTH_A_POOL = 1500
"""Files from which starting processes pays."""

_BATCH_BYTES = 64 << 20
_BATCH_FILES = 1_000
_Task = tuple[list[str], Secrets, frozenset[str], pl.DataFrame | None, Secrets | None]
"""What ``looking.look`` is given, but for the folder."""
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
    members: pl.DataFrame
    """The members of packed files."""

    def remember(self) -> None:
        """Keep what was found out, unless something is wrong or nothing is new."""
        before = self.before
        if before.cache is None or Problems(self.problems).errors or before.known.is_all(self.files, before.digests):
            return
        remembered.save(before.cache, self.sound, self.members, self.files, before.digests)


def audit(root: Path, work: Path | None, jobs: int = 1, former: Path | None = None) -> list[Problem]:
    """Return everything wrong with the site in ``root``; ``work`` as in ``beforehand``, the rest as in ``examine``."""
    return examine(root, beforehand.of(work), jobs, former).problems


def leaks_in(root: Path, before: Beforehand, jobs: int = 1) -> list[Problem]:
    """Return only what the site in ``root`` shows of what must not be public, or hides from being looked into."""
    found = tree.walk(root).digested(jobs)
    problems = [
        *map(Problem.from_dict, _look(root, found, before, jobs, None).problems),
        *leaks.in_names(found.keys(), before.hidden),
    ]
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
        looked = _look(root, found, before, jobs, pool)
    facts, told = looked.facts, [Problem.from_dict(data) for data in looked.problems]
    problems = Problems(told)
    proven = frozenset() if before.new else known.names
    problems.extend(leaks.in_names(found.keys() - proven, hidden))
    problems.extend(numbers.in_names(found.keys() - known.names))
    problems.extend(markup.broken(root, found, facts))
    if tables and before.totals:
        problems.extend(counts.records(root, facts, before.totals))
        problems.extend(tables.unlisted(facts, found))
        problems.extend(before.lost)
    problems.extend(counts.sitemap(root, set(found)))
    problems.extend(promises.weights(root, found))
    if former is not None:
        problems.extend(promises.former_addresses(former / MANIFEST, root, found))
    faulty = {problem.place.file for problem in told}
    return Audited(list(problems), found, before, facts.filter(~pl.col("name").is_in(faulty)), looked.members)


def _look(
    root: Path,
    found: Mapping[str, File],
    before: Beforehand,
    jobs: int,
    pool: Executor | None,
) -> Looked:
    """Return the facts and members of all files, and what is wrong with single ones.

    Files without facts are looked into for everything, once for each content if they are no pages, but for members that
    are known. Files with facts, and such members, are looked into for secrets that are new only.
    """
    known = before.known
    facts, members = known.of(found).select(*looking.FACTS), known.members_in(found)
    unchanged = frozenset(facts["name"])
    new = [file for name, file in found.items() if name not in unchanged]
    distinct = list(tree.distinct({file.name: file for file in new if not file.name.endswith(".html")}).values())
    pages = [file for file in new if file.name.endswith(".html")]
    tasks: list[_Task] = []
    if before.new:
        old = list(tree.distinct({name: found[name] for name in unchanged}).values())
        packed = [file for file in (*distinct, *old) if kind_of(file.name)]
        distinct, old = ([file for file in each if not kind_of(file.name)] for each in (distinct, old))
        tasks = [
            (batch, before.hidden, unchanged & set(batch), known.members_like(batch), before.new)
            for batch in _batches(packed)
        ]
        tasks += [(batch, before.new, frozenset(batch), None, None) for batch in _batches(old)]
    tasks += [
        (batch, before.hidden, frozenset(), known.members_like(batch), None) for batch in _batches([*pages, *distinct])
    ]
    with ExitStack() as stack:
        if pool is None and jobs > 1 and (len(new) > _WORTH_A_POOL or len(tasks) > 2 * jobs):
            pool = stack.enter_context(processes.pool(jobs))
        run = pool.map if pool else map
        looked = list(run(looking.look, [root] * len(tasks), *zip(*tasks, strict=True)) if tasks else ())
    return Looked(
        _twins(pl.concat([facts, *(each.facts for each in looked)]), new),
        pl.concat([members, *(each.members for each in looked)]),
        [data for each in looked for data in each.problems],
    )


def _batches(files: list[File]) -> list[list[str]]:
    """Share files into batches of about the same work, the largest files first.

    Downloads of one format share members, so the file of the whole and those of single fonds come together.
    """
    batches: list[list[str]] = []
    together: dict[str, list[str]] = {}
    size = 0
    for file in sorted(files, key=lambda file: (-_work(file), file.name)):
        if kind := kind_of(file.name):
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
