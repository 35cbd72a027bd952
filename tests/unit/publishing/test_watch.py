"""What a preview takes for shown: only a site that could be built from what was saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from lantai.publishing import watch
from lantai.publishing.shown import Preview


class Builds:
    """Stands in for the process that builds: each build ends with ``code``."""

    code = 0

    def run(self, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        return self.code

    def close(self) -> None:
        pass

    def give_up(self) -> None:
        pass


class Glimpses(Builds):
    """Stands in for the process that makes glimpses: one page, without a problem."""

    def of(self, asked: watch.glimpse.Asked, language: str) -> list[dict[str, Any]]:
        page = watch.Layout.of(Path(asked.site), Path(asked.output)).glimpse / "exhibitions" / "flood" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
        return []


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    for name in ("content", "exhibitions", "catalogue"):
        (tmp_path / name).mkdir()
    return Preview(tmp_path / ".build" / "preview")


@pytest.fixture
def rebuilder(tmp_path: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> Iterator[watch.Rebuilder]:
    monkeypatch.setattr(watch, "Warm", Builds)
    monkeypatch.setattr(watch.glimpse, "Glimpses", Glimpses)
    rebuilder = watch.Rebuilder(tmp_path, preview, "zh")
    yield rebuilder
    rebuilder.close()


def _save(rebuilder: watch.Rebuilder, path: str) -> bool:
    """Save a file; returns whether its pages were shown at once."""
    saved, view = [str(rebuilder.folder / path)], rebuilder.preview.view
    before = rebuilder.preview.state()["version"]
    rebuilder._note(saved, another_view=False)
    rebuilder._glimpse(saved, view)
    return rebuilder.preview.state()["version"] > before


def test_a_site_that_could_not_be_built_is_not_taken_for_the_one_that_is_shown(
    rebuilder: watch.Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are of the catalogue before the save, which no glimpse may be made from."""
    assert rebuilder.rebuild() and _save(rebuilder, "exhibitions/flood/01-rain.md")
    assert rebuilder.rebuild() and not _save(rebuilder, "catalogue/mapping.yaml")
    monkeypatch.setattr(Builds, "code", 1)
    assert not rebuilder.rebuild() and not _save(rebuilder, "exhibitions/flood/01-rain.md")
    monkeypatch.setattr(Builds, "code", 0)
    assert rebuilder.rebuild() and _save(rebuilder, "exhibitions/flood/01-rain.md")


def test_the_first_sight_stays_until_a_site_is_built_that_has_it(
    rebuilder: watch.Rebuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rebuilder.rebuild() and _save(rebuilder, "exhibitions/flood/01-rain.md")
    monkeypatch.setattr(Builds, "code", 1)
    assert not rebuilder.rebuild() and preview.find("/exhibitions/flood/") is not None
    monkeypatch.setattr(Builds, "code", 0)
    assert rebuilder.rebuild() and not preview.glimpse.exists()


def test_what_an_earlier_preview_showed_first_is_not_shown_again(
    rebuilder: watch.Rebuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was stopped before its last build ended; that page may be in no site since."""
    (preview.glimpse / "exhibitions" / "flood").mkdir(parents=True)
    (preview.glimpse / "exhibitions" / "flood" / "index.html").touch()
    monkeypatch.setattr(Builds, "code", 1)
    monkeypatch.setattr(watch, "watch", lambda *folders, **options: iter(()))
    rebuilder.watch()
    assert preview.find("/exhibitions/flood/") is None
