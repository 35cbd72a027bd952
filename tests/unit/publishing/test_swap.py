"""The public folder is one complete version at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantai.problems import CannotFinish, InputError
from lantai.publishing import locks, swap
from lantai.publishing.layout import Layout


def _site(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / swap.MARKER).write_text("{}", encoding="utf-8")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout.of(tmp_path)


def test_the_first_build_becomes_the_output(layout: Layout) -> None:
    _site(layout.next, "new")
    swap.swap(layout)
    assert (layout.output / "index.html").read_text(encoding="utf-8") == "new"
    assert not layout.next.exists()


@pytest.mark.parametrize("exchanging", [True, False])
def test_the_new_version_replaces_the_old_and_keeps_it_aside(
    layout: Layout, exchanging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the system's exchange of folders and, where there is none, with two renames."""
    if not exchanging:
        monkeypatch.setattr(swap, "_exchange", lambda first, second: False)
    for text in ("one", "two", "three"):
        _site(layout.next, text)
        swap.swap(layout)
        swap.clear(layout)
    assert sorted(path.name for path in layout.output.parent.iterdir()) == [".output.previous", "output"]
    assert (layout.output / "index.html").read_text(encoding="utf-8") == "three"
    assert (layout.previous / "index.html").read_text(encoding="utf-8") == "two"


def test_a_machine_that_stopped_between_two_renames_gets_its_site_back(layout: Layout) -> None:
    _site(layout.previous, "old")
    layout.next.mkdir()
    swap.recover(layout)
    assert (layout.output / "index.html").read_text(encoding="utf-8") == "old"
    assert not layout.next.exists()


def test_a_folder_of_somebody_elses_files_is_never_replaced(layout: Layout) -> None:
    layout.output.mkdir()
    (layout.output / "thesis.docx").write_bytes(b"x")
    with pytest.raises(InputError) as raised:
        swap.check_replaceable(layout)
    assert [problem.code for problem in raised.value.problems] == ["output-unsafe"]


def test_a_mount_point_is_told_before_anything_is_built(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's volume: the system refuses to rename it, which would show only when all is built."""
    layout.output.mkdir()
    monkeypatch.setattr(swap.os.path, "ismount", lambda path: path == layout.output)
    with pytest.raises(InputError) as raised:
        swap.check_replaceable(layout)
    assert [problem.code for problem in raised.value.problems] == ["output-mounted"]


def test_where_folders_cannot_be_exchanged_a_refused_rename_leaves_the_site(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows renames no folder with an open file in it: what was public is so again at once."""
    for folder, text in ((layout.output, "old"), (layout.next, "new")):
        folder.mkdir()
        (folder / swap.MARKER).write_text(text, encoding="utf-8")
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if path == layout.next:
            raise PermissionError(13, "Sharing violation", str(path))
        return rename(path, target)

    monkeypatch.setattr(swap, "_exchange", lambda *folders: False)
    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PermissionError):
        swap.swap(layout)
    assert (layout.output / swap.MARKER).read_text(encoding="utf-8") == "old"
    assert not layout.previous.exists()


def test_a_passing_lock_leaves_no_file(tmp_path: Path) -> None:
    with locks.holding(tmp_path / "lock", lambda pid: pytest.fail(pid), passing=True):
        assert (tmp_path / "lock").read_text(encoding="ascii") == str(os.getpid())
    assert list(tmp_path.iterdir()) == []


def test_two_builds_at_once_are_refused_and_a_killed_one_leaves_no_lock(layout: Layout) -> None:
    with swap.only_build(layout):
        again = (
            "import sys; from pathlib import Path; from lantai.publishing import swap; "
            "from lantai.publishing.layout import Layout\n"
            "with swap.only_build(Layout.of(Path(sys.argv[1]))): pass"
        )
        plugins = str(Path(swap.__file__).parents[2])
        command = [sys.executable, "-c", again, str(layout.output.parent)]
        done = subprocess.run(command, env={"PYTHONPATH": plugins}, capture_output=True, check=False)
        assert done.returncode != 0 and b"CannotFinish" in done.stderr
    with swap.only_build(layout):
        pass
    with swap.only_build(layout), pytest.raises(CannotFinish), swap.only_build(layout):
        pass


@pytest.mark.parametrize("folder", ["content", "exhibitions/flood", "catalogue/releases"])
def test_pages_are_not_built_among_what_they_are_made_of(tmp_path: Path, folder: str) -> None:
    """The next build would take them for pages that somebody wrote."""
    with pytest.raises(InputError) as raised:
        swap.check_replaceable(Layout.of(tmp_path, tmp_path / folder / "public"))
    assert [problem.code for problem in raised.value.problems] == ["output-among-sources"]
