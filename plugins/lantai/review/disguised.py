"""Identifiers that digits alone do not show: with points, commas or brackets between them, in digits of Chinese or of
another script, with letters that look like digits, with invisible characters or marks of HTML.

A resident ID proves itself by its check digit, so its digits may be written in any of these ways, as long as it
begins and ends where digits do. A mobile number proves nothing, and counts as people write it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

import polars as pl

_HAN = dict(zip("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000123456789123456789", strict=True))
_HAN_DIGITS = "".join(_HAN)
_LETTERS = str.maketrans("OoIl", "0011")
"""Letters that machines read, or people type, for digits."""
_X = "XxＸХх×✕*"
_BETWEEN = r"[\s.·•・_/、,，;；|:：~～+()（）\[\]〔〕\-\u2010-\u2015\u2212]{0,3}"
_LEAST = 10
"""Real digits among those of a resident ID, so that no word is taken for one."""

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0\u034f\u180e"
"""Letters that nobody sees."""
_TAG = re.compile(r"<[^<>]{1,40}>")
_HAN_RUN = re.compile(rf"[{_HAN_DIGITS}](?:{_BETWEEN}[{_HAN_DIGITS}]){{10,}}[{_X}]?")
_ID = re.compile(rf"(?<![0-9])(?=([0-9OoIl](?:{_BETWEEN}[0-9OoIl]){{16}}{_BETWEEN}[0-9OoIl{_X}])(?![0-9]))")
_MOBILE = re.compile(
    r"(?<![0-9])(?:(?:\+|00)?86[-. ]?)?"
    r"(?:1[3-9][0-9](?:[.·・_/][0-9]{4}){2}|\(1[3-9][0-9]\)[-. ]?[0-9]{4}[-. ]?[0-9]{4})(?![0-9])"
)

_LIKE = rf"[\p{{Nd}}OoIl{_HAN_DIGITS}]"
_SIGNS = rf"[[^\p{{L}}\p{{Nd}}○]{_FILLERS}]{{0,3}}"
ENTITY = r"&#?[A-Za-z0-9]{2,8};"
"""What HTML writes for a gap, or for a digit."""
FIVE_IN_HAN = rf"[{_HAN_DIGITS}](?:(?:<[^<>]*>|[^\p{{L}}\p{{Nd}}]|[{_FILLERS}]){{0,3}}[{_HAN_DIGITS}]){{4}}"
"""What every number in Chinese has that is found (but for entities), and no year."""
_PARTED = (
    rf"[0-9][^\p{{L}}\p{{N}}]{{1,3}}[0-9]|[0-9][<{_FILLERS}]|[0-9][OoIl]{{1,2}}[0-9]|{FIVE_IN_HAN}"
    rf"|[\p{{Nd}}&&[^0-9]]|{ENTITY}"
)
_LONG = rf"(?:{_LIKE}{_SIGNS}){{17}}|<|{ENTITY}"
"""As many digits as a resident ID has, or a tag or an entity, which are slow to look for between them."""
_MANY = rf"{_LONG}|1[3-9][0-9]\)?[-. ]?[.·・_/]?[0-9]{{4}}|[{_HAN_DIGITS}](?:{_SIGNS}[{_HAN_DIGITS}]){{10}}"


def suspected(texts: pl.Series) -> pl.Series:
    """Return of ``texts``, which are NFKC, which may hold something that is found here: few, and all that do."""
    parted = texts.str.contains(_PARTED).fill_null(False)
    where = parted.arg_true()
    return parted.scatter(where, texts.gather(where).str.contains(_MANY))


def long(texts: pl.Series) -> pl.Series:
    """Return of ``texts``, which are NFKC, which may hold as many digits in a row as a resident ID, however written."""
    return texts.str.contains(_LONG)


def plain(text: str) -> str:
    """Return a text as a reader sees it: without tags, entities and what is invisible, digits of any script as 0 to 9,
    those of a long number in Chinese too."""
    text = unicodedata.normalize("NFKC", text)
    if "<" in text or "&" in text:
        text = _TAG.sub("", html.unescape(text))
    if not text.isascii():
        text = "".join(map(_seen, text))
    return _HAN_RUN.sub(lambda run: "".join(_HAN.get(each, each) for each in run[0]), text)


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    return "" if category in ("Cf", "Mn", "Me") or character in _FILLERS else character


def resident_ids(text: str, is_valid: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the resident IDs in a text that is ``plain``, each with how it is written there."""
    for match in _ID.finditer(text):
        written = match[1]
        number = "".join(each for each in written[:-1] if each.isalnum()).translate(_LETTERS)
        number += "X" if written[-1] in _X else written[-1].translate(_LETTERS)
        if sum(each.isdigit() for each in written) >= _LEAST and is_valid(number):
            yield number, written


def mobiles(text: str) -> Iterator[tuple[str, str]]:
    """Yield the mobile numbers in a text, as in ``resident_ids``; of those in digits only what gaps do not show."""
    for match in _MOBILE.finditer(plain(text)):
        yield re.sub(r"[^0-9]", "", match[0])[-11:], match[0]
    for run in _HAN_RUN.finditer(unicodedata.normalize("NFKC", text)):
        number = "".join(_HAN[each] for each in run[0] if each in _HAN)
        if re.fullmatch(r"1[3-9][0-9]{9}", number):
            yield number, plain(run[0])
