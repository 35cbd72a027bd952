"""Published records by year as a small bar chart: numbers for an SVG, and the table that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 120
"""Size of the drawing in its own units; it scales with the column."""
MOST_BARS = 90
"""More years than this are gathered into decades."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its first and last year, its count and where it stands in the drawing."""

    label: str
    first: int
    last: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """``bars`` in order of time; ``ticks`` are the labels below the axis with their x."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    most: int
    by_decade: bool


def chart(years: Mapping[str, int]) -> Chart | None:
    """Return the chart of counts by year, None where there is nothing to compare."""
    counts = {int(year): count for year, count in years.items()}
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    by_decade = last - first + 1 > MOST_BARS
    step = 10 if by_decade else 1
    first, last = first // step * step, last // step * step
    sums = dict.fromkeys(range(first, last + 1, step), 0)
    for year, count in counts.items():
        sums[year // step * step] += count
    most = max(sums.values())
    slot = WIDTH / len(sums)
    bars = []
    for index, (year, count) in enumerate(sums.items()):
        # A bar of one record beside one of thousands must still be seen.
        height = max(2.0, count / most * HEIGHT) if count else 0.0
        label = f"{year}s" if by_decade else str(year)
        bars.append(
            Bar(
                label,
                year,
                year + step - 1,
                count,
                *(round(n, 2) for n in (index * slot, HEIGHT - height, slot * 0.8, height)),
            )
        )
    every = max(1, round(len(bars) / 6))
    ticks = tuple((bar.label, round(bar.x + bar.width / 2, 2)) for bar in bars[::every])
    return Chart(tuple(bars), ticks, most, by_decade)
