"""The steps of a build: prepare, render, audit, list, swap; and a check, which takes the first two without writing."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lantai import parts
from lantai.parts import Known, Tree
from lantai.problems import Problems
from lantai.publishing import (
    audit,
    bill_of_materials,
    child,
    despite,
    machine,
    manifest,
    prepared,
    publication,
    rehearsal,
    swap,
    taken_down,
    tolerance,
)
from lantai.publishing.audit import beforehand
from lantai.publishing.audit.beforehand import Beforehand
from lantai.publishing.audit.tree import File
from lantai.publishing.layout import Layout
from lantai.review import objects
from lantai.site.config import Site

Say = Callable[[str, float], None]
"""Called with the name of a step and the seconds it took."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: files, bytes, seconds by step, and the problems that did not stop it."""

    files: int
    bytes: int
    seconds: dict[str, float]
    problems: Problems


def check(site: Site, moment: datetime, layout: Layout, jobs: int = 0) -> Problems:
    """Load everything as a build would and return every problem; writes only into ``.build``."""
    problems = Problems()
    with machine.in_words(str(layout.build)):
        prepared.prepare(site, moment, layout, problems)
        if problems.errors:
            problems.extend(despite.check(site, moment, layout, problems))
        else:
            rehearsal.rehearse(publication.load(site, moment, layout, problems, _cores(jobs)))
    return problems


def build(site: Site, moment: datetime, layout: Layout, jobs: int, say: Say, renderer: child.Renderer) -> Built:
    """Take every step, on a tree that nobody else builds (``build.build``); the same is returned and raised."""
    steps, jobs = _Steps(say), _cores(jobs)
    with steps("prepare"):
        problems, objects_before, withdrawn = Problems(), objects.seen(site), taken_down.noted(site)
        prepared.prepare(site, moment, layout, problems)
        problems.raise_errors()
    with steps("render"), ThreadPoolExecutor(1) as aside:
        before = aside.submit(_Begun.of, layout)
        problems = _united(problems, renderer.render(site, moment, jobs))
        objects.must_be_as(objects_before, site)
    with steps("audit"):
        begun = before.result()
        audited = audit.examine(layout.next, begun.before, jobs, layout.output, begun.untouched)
        problems.extend(audited.problems)
        tolerance.stop(problems, site)
    with steps("manifest"):
        entries = _listed(layout, audited.files, begun.bill)
    with steps("swap"):
        swap.swap(layout)
    with contextlib.suppress(OSError):  # a full disk: the next build then makes everything anew
        _remember(layout, audited)
        taken_down.remember(layout, withdrawn)
    return Built(len(entries), sum(entry.size for entry in entries.values()), steps.seconds, problems)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What can be known before there is a tree: what the audit begins with, which files of the public tree nobody has
    touched, and what the site is made with."""

    before: Beforehand
    untouched: Mapping[str, Known]
    bill: dict[str, Any]

    @classmethod
    def of(cls, layout: Layout) -> _Begun:
        known = Tree.read(layout.tree, layout.output / swap.MARKER).files
        return cls(beforehand.of(layout.work, layout.audited), known, bill_of_materials.bill())


def _listed(layout: Layout, found: Mapping[str, File], bill: dict[str, Any]) -> manifest.Entries:
    """Write the manifest of the finished tree, whose files are ``found`` as the audit read them, and what it is of."""
    entries = {name: manifest.Entry(file.size, file.sha256) for name, file in found.items()}
    manifest.save(layout.next / swap.MARKER, entries)
    bill_of_materials.write(layout, entries, bill)
    return entries


def _remember(layout: Layout, audited: audit.Audited) -> None:
    """Write what the next build may take over from this one, which is public by now: nobody waits for it."""
    known = {name: file.known for name, file in audited.files.items()}
    parts.record(layout.tree, layout.output / swap.MARKER, known, layout.parts)
    audited.remember()


def _united(first: Problems, second: Problems) -> Problems:
    """Return both without saying anything twice: rendering loads what the check has loaded."""
    return Problems({(each.code, each.place, each.what()): each for each in (*first, *second)}.values())


def _cores(jobs: int) -> int:
    return jobs or os.cpu_count() or 1


class _Steps:
    """Times the steps of a build."""

    def __init__(self, say: Say) -> None:
        self.seconds: dict[str, float] = {}
        self._say = say
        self._name, self._start = "", 0.0

    def __call__(self, name: str) -> _Steps:
        self._name = name
        return self

    def __enter__(self) -> None:
        self._start = time.monotonic()

    def __exit__(self, *raised: object) -> None:
        self.seconds[self._name] = time.monotonic() - self._start
        if raised[0] is None:
            self._say(self._name, self.seconds[self._name])
