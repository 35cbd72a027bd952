"""JSON as other programs write it: objects within objects, a list beside a count, keys that are not ours."""

from __future__ import annotations

import json
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
