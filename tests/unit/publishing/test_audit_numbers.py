"""Identity numbers are found in every way of writing them and at every place of a text."""

from __future__ import annotations

from itertools import product

import pytest

from lantai.publishing.audit.numbers import Numbers, suspected

NUMBER = "11010519491231002X"
"""The example of GB 11643-1999, with region, date and check digit as the standard has them."""
WIDE = NUMBER.translate({ord(each): chr(ord(each) + 0xFEE0) for each in "0123456789X"})


def _found(text: str) -> int:
    numbers = Numbers()
    numbers.add("a.txt", text.encode())
    numbers.flush()
    return len(numbers.found)


@pytest.mark.parametrize("before", ["", "号", "，", "-", "0000年", "J001-1-"])
def test_a_number_is_found_wherever_it_stands(before: str) -> None:
    for length, after in product(range(20), ("", "。", " 1949", "\n")):
        text = "甲" * (length // 3) + "." * (length % 3) + before
        assert _found(f"{text}{NUMBER}{after}") == 1, (text, after)


@pytest.mark.parametrize("gap", ["", " ", "-", "  ", "\u3000", "\u00a0", " -"])
def test_a_number_is_found_with_gaps_and_in_digits_of_full_width(gap: str) -> None:
    for number, length in product((NUMBER, WIDE, NUMBER[:6] + WIDE[6:], WIDE[:6] + NUMBER[6:]), range(9)):
        parts = number[:6], number[6:10], number[10:12], number[12:14], number[14:]
        assert _found("." * length + gap.join(parts)) == 1, (number, length)
        assert _found("." * length + gap.join((number[:6], number[6:]))) == 1, (number, length)


@pytest.mark.parametrize(
    "text",
    ["", "1", "19491231", "2019-12-31 110105", "110105 1949", "110105194912310021", f"1{NUMBER}", f"{NUMBER}1"],
)
def test_what_only_looks_like_one_is_not_found(text: str) -> None:
    assert _found(text) == 0


def test_dates_in_figures_do_not_make_a_text_be_looked_at_twice() -> None:
    """Each list of a catalogue is full of them: 19540319 and 19541120 have six digits before a 19 and a 20."""
    assert list(suspected(b"<td>19540319<td>19541120\n19541118<td>")) == []
