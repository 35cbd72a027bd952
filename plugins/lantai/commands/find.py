"""``find``: staff search over everything that the last check or build read, public or not."""

from __future__ import annotations

import json
from pathlib import Path

import click
import polars as pl

from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import CannotFinish
from lantai.publishing.layout import Layout
from lantai.records.store import PUBLIC, WITHHELD
from lantai.search import problems as kinds
from lantai.search.staff import find

SHOWN = ("ref_code", "title", "date_text")

_TEXTS = {
    "zh": {
        "public": "公开",
        "held": "未公开",
        "none": "没有查到。",
        "more": "共 {n} 条，显示 {shown} 条。可用 --limit 增加。",
    },
    "en": {"public": "public", "held": "held", "none": "Nothing found.", "more": "{shown} of {n} shown; see --limit."},
}


@click.command("find", help="Search all records that staff hold, public or not. Never part of the site.")
@site_option
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line, on standard output.")
def command(folder: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    site = open_site(folder)
    texts = _TEXTS[staff_language(site)]
    work = Layout.of(site.folder).work
    tables = {"public": work / PUBLIC, "held": work / WITHHELD}
    if not tables["public"].is_file():
        raise CannotFinish(kinds.INDEX_MISSING.at(site.shown(work)))
    shown = total = 0
    for state, path in tables.items():
        if not path.is_file():
            continue
        found, count = find(pl.scan_parquet(path), " ".join(query), max(0, limit - shown), () if as_json else SHOWN)
        total += count
        for row in found.iter_rows(named=True):
            _show(row, state, texts[state], as_json)
            shown += 1
    if as_json:
        return
    if total == 0:
        say(texts["none"])
    elif total > shown:
        say(texts["more"].format(n=total, shown=shown))


def _show(row: dict[str, object], state: str, label: str, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {"state": state, **{k: v for k, v in row.items() if v is not None}}, default=str, ensure_ascii=False
            )
        )
    else:
        click.echo("  ".join(str(row[name]) for name in SHOWN if row.get(name)) + f"  [{label}]")
