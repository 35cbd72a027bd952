"""Talking to the process that renders: what it is asked, what it answers, what its end means.

The child is started before there is anything to render, so that it has everything imported when there is. It is asked
by one line of JSON on its standard input and answers by one on its standard output, because a file might not fit on a
full disk. Its input is held open by the parent: when it ends, the parent is gone or needs the child no more, and the
child ends too instead of writing into the next build's folder.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from lantai import ahead, cluster
from lantai.problems import CannotFinish, InputError, LantaiError, Problem, Problems
from lantai.publishing import machine, warm
from lantai.publishing import problems as kinds
from lantai.publishing.layout import Layout
from lantai.site.config import Site


@dataclass(frozen=True, slots=True)
class Job:
    """What the parent asks of the child; plain values, so that it travels as JSON."""

    site: str
    build: str
    output: str
    moment: str
    base_url: str
    jobs: int
    preview: str = ""
    scheduler: str = ""

    @property
    def layout(self) -> Layout:
        return Layout(Path(self.build), Path(self.output))


@dataclass(frozen=True, slots=True)
class Answer:
    """How rendering ended: an exit code of the command line, and the problems only rendering could find."""

    code: int
    problems: list[dict]

    @classmethod
    def of(cls, problems: Problems, code: int = 0) -> Answer:
        return cls(code, [problem.as_dict() for problem in problems])


# The parent's side


class Renderer:
    """A child that waits to be asked. A context: the child ends with it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Renderer:
        if not warm.forked:
            self._running = ahead.taken()
        self._layout.log.parent.mkdir(parents=True, exist_ok=True)
        self._layout.log.write_bytes(b"")
        return self

    def __exit__(self, *raised: object) -> None:
        if self._running is not None:
            self._running.kill()  # does nothing to one that has ended
            self._running.communicate()

    def render(self, site: Site, moment: datetime, jobs: int) -> Problems:
        """Render ``site`` into ``layout.next``; returns the problems that did not stop it.

        Raises InputError for problems that did, CannotFinish for anything else.
        """
        layout = self._layout
        job = Job(str(site.folder), str(layout.build), str(layout.output), moment.isoformat(), site.base_url, jobs)
        job = dataclasses.replace(job, preview=site.preview, scheduler=cluster.address())
        if self._running is None:
            return _render_here(job)
        running = self._running
        assert running.stdin and running.stdout
        with contextlib.suppress(BrokenPipeError):  # it ended already: its exit code says how
            running.stdin.write(json.dumps(dataclasses.asdict(job)).encode() + b"\n")
            running.stdin.flush()
        said = running.stdout.read()
        running.wait()  # before its standard input is closed, which would tell it to end at once
        if running.returncode and running.stderr:
            with layout.log.open("ab") as log:
                log.write(running.stderr.read())
        return _understood(running.returncode, said, layout)


def _render_here(job: Job) -> Problems:
    """Render in this process, which has everything imported and ends soon; what libraries print goes to the log."""
    from lantai.publishing import render as rendering

    os.environ["TZ"] = "UTC"
    time.tzset()
    kept = os.dup(1), os.dup(2)
    with job.layout.log.open("ab") as log:
        try:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
            return rendering.render(job)
        except (LantaiError, KeyboardInterrupt):
            raise
        except BaseException as error:  # polars panics and Pelican's critical log end in other than Exception
            traceback.print_exc()
            raise machine.explain(error, job.output) or CannotFinish(
                kinds.RENDER_FAILED.at(".build/render.log", detail=f"{type(error).__name__}: {error}"[:300])
            ) from error
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for stream, saved in zip((1, 2), kept, strict=True):
                os.dup2(saved, stream)
                os.close(saved)


def _understood(code: int, said: bytes, layout: Layout) -> Problems:
    answer = _parsed(said)
    if answer is not None and answer.code == code:
        problems = Problems(Problem.from_dict(data) for data in answer.problems)
        if code == 0:
            return problems
        raise InputError(problems) if code == InputError.exit_code else _CannotFinishWith(problems)
    if machine.disk_is_full(layout.next) or machine.disk_is_full(layout.build):
        raise CannotFinish(kinds.DISK_FULL.at(str(layout.output)))
    if code < 0:
        raise CannotFinish(kinds.STOPPED.at(".build/render.log", signal=-code))
    raise CannotFinish(kinds.RENDER_FAILED.at(".build/render.log", detail=_last_line(layout.log, code)))


class _CannotFinishWith(CannotFinish):
    """CannotFinish with the problems that the child reported."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(next(iter(problems)))
        self.problems = problems


def _parsed(said: bytes) -> Answer | None:
    try:
        return Answer(**json.loads(said))
    except (ValueError, TypeError):
        return None


def _last_line(log: Path, code: int) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else f"exit {code}"


# The child's side


def asked(questions: BinaryIO) -> Job | None:
    """Wait for the job; None if the parent has none."""
    line = questions.readline()
    return Job(**json.loads(line)) if line else None


def say_in(log: Path) -> None:
    """Let what anything prints from now on go to the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)


def end_with_parent(questions: BinaryIO) -> None:
    """End this process when the parent does, however that happens: what is read after the job is the end."""

    def wait() -> None:
        while os.read(questions.fileno(), 1):  # unbuffered: no lock is held when the interpreter ends
            pass
        os._exit(CannotFinish.exit_code)

    threading.Thread(target=wait, daemon=True).start()


def failure(error: BaseException, output: str) -> Answer | None:
    """Return what to answer when rendering raised ``error``; None for a fault of the program."""
    if isinstance(error, InputError):
        return Answer.of(error.problems, error.exit_code)
    told = error if isinstance(error, CannotFinish) else machine.explain(error, output)
    return None if told is None else Answer.of(told.problems, told.exit_code)


def send(answer: Answer, answers: int) -> None:
    """Give the answer to the parent, on the descriptor that is kept for it."""
    with os.fdopen(answers, "wb") as stream:
        stream.write(json.dumps(dataclasses.asdict(answer), ensure_ascii=False).encode())
