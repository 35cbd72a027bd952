"""YAML from many hands: safe, bounded, and every problem with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.problems import Problems
from lantai.site import yamls


def _parse(text: str) -> tuple[yamls.Document | None, list[tuple[str, int]]]:
    problems = Problems()
    document = yamls.parse(text, "x.yaml", problems)
    return document, [(problem.code, problem.place.line) for problem in problems]


def test_each_key_knows_its_line() -> None:
    document, found = _parse("a: 1\nb:\n  - c: 2\n  - c: 3\n")
    assert found == [] and document is not None
    assert document.place("b", 1, "c").line == 4
    assert document.place("b", 1, "missing").line == 4


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [1, 2\n", "yaml-syntax", 3),
        ("a: &x [1]\nb: *x\n", "yaml-quotes", 1),
        ("a: 1\na: 2\n", "yaml-key-twice", 2),
        ("a: " + "[" * 60 + "]" * 60, "yaml-too-complex", 1),
        ("a: !!python/object:os.system x\n", "yaml-syntax", 1),
        ("a: 2026-13-45\n", "yaml-syntax", 1),
        ("a: \x01\n", "yaml-syntax", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, code: str, line: int) -> None:
    document, found = _parse(text)
    assert document is None and found == [(code, line)]


def test_an_unknown_key_names_the_nearest_right_one() -> None:
    document, _ = _parse("titel: x\n")
    assert document is not None
    (problem,) = document.unknown_keys(["title", "summary"])
    assert problem.place.line == 1 and "written here: title. Correct" in problem.advice("en")


def test_front_matter_is_split_and_the_body_knows_its_first_line() -> None:
    assert yamls.split_front_matter("---\na: 1\n---\nText") == ("a: 1", "Text", 4)
    assert yamls.split_front_matter("\ufeff---\r\na: 1\r\n---\r\nText") == ("a: 1", "Text", 4)
    assert yamls.split_front_matter("Text\n---\nmore") == ("", "Text\n---\nmore", 1)


@given(st.text(max_size=200))
def test_no_text_gives_a_traceback(text: str) -> None:
    _parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: [a\nb: c\n", "方括号没有写完，缺少 ] 或逗号"),
        ("kind: {a: b\nc: d\n", "花括号没有写完，缺少 } 或逗号"),
        ("title: 大水: 一九五四\n", "这里不能再写“键: 值”，多半是缩进不对，或文字里有冒号而没有加引号"),
        ("title: x\nsummary\nkind: y\n", "缺少冒号，或冒号后没有空格"),
        ("a:\n\tb: c\n", "有不能用在开头的字符，如制表符（Tab）、@ 或 `；缩进请用空格，这样的文字请加引号"),
        ("a: '没完\n", "引号没有结束"),
        ("- a: 1\n   b: 2\n", "这里不能再写“键: 值”，多半是缩进不对，或文字里有冒号而没有加引号"),
        ("- a: 1\n b: 2\n", "缩进与上面的行不一致"),
        ('a: "C:\\media"\n', "双引号里的反斜线 \\ 有特别的意思，请改用单引号"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_words(text: str, said: str) -> None:
    problems = Problems()
    assert yamls.parse(text, "x.yaml", problems) is None
    (problem,) = problems
    assert problem.what("zh") == f"YAML 格式有误：{said}"
    assert problem.what("en").startswith("not valid YAML: ")


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [("title: x\nkind：thematic\nstatus: ready\n", 2, "kind"), ("- id: a\n  file：media/a.jpg\n", 2, "file")],
)
def test_a_full_width_colon_is_told_as_what_it_is(text: str, line: int, key: str) -> None:
    """It is what a Chinese keyboard writes; a colon within a text is none of ours."""
    problems = Problems()
    assert yamls.parse(text, "x.yaml", problems) is None
    assert [(each.code, each.place.line, each.values["key"]) for each in problems] == [("yaml-colon", line, key)]
    assert yamls.parse("title: 大水：一九五四\n", "x.yaml", problems) is not None


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("title：大水\nkind：thematic\n", "yaml-colon", 1, "title"),
        ("title: 大水\nkicker:第一单元\nsummary: 短\n", "yaml-space", 2, "kicker"),
        ("- id: dike\n\u3000\u3000alt: 堤\n", "yaml-indent", 2, "alt:"),
        ("- id: dike\n\u00a0 alt: 堤\n", "yaml-indent", 2, "alt:"),
        ("a: 1\na: 2\n", "yaml-key-twice", 2, "a"),
    ],
)
def test_signs_typed_in_chinese_are_told_by_their_names(text: str, code: str, line: int, key: str) -> None:
    problems = Problems()
    assert yamls.parse(text, "x.yaml", problems) is None
    (problem,) = problems
    assert (problem.code, problem.place.line, problem.values["key"]) == (code, line, key)


def test_text_that_begins_with_a_sign_of_yaml_wants_quotes() -> None:
    assert _parse("caption: {{河谷}}\n") == (None, [("yaml-quotes", 1)])
    problems = Problems()
    yamls.parse("a: 1\ncaption: *江堤*\n", "x.yaml", problems)
    assert [problem.what("zh") for problem in problems] == ["YAML 格式有误：以 * 或 & 开头的文字要加引号"]


@pytest.mark.parametrize(
    ("text", "head", "body", "line", "codes"),
    [
        ("\n\n---\na: 1\n---\nText", "\n\na: 1", "Text", 6, []),
        ("--- \na: 1\n---  \nText", "a: 1", "Text", 4, []),
        ("---\n---\nText", "", "Text", 3, []),
        ("———\na: 1\n———\nText", "a: 1", "Text", 4, [("head-line", 1)]),
        ("－－－\na: 1\n---\nText", "a: 1", "Text", 4, [("head-line", 1)]),
        ("-----\na: 1\n-----\nText", "a: 1", "Text", 4, [("head-line", 1)]),
        ("---\na: 1\n\nText", "a: 1", "Text", 4, [("head-open", 1)]),
        ("——他说\nText", "", "——他说\nText", 1, []),
    ],
)
def test_a_head_is_found_though_its_lines_are_not_quite_right(text, head, body, line, codes) -> None:
    problems = Problems()
    assert yamls.front_matter(text, "x.md", problems) == (head, body, line)
    assert [(problem.code, problem.place.line) for problem in problems] == codes


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        ("---\ntitle: 大水\n".encode("gbk"), 2, "GBK / ANSI"),
        ("title: 大水\n".encode("utf-16"), 1, "UTF-16"),
        (b"title: \xff\xff\xff\n", 1, "?"),
    ],
)
def test_a_file_in_another_encoding_is_told_which(tmp_path, data: bytes, line: int, encoding: str) -> None:
    problems = Problems()
    (tmp_path / "01-rain.md").write_bytes(data)
    assert yamls.read_text(tmp_path / "01-rain.md", "01-rain.md", problems) is None
    (problem,) = problems
    assert (problem.code, problem.place.line, problem.values["encoding"]) == ("file-encoding", line, encoding)


@pytest.mark.parametrize(("text", "said"), [("size = wide", "缺少冒号"), ("- size: wide", "不是以 - 开头的列表")])
def test_what_has_no_keys_is_told_as_that(text: str, said: str) -> None:
    document, _ = _parse(text)
    assert document is not None and said in yamls.no_keys(document).what("zh")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\ndate: 2026-13-01\n", 2, "没有这样的月份"),
        ("from: 2026-05-31\nto: 2026-06-31\n", 2, "这个月没有这一天"),
    ],
)
def test_a_day_that_no_calendar_has_is_told_at_its_line(text: str, line: int, said: str) -> None:
    problems = Problems()
    assert yamls.parse(text, "x.yaml", problems) is None
    (problem,) = problems
    assert problem.place.line == line and said in problem.what("zh")
