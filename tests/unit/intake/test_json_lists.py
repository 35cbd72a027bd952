"""JSON as other programs write it: objects within objects, a list beside a count, keys that are not ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import proposed

NESTED = [
    {
        "id": f"J001-1-{number}",
        "meta": {"title": f"通知{number}", "creator": [{"name": "县府", "role": "发"}, {"name": "县委"}]},
        "dates": {"begin": "1954", "end": "1955", "era": "公元"},
        "status": "开放",
    }
    for number in (1, 2)
]
FLAT = [{"档号": f"J001-1-{number}", "题名": "甲", "日期": 1954, "开放状态": "是"} for number in (1, 2)]


def test_what_stands_in_an_object_within_an_object_has_a_name_with_points(tmp_path: Path) -> None:
    """import proposes what it is, and leaves out what it does not know; the values of several are several."""
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in NESTED).encode()
    mapping, said, code = proposed(tmp_path / "a", "list.jsonl", lines)
    assert mapping["columns"] == {
        "id": "ref_code",
        "meta.title": "title",
        "meta.creator.name": "creators",
        "dates.begin": "date_from",
        "dates.end": "date_to",
        "status": "open_status",
    }
    assert mapping["ignore"] == ["meta.creator.role", "dates.era"] and code == 0 and "2 条目录，0 行见报告" in said
    taken, _ = read(tmp_path / "b", {"list.jsonl": lines}, mapping)
    assert taken.frame.select("ref_code", "title", "creators", "date_start", "date_end").row(0) == (
        *("J001-1-1", "通知1", "县府；县委"),
        *("1954-01-01", "1955-12-31"),
    )


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("within", [lambda rows: {"total": 2, "rows": rows}, lambda rows: {"page": {"records": rows}}])
def test_so_is_a_list_in_the_answer_of_an_interface(
    within: Callable[[object], object], indent: int | None, tmp_path: Path
) -> None:
    content = json.dumps({"code": 200, "msg": "ok", "data": within(FLAT)}, ensure_ascii=False, indent=indent).encode()
    mapping, said, code = proposed(tmp_path, "list.json", content)
    assert code == 0 and "读到 2 行：2 条目录" in said and "档号" in mapping["columns"]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_beside_a_count_is_the_list(indent: int | None, tmp_path: Path) -> None:
    """As interfaces of systems answer, on one line or on many; coded values are proposed as in sheets."""
    content = json.dumps({"code": 0, "total": 2, "data": FLAT}, ensure_ascii=False, indent=indent).encode()
    mapping, said, code = proposed(tmp_path, "list.json", content)
    assert code == 0 and "读到 2 行：2 条目录" in said
    assert mapping["values"] == {"open_status": {"是": "开放"}}


@pytest.mark.parametrize(
    ("content", "rows", "records"),
    [
        (json.dumps(FLAT[0], ensure_ascii=False, indent=1), 1, 1),  # one record on many lines
        (
            json.dumps({"题名": "甲", "ref_code": "J1", "notes": [{"a": 1}]}, ensure_ascii=False),
            1,
            1,
        ),  # a record, no list
        ('{"a": [{"ref_code": "1", "title": "甲"}], "b": [{"ref_code": "2"}]}', 1, 0),  # which list?
        ('{"data": [{"ref_code": "J1", "title": "甲"}, 3]}', 2, 1),
        ('{"data": [{"ref_code": "J1", "title": "甲"}]}\n{"ref_code": "J2", "title": "乙"}\n', 2, 1),
        ('{\n"ref_code": "J1"\n', 2, 0),
    ],
)
def test_no_row_is_lost_whatever_stands_where(content: str, rows: int, records: int, tmp_path: Path) -> None:
    columns = {"columns": {"档号": "ref_code", "题名": "title"}}
    taken, problems = read(tmp_path, {"list.json": content.encode()}, columns)
    assert (taken.counts.rows, taken.counts.records) == (rows, records)
    assert rows == records or problems.errors


def test_our_own_download_needs_no_mapping(tmp_path: Path) -> None:
    line = json.dumps({"number": 0, "ref_code": "J001-1", "title": "甲", "edtf": "1954", "extra:官职": "知县"})
    mapping, said, _ = proposed(tmp_path, "list.jsonl", line.encode())
    assert "columns" not in mapping or mapping["columns"] in (None, {})
    assert "这种格式自带项目名称" in said


def documents(nested: bool) -> bytes:
    """Return documents that have the code of their file and a number in it."""
    flat = [
        {"案卷档号": f"J001-2-000{1 + at // 3}", "顺序号": 1 + at % 3, "题名": f"关于水利的通知{at}"} for at in range(6)
    ]
    deep = [{"案卷": {"档号": each.pop("案卷档号")}, "文件": each} for each in map(dict, flat)]
    return json.dumps({"total": 6, "list": deep if nested else flat}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("nested", "template"),
    [(False, "{案卷档号}-{顺序号}"), (True, "{案卷.档号}-{文件.顺序号}")],
)
def test_codes_of_documents_are_composed_of_keys_as_of_columns(nested: bool, template: str, tmp_path: Path) -> None:
    """import proposes it, and it works; a document that lacks a part is told, never guessed."""
    content = documents(nested)
    mapping, said, code = proposed(tmp_path / "a", "list.json", content)
    assert mapping["ref_code"]["compose"] == template and code == 0 and "读到 6 行：6 条目录" in said
    mapping["ref_code"]["compose"] = template.replace("顺序号}", "顺序号:3}")
    taken, _ = read(tmp_path / "b", {"list.json": content}, mapping)
    assert taken.frame["ref_code"].to_list()[::3] == ["J001-2-0001-001", "J001-2-0002-001"]
    partial = content.decode().replace('"顺序号": 2', '"x": 2').encode()
    lacking, problems = read(tmp_path / "c", {"list.json": partial}, mapping)
    (row, _) = [each.place.row for each in problems if each.code == "code-part-missing"]
    assert row == 2 and (lacking.counts.rows, lacking.counts.records) == (6, 4)


def test_an_object_that_holds_several_records_is_told_and_not_read_as_one(tmp_path: Path) -> None:
    """Their titles in one would be a record that nobody has."""
    files = [
        {"档号": f"J001-1-{at}", "题名": f"案卷{at}", "文件": [{"题名": f"甲{n}"} for n in range(at)]}
        for at in (1, 2, 3)
    ]
    columns = {"columns": {"档号": "ref_code", "title": ["文件.题名", "题名"]}, "constants": {"level": "item"}}
    taken, problems = read(tmp_path, {"list.json": json.dumps(files, ensure_ascii=False).encode()}, columns)
    assert taken.frame["title"].to_list() == ["甲0"] and taken.counts.rows == 3
    told = [problem for problem in problems if problem.code == "json-nested"]
    assert [each.place.row for each in told] == [2, 3] and "“文件.题名”有 3 个" in told[1].what("zh")


def test_what_guards_a_record_is_heeded_whatever_its_key_is_called(tmp_path: Path) -> None:
    """A key that decides what may be published must be read; a marking holds its record in any key."""
    rows = [
        {"档号": "J001-1-1", "题名": "甲", "mj": "公开", "remark": "机密★10年"},
        {"档号": "J001-1-2", "题名": "乙", "mj": "公开", "remark": ""},
    ]
    content = "\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode()
    columns = {"columns": {"档号": "ref_code", "题名": "title"}, "constants": {"level": "item"}}
    taken, problems = read(tmp_path, {"list.jsonl": content}, columns)
    codes = {problem.code: problem for problem in problems}
    assert "“mj”" in codes["column-guards"].what("zh") and codes["column-marked"].place.row == 1
    assert taken.frame["secrecy"].to_list() == ["机密★10年", None]


def test_objects_that_hold_nothing_are_told(tmp_path: Path) -> None:
    content = b'{"dh": "J001-1-1", "\xe9\xa2\x98\xe5\x90\x8d": "t"}\n{}\n{"dh": " "}\n'
    columns = {"columns": {"dh": "ref_code", "题名": "title"}, "constants": {"level": "item"}}
    taken, problems = read(tmp_path, {"list.jsonl": content}, columns)
    assert [each.place.row for each in problems if each.code == "row-without-code"] == [2, 3]
    assert (taken.counts.rows, taken.counts.records) == (3, 1)


def test_codes_are_composed_of_keys_that_are_ours_too(tmp_path: Path) -> None:
    content = b'{"fonds": "J001", "file_no": "12", "item_no": "3", "title": "t"}\n'
    pattern = {"pattern": "{fonds}-{file:4}-{item:3}", "compose": True}
    taken, _ = read(tmp_path, {"list.jsonl": content}, {"columns": {}, "ref_code": pattern})
    assert taken.frame["ref_code"].to_list() == ["J001-0012-003"]
