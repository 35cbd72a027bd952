"""Identifiers of people: what is one, however written, and what only looks like one."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.review.identifiers import find, hidden, luhn, suspected, valid_resident_id


def kinds(text: str, *, in_code: bool = False) -> list[str]:
    return [identifier.kind for identifier in find(text, in_code=in_code)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证11010519491231002X", "resident-id"),  # the example of GB 11643-1999
        ("身份证11010519491231002x号", "resident-id"),
        ("440524188001010014", "resident-id"),  # the standard's other example
        ("１１０１０５１９４９１２３１００２Ｘ", "resident-id"),
        ("110105 19491231 002X", "resident-id"),
        ("110105-1949-1231-002-X", "resident-id"),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "resident-id"),
        ("110105\u200b19491231002X", "resident-id"),
        ("1.11010519491231002X张三", "resident-id"),
        ("3 11010519491231002X", "resident-id"),
        ("110105194912310021", "resident-id-slip"),  # the first example with another check digit
        ("身份证号11010519491231003X", "resident-id-slip"),
        ("110105 19491231 0021", "resident-id-slip"),
        ("身份证号 110105491231002", "resident-id-15"),
        ("110105.19491231.002X", "resident-id"),
        ("110105·19491231·002X", "resident-id"),
        ("110105，1949，1231，002X", "resident-id"),
        ("110105_19491231_002X", "resident-id"),
        ("110105/1949/12/31/002X", "resident-id"),
        ("(110105)(19491231002X)", "resident-id"),
        ("证号一一〇一〇五一九四九一二三一〇〇二X", "resident-id"),
        ("壹壹零壹零伍壹玖肆玖壹贰叁壹零零贰Ｘ", "resident-id"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "resident-id"),
        ("11O1O519491231OO2X", "resident-id"),
        ("ll0l05l949l23l002X", "resident-id"),
        ("11010519491231002×", "resident-id"),
        ("11010519491231002Х", "resident-id"),  # a Cyrillic letter
        ("ID11010519491231002Xabc", "resident-id"),
        ("110105<b>19491231</b>002X", "resident-id"),
        ("110105&#49;9491231002X", "resident-id"),
        ("1\ufe0f10105\u206319491231002X", "resident-id"),
        ("138.0013.8000", "mobile"),
        ("138·0013·8000", "mobile"),
        ("(138)00138000", "mobile"),
        ("电话一三八〇〇一三八〇〇〇", "mobile"),
        ("电话13800138000", "mobile"),
        ("138-0013-8000", "mobile"),
        ("138 0013 8000", "mobile"),
        ("+86 138 0013 8000", "mobile"),
        ("8613800138000", "mobile"),
        ("1 13800138000", "mobile"),
        ("卡号 6222 0210 0111 2345 678", "bank-card"),
        ("4111111111111111", "bank-card"),
        ("护照G12345678", "passport"),
        ("护照 e 1234 5678", "passport"),
        ("zhang.san@example.com", "email"),
        ("浙A12345", "plate"),
        ("浙A·12345号车", "plate"),
        ("粤BD12345", "plate"),
        ("城关镇人民路12号3幢501室", "address"),
        ("家住：城北乡柳村7号", "address"),
    ],
)
def test_found(text, kind):
    """Each kind is found in the forms in which people write it."""
    if kind == "bank-card" and "6222" in text:
        digits = "".join(filter(str.isdigit, text))
        check = next(d for d in "0123456789" if luhn(digits[:-1] + d))
        text = text[:-1] + check
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "1101051949123100211",  # one digit more
        "档1954-1101051949123100",
        "110105194913310020",  # no such month
        "991305194912310020",
        "19500101-19511231",
        "1954-1955-012",
        "1951-03-12 001",
        "12345678901",
        "138001380001",
        "澜政〔1985〕12号",
        "人民路12号",
        "第13800138号",
        "川A字第20号",
        "2001年6月9日",
        "ISBN 978-7-101-00304-4",
        "一九五四年、一九五五年、一九五六年",
        "1.2.3.4.5.6.7.8.9.10.11.12.13.14",
        "1954.7.8—1954.8.15，1955.6.1—1955.9.30",
        "2019/1234/5678",
        "浙公网安备33010602009975号",
    ],
)
def test_not_found(text):
    """Dates, ranges, document numbers and numbers that are too long or too short are not identifiers."""
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("J001-002-0345-012", []),
        ("110105194912310021", []),
        ("0001-0002-0003-0004-0005", []),
        ("Z109-WS·2011·Y·办公室-0001", []),
        ("138-0013-8000", []),
        ("11010519491231002X", ["resident-id"]),
        ("J001-110105-19491231-002X", ["resident-id"]),
    ],
)
def test_in_a_reference_code_only_a_right_check_digit_counts(code, found):
    """Codes run as long as an ID; only one whose check digit is right is taken for one."""
    assert kinds(code, in_code=True) == found


def test_masked():
    """A report names an identifier without repeating it."""
    assert find("11010519491231002X")[0].masked() == "110…2X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("关于杜某任职的指示（身份证号11010519491231002X）", "关于杜某任职的指示（身份证号110…2X）"),
        ("甲１１０１０５ １９４９１２３１００２ｘ乙，电话138-0013-8000", "甲110…2x乙,电话138…00"),
        ("户口簿 110105491231002", "户口簿 110…02"),
        ("关于防汛的通知（1954）", "关于防汛的通知（1954）"),
        ("甲110105.19491231.002X乙", "甲110…2X乙"),
        ("电话一三八〇〇一三八〇〇〇号", "电话138…00号"),
    ],
)
def test_a_title_is_shown_without_the_identifier_in_it(text, shown):
    """What held a record is not repeated on the screen by which it is told."""
    assert hidden(text).replace("(", "（").replace(")", "）") == shown


@st.composite
def resident_ids(draw) -> str:
    region = draw(st.sampled_from(["110105", "330106", "440524", "659001", "820000"]))
    day = draw(st.dates(min_value=date(1880, 1, 1), max_value=date(2020, 12, 31)))
    body = f"{region}{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    # ISO 7064 mod 11-2, computed the other way round: by doubling, not by weights.
    remainder = 0
    for digit in body:
        remainder = (remainder + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - remainder) % 11]


gaps = st.sampled_from(["", "", "", " ", "-", "　", "\u200b", "－", " - ", ".", "·", "，", "<i>", "&nbsp;", "&#8203;"])
around = st.text(alphabet="甲乙，。 （）:abc\n", max_size=6)


DIGITS = st.sampled_from(["0123456789", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "０１２３４５６７８９"])


@given(resident_ids(), DIGITS, st.lists(gaps, min_size=17, max_size=17), around, around)
def test_any_resident_id_is_found_wherever_it_stands(number, digits, between, before, after):
    """Any valid ID is found, with any gaps, in any text, and the columnar check suspects it."""
    assert valid_resident_id(number)
    if after[:1] in "abc":
        after = "，" + after
    written = number.translate(str.maketrans("0123456789", digits))
    text = before + "".join(digit + gap for digit, gap in zip(written, [*between, ""], strict=True)) + after
    assert "resident-id" in kinds(text)
    assert len(suspected(pl.Series([text]))) == 1
    assert len(suspected(pl.Series([text]), in_code=True)) == 1 or not kinds(text, in_code=True)


def test_a_number_in_chinese_with_signs_between_its_digits_is_suspected():
    """So a whole column is looked at as one text is."""
    texts = [
        "一一〇一〇五、一九四九一二三一、〇〇二X",
        "一、一、〇、一、〇、五、一、九、四、九、一、二、三、一、〇、〇、二、X",
        "一三八 〇〇一三 八〇〇〇",
    ]
    assert suspected(pl.Series([*texts, "一九五四年、一九五五年、一九五六年"])).to_list() == texts


@given(resident_ids(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_a_valid_id(number, position, shift):
    """The check digit detects every single wrong digit."""
    if number[position] == "X":
        return
    wrong = number[:position] + str((int(number[position]) + shift) % 10) + number[position + 1 :]
    assert not valid_resident_id(wrong)


@given(st.text(alphabet="0123456789 -XxEG@.京A浙路号室abc１３８家住址·，/<b>〇一三八OlI٣", max_size=40), st.booleans())
def test_the_columnar_check_suspects_all_that_is_found(text, in_code):
    """Whatever ``find`` finds, ``suspects`` lets through to it; neither ever fails."""
    if find(text, in_code=in_code):
        assert len(suspected(pl.Series([text]), in_code=in_code)) == 1
