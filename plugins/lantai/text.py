"""The one text folding: two writings of the same words become the same characters.

Search folds every title and every query by this definition, in Python here and in the browser by
``theme/static/js/search/fold.js``, which gets its table from ``browser_table()``. Both are held
together by the vectors in ``tests/fixtures/fold-vectors.json``.

``fold``, in this order:

1. Unicode NFC.
2. Each code point on its own: accents of Latin, Greek and Cyrillic letters (U+0300–036F) go;
   NFKC; lower case; controls, zero-width and bidirectional marks, variation selectors go;
   brackets, dashes, quotation marks and zeros become one each; traditional characters and
   variants become simplified ones (OpenCC's character dictionaries, then ``variants.txt``, forms of Japan).
3. Runs of white space become one space, and none stands beside a Chinese character or at an end.

``with_years`` then writes years and days in Arabic digits (一九五四 → 1954, 民国二十六年七月七日 and 1937.7.7 →
1937年7月7日). Search indexes both writings where they differ, and asks for both.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib import resources

SPACE = 0x20

_ZEROS = (0x0660, 0x06F0, 0x0F20, 0x1810, 0x19D0)
"""Zeros of Arabic (also as Persians write), Tibetan, Mongolian and Tai writing; their other digits follow."""

_REPLACED = {
    **dict.fromkeys("〔［【〖〘〚｛{[⟨〈《«＜<", "("),
    **dict.fromkeys("〕］】〗〙〛｝}]⟩〉》»＞>", ")"),
    **dict.fromkeys("‐‑‒–—―−﹣－─━~〜～", "-"),
    **dict.fromkeys("“”„‟〝〞「」『』‘’‚‛`´′″＂＇'", '"'),
    **dict.fromkeys("·•・‧∙⋅．․", "."),
    **dict.fromkeys("零○◯〇", "〇"),
    "。": ".",
    "、": ",",
    "ς": "σ",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    **{chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)},
}
"""Signs of one meaning, after NFKC and lower case or before it; letters that Unicode does not take apart (Łódź)."""

IGNORED_RANGES = (
    (0x0000, 0x0008), (0x000E, 0x001F), (0x007F, 0x0084), (0x0086, 0x009F), (0x00AD, 0x00AD), (0x0300, 0x036F),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Controls, accents, zero-width and bidirectional marks, variation selectors, tags."""

HAN_RANGES = (
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Chinese characters: white space beside one means nothing."""


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(rf"\U{low:08x}-\U{high:08x}" for low, high in ranges)


_IGNORED = re.compile(f"[{_class(IGNORED_RANGES)}]")
_WHITE = re.compile(r"\s")
_HAN = _class(HAN_RANGES)
_SPACES = re.compile(rf"(?<=[{_HAN}]) +| +(?=[{_HAN}])|^ +| +$| +(?= )")


def is_han(character: str) -> bool:
    """Whether a character is Chinese: white space beside it means nothing."""
    return any(low <= ord(character) <= high for low, high in HAN_RANGES)


def fold(text: str) -> str:
    """Return ``text`` folded. Folding twice changes nothing."""
    return _SPACES.sub("", unicodedata.normalize("NFC", text).translate(_TABLE))


def fold_character(character: str) -> str:
    """Return the folded form of one code point (after NFC): usually one, sometimes none or several."""
    if _IGNORED.match(character):
        return ""
    if _WHITE.match(character):
        return " "
    bare = _REPLACED.get(character, character)
    bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not "\u0300" <= c <= "\u036f")
    bare = unicodedata.normalize("NFKC", bare).lower()
    out = "".join(_REPLACED.get(c, c) for c in bare)
    return "".join(variants().get(c, c) for c in out if not _IGNORED.match(c))


def written_as(*signs: str) -> list[str]:
    """Return all characters that fold to one of these signs."""
    compatible = [chr(code) for code in range(0xFE30, 0xFFF0) if fold_character(chr(code)) in signs]
    return sorted({*signs, *compatible, *(source for source, target in _REPLACED.items() if target in signs)})


class _Table(dict):
    """A ``str.translate`` table that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


_TABLE = _Table()


# Traditional characters and variants ---------------------------------------------------------


@cache
def variants() -> dict[str, str]:
    """Return each traditional or variant character with its simplified form.

    From the dictionaries of opencc-python-reimplemented: regional variants (Taiwan, Hong Kong) to
    OpenCC's standard form, then traditional to simplified, the first choice where there are several
    (乾 → 干). 〇 stays itself. What OpenCC lacks comes from ``variants.txt`` (猨 → 猿) and, of the forms of
    Japan that records of its time here have (満鉄 → 满铁), those that are no Chinese character of GB 2312 (as 浜 is).
    """
    simplified = _dictionary("TSCharacters")
    regional = {**_dictionary("HKVariantsRev"), **_dictionary("TWVariantsRev")}
    table = {}
    for character in sorted({*simplified, *regional, *regional.values()}):
        target = simplified.get(character) or simplified.get(regional.get(character, ""), "")
        target = target or character
        target = simplified.get(target, target)
        if target != character:
            table[character] = target
    japanese = (f"{old}{new}" for old, new in _dictionary("JPVariants").items() if not _is_common(new))
    for standard, *others in (*_groups(), *japanese):
        target = table.get(standard, standard)
        table.update(dict.fromkeys((each for each in others if each not in table and each != target), target))
    return {character: table.get(target, target) for character, target in table.items()}


def _is_common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _groups() -> list[str]:
    """Return the groups of ``variants.txt``: a standard character, then its variants."""
    lines = resources.files("lantai").joinpath("variants.txt").read_text(encoding="utf-8").splitlines()
    return [group for line in lines if not line.startswith("#") for group in line.split()]


def _dictionary(name: str) -> dict[str, str]:
    text = resources.files("opencc").joinpath("dictionary", f"{name}.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    found = {source: choices.split(" ")[0].strip() for source, choices in pairs}
    return {source: target for source, target in found.items() if len(source) == len(target) == 1}


def browser_table(occurring: Collection[str] | None = None) -> dict[str, object]:
    """Return everything of this definition that JavaScript cannot compute itself, JSON-ready.

    Variants are left out whose simplified form is not ``occurring`` in what is searched (folded): however they
    fold, they are found nowhere. ``steps`` lead from one variant's code point to the next, ``shifts`` to its
    simplified form.
    """
    wanted = None if occurring is None else {*occurring, *"".join(eras()), *_NUMERAL, "年"}
    pairs = sorted((ord(a), ord(b)) for a, b in variants().items() if wanted is None or b in wanted)
    sources = [source for source, _ in pairs]
    replaced: dict[str, str] = {}
    for source, target in _REPLACED.items():
        replaced[target] = replaced.get(target, "") + source
    return {
        "steps": [source - before for before, source in itertools.pairwise([0, *sources])],
        "shifts": [target - source for source, target in pairs],
        "replaced": replaced,
        "ignored": IGNORED_RANGES,
        "han": HAN_RANGES,
        "eras": eras(),
    }


# Years ---------------------------------------------------------------------------------------

_ERAS = {
    "民国": (1912, 99), "宣统": (1909, 3), "光绪": (1875, 34), "同治": (1862, 13), "咸丰": (1851, 11),
    "道光": (1821, 30), "嘉庆": (1796, 25), "乾隆": (1736, 60), "雍正": (1723, 13), "康熙": (1662, 61),
    "顺治": (1644, 18), "崇祯": (1628, 17), "天启": (1621, 7), "泰昌": (1620, 1), "万历": (1573, 48),
    "隆庆": (1567, 6), "嘉靖": (1522, 45), "正德": (1506, 16), "弘治": (1488, 18), "成化": (1465, 23),
    "天顺": (1457, 8), "景泰": (1450, 8), "正统": (1436, 14), "宣德": (1426, 10), "洪熙": (1425, 1),
    "永乐": (1403, 22), "建文": (1399, 4), "洪武": (1368, 31), "康德": (1934, 12),
    "明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64),
}  # fmt: skip
"""Era → (year of its first year, years counted in it). Names since 1368 that mean one era only
(大同 is a city, too); source: the table of eras used for dates, ``records/dates/eras.csv``."""

_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 1, "廿": 2, "卅": 3}
_NUMERAL = "元〇一二三四五六七八九十廿卅0-9"


@cache
def eras() -> dict[str, tuple[int, int]]:
    """Return the eras by their folded names."""
    return {fold(name): span for name, span in _ERAS.items()}


@cache
def _year_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(eras()))
    digits = "〇一二三四五六七八九"
    return re.compile(rf"({names})([{_NUMERAL}]{{1,4}})年|(?<![{digits}十])([一二][{digits}]{{3}})(?![{digits}十])")


_DAYS = re.compile(
    rf"([0-9]{{4}})(?:年([{_NUMERAL}]{{1,4}})月(?:([{_NUMERAL}]{{1,4}})[日号])?|[-./]([0-9]{{1,2}})[-./]([0-9]{{1,2}})(?![0-9]))"
)


def with_years(folded: str) -> str:
    """Return folded text with years and days in Arabic digits: 一九五四 → 1954, 民国二十六年七月七日 → 1937年7月7日."""
    return _DAYS.sub(_day, _year_pattern().sub(_year, folded))


def _day(match: re.Match[str]) -> str:
    year, month, day, *plain = match.groups()
    if int(year) < 1912:
        return match.group()  # months of reigns are those of the moon
    return date_text(year, *((month, day) if month else plain)) or match.group()


def date_text(year: str, *parts: str | None) -> str:
    """Return a year, month or day as titles mostly write it: 1954年3月5日; "" if there is no such month or day."""
    rest = [numeral(part) for part in parts if part]
    if not all(0 < each <= most for each, most in zip(rest, (12, 31), strict=False)):
        return ""
    return "".join(f"{each}{unit}" for each, unit in zip((year, *rest), "年月日", strict=False))


def _year(match: re.Match[str]) -> str:
    era, count, plain = match.groups()
    if plain:
        value = int("".join(str(_DIGITS[digit]) for digit in plain))
        return str(value) if 1000 <= value <= 2099 else match.group()
    first, length = eras()[era]
    number = numeral(count)
    return f"{first + number - 1}年" if 1 <= number <= length else match.group()


def numeral(text: str) -> int:
    """Return the number from 1 to 99 that a folded numeral writes (二十六, 廿六, 二六, 26, 元), or 0."""
    if text == "元":
        return 1
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 else 0
    ones = "一二三四五六七八九"
    match = re.fullmatch(rf"([二三四五六七八九]?)([十廿卅])([{ones}]?)|([{ones}])([〇{ones}]?)", text)
    if not match:
        return 0
    many, ten, ones, alone, after = match.groups()
    if alone:
        return _DIGITS[alone] * 10 + _DIGITS[after] if after else _DIGITS[alone]
    if ten != "十" and many:
        return 0
    return (_DIGITS[many] if many else _TENS[ten]) * 10 + (_DIGITS[ones] if ones else 0)


# Reference codes -----------------------------------------------------------------------------

_NOT_CODE = re.compile(r"[\W_]+")


def code_key(code: str) -> str:
    """Return a reference code without its punctuation, folded: the order of the code index."""
    return _NOT_CODE.sub("", fold(code))


def code_parts(code: str) -> str:
    """Return a reference code with each run of punctuation as one ``-``: J001-WS·1954 → j001-ws-1954."""
    return _NOT_CODE.sub("-", fold(code)).strip("-")
