"""Dates: every form that records use, and what is done with the ones that mislead."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai.records.dates import combined, display, parse


def reading(text: str) -> tuple[str | None, str | None, str]:
    found = parse(text)
    return (
        found.start.isoformat() if found.start else None,
        found.end.isoformat() if found.end else None,
        found.precision,
    )


ENGLISH = {
    "12 March 1985": ("1985-03-12", "1985-03-12", "day"),
    "March 3rd, 1985": ("1985-03-03", "1985-03-03", "day"),
    "1850, 10 Dec.": ("1850-12-10", "1850-12-10", "day"),
    "9 Dec.1886": ("1886-12-09", "1886-12-09", "day"),
    "1911, June": ("1911-06-01", "1911-06-30", "month"),
    "January–March 1950": ("1950-01-01", "1950-03-31", "range"),
    "10, 11 July 1945": ("1945-07-10", "1945-07-11", "range"),
    "30, 31 July, 1 Aug. 1946.": ("1946-07-30", "1946-08-01", "range"),
    "18 Mar. 1950 to 3 April 1951": ("1950-03-18", "1951-04-03", "range"),
    "1977 Spring": ("1977-02-01", "1977-05-31", "season"),
    "c.1826–8": ("1826-01-01", "1828-12-31", "range"),
    "1950/51": ("1950-01-01", "1951-12-31", "range"),
    "950–1050": ("0950-01-01", "1050-12-31", "range"),
    "1786 or 1800": ("1786-01-01", "1800-12-31", "range"),
    "1995–6, 2007": ("1995-01-01", "2007-12-31", "range"),
    "published 1833": ("1833-01-01", "1833-12-31", "year"),
    "?exhibited 1841": ("1841-01-01", "1841-12-31", "year"),
    "1821, reprinted 1977": ("1821-01-01", "1977-12-31", "range"),
    "Bulk, 1989-1999": ("1989-01-01", "1999-12-31", "range"),
    "late 1940s": ("1945-01-01", "1949-12-31", "decade"),
    "1940s-50s": ("1940-01-01", "1959-12-31", "range"),
    "18th-19th century": ("1700-01-01", "1900-12-31", "range"),
    "1950 [i.e. 1951]": ("1950-01-01", "1951-12-31", "range"),
}
"""As English finding aids and museums write them; a second event (reprinted) makes a range to its date."""

PLAIN = {
    "19850312": ("1985-03-12", "1985-03-12", "day"),
    "198503": ("1985-03-01", "1985-03-31", "month"),
    "1985": ("1985-01-01", "1985-12-31", "year"),
    "19500000": ("1950-01-01", "1950-12-31", "year"),
    "19500300": ("1950-03-01", "1950-03-31", "month"),
    "1985.3.12": ("1985-03-12", "1985-03-12", "day"),
    "1985-3-12": ("1985-03-12", "1985-03-12", "day"),
    "1985/3/12": ("1985-03-12", "1985-03-12", "day"),
    "1985-03-12 00:00:00": ("1985-03-12", "1985-03-12", "day"),
    "1985年3月12日": ("1985-03-12", "1985-03-12", "day"),
    "１９８５年３月": ("1985-03-01", "1985-03-31", "month"),
    "一九四九年十月一日": ("1949-10-01", "1949-10-01", "day"),
    "二○○一年": ("2001-01-01", "2001-12-31", "year"),
    "民国26年7月7日": ("1937-07-07", "1937-07-07", "day"),
    "中華民國廿六年七月七日": ("1937-07-07", "1937-07-07", "day"),
    "民国元年": ("1912-01-01", "1912-12-31", "year"),
    "民国26.7.7": ("1937-07-07", "1937-07-07", "day"),
    "民国26.7": ("1937-07-01", "1937-07-31", "month"),
    "民26年": ("1937-01-01", "1937-12-31", "year"),
    "民二十六年七月": ("1937-07-01", "1937-07-31", "month"),
    "光绪26-1-1": ("1900-01-31", "1900-01-31", "day"),
    "1954年度": ("1954-01-01", "1954-12-31", "year"),
    "一九五四年度": ("1954-01-01", "1954-12-31", "year"),
    "1954。7。6": ("1954-07-06", "1954-07-06", "day"),
    "1975..1983": ("1975-01-01", "1983-12-31", "range"),
    "洪宪元年二月": ("1916-02-01", "1916-02-29", "month"),
    "康德十二年": ("1945-01-01", "1945-12-31", "year"),
    "昭和十六年十二月八日": ("1941-12-08", "1941-12-08", "day"),
    "万历十五年": ("1587-01-01", "1587-12-31", "year"),
    "光绪二十六年": ("1900-01-31", "1901-02-18", "year"),
    "光緒廿六年閏八月初一日": ("1900-09-24", "1900-09-24", "day"),
    "清光绪二十六年腊月初五": ("1901-01-24", "1901-01-24", "day"),
    "光绪庚子": ("1900-01-31", "1901-02-18", "year"),
    "农历1951年正月初五": ("1951-02-10", "1951-02-10", "day"),
    "1950-1955": ("1950-01-01", "1955-12-31", "range"),
    "1950-55": ("1950-01-01", "1955-12-31", "range"),
    "1951年3月至7月": ("1951-03-01", "1951-07-31", "range"),
    "1951.1-1952.12": ("1951-01-01", "1952-12-31", "range"),
    "1951.10-1952.1": ("1951-10-01", "1952-01-31", "range"),
    "1951.1~3": ("1951-01-01", "1951-03-31", "range"),
    "1951.1.2-12.31": ("1951-01-02", "1951-12-31", "range"),
    "1951-01-02至12-31": ("1951-01-02", "1951-12-31", "range"),
    "19510102-1231": ("1951-01-02", "1951-12-31", "range"),
    "1951.07.06日": ("1951-07-06", "1951-07-06", "day"),
    "1951.3.5-8": ("1951-03-05", "1951-03-08", "range"),
    "19500101-19511231": ("1950-01-01", "1951-12-31", "range"),
    "光绪二十六年至二十八年": ("1900-01-31", "1903-01-28", "range"),
    "195?": ("1950-01-01", "1959-12-31", "decade"),
    "195x": ("1950-01-01", "1959-12-31", "decade"),
    "20世纪50年代初": ("1950-01-01", "1954-12-31", "decade"),
    "1951年上半年": ("1951-01-01", "1951-06-30", "season"),
    "1951年冬": ("1951-01-01", "1952-02-29", "season"),
    "1951年3月下旬": ("1951-03-21", "1951-03-31", "ten-days"),
    "1949年以前": (None, "1949-12-31", "before"),
    "1949年以后": ("1949-01-01", None, "after"),
    "咸丰辛酉十一年": ("1861-02-10", "1862-01-29", "year"),
    "清康熙五十五年岁次丙申": ("1716-01-24", "1717-02-10", "year"),
    "民元": ("1912-01-01", "1912-12-31", "year"),
    "民前三年": ("1909-01-01", "1909-12-31", "year"),
    "民国纪元前三年": ("1909-01-01", "1909-12-31", "year"),
    "西历一九〇〇年": ("1900-01-01", "1900-12-31", "year"),
    "晚清": ("1644-02-08", "1912-02-12", "era"),
    "民初": ("1912-01-01", "1949-09-30", "era"),
    "清末民初": ("1644-02-08", "1949-09-30", "era"),
    "清末至民国初期": ("1644-02-08", "1949-09-30", "era"),
    "明清": ("1368-01-23", "1912-02-12", "era"),
    "太平天国": ("1851-01-11", "1864-07-19", "era"),
    "太平天国辛开元年": ("1851-01-11", "1852-02-15", "year"),
    "太平天囯壬戌十二年": ("1862-02-01", "1863-02-15", "year"),
    "太平天国十三年（癸开）": ("1863-02-01", "1864-02-15", "year"),
    "康熙年间": ("1662-02-18", "1723-02-04", "era"),
    "between 1920 and 1930": ("1920-01-01", "1930-12-31", "range"),
    # festivals: the day is that of the calendar of the year, and of the state
    "民国元年元旦": ("1912-01-01", "1912-01-01", "day"),
    "民国二十六年国庆": ("1937-10-10", "1937-10-10", "day"),
    "民国26年双十节": ("1937-10-10", "1937-10-10", "day"),
    "1954年国庆节": ("1954-10-01", "1954-10-01", "day"),
    "1954年五一": ("1954-05-01", "1954-05-01", "day"),
    "1954年三八妇女节": ("1954-03-08", "1954-03-08", "day"),
    "1954年春节": ("1954-02-03", "1954-02-03", "day"),
    "一九五四年端午": ("1954-06-05", "1954-06-05", "day"),
    "1954年中秋节": ("1954-09-11", "1954-09-11", "day"),
    "光绪二十六年中秋": ("1900-09-08", "1900-09-08", "day"),
    "光绪二十六年除夕": ("1901-02-18", "1901-02-18", "day"),
    "光绪二十六年元旦": ("1900-01-31", "1900-01-31", "day"),
    # signs that are not those of dates
    "1954，7，6": ("1954-07-06", "1954-07-06", "day"),
    "1954、7、6": ("1954-07-06", "1954-07-06", "day"),
    "1955、10、11": ("1955-10-11", "1955-10-11", "day"),
    "1954、7、8": ("1954-07-08", "1954-07-08", "day"),
    "1954、55、56": ("1954-01-01", "1956-12-31", "range"),
    "一九五四、七、六": ("1954-07-06", "1954-07-06", "day"),
    "一九五四.七.六": ("1954-07-06", "1954-07-06", "day"),
    "一九五四.七": ("1954-07-01", "1954-07-31", "month"),
    "壹玖伍肆年柒月": ("1954-07-01", "1954-07-31", "month"),
    "1954——1956": ("1954-01-01", "1956-12-31", "range"),
    "1954一1956": ("1954-01-01", "1956-12-31", "range"),
    "1954.03": ("1954-03-01", "1954-03-31", "month"),
    "1954.3-5": ("1954-03-01", "1954-05-31", "range"),
    "民26": ("1937-01-01", "1937-12-31", "year"),
    "民廿六": ("1937-01-01", "1937-12-31", "year"),
    # what is left open ends nowhere
    "1954年—": ("1954-01-01", None, "after"),
    "1954～": ("1954-01-01", None, "after"),
    "1954年5月1日-今": ("1954-05-01", None, "after"),
    "至1954年": (None, "1954-12-31", "before"),
    # forms of which something was left blank, or cannot be read
    "1954年 月 日": ("1954-01-01", "1954-12-31", "year"),
    "1954年7月 日": ("1954-07-01", "1954-07-31", "month"),
    "1954年×月×日": ("1954-01-01", "1954-12-31", "year"),
    "1954.7.□": ("1954-07-01", "1954-07-31", "month"),
    "195×年": ("1950-01-01", "1959-12-31", "decade"),
    "一九五？年": ("1950-01-01", "1959-12-31", "decade"),
    "年 月 日": (None, None, "unknown"),
    # what is added to a day
    "1954年7月6日上午9时": ("1954-07-06", "1954-07-06", "day"),
    "1954年7月6日收": ("1954-07-06", "1954-07-06", "day"),
    "1954年7月6日（农历六月初七）": ("1954-07-06", "1954-07-06", "day"),
    "1954年6月7日（农历）": ("1954-07-06", "1954-07-06", "day"),
    "甲午年六月初七（1954年）": ("1954-07-06", "1954-07-06", "day"),
    "光绪廿六年又八月初一": ("1900-09-24", "1900-09-24", "day"),
    # parts of years, decades, periods
    "1954年夏秋之交": ("1954-05-01", "1954-11-30", "season"),
    "1954年终": ("1954-01-01", "1954-12-31", "year"),
    "光绪二十六年春夏": ("1900-01-31", "1900-07-25", "season"),
    "20世纪五六十年代": ("1950-01-01", "1969-12-31", "range"),
    "20世纪50-60年代": ("1950-01-01", "1969-12-31", "range"),
    "20世纪50年代末至60年代初": ("1955-01-01", "1964-12-31", "range"),
    "1890年代末1900年代初": ("1895-01-01", "1904-12-31", "range"),
    "成吉思汗纪元七三五年": ("1940-01-01", "1940-12-31", "year"),
    "成紀735年": ("1940-01-01", "1940-12-31", "year"),
    "伪满时期": ("1932-03-01", "1945-08-18", "era"),
    "文革期间": ("1966-05-16", "1976-10-06", "era"),
    "不详": (None, None, "unknown"),
    "无日期": (None, None, "unknown"),
    "00000000": (None, None, "unknown"),
    "n.d.": (None, None, "unknown"),
}


@pytest.mark.parametrize("text", PLAIN | ENGLISH)
def test_plain_forms_are_read_without_a_warning(text: str) -> None:
    """Each form of the grammar gives its interval and says nothing."""
    assert reading(text) == (PLAIN | ENGLISH)[text]
    assert parse(text).warnings == ()


ODD = {
    "1985.1": ("1985-01-01", "1985-12-31", "date-excel-decimal"),
    "1900/1/0": (None, None, "date-excel-zero"),  # how Excel shows 0: a century would be enough to open it
    "1900-01-00": (None, None, "date-excel-zero"),
    "1900年1月0日": (None, None, "date-excel-zero"),
    "1900-01-00 00:00:00": (None, None, "date-excel-zero"),
    "85.3.12": (None, None, "date-two-digit-year"),
    "庚子年": (None, None, "date-bare-cyclic"),
    "光绪二十五年闰八月": ("1899-02-10", "1900-01-30", "date-leap-month-absent"),
    "光绪二十六年正月三十": ("1900-01-31", "1901-02-18", "date-day-absent"),
    "光绪三十五年三月": ("1909-01-22", "1910-02-09", "date-era-past-end"),
    "康德十二年十月": ("1945-01-01", "1945-12-31", "date-era-past-end"),
    "康熙壬寅": ("1662-02-18", "1723-02-04", "date-cyclic-twice"),
    "光绪二十六年辛丑": ("1900-01-31", "1901-02-18", "date-cyclic-mismatch"),
    "1985-02-30": ("1985-01-01", "1985-12-31", "date-day-absent"),
    "12/3/1985": ("1985-01-01", "1985-12-31", "date-ambiguous"),
    "1828–6": ("1828-01-01", "1828-12-31", "date-ambiguous"),
    "1910-11": ("1910-01-01", "1911-12-31", "date-ambiguous"),
    "1951年正月初五": ("1951-01-01", "1952-01-26", "date-lunar-unclear"),
    "1931-1928": ("1928-01-01", "1931-12-31", "date-reversed"),
    "光绪二十六年（1937）": ("1900-01-31", "1937-12-31", "date-conflict"),
    "太平天国庚申十年三月初五日": ("1860-02-01", "1861-02-15", "date-heavenly-calendar"),
    "太平天国庚申十一年": ("1861-02-01", "1862-02-15", "date-cyclic-mismatch"),
    "太平天国三十年": (None, None, "date-unreadable"),
    "五十年代": ("1950-01-01", "1959-12-31", "date-century-understood"),
    "五、六十年代": ("1950-01-01", "1969-12-31", "date-century-understood"),
    "上世纪五十年代": ("1950-01-01", "1959-12-31", "date-century-understood"),
    "1954、5、6": ("1954-01-01", "1956-12-31", "date-ambiguous"),
    "1909，10，11": ("1909-01-01", "1911-12-31", "date-ambiguous"),
    "一九五四年除夕": ("1954-01-01", "1955-01-23", "date-lunar-unclear"),
    "1954年腊八": ("1954-01-01", "1955-01-23", "date-lunar-unclear"),
    "1936年国庆": ("1936-01-01", "1936-12-31", "date-ambiguous"),
    "1900年春节": ("1900-01-01", "1901-02-18", "date-lunar-unclear"),
    "抗战时期": ("1931-09-18", "1945-09-09", "date-ambiguous"),
    "五四年三月": (None, None, "date-two-digit-year"),
    "卅七年": (None, None, "date-two-digit-year"),
    "6-Jul-54": (None, None, "date-two-digit-year"),
    "乙未年六月初七（1954年）": ("1954-02-03", "1955-01-23", "date-cyclic-mismatch"),
    "1954年7月6日（农历七月初七）": ("1954-07-06", "1954-08-05", "date-conflict"),
    "解放前": (None, None, "date-unreadable"),
    "30999": (None, None, "date-unreadable"),
    "见附件": (None, None, "date-unreadable"),
}


@pytest.mark.parametrize("text", ODD)
def test_odd_dates_are_widened_and_warned_about(text: str) -> None:
    """What misleads is never guessed: the interval is wide or empty, and a warning says why."""
    found = parse(text)
    assert (*reading(text)[:2], found.warnings[0].code) == ODD[text]


@pytest.mark.parametrize(
    ("text", "certainty", "edtf"),
    [
        ("[1950]", "inferred", "1950"),
        ("(1950?)", "uncertain", "1950?"),
        ("约1950", "approximate", "1950~"),
        ("c. 1834", "approximate", "1834~"),
        ("约1950—1955年", "approximate", "1950~/1955~"),
        ("1950年10月1日", "certain", "1950-10-01"),
        ("195x", "certain", "195X"),
        ("1951年春", "certain", "1951-21"),
        ("1949年以后", "certain", "1949/.."),
        ("不详", "certain", "X" * 4),
    ],
)
def test_certainty_and_edtf(text: str, certainty: str, edtf: str) -> None:
    """Qualifiers are kept as certainty and in the machine form of ISO 8601-2."""
    assert (parse(text).certainty, parse(text).edtf) == (certainty, edtf)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("光绪二十六年闰八月初一", "光绪二十六年闰八月初一（1900-09-24）"),
        ("光绪二十六年", "光绪二十六年（1900）"),
        ("民国二十六年七月七日", "民国二十六年七月七日（1937-07-07）"),
        ("19850312", "1985-03-12"),
        ("1985年3月12日", "1985年3月12日"),
        ("不详", "不详"),
    ],
)
def test_both_forms_are_shown(text: str, shown: str) -> None:
    """A page shows the date as written, with its Gregorian form where that is not plain."""
    found = parse(text)
    start, end = (day and day.isoformat() for day in (found.start, found.end))
    assert display(text, start, end, found.precision, found.calendar) == shown


@settings(max_examples=300)
@given(
    st.text(
        alphabet="0123456789年月日初正闰元廿十一二三光绪民国庚子至-./[]()?约 x世纪代" + string.ascii_letters,
        max_size=20,
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text gives a reading whose interval is in order."""
    found = parse(text)
    assert found.start is None or found.end is None or found.start <= found.end
    assert found.precision


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_plain_days_come_back(day: date) -> None:
    """A day written with digits, with words and in ISO form is that day."""
    for text in (day.strftime("%Y%m%d").zfill(8), day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert (parse(text).start, parse(text).end) == (day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (None, "1825", "1828"), ("c.1834", "1830", "1840"), (None, "见附件", "1946-03-18"), (None, "1902-04", "不明"),
        ("[1950]", None, None), ("光绪二十六年闰八月初一", None, None), ("1951年冬", None, None),
        ("1950年下半年", None, None),
        ("195x", None, None), ("19世纪", None, None), ("1949年以前", None, None), ("约1950—1955年", None, None),
        ("1910-11", None, None), ("85.3.12", None, None), ("不详", None, None), ("康熙年间", None, None),
        ("[1950-1960]", "1951", "1952"), ("民国二十六年7月", "1937", "1937"),
    ],
)  # fmt: skip
def test_what_a_download_says_in_edtf_is_read_as_it_was_meant(
    text: str | None, first: str | None, last: str | None
) -> None:
    """Text and EDTF of a download give interval, precision and certainty as text and bounds of the export gave them."""
    before = combined(text, first, last)
    shown = text or "—".join(filter(None, (first, last)))
    after = combined(shown, None, None, before.edtf)
    assert (after.start, after.end, after.precision, after.certainty, after.edtf) == (
        before.start, before.end, before.precision, before.certainty, before.edtf,
    )  # fmt: skip


@given(st.from_regex(r"[0-9X?~%./-]{1,24}", fullmatch=True))
def test_anything_but_edtf_is_left_to_the_text(text: str) -> None:
    """Whatever stands in a column of EDTF, the interval is in order and nothing is raised."""
    found = combined("1950", None, None, text)
    assert not (found.start and found.end) or found.start <= found.end
