"""``due``: what becomes public when, and what ends."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import console, report, say
from lantai.problems import Problems
from lantai.records import releases
from lantai.review import approval
from lantai.site.config import Site
from lantai.site.moments import Showing, Standing, moment_of

ROOMS = ("exhibitions", "learning", "visits")
"""Rooms that may offer ``scheduled(site, problems)`` → (kind, slug, title, Showing) of everything they hold."""

_TEXT = {
    "zh": {
        "none": "没有排定的内容。",
        "columns": ("时间", "变化", "内容", "说明"),
        "opens": "公开",
        "ends": "结束",
        "release": "目录批次",
        "exhibition": "展览",
        "lesson": "课程",
        "archives-day": "国际档案日",
        "event": "活动",
        "guide": "指南",
        "news": "动态",
        "page": "页面",
        "unsigned": "尚未签署，届时不会公布：",
    },
    "en": {
        "none": "Nothing is scheduled.",
        "columns": ("When", "What happens", "What", "Note"),
        "opens": "becomes public",
        "ends": "ends",
        "release": "release",
        "exhibition": "exhibition",
        "lesson": "lesson",
        "archives-day": "Archives Day",
        "event": "event",
        "guide": "guide",
        "news": "news",
        "page": "page",
        "unsigned": "not signed, will not be published: ",
    },
}


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One change: at which moment what begins or ends to be public."""

    when: datetime
    change: str
    kind: str
    name: str
    title: str
    note: str = ""


@click.command("due", help="List what becomes public when.")
@site_option
@moment_option
@click.option("--until", metavar="DATE", help="Only what happens before this moment, e.g. 2026-06-10.")
def command(folder: Path, at: str | None, until: str | None) -> None:
    site = open_site(folder)
    language, now = staff_language(site), moment_at(at, site)
    try:
        end = moment_of(until, site.zone) if until else None
    except ValueError:
        raise click.BadParameter(f"{until!r} is not a date; write 2026-06-09", param_hint="--until") from None
    problems = Problems()
    found = [item for item in _all(site, now, language, problems) if end is None or item.when < end]
    _show(sorted(found), site, language)
    report(problems.errors, language)


def _all(site: Site, now: datetime, language: str, problems: Problems) -> Iterator[Due]:
    for release in releases.load_all(site, problems):
        standing = approval.standing(release, approval.digest_of(release, site))
        note = "" if standing.approved else _TEXT[language]["unsigned"] + standing.explain(language)
        yield from _changes("release", release.id, str(release.title), release.showing, now, note)
    for kind, name, title, showing in _scheduled(site, problems):
        yield from _changes(kind, name, title, showing, now)


def _scheduled(site: Site, problems: Problems) -> Iterable[tuple[str, str, str, Showing]]:
    """Ask each room that can tell. A room without ``scheduled`` has nothing of its own to say."""
    for room in ROOMS:
        scheduled = getattr(importlib.import_module(f"lantai.{room}"), "scheduled", None)
        if scheduled is not None:
            yield from scheduled(site, problems)


def _changes(kind: str, name: str, title: str, showing: Showing, now: datetime, note: str = "") -> Iterator[Due]:
    standing = showing.at(now)
    if standing is Standing.SCHEDULED and showing.publish_at is not None:
        yield Due(showing.publish_at, "opens", kind, name, title, note)
    if standing in (Standing.SCHEDULED, Standing.PUBLIC) and showing.until is not None:
        yield Due(showing.until, "ends", kind, name, title)


def _show(found: list[Due], site: Site, language: str) -> None:
    texts = _TEXT[language]
    if not found:
        say(texts["none"])
        return
    rows = [
        (
            item.when.astimezone(site.zone).strftime("%Y-%m-%d %H:%M"),
            texts[item.change],
            f"{texts.get(item.kind, item.kind)} {item.name} {item.title}",
            item.note,
        )
        for item in found
    ]
    if not console.is_terminal:
        for row in rows:
            say("\t".join(row).rstrip())
        return
    table = Table(*texts["columns"], box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
