"""A process that has everything imported and forks for each command, so that a preview need not wait for imports.

The process itself only imports and waits: it starts no thread and never calls polars, whose locks a fork would
copy. It ends when its standard input does, that is with whoever started it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateError

from lantai.publishing import standby
from lantai.publishing.layout import ROOT, THEME
from lantai.publishing.standby import Standby, own_streams

POSSIBLE = hasattr(os, "fork")
_FAILED = 3


class Warm(Standby):
    """Runs commands of Lantai in forks of a warm process; where nothing forks, in processes of their own."""

    def __init__(self, program: Path = ROOT) -> None:
        super().__init__("lantai.publishing.warm", program)

    def run(self, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run a command to its end and return its exit code."""
        if not POSSIBLE:
            command = [sys.executable, "-m", "lantai", *arguments]
            environment = {**self.environment(), **environment}
            return subprocess.run(command, env=environment, check=False).returncode
        request = {"arguments": list(arguments), "environment": dict(environment)}
        return int(self.ask(json.dumps(request).encode()) or _FAILED)


# The warm process's side

forked = False
"""Whether this process is a fork of the warm one: it then lives for one command only and may run Pelican itself."""


def serve(run: Callable[..., int]) -> None:
    """Import, then ``run`` what each line of standard input asks for, in a fork, and answer its exit code.

    A line is a JSON object of what ``run`` takes.
    """
    requests, answers = own_streams()
    import_all()
    for request in requests:
        child = os.fork()
        if child == 0:
            requests.close()
            os.close(answers)
            os._exit(run(**json.loads(request)))
        _, status = os.waitpid(child, 0)
        standby.answer(answers, str(os.waitstatus_to_exitcode(status)).encode())


def run_here(arguments: list[str], environment: dict[str, str]) -> int:
    """Do in this process, which ends after it, what ``python -m lantai`` does."""
    from lantai.publishing import warm  # this module runs as __main__

    warm.forked = True
    os.environ.update(environment)
    sys.argv = ["lantai", *arguments]
    try:
        runpy.run_module("lantai", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def import_all() -> None:
    """Import what a build needs, read its dictionaries, and compile the templates."""
    from lantai.publishing.settings import PLUGINS

    commands = ("lantai.commands.site", "lantai.publishing.steps", "lantai.commands.check")
    for name in (*commands, "lantai.publishing.render", *PLUGINS):
        importlib.import_module(name)
    from lantai.prose import templates
    from lantai.review import words
    from lantai.site import compiled
    from lantai.site.languages import INTERFACE

    words.ready()
    for language in INTERFACE:
        templates.translator(language)
    templates.translator.cache_clear()  # the texts are parsed and kept; which of them are right may change
    environment = compiled.environment(THEME)
    for name in environment.list_templates(extensions=["html"]):
        with contextlib.suppress(TemplateError):  # told when a page wants it
            environment.get_template(name)


if __name__ == "__main__":
    serve(run_here)
