"""Dates as old documents write them: lunar dates of the Qing, years of the Republic, figures of the 1950s."""

from __future__ import annotations

import random
from datetime import date, timedelta

import sxtwl
from tools.demo.world import chinese_number

REIGNS = (
    ("乾隆", 1736),
    ("嘉庆", 1796),
    ("道光", 1821),
    ("咸丰", 1851),
    ("同治", 1862),
    ("光绪", 1875),
    ("宣统", 1909),
)
MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def any_day(rng: random.Random, first: int, last: int) -> date:
    """Return a day of the years ``first`` to ``last``."""
    start = date(first, 1, 1)
    return start + timedelta(days=rng.randrange((date(last, 12, 31) - start).days))


def lunar(day: date, rng: random.Random) -> str:
    """Return a Qing date in one of the forms that registers have: to the day, the month or the year."""
    found = sxtwl.fromSolar(day.year, day.month, day.day)
    year = found.getLunarYear()
    reign, first = [entry for entry in REIGNS if entry[1] <= year][-1]
    number = year - first + 1
    text = reign + ("元" if number == 1 else chinese_number(number)) + "年"
    form = rng.random()
    if form < 0.08:
        return text
    text += ("闰" if found.isLunarLeap() else "") + MONTHS[found.getLunarMonth() - 1] + "月"
    return text if form < 0.22 else text + lunar_day(found.getLunarDay()) + ("日" if form > 0.75 else "")


def lunar_day(number: int) -> str:
    """Return the day of a lunar month: 初一 … 三十."""
    if number <= 10:
        return "初" + ("十" if number == 10 else chinese_number(number))
    return {20: "二十", 30: "三十"}.get(number) or ("十" if number < 20 else "廿") + chinese_number(number % 10)


def republic(day: date, rng: random.Random) -> str:
    """Return a date of the Republic: 民国二十三年三月, 民国23年, 民国二十三年三月五日."""
    year = day.year - 1911
    form = rng.random()
    if form < 0.25:
        return f"民国{year}年"
    text = f"民国{'元' if year == 1 else chinese_number(year)}年"
    if form < 0.5:
        return text
    text += chinese_number(day.month) + "月"
    return text if form < 0.8 else text + chinese_number(day.day) + "日"


def republic_span(first: date, last: date) -> str:
    """Return the span of a file of the Republic: 民国二十三年三月至二十四年五月."""
    start, end = (chinese_number(day.year - 1911) + "年" + chinese_number(day.month) + "月" for day in (first, last))
    return f"民国{start}至{'民国' + end}"


def modern(day: date, rng: random.Random) -> str:
    """Return a date after 1949 in one of the forms of registers: 19540705, 1954.7.5, 1954年7月5日, 195407, 19540000."""
    form = rng.random()
    if form < 0.7:
        return f"{day:%Y%m%d}"
    if form < 0.8:
        return f"{day.year}.{day.month}.{day.day}"
    if form < 0.92:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day:%Y%m}" if form < 0.97 else f"{day.year}0000"
