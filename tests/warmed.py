"""Commands of Lantai in forks of one process that has everything imported; what each says comes back as text."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

_NOT_OURS = frozenset({"PYTEST_CURRENT_TEST", "PYTHONPATH", "PYTHONHASHSEED", "NO_COLOR", "COLUMNS"})
_NOT_OURS |= {"_RJEM_MALLOC_CONF"}  # set by polars when it is imported


class Commands:
    """Runs commands one after another in ``environment``, each in a fork; the process starts with the first."""

    def __init__(self, environment: Mapping[str, str], patience: float) -> None:
        self.environment, self.patience = dict(environment), patience
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def fit(self, environment: Mapping[str, str]) -> bool:
        """Return whether a command run here sees what it would see in ``environment``; no fork, no fit."""
        here, there = (
            {name: value for name, value in each.items() if name not in _NOT_OURS}
            for each in (self.environment, environment)
        )
        return hasattr(os, "fork") and here == there

    def run(self, arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        with self._one_at_a_time, tempfile.TemporaryDirectory(prefix="lantai-said-") as folder:
            said = [str(Path(folder, name)) for name in ("out", "err")]
            process = self._process
            if process is None or process.poll() is not None:
                process = self._process = self._started()
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps({"arguments": arguments, "cwd": str(cwd), "said": said}).encode() + b"\n")
            process.stdin.flush()
            if not select.select([process.stdout], [], [], self.patience)[0]:
                process.kill()
                raise subprocess.TimeoutExpired(arguments, self.patience)
            answer = process.stdout.readline()
            assert answer, "the process that forks has ended"
            out, err = (Path(path).read_bytes().decode("utf-8", "replace") for path in said)
            return subprocess.CompletedProcess(arguments, int(answer), out, err)

    def _started(self) -> subprocess.Popen[bytes]:
        """Start this file; it ends when its standard input does, that is with the tests."""
        command = [sys.executable, __file__]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _run(arguments: list[str], cwd: str, said: list[str]) -> int:
    """Run a command as in a folder of its own, with a file for what it says and one for what goes wrong."""
    from lantai.publishing import warm

    os.chdir(cwd)
    for stream, path in zip((1, 2), said, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), stream)
    return warm.run_here(arguments, {})


if __name__ == "__main__":
    from lantai.publishing import warm

    warm.serve(_run)
