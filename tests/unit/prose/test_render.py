"""Texts: anchors, notes, links, phrases, images, and what may not come out."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def codes(prose) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in prose.problems]


def test_headings_get_anchors_in_chinese_and_start_at_the_base_level(prose):
    """A text's highest heading is h2, none is skipped, and the table of contents follows them."""
    found = prose("# 大水 来了\n\n### 第一夜\n\n# 大水 来了")
    assert re.findall(r'<(h\d) id="([^"]+)"', found.html) == [
        ("h2", "大水-来了"),
        ("h3", "第一夜"),
        ("h2", "大水-来了_1"),
    ]
    assert [(entry.title, len(entry.children)) for entry in found.toc] == [("大水 来了", 1), ("大水 来了", 0)]


def test_notes_are_unique_with_a_prefix(prose):
    """Two texts on one page do not share the ids of their notes."""
    found = prose("水[^a]。\n\n[^a]: 注", prefix="b-")
    assert 'id="fn-b-1"' in found.html
    assert 'href="#fnref-b-1"' in found.html
    assert not found.problems


def test_notes_without_text_and_text_without_note_are_reported(prose):
    """A reference to a missing note is an error, an unused note a warning, each at its line."""
    assert codes(prose("水[^1]\n\n[^2]: 注")) == [("footnote-undefined", 5), ("footnote-unused", 7)]


def test_a_note_that_nothing_refers_to_does_not_stand_below_the_text(prose):
    """Its way back would lead nowhere; the others keep their numbers and their ways."""
    found = prose("水[^b]涨[^c]了[^c]。\n\n[^a]: 没用\n[^b]: 一\n[^c]: 二")
    assert "没用" not in found.html and "没用" not in found.text
    assert re.findall(r'<li id="([^"]+)"', found.html) == ["fn-2", "fn-3"]
    targets = set(re.findall(r'href="#(fn[^"]+)"', found.html))
    assert targets <= set(re.findall(r'id="([^"]+)"', found.html))
    assert "footnote" not in prose("水。\n\n[^a]: 没用").html


def test_links_are_relative_and_checked(prose):
    """Links to records, sections and pages are relative to the page; a wrong one is an error at its line."""
    found = prose("[甲](record:J001-002-0345-012) [乙](02-dike.md#x) [丙](/guides/query/) [丁](https://example.org/)")
    hrefs = re.findall(r'href="([^"]+)"', found.html)
    assert hrefs == [
        "../../../catalogue/J001/002/0345-012/",
        "../dike/#x",
        "../../../guides/query/",
        "https://example.org/",
    ]
    assert codes(prose("一\n\n[x](02-dyke.md)")) == [("link-unknown", 7)]
    assert codes(prose("[x](javascript:alert(1))")) == [("link-unsafe", 5)]
    assert codes(prose("[x](lesson:flood)", exists=lambda kind, slug: False)) == [("link-not-public", 5)]


def test_a_phrase_points_to_the_figure_and_its_region(prose):
    """The words lead to the figure on the page and carry the region to move to."""
    found = prose("/// figure | dike\n///\n\n那面==写着字的旗=={figure=dike region=banner}还在。")
    expected = '<a class="phrase" href="#figure-dike" data-phrase data-figure="figure-dike" data-region="12 8 30 14">写着字的旗</a>'  # noqa: E501
    assert expected in found.html
    written = prose("/// figure | dike\n///\n\n那面==写着字的旗=={figure=dike region=[12, 8, 30, 14]}还在。")
    assert expected in written.html and not written.problems
    assert codes(prose("==旗=={figure=dike}")) == [("figure-not-on-page", 5)]
    assert codes(prose("==旗=={figure=dyke}")) == [("figure-unknown", 5)]


def test_an_image_needs_alternative_text_and_must_be_here(prose):
    """An image of the folder becomes a picture; without alt, missing or from elsewhere it is an error."""
    assert "<picture>" in prose("![绿](media/free.jpg)").html
    assert codes(prose("![](media/free.jpg)")) == [("alt-missing", 5)]
    assert codes(prose("![绿](media/fre.jpg)")) == [("image-missing", 5)]
    assert codes(prose("![绿](https://example.org/a.jpg)")) == [("image-outside", 5)]
    assert codes(prose("![绿](../../x.jpg)")) == [("image-outside", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<p onclick="x()">字</p>',
        '<span style="color:red">字</span>',
        '<a href="javascript:x()">字</a>',
        "<iframe src='https://example.org'></iframe>",
        '<img src="x" onerror="x()">',
        "字\n{: style='color:red' }",
        "字\n{: .unknown-class }",
    ],
)
def test_unsafe_html_is_reported_and_removed(prose, text):
    """Scripts, event handlers, inline style and foreign frames are errors at their line and are not in the page."""
    found = prose("一\n\n" + text)
    assert found.problems
    assert all(problem.place.line >= 7 for problem in found.problems)
    assert not re.search(r"<script|<iframe|onclick|onerror|style=|javascript:|unknown-class", found.html)


@pytest.mark.parametrize("mark", ["[", "![", "[[]", "[x](", "[x][", "[^", "[x](<"])
def test_brackets_that_never_end_are_told_at_their_line_and_not_read(prose, mark):
    """Reading them takes the square of their length: some pages of them, minutes."""
    start = time.process_time()
    assert codes(prose("一段。\n\n" + mark * 20_000)) == [("markdown-too-much", 7)]
    assert codes(prose("`" * 50_000 + "x")) == [("markdown-too-much", 5)]
    assert codes(prose("*[甲]: 乙\n" * 20_000)) == [("markdown-too-much", 1005)]
    assert time.process_time() - start < 3


def test_as_many_brackets_as_a_long_page_needs_are_read(prose):
    text = "\n\n".join("（[甲](https://example.org/)）（[一]（[二]" * 40 for _ in range(50))
    assert codes(prose(text + "\n\n" + "_" * 2000)) == []


def test_blocks_that_are_begun_and_never_ended_are_a_problem(prose):
    assert "markdown-unreadable" in {code for code, _ in codes(prose("/// x\n" * 1500))}


def test_tables_align_by_class(prose):
    """Alignment of columns is a class, because inline style is forbidden on the site."""
    found = prose("|a|b|\n|:-:|-:|\n|1|2|")
    assert '<td class="align-center">1</td>' in found.html
    assert not found.problems


def test_html_may_not_cross_a_block(prose):
    """A tag opened before a block and closed inside it is an error."""
    found = prose("<div>\n\n/// details | 看\n</div>\n字\n///\n")
    assert "block-crossed" in [code for code, _ in codes(found)]


def test_code_is_left_alone(prose):
    """Slashes and tags inside fenced code are text."""
    found = prose("```\n/// figure | dike\n<script>\n```")
    assert not found.problems
    assert "/// figure | dike" in found.html


def test_search_gets_no_words_of_the_interface(prose):
    """What only screen readers hear is not part of a text."""
    assert "放大查看" not in prose("/// figure | dike\n///").text


def test_search_gets_no_citations_for_programs(prose):
    """BibTeX and RIS stand on the page, with line breaks; who searches for words finds none of theirs."""
    found = prose("雨停了。\n\n/// cite | J001-002-0345-012\n///")
    assert "@misc{" in found.html and "TY  - " in found.html
    assert "雨停了。" in found.text and "@misc" not in found.text and "TY" not in found.text.split()


def test_plain_text_has_words_only(prose):
    """Search gets the words of a text, no marks, no markup, a line for each piece: 大堤决 stands nowhere here."""
    written = "# 大水\n\n**雨**下了[七天](/x/)。\n\n- 守大堤\n- 决口\n\n| 日 | 事 |\n| - | - |\n| 初三 | 退水 |\n"
    assert prose(written).text == "大水\n雨下了七天。\n守大堤\n决口\n日 事\n初三 退水"


def test_a_text_describes_itself_by_how_it_begins(prose):
    """In whole sentences if these are not too few, in one line; what is cut says so."""
    assert prose("# 大水\n\n雨下了七天。").opening == "大水 雨下了七天。"
    assert prose("雨" * 80 + "。" + "水" * 80 + "。").opening == "雨" * 80 + "。"
    assert prose("雨" * 30 + "。" + "水" * 200).opening == "雨" * 30 + "。" + "水" * 88 + "…"
    assert prose("Rain and rain, " * 40).opening == "Rain and rain, " * 7 + "Rain and rain…"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "/// details | a",
                "/// quote",
                "///",
                "//// step",
                "////",
                "字",
                "",
                "> x",
                "- y",
                "<b>",
                "</div>",
                "==z==",
                "[^1]",
                "[^1]: n",
                "    size: x",
                "# h",
                "```",
                "\ue000B0\ue001",
                "\x02",
            ]
        ),
        max_size=14,
    )
)
def test_any_lines_give_a_page(prose, lines):
    """Whatever order lines come in, a text renders, with no mark of ours left in it."""
    found = prose("\n".join(lines))
    assert not re.search("[\ue000-\ue003\x02\x03]", found.html)


def test_lines_of_a_chinese_paragraph_are_joined(prose):
    """A line that ends in the source leaves no space between characters; between Latin words it stays one."""
    found = prose("更正防汛案卷四条。\n县文化局“提前\n开放”\nthree words\nmore\n\n新的一段\n\n- 甲\n- 乙")
    assert "<p>更正防汛案卷四条。县文化局“提前开放”\nthree words\nmore</p>" in found.html
    assert "<p>新的一段</p>" in found.html
    assert "<li>甲</li>\n<li>乙</li>" in found.html
    assert "一行\n二行" in prose("```\n一行\n二行\n```").html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("县里[的通知](/x/)\n到了。", ">的通知</a>到了。</p>"),
        ("县里\n[通知](/x/)到了。", "<p>县里<a "),
        ("**大水**\n**来了**", "<strong>大水</strong><strong>来了</strong>"),
        ("水退了[^1]\n人回来了。\n\n[^1]: 注", "</sup>人回来了。</p>"),
        ("他写道“大水”\n第二天", "大水”第二天"),
        ("他写道\n“大水”", "写道“大水”"),
        ("堤未决——\n全靠民工……\n天亮了", "堤未决——全靠民工……天亮了"),
        ("一面==写着字的旗=={figure=dike}\n还在。\n\n/// figure | dike\n///", ">写着字的旗</a></span>还在。"),
        ('满文<span lang="mnc">ᠮᠠᠨᠵᡠ</span>\n档子', "</span>\n档子"),
        ('汉字<span lang="zh-Hant">檔子</span>\n档子', ">檔子</span>档子"),
    ],
)
def test_lines_are_joined_at_the_edges_of_links_notes_and_quotations(prose, text, html):
    assert html in prose(text).html


@pytest.mark.parametrize(
    "text",
    [
        "the “dike”\n“held” that night",
        "the dike —\n“held” that night",
        "it was over…\n— so they said",
        "called “大水”\nby those who saw it",
        "the word\n“大水” is old",
        "see [this](/x/)\n[that](/y/)",
        "甲`code`\n乙",
    ],
)
def test_lines_of_other_languages_keep_their_space(prose, text):
    """Quotation marks and dashes are as much English as Chinese; what stands beyond them decides."""
    assert "\n" in prose(text).html.strip()
