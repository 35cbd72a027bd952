"""Downloads made again: the records of a fonds of which nothing has changed are copied, the rest is made."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from tests.unit.catalogue.publishing import view_of, write_release

from lantai import files
from lantai.catalogue import downloads, keys
from lantai.catalogue.downloads import Former, writing
from lantai.parts import Known, Part, Parts, Tree

CODES = ("J001", "J002", "J003")
CHANGED = ("LX", "J002", "J002-1-0001-001", "item", "另一题名", "县政府", "1954")


class Again:
    """A site whose downloads are made again and again, and which fonds were read for that."""

    def __init__(self, folder: Path, made: list[str]) -> None:
        self.folder, self.made, self.count, self.parts = folder, made, 0, Parts.nothing()

    def write(self) -> dict[str, bytes]:
        """Make the downloads; what was made last is then the public site. Returns the content of each."""
        self.count += 1
        self.made.clear()
        view = self._view()
        output = self.folder / f"output-{self.count}"
        parts = Parts(self.parts.coming, output, self.parts.tree)
        noted = downloads.write_all(
            view, output, Former(parts, keys.DOWNLOADS, keys.of_pieces(view), keys.of_tables(view))
        )
        paths = keys.download_files(output)
        found = {path: (output / path).stat() for path in paths}
        known = {
            path: Known(each.st_ino, each.st_size, each.st_mtime_ns, files.sha256(output / path))
            for path, each in found.items()
        }
        notes: Any = json.loads(json.dumps(asdict(noted)))
        self.parts = Parts(Path(), output, Tree(known, {keys.DOWNLOADS: Part("", tuple(paths), notes)}))
        return _content(output)

    def clean(self) -> dict[str, bytes]:
        """Return the downloads as one who knows nothing of earlier ones makes them."""
        output = self.folder / f"clean-{self.count}"
        downloads.write_all(self._view(), output)
        return _content(output)

    def _view(self) -> Any:
        view, _ = view_of(self.folder)
        view.publication.frame = "frame"
        return view


@pytest.fixture(params=[20_000, 1], ids=["plain", "packed"])
def again(site_folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Again:
    made: list[str] = []
    whole = writing._part

    def noting(view: Any, summary: Any, frame: Any) -> Any:
        made.append(summary.code)
        return whole(view, summary, frame)

    monkeypatch.setattr(writing, "_part", noting)
    monkeypatch.setattr("lantai.catalogue.downloads.scopes.LARGE", request.param)
    _publish(site_folder, "2026-06-09", [_row(code) for code in CODES])
    return Again(site_folder, made)


def _publish(folder: Path, name: str, rows: list[tuple[str, ...]]) -> None:
    """Write a release, in place of what it was."""
    shutil.rmtree(folder / "catalogue" / "releases" / name, ignore_errors=True)
    write_release(folder, name, rows)


def _row(code: str) -> tuple[str, ...]:
    return ("LX", code, f"{code}-1-0001-001", "item", f"{code}的文件", "县政府", "1954")


def _content(output: Path) -> dict[str, bytes]:
    return {path: (output / path).read_bytes() for path in keys.download_files(output)}


def test_only_the_fonds_that_changed_is_made_again(again: Again) -> None:
    """A record reworded in one fonds: the others are neither read nor made, and every byte is that of a clean build."""
    again.write()
    assert again.made == [*CODES]
    _publish(again.folder, "2026-06-09", [_row("J001"), CHANGED, _row("J003")])
    found = again.write()
    assert again.made == ["J002"]
    assert found == again.clean()
    _publish(again.folder, "2026-06-09", [_row("J001"), CHANGED])
    found = again.write()
    assert again.made == []
    assert found == again.clean()


def test_a_second_release_makes_only_what_it_brings(again: Again) -> None:
    """It takes records of one fonds from the first release; heads name its moment, the rest stays."""
    again.write()
    _publish(again.folder, "2026-06-10", [CHANGED])
    found = again.write()
    assert again.made == ["J002"]
    assert found == again.clean()
    assert any("releases/2026-06-10.csv" in path for path in found)


TABLE = "data/releases/2026-06-09.parquet"
BROUGHT = ("LX", "J002", "J002-1-0001-002", "item", "又一件", "县政府", "1955")


@pytest.mark.parametrize(("second", "kept"), [(BROUGHT, True), (CHANGED, False)], ids=["more", "instead"])
def test_the_table_of_a_release_stays_while_its_own_records_do(
    again: Again, second: tuple[str, ...], kept: bool
) -> None:
    """A second release brings a record into a fonds of the first, which was the whole before, or takes one from it."""
    again.write()
    before = again.parts.coming / TABLE
    _publish(again.folder, "2026-06-10", [second])
    found = again.write()
    assert found == again.clean()
    assert (again.parts.coming / TABLE).samefile(before) is kept
    _publish(again.folder, "2026-06-11", [_row("J004")])
    table = again.parts.coming / TABLE
    assert again.write() == again.clean() and (again.parts.coming / TABLE).samefile(table)


def test_the_table_of_the_whole_stays_while_all_records_do(again: Again) -> None:
    """A fonds is described: what says so is made, the table says the same."""
    again.write()
    before = again.parts.coming / "data" / "catalogue.parquet"
    described = again.folder / "catalogue" / "fonds" / "J002.md"
    described.parent.mkdir(exist_ok=True)
    described.write_text("---\ntitle: 县政府全宗\n---\n", encoding="utf-8")
    found = again.write()
    assert again.made == ["J002"]
    assert (again.parts.coming / "data" / "catalogue.parquet").samefile(before)
    assert found == again.clean()


def test_what_somebody_touched_lends_nothing(again: Again) -> None:
    """A download changed by hand, even to the same size, is made anew for all fonds."""
    again.write()
    for path in again.parts.coming.rglob("catalogue.csv*"):
        path.write_bytes(b"?" * path.stat().st_size)
        os.utime(path, (1, 1))
    _publish(again.folder, "2026-06-09", [_row("J001"), CHANGED, _row("J003")])
    found = again.write()
    assert again.made == [*CODES]
    assert found == again.clean()
