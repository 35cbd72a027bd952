"""Columns by which records are held, under whatever name they come."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import proposed

from lantai.intake import csv_reader, guards, reading


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
        ("鉴定结果", ["开放/目录", "控制（永久）", "延期（至2036年）"], "column-guards"),
        ("开放", ["√", "", "√"], "column-guards-unclear"),
        ("控制", ["", "√", ""], "column-guards-unclear"),
        ("是否控制", ["是", "否"], "column-guards-unclear"),  # 是 would be read as open
        ("是否涉密", ["是", "否"], "column-guards-unclear"),
        ("是否可以上网", ["是", "否"], "column-guards-unclear"),
        ("可否公布", ["可", "否"], "column-guards-unclear"),
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
    [("开放日期", ["2026", "2026"]), ("鉴定人", ["张三", "李四"]), ("控制号", ["A1", "A2"]), ("保密期限", ["", ""]),
     ("备注栏", ["开放式档案架", ""])],
)  # fmt: skip
def test_columns_about_opening_that_hold_nothing_are_left_out(header: str, values: list[str], tmp_path: Path) -> None:
    _, said, code = guarded(tmp_path, header, values, "开放状态")
    assert code == 0 and "column-guards" not in said


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("控制标识", ["是", "否"]),
        ("划控标识", ["1", "0"]),
        ("控制标志", ["Y", "N"]),
        ("开放控制标识", ["√", ""]),
        ("KZBS", ["1", "0"]),
    ],
)
def test_yes_in_a_column_of_what_is_closed_does_not_mean_open(header: str, values: list[str], tmp_path: Path) -> None:
    """控制标识 is the open status, but its 是 is for a person to put into words."""
    mapping, said, _ = guarded(tmp_path, header, values)
    assert mapping["columns"][header] == "open_status" and "values" not in mapping
    assert f"“开放状态”的值“{values[0]}”不在可用的值之内" in said


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("可开放", "开放"), ("全部开放", "开放"), ("已开放", "开放"), ("√", "开放"), ("公　开", "开放"),
        ("限制利用", "控制"), ("暂不开放", "控制"), ("应控制", "控制"), ("部分开放", "控制"), ("开放（部分）", "控制"),
        ("仅限馆内查阅", "控制"), ("不予公开", "控制"), ("Restricted until 2050", "控制"), ("×", "控制"),
        ("控制（永久）", "控制"), ("不予开放：涉及隐私", "控制"), ("延期(至2036年)", "延期开放"), ("开放/目录", ""),
        ("暂缓开放", "延期开放"), ("延期", "延期开放"), ("未鉴定", "未审核"), ("待审核", "未审核"),
        ("拟开放", ""), ("建议开放", ""), ("到期开放", ""), ("依申请公开", ""), ("2026年开放", ""), ("不限", ""),
    ],
)  # fmt: skip
def test_words_for_the_open_status_are_known_and_what_is_uncertain_is_none(value: str, status: str) -> None:
    """What somebody only proposed, or what is to come, is not open."""
    assert guards.status_of("开放状态", value) == status


STATED = {"columns": {"档号": "ref_code", "题名": "title", "日期": "date_text", "开放状态": "open_status"}}


def statuses(folder: Path, header: str, values: list[str], **more: object) -> tuple[list[str], dict[str, str]]:
    """Read a list whose records all say that they are open, with a column that the mapping does not read."""
    lines = ["档号,题名,日期,开放状态," + header]
    lines += [f"J001-1-{n},水利通知{n},1954,开放,{value}" for n, value in enumerate(values, 1)]
    taken, problems = read(folder, {"list.csv": "\n".join(lines).encode()}, STATED | dict(more))
    return taken.frame["open_status"].to_list(), {each.code: each.what("zh") for each in problems}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("控制理由", "涉及个人隐私"), ("延期原因", "条件不成熟"), ("是否控制", "是"), ("是否限制利用", "1"),
        ("不开放", "√"),
        ("保密期限", "30年"), ("restrictions_apply", "TRUE"), ("accessConditions", "Closed until 2050"),
        ("accessConditions", "Some restrictions may apply"), ("Conditions Governing Access", "Open after 2050"),
        ("处理", "不予开放"), ("处理", "延期开放。"), ("意见", "限制利用"), ("意见", "控制（涉及隐私）"),
        ("涉及隐私", "是"), ("敏感信息", "有"), ("鉴定意见", "不同意"), ("状态", "已撤回"),
        ("备考", "部分文件不开放"), ("BZ", "附件二不予开放，余可"), ("controlFlag", "1"), ("controlReason", "privacy"),
        ("控制标识", "是"), ("划控标识", "1"), ("KZBS", "1"), ("SFKZ", "Y"), ("[HKFW]", "国家安全"), ("bmqx", "30"),
    ],
)  # fmt: skip
def test_what_a_column_closes_is_closed_though_another_says_open(header: str, value: str, tmp_path: Path) -> None:
    found, said = statuses(tmp_path, header, [value, "", "", ""])
    assert found == ["控制", "开放", "开放", "开放"]
    assert f"列“{header}”说有 1 行不能公开（{value}）" in said["column-closes"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("控制理由", "无"), ("控制理由", "/"), ("是否控制", "否"), ("是否限制利用", "0"),
        ("restrictions_apply", "FALSE"),
        ("accessConditions", "There are no restrictions on access."), ("accessConditions", "Open for research"),
        ("控制号", "A1"), ("保管期限", "永久"), ("处理", "限制马匹通行的布告"),
        ("涉及隐私", "否"), ("敏感信息", "无"), ("状态", "在库"), ("发布平台", "门户网站"),
        ("controlFlag", "false"), ("control number", "12"), ("BZ", "破损"),
        ("控制标识", "否"), ("KZBS", "0"), ("BGQX", "30"), ("XZQY", "城关镇"), ("HKBSX", "1"),
    ],
)  # fmt: skip
def test_what_closes_nothing_leaves_records_open(header: str, value: str, tmp_path: Path) -> None:
    found, said = statuses(tmp_path, header, [value, "", "", ""])
    assert found == ["开放"] * 4 and "column-closes" not in said


def test_remarks_that_close_count_and_a_person_may_say_that_a_column_does_not(tmp_path: Path) -> None:
    notes = {"columns": STATED["columns"] | {"备注": "notes"}}
    remarks = ["暂不开放", "附件二不予开放，余可", "破损", "控制线测量成果"]
    assert statuses(tmp_path / "1", "备注", remarks, **notes)[0] == ["控制", "控制", "开放", "开放"]
    assert statuses(tmp_path / "3", "补充说明", remarks)[0] == ["控制", "控制", "开放", "开放"]
    assert statuses(tmp_path / "2", "控制理由", ["见旧目录"], ignore=["控制理由"])[0] == ["开放"]


OPEN = {"columns": {"档号": "ref_code", "题名": "title"}, "constants": {"open_status": "开放"}}


@pytest.mark.parametrize(
    ("name", "lines", "row"),
    [
        ("list.csv", ["档号,题名", "J001-1,甲", "二、控制档案,", "J001-2,乙"], 3),
        ("list.csv", ["档号,题名", "J001-1,甲", "（以下延期开放）,", "J001-2,乙"], 3),
        ("list.csv", ["某县档案馆未开放档案目录,", "档号,题名", "J001-1,甲", "J001-2,乙"], 1),
        ("控制使用档案.csv", ["档号,题名", "J001-1,甲", "J001-2,乙"], 0),
        ("list.csv", ["开放情况：不开放,", "档号,题名", "J001-1,甲", "J001-2,乙"], 1),
        ("list.csv", ["是否开放：否,", "档号,题名", "J001-1,甲", "J001-2,乙"], 1),
        ("list.csv", ["档号,题名", "J001-1,甲", "二、农业（控制）,", "J001-2,乙"], 3),
    ],
)
def test_a_title_that_closes_what_follows_stops_a_release_said_to_be_open(
    name: str, lines: list[str], row: int, tmp_path: Path
) -> None:
    """Who wrote that all of it is open may not have seen it."""
    _, problems = read(tmp_path, {name: "\n".join(lines).encode()}, OPEN)
    assert [each.place.row for each in problems.errors if each.code == "heading-closes"] == [row]


@pytest.mark.parametrize(
    "line", ["密级：机密", "机密", "机密★", "秘密10年", "二、【绝密】", "绝密文件目录", "是否涉密：是"]
)
def test_so_does_a_line_that_says_that_something_is_secret(line: str, tmp_path: Path) -> None:
    """Unless every row has a class of its own."""
    above = f"{line},,\n档号,题名,密级\nJ001-1,甲,公开\n"
    between = f"档号,题名,密级\nJ001-1,甲,公开\n{line},,\nJ001-2,乙,公开\n"
    columns = {"columns": OPEN["columns"] | {"密级": "secrecy"}, "constants": OPEN["constants"]}
    for number, (text, row) in enumerate([(above, 1), (between, 3)]):
        without = text.replace(",密级", ",页数").replace("公开", "3")
        _, problems = read(tmp_path / f"{number}a", {"list.csv": without.encode()}, OPEN)
        assert [each.place.row for each in problems.errors if each.code == "heading-secret"] == [row]
        _, problems = read(tmp_path / f"{number}b", {"list.csv": text.encode()}, columns)
        assert "heading-secret" not in {each.code for each in problems}


@pytest.mark.parametrize("name", ["控制", "延期开放", "涉密"])
def test_so_does_the_name_of_a_sheet(name: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for number, sheet in enumerate(("开放", name)):
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, ["档号", "题名"])
        page.write_row(1, 0, [f"J001-{number}", "甲"])
    book.close()
    _, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, OPEN)
    assert [(each.code, each.place.sheet) for each in problems.errors] == [("heading-closes", name)]


@pytest.mark.parametrize(
    "text",
    [
        "一、人口控制",
        "质量控制文件目录",
        "某县开放档案目录",
        "限制马匹通行",
        "（三）延期交付",
        "控制测量",
        "★澜溪县档案目录★",
        "密级：无",
        "机密工作",
        "开放情况：开放",
    ],
)
def test_titles_that_only_have_such_words_stop_nothing(text: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, {"list.csv": f"{text},\n档号,题名\nJ001-1,甲\n{text},\nJ001-2,乙\n".encode()}, OPEN)
    assert not problems.errors


def test_where_every_row_says_it_itself_a_title_does_not(tmp_path: Path) -> None:
    """And 开　放, spread over its cell, is 开放."""
    lines = "控制档案目录,,\n档号,题名,开放状态\nJ001-1,甲,开　放\nJ001-2,乙,控制\n"
    columns = OPEN["columns"] | {"开放状态": "open_status"}
    taken, problems = read(tmp_path, {"list.csv": lines.encode()}, {"columns": columns})
    assert not problems.errors and taken.frame["open_status"].to_list() == ["开放", "控制"]


@pytest.mark.parametrize("last", ["控制", "不予开放"])
def test_a_column_that_guards_only_far_down_is_not_left_out_either(
    last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a long list import proposes by its first piece; before a column is ignored, all of it is looked at."""
    monkeypatch.setattr(csv_reader, "PIECE", 40)
    monkeypatch.setattr(csv_reader, "_BATCH", 20)
    monkeypatch.setattr(reading.grids, "__defaults__", (40,))
    remarks = [f"见第{n}页" if last == "不予开放" or n < 9 else "" for n in range(1, 200)]
    lines = [f"J001-1-{n},水利通知{n},1954,开放,{remark}" for n, remark in enumerate([*remarks, last], 1)]
    text = "\n".join(["sep=,", "档号,题名,日期,开放状态,处理", *lines])
    mapping, said, _ = proposed(tmp_path, "list.csv", text.encode())
    assert "处理" not in mapping.get("ignore", [])
    assert ("column-closes" in said) or ("column-guards" in said)


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("是否开放（1开放 0不开放）", "1", "开放"), ("是否开放（1开放 0不开放）", "0", "控制"),
        ("开放状态(0开放 1控制)", "0", "开放"), ("开放状态(0开放 1控制)", "1", "控制"),
        ("开放状态（0：开放；1：未开放）", "1", "控制"), ("开放状态(0开放 1控制)", "2", ""),
        ("开放状态（A=开放，B=延期开放）", "B", "延期开放"), ("开放状态（必填）", "1", "开放"),
    ],
)  # fmt: skip
def test_codes_mean_what_the_header_says_they_mean(header: str, value: str, status: str) -> None:
    """1 is 开放 in most systems; where the header says 0开放 1控制 it is not."""
    assert guards.status_of(header, value) == status


@pytest.mark.parametrize(
    ("title", "closed"),
    [("关于水库的通知（控制）", True), ("【不予开放】名单", True), ("土地[延期开放]", True),
     ("关于控制人口的通知", False),
     ("棉花生长（控制）试验", False)],
)  # fmt: skip
def test_a_title_that_bears_that_it_is_not_open_is_not(title: str, closed: bool, tmp_path: Path) -> None:
    text = f"档号,题名,日期,开放状态\nJ001-1-1,{title},1954,开放\n"
    taken, _ = read(tmp_path, {"list.csv": text.encode()}, STATED)
    assert taken.frame["open_status"].to_list() == ["控制" if closed else "开放"]


@pytest.mark.parametrize(
    ("note", "row"),
    [("说明：红色字体的暂不开放", 4), ("注：带*的为控制档案", 4), ("标有△的不予开放。", 4), ("说明：红色为补录", 0)],
)
def test_a_colour_or_a_sign_for_what_is_not_open_stops_a_release(note: str, row: int, tmp_path: Path) -> None:
    """Though a column says 开放: whoever coloured the rows may not have filled it in."""
    text = f"档号,题名,日期,开放状态\nJ001-1-1,甲,1954,开放\nJ001-1-2,乙,1954,开放\n{note},,,\n"
    _, problems = read(tmp_path, {"list.csv": text.encode()}, STATED)
    assert [each.place.row for each in problems.errors if each.code == "sign-closes"] == ([row] if row else [])
