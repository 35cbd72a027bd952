"""``quality``: recall and precision of the built index, measured with the site's own JavaScript."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
import polars as pl

from lantai import files
from lantai.catalogue import themes
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import CannotFinish, InputError, Problems
from lantai.publishing.layout import Layout
from lantai.records.store import PUBLIC, RecordStore
from lantai.search import judged, quality, whoosh_judge
from lantai.search import problems as kinds
from lantai.search.build import POINTER
from lantai.search.container import body_of, file_name
from lantai.search.themes import COLUMN
from lantai.site.config import Site

_SAMPLE = 5_000
"""Titles that Whoosh indexes at most: half a minute."""

_LINES = {
    "zh": (
        "检索词 {queries} 个：查全率 {recall:.4f}，查准率 {precision:.4f}，总数准确 {exact_totals:.4f}",
        "首页用量（中位／90%／最大）：{bytes} 千字节，{requests} 个文件，{rounds} 轮；打开索引 {opened:.0f} 千字节",
        "  ✗ {query}：应有 {expected} 条，查全 {recall:.2f}，查准 {precision:.2f}",
        "与 Whoosh 对照（{queries} 个检索词）：它查到的我们也查到 {found:.4f}；"
        "超过十条的 {ranked} 个，前十条相同 {first:.2f}",
    ),
    "en": (
        "{queries} queries: recall {recall:.4f}, precision {precision:.4f}, right totals {exact_totals:.4f}",
        "first page (median/90%/max): {bytes} kB, {requests} files, {rounds} rounds; opening {opened:.0f} kB",
        "  ✗ {query}: {expected} expected, recall {recall:.2f}, precision {precision:.2f}",
        "against Whoosh ({queries} queries): of what it finds we find {found:.4f}; "
        "of {ranked} with more than ten results first ten alike {first:.2f}",
    ),
}


@click.command("quality", help="Measure recall and precision of the built index; exit 1 below the site's threshold.")
@site_option
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The built site; output/ by default.")
@click.option("--queries", "count", type=click.IntRange(1), default=500, show_default=True, help="Random queries.")
@click.option(
    "--judged",
    "judged_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Judged queries, one a line: QUERY => CODE, CODE; the site's catalogue/judged.txt by default.",
)
@click.option("--whoosh", "sample", type=click.IntRange(0), default=0, help="Compare so many queries with Whoosh.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every outcome as JSON.")
def command(
    folder: Path, output: Path | None, count: int, judged_file: Path | None, sample: int, json_file: Path | None
) -> None:
    site = open_site(folder)
    language = staff_language(site)
    layout = Layout.of(site.folder, output)
    public = layout.work / PUBLIC
    index = layout.output / "search" / "index"
    modules = next(iter(sorted(layout.output.glob("theme/*/js/search"))), None)
    if modules is None or not public.is_file() or not (index / "current.json").is_file():
        raise CannotFinish(kinds.INDEX_MISSING.at(site.shown(index)))
    scan = quality.Scan(public)
    queries = quality.random_parts(scan.titles, count)
    own = site.folder / judged.FILE
    path = judged_file or (own if own.is_file() else None)
    lines = judged.read(path) if path else []
    queries += [each.query for each in lines if not each.first]
    found, outcomes = quality.assess(scan, modules, index, queries, _themes(site, index, layout))
    _show(found, _LINES[language])
    problems = []
    wanted = [each for each in lines if each.first]
    if path and wanted:
        codes = pl.read_parquet(public, columns=["ref_code"])["ref_code"].to_list()
        answers = quality.measure(modules, index, [{"query": each.query} for each in wanted])
        problems += judged.otherwise(site.shown(path), wanted, answers, codes)
    if sample:
        plain = [outcome for outcome in outcomes if not outcome.theme]
        agreed = whoosh_judge.agreement(scan.titles[:_SAMPLE], plain, sample)
        say(_LINES[language][3].format(**asdict(agreed)))
        if agreed.first < site.search.agreement or agreed.found < site.search.threshold:
            numbers = {"first": f"{agreed.first:.2f}", "found": f"{agreed.found:.4f}"}
            problems.append(kinds.BELOW_AGREEMENT.at(site.shown(index), threshold=site.search.agreement, **numbers))
    if json_file is not None:
        rows = [
            {"query": o.query, "theme": o.theme, "expected": o.expected, "recall": o.recall, **o.answer}
            for o in outcomes
        ]
        files.write(json_file, json.dumps(rows, ensure_ascii=False, indent=1))
    threshold = site.search.threshold
    if min(found.recall, found.precision) < threshold or found.wrong_totals:
        values = {"recall": f"{found.recall:.4f}", "precision": f"{found.precision:.4f}", "threshold": threshold}
        problems.append(kinds.BELOW_THRESHOLD.at(site.shown(index), **values))
    if problems:
        raise InputError(problems)


def _themes(site: Site, index: Path, layout: Layout) -> dict[str, list[int]]:
    """Return the records of each theme that the index knows, as the catalogue says it now."""
    pointer = files.read_json(index / POINTER)
    values = json.loads(body_of(index / pointer["index"] / file_name("d", 0)))["facets"]["values"]
    known = [slug for slug, *_ in values.get(COLUMN, ())]
    records = RecordStore.open(layout.work / PUBLIC)
    public = themes.load(site, datetime.now(site.zone), records, Problems()) if known else []
    return {theme.slug: theme.numbers(records).tolist() for theme in public if theme.slug in known}


def _show(found: quality.Quality, lines: tuple[str, str, str, str]) -> None:
    for outcome in found.worst:
        query = " ".join(filter(None, (outcome.query, outcome.theme and f"[{outcome.theme}]")))
        numbers = {name: getattr(outcome, name) for name in ("expected", "recall", "precision")}
        say(lines[2].format(query=query, **numbers))
    say(lines[0].format(**{name: getattr(found, name) for name in ("queries", "recall", "precision", "exact_totals")}))
    kilobytes = "/".join(f"{value / 1000:.0f}" for value in found.bytes)
    counts = {name: "/".join(f"{v:.0f}" for v in getattr(found, name)) for name in ("requests", "rounds")}
    say(lines[1].format(bytes=kilobytes, opened=found.opened / 1000, **counts))
