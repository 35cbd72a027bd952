"""A preview goes on past what authors have half written, and past nothing else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lantai.problems import InputError, Place, Problems
from lantai.publishing import tolerance
from lantai.site.problems import FILE_UNREADABLE

OF_AUTHORS = (
    "exhibitions/flood/01-rain.md",
    "content/learn/flood/lesson.yaml",
    "content/news/notice.md",
    "content/guides/access.md",
    "content/pages/about.md",
    "content/archives-day/2026.md",
    "content/institutions/main.md",
    "content/publications/annals.md",
    "content/heritage/maps.md",
    "content/appeals/photographs.md",
)


def _stops(file: str, preview: str) -> bool:
    problems = Problems()
    problems.add(FILE_UNREADABLE.at(Place(file, line=1), detail="UTF-8"))
    try:
        tolerance.stop(problems, SimpleNamespace(preview=preview))
    except InputError:
        return True
    return False


@pytest.mark.parametrize("file", OF_AUTHORS)
def test_a_preview_shows_what_is_wrong_in_a_text_instead_of_stopping(file: str) -> None:
    assert not _stops(file, "drafts")
    assert _stops(file, "")


@pytest.mark.parametrize("file", ["content/site.yaml", "content/moved.yaml", "catalogue/releases/2026/release.yaml"])
def test_an_error_of_the_catalogue_or_of_settings_stops_a_preview_too(file: str) -> None:
    assert _stops(file, "drafts")
