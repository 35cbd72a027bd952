"""The reviewers' sheet: a workbook with what is held, one row a record, and a column for the decision.

Written by ``write``, filled in by people, read back by ``read`` into ledger decisions. The digest in the last
column binds each decision to the content that was looked at.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
import python_calamine
import xlsxwriter

from lantai import files
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
    """Return what a person can decide on: held records, those that need a decision first.

    After them come those that only wait for the signatures of the release, then those that no decision frees.
    """
    frame = gated.frame.with_row_index("_row").filter(
        (pl.col("holds").is_not_null() | pl.col("media_holds").is_not_null())
        & ~pl.col("holds").str.starts_with(reasons.WITHDRAWN.code).fill_null(False)
    )
    frame = frame.with_columns(_turn(frame).alias("_turn"))
    return frame.sort(["_turn", "priority"], descending=[False, True], maintain_order=True).drop("_turn")


def write(path: Path, gated: Gated, digests: pl.DataFrame) -> int:
    """Write the sheet and return its number of rows. ``digests`` is ``ledger.identified``."""
    frame = waiting(gated).head(_MAX_ROWS).join(digests, on="_row", how="left")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
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
    files.write(path, stream.getvalue())
    return frame.height


def read(
    path: Path,
    shown_as: str,
    gated: Gated,
    digests: pl.DataFrame,
    known: Mapping[tuple[str, str], ledger.Decision],
    at: datetime,
    problems: Problems,
) -> list[ledger.Decision]:
    """Return the decisions that reviewers wrote. Every one that cannot be taken is an error with its row.

    ``known`` are the decisions that stand in the ledger.
    """
    rows = _rows(path, shown_as, problems)
    current = {
        (row.get("repository_code") or "", row["_key"]): row
        for row in gated.frame.with_row_index("_row").join(digests, on="_row", how="left").iter_rows(named=True)
        if row["holds"] is not None or row["media_holds"] is not None
    }
    found = []
    contradicted = _contradicted(rows, shown_as, problems)
    for number, cells in rows:
        place = Place(shown_as, SHEET, row=number)
        value, ref = cells.get("决定", ""), cells.get("档号", "")
        if not value or _identity(cells) in contradicted:
            continue
        if value not in DECISIONS:
            problems.add(kinds.SHEET_DECISION.at(place, value=value))
        elif not cells.get("审核人"):
            problems.add(kinds.SHEET_NO_NAME.at(place, ref=ref))
        else:
            decision = _decision(cells, current.get(_identity(cells)), known.get(_identity(cells)), place, at, problems)
            if decision is not None and not any(decision.repeats(each) for each in found):
                found.append(decision)
    return found


def _identity(cells: dict[str, str]) -> tuple[str, str]:
    return cells.get("档案馆代码", ""), ledger.key_of(cells.get("档号", ""))


def _contradicted(rows: list[tuple[int, dict[str, str]]], shown_as: str, problems: Problems) -> set[tuple[str, str]]:
    """Return the records on which a sheet says two things: a row that was copied, two reviewers in one sheet."""
    said: dict[tuple[str, str], dict[int, str]] = {}
    for number, cells in rows:
        if cells.get("决定"):
            said.setdefault(_identity(cells), {})[number] = cells["决定"]
    found = {key: numbers for key, numbers in said.items() if len(set(numbers.values())) > 1}
    refs = {_identity(cells): cells.get("档号", "") for _, cells in rows}
    for key, numbers in found.items():
        place = Place(shown_as, SHEET, row=min(numbers))
        problems.add(kinds.SHEET_CONTRADICTS.at(place, ref=refs[key], rows="、".join(map(str, numbers))))
    return set(found)


_SHOWN = {"题名": "title", "责任者": "creators", "日期": "date_text"}


def _report_edits(cells: dict[str, str], row: dict, place: Place, problems: Problems) -> None:
    """A reviewer who corrects a title in the sheet would believe that it is corrected."""
    for column, name in _SHOWN.items():
        if column in cells and cells[column] != _text(row.get(name) or ""):
            problems.add(kinds.SHEET_EDITED.at(place, ref=cells.get("档号", ""), column=column))


def _decision(
    cells: dict,
    row: dict | None,
    standing: ledger.Decision | None,
    place: Place,
    at: datetime,
    problems: Problems,
) -> ledger.Decision | None:
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
    refused = standing is not None and standing.decision == ledger.HOLD
    if decision == ledger.RELEASE and refused and reasons.REFUSED.zh not in cells.get("未公布的原因", ""):
        problems.add(kinds.SHEET_REFUSED_SINCE.at(place, ref=ref, by=standing.by))
        return None
    _report_edits(cells, row, place, problems)
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
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail=too_much, detail_en=too_much))
        return []
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            if SHEET not in book.sheet_names:
                told = {"detail": f"没有工作表“{SHEET}”", "detail_en": f"there is no sheet “{SHEET}”"}
                problems.add(kinds.SHEET_UNREADABLE.at(shown_as, **told))
                return []
            table = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    except python_calamine.PasswordError:
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail="设有打开密码", detail_en="it has a password"))
        return []
    except (python_calamine.CalamineError, OSError, KeyError) as error:
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, detail=str(error)[:160], detail_en=str(error)[:160]))
        return []
    header = [_text(cell) for cell in table[0]] if table else []
    needed = {"档号", "决定", "审核人", "校验"}
    if not needed <= set(header):
        missing = "、".join(sorted(needed - set(header)))
        told = {
            "detail": f"第 1 行应是表头，其中没有：{missing}",
            "detail_en": f"its first row lacks the headers {missing}",
        }
        problems.add(kinds.SHEET_UNREADABLE.at(shown_as, **told))
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


def _turn(frame: pl.DataFrame) -> pl.Series:
    """Return when each row comes: 0 if a decision frees it, 1 if it needs none, 2 if none frees it."""
    turns = []
    for holds, media in zip(frame["holds"], frame["media_holds"], strict=True):
        held = [*reasons.split(holds), *reasons.split(media)]
        own = [reason for reason in reasons.split(holds) if reason is not reasons.UNAPPROVED]
        firm = not reasons.releasable(own)
        turns.append(2 if firm else 0 if any(reason.by_person for reason in held) else 1)
    return pl.Series(turns, dtype=pl.Int8)


def _text(cell: object) -> str:
    return unicodedata.normalize("NFC", str(cell)).strip()
