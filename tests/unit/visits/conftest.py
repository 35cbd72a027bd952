"""A site of two languages whose content a test writes as texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.unit.learning.making import html

from lantai import visits
from lantai.links import Links
from lantai.problems import Problems
from lantai.prose.templates import translator
from lantai.site import config
from lantai.site.routes import Routes

SITE = """\
name: {zh-Hans: 澜溪县档案馆, en: Lanxi County Archives}
code: LX0001
languages: [zh-Hans, en]
base_url: https://lanxi.example
contact: {address: 县前街1号, phone: 0999-1234567}
"""

NOON = datetime.fromisoformat("2026-06-09T12:00:00+08:00")


class NoRecords:
    def get(self, code: str) -> None:
        return None

    def near(self, code: str) -> list[str]:
        return []


class Loaded:
    """What ``visits.load`` made of a site, and a publication around it for its pages."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        site, settings = config.load(folder)
        assert site is not None, [problem.what("en") for problem in settings]
        self.site, self.problems, self.links = site, Problems(), Links()
        self.visits = visits.load(site, moment, NoRecords(), None, self.links, self.problems)
        self.publication = SimpleNamespace(
            site=site,
            moment=moment,
            routes={language: Routes(language, site.language) for language in site.languages},
            translators={language: translator(language) for language in site.languages},
            records=range(2634),
            written=[],
        )

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def pages(self) -> dict[str, object]:
        """Return the pages by address, noting each as written as the page generator does."""
        found = {}
        for page in visits.pages(self.visits, self.publication):
            assert page.address not in found
            found[page.address] = page
            self.publication.written.append(page)
        return found

    def html(self, address: str) -> str:
        """Return a page as the site has it."""
        return html(self.pages()[address], self.publication)

    def files(self) -> dict[str, bytes]:
        found = visits.files(self.visits, self.publication)
        return {address: one if isinstance(one, bytes) else one.read_bytes() for address, one in found}


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """``load({"content/news/a.md": "…"})`` writes the files into a site and loads it at noon of 9 June 2026."""

    def make(files: Mapping[str, str] | None = None, moment: datetime = NOON, site: str = SITE) -> Loaded:
        for name, text in {"content/site.yaml": site, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Loaded(tmp_path, moment)

    return make
