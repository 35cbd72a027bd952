"""What was withdrawn after a build began keeps that build from being published; so does what nobody knows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantai.problems import InputError
from lantai.publishing import taken_down
from lantai.publishing.layout import Layout
from lantai.site import config
from lantai.site.config import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for name in ("content", "catalogue"):
        (tmp_path / name).mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: C1\n", encoding="utf-8")
    found, _ = config.load(tmp_path)
    assert found is not None
    return found


def _withdrawn(site: Site, *entries: str) -> None:
    text = "".join(f"- {{{entry}, on: 2026-06-10, reason: personal}}\n" for entry in entries)
    (site.catalogue / "withdrawals.yaml").write_text(text, encoding="utf-8")


def _refused(site: Site) -> list[str]:
    try:
        taken_down.must_be_built(site, Layout.of(site.folder))
    except InputError as error:
        return [f"{problem.code} {problem.values.get('code', '')}".strip() for problem in error.problems]
    return []


def _built(site: Site) -> None:
    layout = Layout.of(site.folder)
    layout.work.mkdir(parents=True, exist_ok=True)
    taken_down.remember(layout, taken_down.noted(site))


def test_without_withdrawals_every_build_may_be_published(site: Site) -> None:
    assert _refused(site) == []


def test_only_what_the_build_did_not_know_is_in_its_way(site: Site) -> None:
    """A code is the same however it is written; in another archive it is another record."""
    _withdrawn(site, "ref: J001-1")
    _built(site)
    assert _refused(site) == []
    _withdrawn(site, "ref: ｊ001-1", "ref: J001-2", "ref: J001-1, repository: C2")
    assert _refused(site) == ["publish-withdrawn-since J001-2", "publish-withdrawn-since J001-1"]
    _built(site)
    assert _refused(site) == []


@pytest.mark.parametrize("remembered", ["", "null", "[1", '{"a": 1}', "[[1]]", "\ud800"])
def test_a_build_of_which_nobody_knows_is_not_published(site: Site, remembered: str) -> None:
    _withdrawn(site, "ref: J001-1")
    _built(site)
    path = Layout.of(site.folder).taken_down
    path.write_bytes(remembered.encode("utf-8", "surrogatepass")) if remembered else path.unlink()
    assert _refused(site) == ["publish-withdrawn-since J001-1"]


def test_a_list_of_withdrawals_that_cannot_be_read_is_in_the_way(site: Site) -> None:
    (site.catalogue / "withdrawals.yaml").write_text("- {ref: [J001-1", encoding="utf-8")
    assert _refused(site) and "publish-withdrawn-since" not in _refused(site)
