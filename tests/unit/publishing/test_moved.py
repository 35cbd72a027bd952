"""Addresses that answered once go on answering, as an editor says or because what stood there ended by itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from lantai.problems import Problems
from lantai.publishing import moved
from lantai.publishing.audit import promises
from lantai.site import config
from lantai.site.moments import Showing
from lantai.site.routes import Routes


@pytest.fixture
def site(tmp_path: Path) -> config.Site:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    found, problems = config.load(tmp_path)
    assert found is not None and not problems.errors
    return found


def _write(site: config.Site, text: str) -> None:
    (site.folder / "content" / "moved.yaml").write_text(text, encoding="utf-8")


def test_moved_and_gone_are_read(site: config.Site) -> None:
    _write(site, "- {from: /exhibitions/old/, to: /exhibitions/new/}\n- {from: /news/x/}\n")
    problems = Problems()
    assert moved.load(site, problems) == (
        moved.Moved("/exhibitions/old/", "/exhibitions/new/"),
        moved.Moved("/news/x/"),
    )
    assert not problems.errors


@pytest.mark.parametrize(
    "entry",
    [
        "nonsense",
        "{from: old/}",
        "{from: /old}",
        "{from: /a/../b/}",
        "{from: /a/, to: 'https://elsewhere.example/'}",
        "{from: /a/, to: /a/}",
        "{from: /a/, too: /b/}",
        "{to: /b/}",
    ],
)
def test_an_entry_that_says_nothing_usable_is_an_error_with_its_line(site: config.Site, entry: str) -> None:
    """A redirect never leads to another site, nor out of this one."""
    _write(site, f"- {{from: /right/}}\n- {entry}\n")
    problems = Problems()
    assert [each.address for each in moved.load(site, problems)] == ["/right/"]
    (problem,) = problems.errors
    assert (problem.code, problem.place.line) == ("moved-invalid", 2)


def test_what_ended_by_itself_needs_no_entry(site: config.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before its end it has its own page, afterwards one that says so, without its title."""
    until = datetime.fromisoformat("2026-06-10T00:00+08:00")
    show = ("exhibition", "flood", "洪水", Showing(until=until))
    monkeypatch.setattr(moved.exhibitions, "scheduled", lambda *_: [show])
    monkeypatch.setattr(moved.learning, "scheduled", lambda *_: [])
    monkeypatch.setattr(moved.visits, "scheduled", lambda *_: [])

    def addresses(at: str) -> list[str]:
        publication = SimpleNamespace(
            site=site,
            moment=datetime.fromisoformat(at),
            routes={site.language: Routes(site.language, site.language)},
            translators={site.language: lambda key: key},
            has=lambda address: False,
            problems=Problems(),
        )
        found = list(moved.pages(publication))
        assert all("洪水" not in page.title for page in found)
        return [page.address for page in found]

    assert addresses("2026-06-09T23:59+08:00") == []
    assert addresses("2026-06-10T00:00+08:00") == ["/exhibitions/flood/"]


def test_what_ended_on_a_shelf_says_so_at_its_own_address(site: config.Site) -> None:
    """Not at that of a free page of the same name."""
    appeals = site.content / "appeals"
    appeals.mkdir()
    head = "---\ntitle: 征集老照片\nuntil: 2026-06-01\n---\n"
    (appeals / "photographs.md").write_text(head, encoding="utf-8")
    publication = SimpleNamespace(
        site=site,
        moment=datetime.fromisoformat("2026-06-09T09:00+08:00"),
        routes={site.language: Routes(site.language, site.language)},
        translators={site.language: lambda key: key},
        has=lambda address: False,
        problems=Problems(),
    )
    assert [page.address for page in moved.pages(publication)] == ["/appeals/photographs/"]


def test_the_audit_knows_pages_that_say_that_something_is_gone(tmp_path: Path) -> None:
    """What lay below goes with it; what is neither there nor told of is named, but for lists without records.

    A download that is compressed now, or no longer, is where servers lead to.
    """
    former = tmp_path / "manifest.json"
    former.write_text(
        '{"files": {"a/index.html": {}, "a/b/index.html": {}, "c/index.html": {}, '
        '"data/fonds/J001.csv": {}, "data/fonds/J002.csv": {}, "data/fonds/J003.csv.gz": {}}}',
        encoding="utf-8",
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<body class="kind-gone">', encoding="utf-8")
    now = {"a/index.html", "data/fonds/J002.csv.gz", "data/fonds/J003.csv"}
    found = list(promises.former_addresses(former, tmp_path, now))
    assert [(problem.code, problem.place.file) for problem in found] == [
        ("audit-address-packed", "data/fonds/J002.csv"),
        ("audit-address-unpacked", "data/fonds/J003.csv.gz"),
        ("audit-address-gone", "c/index.html"),
    ]
