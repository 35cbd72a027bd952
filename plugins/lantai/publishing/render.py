"""The process in which Pelican runs: its signals and caches are global, so one site, one process.

Started by ``child.Renderer`` as ``python -m lantai.publishing.render``.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from lantai import cluster
from lantai.parts import Parts, Tree
from lantai.problems import CannotFinish, Problems
from lantai.publishing import child, plugin, program, publication, rehearsal, standby, tolerance
from lantai.publishing.swap import MARKER
from lantai.site import config

_READABLE = 0o022
"""What is made here is for a web server to read, whoever builds; the tables of what is withheld are not made here."""


def render(job: child.Job) -> Problems:
    """Render one site into ``layout.next``; returns what was found on the way. Raises InputError if it is an error."""
    site, problems = config.load(Path(job.site))
    problems.raise_errors()
    assert site is not None
    site = dataclasses.replace(site, base_url=job.base_url, preview=job.preview)
    layout = job.layout
    with Parts(layout.output, layout.next, Tree.read(layout.tree, layout.output / MARKER)) as parts:
        published = publication.load(site, datetime.fromisoformat(job.moment), layout, problems, job.jobs, parts)
        rehearsal.rehearse(published)
        tolerance.stop(problems, site)
        published.begin()
        plugin.run(published)
        tolerance.stop(published.problems, site)
    parts.save(layout.parts)
    return published.problems


def main() -> int:
    """Render what is asked for on standard input and answer; returns the exit code."""
    questions, answers = standby.own_streams()
    program.digest()  # asked for again when there is something to render; it is time for it while nothing is
    job = child.asked(questions)
    if job is None:
        return 0
    child.end_with_parent(questions)
    os.umask(_READABLE)
    try:
        child.say_in(job.layout.log)
        cluster.go_on_with(job.scheduler)
        answer = child.Answer.of(render(job))
    except BaseException as error:  # polars panics and Pelican's critical log end in other than Exception
        with contextlib.suppress(OSError):  # the log may be what does not fit
            traceback.print_exc()
        told = child.failure(error, job.output)
        if told is None:
            return CannotFinish.exit_code
        answer = told
    child.send(answer, answers)
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
