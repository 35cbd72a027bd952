"""Publishing to where it cannot be, and to places that fail: refused or told in words, with the old version whole."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.publishing.versions import ONE, TWO, behind_rsync, built, found_in, silent

from lantai.problems import LantaiError
from lantai.publishing.layout import Layout
from lantai.publishing.sending import publish, to_folder, to_remote

CUT = """
import os, subprocess, sys, threading
left, there = int(sys.argv[1]), subprocess.Popen(["sh", "-c", sys.argv[2]], stdin=subprocess.PIPE, bufsize=0)
def send():
    global left
    while left and (data := os.read(0, left)):
        left -= len(data)
        there.stdin.write(data)
    there.kill() if not left else there.stdin.close()
threading.Thread(target=send, daemon=True).start()
os._exit(there.wait() and 12)
"""
"""A connection that is cut after so many bytes."""

LARGE = {**TWO, "theme/2222/site.css": "x" * 900_000}
"""Version two, which does not fit on a disk of half a megabyte."""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "site" / "content").mkdir(parents=True)
    made = Layout.of(tmp_path / "site")
    built(made, ONE)
    return made


def _refused(layout: Layout, destination: str) -> str:
    with pytest.raises(LantaiError) as raised:
        publish(layout, destination, silent)
    [problem] = raised.value.problems
    return problem.code


@pytest.mark.parametrize(
    ("destination", "code"),
    [
        ("", "publish-destination-empty"),
        (" ", "publish-destination-empty"),
        ("site/output", "publish-destination-inside"),
        ("site/output/a", "publish-destination-inside"),
        ("site/.output.previous", "publish-destination-inside"),
        ("site/.build/public", "publish-destination-inside"),
        ("site/content/public", "publish-destination-inside"),
        ("ftp://archives.example/web", "publish-destination-scheme"),
        ("https://archives.example/", "publish-destination-scheme"),
        ("file", "publish-destination-no-folder"),
        ("file/below", "publish-destination-no-folder"),
        ("site", "publish-destination-unsafe"),
    ],
)
def test_what_is_no_place_to_publish_to_is_refused(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, destination: str, code: str
) -> None:
    """Before anything is written: in the site pages would pass for what it is made of, or end at the next build."""
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("mine", encoding="utf-8")
    before = found_in(layout.output)
    assert _refused(layout, destination) == code
    assert found_in(layout.output) == before and Path("file").read_text(encoding="utf-8") == "mine"
    assert not Path("site/content/public").exists() and not Path("site/.build/public").exists()


def _on(disk: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the destination that is a folder on that disk, written directly or behind rsync."""
    served = disk / "served"
    if kind == "folder":
        return str(served)
    served.mkdir()
    behind_rsync(tmp_path, monkeypatch)
    return f"server:{served}"


def _remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_a_disk_that_becomes_full_there_keeps_the_old_version(
    layout: Layout, small_disk: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """All its pages and what they need; once there is room the new one arrives, and nothing else is left."""
    disk = small_disk("512k")
    destination = _on(disk, kind, tmp_path, monkeypatch)
    publish(layout, destination, silent)
    built(layout, LARGE)
    assert _refused(layout, destination) == {"folder": "disk-full", "rsync": "publish-rsync-failed"}[kind]
    assert ONE.items() <= found_in(disk / "served").items()
    _remount(disk, "size=8m")
    publish(layout, destination, silent)
    assert found_in(disk / "served") == LARGE


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_a_disk_that_is_read_only_there_is_told(
    layout: Layout, small_disk: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    disk = small_disk("8m")
    destination = _on(disk, kind, tmp_path, monkeypatch)
    publish(layout, destination, silent)
    built(layout, TWO)
    _remount(disk, "ro")
    assert _refused(layout, destination) == {"folder": "not-writable", "rsync": "publish-rsync-failed"}[kind]
    assert found_in(disk / "served") == ONE
    _remount(disk, "rw")
    publish(layout, destination, silent)
    assert found_in(disk / "served") == TWO


def test_a_folder_that_is_gone_half_way_is_told_and_filled_by_the_next(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that is pulled out, a share that goes away: what was sent before is sent again."""
    served = tmp_path / "served"
    publish(layout, str(served), silent)
    built(layout, TWO)
    real = shutil.copyfileobj
    sent: list[None] = []

    def copy(*arguments: object) -> None:
        sent.append(None)
        if len(sent) == 2:
            shutil.rmtree(served)
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(to_folder.shutil, "copyfileobj", copy)
    assert _refused(layout, str(served)) in ("file-trouble", "publish-not-arrived")
    publish(layout, str(served), silent)
    assert found_in(served) == TWO


@pytest.mark.parametrize("after", [0, 300, 3000])
def test_a_connection_that_is_lost_half_way_leaves_pages_whole(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Cut after so many bytes: the old pages stand with what they need, and the next run completes the new."""
    destination, served = behind_rsync(tmp_path, monkeypatch)
    publish(layout, destination, silent)
    built(layout, LARGE)
    good = os.environ["RSYNC_RSH"]
    _shell(monkeypatch, tmp_path, f'exec {sys.executable} -c "$CUT" {after} "$*"')
    monkeypatch.setenv("CUT", CUT)
    assert _refused(layout, destination) == "publish-rsync-failed"
    assert ONE.items() <= found_in(served).items()
    monkeypatch.setenv("RSYNC_RSH", good)
    publish(layout, destination, silent)
    assert found_in(served) == LARGE


def test_a_connection_that_falls_silent_is_given_up(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destination, _ = behind_rsync(tmp_path, monkeypatch)
    monkeypatch.setattr(to_remote, "SILENCE", 1)
    _shell(monkeypatch, tmp_path, "exec sleep 60")
    assert _refused(layout, destination) == "publish-rsync-failed"


def test_a_machine_that_shows_another_key_is_told(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ssh puts a frame around what it says then."""
    destination, _ = behind_rsync(tmp_path, monkeypatch)
    said = "@@@@@@@@\\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\\n@@@@@@@@\\nIt is possible"
    _shell(monkeypatch, tmp_path, f"printf '{said}' >&2; exit 255")
    with pytest.raises(LantaiError) as raised:
        publish(layout, destination, silent)
    assert "WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!" in str(raised.value)
    assert "@" not in str(raised.value)


def _shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str) -> None:
    """Let rsync reach the other side by this line of a shell, whose arguments are what to run there."""
    path = tmp_path / "other-shell"
    path.write_text(f"#!/bin/sh\nshift\n{command}\n", encoding="ascii")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RSYNC_RSH", str(path))
