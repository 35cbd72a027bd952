"""Problems are collected, shown in the language of the staff, and never crash while being shown."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from lantai.problems import NOTHING, InputError, Kind, Place, Problem, Problems, Severity

SAMPLE = Kind(
    "test-sample",
    Severity.ERROR,
    zh=("第 {row} 行的“{what}”不对", "请改成{advice}"),
    en=("“{what}” in row {row} is wrong", "Make it {advice}"),
)
HINT = Kind("test-hint", Severity.WARNING, zh=("提示", ""), en=("hint", ""))


def test_a_problem_speaks_both_languages() -> None:
    problem = SAMPLE.at(Place("a.csv", row=3), row=3, what="档号", advice="文本")
    assert problem.what("zh") == "第 3 行的“档号”不对"
    assert problem.advice("en") == "Make it 文本"


def test_a_missing_value_leaves_its_name_instead_of_crashing() -> None:
    assert SAMPLE.at("a.csv").what("en") == "“{what}” in row {row} is wrong"


def test_values_are_not_templates_themselves() -> None:
    """A cell that says {row} is shown as it stands."""
    assert SAMPLE.at("a.csv", row=1, what="{row}").what("en") == "“{row}” in row 1 is wrong"


def test_a_place_reads_like_a_reference() -> None:
    assert str(Place("open.xlsx", sheet="表1", row=7, column="档号")) == "open.xlsx [表1] #7 “档号”"
    assert str(Place("01-rain.md", line=12)) == "01-rain.md:12"


def test_people_read_a_place_in_words() -> None:
    """The same words in every report, on the screen and in files."""
    place = Place("open.xlsx", sheet="表1", row=7, column="档号", line=9)
    assert place.told("zh") == "open.xlsx 工作表“表1” 第 7 行 “档号”列"
    assert place.told("en") == "open.xlsx sheet “表1” row 7 column “档号”"
    assert Place("01-rain.md", line=12).told() == "01-rain.md 第 12 行"


def test_only_errors_stop_a_build_and_all_of_them_are_told() -> None:
    problems = Problems([HINT.at("x")])
    problems.raise_errors()
    problems.add(SAMPLE.at("y"))
    problems.add(SAMPLE.at("z"))
    with pytest.raises(InputError) as raised:
        problems.raise_errors()
    assert [p.place.file for p in raised.value.problems] == ["x", "y", "z"]
    assert raised.value.exit_code == 1


def test_a_problem_travels_as_json() -> None:
    problem = SAMPLE.at(Place("a.csv", sheet="s", row=3, column="c"), row="3", what="w", advice="v")
    back = Problem.from_dict(json.loads(json.dumps(problem.as_dict())))
    assert (back.kind, back.place, back.what("en")) == (SAMPLE, problem.place, "“w” in row 3 is wrong")


def test_a_code_belongs_to_one_kind() -> None:
    with pytest.raises(ValueError, match="test-sample"):
        Kind("test-sample", Severity.INFO, zh=("", ""), en=("", ""))


def test_a_value_that_is_a_book_is_cut() -> None:
    """A cell of thirty megabytes is named by its beginning."""
    told = SAMPLE.at("list.csv", row=3, what="字" * 30_000, advice="文本")
    assert told.what() == f"第 3 行的“{'字' * 1000}…”不对"


def test_a_moment_is_told_as_people_write_it_and_nothing_in_words() -> None:
    """Not as Python writes it, also after a child process has told it; an empty list says so."""
    moment = datetime.fromisoformat("2026-06-09T09:00:00+08:00")
    problem = SAMPLE.at("a.md", row=1, what=moment, advice=NOTHING)
    assert (problem.what(), problem.advice()) == ("第 1 行的“2026-06-09 09:00”不对", "请改成（无）")
    assert problem.advice("en") == "Make it (none)"
    assert Problem.from_dict(problem.as_dict()).what("en") == "“2026-06-09 09:00” in row 1 is wrong"
