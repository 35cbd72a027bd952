"""Publishing: what was built and checked, and nothing else, goes to a place; the way back stays open.

A copy of what each place shows, and of what it showed before, is kept in ``.build/published`` (hard
links, so that it costs no space); ``back`` sends the earlier one again, whatever kind of place it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from lantai.problems import CannotFinish, Kind, UsageError
from lantai.publishing import locks, machine, manifest, swap
from lantai.publishing import problems as built_kinds
from lantai.publishing.layout import Layout
from lantai.publishing.sending import problems as kinds
from lantai.publishing.sending import way_back
from lantai.publishing.sending.order import Say, Target
from lantai.publishing.sending.places import target_of
from lantai.publishing.swap import MARKER

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: files sent, and files there; and the pages that a way back has made public again."""

    sent: int
    files: int
    returned: tuple[str, ...] = ()


def publish(layout: Layout, destination: str, say: Say) -> Published:
    """Send the built site to ``destination``. Raises UsageError, or CannotFinish if it did not arrive whole."""
    target, history = target_of(destination, layout), _History(layout, destination)
    with machine.in_words(destination), history.alone(destination):
        return _send(layout.output, destination, target, history, history.coming, say)


def back(layout: Layout, destination: str, say: Say) -> Published:
    """Send what ``destination`` showed before. Doing it again brings the newer version back.

    What broke off counts too: a publication leaves the version that was there before it to go back to, and a way back
    is gone to its end. Raises InputError if the earlier version shows what must not be public now.
    """
    target, history = target_of(destination, layout), _History(layout, destination)
    with machine.in_words(destination), history.alone(destination):
        source = history.earlier()
        if source is None:
            raise UsageError(kinds.NOTHING_BEFORE.at(destination))
        way_back.must_be_fit(source, layout, history.latest)
        returned = way_back.pages(source, history.latest)
        sent = _send(source, destination, target, history, history.returning, say)
    return Published(sent.sent, sent.files, returned)


def _send(source: Path, destination: str, target: Target, history: _History, under_way: Path, say: Say) -> Published:
    entries = manifest.read(source / MARKER)
    if entries is None:
        raise UsageError(built_kinds.NOTHING_BUILT.at(str(source)))
    kept = history.keep(source, entries)  # what is checked is what is sent, whatever is built meanwhile
    _must_agree(manifest.differing(kept, entries, os.cpu_count() or 1), built_kinds.BUILT_CHANGED, source)
    kept = history.begin(kept, under_way)
    sent = target.send(kept, entries, say)
    _must_agree(target.verify(kept, entries), kinds.NOT_ARRIVED, destination)
    history.rotate(kept)
    return Published(sent, len(entries))


def _must_agree(wrong: list[str], kind: Kind, place: object) -> None:
    if wrong:
        raise CannotFinish(kind.at(str(place), n=len(wrong), examples="、".join(wrong[:_EXAMPLES])))


class _History:
    """What one place shows and what it showed before; and what is on its way there, or broke off on it."""

    def __init__(self, layout: Layout, destination: str) -> None:
        name = hashlib.sha256(destination.rstrip("/").encode()).hexdigest()[:12]
        self.folder = layout.build / "published" / name
        self.latest, self.previous = self.folder / "latest", self.folder / "previous"
        self.coming, self.returning = self.folder / "coming", self.folder / "returning"

    def alone(self, destination: str) -> AbstractContextManager[None]:
        """Hold the right to publish to this place; CannotFinish while another process does."""
        return locks.holding(self.folder / "lock", lambda pid: kinds.PUBLISH_RUNNING.at(destination, pid=pid))

    def earlier(self) -> Path | None:
        """Return the version to go back to; None if there is none."""
        if (self.returning / MARKER).is_file():
            return self.returning
        broken = (self.coming / MARKER).is_file()
        candidates = (self.latest, self.previous) if broken else (self.previous,)
        return next((each for each in candidates if (each / MARKER).is_file()), None)

    def keep(self, source: Path, entries: manifest.Entries) -> Path:
        """Return a copy of ``source`` that later builds do not change."""
        kept = self.folder / "kept"
        swap.remove(kept)
        names = (*entries, MARKER)
        for folder in {name.rpartition("/")[0] for name in names}:
            (kept / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            target = kept / name
            try:
                os.link(source / name, target)
            except FileNotFoundError:
                continue  # told by the comparison that follows
            except OSError:
                shutil.copyfile(source / name, target)
        return kept

    def begin(self, kept: Path, under_way: Path) -> Path:
        """Note that ``kept`` is sent from now on; returns where it lies, until ``rotate``, which may never come."""
        swap.remove(under_way)
        kept.rename(under_way)
        for other in {self.coming, self.returning} - {under_way}:
            swap.remove(other)
        return under_way

    def rotate(self, kept: Path) -> None:
        """Make ``kept`` the latest; what was the latest becomes the previous, unless it is the same version."""
        if self.latest.is_dir() and _same(self.latest, kept):
            swap.remove(kept)
            return
        if self.latest.is_dir():
            swap.remove(self.previous)
            self.latest.rename(self.previous)
        kept.rename(self.latest)


def _same(first: Path, second: Path) -> bool:
    return (first / MARKER).read_bytes() == (second / MARKER).read_bytes()
