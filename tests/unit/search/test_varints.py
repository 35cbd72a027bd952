"""Numbers of the index are LEB128."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.search import varints


@given(st.sampled_from((7, 14, 21, 28, 32)).flatmap(lambda bits: st.lists(st.integers(0, 2**bits - 1), max_size=50)))
def test_varints(values: list[int]) -> None:
    """What is encoded is decoded."""
    assert varints.decode(varints.encoded(values)).tolist() == values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "00"),
        (127, "7f"),
        (128, "8001"),
        (300, "ac02"),
        (16384, "808001"),
        (2097151, "ffff7f"),
        (4294967295, "ffffffff0f"),
    ],
)
def test_a_number_is_written_as_leb128(value: int, written: str) -> None:
    """Alone and among others; the bytes are those of the LEB128 of DWARF and WebAssembly."""
    assert varints.one(value).hex() == varints.encoded([value]).hex() == written
    assert varints.encoded([1, value, 2]).hex() == f"01{written}02"
