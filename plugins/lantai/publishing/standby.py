"""A process that stands by: it has everything imported and answers one line for each line that it is asked.

It ends when its standard input does, that is with whoever started it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from lantai.publishing.layout import ROOT

_BEGINNING = """\
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
import polars
signal.signal(signal.SIGINT, signal.SIG_DFL)
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
"""What the process does first: the interrupt key ends it without a word, also while it imports.

polars takes the key for itself when it is imported.
"""


class Standby:
    """The parent's side of a process ``python -m MODULE``, started when it is first asked."""

    def __init__(self, module: str, program: Path = ROOT) -> None:
        self.module, self.program = module, program
        self._process: subprocess.Popen[bytes] | None = None
        self._given_up = False

    def ask(self, line: bytes) -> bytes:
        """Return the line that answers ``line``; empty if the process ends over it twice, or was closed for good.

        The interrupt key goes to the parent and the process alike: what it ended is not begun again.
        """
        for _ in range(2):  # a process that was killed meanwhile is replaced once
            if self._given_up:
                break
            process = self._process = self._process or self._started()
            assert process.stdin and process.stdout
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(line + b"\n")
                process.stdin.flush()
                if answer := process.stdout.readline():
                    return answer
            if self.close() == -signal.SIGINT:
                self.give_up()
        return b""

    def close(self) -> int:
        """End the process when it has answered; returns its exit code, 0 if there was none.

        The next question starts another, with the program as it is then.
        """
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
        return 0 if process is None else process.wait()

    def give_up(self) -> None:
        """Let no other process be started, whatever becomes of this one."""
        self._given_up = True

    def environment(self) -> dict[str, str]:
        """Return the environment in which the program runs."""
        return {**os.environ, "PYTHONPATH": str(self.program / "plugins"), "PYTHONHASHSEED": "0"}

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", _BEGINNING, self.module]
        return subprocess.Popen(command, env=self.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def answer(answers: int, line: bytes) -> None:
    """Answer a question with a line; whoever asked may have ended meanwhile, and this process ends then, too."""
    try:
        os.write(answers, line + b"\n")
    except BrokenPipeError:
        sys.exit()


def own_streams() -> tuple[BinaryIO, int]:
    """Keep standard input and output for questions and answers alone; returns (questions, descriptor of answers).

    What anything prints goes to standard error; what reads standard input finds nothing. Nor do processes that this
    one starts get the parent's pipe: on Windows they would wait, before their first line, while a thread here reads it.
    """
    questions, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    os.dup2(2, 1)
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    return questions, answers
