"""``find``: staff search over everything that the last build read, public or not, drafts included."""

from __future__ import annotations

import json
from pathlib import Path

import click
import polars as pl

from lantai.catalogue.preparing import SCHEDULED
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import CannotFinish, Problems
from lantai.publishing.layout import Layout
from lantai.records.fields import SEPARATOR
from lantai.records.store import PUBLIC, WITHHELD
from lantai.review import reasons
from lantai.review.identifiers import hidden
from lantai.search import problems as kinds
from lantai.search import synonyms
from lantai.search.staff import find
from lantai.site.config import Site

SHOWN = ("ref_code", "title", "date_text")
_SAID_BESIDE = ("repository_code", "release", "holds")

_TEXTS = {
    "zh": {
        "public": "公开",
        "held": "未公开：{reasons}",
        "and": "、",
        "later": "批次尚未公布",
        "none": "没有查到。",
        "more": "共 {n} 条，显示 {shown} 条。可用 --limit 增加。",
    },
    "en": {
        "public": "public",
        "held": "held: {reasons}",
        "and": ", ",
        "later": "its release is not public yet",
        "none": "Nothing found.",
        "more": "{shown} of {n} shown; see --limit.",
    },
}


@click.command(
    "find",
    help="Search all records that staff hold, public or not. Never part of the site.",
    context_settings={"ignore_unknown_options": True},  # -词 leaves out what has the word
)
@site_option
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line, on standard output.")
def command(folder: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    site = open_site(folder)
    language = staff_language(site)
    texts = _TEXTS[language]
    work = Layout.latest_work(site.folder, PUBLIC)
    tables = {"public": work / PUBLIC, "held": work / WITHHELD}
    if not tables["public"].is_file():
        raise CannotFinish(kinds.INDEX_MISSING.at(site.shown(work)))
    alike = synonyms.load(site, Problems())  # what is wrong with the file, `check` tells
    shown = total = 0
    for state, path in tables.items():
        if not path.is_file():
            continue
        found, count = find(
            pl.scan_parquet(path),
            " ".join(query),
            max(0, limit - shown),
            () if as_json else (*SHOWN, *_SAID_BESIDE),
            alike,
        )
        total += count
        for row in found.iter_rows(named=True):
            _show(row, state, _standing(row, site, language) if not as_json else "", as_json)
            shown += 1
    if as_json:
        return
    if total == 0:
        say(texts["none"])
    elif total > shown:
        say(texts["more"].format(n=total, shown=shown))


def _standing(row: dict[str, object], site: Site, language: str) -> str:
    """Return where a record stands: public or why not, in which release, whose it is if there are several archives."""
    codes = [code for code in str(row.get("holds") or "").split(SEPARATOR) if code]
    words = _TEXTS[language]
    labels = [words["later"] if code == SCHEDULED else reasons.BY_CODE[code].label(language) for code in codes]
    state = words["held"].format(reasons=words["and"].join(labels)) if labels else words["public"]
    archive = row.get("repository_code") if len(site.archives) > 1 else None
    return " · ".join(filter(None, (state, str(row.get("release") or ""), str(archive or ""))))


def _show(row: dict[str, object], state: str, label: str, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {"state": state, **{k: v for k, v in row.items() if v is not None}}, default=str, ensure_ascii=False
            )
        )
    else:
        line = "  ".join(str(row[name]) for name in SHOWN if row.get(name))
        click.echo(f"{line if state == 'public' else hidden(line)}  [{label}]")
