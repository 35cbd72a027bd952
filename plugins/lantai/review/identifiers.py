"""Identifiers of living people: found anywhere in a text, after NFKC, whatever spaces or hyphens stand between digits.

``find`` is exact and looks at one text; ``suspected`` returns by a few cheap expressions every text in which ``find``
could find something (and some others), so that Python sees only few. What
hides more than gaps do is found by ``disguised``.

Rules: resident ID GB 11643-1999 (region, date, check digit by ISO 7064 mod 11-2); bank card ISO/IEC 7812
(issuer and Luhn digit); number plates GA 36-2018. In a reference code, whose digits often run as long as
an ID, only a resident ID with a right check digit counts; elsewhere also one that was copied with a slip, which
names its owner all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from lantai.review import disguised

_GAPS = r"\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff"
"""What people and programs put between digits: spaces, hyphens and dashes, invisible characters."""
_RUN = re.compile(rf"[0-9](?:[{_GAPS}]*[0-9])*(?:[{_GAPS}]*[Xx](?![A-Za-z]))?")
_GROUP = re.compile(r"[0-9]+[Xx]?|[Xx]")

_REGIONS = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)
"""First two digits: GB/T 2260, and the residence permits of 台湾 (83), 香港 (81) and 澳门 (82)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"

_ISSUERS = (
    (re.compile(r"62"), range(16, 20)),  # UnionPay
    (re.compile(r"60|65|68|69|94|955"), range(16, 20)),  # older mainland cards, Discover
    (re.compile(r"4"), (13, 16, 18, 19)),  # Visa
    (re.compile(r"5[1-5]|22[2-9]|2[3-6]|27[01]|2720"), (16,)),  # Mastercard
    (re.compile(r"3[47]"), (15,)),  # American Express
    (re.compile(r"35(?:2[89]|[3-8])"), range(16, 20)),  # JCB
    (re.compile(r"3(?:0[0-5]|[689])"), range(14, 20)),  # Diners
)

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[EGDSPH][0-9]{8}|E[A-HJ-NP-Z][0-9]{7})(?![A-Za-z0-9])", re.IGNORECASE)
_LOCAL = r"[A-Za-z0-9._%+\-]"
# Only from the beginning of a run and without a way back: ten thousand digits take no longer than their length.
_EMAIL = re.compile(rf"(?<!{_LOCAL}){_LOCAL}++\s*+@\s*[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{{2,}}")
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•.\s\-]?((?:[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[挂学警港澳]))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"[路街巷弄道里村坊苑园胡同][^，。；,;]{0,10}?[0-9]+\s*[号弄][^，。；,;]{0,14}?[0-9]+\s*[室户]"
    r"|(?:家庭住址|家庭地址|现住址|户籍地址|住址|家住)[:\s]*[^，。；,;]{2,30}?[0-9]+\s*号"
)
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier found in a text. ``kind`` is one of KINDS."""

    kind: str
    text: str
    written: str = ""
    """How it stands in the text as ``disguised.plain`` returns it, where more than gaps hides it."""

    def masked(self) -> str:
        """Return it for reports with its middle hidden: a report travels further than an export."""
        keep = 3 if len(self.text) > 8 else 1
        return self.text[:keep] + "…" + self.text[-2:]


KINDS = {
    "resident-id": ("居民身份证号", "resident ID"),
    "resident-id-slip": ("疑似居民身份证号（校验码不符）", "likely resident ID (wrong check digit)"),
    "resident-id-15": ("15 位身份证号", "15-digit resident ID"),
    "mobile": ("手机号", "mobile number"),
    "bank-card": ("银行卡号", "bank card"),
    "passport": ("护照号", "passport"),
    "email": ("电子邮箱", "e-mail"),
    "plate": ("车牌号", "number plate"),
    "address": ("详细住址", "home address"),
}
"""Kind → Chinese and English label, in the order in which they are looked for."""


def find(text: str, *, in_code: bool = False) -> list[Identifier]:
    """Return the identifiers in ``text``, each once, in order of KINDS; ``in_code`` for reference codes."""
    text = unicodedata.normalize("NFKC", text)
    found: dict[Identifier, None] = {}
    for run in _RUN.finditer(text):
        for identifier in _in_run(run[0], in_code):
            found[identifier] = None
    if not in_code:
        for identifier in (*_in_words(text), *_disguised(text, found)):
            found[identifier] = None
    order = list(KINDS)
    return sorted(found, key=lambda identifier: order.index(identifier.kind))


def hidden(text: str) -> str:
    """Return ``text`` with the middle of every identifier in it hidden, for what is shown on a screen or sent on."""
    found = find(text)
    if found:
        is_hidden = any(identifier.written for identifier in found)
        text = disguised.plain(text) if is_hidden else unicodedata.normalize("NFKC", text)
    for identifier in found:
        spelt = re.escape(identifier.written) or rf"[{_GAPS}]*".join(map(re.escape, identifier.text))
        text = re.sub(spelt, identifier.masked(), text, flags=re.IGNORECASE)
    return text


_FOLDED = r"[^\x{20}-\x{7e}\x{3001}\x{3002}\x{300a}-\x{3011}\x{3014}\x{3015}\x{4e00}-\x{9fff}]"
"""Any character beyond ASCII, common Chinese ones and their brackets: NFKC, or a gap, may be a matter of it."""
_MAY_HOLD = rf"[0-9@]|{_FOLDED}|{disguised.FIVE_IN_HAN}|{disguised.ENTITY}"
"""What is in every text with an identifier; only such texts are looked at more closely."""


def _digits(text: pl.Expr, *, in_code: bool, folded: bool) -> pl.Expr:
    """Return an expression that is true wherever there is something in ``text`` that nothing but gaps hides.

    Without ``folded`` the text is known to hold only characters that NFKC leaves as they are.
    """
    text = text.str.normalize("NFKC") if folded else text
    joined = text.str.replace_all(rf"[{_GAPS}]+", "")
    if in_code:
        return joined.str.contains(r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx]")
    pattern = (
        r"[0-9]{11}|@|(?i:[EGDSPH][0-9]{8}|E[A-Z][0-9]{7})"
        rf"|[{_PROVINCES}](?i:[A-Z])[·•.]?(?i:[A-Z0-9]{{4}})"
        r"|[路街巷弄道里村坊苑园胡同].{0,10}?[0-9]+[号弄].{0,14}?[0-9]+[室户]"
        r"|(?:住址|家庭地址|户籍地址|家住)"
    )
    return joined.str.contains(pattern)


def suspected(texts: pl.Series, *, in_code: bool = False) -> pl.Series:
    """Return those of ``texts`` in which ``find`` could find something, and some others.

    Most hold no digit, and nothing that NFKC would change.
    """
    texts = texts.filter(texts.str.contains(_MAY_HOLD))
    odd = texts.str.contains(_FOLDED)
    if not odd.any():
        return texts.filter(_suspects(texts.to_frame("text"), in_code, folded=False))
    plain, folded = texts.filter(~odd), texts.filter(odd)
    return pl.concat([
        plain.filter(_suspects(plain.to_frame("text"), in_code, folded=False)),
        folded.filter(_suspects(folded.to_frame("text"), in_code, folded=True)),
    ])  # fmt: skip


def _suspects(frame: pl.DataFrame, in_code: bool, *, folded: bool) -> pl.Series:
    found = frame.select(_digits(pl.col("text"), in_code=in_code, folded=folded)).to_series()
    if in_code:
        return found
    return found | disguised.suspected(frame["text"].str.normalize("NFKC") if folded else frame["text"])


def valid_resident_id(number: str) -> bool:
    """Return whether 18 characters are a resident ID: region, date of birth and check digit are right.

    Permanent residents from abroad have numbers of the same form that begin with 9.
    """
    if len(number) != 18 or not number[:17].isdecimal():
        return False
    if int(number[:2]) not in _REGIONS and number[0] != "9":
        return False
    if not _is_date(number[6:10], number[10:12], number[12:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == number[17].upper()


def luhn(number: str) -> bool:
    """Return whether the last digit of ``number`` is its Luhn check digit."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _in_run(run: str, in_code: bool) -> list[Identifier]:
    """Look into digits that only gaps separate.

    A resident ID proves itself by its check digit and is looked for at every offset; the others
    must begin and end where a group of digits does.
    """
    groups = _GROUP.findall(run)
    joined = "".join(groups)
    found = [
        Identifier("resident-id", joined[start : start + 18])
        for start in range(len(joined) - 17)
        if valid_resident_id(joined[start : start + 18])
    ]
    if in_code or found:
        return found
    for first in range(len(groups)):
        number = ""
        for last in range(first, len(groups)):
            number += groups[last]
            if len(number) > 19:
                break
            kind = _kind_of(number, groups[first : last + 1])
            if kind:
                found.append(Identifier(kind, number))
    return found


def _kind_of(number: str, groups: list[str]) -> str:
    if _is_dated(groups):
        return ""
    if len(number) == 18 and int(number[:2]) in _REGIONS and _is_date(number[6:10], number[10:12], number[12:14]):
        return "resident-id-slip"
    if not number.isdecimal():
        return ""
    if re.fullmatch(r"(?:00)?(?:86)?1[3-9][0-9]{9}", number):
        return "mobile"
    if len(number) == 15 and int(number[:2]) in _REGIONS and _is_date("19" + number[6:8], number[8:10], number[10:12]):
        return "resident-id-15"
    if 13 <= len(number) <= 19 and _issued(number) and luhn(number):
        return "bank-card"
    return ""


def _is_dated(groups: list[str]) -> bool:
    """Return whether groups read as a year and what follows it: ``1954-1955-012``, ``1951-03-12 001``."""
    if len(groups) < 2 or not _YEAR.fullmatch(groups[0]):
        return False
    return len(groups[1]) <= 2 or bool(_YEAR.fullmatch(groups[1]))


def _issued(number: str) -> bool:
    return any(prefix.match(number) and len(number) in lengths for prefix, lengths in _ISSUERS)


def _disguised(text: str, found: Iterable[Identifier]) -> Iterator[Identifier]:
    """Yield what ``found`` does not have yet: identifiers that are written so that digits alone do not show them."""
    known = {identifier.text.upper() for identifier in found}
    for number, written in disguised.resident_ids(disguised.plain(text), valid_resident_id):
        if number not in known:
            yield Identifier("resident-id", number, written)
    for number, written in disguised.mobiles(text):
        if number not in known:
            yield Identifier("mobile", number, written)


def _in_words(text: str) -> list[Identifier]:
    joined = re.sub(rf"(?<=[0-9])[{_GAPS}]+(?=[0-9])", "", text)
    joined = re.sub(rf"(?<=[A-Za-z])[{_GAPS}]+(?=[0-9]{{7}})", "", joined)
    found = [Identifier("passport", match[0].upper()) for match in _PASSPORT.finditer(joined)]
    found += [Identifier("email", match[0]) for match in _EMAIL.finditer(text)]
    for match in _PLATE.finditer(joined):
        if sum(character.isdigit() for character in match[1]) >= 3:
            found.append(Identifier("plate", match[0].upper()))
    found += [Identifier("address", match[0]) for match in _HOME.finditer(joined)]
    return found


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return 1850 <= born.year <= 2100
