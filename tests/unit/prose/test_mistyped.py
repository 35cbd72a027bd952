"""What is nearly Markdown: an input method of Chinese types signs of full width, and readers would see them."""

from __future__ import annotations

import pytest

TABLE = "| 年份 | 水位 |\n| 1931 | 26.9 |"


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("见[报告]（https://example.org/a）。", "text-typed-wide", 1, "[报告](https://example.org/a)"),
        ("见［报告］(02-dike.md)。", "text-typed-wide", 1, "[报告](02-dike.md)"),
        ("水[^1]\n\n[^1]：脚注", "text-typed-wide", 3, "[^1]:"),
        ("水[^1]\n\n[^1]: 一\n[^1]: 二", "footnote-twice", 4, "换一个编号"),
        ("那面==旗={figure=dike}在。", "phrase-broken", 1, "==文字=={figure=编号 region=局部}"),
        ("那面==旗==｛figure=dike｝在。", "phrase-broken", 1, "==文字=={figure=编号 region=局部}"),
        (TABLE, "table-unruled", 1, "|---|---|"),
        ("/// figure ｜ dike\n///", "block-wide", 1, "/// figure | dike"),
        ("／／／ figure | dike\n／／／", "block-wide", 1, "/// figure | dike"),
        ("///　figure | dike\n///", "block-wide", 1, "/// figure | dike"),
    ],
)
def test_what_would_be_shown_as_it_stands_is_told_with_what_was_meant(prose, text, code, line, said) -> None:
    (problem, *_) = [problem for problem in prose(text).problems if problem.code == code]
    assert problem.place.line == 4 + line and said in problem.advice("zh")


@pytest.mark.parametrize(
    "text",
    [
        "一九五四年（见[报告](https://example.org)），水位：23.06。",
        "注［甲］（乙）；数学上 a == b，集合｛甲｝。",
        "那面==旗\n子=={figure=dike}在。\n\n/// figure | dike\n///",
        "```\n/// figure ｜ dike\n[报告]（https://example.org）\n" + TABLE + "\n```",
        TABLE.replace("\n", "\n|---|---:|\n"),
        "用 `[甲]（https://example.org）` 表示。",
        "/// details | 甲｜乙\n字。\n///",
        "| 只有一行 |",
    ],
)
def test_what_is_meant_as_it_stands_is_not_told(prose, text) -> None:
    assert [problem.code for problem in prose(text).problems] == []


def test_a_block_that_is_wrong_is_told_once(prose) -> None:
    pointing = "那面==旗=={figure=dike}在。\n\n"
    assert [problem.code for problem in prose(f"{pointing}/// figure | dik\n///").problems] == ["figure-unknown"]
    assert [problem.code for problem in prose(f"{pointing}/// figur | dike\n///").problems] == ["block-unknown"]
    assert [problem.code for problem in prose("/// figure | dike\n\n后面的话。").problems] == ["block-unclosed"]
