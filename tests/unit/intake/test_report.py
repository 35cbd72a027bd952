"""The report of an intake as an editor reads it, in Chinese and in English, and as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.unit.intake.making import read

from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake import report
from lantai.intake.reading import Counts
from lantai.problems import Place, Problem, all_kinds

COUNTS = Counts(rows=12, records=7, reported=5)
FOUND: list[Problem] = [
    file_kinds.ENCODING_USED.at("open-list.csv", encoding="GB18030", delimiter="逗号 ,", delimiter_en="commas ,"),
    *(
        kinds.CODE_DAMAGED.at(Place("open-list.csv", row=row), value="1月2日", what="日期", what_en="a date")
        for row in (5, 3, 9, 7)
    ),
    kinds.ROW_WITHOUT_TITLE.at(Place("b.xlsx", "县水利局", 12, "题名"), value="=J001-1"),
]

SHORT_ZH = """\
读到 12 行：7 条目录，5 行见报告。

错误 code-damaged（4 处）
  open-list.csv 第 3 行
    档号“1月2日”被 Excel 变成了日期，原来的档号已无法还原
    → 请从原系统重新导出；在 Excel 中先把档号列设为“文本”格式再粘贴。
  open-list.csv 第 5 行
    档号“1月2日”被 Excel 变成了日期，原来的档号已无法还原
  open-list.csv 第 7 行
    档号“1月2日”被 Excel 变成了日期，原来的档号已无法还原
  …… 另有 1 处

错误 row-without-title
  b.xlsx 工作表“县水利局” 第 12 行 “题名”列
    “=J001-1”没有题名
    → 请补上题名；自拟题名外加方括号 []。

说明 encoding-used
  open-list.csv
    按 GB18030 编码读取，分隔符为逗号 ,
"""
LONG_EN = """\
12 rows read: 7 records, 5 rows reported.

ERROR code-damaged (4 times)
  open-list.csv row 3
    Excel has turned the reference code “1月2日” into a date; what it was cannot be told
    → Export again; in Excel, format the column as Text before pasting.
  open-list.csv row 5
    Excel has turned the reference code “1月2日” into a date; what it was cannot be told
  open-list.csv row 7
    Excel has turned the reference code “1月2日” into a date; what it was cannot be told
  open-list.csv row 9
    Excel has turned the reference code “1月2日” into a date; what it was cannot be told

ERROR row-without-title
  b.xlsx sheet “县水利局” row 12 column “题名”
    “=J001-1” has no title
    → Add a title; put one of your own into square brackets.

INFO encoding-used
  open-list.csv
    read as GB18030, separated by commas ,
"""


def test_the_short_form_shows_the_worst_first_with_three_places_and_one_advice() -> None:
    """Kinds, counts, examples, in the order of rows."""
    assert report.short(FOUND, COUNTS) == SHORT_ZH


def test_the_long_form_leaves_nothing_out() -> None:
    """Every place of every kind, here in English."""
    assert report.long(FOUND, COUNTS, "en") == LONG_EN


def test_the_csv_opens_in_excel_and_runs_no_formula() -> None:
    """UTF-8 with its mark, one row per problem, cells that begin like formulas made harmless."""
    raw = report.as_csv(FOUND)
    assert raw.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert header == ["级别", "文件", "工作表", "行", "列", "问题", "建议", "代码"]
    assert len(rows) == len(FOUND)
    assert rows[4][:5] == ["错误", "b.xlsx", "县水利局", "12", "题名"]
    harmless = [kinds.ROW_WITHOUT_TITLE.at(Place("=cmd|' /C calc'!A0"), value="x")]
    (row,) = list(csv.reader(io.StringIO(report.as_csv(harmless, "en").decode("utf-8-sig"), newline="")))[1:]
    assert row[1] == "'=cmd|' /C calc'!A0" and row[0] == "ERROR"


def test_the_json_names_places_and_values() -> None:
    """For programs: counts, codes, places, sentences."""
    data = json.loads(json.dumps(report.as_json(FOUND, COUNTS, "en"), ensure_ascii=False))
    assert (data["rows"], data["records"], data["reported"]) == (12, 7, 5)
    last = data["problems"][-1]
    assert (last["code"], last["severity"]) == ("row-without-title", "ERROR")
    assert last["place"] == {"file": "b.xlsx", "sheet": "县水利局", "row": 12, "column": "题名"}
    assert last["values"] == {"value": "=J001-1"}


@pytest.mark.parametrize(
    "kind", [kind for kind in all_kinds() if kind in vars(kinds).values()], ids=lambda kind: kind.code
)
def test_every_kind_speaks_both_languages(kind: object) -> None:
    """What is wrong is said in both; errors also say what to do, unless the hint itself is the advice."""
    for sentence, _ in (kind.zh, kind.en):  # type: ignore[attr-defined]
        assert sentence
    if kind.severity.name == "ERROR":  # type: ignore[attr-defined]
        assert kind.zh[1] and kind.en[1]  # type: ignore[attr-defined]
    assert any("\u4e00" <= character <= "\u9fff" for character in kind.zh[0])  # type: ignore[attr-defined]
    assert not any("\u4e00" <= character <= "\u9fff" for character in kind.en[0])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("########", "一串 #（列太窄，显示不下）", "a row of # (its column was too narrow)"),
        ("#NAME?", "公式错误", "an error of a formula"),
        ("1.2E+17", "数字", "a number"),
    ],
)
def test_what_excel_made_of_a_code_is_called_by_its_name(code: str, zh: str, en: str, tmp_path: Path) -> None:
    """Neither #### nor an error is a number, and each is mended otherwise."""
    text = f"档号,题名,责任者,形成时间,开放状态\n{code},甲,,1954,开放\nJ001-1-1-2,乙,,1954,开放\n"
    _, problems = read(tmp_path, {"list.csv": text.encode()})
    (problem,) = (each for each in problems if each.code == "code-damaged")
    assert f"变成了{zh}，" in problem.what("zh") and f"into {en};" in problem.what("en")
