"""A reference code is an address for ever: ``/r/?<档号>`` leads to the record, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from tests.browser.visiting import served
from tests.unit.catalogue.publishing import write_release

from harness import run_lantai
from small import NOW, build, make_site, record

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
        "() => !document.querySelector('[data-resolver]')?.textContent.includes('正在查找')", timeout=60_000
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


def test_a_code_that_several_archives_use(browser: Any, tmp_path: Path) -> None:
    """A visitor chooses between the archives; a tombstone does not take the place of another archive's record."""
    site = _province(tmp_path / "site")
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(site / "output") as origin:
        address, said = _asked(browser, origin, "J001-1-0001-001")  # public in both
        assert address.startswith("/r/?")
        assert "某省档案馆 省里的通知" in said and "甲县档案馆 县里的通知" in said
        _, said = _asked(browser, origin, "J001-1-0001-002")  # withdrawn in the county only
        assert "某省档案馆 省里的章程" in said and "甲县档案馆 该条目已撤下" in said
        _, said = _asked(browser, origin, "j001 1 0001 003")  # withdrawn in both
        assert "某省档案馆 该条目已撤下" in said and "甲县档案馆 该条目已撤下" in said
        address, _ = _asked(browser, origin, "J001-1-0001-004")  # in the county only
        assert address == "/catalogue/C2/J001/1/1-10/J001-1-0001-004/"


def _province(site: Path) -> Path:
    """A province and a county with the same codes, some of them withdrawn."""
    (site / "content").mkdir(parents=True)
    (site / "exhibitions").mkdir()
    settings = 'name: 某省档案馆\ncode: "P1"\narchives: [{code: C2, name: 甲县档案馆}]\n'
    (site / "content" / "site.yaml").write_text(settings, encoding="utf-8")
    titles = {"001": "通知", "002": "章程", "003": "报告"}
    rows = [
        (archive, "J001", f"J001-1-0001-{number}", "item", f"{whose}的{title}", "政府", "19540708")
        for archive, whose in (("P1", "省里"), ("C2", "县里"))
        for number, title in titles.items()
    ]
    rows.append(("C2", "J001", "J001-1-0001-004", "item", "县里的来信", "政府", "19540708"))
    write_release(site, "2026-06-09", rows)
    for code, archive in (("002", "C2"), ("003", "C2"), ("003", "P1")):
        gone = ("withdraw", f"J001-1-0001-{code}", "--reason", "error", "--repository", archive, "--site", site)
        done = run_lantai(*gone, "--at", NOW)
        assert done.returncode == 0, done.stdout + done.stderr
    return site
