"""A cluster is used when every worker has the same program and sees the same folders, and not otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lantai import cluster

WORKER = "tcp://10.1.2.4:40001"


class Client:
    """What is asked of Dask's client, answered by workers of the test's own."""

    def __init__(self, *workers: Callable[..., Any]) -> None:
        self.workers = {WORKER if number else "tcp://10.1.2.3:40000": each for number, each in enumerate(workers)}

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.workers, 4)

    def run(self, function: Callable[..., Any], *given: Any, on_error: str) -> dict[str, Any]:
        assert on_error == "return"
        return {name: worker(function, *given) for name, worker in self.workers.items()}


def _good(function: Callable[..., Any], *given: Any) -> Any:
    return function(*given)


def _other_program(function: Callable[..., Any], program: Callable[[], str], marks: list[str]) -> Any:
    return function(lambda: "another", marks)


def _no_program(function: Callable[..., Any], *given: Any) -> Any:
    return ModuleNotFoundError("No module named 'lantai'")


def _elsewhere(function: Callable[..., Any], program: Callable[[], str], marks: list[str]) -> Any:
    return function(program, [f"/elsewhere{mark}" for mark in marks])


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setenv(cluster.SCHEDULER, "")

    def using(*workers: Callable[..., Any]) -> int:
        monkeypatch.setattr(cluster, "_client", lambda address: Client(*workers))
        try:
            return cluster.use("tcp://10.1.2.3:8786", [tmp_path], lambda: "this")
        finally:
            assert [*tmp_path.iterdir()] == []

    return using


def test_a_cluster_of_equals_is_used(use: Callable[..., int]) -> None:
    assert use(_good, _good) == 8
    assert cluster.address() == os.environ[cluster.SCHEDULER] == "tcp://10.1.2.3:8786"


@pytest.mark.parametrize(
    ("workers", "reason", "where"),
    [
        ((), "empty", "tcp://10.1.2.3:8786"),
        ((_good, _other_program), "program", WORKER),
        ((_good, _no_program), "program", WORKER),
        ((_good, _elsewhere), "folder", WORKER),
    ],
)
def test_any_other_is_not(
    use: Callable[..., int], workers: tuple[Callable[..., Any], ...], reason: str, where: str
) -> None:
    with pytest.raises(cluster.Unfit) as raised:
        use(*workers)
    assert (raised.value.reason, raised.value.where) == (reason, where)
    assert cluster.address() == ""
