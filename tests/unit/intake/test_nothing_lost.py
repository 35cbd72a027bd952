"""Rows in = published + held + withdrawn + reported, whatever stands in the cells."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.unit.intake.making import read

from lantai import review
from lantai.problems import Problems
from lantai.site import config

HEADER = ["档号", "题名", "责任者", "形成时间", "开放状态"]
MOMENT = datetime.fromisoformat("2026-06-09T09:00:00+08:00")
CODES = st.sampled_from(["J001-001-0001-001", "J001-001-0001-002", "J001·2", "", "1月2日", "#REF!", "共 2 条"])
TEXTS = st.text(alphabet='关于题名"\n,;=-@ \u3000\ufffd处分1', max_size=10)
DATES = st.sampled_from(["19540312", "1954.1", "光绪三十五年", "2024", "", "昨天"])
STATUSES = st.sampled_from(["开放", "控制", "", "开", "1"])
ROWS = st.lists(st.tuples(CODES, TEXTS, TEXTS, DATES, STATUSES).map(list), max_size=8)


def balance(folder: Path, name: str, content: bytes) -> tuple[int, int]:
    """Return the rows that intake read, and the sum of what became of them."""
    taken, _ = read(folder, {name: content})
    site, _ = config.load(folder)
    assert site is not None
    gated = review.gate(taken.frame, taken.release, site, MOMENT, Problems())
    return taken.counts.rows, gated.public.height + gated.held.height + gated.withdrawn.height + taken.counts.reported


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([["J001-1", "甲", "", "", "开放"], ["J001-1", "乙", "", "", "开放"], ["", "", "", "", "开放"]])
@given(ROWS)
def test_no_row_of_a_csv_is_lost(tmp_path: Path, rows: list[list[str]]) -> None:
    """Every row that is not blank is a record at the gate or has been reported."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([HEADER, *rows])
    came, went = balance(tmp_path, "list.csv", stream.getvalue().encode())
    assert came == went == sum(1 for row in rows if "".join(row).strip(" \n\u3000"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.integers(0, 2), st.booleans())
def test_no_row_of_a_workbook_is_lost(tmp_path: Path, rows: list[list[str]], above: int, numbers: bool) -> None:
    """With title rows above the header and numbers where text should be."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("目录")
    for index in range(above):
        page.write_string(index, 0, "开放档案目录")
    for index, row in enumerate([HEADER, *rows], above):
        for column, cell in enumerate(row):
            if numbers and cell.isdigit():
                page.write_number(index, column, int(cell))
            elif cell:
                page.write_string(index, column, cell)
    book.close()
    came, went = balance(tmp_path, "list.xlsx", stream.getvalue())
    assert came == went == sum(1 for row in rows if "".join(row).strip(" \n\u3000"))
