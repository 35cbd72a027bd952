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


def _serve() -> None:
    """Fork for each line of standard input; answer with the exit code."""
    from lantai.publishing import warm

    requests, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    warm.import_all()
    for request in requests:
        child = os.fork()
        if child == 0:
            requests.close()
            os.close(answers)
            asked = json.loads(request)
            os.chdir(asked["cwd"])
            for stream, path in zip((1, 2), asked["said"], strict=True):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), stream)
            os._exit(warm.run_here(asked["arguments"], {}))
        _, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    _serve()
