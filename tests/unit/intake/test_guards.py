"""Columns by which records are held, under whatever name they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.test_printed_lists import proposed


def guarded(folder: Path, header: str, values: list[str], *more: str) -> tuple[dict, str, int]:
    """Import a list with a column called so; ``more`` are its other columns."""
    columns = ["档号", "题名", "日期", *more]
    lines = [[*columns, header]]
    lines += [[f"J001-1-{n}", f"水利通知{n}", "1954", *("开放" for _ in more), value] for n, value in enumerate(values)]
    return proposed(folder, "list.csv", "\n".join(map(",".join, lines)).encode())


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("备注栏", ["开放", "控制", "部分开放"], "column-guards"),  # its values say it, whatever it is called
        ("局里意见", ["同意开放", "不予开放"], "column-guards"),
        ("开放", ["√", "", "√"], "column-guards-unclear"),
        ("控制", ["", "√", ""], "column-guards-unclear"),
        ("是否控制", ["是", "否"], "column-guards-unclear"),  # 是 would be read as open
        ("是否涉密", ["是", "否"], "column-guards-unclear"),
    ],
)
def test_a_column_by_which_records_are_held_is_never_left_out_without_a_word(
    header: str, values: list[str], kind: str, tmp_path: Path
) -> None:
    """import leaves it to a person, who is told not to open all of it by a constant before it is read."""
    mapping, said, code = guarded(tmp_path, header, values)
    assert code == 1 and kind + "\n" in said.replace("（", "\n") and f"“{header}”" in said
    assert header not in mapping.get("ignore", []) and mapping["columns"].get(header) in (None, "notes")


@pytest.mark.parametrize("header", ["控制标识", "划控标识", "保密等级", "涉密等级"])
def test_other_names_of_what_guards_are_known(header: str, tmp_path: Path) -> None:
    mapping, _, _ = guarded(tmp_path, header, ["开放", "控制"])
    assert mapping["columns"][header] == ("open_status" if "控" in header else "secrecy")


def test_a_second_column_that_holds_is_told(tmp_path: Path) -> None:
    """What the first says must not open what the second closes."""
    mapping, said, code = guarded(tmp_path, "控制标识", ["开放", "控制", "开放"], "开放状态")
    assert mapping["columns"]["开放状态"] == "open_status"
    assert code == 1 and "column-guards-too" in said and "列“控制标识”（开放、控制）也说能否公开" in said


@pytest.mark.parametrize(
    ("header", "values"),
    [("开放日期", ["2026", "2026"]), ("鉴定人", ["张三", "李四"]), ("控制号", ["A1", "A2"]), ("保密期限", ["10年", ""]),
     ("备注栏", ["开放式档案架", ""])],
)  # fmt: skip
def test_columns_about_opening_that_hold_nothing_are_left_out(header: str, values: list[str], tmp_path: Path) -> None:
    _, said, code = guarded(tmp_path, header, values, "开放状态")
    assert code == 0 and "column-guards" not in said
