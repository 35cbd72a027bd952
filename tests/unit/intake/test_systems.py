# ruff: noqa: E501 -- rows of tables stay on one line
"""Exports of AtoM and ArchivesSpace: recognised by their headers, read with their hierarchy."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from tests.unit.intake.making import lines, read

from lantai.intake import csv_reader, importing, proposing
from lantai.intake.tables import Reporter
from lantai.problems import Problems
from lantai.records.releases import Source

ATOM = """\
legacyId,parentId,qubitParentSlug,identifier,title,levelOfDescription,extentAndMedium,scopeAndContent,subjectAccessPoints,\
subjectAccessPoints,eventDates,eventStartDates,eventEndDates,eventActors,publicationStatus,culture
11,,,F1,Smith family fonds,Fonds,2 m,Papers of a family.,,,1900-1950,1900-01-01,1950-12-31,Smith family,Published,en
13,12,,2,Letters to Mary,File,,,Love|War,Letters,1914|1918,1914|1918,1914|1918,John Smith|Mary Smith,Published,en
12,11,,A,Correspondence,Sub-series,,,,,c. 1910,,,,Published,en
14,12,,,Diary of John,Item,1 volume,,,,,,,,Draft,en
15,99,,Z9,Lost page,Item,,,,,1920,,,,Published,en
"""
ARCHIVESSPACE = [
    ["ArchivesSpace field code", "ead", "title", "unit_id", "hierarchy", "level", "publish", "begin", "end", "expression"],
    ["Field name", "EAD ID", "Title", "Component ID", "Hierarchical Relationship", "Level of description", "", "", "", ""],
    ["", "ms1", "Correspondence", "MS1.1", "1", "series", "TRUE", "1900", "1950", ""],
    ["", "ms1", "Letters received", "", "2", "file", "TRUE", "", "", "circa 1910"],
    ["", "ms1", "Letter from Mary", "", "3", "item", "FALSE", "1910-05-01", "", "1 May 1910"],
    ["", "ms1", "Letters sent", "", "2", "file", "TRUE", "", "", "undated"],
    ["", "ms1", "Photographs", "MS1.2", "1", "series", "TRUE", "", "", "1920s"],
]  # fmt: skip


def proposed(tmp_path: Path, text: str) -> dict:
    """Return the mapping that ``import`` proposes for a CSV."""
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    grids = list(csv_reader.read(path, path.name, Source(path.name), Reporter(Problems())))
    return yaml.safe_load(importing.mapping_text(proposing.propose(grids, "AR", "r1"), "en"))


def test_atom_identifiers_continue_those_above_them_whatever_the_order(tmp_path: Path) -> None:
    """legacyId and parentId make the hierarchy; repeated columns count together; an unknown parent is reported."""
    mapping = proposed(tmp_path, ATOM)
    assert mapping["hierarchy"] == {"id": "legacyId", "parent": "parentId", "separator": "-"}
    assert mapping["values"]["open_status"] == {"Published": "开放", "Draft": "控制"}
    taken, problems = read(tmp_path / "site", {"export.csv": ATOM.encode()}, mapping)
    frame = taken.frame
    assert frame.select("ref_code", "parent_ref", "fonds", "level", "open_status").rows() == [
        ("F1", None, "F1", "fonds", "开放"),
        ("F1-A-2", "F1-A", "F1", "file", "开放"),
        ("F1-A", "F1", "F1", "series", "开放"),
        ("F1-A-002", "F1-A", "F1", "item", "控制"),
        ("Z9", None, "Z9", "item", "开放"),
    ]
    letters = frame.row(1, named=True)
    assert (letters["subjects"], letters["creators"]) == ("Love；War；Letters", "John Smith；Mary Smith")
    assert (letters["date_start"], letters["date_end"]) == ("1914-01-01", "1918-12-31")
    assert lines(taken, problems, ("encoding-used", "column-unmapped", "fonds-undescribed")) == (
        "WARNING code-from-place export.csv #5\nWARNING parent-missing export.csv #6 “parentId”\n5 = 5 + 0\n"
    )


@pytest.mark.parametrize("number", ["", "2004-17"])
def test_a_number_of_accession_is_no_code_beside_an_identifier(number: str, tmp_path: Path) -> None:
    """AtoM writes the column before that of identifiers, filled or not."""
    header, *rows = ATOM.splitlines()
    text = "\n".join([f"accessionNumber,{header}", *(f"{number},{row}" for row in rows)])
    columns = proposed(tmp_path, text + "\n")["columns"]
    assert columns["identifier"] == "ref_code" and columns.get("accessionNumber") != "ref_code"


def test_only_a_bar_separates_values_in_atom(tmp_path: Path) -> None:
    """What other lists put between values stands within one: a semicolon, a comma between Chinese names."""
    mapping = proposed(tmp_path, ATOM)
    assert mapping["split"] == {"subjects": "|", "creators": "|"}
    text = ATOM.replace("Smith family,Published", "甲、乙|Smith &amp; Sons;丙,Published").replace("2 m,", '"2 m",')
    taken, _ = read(tmp_path / "site", {"export.csv": text.encode()}, mapping)
    assert taken.frame["creators"][0] == "甲、乙；Smith &amp; Sons;丙"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_archivesspace_rows_stand_below_the_last_less_deep_one(tmp_path: Path, form: str) -> None:
    """The depth makes the hierarchy; components without an id are numbered; the row of labels is no record."""
    text = "".join(",".join(row) + "\n" for row in ARCHIVESSPACE)
    mapping = proposed(tmp_path, text)
    assert mapping["hierarchy"] == {"depth": "hierarchy", "separator": "/"}
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("Data")
    for index, row in enumerate(ARCHIVESSPACE):
        page.write_row(index, 0, row)
    book.close()
    content = text.encode() if form == "csv" else stream.getvalue()
    taken, problems = read(tmp_path / "site", {f"export.{form}": content}, mapping)
    frame = taken.frame
    assert frame.select("ref_code", "parent_ref", "level", "open_status", "date_start", "date_end").rows() == [
        ("MS1.1", None, "series", "开放", "1900-01-01", "1950-12-31"),
        ("MS1.1/001", "MS1.1", "file", "开放", "1910-01-01", "1910-12-31"),
        ("MS1.1/001/001", "MS1.1/001", "item", "控制", "1910-05-01", "1910-05-01"),
        ("MS1.1/002", "MS1.1", "file", "开放", None, None),
        ("MS1.2", None, "series", "开放", "1920-01-01", "1929-12-31"),
    ]
    assert set(taken.frame["fonds"]) == {"ms1"} and mapping["columns"]["ead"] == "fonds"
    assert "row-header-repeated" in {problem.code for problem in problems}
    assert not problems.errors, list(problems.errors)
    assert (taken.counts.rows, taken.counts.reported) == (6, 1)


def test_parents_in_a_circle_are_reported_and_no_row_is_lost(tmp_path: Path) -> None:
    """A row that is its own grandparent ends the build, not the program."""
    export = "id,up,ref,title\n1,2,A,one\n2,1,B,two\n3,3,C,three\n"
    mapping = {
        "columns": {"ref": "ref_code", "title": "title"},
        "hierarchy": {"id": "id", "parent": "up"},
        "constants": {"level": "item"},
    }
    taken, problems = read(tmp_path, {"list.csv": export.encode()}, mapping)
    assert sorted(taken.frame["ref_code"]) == ["A", "B", "C"]
    assert [problem.code for problem in problems.errors] == ["hierarchy-cycle", "hierarchy-cycle"]


def test_no_column_is_proposed_twice_and_samples_decide(tmp_path: Path) -> None:
    """A museum's list: two names of one field become a list, a weaker likeness is left out."""
    text = "acno,id,title,artist,artist_roles,文件题名,dateText,price\n" + "".join(
        f"A{n:05},{n},Title {n},Name,Name|artist,题名{n},c.18{n:02},{n}.50\n" for n in range(1, 60)
    )
    mapping = proposed(tmp_path, text)
    assert mapping["columns"] == {
        "acno": "ref_code",
        "title": ["title", "文件题名"],
        "artist": "creators",
        "dateText": "date_text",
    }
    assert mapping["constants"] == {"fonds": "AR", "level": "item"}
    assert mapping["ignore"] == ["artist_roles", "price"]


def test_rows_that_are_known_to_be_notes_are_left_out_without_an_error(tmp_path: Path) -> None:
    """not_records turns rows without a code into a remark, and still counts them."""
    export = "档号,题名,责任者\nJ001-1,甲,乙\n,第二部分 往来文书,丙\n"
    mapping = {
        "columns": {"档号": "ref_code", "题名": "title", "责任者": "creators"},
        "constants": {"fonds": "J001", "open_status": "开放"},
        "not_records": ["no_code"],
    }
    taken, problems = read(tmp_path, {"list.csv": export.encode()}, mapping)
    assert lines(taken, problems) == "INFO row-left-out list.csv #3\n2 = 1 + 1\n"


@pytest.mark.parametrize(("of_each", "fonds"), [(60, None), (12, "AR")])
def test_a_centre_lists_many_fonds_and_an_album_is_none(of_each: int, fonds: str | None, tmp_path: Path) -> None:
    """What codes begin with is a fonds if it returns all over the list, however many beginnings a sample shows."""
    codes = [f"J{each:04}-0222{number:02}-0026" for number in range(of_each) for each in range(1, 128)]
    rows = "".join(f"{code},关于第{at}号水库春修工程的批复,开放\n" for at, code in enumerate(codes))
    assert proposed(tmp_path, f"档号,题名,开放状态\n{rows}")["constants"].get("fonds") == fonds


@pytest.mark.parametrize(
    ("codes", "pattern"),
    [
        ([f"J{1 + at % 2:03}-{at // 25:04}-{at % 25 + 1:03}" for at in range(1500)], "{fonds}-{file}-{item}"),
        ([f"J{1 + at % 2:03}-{at % 6 // 2 + 1}-{at // 6 + 1:04}" for at in range(1500)], None),  # three series
        ([f"J001-{1950 + at // 25}-{at % 25 + 1:03}" for at in range(1500)], None),  # years
        ([f"J001-{at // 500:04}-{at % 500 + 1:03}" for at in range(12000)], None),  # series of five hundred files
    ],
)
def test_the_middle_of_three_parts_is_a_file_where_there_are_many_of_few_records(
    codes: list[str], pattern: str | None, tmp_path: Path
) -> None:
    """Ten files then share a page; a page for each would be tens of thousands for a million records."""
    rows = "".join(f"{code},关于第{at}号水库春修工程的批复,开放\n" for at, code in enumerate(codes))
    assert proposed(tmp_path, f"档号,题名,开放状态\n{rows}").get("ref_code", {}).get("pattern") == pattern


def test_the_number_of_pages_counts_and_not_the_page_on_which_a_record_begins(tmp_path: Path) -> None:
    rows = "".join(f"J001-1-{n},关于防汛的通知,{n * 3:03},3,城关镇\n" for n in range(1, 9))
    columns = proposed(tmp_path, f"档号,题名,页号,页数,地点\n{rows}")["columns"]
    assert columns["页数"] == "pages" and "页号" not in columns and columns["地点"] == "places"
    assert proposed(tmp_path, f"档号,题名,页号,张,地点\n{rows}")["columns"]["页号"] == "pages"
