"""Why a record is held: the reasons, named once, with their labels and who may lift them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from lantai.records.fields import SEPARATOR


class Lifted(Enum):
    """What can lift a hold."""

    PERSON = "person"
    """A person's decision in the ledger."""
    FIELD = "field"
    """Only a corrected field in a new export."""
    TIME = "time"
    """Time, or an early category with its basis."""
    SIGNATURES = "signatures"
    """The four sign-offs of the release."""
    NEVER = "never"
    """Nothing within this program: the archive's own proceedings come first."""


_LIFTED_TEXT = {
    Lifted.PERSON: ("可由人复核后放行", "a person may release it"),
    Lifted.FIELD: ("改正原字段后重新导出", "correct the field and export again"),
    Lifted.TIME: ("期满，或注明提前开放的类别与依据", "time, or an early category with its basis"),
    Lifted.SIGNATURES: ("签署齐全后放行", "the four sign-offs"),
    Lifted.NEVER: ("不可在此放行", "cannot be released here"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a hold. ``rule`` is its number in the order of the gate."""

    code: str
    rule: int
    zh: str
    en: str
    lifted: Lifted

    def label(self, language: str = "zh") -> str:
        return self.en if language == "en" else self.zh

    def lifting(self, language: str = "zh") -> str:
        """Return in words what can lift this hold."""
        zh, en = _LIFTED_TEXT[self.lifted]
        return en if language == "en" else zh

    @property
    def by_person(self) -> bool:
        return self.lifted is Lifted.PERSON


WITHDRAWN = Reason("withdrawn", 0, "已撤下", "withdrawn", Lifted.NEVER)
STATUS = Reason("status", 2, "开放状态不是“开放”", "not marked open (开放)", Lifted.NEVER)
GONE = Reason(
    "gone",
    2,
    "已销毁、遗失或移交他处，馆里没有",
    "destroyed, lost or given away: it is not in the archive",
    Lifted.FIELD,
)
SECRECY = Reason("secrecy", 2, "密级不为空、公开或已解密", "has a secrecy class", Lifted.NEVER)
MARKING = Reason("marking", 2, "字段中有密级标志", "a secrecy marking stands in a field", Lifted.NEVER)
CLOSED = Reason("closed", 3, "未满封闭期", "closure period not over", Lifted.TIME)
UNDATED = Reason("undated", 3, "日期不明，无法判断是否期满", "undated, age unknown", Lifted.FIELD)
LATER = Reason(
    "review-later",
    2,
    "写着开放，再审（延期至）的日期却还没到",
    "marked open, but to be reviewed again later",
    Lifted.PERSON,
)
YEARS = Reason(
    "years",
    3,
    "与档号、文号、题名里的年份或同一全宗相比，日期早得可疑，可能写错",
    "the date is early for its code, document number or title, or for its fonds, and may be a mistake",
    Lifted.PERSON,
)
IDENTIFIER = Reason("identifier", 4, "含个人标识（证件号、电话等）", "contains a personal identifier", Lifted.FIELD)
WORDS = Reason("words", 5, "含敏感词，待人复核", "contains trigger words, waits for a person", Lifted.PERSON)
UNAPPROVED = Reason(
    "unapproved", 6, "批次未经签署或签署后有改动", "release not signed, or changed since", Lifted.SIGNATURES
)
CHANGED = Reason("changed", 6, "放行后内容有变，须重新复核", "changed since a person released it", Lifted.PERSON)
REFUSED = Reason("refused", 6, "复核意见：不放行", "a person decided to hold it", Lifted.PERSON)

REASONS = (
    *(WITHDRAWN, STATUS, LATER, GONE, SECRECY, MARKING, CLOSED, UNDATED, YEARS, IDENTIFIER, WORDS),
    *(UNAPPROVED, CHANGED, REFUSED),
)
"""Every reason, in the order of the gate."""

MEDIA_MINORS = Reason("media-minors", 7, "图像可能有未成年人", "pictures may show minors", Lifted.PERSON)
MEDIA_MAP = Reason("media-map", 7, "地图没有审图号", "a map without its approval number", Lifted.PERSON)
MEDIA_IDENTIFIER = Reason(
    "media-identifier", 7, "图像的文字含个人标识", "an identifier in the text of pictures", Lifted.FIELD
)
MEDIA_MARKING = Reason(
    "media-marking", 7, "图像的文字有密级标志", "a secrecy marking in the text of pictures", Lifted.NEVER
)
MEDIA_WORDS = Reason("media-words", 7, "图像的文字含敏感词", "trigger words in the text of pictures", Lifted.PERSON)
MEDIA_UNSIGNED = Reason(
    "media-unsigned", 7, "图像签署后新增或有改动", "pictures added or changed since signed", Lifted.SIGNATURES
)
MEDIA_REASONS = (MEDIA_MINORS, MEDIA_MAP, MEDIA_IDENTIFIER, MEDIA_MARKING, MEDIA_WORDS, MEDIA_UNSIGNED)
"""Reasons that hold a record's pictures and recordings but not its listing."""

BY_CODE = MappingProxyType({reason.code: reason for reason in (*REASONS, *MEDIA_REASONS)})


def split(holds: str | None) -> tuple[Reason, ...]:
    """Return the reasons that a ``holds`` value names."""
    return tuple(BY_CODE[code] for code in (holds or "").split(SEPARATOR) if code)


def releasable(holds: Iterable[Reason]) -> bool:
    """Return whether a person's decision alone would publish a record held for these reasons."""
    return all(reason.by_person for reason in holds)
