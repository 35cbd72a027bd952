"""The PDF pack: it reads aloud, and a machine without a Chinese font says so."""

from types import SimpleNamespace

import pypdfium2
import pytest
import typst
from tests.unit.learning.making import FIGURE, LESSON, load, make

from lantai import learning, typesetting


@pytest.fixture
def without_chinese_fonts(monkeypatch):
    """A machine that has fonts for Latin scripts only."""
    monkeypatch.setattr(typst, "Fonts", lambda: SimpleNamespace(families=lambda: ["DejaVu Sans", "Libertinus Serif"]))
    typesetting.fonts.cache_clear()
    yield
    typesetting.fonts.cache_clear()


def test_without_a_chinese_font_the_pack_is_a_zip_and_the_reason_is_said(tmp_path, without_chinese_fonts):
    """A PDF of empty boxes would be worse than none; the page then offers no PDF."""
    lessons, problems, publication = load(make(tmp_path))
    assert "pack-no-chinese-font" in [problem.code for problem in problems]
    assert not problems.errors
    assert [address for address, _ in learning.packs(lessons, publication)] == [
        *("/learn/flood/flood-zh-Hans.zip", "/en/learn/flood/flood-en.zip"),
    ]
    pages = {page.template: page for page in learning.pages(lessons, publication)}
    assert pages["lesson"].data["pdf"] == ""


def test_the_pdf_holds_the_set_and_names_itself(tmp_path):
    """Title, question, every code, each source with its words, and the worksheets; tagged for screen readers."""
    lessons, _, publication = load(make(tmp_path))
    content = dict(learning.packs(lessons, publication))["/learn/flood/flood-zh-Hans.pdf"]
    document = pypdfium2.PdfDocument(content)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    for part in ("一九五四年的大水", "县城是怎样守住的", "J001-002-0345-006", "录文6", "照片学习单（提高）"):
        assert part in "".join(words.split())
    assert document.get_metadata_value("Title") == "一九五四年的大水"
    assert b"/MarkInfo" in content and b"/StructTreeRoot" in content


@pytest.mark.parametrize("title", ["", "title: \u200d"])
def test_a_source_without_a_title_has_a_heading_all_the_same(tmp_path, title):
    """Its number, since PDF/UA takes no empty heading; one that nobody could see is none."""
    sources = "".join(f"  - {{figure: f{n}, copy: true, background: 背景{n}, {title}}}\n" for n in range(1, 7))
    figures = "".join(FIGURE.format(n=n).replace(f"record: J001-002-0345-00{n}, ", "") for n in range(1, 7))
    lessons, problems, publication = load(make(tmp_path, LESSON + sources, figures))
    assert not problems.errors
    content = dict(learning.packs(lessons, publication))["/learn/flood/flood-zh-Hans.pdf"]
    document = pypdfium2.PdfDocument(content)
    assert "资料6" in "".join("".join(page.get_textpage().get_text_range() for page in document).split())
