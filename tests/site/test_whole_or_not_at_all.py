"""Whatever happens while a site is built, ``output/`` is one complete version, and the next build works."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import ROOT
from small import NOW, add_exhibition, build, make_site, record, tree

pytestmark = pytest.mark.site

OPEN = record(1, "县人委关于抢修城关堤段的通知")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
KILLS = int(os.environ.get("LANTAI_KILLS", "6"))
"""How many random moments a run tries; raise it for a long one."""
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""Numbers of linux/prctl.h and linux/capability.h."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_site(tmp_path_factory.mktemp("whole") / "site", [OPEN])
    add_exhibition(folder)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def site(good: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    return folder


def _command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "lantai", "site", "--site", str(folder), "--at", NOW, *arguments]


def _run(folder: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(folder), env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=before
    )


def _refused_in_words(done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    assert done.returncode == 3, said
    assert "Traceback" not in said and "→" in said, said


@pytest.mark.parametrize("limit", [0, 4096, 100_000])
def test_a_file_too_large_for_the_machine_changes_nothing(site: Path, limit: int) -> None:
    """A limit on the size of files makes a write fail at another place each time, as a full disk does."""
    before = tree(site / "output")
    shutil.rmtree(site / ".build")
    _refused_in_words(_run(site, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
    assert tree(site / "output") == before
    assert not (site / ".output.next").exists()
    assert build(site).returncode == 0
    assert tree(site / "output") == before


@pytest.mark.parametrize("free", [0, 200_000, 900_000])
def test_a_really_full_disk_changes_nothing(good: Path, small_disk: Callable[[str], Path], free: int) -> None:
    disk = small_disk("64m")
    folder = disk / "site"
    shutil.copytree(good, folder, ignore=shutil.ignore_patterns(".build"))
    before = tree(folder / "output")
    ballast = disk / "ballast"
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, shutil.disk_usage(disk).free - free)
    done = _run(folder)
    _refused_in_words(done)
    assert "disk-full" in done.stderr
    assert tree(folder / "output") == before
    assert not (folder / ".output.next").exists()
    ballast.unlink()
    assert build(folder).returncode == 0
    assert tree(folder / "output") == before


def _kill(folder: Path, after: float, group: bool) -> None:
    running = subprocess.Popen(
        _command(folder),
        env=ENVIRONMENT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    if running.poll() is None:
        (os.killpg if group else os.kill)(running.pid, signal.SIGKILL)
    running.wait()


def _edit(folder: Path) -> None:
    section = folder / "exhibitions" / "flood" / "01-rain.md"
    section.write_text(section.read_text(encoding="utf-8") + "\n水退了。\n", encoding="utf-8")


@pytest.fixture(scope="module")
def edited(good: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """What a clean build makes of the edited site, and in how many seconds."""
    folder = tmp_path_factory.mktemp("edited") / "site"
    shutil.copytree(good, folder, ignore=shutil.ignore_patterns("output", ".output*"))
    _edit(folder)
    start = time.monotonic()
    assert build(folder).returncode == 0
    return tree(folder / "output"), time.monotonic() - start


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_killed_at_any_moment_leaves_one_complete_version(
    good: Path, site: Path, edited: tuple[dict[str, str], float], number: int
) -> None:
    """Every other time only the first process is killed: the others must end by themselves, not write on.

    The build takes over what it can from the one before, as it would in the same folder.
    """
    for name in ("output", ".build"):
        shutil.rmtree(site / name)
        shutil.copytree(good / name, site / name, copy_function=os.link)
    old, (new, seconds) = tree(site / "output"), edited
    _edit(site)
    assert new != old
    _kill(site, random.Random(number).uniform(0.1, seconds), group=number % 2 == 0)
    assert tree(site / "output") in (old, new)
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert tree(site / "output") == new
    assert tree(good / "output") == old, "what is taken over is never written into"


def test_of_two_builds_at_once_one_is_refused_and_one_completes(site: Path) -> None:
    before = tree(site / "output")
    running = [
        subprocess.Popen(_command(site), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [each.communicate()[1] for each in running]
    codes = sorted(each.returncode for each in running)
    assert codes == [0, 3], said
    assert any("build-running" in text for text in said) and not any("Traceback" in text for text in said)
    assert tree(site / "output") == before


def test_a_read_only_file_in_the_former_output_does_not_stop_a_build(site: Path) -> None:
    """Replacing is renaming: it asks the folder, not the file. Twice, so that the former output is removed too."""
    before = tree(site / "output")
    (site / "output" / "index.html").chmod(0o400)
    for _ in range(2):
        done = build(site)
        assert done.returncode == 0, done.stderr
    assert tree(site / "output") == before


def _obey_permissions() -> None:
    """Take from root, for whatever is executed next, the right to pass over permissions (Linux capabilities)."""
    if os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def test_a_folder_that_may_not_be_written_is_told_in_words(site: Path) -> None:
    before = tree(site / "output")
    site.chmod(0o500)
    try:
        _refused_in_words(_run(site, _obey_permissions))
    finally:
        site.chmod(0o700)
    assert tree(site / "output") == before


def test_a_fault_of_the_program_is_one_sentence_and_a_log(site: Path) -> None:
    """A build folder where a file stands is nobody's plan: told in words, with the place."""
    shutil.rmtree(site / ".build")
    (site / ".build").write_text("", encoding="utf-8")
    before = tree(site / "output")
    _refused_in_words(_run(site))
    assert tree(site / "output") == before
