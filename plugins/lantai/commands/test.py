"""``test``: style and all tests, as CI runs them."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from lantai.commands.output import say
from lantai.publishing.layout import ROOT

_MOST = 4
"""Processes of tests: each has a browser and builds sites itself. One more than there are cores: browsers wait."""


@click.command("test", help="Run all tests, as CI runs them.", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run ruff and pytest, the files of tests side by side; ``arguments`` go to pytest instead. Exits with the first
    failing code."""
    # Folders in their order: browsers and whole sites come first, and the many small files fill the time that is left.
    processes = min((os.cpu_count() or 1) + 1, _MOST)
    everything = ("-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder", "--durations=15")
    steps = [["ruff", "check", "."], ["ruff", "format", "--check", "."]] if not arguments else []
    steps.append(["pytest", *(arguments or everything)])
    for step in steps:
        say("$ " + " ".join(step))
        done = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)
