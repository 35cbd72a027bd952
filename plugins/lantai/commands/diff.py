"""``diff``: what a release adds, changes and takes down."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lantai import files
from lantai.catalogue import difference
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.reading import must_exist
from lantai.problems import Problems
from lantai.publishing.layout import Layout
from lantai.records import releases
from lantai.records.fields import BY_NAME
from lantai.site.config import Site

SHOWN = 20
"""Records of each sort that are shown; ``--all`` shows every one."""

_TEXT = {
    "zh": {
        "counts": "新增 {added} 条，变更 {changed} 条，撤下 {withdrawn} 条",
        "added": "新增",
        "changed": "变更",
        "withdrawn": "撤下",
        "more": "  …… 另有 {n} 条，用 --all 全部显示",
        "empty": "（空）",
    },
    "en": {
        "counts": "{added} added, {changed} changed, {withdrawn} withdrawn",
        "added": "Added",
        "changed": "Changed",
        "withdrawn": "Withdrawn",
        "more": "  … {n} more; --all shows every one",
        "empty": "(empty)",
    },
}


@click.command("diff", help="What RELEASE adds, changes and takes down, or how it differs from OTHER.")
@click.argument("release_id", metavar="RELEASE")
@click.argument("other_id", metavar="[OTHER]", required=False)
@site_option
@moment_option
@click.option("--all", "everything", is_flag=True, help="Show every record, not only the first.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write it all as JSON.")
def command(
    release_id: str, other_id: str | None, folder: Path, at: str | None, everything: bool, json_file: Path | None
) -> None:
    site = open_site(folder)
    language, problems, moment = staff_language(site), Problems(), moment_at(at, site)
    cache = Layout.of(site.folder).cache / "intake"
    known = {release.id: release for release in releases.load_all(site, problems)}
    problems.raise_errors()
    for identifier in filter(None, (release_id, other_id)):
        must_exist(identifier, site)
    release = known[release_id]
    if other_id is None:
        found = difference.of_release(release, site, moment, cache, problems)
    else:
        found = difference.of_two(known[other_id], release, site, moment, cache, problems)
    problems.raise_errors()
    report(problems, language)
    if json_file is not None:
        files.write_json(json_file, _as_json(found), indent=2)
    _show(found, _TEXT[language], site, everything)


def _show(found: difference.Difference, text: dict[str, str], site: Site, everything: bool) -> None:
    counts = {"added": found.added.height, "changed": found.changed_records, "withdrawn": found.withdrawn.height}
    say(text["counts"].format(**counts))
    for name, frame in (("added", found.added), ("withdrawn", found.withdrawn)):
        rows = frame.rows() if everything else frame.head(SHOWN).rows()
        _section(text[name], [f"  {code}  {title or ''}" for _, code, title in rows], frame.height - len(rows), text)
    chinese = staff_language(site) == "zh"
    rows = found.changed.rows() if everything else found.changed.head(SHOWN).rows()
    lines = []
    for code, field, before, after in rows:
        label = BY_NAME[field].zh if chinese else BY_NAME[field].en
        lines.append(f"  {code}  {label}: {before or text['empty']} → {after or text['empty']}")
    _section(text["changed"], lines, found.changed.height - len(rows), text)


def _section(title: str, lines: list[str], more: int, text: dict[str, str]) -> None:
    if not lines:
        return
    click.echo(f"\n{title}")
    for line in lines:
        click.echo(line)
    if more:
        click.echo(text["more"].format(n=more))


def _as_json(found: difference.Difference) -> dict:
    return {name: json.loads(getattr(found, name).write_json()) for name in ("added", "changed", "withdrawn")}
