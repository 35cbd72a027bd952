"""A glance never misses what is there; the patterns themselves are the judges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.records.glancing import Glance
from lantai.records.workbooks import _FAR


@pytest.mark.parametrize(
    "text",
    [
        b'<c r="AA1"/>', b"<c r='xfd12'/>", b'<c r = "AB3"/>', b'<c r=\n"AB3"/>', b'<row r="1000000">',
        b'<c r="A1000000"/>',
        b'<c r="AAAAAAAA1', b'r="1000000', b'r="A1000000', b'<row  r\t="9999999">',
    ],
)  # fmt: skip
def test_places_far_away_are_seen(text: bytes) -> None:
    for before in (b"", b"<row>" * 3, b'<c r="A1" s="2"/>'):
        assert Glance(before + text).may_name_far_places()


@pytest.mark.parametrize(
    "text", [b"", b"<", b'<c r="A1" t="inlineStr">', b'<row r="99999">', b'<c r="Z99999"/>', b"r=A"]
)
def test_places_nearby_need_no_look(text: bytes) -> None:
    assert not Glance(text).may_name_far_places()


@given(st.text("r=\"'A9 1\n<c", max_size=40).map(str.encode))
def test_whatever_is_found_has_been_seen(text: bytes) -> None:
    assert Glance(text).may_name_far_places() or not _FAR.search(text)


@given(st.text("ab<", max_size=12).map(str.encode), st.text("ab<", min_size=3, max_size=4).map(str.encode))
def test_a_word_is_seen_where_it_stands(text: bytes, word: bytes) -> None:
    assert (word in Glance(text)) == (word in text)
