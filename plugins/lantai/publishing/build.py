"""Building a site so that a failure at any step leaves ``output/`` as it was, and two builds never meet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lantai.publishing import child, machine, swap
from lantai.publishing.layout import Layout
from lantai.site.config import Site

if TYPE_CHECKING:
    from lantai.publishing.steps import Built, Say


def build(
    site: Site, moment: datetime, layout: Layout, *, jobs: int = 0, say: Say = lambda step, seconds: None
) -> Built:
    """Build ``site`` as it is at ``moment``.

    Raises InputError with all problems if there is an error among them, CannotFinish if the
    machine is in the way.
    """
    with machine.in_words(str(layout.output)), swap.only_build(layout):
        swap.recover(layout)
        swap.check_replaceable(layout)
        try:
            with child.Renderer(layout) as renderer:
                from lantai.publishing import steps  # a second of imports, while the child does its own

                return steps.build(site, moment, layout, jobs, say, renderer)
        finally:
            swap.remove(layout.next)
            if not site.preview:  # who shows a preview deletes what it replaced, once the new one is seen
                swap.clear(layout)
