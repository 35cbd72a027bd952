"""What the machine does is told in a sentence, whichever library noticed it."""

from __future__ import annotations

import errno
from pathlib import Path

import polars as pl
import pytest

from lantai.problems import CannotFinish, InputError
from lantai.publishing import machine


def _caused(cause: BaseException) -> Exception:
    try:
        raise RuntimeError("template failed") from cause
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (pl.exceptions.ComputeError("parquet: underlying IO error: No space left (os error 28)"), "disk-full"),
        (_caused(OSError(errno.ENOSPC, "x")), "disk-full"),
        (OSError(errno.EFBIG, "File too large"), "file-too-large"),
        (PermissionError(errno.EACCES, "Permission denied", "content/a.md"), "not-writable"),
        (MemoryError(), "out-of-memory"),
        (OSError(errno.EIO, "x"), "disk-broken"),
        (FileNotFoundError(errno.ENOENT, "x", "a"), "file-trouble"),
    ],
)
def test_a_library_s_error_is_understood(error: BaseException, code: str) -> None:
    told = machine.explain(error)
    assert told is not None and told.exit_code == 3
    assert [problem.code for problem in told.problems] == [code]


def test_a_fault_of_the_program_is_not_blamed_on_the_machine(tmp_path: Path) -> None:
    assert machine.explain(KeyError("x"), str(tmp_path)) is None
    with pytest.raises(KeyError), machine.in_words():
        raise KeyError("x")


def test_what_a_person_caused_passes_through() -> None:
    with pytest.raises(InputError), machine.in_words():
        raise InputError([])


def test_a_fault_leaves_its_traceback_in_a_log(tmp_path: Path) -> None:
    try:
        raise KeyError("missing")
    except KeyError as error:
        told = machine.unexpected(error, [tmp_path / "absent", tmp_path])
    assert isinstance(told, CannotFinish)
    (problem,) = told.problems
    assert problem.place.file == str(tmp_path / machine.LOG)
    assert "Traceback" in (tmp_path / machine.LOG).read_text(encoding="utf-8")
