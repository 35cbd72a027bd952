"""Columns by which the gate would hold records, whatever they are called: unread, they let pass what they hold."""

from __future__ import annotations

import re
from collections.abc import Collection

from lantai.intake.aliases import SECRECY_CODES, STATUS_CODES, field_of
from lantai.records.fields import OPEN_STATUSES

GUARDS = ("secrecy", "open_status")
"""Fields by which the gate holds records: a column of theirs must be read, or left out on purpose."""

_IN_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_SECRECY = {*SECRECY_CODES, "公开", "已解密", "涉密", "内部", "秘密", "机密", "绝密", "工作秘密"}
_HELD = {"控制", "延期开放", "未审核", "不公开", "部分开放", "涉密", "内部", "秘密", "机密", "绝密", "工作秘密"}
_HELD |= {word for word, status in STATUS_CODES.items() if status != "开放" and _IN_WORDS.search(word)}
_WORDS = _HELD | _SECRECY | {*OPEN_STATUSES, *STATUS_CODES}
_NAME = re.compile("控制|划控|开放|公开|涉密|保密|密级|定密|解密")
_NO_GUARD = re.compile(
    "(日期|时间|年限|期限|年度|年份|人|者|员|单位|部门|依据|理由|原因|说明|批次|号|编号|次数|形式|方式)$"
)
_MOST_VALUES = 12
"""Different values that a column has at most by which records are held: it classifies."""


def hold(values: Collection[str]) -> bool:
    """Whether these are the different values of a column that holds some records: 控制 among 开放, 秘密 among 公开."""
    return bool(set(values) & _HELD) and by_values(values)


def by_values(values: Collection[str]) -> bool:
    """Whether values classify what may be published, in words: further on in the list may be one that holds."""
    said = set(values)
    return any(map(_IN_WORDS.search, said & _WORDS)) and 2 * len(said & _WORDS) > len(said)


def of_column(header: str, values: Collection[str]) -> str:
    """Return the field by which records are held that a column seems to be, ``""`` if it seems to be none.

    Where only its name says so the opposite may be meant (是否控制): such values must be put in words.
    """
    name = field_of(header)
    if name in GUARDS:
        return name
    if by_values(values):
        return "secrecy" if set(values) & _WORDS <= _SECRECY else "open_status"
    if name or not _NAME.search(header) or _NO_GUARD.search(header) or len(values) > _MOST_VALUES:
        return ""
    return "secrecy" if "密" in header else "open_status"
