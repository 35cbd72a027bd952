"""A file read in pieces gives what it gives read at once."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.unit.intake.making import lines, read

from lantai.intake import csv_reader, rows
from lantai.intake import problems as kinds
from lantai.intake.tables import Reporter
from lantai.problems import Problems

HEADER = "开放档案目录,,,,\n档号,题名,责任者,形成时间,备考\n"
ROWS = "".join(
    f"J001-002-0001-{n:03},第{n}件,甲,19540{n % 9 + 1}01,{'晚出现的列' if n == 40 else ''}\n" for n in range(1, 50)
)
PLAIN = HEADER + ROWS + "J001-002-0001-007,又是第七件,甲,1954,\n,,,,\n共 49 条,,,,\n"
QUOTED = (
    HEADER
    + ROWS.replace("第30件", '"第30件, 分\n两行"')
    + 'J001-002-0001-050,"坏"了,甲,1954,\nJ001-002-0001-051,"好, 的",甲,1954,\n'
)
LONG = HEADER + ROWS + "J001-002-0001-052,甲,乙,1954,,多出来的\n"


@pytest.mark.parametrize("text", [PLAIN, QUOTED, LONG], ids=["plain", "quoted", "ragged"])
def test_pieces_make_no_difference(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, their numbers, doubles across pieces, a column that is filled late, and the report are the same."""
    files = {"list.csv": text.encode("gb18030")}
    whole, report = read(tmp_path / "whole", files)
    monkeypatch.setattr(csv_reader, "PIECE", 7)
    monkeypatch.setattr(csv_reader, "_BATCH", 3)
    cut, again = read(tmp_path / "cut", files)
    assert len(list(cut.pieces())) > 3 > len(list(whole.pieces()))
    assert cut.frame.to_dicts() == whole.frame.to_dicts()
    assert cut.counts == whole.counts
    assert lines(cut, again) == lines(whole, report)


def test_rows_after_a_spoilt_one_are_read_and_it_is_counted(tmp_path: Path) -> None:
    """Only the row with the misplaced quotation mark is missing; the next keeps its number."""
    taken, problems = read(tmp_path, {"list.csv": QUOTED.encode()})
    assert (taken.counts.rows, taken.counts.records, taken.counts.reported) == (51, 50, 1)
    assert [(p.code, p.place.row) for p in problems.errors] == [("csv-quote", 52)]
    assert taken.frame.select("title", "source_row").rows()[-1] == ("好, 的", 53)


def test_rules_that_hold_for_no_row_of_a_long_list_find_none() -> None:
    """From 100,000 rows on polars works on parts of a table, and takes a literal for a column that is too short."""
    problems = Problems()
    frame = pl.DataFrame({"_filled": range(100_000)})
    left = rows._without(frame, pl.lit(False), kinds.NOT_A_RECORD, Reporter(problems))
    assert left.height == 100_000 and not problems
