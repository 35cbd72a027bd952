"""Options that several commands share, and what they turn into."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lantai.commands import wording
from lantai.commands.output import report
from lantai.commands.wording import said
from lantai.problems import InputError, Problems
from lantai.site import config
from lantai.site.moments import moment_of


def site_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--site DIR``: the site folder, by default the current one."""
    return click.option(
        "--site",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: Path(os.environ.get("LANTAI_SITE", ".")),
        help="Site folder holding content/, exhibitions/ and catalogue/.",
    )(function)


def moment_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--at MOMENT``: build as if it were then."""
    return click.option("--at", "at", metavar="MOMENT", help="Moment of publication, e.g. 2026-06-09T09:00+08:00.")(
        function
    )


def open_site(folder: Path) -> config.Site:
    """Return the site in ``folder``, showing warnings; raises InputError if it cannot be used."""
    site, problems = config.load(folder.resolve())
    if site is None:
        wording.follow(config.staff_language_in(folder.resolve()))
        raise InputError(problems)
    wording.follow(site.staff_language)
    if len(problems):
        report(problems, site.staff_language)
    return site


def moment_at(at: str | None, site: config.Site) -> datetime:
    """Return the moment asked for, by default now to the second, in the site's time zone."""
    if not at:
        return datetime.now(site.zone).replace(microsecond=0)
    try:
        return moment_of(at, site.zone)
    except ValueError:
        told = said("{value!r} is not a moment; write {example}", value=at, example="2026-06-09T09:00+08:00")
        raise click.BadParameter(told, param_hint="--at") from None


def staff_language(site: config.Site | None = None) -> str:
    """Return the language of reports: LANTAI_LANG, else the site's, else Chinese."""
    return wording.asked() or (site.staff_language if site else "zh")


__all__ = ["Problems", "moment_at", "moment_option", "open_site", "site_option", "staff_language"]
