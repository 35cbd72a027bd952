"""``due``: what becomes public when, what ends, and what must be done: the next release, deferred records again."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import polars as pl
from rich.markup import escape
from rich.table import Table

from lantai import counting
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import console, report, say
from lantai.commands.reading import overdue, records_of
from lantai.commands.wording import said
from lantai.problems import Problems
from lantai.records import dates, releases
from lantai.review import approval
from lantai.site.config import Site
from lantai.site.moments import Showing, Standing, moment_of

DEFERRED = "延期开放"
EXAMPLES = 5
_KNOWN = ("repository_code", "match_key", "ref_code", "open_status", "review_on")

ROOMS = ("exhibitions", "learning", "visits")
"""Rooms that may offer ``scheduled(site, problems)`` → (kind, slug, title, Showing) of everything they hold."""

_TEXT = {
    "zh": {
        "none": "没有排定的内容：没有等待公布的批次、展览、课程和网页，也没有将要结束的。\n"
        "要预定时间，在 release.yaml、exhibition.yaml 或网页开头写 publish_at: 2026-06-09T09:00:00+08:00，"
        "结束写 until。",
        "none_until": "{end} 以前没有排定的内容；以后有 {n} 项，第一项在 {first}。",
        "drafts": "草稿不会公布，改为 status: ready 才会：{names}",
        "and": "、",
        "and_more": "等 {n} 项",
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
        "institutions": "档案馆",
        "publications": "编研成果",
        "heritage": "档案文献遗产",
        "appeals": "档案征集",
        "unsigned": "尚未签署，届时不会公布：",
        "review": "应再审",
        "deferred": "延期开放",
        "records": "{n} 条：{codes}",
        "undated": "延期开放的档案有 {n} 条没有再审日期，请在业务系统中补上（映射为 review_on），例如：{codes}",
        "next": "应公布",
        "plan": "下一批开放目录",
    },
    "en": {
        "none": "Nothing is scheduled: no release, exhibition, lesson or page waits for its day, and none is to end.\n"
        "To schedule one, write publish_at: 2026-06-09T09:00:00+08:00 (or until) in release.yaml, exhibition.yaml "
        "or at the head of a page.",
        "none_until": "Nothing is scheduled before {end}; "
        "{n:one thing is after that,|# things are after that, the first} on {first}.",
        "drafts": "Drafts are not published until they say status: ready: {names}",
        "and": ", ",
        "and_more": " and others, {n} in all",
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
        "institutions": "archive",
        "publications": "publication",
        "heritage": "documentary heritage",
        "appeals": "appeal",
        "unsigned": "not signed, will not be published: ",
        "review": "review again",
        "deferred": "deferred records",
        "records": "{n}: {codes}",
        "undated": "{n:# deferred record says|# deferred records say} no day on which to review {n:it|them} again "
        "(field review_on): {codes}",
        "next": "is due",
        "plan": "next release",
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
        raise click.BadParameter(
            said("{value!r} is not a date; write {example}", value=until, example="2026-06-09"), param_hint="--until"
        ) from None
    problems = Problems()
    deferred = _deferred(site, problems)
    everything = [*_all(site, now, language, problems), *_planned(site, now, language)]
    everything += _reviews(deferred, site, language)
    found = [item for item in everything if end is None or item.when < end]
    if found:
        _show(sorted(found), site, language)
    else:
        say(_nothing(everything, end, site, language))
    drafts = _drafts(site, now, language)
    if drafts:
        more = _TEXT[language]["and_more"].format(n=len(drafts)) if len(drafts) > EXAMPLES else ""
        say(_TEXT[language]["drafts"].format(names=_joined(drafts[:EXAMPLES], language) + more))
    undated = deferred.filter(pl.col("review_on").is_null())
    if undated.height:
        say(counting.filled(_TEXT[language]["undated"], n=undated.height, codes=_examples(undated)))
    report((*overdue(site, now), *problems.errors), language)


def _all(site: Site, now: datetime, language: str, problems: Problems) -> Iterator[Due]:
    for release in releases.load_all(site, problems):
        standing = approval.standing(release, approval.digest_of(release, site))
        note = "" if standing.approved else _TEXT[language]["unsigned"] + standing.explain(language)
        yield from _changes("release", release.id, str(release.title), release.showing, now, note)
    for kind, name, title, showing in _scheduled(site, problems):
        yield from _changes(kind, name, title, showing, now)


def _planned(site: Site, now: datetime, language: str) -> Iterator[Due]:
    """The day by which the next release must be there."""
    day = releases.next_due(releases.load_all(site, Problems()), site.release_every, now)
    if day is not None:
        yield Due(moment_of(day, site.zone), "next", "release", "", _TEXT[language]["plan"])


def _deferred(site: Site, problems: Problems) -> pl.DataFrame:
    """Return the records whose opening was put off, as the last release that has them says: for staff only.

    国家档案馆档案开放办法 art. 17: deferred records are reviewed again periodically.
    """
    parts = [pl.DataFrame(schema=dict.fromkeys(_KNOWN, pl.String))]
    for release in releases.load_all(site, Problems()):
        frame = records_of(release, site, problems)
        if "review_on" in frame.columns:
            parts.append(frame.select(pl.col(name).cast(pl.String) for name in _KNOWN))
    known = pl.concat(parts)
    last = known.unique(["repository_code", "match_key"], keep="last", maintain_order=True)
    return last.filter((pl.col("open_status") == DEFERRED) | pl.col("review_on").is_not_null())


def _reviews(deferred: pl.DataFrame, site: Site, language: str) -> Iterator[Due]:
    """The days on which deferred records must be reviewed again."""
    said = deferred["review_on"].drop_nulls().unique()
    days = {text: dates.parse(text).end for text in said}
    dated = deferred.with_columns(day=pl.col("review_on").replace_strict(days, default=None, return_dtype=pl.Date))
    for (day,), part in dated.drop_nulls("day").partition_by("day", as_dict=True, maintain_order=True).items():
        note = _TEXT[language]["records"].format(n=part.height, codes=_examples(part))
        yield Due(moment_of(day, site.zone), "review", "deferred", "", "", note)


def _examples(frame: pl.DataFrame) -> str:
    codes = frame["ref_code"].head(EXAMPLES).to_list()
    return "、".join(codes) + ("…" if frame.height > len(codes) else "")


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


def _shown(moment: datetime, site: Site) -> str:
    return moment.astimezone(site.zone).strftime("%Y-%m-%d %H:%M")


def _nothing(everything: list[Due], end: datetime | None, site: Site, language: str) -> str:
    """Say that nothing is scheduled, and how to schedule it or when the first thing is due."""
    if not everything or end is None:
        return _TEXT[language]["none"]
    said = {"end": _shown(end, site), "n": len(everything), "first": _shown(min(everything).when, site)}
    return counting.filled(_TEXT[language]["none_until"], **said)


def _joined(names: list[str], language: str) -> str:
    return str(_TEXT[language]["and"]).join(names)


def _drafts(site: Site, now: datetime, language: str) -> list[str]:
    """Return what is a draft, in words: it has no day on which it becomes public."""
    all_of_them = [
        *(("release", one.id, str(one.title), one.showing) for one in releases.load_all(site, Problems())),
        *_scheduled(site, Problems()),
    ]
    names = _TEXT[language]
    drafts = [each for each in all_of_them if each[3].at(now) is Standing.DRAFT]
    return [" ".join(filter(None, (str(names.get(kind, kind)), name, title))) for kind, name, title, _ in drafts]


def _show(found: list[Due], site: Site, language: str) -> None:
    texts = _TEXT[language]
    rows = [
        (
            _shown(item.when, site),
            texts[item.change],
            " ".join(filter(None, (texts.get(item.kind, item.kind), item.name, item.title))),
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
