"""A reference code is an address for ever: ``/r/?<档号>`` leads to the record, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from tests.browser.visiting import served

from small import build, make_site, record

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ask(browser: Any, demo_site: Path) -> Iterator[Callable[[str], tuple[str, str]]]:
    """``ask(query)`` opens ``/r/?query`` on the demonstration site; see ``_asked``."""
    with served(demo_site) as origin:
        yield lambda query: _asked(browser, origin, query)


def _asked(browser: Any, origin: str, query: str) -> tuple[str, str]:
    """Return the address where a visitor ends and what the page then says; an error on the way fails the test."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{origin}/r/?{query}")
    page.wait_for_function(
        "() => !document.querySelector('[data-resolver]')?.textContent.includes('正在查找')", timeout=15_000
    )
    page.wait_for_load_state()
    found = unquote(page.url.removeprefix(origin)), page.locator("main").inner_text()
    page.close()
    assert errors == []
    return found


OWN_PAGE = "/catalogue/J001/002/341-350/J001-002-0345-012/"


@pytest.mark.parametrize(
    "query",
    [
        "J001-002-0345-012",
        "code=J001-002-0345-012",
        "j001-002-0345-012",
        quote("Ｊ００１－００２－０３４５－０１２"),
        quote(" J001—002—0345—012 "),
    ],
)
def test_a_record_is_found_however_its_code_is_written(ask: Callable[[str], tuple[str, str]], query: str) -> None:
    """Full width, lower case, other dashes and blanks make no difference."""
    address, _ = ask(query)
    assert address == OWN_PAGE


def test_a_withdrawn_record_leads_to_its_tombstone(ask: Callable[[str], tuple[str, str]]) -> None:
    """Its permanent address still answers, and says that it was taken down."""
    address, said = ask("LS001-005-0032-006")
    assert address == "/catalogue/LS001/005/31-40/LS001-005-0032-006/"
    assert "已撤下" in said


@pytest.mark.parametrize("query", ["J999-001-0001-001", quote("没有这个"), "%E0%A4%A", "%3Cimg%20src%3Dx%3E", "---"])
def test_an_unknown_code_is_said_and_offered_to_the_search(ask: Callable[[str], tuple[str, str]], query: str) -> None:
    """The page stays, says so in words, and links to the search for what was asked."""
    address, said = ask(query)
    assert address.startswith("/r/?")
    assert "开放目录中没有这个档号" in said


def test_without_a_code_the_page_asks_for_one(ask: Callable[[str], tuple[str, str]]) -> None:
    assert "输入档号" in ask("")[1]


def test_a_record_on_a_list_is_found_at_its_line(browser: Any, tmp_path: Path) -> None:
    """Where records have no pages of their own the address is the list's, at the record's row."""
    site = make_site(tmp_path / "site", [record(1, "关于抢修城关堤段的通知"), record(2, "关于备足草包的通知")])
    with (site / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("record_pages: cited\n")
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(site / "output") as origin:
        address, said = _asked(browser, origin, "J001-002-0345-002")
    listed, _, anchor = address.partition("#")
    assert listed.startswith("/catalogue/J001/") and anchor
    assert f'id="{anchor}"' in (site / "output" / listed.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "关于备足草包的通知" in said
