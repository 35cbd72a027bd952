"""Building a site: check, prepare, render, audit, swap. A failure at any step leaves ``output/`` as it was."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lantai import catalogue, files
from lantai.problems import CannotFinish, InputError, Problem, Problems
from lantai.publishing import audit, manifest, publication, swap
from lantai.publishing import problems as kinds
from lantai.publishing.layout import ROOT, Layout
from lantai.publishing.render import Job
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


def check(site: Site, moment: datetime, layout: Layout) -> Problems:
    """Load everything as a build would and return every problem; writes only into ``.build``."""
    problems = Problems()
    catalogue.prepare(site, moment, layout.work, problems)
    if not problems.errors:
        publication.load(site, moment, layout, problems)
    return problems


def build(
    site: Site, moment: datetime, layout: Layout, *, jobs: int = 0, say: Say = lambda step, seconds: None
) -> Built:
    """Build ``site`` as it is at ``moment``.

    Raises InputError with all problems if there is an error among them, CannotFinish if the
    machine is in the way.
    """
    steps = _Steps(say)
    jobs = jobs or os.cpu_count() or 1
    with swap.only_build(layout):
        swap.recover(layout)
        swap.check_replaceable(layout)
        with steps("check"):
            problems = check(site, moment, layout)
            problems.raise_errors()
        try:
            with steps("render"):
                _render(site, moment, layout, jobs)
            with steps("audit"):
                problems.extend(audit.audit(layout.next, layout.work, jobs))
                problems.raise_errors()
            with steps("manifest"):
                made = manifest.write(layout.next, jobs)
            with steps("swap"):
                swap.swap(layout)
        except BaseException:
            swap.remove(layout.next)
            raise
    return Built(made["files"], made["bytes"], steps.seconds, problems)


def _render(site: Site, moment: datetime, layout: Layout, jobs: int) -> None:
    """Run Pelican in a process of its own and turn its failures into ours."""
    job = Job(
        site=str(site.folder),
        build=str(layout.build),
        output=str(layout.output),
        moment=moment.isoformat(),
        base_url=site.base_url,
        jobs=jobs,
    )
    path = layout.work / "job.json"
    files.write_json(path, dataclasses.asdict(job))
    (layout.work / "problems.json").unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    with layout.log.open("wb") as log:
        done = subprocess.run(
            [sys.executable, "-m", "lantai.publishing.render", str(path)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode == 0:
        return
    found = layout.work / "problems.json"
    if done.returncode == InputError.exit_code and found.is_file():
        raise InputError([Problem.from_dict(data) for data in files.read_json(found)])
    lines = layout.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if any("No space left on device" in line for line in lines[-30:]):
        raise OSError(28, "No space left on device", str(layout.next))
    detail = lines[-1] if lines else f"exit {done.returncode}"
    raise CannotFinish(kinds.RENDER_FAILED.at(".build/render.log", detail=detail[:300]))


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
