"""The reviewers' sheet: a workbook with what is held, one row a record, and a column for the decision.

Written by ``write``, filled in by people, read back by ``read`` into ledger decisions. The digest in the last
column binds each decision to the content that was looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
import python_calamine
import xlsxwriter

from lantai.problems import Place, Problems
from lantai.records import workbooks
from lantai.records.fields import SEPARATOR
from lantai.review import ledger, reasons
from lantai.review import problems as kinds
from lantai.review.gating import Gated

DECISIONS = {"放行": ledger.RELEASE, "不放行": ledger.HOLD}
SHEET = "待审"
COLUMNS = (
    ("优先", 6),
    ("档案馆代码", 10),
    ("档号", 24),
    ("题名", 56),
    ("责任者", 18),
    ("日期", 14),
    ("未公布的原因", 30),
    ("具体内容", 36),
    ("如何放行", 26),
    ("决定", 10),
    ("审核人", 12),
    ("说明", 28),
    ("校验", 16),
)
"""Headers and widths. 决定, 审核人 and 说明 are for reviewers to fill in."""
_MAX_ROWS = 1_000_000


def waiting(gated: Gated) -> pl.DataFrame:
    """Return what a person can decide on: held records, those that only wait for a person first."""
    frame = gated.frame.with_row_index("_row").filter(
        (pl.col("holds").is_not_null() | pl.col("media_holds").is_not_null())
        & ~pl.col("holds").str.starts_with(reasons.WITHDRAWN.code).fill_null(False)
    )
    frame = frame.with_columns(_only_people(frame).alias("_person"))
    return frame.sort(["_person", "priority"], descending=[True, True], maintain_order=True).drop("_person")


def write(path: Path, gated: Gated, digests: pl.DataFrame) -> int:
    """Write the sheet and return its number of rows. ``digests`` is ``ledger.identified``."""
    frame = waiting(gated).head(_MAX_ROWS).join(digests, on="_row", how="left")
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        page = book.add_worksheet(SHEET)
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        for index, (name, width) in enumerate(COLUMNS):
            page.set_column(index, index, width, text)
            page.write_string(0, index, name, head)
        page.freeze_panes(1, 4)
        decision = [name for name, _ in COLUMNS].index("决定")
        page.data_validation(
            1, decision, max(1, frame.height), decision, {"validate": "list", "source": list(DECISIONS)}
        )
        for number, row in enumerate(frame.iter_rows(named=True), 1):
            for index, value in enumerate(_cells(row)):
                page.write_string(number, index, value, text)
    return frame.height


def read(
    path: Path, shown_as: str, gated: Gated, digests: pl.DataFrame, at: datetime, problems: Problems
) -> list[ledger.Decision]:
    """Return the decisions that reviewers wrote. Every one that cannot be taken is an error with its row."""
    rows = _rows(path, shown_as, problems)
    current = {
        (row.get("repository_code") or "", row["_key"]): row
        for row in gated.frame.with_row_index("_row").join(digests, on="_row", how="left").iter_rows(named=True)
        if row["holds"] is not None or row["media_holds"] is not None
    }
    found = []
    for number, cells in rows:
        place = Place(shown_as, SHEET, row=number)
        value, ref = cells.get("决定", ""), cells.get("档号", "")
        if not value:
            continue
        if value not in DECISIONS:
            problems.add(kinds.SHEET_DECISION.at(place, value=value))
        elif not cells.get("审核人"):
            problems.add(kinds.SHEET_NO_NAME.at(place, ref=ref))
        else:
            row = current.get((cells.get("档案馆代码", ""), ledger.key_of(ref)))
            decision = _decision(cells, row, place, at, problems)
            if decision is not None:
                found.append(decision)
    return found


def _decision(cells: dict, row: dict | None, place: Place, at: datetime, problems: Problems) -> ledger.Decision | None:
    ref = cells.get("档号", "")
    if row is None or row["digest"] != cells.get("校验", ""):
        problems.add(kinds.SHEET_STALE.at(place, ref=ref))
        return None
    decision = DECISIONS[cells["决定"]]
    firm = [reason for reason in reasons.split(row["holds"]) if not reason.by_person]
    # The signatures of the release are still to come when single records are reviewed.
    firm = [reason for reason in firm if reason is not reasons.UNAPPROVED]
    if decision == ledger.RELEASE and firm:
        names, advice = "、".join(reason.zh for reason in firm), "；".join(reason.lifting() for reason in firm)
        problems.add(kinds.SHEET_NOT_RELEASABLE.at(place, ref=ref, reasons=names, advice=advice))
        return None
    return ledger.Decision(
        key=row["_key"],
        repository=row.get("repository_code") or "",
        decision=decision,
        by=cells["审核人"],
        at=ledger.stamp(at),
        digest=row["digest"],
        words=_words(row),
        note=cells.get("说明", ""),
    )


def _words(row: dict) -> tuple[str, ...]:
    """Return the trigger words that a reviewer saw: those of the fields, and those of the text beside pictures."""
    found = f"{row['words'] or ''}{SEPARATOR}{row['media_words'] or ''}"
    return tuple(dict.fromkeys(filter(None, found.split(SEPARATOR))))


def _rows(path: Path, shown_as: str, problems: Problems) -> list[tuple[int, dict[str, str]]]:
    too_much = workbooks.excess(path)
    if too_much:
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail=too_much))
        return []
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            table = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, KeyError) as error:
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail=str(error)[:160]))
        return []
    header = [_text(cell) for cell in table[0]] if table else []
    needed = {"档号", "决定", "审核人", "校验"}
    if not needed <= set(header):
        missing = "、".join(sorted(needed - set(header)))
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail=missing))
        return []
    return [
        (number, {name: _text(cell) for name, cell in zip(header, cells, strict=False)})
        for number, cells in enumerate(table[1:], 2)
    ]


def _cells(row: dict) -> Sequence[str]:
    held = [*reasons.split(row["holds"]), *reasons.split(row["media_holds"])]
    return (
        "★" if row["priority"] else "",
        *(str(row.get(name) or "") for name in ("repository_code", "ref_code", "title", "creators", "date_text")),
        "；".join(reason.zh for reason in held),
        row["hold_detail"] or "",
        "；".join(dict.fromkeys(reason.lifting() for reason in held)),
        *("", "", ""),
        row["digest"] or "",
    )


def _only_people(frame: pl.DataFrame) -> pl.Series:
    allowed = {reasons.UNAPPROVED.code, *(code for code, reason in reasons.BY_CODE.items() if reason.by_person)}
    firm = [code for code in reasons.BY_CODE if code not in allowed]
    held = frame["holds"].fill_null("")
    return pl.Series([not set(item.split(SEPARATOR)) & set(firm) for item in held], dtype=pl.Boolean)


def _text(cell: object) -> str:
    return unicodedata.normalize("NFC", str(cell)).strip()
