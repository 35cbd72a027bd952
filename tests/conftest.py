"""What all tests share: where things are, the real data of others if present, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import ROOT, run_lantai
from small import sign_release


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
    """The demonstration site, built once at a fixed moment; returns the output folder."""
    folder = tmp_path_factory.mktemp("demo")
    site = folder / "site"
    site.mkdir()
    for name in ("content", "exhibitions", "catalogue"):
        shutil.copytree(ROOT / name, site / name)
    for release in sorted((site / "catalogue" / "releases").glob("*/release.yaml")):
        if "\napproval:" not in release.read_text(encoding="utf-8"):
            done = sign_release(site, release.parent.name)
            assert done.returncode == 0, done.stdout + done.stderr
    done = run_lantai("site", "--site", site, "--at", "2026-06-10T09:00+08:00")
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "output"


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
