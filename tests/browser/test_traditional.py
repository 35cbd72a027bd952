"""A site in three languages, the second in traditional characters: every page that English has, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import PROMISES, Visit, Visitor, served

from small import add_exhibition, build, make_site, record

pytestmark = pytest.mark.browser

SITE = """\
name: {zh-Hans: 某县档案馆, zh-Hant: 某縣檔案館, en: Some County Archives}
code: LX0001
languages: [zh-Hans, zh-Hant, en]
base_url: https://archives.example
description: 某县档案馆的开放档案目录。
"""
HEAD = "---\ntitle: {title}\n{more}---\n{text}\n"
TEXTS = {
    "guides/access.md": HEAD.format(title="查阅档案", more="materials: [身份证]\n", text="到馆查阅。"),
    "guides/access.zh-Hant.md": HEAD.format(title="查閱檔案", more="materials: [身分證]\n", text="到館查閱。"),
    "guides/access.en.md": HEAD.format(title="Reading records", more="", text="Come in."),
    "guides/copies.md": HEAD.format(title="复制档案", more="", text="填单即可。"),
    "news/opening.md": HEAD.format(title="开馆", more="date: 2026-05-18T09:00:00+08:00\n", text="今天开馆。"),
    "archives-day/2025.md": HEAD.format(
        title="2025年国际档案日",
        more="events: [{id: talk, title: 讲座, start: 2025-06-09T09:00:00+08:00}]\n",
        text="请来。",
    ),
    "learn/flood/lesson.yaml": "title: {zh-Hans: 大水, zh-Hant: 大水, en: The flood}\nquestion: 堤怎样守住的？\n"
    "summary: 一课\nstages: [初中]\nsources: [{record: J001-002-0345-001, copy: true}]\n"
    "activities: [{kind: order, title: 排序, items: [{text: 雨}, {text: 水}, {text: 堤}]}]\n",
    "learn/flood/lesson.md": "雨下了七天。\n",
    "learn/flood/lesson.zh-Hant.md": "雨下了七天。\n",
}
ADDRESSES = (
    *("/", "/search/?q=城关", "/exhibitions/", "/learn/flood/", "/learn/flood/activity-1/"),
    *("/guides/copies/", "/archives-day/2025/", "/accessibility/"),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_site(tmp_path_factory.mktemp("three") / "site", [record(1, "关于抢修城关堤段的通知")])
    (folder / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    for name, text in TEXTS.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    add_exhibition(folder)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def visited(browser: Any, output: Path) -> Iterator[Callable[[str], Visit]]:
    with served(output) as origin:
        visitor = Visitor(browser, origin)
        yield cache(lambda address: visitor.visit(f"/zh-Hant{address}"))
        visitor.leave()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_in_traditional_characters_keeps_every_promise(visited: Callable[[str], Visit], address: str) -> None:
    findings = visited(address).findings
    assert {promise: findings[promise] for promise in PROMISES if findings[promise]} == {}


def _page(output: Path, address: str) -> str:
    return (output / address.strip("/") / "index.html").read_text(encoding="utf-8")


def test_pages_name_each_other_in_every_language(output: Path) -> None:
    """hreflang goes all ways, and the language of a page is that of its address."""
    for address, language in (("guides/access", "zh-Hans"), ("zh-Hant/guides/access", "zh-Hant")):
        page = _page(output, address)
        assert f'<html lang="{language}"' in page
        assert dict(re.findall(r'hreflang="([^"]+)" href="https://archives.example(/[^"]*)"', page)) == {
            "zh-Hans": "/guides/access/",
            "zh-Hant": "/zh-Hant/guides/access/",
            "en": "/en/guides/access/",
            "x-default": "/guides/access/",
        }


def test_the_interface_is_converted_and_what_the_archive_wrote_is_not(output: Path) -> None:
    """The archive's own words stand as written and say so; a translation of its own takes their place."""
    own, lent = _page(output, "zh-Hant/guides/access"), _page(output, "zh-Hant/guides/copies")
    assert "請帶好" in own and "身分證" in own and "某縣檔案館" in own
    assert "本頁暫無繁體中文版，以下為简体中文原文。" in lent
    assert '<article lang="zh-Hans">' in lent and "填单即可" in lent
    assert "2026年5月18日" in _page(output, "zh-Hant/news/opening")
    assert "第18個國際檔案日" in _page(output, "zh-Hant/archives-day/2025")
    worksheet = _page(output, "zh-Hant/learn/flood/worksheet-document-basic")
    assert "用自己的話說說它講了什麼。" in worksheet and 'lang="zh-Hans">一　认识' not in worksheet
