"""Activities: what they need, how they are mixed, and that pupils' pages give nothing away."""

import pytest
from tests.unit.learning.making import LESSON, SOURCE, html, load, make

from lantai import learning
from lantai.learning.activities import check_number

SET = "".join(SOURCE.format(n=n, kind="document") for n in range(1, 7))
ORDER = """\
activities:
  - kind: order
    title: 排先后
    items: [{text: 一月}, {text: 二月}, {text: 三月}, {text: 四月}]
"""
MATCH = """\
activities:
  - kind: match
    title: 配一配
    items: [{text: 电报, pair: 求快}, {text: 日记, pair: 求准}, {text: 请求, pair: 动人}]
"""


@pytest.mark.parametrize(("text", "number"), [("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968")])
def test_the_check_number_is_fnv_1a(text, number):
    """Known values of the 32-bit hash by Fowler, Noll and Vo; the module in the browser computes the same."""
    assert check_number(text) == number


def test_items_are_mixed_and_the_same_each_time(tmp_path):
    """The order shown is never the right one; letters follow the order shown."""
    site = make(tmp_path, LESSON + SET + ORDER)
    first, again = (load(site)[0][0].activities[0] for _ in range(2))
    assert first == again
    assert sorted(first.mixed) == [0, 1, 2, 3] != list(first.mixed)
    assert [first.letters[index] for index in first.mixed] == ["A", "B", "C", "D"]
    assert len(first.answer) == 4


@pytest.mark.parametrize("written", [ORDER, MATCH])
def test_the_answer_stands_on_the_teachers_page_alone(tmp_path, written):
    lessons, problems, publication = load(make(tmp_path, LESSON + SET + written))
    assert not problems.errors
    answer = lessons[0].activities[0].answer
    made = {page.template: html(page, publication) for page in learning.pages(lessons, publication)}
    assert f">{answer}<" not in made["activity"] and f'"{answer}"' not in made["activity"]
    assert all(f"<b>{letter}</b>" in made["lesson-teacher"] for letter in answer)


@pytest.mark.parametrize(
    "items",
    [
        "kind: order, title: 少, items: [{text: 一}, {text: 二}]",
        "kind: order, title: 有对, items: [{text: 一, pair: 甲}, {text: 二}, {text: 三}]",
        "kind: match, title: 缺对, items: [{text: 一, pair: 甲}, {text: 二, pair: 乙}, {text: 三}]",
        "kind: compare, title: 一幅, items: [{text: 谁写的}], figures: [f1]",
        "kind: compare, title: 不在, items: [{text: 谁写的}], figures: [f1, f99]",
        "kind: compare, title: 没有方面, figures: [f1, f2]",
    ],
)
def test_an_activity_that_lacks_something_is_an_error(tmp_path, items):
    """Too few things, a pair too many or too few, a picture that is not in the set."""
    lessons, problems, _ = load(make(tmp_path, LESSON + SET + f"activities:\n  - {{{items}}}\n"))
    assert [problem.code for problem in problems.errors] == ["activity-unfit"]
    assert lessons[0].activities == ()
