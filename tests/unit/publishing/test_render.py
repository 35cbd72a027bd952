"""The process that renders answers what it is asked, on its standard output and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from harness import ROOT
from lantai.publishing.child import Job


def _child(said: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-W", "error::RuntimeWarning", "-m", "lantai.publishing.render"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.run(command, env=environment, input=said, capture_output=True, check=False, timeout=60)


def test_without_a_question_it_ends_without_an_answer() -> None:
    done = _child(b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_what_is_wrong_with_a_site_is_its_answer(tmp_path: Path) -> None:
    job = Job(str(tmp_path), str(tmp_path / ".build"), str(tmp_path / "output"), "2026-06-10T09:00+08:00", "", 1)
    with subprocess.Popen(
        [sys.executable, "-m", "lantai.publishing.render"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdin and child.stdout
        child.stdin.write(json.dumps({name: getattr(job, name) for name in Job.__slots__}).encode() + b"\n")
        child.stdin.flush()
        answer = json.loads(child.stdout.read())
        assert child.wait() == answer["code"] == 1  # its input is still open: closed, it would tell it to end at once
    assert [each["code"] for each in answer["problems"]] == ["site-missing"]
