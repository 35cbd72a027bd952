"""Bars of counted records: years are joined rather than cut off, and what is not listed is said."""

from __future__ import annotations

import re

import pytest

from lantai.prose.blocks.chart import _by_period


@pytest.mark.parametrize(
    ("years", "limit", "expected"),
    [
        (range(1950, 1953), 20, [("1950", 1), ("1951", 1), ("1952", 1)]),
        (range(1950, 1960), 2, [("1950—1954", 5), ("1955—1959", 5)]),
        (range(1766, 1912), 8, [("1760—1779", 14), ("1780—1799", 20), ("1800—1819", 20), ("1820—1839", 20),
                                ("1840—1859", 20), ("1860—1879", 20), ("1880—1899", 20), ("1900—1919", 12)]),
        ([1500, 1700, 1900], 2, [("1500—1599", 1), ("1700—1799", 1), ("1900—1999", 1)]),
    ],
)  # fmt: skip
def test_years_are_joined_until_there_are_few_enough(years, limit, expected) -> None:
    """Every record is counted in one of the bars; a century is the longest of them."""
    counts = [(str(year), 1) for year in reversed(years)]
    assert _by_period(counts, limit) == expected


def test_what_a_chart_leaves_out_is_said(prose, context) -> None:
    """Three kinds, one bar: two others with four records."""
    context.records.tally = lambda field, **query: [("通知", 5), ("函", 3), ("图", 1)]
    found = prose("/// chart\n    title: 文种\n    records-by: genre\n    limit: 1\n///")
    assert re.findall(r'<th scope="row">([^<]+)', found.html) == ["通知"]
    assert "另有 2 项没有列出，共 4。" in found.html
