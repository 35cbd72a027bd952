"""Lists of the documents in files (卷内目录): the code of the file and a number in it, but no code of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from tests.unit.intake.making import read

from lantai.commands import lantai
from lantai.problems import Problems
from lantai.records import mapping as mappings
from lantai.site import yamls

HEADER = "案卷档号,顺序号,题名,日期,开放状态"
ROWS = [
    "J001-001-0012,1,甲,1954,开放",
    "J001-001-0012,2,乙,1954,开放",
    "J001-001-0013,1,丙,1955,开放",
    "J001-001-0013,2,丁,1955,开放",
]
TEMPLATE = {
    "columns": {"案卷档号": "parent_ref", "题名": "title", "日期": "date", "开放状态": "open_status"},
    "ref_code": {"compose": "{案卷档号}-{顺序号:03}"},
}


def listed(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def proposed(folder: Path, export: bytes) -> tuple[dict, str]:
    """Import a list; return the mapping that was written and what was said."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    (folder / "list.csv").write_bytes(export)
    call = ["import", str(folder / "list.csv"), "--release", "r1", "--yes", "--site", str(folder)]
    done = CliRunner().invoke(lantai, call, env={"LANTAI_LANG": "zh"})
    written = folder / "catalogue" / "releases" / "r1" / "mapping.yaml"
    return yaml.safe_load(written.read_text(encoding="utf-8")), done.output


def test_codes_are_composed_of_the_columns_that_the_template_names(tmp_path: Path) -> None:
    """Numbers are as long as it says; the file is the parent."""
    taken, problems = read(tmp_path, {"list.csv": listed(*ROWS)}, TEMPLATE)
    assert taken.frame.select("ref_code", "parent_ref", "level", "fonds").rows()[:3] == [
        ("J001-001-0012-001", "J001-001-0012", "item", "J001"),
        ("J001-001-0012-002", "J001-001-0012", "item", "J001"),
        ("J001-001-0013-001", "J001-001-0013", "item", "J001"),
    ]
    (told,) = [problem for problem in problems if problem.code == "code-composed"]
    assert told.place.row == 2
    assert "4 条的档号由几列拼成（{案卷档号}-{顺序号:03}），第一条是 J001-001-0012-001" in told.what("zh")


def test_a_code_of_which_a_part_is_missing_is_not_guessed(tmp_path: Path) -> None:
    """Neither the file's own code nor one without a file: the row is reported with the column that is blank."""
    export = listed(ROWS[0], ",2,乙,1954,开放", "J001-001-0013,,丙,1955,开放", "合计,,2件,,")
    taken, problems = read(tmp_path, {"list.csv": export}, TEMPLATE)
    assert taken.frame["ref_code"].to_list() == ["J001-001-0012-001"]
    told = [(each.code, each.place.row, each.place.column) for each in problems if each.place.row not in (0, 2)]
    assert told == [
        ("row-footer", 5, ""),
        ("code-part-missing", 3, "案卷档号"),
        ("code-part-missing", 4, "顺序号"),
    ]
    assert (taken.counts.rows, taken.counts.records, taken.counts.reported) == (4, 1, 3)


def test_a_template_names_columns_that_are_there(tmp_path: Path) -> None:
    taken, problems = read(tmp_path, {"list.csv": listed(*ROWS, header=HEADER.replace("顺序号", "件序"))}, TEMPLATE)
    (told,) = [problem for problem in problems if problem.severity.name == "ERROR"]
    assert (told.code, taken.counts.records) == ("column-missing", 0)
    assert "顺序号" in told.what("zh") and "件序" in told.advice("zh")


@pytest.mark.parametrize("template", ["{案卷档号", "J001", "{案卷档号}{", "{}", 3])
def test_a_template_that_cannot_be_read_is_a_problem(template: object) -> None:
    found = Problems()
    document = yamls.Document("mapping.yaml", {"columns": {"题名": "title"}, "ref_code": {"compose": template}})
    assert mappings.parse(document, found) is None
    assert [problem.code for problem in found] == ["value-invalid"]


def test_what_was_signed_before_there_were_templates_stays_signed() -> None:
    """The digest of a mapping is part of what is signed."""
    document = yamls.Document("mapping.yaml", {"columns": {"档号": "ref_code", "题名": "title"}})
    mapping = mappings.parse(document, Problems())
    assert mapping is not None
    assert mapping.digest == "a3f2dbec1ef5b897992b7f3f51da4e223fbcbf313c5a46fb8349a4b574598fe0"


@pytest.mark.parametrize(
    ("header", "rows", "template", "first"),
    [
        (HEADER, ROWS, "{案卷档号}-{顺序号}", "J001-001-0012-1"),
        # what is called the code is that of the file, which several documents share
        (HEADER.replace("案卷档号", "档号"), ROWS, "{档号}-{顺序号}", "J001-001-0012-1"),
        # the number of the file is its whole code
        (HEADER.replace("案卷档号", "案卷号"), ROWS, "{案卷号}-{顺序号}", "J001-001-0012-1"),
        (
            HEADER.replace("案卷档号", "全宗号,案卷号"),
            ["J001," + row for row in ROWS],
            "{案卷号}-{顺序号}",
            "J001-001-0012-1",
        ),
        # joined as its own parts are
        (HEADER, [row.replace("-", "/") for row in ROWS], "{案卷档号}/{顺序号}", "J001/001/0012/1"),
    ],
)
def test_import_proposes_to_join_the_code_of_the_file_and_the_number(
    header: str, rows: list[str], template: str, first: str, tmp_path: Path
) -> None:
    mapping, said = proposed(tmp_path, listed(*rows, header=header))
    assert mapping["ref_code"]["compose"] == template
    assert f"档号: {template}" in said and f"第一条是 {first}" in said
    assert "4 条目录，0 行见报告" in said
    assert "code-from-row" not in said


def test_blanks_below_the_code_of_a_file_repeat_it(tmp_path: Path) -> None:
    rows = [ROWS[0], ",2,乙,1954,开放", ROWS[2], ",2,丁,1954,开放"]
    mapping, said = proposed(tmp_path, listed(*rows))
    assert mapping["fill_down"] == ["案卷档号"]
    assert "4 条目录，0 行见报告" in said


def test_codes_of_documents_of_which_some_come_twice_are_no_codes_of_files(tmp_path: Path) -> None:
    """They are an error, whatever number stands beside them."""
    rows = [f"J001-001-0012-{number},{number},甲,1954,开放" for number in (1, 2, 3, 4, 5)]
    mapping, said = proposed(tmp_path, listed(*rows, "J001-001-0012-5,6,甲,1954,开放", header=HEADER[2:]))
    assert mapping["columns"]["档号"] == "ref_code"
    assert "code-twice" in said


@pytest.mark.parametrize("part", ["1月2日", "1.2E+10", "#REF!"])
def test_a_part_that_excel_has_spoiled_makes_no_code(part: str, tmp_path: Path) -> None:
    mapping = {
        "columns": {"全宗号": "fonds", "案卷号": "file_no", "件号": "item_no", "题名": "title"},
        "ref_code": {"pattern": "{fonds}-{file}-{item}", "compose": True},
    }
    export = listed("J001,1-1,1,甲", f"J001,{part},2,乙", header="全宗号,案卷号,件号,题名")
    taken, problems = read(tmp_path, {"list.csv": export}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1-1"]
    (told,) = [problem for problem in problems if problem.severity.name == "ERROR"]
    assert (told.code, told.place.row) == ("code-damaged", 3)


def test_a_document_without_its_number_is_told_before_it_becomes_its_file(tmp_path: Path) -> None:
    """In a list of files and documents the code of a file rightly ends there; where all do, nothing is told."""
    mapping = {
        "columns": {"全宗号": "fonds", "案卷号": "file_no", "件号": "item_no", "题名": "title"},
        "ref_code": {"pattern": "{fonds}-{file}-{item}", "compose": True},
    }
    header = "全宗号,案卷号,件号,题名"
    _, problems = read(tmp_path / "a", {"list.csv": listed("J001,1,1,甲", "J001,1,,乙", header=header)}, mapping)
    (told,) = [problem for problem in problems if problem.code == "code-ends-early"]
    assert (told.place.row, told.place.column) == (3, "件号") and "J001-1" in told.what("zh")
    _, problems = read(tmp_path / "b", {"list.csv": listed("J001,1,,甲", "J001,2,,乙", header=header)}, mapping)
    assert "code-ends-early" not in {problem.code for problem in problems}


def test_in_a_list_of_files_the_code_of_the_file_is_that_of_the_record(tmp_path: Path) -> None:
    mapping, said = proposed(tmp_path, listed("J001-1-1,甲,1954", "J001-1-2,乙,1954", header="案卷档号,案卷题名,日期"))
    assert mapping["columns"]["案卷档号"] == "ref_code"
    assert "2 条目录，0 行见报告" in said


def test_the_code_of_a_file_that_excel_has_counted_as_a_day_makes_no_code(tmp_path: Path) -> None:
    """46024 among J001-1-1: in a short list, too, the others are proposed as what they are."""
    export = listed("J001-1-1,1,甲,1954,开放", "46024,2,乙,1954,开放", "J001-1-2,1,丙,1954,开放")
    mapping, said = proposed(tmp_path / "a", export)
    assert mapping["ref_code"]["compose"] == "{案卷档号}-{顺序号}" and "code-damaged" in said
    taken, problems = read(tmp_path / "b", {"list.csv": export}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1-1", "J001-1-2-1"]
    assert [problem.place.row for problem in problems if problem.code == "code-damaged"] == [3]


@pytest.mark.parametrize(
    ("name", "numbers", "expected"),
    [
        ("登记号", ("B07", "B03", "B19"), {"compose": "{fonds}-{登记号}"}),
        ("act_id", ("AC0007", "AC0003", "AC0019"), {"compose": "{fonds}-{act_id}"}),
        ("登记号", ("B07", "B07", "B19"), {"compose": True, "pattern": "{fonds}-{row}"}),  # not one each
        ("序号", ("1", "2", "3"), {"compose": True, "pattern": "{fonds}-{row}"}),  # counts rows
        ("paid", ("11", "12", "15"), {"compose": True, "pattern": "{fonds}-{row}"}),
    ],
)
def test_records_without_codes_are_called_by_the_number_their_system_gives_them(
    name: str, numbers: tuple[str, ...], expected: dict, tmp_path: Path
) -> None:
    """A row moves with every export, and the address of its record with it."""
    rows = [f"{number},关于防汛{at}的通知,1954,开放" for at, number in enumerate(numbers)]
    mapping, said = proposed(tmp_path, listed(*rows, header=f"{name},题名,日期,开放状态"))
    assert mapping["ref_code"] == expected
    assert "3 条目录，0 行见报告" in said
