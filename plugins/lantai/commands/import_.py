"""``import``: an export becomes a release folder with a proposed mapping and a report."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from lantai import counting, files, intake
from lantai.catalogue import submission
from lantai.commands import typed
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
        "known": "这种格式自带项目名称，没有列要对应。",
        "given": "{path} 已有，照它读取，不改动。",
        "ask": "写入 {folder}？",
        "asked": "没有终端可问：确认写入请加 --yes",
        "next": "下一步：核对 {folder} 中的 {files}，然后运行 {then}",
        "and": " 和 ",
        "written": "已写入 {folder}，但有错误，改好之前不能发布。错在数据的，在原系统改好、重新导出，再导入一次；"
        "错在列的对应的，改 mapping.yaml，再运行 {then}",
        "nothing": "一行也没有读到，没有写入任何内容。",
        "full": "完整报告：{path}",
        "release": "请用 --release 写明批次名，例如 --release 2026-06-09",
        "alone": "报送包请逐个导入",
        "received": "报送包校验无误：{name}（{archive}），{records} 条，写入 {folder}；"
        "全宗介绍 {fonds} 篇，撤下 {withdrawn} 条。",
    },
    "en": {
        "own": "Proposed mapping (to be written to {path}, please check it):",
        "common": "The columns agree with catalogue/mapping.yaml; no other mapping is needed.",
        "known": "This format names its own fields; there are no columns to map.",
        "given": "{path} is there already: the export is read by it, and it stays as it is.",
        "ask": "Write {folder}?",
        "asked": "There is no terminal to ask at: add --yes to write",
        "next": "Next: check {files} in {folder}, then run {then}",
        "and": " and ",
        "written": "Written to {folder}, but with errors: it cannot be published before they are mended. Mend data in "
        "its system, export and import again; mend columns in mapping.yaml, then run {then}",
        "nothing": "Not one row could be read, so nothing was written.",
        "full": "Full report: {path}",
        "release": "Name the release, for example --release 2026-06-09",
        "alone": "Import packages one by one",
        "received": "Package verified: {name} ({archive}), {records:# record|# records}, written to {folder}; "
        "{fonds} fonds described, {withdrawn:# record|# records} withdrawn.",
    },
}


@click.command(
    "import", help="Take an export, or the package of another archive (ZIP), into a release; report what is odd."
)
@click.argument("exports", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--release", "release", default="", metavar="ID", help="Release folder, e.g. 2026-06-09.")
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
    telling = _Telling(language, everything, json_file, csv_file)
    if any(submission.is_package(path) for path in exports):
        target = _receive(exports, release, site, words)
        problems = telling.of(target, site)[0]
    elif not release:
        raise click.UsageError(words["release"])
    else:
        target, problems = _take_in(exports, release, site, yes, telling)
    there = [name for name in ("mapping.yaml", "release.yaml") if (target / name).is_file()]
    then = typed.with_site(f"python3 build.py review {target.name}", site.folder)
    if problems.errors:
        if there:
            say(words["written"].format(folder=site.shown(target), then=then))
        sys.exit(InputError.exit_code)
    say(words["next"].format(folder=site.shown(target), files=words["and"].join(there), then=then))


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the report is told."""

    language: str
    everything: bool
    json_file: Path | None
    csv_file: Path | None

    def of(self, folder: Path, site: Site, target: Path | None = None) -> tuple[Problems, intake.Counts]:
        """Read the release in ``folder``, tell what is odd and return it. Places are those in ``target``, if given."""
        problems, language = Problems(), self.language
        counts = _read(folder, site, problems)
        if target is not None:
            problems = importing.moved(problems, site.shown(folder), site.shown(target))
        click.echo((report.long if self.everything else report.short)(problems, counts, language), nl=False)
        if self.json_file is not None:
            files.write_json(self.json_file, report.as_json(problems, counts, language), indent=2)
        if self.csv_file is not None:
            files.write(self.csv_file, report.as_csv(problems, language))
            say(_SAY[language]["full"].format(path=self.csv_file))
        return problems, counts


def _receive(exports: tuple[Path, ...], release: str, site: Site, words: dict[str, str]) -> Path:
    """Verify a package and make a release of it; returns its folder."""
    if len(exports) > 1:
        raise click.UsageError(words["alone"])
    found = submission.receive(exports[0], site, release)
    say(
        counting.filled(
            words["received"],
            name=found.name,
            archive=found.archive,
            records=found.records,
            folder=site.shown(found.folder),
            fonds=found.fonds,
            withdrawn=found.withdrawn,
        )
    )
    return found.folder


def _take_in(
    exports: tuple[Path, ...], release: str, site: Site, yes: bool, telling: _Telling
) -> tuple[Path, Problems]:
    """Propose a mapping, tell what the export gives by it, ask, and write the release; returns its folder.

    Of what cannot be read nothing is written: there is nothing that a person could correct in the release.
    """
    words = _SAY[telling.language]
    plan = importing.plan(exports, release, site, telling.language)
    shown = site.shown(plan.folder)
    if plan.seen:
        path = f"{shown}/mapping.yaml"
        say(words[plan.read_by].format(path=path))
    if plan.seen and plan.read_by == "own":
        say(plan.explained(telling.language))
    with plan.tried(site.folder / ".build" / "import") as folder:
        problems, counts = telling.of(folder, site, plan.folder)
    if problems.errors and not counts.rows:
        say(words["nothing"])
        return plan.folder, problems
    if not yes:
        if not _can_ask():
            raise click.UsageError(words["asked"])
        click.confirm(words["ask"].format(folder=shown), abort=True, err=True)
    plan.carry_out()
    return plan.folder, problems


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _read(folder: Path, site: Site, problems: Problems) -> intake.Counts:
    release = releases.load(folder, site, problems)
    mapping = releases.mapping_of(release, site, problems) if release else None
    if release is None or mapping is None:
        return intake.Counts()
    return intake.read(release, mapping, site, problems, site.folder / ".build" / "intake").counts
