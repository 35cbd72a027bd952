"""``check``: every problem in the input, without building."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lantai import files
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.reading import overdue
from lantai.problems import InputError, Severity
from lantai.publishing import later
from lantai.publishing.layout import Layout
from lantai.publishing.steps import check


@click.command("check", help="List every problem in the input; exit 1 if any is an error.")
@site_option
@moment_option
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write the report as JSON; - for standard output."
)
@click.option("--verbose", is_flag=True, help="Show every problem, not only examples of each kind.")
def command(folder: Path, at: str | None, json_file: Path | None, verbose: bool) -> None:
    site = open_site(folder)
    language = staff_language(site)
    moment = moment_at(at, site)
    layout = Layout.for_check(site.folder)
    problems = check(site, moment, layout)
    waiting = later.check(site, moment, layout, problems)
    problems.extend(overdue(site, moment))
    if json_file is not None:
        told = [problem.as_dict(language) for problem in problems]
        _write_json(json_file, told + [problem.as_dict(language) | {"later": True} for problem in waiting.all])
    report(problems, language, everything=verbose)
    if waiting.all:
        say(_LATER[language])
        report(waiting.all, language, everything=verbose)
    if problems.errors or waiting.due:
        sys.exit(InputError.exit_code)
    say(_DONE[language][any(problem.severity is Severity.ERROR for problem in waiting.drafts)])


_LATER = {
    "zh": "在还没有公开的内容里（草稿，或时间未到）：",
    "en": "In what is not public yet (drafts, or scheduled):",
}
_DONE = {
    "zh": ("检查完毕，没有错误。", "检查完毕：草稿里还有错误，见上；其余没有错误。"),
    "en": ("Checked: no errors.", "Checked: there are errors in drafts, see above, and no others."),
}


def _write_json(path: Path, found: list[dict]) -> None:
    if str(path) == "-":
        import json

        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        files.write_json(path, found, indent=2)
