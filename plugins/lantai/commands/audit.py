"""``audit``: check a built site for leaks, broken links and breaches of its own policy."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lantai.commands.options import site_option, staff_language
from lantai.commands.output import report, say
from lantai.problems import InputError, Problems
from lantai.publishing.audit import audit
from lantai.publishing.layout import Layout


@click.command("audit", help="Check a built site: links, leaks, policy.")
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@site_option
def command(directory: Path, folder: Path) -> None:
    work = Layout.of(folder, directory).work
    problems = Problems(audit(directory.resolve(), work if work.is_dir() else None, os.cpu_count() or 1))
    language = staff_language()
    report(problems, language)
    if problems.errors:
        sys.exit(InputError.exit_code)
    say({"zh": "成品检查通过。", "en": "The site passed its audit."}[language])
