"""What of a record is searched: its folded texts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lantai import text
from lantai.search import streams


@settings(max_examples=30)
@given(st.lists(st.text("土改地 aB1九五四年〇〔–", max_size=12), min_size=1, max_size=8))
def test_columns_fold_like_single_texts(titles: list[str]) -> None:
    """Folding by the column gives what folding each title gives."""
    found = streams.of_texts([[title] for title in titles])
    joined = found.codes.astype("<u4").tobytes().decode("utf-32-le")
    assert joined == "".join(f"\x02{text.fold(title)}\x03" for title in titles)
