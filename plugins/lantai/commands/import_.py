"""``import``: an export becomes a release folder with a proposed mapping and a report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lantai import files, intake
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.intake import importing, report
from lantai.problems import InputError, Problems
from lantai.records import releases
from lantai.site.config import Site

_SAY = {
    "zh": {
        "own": "拟定的列对应（写入 {path}，请核对）：",
        "common": "列名与 catalogue/mapping.yaml 相符，不另写。",
        "ask": "写入 {folder}？",
        "asked": "没有终端可问：确认写入请加 --yes",
        "next": "下一步：核对 {folder} 中的 mapping.yaml 和 release.yaml，然后运行 python3 build.py review {release}",
        "full": "完整报告：{path}",
    },
    "en": {
        "own": "Proposed mapping (to be written to {path}, please check it):",
        "common": "The columns agree with catalogue/mapping.yaml; no other mapping is needed.",
        "ask": "Write {folder}?",
        "asked": "There is no terminal to ask at: add --yes to write",
        "next": "Next: check mapping.yaml and release.yaml in {folder}, then run python3 build.py review {release}",
        "full": "Full report: {path}",
    },
}


@click.command("import", help="Take an export into a release: copy it, propose a mapping, report what is odd.")
@click.argument("exports", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--release", "release", required=True, metavar="ID", help="Release folder, e.g. 2026-06-09.")
@site_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--long", "everything", is_flag=True, help="Show every problem, not only examples.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write the report as JSON.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Also write the report as CSV for Excel.")
def command(
    exports: tuple[Path, ...],
    release: str,
    folder: Path,
    yes: bool,
    everything: bool,
    json_file: Path | None,
    csv_file: Path | None,
) -> None:
    site = open_site(folder)
    language = staff_language(site)
    words = _SAY[language]
    plan = importing.plan(exports, release, site, language)
    shown = site.shown(plan.folder)
    say(words["own"].format(path=f"{shown}/mapping.yaml") if plan.proposal else words["common"])
    if plan.proposal:
        say(plan.explained(language))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(words["asked"])
        click.confirm(words["ask"].format(folder=shown), abort=True, err=True)
    plan.carry_out()

    problems = Problems()
    counts = _read(plan.folder, site, problems)
    click.echo((report.long if everything else report.short)(problems, counts, language), nl=False)
    if json_file is not None:
        files.write_json(json_file, report.as_json(problems, counts, language), indent=2)
    if csv_file is not None:
        files.write(csv_file, report.as_csv(problems, language))
        say(words["full"].format(path=csv_file))
    if problems.errors:
        sys.exit(InputError.exit_code)
    say(words["next"].format(folder=shown, release=release))


def _read(folder: Path, site: Site, problems: Problems) -> intake.Counts:
    release = releases.load(folder, site, problems)
    mapping = releases.mapping_of(release, site, problems) if release else None
    if release is None or mapping is None:
        return intake.Counts()
    return intake.read(release, mapping, site, problems, site.folder / ".build" / "intake").counts
