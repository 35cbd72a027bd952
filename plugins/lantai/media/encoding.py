"""Runs the making of derivatives in a pool of processes that a hostile file cannot bring down.

A worker that dies or hangs costs only the original it was working on: the others are made, and
that one is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from lantai import processes
from lantai.media import derivatives
from lantai.media import problems as kinds
from lantai.media.derivatives import Derivative, Tiles
from lantai.media.images import problem_of
from lantai.problems import Problems

TIME_LIMIT = 300
"""Seconds without any original being finished, after which those in work are given up."""

Progress = Callable[[int, int], None]
"""Called with how many originals are done and how many there are."""

Batch = list[Derivative | Tiles]


def encode(wanted: Iterable[Derivative | Tiles], cache: Path, jobs: int, problems: Problems, progress: Progress) -> int:
    """Make what the cache lacks. Returns how many files were encoded; failures go to ``problems``."""
    batches = _batches(wanted, cache)
    if not batches:
        return 0
    if jobs <= 1 or len(batches) == 1:
        return _one_by_one(batches, cache, problems, progress)
    return _Pool(cache, jobs, problems, progress).run(batches)


def _batches(wanted: Iterable[Derivative | Tiles], cache: Path) -> list[Batch]:
    """Group what is missing by original and page, so that each is decoded once; largest first."""
    groups: dict[tuple[str, int], dict[str, Derivative | Tiles]] = {}
    for item in wanted:
        path = item.cached(cache)
        if not (path / "complete" if isinstance(item, Tiles) else path).exists():
            groups.setdefault((item.image.digest, item.image.page), {})[item.key] = item
    batches = [list(group.values()) for group in groups.values()]
    return sorted(batches, key=lambda batch: -batch[0].image.width * batch[0].image.height)


def _one_by_one(batches: list[Batch], cache: Path, problems: Problems, progress: Progress) -> int:
    made = 0
    for done, batch in enumerate(batches, 1):
        try:
            made += derivatives.make(batch, cache)
        except Exception as error:  # decoders raise many types for damaged bytes
            _report(error, batch, problems)
        progress(done, len(batches))
    return made


def _report(error: BaseException, batch: Batch, problems: Problems) -> None:
    if isinstance(error, OSError) and error.errno is not None:
        raise error  # a full disk is nobody's image; decoders' own errors have no number
    image = batch[0].image
    problems.add(problem_of(error, image.path.name, image.place, image.page))


class _Pool:
    """One run of a pool over batches."""

    def __init__(self, cache: Path, jobs: int, problems: Problems, progress: Progress) -> None:
        self.cache, self.jobs, self.problems, self.progress = cache, jobs, problems, progress
        self.made = self.done = self.total = 0

    def run(self, batches: list[Batch]) -> int:
        self.total = len(batches)
        unfinished = self._round(batches, self.jobs)
        for batch in unfinished:  # a worker died: alone, each shows whether it was the one
            if self._round([batch], 1):
                self._finished(batch, ValueError("decoder"))
        return self.made

    def _round(self, batches: list[Batch], workers: int) -> list[Batch]:
        """Run batches in a fresh pool; returns those left over because a worker died."""
        pool = processes.pool(min(workers, len(batches)))
        left: list[Batch] = []
        waiting: dict[Future[int], Batch] = {}
        try:
            waiting = {pool.submit(derivatives.make, batch, self.cache): batch for batch in batches}
            while waiting:
                ended, _ = wait(waiting, timeout=TIME_LIMIT, return_when=FIRST_COMPLETED)
                if not ended:
                    return self._give_up(pool, waiting)
                for future in ended:
                    batch = waiting.pop(future)
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        left.append(batch)
                    else:
                        self._finished(batch, error, 0 if error else future.result())
        finally:
            for future in waiting:
                future.cancel()
            pool.shutdown(wait=False)
        return left

    def _give_up(self, pool: Executor, waiting: dict[Future[int], Batch]) -> list[Batch]:
        """Stop workers that hang; what they held is reported, the rest is left for later."""
        left = []
        for future, batch in waiting.items():
            if future.running():
                image = batch[0].image
                slow = kinds.IMAGE_SLOW.at(image.place, path=image.path.name, seconds=TIME_LIMIT)
                self.problems.add(slow)
                self._step()
            else:
                left.append(batch)
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.terminate()
        return left

    def _finished(self, batch: Batch, error: BaseException | None, made: int = 0) -> None:
        if error is not None:
            _report(error, batch, self.problems)
        self.made += made
        self._step()

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)
