"""Small inputs that ask for much: memory, time, depth. Each is refused at its place, before it is unpacked."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from tests.unit.intake import making
from tests.unit.search import making as search

from lantai.records import dates, refcodes, workbooks
from lantai.review import identifiers
from lantai.search.themes import Theme

HEADER = ("档号", "题名", "责任者", "形成时间", "开放状态")


def _book(*more: tuple[int, int]) -> bytes:
    """Return a workbook of one record, with further filled cells at (row, column)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("J001-002-0345-001", "甲", "乙", "1954", "开放"))
        for row, column in more:
            sheet.write(row, column, "x")
    return stream.getvalue()


def _refusal(folder: Path, content: bytes, name: str = "list.xlsx") -> list[tuple[str, str]]:
    _, problems = making.read(folder, {name: content})
    return [(problem.code, str(problem.values.get("detail", ""))) for problem in problems.errors]


@pytest.mark.parametrize(("cell", "name"), [((1_048_575, 16_383), "XFD1048576"), ((200_000, 4_000), "EWW200001")])
def test_a_cell_far_from_the_table_is_named_and_refused(tmp_path: Path, cell: tuple[int, int], name: str) -> None:
    """Five kilobytes for which a reader would make room for billions of cells."""
    assert _refusal(tmp_path, _book(cell)) == [("workbook-too-large", name)]


ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = {
    "a cell that says another row than its row": '<row r="1"><c r="A9000000"><v>1</v></c></row>',
    "small letters": '<row r="1"><c r="zzz1"><v>1</v></c></row><row r="40000"><c r="A40000"><v>1</v></c></row>',
    "other marks": "<row r='9000000'><c r='A9000000'><v>1</v></c></row>",
    "blanks": '<row r = "9000000"><c r\t=\n"A9000000"><v>1</v></c></row>',
    "more blanks than are read at a time": f'<row><c r{" " * (3 << 20)}={" " * 9000}"A9000000"><v>1</v></c></row>',
    "something before it": '<row r="1"><c s="0" t="n" r="ZZZ1"><v>1</v></c></row><row r="4000"/>',
    "a prefix": '<x:row r="1"/><x:row r="9000000"><x:c r="A9000000"><x:v>1</x:v></x:c></x:row>',
}


@pytest.mark.parametrize("form", FAR)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/elsewhere/list"])
def test_a_far_cell_is_refused_however_it_is_written(tmp_path: Path, form: str, part: str) -> None:
    """All that the reader of workbooks takes for a place, in the part that the workbook names, is looked at."""
    stream, given = io.BytesIO(), zipfile.ZipFile(io.BytesIO(_book()))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name in given.namelist():
            text = given.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                before, _, after = text.partition("<sheetData>")
                text = f"{before}<sheetData>{ROW}{FAR[form]}{after[after.index('</sheetData>') :]}"
                name = part
            book.writestr(name, text.replace("worksheets/sheet1.xml", part.removeprefix("xl/")))
    ((code, _),) = _refusal(tmp_path, stream.getvalue())
    assert code == "workbook-too-large"


def test_a_long_table_and_a_wide_one_are_read(tmp_path: Path) -> None:
    taken, problems = making.read(tmp_path, {"list.xlsx": _book((6_000, 0), (3, 60))})
    assert "workbook-too-large" not in [problem.code for problem in problems] and taken.counts.rows >= 1


def test_a_workbook_that_expands_a_thousandfold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_ODD_BYTES", 1 << 20)
    stream = io.BytesIO(_book())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings2.xml", bytes(30 << 20))
    ((code, detail),) = _refusal(tmp_path, stream.getvalue())
    assert code == "workbook-too-large" and detail.endswith("→ 30 MB")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        ("list.jsonl", b"[" * 1_000_000),
        ("list.xml", b"<ead>" + b"<c>" * 200_000),
        ("list.xml", b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><ead>&a;</ead>'),
        ("list.xml", b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><ead/>'),
        ("list.csv", ("档号,题名\n" + '"' * 3_000_001).encode()),
        ("list.csv", ("档号,题名\n" + "," * 3_000_000).encode()),
    ],
)
def test_what_is_too_deep_or_asks_for_more_is_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    """In seconds and without a traceback; nothing of another file or of the network comes in."""
    start = time.process_time()
    assert _refusal(tmp_path, content, name)
    assert time.process_time() - start < 10
    assert not [path for path in (tmp_path / ".build").rglob("*") if path.is_file() and b"root:" in path.read_bytes()]


LONG = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "1" * LONG,
        "1 " * LONG,
        "1-" * LONG + "x",
        "\u200b" * LONG,
        "一" * LONG,
        "((" * LONG,
        "年" * LONG,
        "1" + " " * LONG + "?",
    ],
)
def test_no_expression_takes_longer_than_its_text(text: str) -> None:
    """Patterns over cells that anybody can fill: time grows with the length, not with its square."""
    start = time.process_time()
    identifiers.find(text)
    dates.parse(text)
    dates.parse(text[:200])
    refcodes.sort_key(refcodes.match_key(text))
    pattern = refcodes.Pattern.of("{fonds}-{series}·{year:4}-{file}-{item}", "J001")
    pattern.parse(refcodes.match_key("J001-" + text))
    assert time.process_time() - start < 3


def test_a_damaged_index_is_an_error_and_never_a_wrong_answer(tmp_path: Path) -> None:
    """Any file of the index, damaged at random on the disk or inside: the right answer or an error by name."""
    milliseconds = 1000 * float(os.environ.get("LANTAI_FUZZ_SECONDS", "1"))
    theme = Theme("t", "专题", np.arange(0, 10, 2, np.uint32))
    search.make(tmp_path, search.table(), gathered=[theme])
    done = subprocess.run(
        [
            "node",
            str(Path(__file__).with_name("shards.mjs")),
            search.MODULES,
            tmp_path / "index",
            "7",
            str(milliseconds),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["refused"] > 10


def test_a_stray_cell_does_not_end_the_program(tmp_path: Path) -> None:
    """The process lives: before, the reader of workbooks ended it without a word."""
    (tmp_path / "x.xlsx").write_bytes(_book((1_048_575, 16_383)))
    code = "import sys, pathlib; from lantai.records import workbooks as w; print(w.excess(pathlib.Path(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.xlsx")],
        env={**os.environ, "PYTHONPATH": str(Path(workbooks.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "XFD1048576")
