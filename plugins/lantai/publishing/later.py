"""Checking what is not public yet: who waits for an opening learns today of what would end the build on that day."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lantai.problems import Problem, Problems, Severity
from lantai.publishing import despite, machine, prepared, publication, rehearsal
from lantai.publishing.coming import coming
from lantai.publishing.layout import Layout
from lantai.site.config import DRAFTS, Site
from lantai.site.moments import Standing


@dataclass(frozen=True, slots=True)
class Later:
    """What is wrong in drafts, and in what is scheduled or hangs together with it."""

    drafts: Sequence[Problem] = field(default_factory=tuple)
    scheduled: Sequence[Problem] = field(default_factory=tuple)

    @property
    def all(self) -> Sequence[Problem]:
        return (*self.drafts, *self.scheduled)

    @property
    def due(self) -> bool:
        """Whether a build to come would end at one of them: nobody need touch what is scheduled for it to open."""
        return any(problem.severity is Severity.ERROR for problem in self.scheduled)


def check(site: Site, moment: datetime, layout: Layout, now: Problems) -> Later:
    """Return what is wrong in what is not public at ``moment``, without what the check of the rest told (``now``)."""
    waiting = [each for each in coming(site, moment) if each["standing"] in _WAITING]
    if not waiting:
        return Later()
    found, shown = Problems(), replace(site, preview=DRAFTS)
    with machine.in_words(str(layout.build)):
        if prepared.hold(site, moment, layout):
            rehearsal.rehearse(publication.load(shown, moment, layout, found, os.cpu_count() or 1))
        else:
            found = despite.check(shown, moment, layout, now)
    told = {(each.code, each.place) for each in now}
    new = [each for each in found if (each.code, each.place) not in told]
    drafts = [each for each in waiting if each["standing"] == Standing.DRAFT.value]
    of_draft = [problem for problem in new if any(_is_of(problem, each) for each in drafts)]
    return Later(of_draft, [problem for problem in new if problem not in of_draft])


_WAITING = (Standing.DRAFT.value, Standing.SCHEDULED.value)


def _is_of(problem: Problem, thing: dict[str, Any]) -> bool:
    """Tell whether a problem stands in the folder of an exhibition or a lesson, or in the file of another page."""
    file = Path(problem.place.file)
    folder = Path(thing["addresses"][0].lstrip("/"))
    named = file.parts[0] == "content" and file.suffix == ".md" and file.name.partition(".")[0].endswith(folder.name)
    return file.is_relative_to(folder) or file.is_relative_to("content" / folder) or named
