"""``test``: style and all tests, as CI runs them."""

from __future__ import annotations

import subprocess
import sys

import click

from lantai.commands.output import say
from lantai.publishing.layout import ROOT


@click.command("test", help="Run all tests, as CI runs them.", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run ruff and pytest; ``arguments`` go to pytest. Exits with the first failing code."""
    steps = [["ruff", "check", "."], ["ruff", "format", "--check", "."]] if not arguments else []
    steps.append(["pytest", *(arguments or ("--durations=15",))])
    for step in steps:
        say("$ " + " ".join(step))
        done = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)
