"""The child process in which Pelican runs: its signals and caches are global, so one site, one process.

Called as ``python -m lantai.publishing.render JOB.json``. Everything that Pelican warns about is
fatal. Exit codes are those of the command line; problems that only rendering could find go to
``problems.json`` in the work folder, and the parent shows them in the language of the staff.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import init as init_log
from pelican.settings import read_settings

from lantai import files
from lantai.problems import InputError, Problems
from lantai.publishing import publication
from lantai.publishing.layout import ROOT, Layout
from lantai.site import config


@dataclass(frozen=True, slots=True)
class Job:
    """What the parent asks of the child; all strings, so that it travels as JSON."""

    site: str
    build: str
    output: str
    moment: str
    base_url: str
    jobs: int

    @property
    def layout(self) -> Layout:
        return Layout(Path(self.build), Path(self.output))


def render(job: Job) -> None:
    """Render one site into ``layout.next``. Raises InputError for what only rendering could find."""
    init_log(level=logging.WARNING, fatal="warnings")
    site, problems = config.load(Path(job.site))
    problems.raise_errors()
    assert site is not None
    site = dataclasses.replace(site, base_url=job.base_url)
    published = publication.load(site, datetime.fromisoformat(job.moment), job.layout, problems, job.jobs)
    problems.raise_errors()
    os.environ["LANTAI_SITE"] = job.site
    override: dict[str, Any] = {
        "OUTPUT_PATH": str(job.layout.next),
        "SITEURL": site.base_url,
        "LANTAI": published,
    }
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()


def main(path: str) -> int:
    """Render the job described in the JSON file at ``path``; returns the exit code."""
    job = Job(**files.read_json(Path(path)))
    try:
        render(job)
    except InputError as error:
        found = [problem.as_dict() for problem in Problems(error.problems)]
        files.write_json(job.layout.work / "problems.json", found)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
