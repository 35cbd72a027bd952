"""Numbers in dates: 1985, 一九八五, 二十六, 廿六, 卅, 元, 初五, 正月, 冬月, 腊月."""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "廿": 20, "卅": 30, "卌": 40}
_NAMED = {"元": 1, "正": 1, "冬": 11, "腊": 12}

NUMBER = "[0-9〇零○元一二两三四五六七八九十廿卅卌百]+"
"""Pattern of anything ``number`` may read."""
CHINESE_DIGIT = "[〇零○一二三四五六七八九]"


def number(text: str) -> int | None:
    """Return the value of a numeral as dates use it, or None if it is none.

    Digits in a row are positional (一九四九, 二六); with 十 廿 卅 百 they add up (二十六, 廿六).
    """
    if text in _NAMED:
        return _NAMED[text]
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _additive(text)


def _additive(text: str) -> int | None:
    total, pending, last_unit = 0, None, 1000
    for character in text:
        if character in _DIGITS:
            if pending not in (None, 0):
                return None
            pending = _DIGITS[character]
        elif character == "百" and last_unit > 100:
            total, pending, last_unit = total + 100 * (pending or 1), None, 100
        elif character == "十" and last_unit > 10:
            total, pending, last_unit = total + 10 * (pending or 1), None, 10
        elif character in _TENS and character != "十" and pending in (None, 0) and last_unit > 10:
            # 二十 in one character; 廿十 does not exist, so a following 十 is refused by last_unit.
            total, pending, last_unit = total + _TENS[character], None, 10
        else:
            return None
    return total + (pending or 0)
