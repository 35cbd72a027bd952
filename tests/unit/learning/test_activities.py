"""Activities: what they need, how they are mixed, and that pupils' pages give nothing away."""

import pytest
from tests.unit.learning.making import FIGURE, LESSON, SOURCE, html, load, make, words

from lantai import learning
from lantai.learning.activities import check_number
from lantai.learning.grid import Grid

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


FIND = """\
activities:
  - kind: find
    title: 找一找
    figures: [f1]
    items: [{text: 印章, region: [80, 80, 10, 10], answer: 右下角CANARY-FIND}]
"""
REVEAL = """\
activities:
  - kind: reveal
    title: 揭开
    figures: [f1]
    items: [{text: 左边有什么？, region: [0, 0, 50, 100], answer: CANARY-REVEAL}]
"""
WEIGH = """\
activities:
  - kind: weigh
    title: 掂量
    items:
      - {text: 甲, weight: support, figure: f1, answer: CANARY-WEIGH}
      - {text: 乙, weight: against}
      - {text: 丙, weight: unclear}
"""


@pytest.mark.parametrize(("written", "canary"), [(FIND, "FIND"), (REVEAL, "REVEAL"), (WEIGH, "WEIGH")])
def test_what_teachers_expect_stands_on_their_page_alone(tmp_path, written, canary):
    """Not on the pupils' page, the activity's or in the pack."""
    lessons, problems, publication = load(make(tmp_path, LESSON + SET + written))
    assert not problems.errors
    made = {page.template: html(page, publication) for page in learning.pages(lessons, publication)}
    assert f"CANARY-{canary}" in made["lesson-teacher"]
    assert not any(f"CANARY-{canary}" in made[name] for name in ("lesson", "activity", "worksheet"))
    for address, content in learning.packs(lessons, publication):
        assert f"CANARY-{canary}" not in words(address, content)


def test_how_evidence_weighs_is_told_to_teachers_alone(tmp_path):
    """With other weights the teachers' page is another, and every other page and pack the same to the byte."""
    other = WEIGH.replace("support", "x").replace("against", "support").replace("unclear", "against")
    made = []
    for name, written in (("one", WEIGH), ("other", other.replace("x,", "unclear,"))):
        lessons, problems, publication = load(make(tmp_path / name, LESSON + SET + written))
        assert not problems.errors
        packs = dict(learning.packs(lessons, publication))
        made.append({page.address: html(page, publication) for page in learning.pages(lessons, publication)} | packs)
    one, another = made
    different = [address for address in one if one[address] != another[address]]
    assert different == ["/learn/flood/teacher/", "/en/learn/flood/teacher/"]


def test_a_detail_is_found_in_every_square_that_it_fills_enough():
    """Six columns and four rows over a wide picture: a stamp at the bottom right, a line across, a mere touch."""
    grid = Grid.over(1522, 1102)
    assert (grid.columns, grid.rows) == (6, 4)
    assert Grid.over(800, 1200).names[-1] == "D6"
    assert grid.squares((75, 58, 15, 21)) == ("E3", "F3")
    assert grid.squares((0, 0, 100, 10)) == ("A1", "B1", "C1", "D1", "E1", "F1")
    assert grid.squares((1, 1, 15.8, 10)) == ("A1",)


def test_only_the_check_numbers_of_right_squares_stand_in_the_page(tmp_path):
    lessons, _, publication = load(make(tmp_path, LESSON + SET + FIND))
    activity = lessons[0].activities[0]
    image = lessons[0].texts["zh-Hans"].sources[0].image
    grid = Grid.over(image.width, image.height)
    right = {check_number(f"{activity.salt}0/{name}") for name in grid.squares((80, 80, 10, 10))}
    assert set(grid.keys(activity)[0].split()) == right
    page = next(page for page in learning.pages(lessons, publication) if page.template == "activity")
    assert f'data-keys="{grid.keys(activity)[0]}"' in html(page, publication)


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        ("kind: find, title: 没有图, items: [{text: 印章, region: [1, 1, 9, 9]}]", ["activity-unfit"]),
        ("kind: find, title: 没有局部, figures: [f1], items: [{text: 印章}]", ["activity-unfit"]),
        (
            "kind: find, title: 图外, figures: [f1], items: [{text: 印章, region: [95, 1, 9, 9]}]",
            ["figure-region-outside", "activity-unfit"],
        ),
        (
            "kind: reveal, title: 没这个名字, figures: [f1], items: [{text: 旗, region: flag}]",
            ["region-unknown", "activity-unfit"],
        ),
        ("kind: weigh, title: 没有轻重, items: [{text: 甲}, {text: 乙}, {text: 丙}]", ["activity-unfit"]),
        (
            "kind: weigh, title: 图不在, items: [{text: 甲, weight: support, figure: f99}, "
            "{text: 乙, weight: support}, {text: 丙, weight: support}]",
            ["activity-unfit"],
        ),
    ],
)
def test_what_a_picture_or_a_piece_of_evidence_lacks_is_an_error(tmp_path, items, codes):
    lessons, problems, _ = load(make(tmp_path, LESSON + SET + f"activities:\n  - {{{items}}}\n"))
    assert [problem.code for problem in problems.errors] == codes
    assert lessons[0].activities == ()


@pytest.mark.parametrize("written", [FIND, REVEAL])
def test_a_picture_that_cannot_be_read_is_told_where_it_is_described(tmp_path, written):
    """A preview goes on without what the class would have done with it, in no page and no pack."""
    site = make(tmp_path, LESSON + SET + written)
    (site.content / "learn/flood/media/f1.png").write_bytes(b"\x89PNG\r\n\x1a\n cut short")
    lessons, problems, publication = load(site)
    told = {(problem.code, problem.place.file, problem.place.line) for problem in problems.errors}
    assert told == {("image-damaged", "content/learn/flood/figures.yaml", 1)}
    made = {page.template: html(page, publication) for page in learning.pages(lessons, publication)}
    assert "activity" not in made and "activity-1" not in made["lesson"]
    assert len(list(learning.packs(lessons, publication))) >= len(lessons[0].texts)


@pytest.mark.parametrize("written", [FIND, REVEAL, WEIGH])
def test_a_withdrawn_record_takes_its_activity_along_and_stops_nothing(tmp_path, written):
    """A site that could not be built would go on showing it. The other activities keep their addresses."""
    figures = "".join(FIGURE.format(n=n) for n in range(1, 7)).replace("0345-001", "0345-009")
    lesson = LESSON + SET + written + ORDER.partition("\n")[2]
    lessons, problems, publication = load(make(tmp_path, lesson, figures))
    assert not problems.errors
    assert [(each.number, each.kind) for each in lessons[0].activities] == [(2, "order")]
    found = "".join(html(page, publication) for page in learning.pages(lessons, publication))
    assert "CANARY-FIND" not in found and "CANARY-REVEAL" not in found and "CANARY-WEIGH" not in found
