"""The command line. Each command is one thin file here; its name is the file's (``import_`` → ``import``)."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import click

from lantai import __version__
from lantai.commands import wording
from lantai.commands.output import say_error
from lantai.problems import LantaiError
from lantai.publishing import machine


class _Commands(click.Group):
    """Finds commands by file name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [module.name for module in pkgutil.iter_modules(__path__)]
        return sorted(name.rstrip("_") for name in names if name not in _NOT_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module_name = name if name != "import" else "import_"
        if name not in self.list_commands(ctx):
            return None
        return importlib.import_module(f"{__name__}.{module_name}").command


_NOT_COMMANDS = frozenset({"chinese", "choosing", "output", "options", "reading", "typed", "wording"})


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="Lantai %(version)s")
def lantai() -> None:
    """兰台 Lantai: publish open archives catalogues and online exhibitions as a static website."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 problems in the input, 2 wrong usage, 3 could not finish."""
    with wording.spoken():
        _run(arguments)


def _run(arguments: list[str] | None) -> None:
    debug = bool(os.environ.get("LANTAI_DEBUG"))
    try:
        code = lantai.main(arguments, prog_name="build.py", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(3)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except LantaiError as error:
        if debug:
            raise
        say_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(3)
    except BaseException as error:  # whatever it is, no one gets a traceback instead of a sentence
        if debug or isinstance(error, SystemExit):
            raise
        told = machine.explain(error) or machine.unexpected(error, _log_folders(arguments))
        say_error(told)
        sys.exit(told.exit_code)


def _log_folders(arguments: list[str] | None) -> list[Path]:
    """Return where the log of a failure belongs: ``.build`` of the site that the command was about."""
    words = sys.argv[1:] if arguments is None else arguments
    return [wording.site_folder(words) / ".build"]
