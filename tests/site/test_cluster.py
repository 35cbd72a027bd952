"""A build with workers of a cluster makes the same bytes as one on this machine, or says why it cannot use them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from harness import ROOT
from small import NOW, add_exhibition, make_site, record, tree
from storage import free_port, wait_for

pytestmark = pytest.mark.site

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "NO_COLOR": "1", "LANTAI_LANG": "zh"}
PATIENCE = 60


@contextmanager
def _running(folder: Path, *words: str, program: Path = ROOT / "plugins") -> Iterator[subprocess.Popen]:
    log = folder / f"{words[0]}.log"
    with log.open("ab") as told:
        running = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--no-dashboard"],
            env={**ENVIRONMENT, "PYTHONPATH": str(program), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"},
            cwd=folder,
            stdout=told,
            stderr=told,
        )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()


@contextmanager
def _scheduler(folder: Path) -> Iterator[str]:
    port = free_port()
    with _running(folder, "dask_scheduler", "--host", "127.0.0.1", "--port", str(port)) as running:
        wait_for(port, running)
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def _worker(folder: Path, scheduler: str, program: Path = ROOT / "plugins") -> Iterator[subprocess.Popen]:
    words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder / "worker"))
    with _running(folder, "dask_worker", scheduler, *words, program=program) as running:
        yield running


def _asked(scheduler: str, expression: str) -> str:
    """Return what an expression gives there, with ``client`` in it."""
    code = f"import sys; from distributed import Client; client = Client(sys.argv[1]); print({expression})"
    command = [sys.executable, "-c", code, scheduler]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False).stdout.strip()


def _wait_for_workers(scheduler: str, number: int) -> None:
    end = time.monotonic() + PATIENCE
    while _asked(scheduler, "len(client.nthreads())") != str(number):
        assert time.monotonic() < end


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with _scheduler(tmp_path_factory.mktemp("scheduler")) as address:
        yield address


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with several pictures to make."""
    folder = make_site(tmp_path / "site", [record(1, "县人委关于抢修城关堤段的通知")])
    for number in range(4):
        exhibition = add_exhibition(folder, f"flood{number}")
        Image.radial_gradient("L").resize((1400 + number, 900)).save(exhibition / "media" / "dike.png")
    return folder


def _built(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lantai", "site", "--site", str(site), "--at", NOW, *words]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_a_cluster_makes_the_same_site(site: Path, scheduler: str, tmp_path: Path) -> None:
    """Also if one of its workers is killed: another does what that one had taken."""
    with _worker(tmp_path, scheduler) as first, _worker(tmp_path, scheduler):
        _wait_for_workers(scheduler, 2)
        killing = threading.Timer(3, first.kill)
        killing.start()
        done = _built(site, "--scheduler", scheduler)
        killing.join()
        assert done.returncode == 0, done.stdout + done.stderr
        known = "client.run_on_scheduler(lambda dask_scheduler: [*dask_scheduler.task_prefixes])"
        assert "make" in _asked(scheduler, known)
    alone = tmp_path / "alone"
    done = _built(site, "--output", str(alone))
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(alone) == tree(site / "output")
    assert len([name for name in tree(alone) if name.endswith(".webp")]) > 10


def test_a_cluster_that_is_not_there_or_has_no_workers_or_another_program_is_told(
    site: Path, scheduler: str, tmp_path: Path
) -> None:
    """Nothing is built."""

    def refused(address: str, code: str) -> None:
        done = _built(site, "--scheduler", address)
        said = done.stdout + done.stderr
        assert (done.returncode, code in said, "Traceback" in said) == (2, True, False), said
        assert not (site / "output").exists()
        assert [*site.rglob(".lantai-*")] == []

    for address in (f"tcp://127.0.0.1:{free_port()}", "http://127.0.0.1"):
        refused(address, "cluster-unreachable")
    refused(scheduler, "cluster-empty")
    other = shutil.copytree(ROOT / "plugins", tmp_path / "other")
    (other / "lantai" / "another.py").write_text('"""Another program."""\n', encoding="utf-8")
    with _worker(tmp_path, scheduler, other):
        _wait_for_workers(scheduler, 1)
        refused(scheduler, "cluster-program")
