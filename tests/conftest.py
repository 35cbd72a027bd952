"""What all tests share: where things are, the real data of others if present, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import settings

from harness import ROOT, run_lantai
from small import sign_release

settings.register_profile("any machine", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the program, which is also the demonstration site."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real, openly licensed data by others; the test is skipped where it is absent."""
    folder = Path(os.environ.get("LANTAI_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no shared data beside the project")
    return folder


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """``run("site", "--site", folder)`` runs the command line."""
    return run_lantai


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built once at a fixed moment, also where tests run in several processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with _alone(shared / "demo.lock"):
        if not (shared / "demo-is-built").exists():
            _build_demo(shared / "demo")
            (shared / "demo-is-built").touch()
    return shared / "demo" / "site" / "output"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process of these tests is here."""
    with lock.open("w") as file:
        with suppress(ImportError):  # Windows, where tests run in one process
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build_demo(folder: Path) -> None:
    site = folder / "site"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    site.mkdir()
    for name in ("content", "exhibitions", "catalogue"):
        shutil.copytree(ROOT / name, site / name)
    for release in sorted((site / "catalogue" / "releases").glob("*/release.yaml")):
        if "\napproval:" not in release.read_text(encoding="utf-8"):
            done = sign_release(site, release.parent.name)
            assert done.returncode == 0, done.stdout + done.stderr
    done = run_lantai("site", "--site", site, "--at", "2026-06-10T09:00+08:00")
    assert done.returncode == 0, done.stdout + done.stderr


CHROMIUM = os.environ.get("LANTAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium. Missing, it fails the test under CI and skips it elsewhere."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; install the package chromium")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_OPTIONS))
        yield running
        running.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a file system of a given size; skipped where that is not permitted."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk-{size}"
        folder.mkdir()
        if not shutil.which("mount") or os.geteuid() != 0:
            pytest.skip("only root may mount a small disk")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
        if done.returncode:
            pytest.skip("mounting is not permitted here")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)
