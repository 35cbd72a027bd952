"""A reader sees the old file or the new one, and nothing is written outside its folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai import files


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    files.write(path, "old")
    with pytest.raises(RuntimeError), files.replacing(path) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    "name",
    [
        *("../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/./b"),
        *("con", "CON.txt", "lpt1", "a.", "a ", "a:b", "a\\b", "a\0b", "a|b"),
    ],
)
def test_names_that_leave_the_folder_or_that_windows_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(files.PathEscapes):
        files.contained(tmp_path, name)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(files.PathEscapes):
        files.contained(root, "out/secret.txt")


def test_chinese_names_are_kept(tmp_path: Path) -> None:
    assert files.contained(tmp_path, "J001/办公室/0001.html") == tmp_path / "J001" / "办公室" / "0001.html"


@given(st.text(max_size=40))
def test_whatever_is_accepted_lies_inside(name: str) -> None:
    root = Path("/nonexistent/root")
    try:
        path = files.contained(root, name)
    except files.PathEscapes:
        return
    assert path.is_relative_to(root) and path != root


@pytest.mark.parametrize("there", [True, False])
def test_a_copy_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """Half a copy of an export would count as the export: there is the old file, or none."""

    def until_full(source: IO[bytes], target: IO[bytes]) -> None:
        target.write(source.read(4))
        raise OSError(28, "No space left on device")

    source, target = tmp_path / "export.csv", tmp_path / "release" / "export.csv"
    source.write_bytes(b"long enough")
    if there:
        files.write(target, "old")
    monkeypatch.setattr(shutil, "copyfileobj", until_full)
    with pytest.raises(OSError, match="No space"):
        files.copy(source, target)
    assert [path.read_bytes() for path in (tmp_path / "release").iterdir()] == ([b"old"] if there else [])


def test_a_known_digest(tmp_path: Path) -> None:
    """The SHA-256 of “abc” as given in FIPS 180-4."""
    (tmp_path / "abc").write_bytes(b"abc")
    assert files.sha256(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
