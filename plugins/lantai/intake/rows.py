"""Which rows of a sheet are records. Every other row is reported; none is dropped without a word."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lantai.intake import code_problems as code_kinds
from lantai.intake import column_problems as column_kinds
from lantai.intake import days, gone, guards
from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake.headers import Header, folded
from lantai.intake.second_headers import KNOWN
from lantai.intake.shaping import DAMAGED, DIVIDED, SERIAL, SOURCE
from lantai.intake.tables import Reporter
from lantai.problems import Kind, Place
from lantai.records.fields import BY_NAME
from lantai.records.mapping import Mapping
from lantai.records.refcodes import PART_FIELDS

FOOTER = (
    r"^\s*[(（【\[]?\s*(共\s*[0-9０-９,]+|合\s*计|总\s*计|小\s*计|本页|续表|以\s*下\s*空\s*白|第\s*[0-9０-９]+\s*页|[此本][页卷]?\s*以\s*下\s*空\s*白|以\s*下\s*无|此处空白|制表|填表|审核[人：:]|"
    r"打印[日时]|注[：:]|说明[：:]|备注[：:]|total\b|page\s+[0-9]|(卷内)?备考表|本卷(情况|共)|立卷[人时]|检查[人时]|"
    r"[0-9,]+\s*(rows?\s+affected|行受影响))|共\s*[0-9０-９,]+\s*[条件卷项页]\s*[)）】\]]?\s*$"
)
"""How the last lines of a printed list read: 共 123 条, 合计, 第 3 页, 制表人：…"""

NO_CODE = (
    r"^\s*[(（【\[]?\s*(合\s*计|总\s*计|小\s*计|累\s*计|本[页卷册][小合]?\s*[计共]|[承接续][前上]页|[过转][次下]页|以\s*下\s*空\s*白|续表|制表|填表|"
    r"审核[人：:]|打印[日时]|(注|说明|备注|附注)\s*([：:]|$)|(卷内)?备考表|本卷(情况|共)|立卷[人时]|检查[人时]|互见号|"
    r"(单位|科室)?负责人|[0-9,]+\s*(rows?\s+affected|行受影响)|共\s*[0-9０-９,]+\s*[条件卷项页册盒])"
)
"""What stands in the first cells of a last line, and is no reference code however many cells are filled."""

NO_TITLE = (
    r"^\s*([本全上][年月页卷册类馆宗]|以上)?(合\s*计|总\s*计|小\s*计|累\s*计)"
    r"\s*[：:]?\s*[0-9０-９,]*\s*[条件卷项页册盒]?\s*$"
    r"|^\s*(制表|填表|编制|整理|审核|校对|复核|打印|立卷|检查)(人|者|员|单位|部门|日期|时间)\s*[：:]"
)
"""A title that is a sum or a signature, whatever stands beside it (codes may be filled down into its row)."""

FIRST = r"^\s*(注|说明|备注|附注|(制表|填表|编制|整理|审核|校对|打印)(人|者|单位|部门|日期|时间)?)\s*[：:]?\s*$"
"""A first cell that shows a row without code or title to be a note or a signature, however many cells follow."""

HEADING = r"^\s*(第?[一二三四五六七八九十百]+[、章节编部类辑]|[(（][一二三四五六七八九十]+[)）])"
"""How the headings between the rows of printed lists begin: 一、水利类, （二）农业, 第三章 …"""

SENTENCE = r"[，。；！？]|[\u4e00-\u9fff]{4}[：:\s]|[\u4e00-\u9fff]{8}"
"""What stands alone in a row and is a note, not a code: 2.涉及个人隐私的不予开放。, 联系电话 0571-1234567."""

FORM = (
    r"^\s*[(（【]?\s*((非?必填|选填|可选|可填|自动生成|字符型?|文本|数字|数值|日期型?)[项型]?\s*[)）】]?$|"
    r"(示例|样例|范例|举例|例如?)\s*[)）】]?\s*([：:]|$))"
)
"""What stands where a code should in the rows of a form that explain it: 必填, 示例：J001-001-0001."""

NO_SIGN = r"^[^\p{L}\p{N}]+$"
DATE_LIKE = r"^(1[5-9]|20)[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}( 0?0:00(:00)?)?$"
WHAT = {
    "number": ("数字", "a number"),
    "date": ("日期", "a date"),
    "bool": ("逻辑值", "a truth value"),
    "error": ("公式错误", "an error of a formula"),
    "narrow": ("一串 #（列太窄，显示不下）", "a row of # (its column was too narrow)"),
}


@dataclass(slots=True)
class OtherTable:
    """What is known of a table that comes in pieces: whether a piece ended among rows below another header."""

    row: int = 0
    """The row of that header, 0 if the piece ended in our own table."""


def records(frame: pl.DataFrame, header: Header, mapping: Mapping, report: Reporter, other: OtherTable) -> pl.DataFrame:
    """Return the rows of a shaped frame that are records, without the helper columns; the others are reported."""
    frame = _without_long_rows(_without_other_tables(frame, header, report, other), header, report)
    frame = _without(days.headed(frame), repeats(header), kinds.HEADER_REPEATED, report)
    code, title = pl.col("ref_code"), pl.col("title")
    incomplete = code.is_null() | title.is_null() | (pl.col("_composed_by").is_not_null() & (pl.col("_filled") == 1))
    signs = incomplete & pl.col("_text").str.contains(guards.CLOSED_BY_SIGN)
    frame = _without(frame, signs, column_kinds.SIGN_CLOSES, report, "_text")
    frame = _without(frame, incomplete & pl.col("_text").str.contains(FOOTER), kinds.FOOTER, report, "_text")
    numbered = pl.col("_code_made") & pl.col("_text").str.contains(NO_CODE)
    numbered |= pl.col("_composed_by").is_not_null() & pl.coalesce("item_no", "file_no").str.contains(NO_CODE)
    frame = frame.with_columns(_line=pl.coalesce("_text", "ref_code"))
    frame = _without(
        frame, code.str.contains(NO_CODE) | title.str.contains(NO_TITLE) | numbered, kinds.FOOTER, report, "_line"
    )
    frame = _without(frame, incomplete & pl.col("_first").str.contains(FIRST), kinds.FOOTER, report, "_first")
    heads = title.is_null() & ~code.str.contains("[0-9０-９]") | code.is_null() & title.str.contains(HEADING)
    heads = heads | (title.is_null() & code.str.contains(SENTENCE))
    unnumbered = _unnumbered(frame)
    heads = heads | (unnumbered & title.str.contains(HEADING))
    explains = code.str.contains(FORM) | (code.str.contains(NO_SIGN) & title.str.contains(NO_SIGN))
    frame = _without(frame, explains, kinds.FOOTER, report, "_line")
    # What stands alone where a code is made of numbers is no number: 卷内文件目录, on the next page of a form.
    titled = pl.col("_composed_by").is_not_null() & title.is_null() & ~pl.col("_first").str.contains(r"^\s*[0-9]+\s*$")
    heads = heads | titled
    alone = (pl.col("_filled") == 1) & ((code.is_null() & title.is_null()) | heads | pl.col("_merged"))
    frame = _without(frame, _continues_a_date(), kinds.DATE_BELOW, report, "_first")
    untitled = (pl.col("_filled") == 1) & title.is_null()
    frame = _without_closed_parts(frame, alone | unnumbered | untitled, header, report)
    frame = _without(frame, alone, kinds.NOT_A_RECORD, report, "_text")
    frame = _without(frame, unnumbered, code_kinds.ROW_CONTINUES, report, "title")
    shown = pl.coalesce("title", "_text", "date_text", pl.lit("…"))
    frame = _known_notes(frame.with_columns(_shown=shown), mapping, report)
    frame = _without_partial_codes(frame, header, mapping, report)
    frame = _without(frame, code.is_null(), kinds.ROW_WITHOUT_CODE, report, "_shown")
    frame = _without_damaged_codes(frame, report)
    frame = _without(frame, title.is_null(), kinds.ROW_WITHOUT_TITLE, report, "ref_code")
    _report_made_codes(frame, header, mapping, report)
    report.rows(kinds.DATE_FROM_NUMBER, _places(frame.filter(_odd_number()), "date_text"))
    frame = days.completed(frame, report)
    return frame.select(pl.exclude("^_.*$"))


def _without(frame: pl.DataFrame, odd: pl.Expr, kind: Kind, report: Reporter, shown: str = "") -> pl.DataFrame:
    # A literal is no column: of a large frame polars could not filter by it.
    mask = frame.select(odd.fill_null(False) & pl.col("_filled").is_not_null()).to_series()
    if not mask.any():
        return frame
    report.rows(kind, _places(frame.filter(mask), shown))
    return frame.filter(~mask)


def _unnumbered(frame: pl.DataFrame) -> pl.Expr:
    """Whether a row of a list without codes has nothing but a title, where the rows around it have numbers.

    Its code would be that of what is above all of them, or the number of its row.
    """
    number = pl.coalesce("item_no", "file_no")
    if not frame.height or 2 * (frame.select(number.is_not_null().sum()).item() or 0) <= frame.height:
        return pl.lit(False)
    return pl.col("_composed_by").is_not_null() & (pl.col("_filled") == 1) & pl.col("title").is_not_null()


def _continues_a_date() -> pl.Expr:
    """Whether a row holds nothing but the end of a date that began in the row above it."""
    code = pl.col("ref_code")
    same = code.is_null() | (code == code.shift(1))
    return (pl.col("_filled") == 1) & (pl.col("_first").str.strip_chars() == pl.col("date_text")) & same


def _without_closed_parts(frame: pl.DataFrame, alone: pl.Expr, header: Header, report: Reporter) -> pl.DataFrame:
    """A heading that says that what follows is not open, or secret, stops the release if no row says it for itself.

    So does one that says that it is not there.
    """
    frame = _without(
        frame, alone & pl.col("_text").str.contains(gone.HEADING), column_kinds.HEADING_GONE, report, "_text"
    )
    for field, pattern, kind in (
        ("open_status", guards.CLOSED_HEADING, column_kinds.HEADING_CLOSES),
        ("secrecy", guards.SECRET_HEADING, column_kinds.HEADING_SECRET),
    ):
        if field not in header.fields:
            frame = _without(frame, alone & pl.col("_text").str.contains(pattern), kind, report, "_text")
    return frame


def _known_notes(frame: pl.DataFrame, mapping: Mapping, report: Reporter) -> pl.DataFrame:
    """Leave out the incomplete rows of which the mapping says that they are notes."""
    for key, name in (("no_code", "ref_code"), ("no_title", "title")):
        if key in mapping.not_records:
            odd = frame.filter(pl.col(name).is_null())
            missing = {"missing": BY_NAME[name].zh, "missing_en": BY_NAME[name].en.lower()}
            report.rows(kinds.ROW_LEFT_OUT, _places(odd, "_shown"), **missing)
            frame = frame.filter(pl.col(name).is_not_null())
    return frame


def _without_partial_codes(frame: pl.DataFrame, header: Header, mapping: Mapping, report: Reporter) -> pl.DataFrame:
    """A code is not made of what is left when a part in its middle is blank: it would be that of another unit."""
    for name in frame["_part_missing"].drop_nulls().unique().sort():
        missing = _called(name, header, mapping)
        odd = frame.filter(pl.col("_part_missing") == name)
        report.rows(code_kinds.CODE_PART_MISSING, _places(odd, "_shown"), missing, missing=missing)
    return frame.filter(pl.col("_part_missing").is_null())


def _called(part: str, header: Header, mapping: Mapping) -> str:
    """Return the header of a part of composed codes in this sheet."""
    headers = mapping.parts.get(part) or mapping.columns.get(PART_FIELDS.get(part, part), ())
    return next((each for each in headers if folded(each) in header.names), part)


def _report_made_codes(frame: pl.DataFrame, header: Header, mapping: Mapping, report: Reporter) -> None:
    for made, kind in (
        (pl.col("_code_made"), code_kinds.CODE_FROM_ROW),
        (~pl.col("_code_made"), code_kinds.CODE_COMPOSED),
    ):
        composed = frame.filter(pl.col("_composed_by").is_not_null() & made)
        if composed.height:
            file, sheet, row, code, by = composed.select(*SOURCE, "ref_code", "_composed_by").row(0)
            report.add(kind, Place(file, sheet or "", row), count=composed.height, example=code, by=by)
    early = frame.filter(pl.col("_ends_before").is_not_null() & pl.col("level").is_null())
    if 0 < early.height < frame.height:  # in a list of files all of them do
        for name in early["_ends_before"].unique().sort():
            odd = early.filter(pl.col("_ends_before") == name)
            missing = _called(name, header, mapping)
            report.rows(code_kinds.CODE_ENDS_EARLY, _places(odd, "ref_code"), missing, missing=missing)


def _places(frame: pl.DataFrame, shown: str = "") -> pl.DataFrame:
    return frame.select(*SOURCE, *([pl.col(shown).alias("value")] if shown else []))


def repeats(header: Header) -> pl.Expr:
    """Return which rows repeat the header: printed lists do on every page, ArchivesSpace once more for people."""
    named = {
        field: [folded(header.names[columns[0]]), *_names_of(field)]
        for field, columns in header.fields.items()
        if columns and field in ("ref_code", "title", "date_text", "level")
    }
    pairs = [pl.col(field).is_in(names).fill_null(False) for field, names in named.items()]
    return (pl.sum_horizontal(pairs) >= 2) & ~pl.col("_conflict") if len(pairs) >= 2 else pl.lit(False)


def _without_other_tables(frame: pl.DataFrame, header: Header, report: Reporter, other: OtherTable) -> pl.DataFrame:
    """Leave out what stands below a header in the middle whose columns are others: by ours it would be read wrongly.

    A header like the first one ends such a part.
    """
    known = KNOWN | {folded(name) for name in header.names}
    fields = [name for name in header.fields if name in frame.columns]
    named = pl.col("ref_code").is_in(known) | pl.col("title").is_in(known) | pl.col("_conflict")
    suspects = frame.with_row_index("_at").filter(named.fill_null(False) & ~repeats(header))
    starts = {
        at: [value for value in values if value in known]
        for at, conflict, *values in suspects.select("_at", "_conflict", *fields).iter_rows()
        if conflict or len(known.intersection(values)) >= 2
    }
    if not frame.height or not (starts or other.row):
        return frame
    ends = frame.select(repeats(header).alias("_end"))["_end"].fill_null(False).arg_true().to_list()
    keep = [True] * frame.height
    for at in [0, *starts] if other.row and 0 not in starts else starts:
        after = [each for each in (*starts, *ends) if each > at or (each == at and at not in starts)]
        end = min(after, default=frame.height)
        keep[at:end] = [False] * (end - at)
        file, sheet, row = frame.select(*SOURCE).row(at)
        place = Place(file, sheet or "", row)
        if at in starts:
            report.add(kinds.HEADER_CHANGED, place, names="、".join(starts[at]), rows=end - at - 1)
            other.row = row
        elif end > at:
            report.add(kinds.BELOW_OTHER_HEADER, place, header=other.row, rows=end - at)
        other.row = other.row if end == frame.height else 0
    return frame.filter(pl.Series(keep))


def _names_of(field: str) -> list[str]:
    return [BY_NAME[field].zh, BY_NAME[field].en, *BY_NAME[field].aliases]


def _without_long_rows(frame: pl.DataFrame, header: Header, report: Reporter) -> pl.DataFrame:
    """Rows with cells right of the header have slipped, unless most rows do: then a column lacks its name."""
    long = frame.filter(pl.col("_beyond") > 0)
    if not long.height or long.height * 2 > frame.height > 4:
        return frame
    width = max((index + 1 for index, name in enumerate(header.names) if name), default=0)
    shown = long.select(*SOURCE, cells=pl.col("_beyond") + width)
    report.rows(file_kinds.ROW_TOO_LONG, shown, header=width)
    return frame.filter(pl.col("_beyond") == 0)


def _without_damaged_codes(frame: pl.DataFrame, report: Reporter) -> pl.DataFrame:
    code = pl.col("ref_code")
    dates = frame.select(code.str.contains(DATE_LIKE).sum()).item() or 0
    divided = frame.select(code.str.contains(DIVIDED).sum()).item() or 0
    serial = code.str.contains(SERIAL) if divided * 2 > frame.height else pl.lit(False)
    odd_dates = code.str.contains(DATE_LIKE) if 0 < dates * 2 < frame.height else pl.lit(False)
    what = (
        pl.when(pl.col("_code_is").is_not_null())
        .then(pl.col("_code_is"))
        .when(code.str.contains(DAMAGED))
        .then(
            pl.when(code.str.contains("^#+$"))
            .then(pl.lit("narrow"))
            .when(code.str.contains("^#"))
            .then(pl.lit("error"))
            .when(code.str.contains(r"(?i)e\+"))
            .then(pl.lit("number"))
            .otherwise(pl.lit("date"))
        )
        .when(odd_dates | serial)
        .then(pl.lit("date"))
    )
    judged = frame.with_columns(_what=what)
    for kind_of_cell, (zh, en) in WHAT.items():
        damaged = judged.filter(pl.col("_what") == kind_of_cell)
        report.rows(kinds.CODE_DAMAGED, _places(damaged, "ref_code"), what=zh, what_en=en)
    return judged.filter(pl.col("_what").is_null())


def _odd_number() -> pl.Expr:
    """Dates typed as numbers that may not be what was meant: 1985.1 for 1985.10, 31118 for a day."""
    text = pl.col("date_text")
    return (pl.col("_date_is") == "number") & (text.str.contains(r"\.") | text.str.contains(r"^[0-9]{5}$"))
