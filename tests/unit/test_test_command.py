"""``build.py test`` runs what CI does: style, then the files of tests side by side."""

from __future__ import annotations

import os
import subprocess

import pytest

from lantai.commands import main


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the command runs, without the interpreter; nothing is run."""
    seen: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        seen.append(command[2:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return seen


def _run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["test", *arguments])
    assert ended.value.code == 0


@pytest.mark.parametrize(("cores", "processes"), [(1, "2"), (2, "3"), (4, "4"), (64, "4"), (None, "2")])
def test_all_tests_run_in_one_process_more_than_there_are_cores_up_to_four(
    steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, cores: int | None, processes: str
) -> None:
    """The tests of a file stay together and share what is dear to make; folders come in order, the dear ones first."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    _run()
    assert [step[0] for step in steps] == ["ruff", "ruff", "pytest"]
    assert steps[-1][1:6] == ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]


def test_arguments_go_to_pytest_alone(steps: list[list[str]]) -> None:
    _run("tests/unit", "-x")
    assert steps == [["pytest", "tests/unit", "-x"]]
