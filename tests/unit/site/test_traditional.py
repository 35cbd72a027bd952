"""The interface in traditional characters follows from the simplified one, in the words of Taiwan."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lantai.problems import Problems
from lantai.prose.templates import THEME
from lantai.site import messages
from lantai.site.languages import INTERFACE, LocalText, nearest
from lantai.site.traditional import traditional, written

WORDS = {
    "检索开放档案目录": "檢索開放檔案目錄",
    "打印本页": "列印本頁",
    "相关信息": "相關資訊",
    "网站地图": "網站地圖",
    "触摸屏幕任意处，继续观看": "觸摸螢幕任意處，繼續觀看",
    "查档单只存在这台设备的浏览器中": "查檔單只存在這臺裝置的瀏覽器中",
    "“显示设置”可以放大字号": "「顯示設定」可以放大字號",
    "文件": "文件",
    "复制和干部": "複製和幹部",
    "皇后与后来": "皇后與後來",
    "第 {n} 个，共 {count} 个": "第 {n} 個，共 {count} 個",
}
"""Texts with what a reader in Taipei expects; the forms are those of the Ministry of Education's standard."""


@pytest.mark.parametrize("plain", WORDS)
def test_a_text_is_written_as_in_taiwan(plain: str) -> None:
    assert traditional(plain) == WORDS[plain]


def test_texts_of_other_languages_stay() -> None:
    assert written("检索", "zh-Hans") == "检索"
    assert written("检索", "zh-Hant") == "檢索"


@pytest.fixture(scope="module")
def texts() -> dict[str, messages.Messages]:
    problems = Problems()
    found = messages.load(THEME / "messages", INTERFACE, problems)
    assert list(problems) == []
    return found


def test_every_text_of_the_interface_exists_with_the_same_fields(texts: dict[str, messages.Messages]) -> None:
    def fields(text: object) -> list[str]:
        return sorted(re.findall(r"\{.*?\}", json.dumps(text, ensure_ascii=False)))

    assert set(texts["zh-Hant"]) == set(texts["zh-Hans"])
    for key, text in texts["zh-Hans"].items():
        if not isinstance(text, dict):
            assert fields(texts["zh-Hant"][key]) == fields(text), key


def test_its_own_folder_overrides_what_is_derived(texts: dict[str, messages.Messages]) -> None:
    """The name of a language is written in that language; a key that no other language has is a problem."""
    assert texts["zh-Hant"]["frame.language_zh-Hans"] == "简体中文"
    assert texts["zh-Hant"]["frame.search"] == "檢索"


def test_an_override_of_nothing_is_a_problem(tmp_path: Path) -> None:
    for language, text in (("zh-Hans", "search: 检索\n"), ("zh-Hant", "serach: 搜尋\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "frame.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    messages.load(tmp_path, ("zh-Hant",), problems)
    assert [problem.values["key"] for problem in problems] == ["frame.serach"]


def test_the_viewers_own_words_follow_too() -> None:
    """``dom.js`` is loaded as it is and cannot convert; its table is what would have been derived."""
    source = (THEME / "static" / "js" / "media" / "dom.js").read_text(encoding="utf-8")
    tables = {
        name: dict(re.findall(r'(\w+): "([^"]*)"', table))
        for name, table in re.findall(r'^  "?(zh|zh-Hant)"?: \{$(.*?)^  \},$', source, re.M | re.S)
    }
    assert len(tables["zh"]) > 20
    assert tables["zh-Hant"] == {key: traditional(text) for key, text in tables["zh"].items()}


def test_a_text_that_is_missing_stands_in_the_other_script_before_any_other_language() -> None:
    name = LocalText((("en", "Lanxi County Archives"), ("zh-Hans", "澜溪县档案馆")))
    assert name.found("zh-Hant") == ("zh-Hans", "澜溪县档案馆")
    assert name.found("fr") == ("en", "Lanxi County Archives")
    assert nearest("zh-Hant", ("en", "zh-Hant", "zh-Hans")) == "zh-Hant"
