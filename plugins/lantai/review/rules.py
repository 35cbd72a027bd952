"""The rules of the gate as polars expressions: each gives one reason, and is true where it holds a record.

Every rule fails closed: a missing column, an empty or unreadable value holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo

import polars as pl

from lantai.records import markings
from lantai.records.fields import BY_NAME, CLEARED, GONE, SEPARATOR
from lantai.review import disguised, identifiers

OPEN = "开放"
NOT_SECRET = ("", "公开", "已解密")
CODE_FIELDS = frozenset({"repository_code", "ref_code", "parent_ref", "alt_refs"})
"""Fields that hold reference codes, in whose digits only a checked resident ID counts."""

_YES = ("是", "公开", "true", "yes", "1")
_ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


def text(frame: pl.DataFrame, column: str) -> pl.Expr:
    """Return a column as text, or nulls where the frame has no such column."""
    if column not in frame.columns:
        return pl.lit(None, pl.String)
    return pl.col(column).cast(pl.String)


def column(frame: pl.DataFrame, expression: pl.Expr, name: str) -> pl.Series:
    """Return an expression's value for each row of ``frame``; a constant is repeated."""
    return frame.with_columns(expression.alias(name)).get_column(name)


def status(frame: pl.DataFrame) -> pl.Expr:
    """Rule 2: ``open_status`` is not literally 开放."""
    return (text(frame, "open_status") != OPEN).fill_null(True)


def secrecy(frame: pl.DataFrame) -> pl.Expr:
    """Rule 2: 密级 is something other than empty, 公开 or 已解密."""
    return ~text(frame, "secrecy").fill_null("").str.strip_chars().is_in(NOT_SECRET)


def later(frame: pl.DataFrame, publish_at: datetime | None) -> pl.Expr:
    """Rule 2: the record is to be reviewed again after its release: that is no longer so, or it is not open.

    A month or a day that is not told is the last one.
    """
    parts = text(frame, "review_on").str.extract_groups(r"((?:19|20|21)\d{2})\D?(\d{1,2})?\D?(\d{1,2})?")
    year, month, day = (parts.struct.field(str(group)) for group in (1, 2, 3))
    on = year + month.fill_null("12").str.zfill(2) + day.fill_null("31").str.zfill(2)
    return (on > (f"{publish_at:%Y%m%d}" if publish_at else "")).fill_null(False)


def gone(frame: pl.DataFrame) -> pl.Expr:
    """Rule 2: what it describes is no longer in the archive, as intake has found out."""
    return text(frame, GONE).is_not_null()


def said(frame: pl.DataFrame, held: pl.Expr, name: str) -> pl.Series:
    """Return what stands in the field for which a rule holds a row: 密级：机密. Null where nothing stands in it."""
    return column(frame, pl.when(held).then(BY_NAME[name].zh + "：" + text(frame, name)), f"{name}_said")


def marking(frame: pl.DataFrame, columns: Iterable[str]) -> pl.Series:
    """Rule 2: a secrecy marking stands in one of ``columns``, published or not.

    Fields are joined by line breaks, at which a marking begins and ends anew.
    """
    named = [text(frame, name) for name in columns if name != "secrecy"]
    everything = pl.concat_str(named or [pl.lit("")], separator="\n", ignore_nulls=True)
    marked = markings.marked(column(frame, everything, "everything"))
    return pl.Series("marking", [False] * frame.height, pl.Boolean).scatter(marked, True)


def undated(frame: pl.DataFrame) -> pl.Expr:
    """Rule 3: there is no latest date that can be read."""
    return ~text(frame, "date_end").str.contains(_ISO_DATE).fill_null(False)


def closed(frame: pl.DataFrame, closure_years: int | None, moment: datetime, zone: tzinfo) -> pl.Expr:
    """Rule 3: the latest possible date plus ``closure_years`` is after the moment.

    档案法 (2021) art. 27 opens records 25 years after they were made; the years count from the latest
    possible day, and 29 February counts from 1 March where its year has none. Undated rows are not closed here.
    ``closure_years`` None closes nothing: the release says that its material is not archives.
    """
    if closure_years is None:
        return pl.lit(False)
    return ~undated(frame) & (text(frame, "date_end") > _last_open(closure_years, moment, zone)).fill_null(False)


def _last_open(closure_years: int, moment: datetime, zone: tzinfo) -> str:
    """Return the latest day on which what was made then is open at ``moment``."""
    today = moment.astimezone(zone).date()
    return f"{today.year - closure_years:04d}-{today.month:02d}-{today.day:02d}"


Closure = tuple[int, str, str]
"""Closure years, the latest day in a table that is open, the earliest that is closed ("" if there is none)."""


def closure(frame: pl.DataFrame, closure_years: int | None, moment: datetime, zone: tzinfo) -> Closure | None:
    """Return between which days of the table ``closed`` divides it at ``moment``; None where nothing is closed."""
    if closure_years is None:
        return None
    last, days = _last_open(closure_years, moment, zone), pl.col("day")
    dated = frame.select(text(frame, "date_end").alias("day"))
    found = dated.select(days.filter(days <= last).max().alias("open"), days.filter(days > last).min().alias("closed"))
    return closure_years, found["open"][0] or "", found["closed"][0] or ""


def same_closed(found: Closure, moment: datetime, zone: tzinfo) -> bool:
    """Return whether ``closed`` divides the table at ``moment`` where ``found`` says that it did before."""
    closure_years, open_until, closed_from = found
    last = _last_open(closure_years, moment, zone)
    return open_until <= last and (not closed_from or last < closed_from)


def early(frame: pl.DataFrame, categories: Iterable[str]) -> pl.Expr:
    """Return whether the record's category may open before its closure years are over (art. 27, second sentence)."""
    return text(frame, "category").str.strip_chars().is_in(list(categories)).fill_null(False)


def cleared(frame: pl.DataFrame, column: str) -> pl.Expr:
    """Return whether a CLEARED field is cleared: 内容可公开 says yes, or names this field.

    So ``提要`` may be cleared while the pictures (``数字对象``) are not.
    """
    field = BY_NAME[column]
    value = text(frame, "cleared").str.strip_chars()
    is_this = pl.element().str.strip_chars().is_in([field.name, field.zh, *field.aliases])
    named = value.str.split(SEPARATOR).list.eval(is_this).list.any()
    return (value.str.to_lowercase().is_in(_YES) | named).fill_null(False)


def clear(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with every CLEARED field null where it is not cleared."""
    present = [column for column in CLEARED if column in frame.columns]
    return frame.with_columns(
        [pl.when(cleared(frame, column)).then(pl.col(column)).otherwise(None).alias(column) for column in present]
    )


CONTACTS = frozenset({"email", "mobile"})
"""Kinds of identifiers that may be an institution's: an archive may allow one, with a reason (see ``words``)."""


def uncleared(frame: pl.DataFrame) -> dict[str, int]:
    """Return how many records have something in each CLEARED field that is not cleared, for the fields that are so."""
    present = [name for name in CLEARED if name in frame.columns]
    held = [(text(frame, name).is_not_null() & ~cleared(frame, name)).sum().alias(name) for name in present]
    return {name: count for name, count in frame.select(held).to_dicts()[0].items() if count} if held else {}


def identifier_details(frame: pl.DataFrame, columns: Iterable[str], allowed: Collection[str] = ()) -> pl.Series:
    """Rule 4: return for each row the identifiers in its ``columns``, named and masked, or null.

    ``allowed`` are phrases that the archive allows; of these only whole CONTACTS count. Each distinct text is looked at
    once, and only where the cheap expression suspects something.
    """
    details = pl.Series("identifiers", [None] * frame.height, pl.String)
    for name in columns:
        in_code = name in CODE_FIELDS
        value = column(frame, text(frame, name), "text")
        found = {}
        for item in identifiers.suspected(value.drop_nulls().unique(), in_code=in_code):
            hits = identifiers.find(item, in_code=in_code)
            hits = [hit for hit in hits if hit.kind not in CONTACTS or hit.text not in allowed]
            if hits:
                named = "、".join(f"{identifiers.KINDS[hit.kind][0]} {hit.masked()}" for hit in hits)
                found[item] = f"{BY_NAME[name].zh if name in BY_NAME else name}：{named}"
        if found:
            details = joined([details, value.replace_strict(found, default=None, return_dtype=pl.String)])
    return details


def identifiers_across(texts: pl.Series) -> pl.Series:
    """Rule 4: return for each row the resident IDs that begin in one field and end in the next, or null.

    ``texts`` are the fields of each row, joined by ``|``. What stands within a field is found by itself.
    """
    rows = texts.str.contains(_ACROSS).fill_null(False).arg_true()
    # The numbers of file and item stand side by side in every row, and are too short.
    rows = rows.filter(disguised.long(texts.gather(rows).str.normalize("NFKC")))
    told = [_across(text) for text in texts.gather(rows)]
    return pl.Series("across", [None], pl.String).new_from_index(0, len(texts)).scatter(rows, told)


_ACROSS = r"[0-9０-９]\s*\|\s*[0-9０-９]"


def _across(text: str) -> str | None:
    numbers = disguised.resident_ids(disguised.plain(text), identifiers.valid_resident_id)
    found = dict.fromkeys(number for number, written in numbers if "|" in written)
    named = "、".join(
        f"{identifiers.KINDS[each.kind][0]} {each.masked()}"
        for each in (identifiers.Identifier("resident-id", number) for number in found)
    )
    return f"分在相邻两栏：{named}" if named else None


def joined(parts: list[pl.Series]) -> pl.Series:
    """Join the non-null texts of several series row by row; null where there is none."""
    frame = pl.DataFrame([part.alias(str(index)) for index, part in enumerate(parts)])
    result = frame.select(pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True).alias("joined"))["joined"]
    return result.replace("", None)


MAP_NUMBER = re.compile(r"审图号|[\u4e00-\u9fff]S\s*\(\d{4}\)\s*\d+\s*号|GS\s*\(\d{4}\)\s*\d+\s*号").pattern
"""Approval number of a map (审图号): ``GS(2019)1822号``, ``浙S(2020)17号``."""
