"""Tables of dBase and FoxPro: as they are described, and as an independent library writes them."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import dbf
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.intake.making import read
from tests.unit.intake.tables_of_dbase import dbt, fpt, table, texts
from tests.unit.intake.test_messy_lists import counts, mapping_of, site, take  # noqa: F401

from lantai.intake.aliases import field_of
from lantai.intake.dbf import reader
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Problems
from lantai.records import releases
from lantai.records.releases import Source
from lantai.review import approval
from lantai.site import config

COLUMNS = [("档号", "C", 20), ("题名", "C", 60), ("责任者", "C", 20), ("形成时间", "D", 8), ("开放状态", "C", 8)]
ROWS = [
    texts("J001-001-0001-001", "关于防汛的通知", "县水利局", "19540312", "开放"),
    texts("J001-001-0001-002", "關於喆字的請示", "縣府", "", "控制"),
    texts("J001-001-0001-003", "春耕情况", "", "00000000", "开放"),
]


def grids(folder: Path, content: bytes, rows: int = 500_000, **more: bytes) -> tuple[list[Grid], Problems]:
    for suffix, data in more.items():
        (folder / f"LIST.{suffix}").write_bytes(data)
    path, problems = folder / "list.DBF", Problems()
    path.write_bytes(content)
    return list(reader.read(path, path.name, Source(path.name), Reporter(problems), rows)), problems


def cells(folder: Path, content: bytes, **more: bytes) -> list[tuple]:
    (grid,), problems = grids(folder, content, **more)
    assert not problems.errors, [each.what("en") for each in problems]
    return grid.frame.rows()


# ---- what stands in a table ---------------------------------------------------------------------


@pytest.mark.parametrize("page", [0, 0x03, 0x7A, 0x57, 0x01])
def test_a_table_is_read_whatever_it_says_of_its_code_page(page: int, tmp_path: Path) -> None:
    """Chinese programs left the mark 0 or wrong; what the bytes are, they show. Records keep their numbers."""
    found = cells(tmp_path, table(COLUMNS, ROWS, page=page))
    assert found == [
        (0, "档号", "题名", "责任者", "形成时间", "开放状态"),
        (1, "J001-001-0001-001", "关于防汛的通知", "县水利局", "19540312", "开放"),
        (2, "J001-001-0001-002", "關於喆字的請示", "縣府", None, "控制"),
        (3, "J001-001-0001-003", "春耕情况", None, "00000000", "开放"),
    ]


@pytest.mark.parametrize(
    ("encoding", "page", "text"),
    [
        ("big5", 0, "關於防汛工作的通知與各鄉鎮的報告"), ("big5", 0x78, "請示"), ("utf-8", 0, "关于防汛工作的通知"),
        ("cp1252", 0x03, "Café à Genève"), ("cp932", 0x7B, "いろはにほへと"), ("gb18030", 0x7A, "㑇䶮"),
        ("gb18030", 0x57, "檔案館會議記錄，關於電報與縣誌"),
    ],
)  # fmt: skip
def test_other_code_pages_are_told_by_their_bytes_or_else_by_the_mark(
    encoding: str, page: int, text: str, tmp_path: Path
) -> None:
    content = table([("DH", "C", 9), ("TM", "C", 80)], [texts("1-1", text, encoding=encoding)], page=page)
    assert cells(tmp_path, content)[1] == (1, "1-1", text)


def test_cells_of_every_type_are_what_people_write(tmp_path: Path) -> None:
    """A number without the zeros behind its point, a moment without midnight; what does not fit its column is lost."""
    columns = [
        ("N", "N", 8),
        ("F", "F", 8),
        ("D", "D", 8),
        ("L", "L", 1),
        ("I", "I", 4),
        ("B", "B", 8),
        ("Y", "Y", 8),
        ("T", "T", 8),
    ]
    julian = datetime.date(1985, 3, 12).toordinal() + 1_721_425
    moment = struct.pack("<II", julian, 30_600_000)
    full = [b"12.00", b"1985.10", b"19540312", b"T", struct.pack("<i", -5), struct.pack("<d", 0.1)]
    full += [struct.pack("<q", 125_000), moment]
    day = struct.pack("<II", julian, 0)
    other = [b"********", b"", b"", b"?", bytes(4), struct.pack("<d", 12.0), struct.pack("<q", -1), day]
    found = cells(tmp_path, table(columns, [full, other], version=0x30))
    assert found[1:] == [
        (1, "12", "1985.10", "19540312", "TRUE", "-5", "0.1", "12.5", "1985-03-12 08:30:00"),
        (2, "####", None, None, None, "0", "12", "-0.0001", "1985-03-12"),
    ]


def test_names_and_cells_that_end_within_a_character_lose_that_half_and_it_is_told(tmp_path: Path) -> None:
    """The column is too narrow for 关于修复石桥的请示; 开放鉴定意见 is cut to five characters, A归档年度 to four."""
    columns = [("档号", "C", 20), ("题名", "C", 11), ("开放鉴定意见", "C", 4), ("A归档年度", "C", 4)]
    (grid,), problems = grids(tmp_path, table(columns, [texts("1-1", "关于修复石桥的请示", "开放", "1954")]))
    assert grid.frame.rows() == [
        (0, "档号", "题名", "开放鉴定意", "A归档年度"[:5]),
        (1, "1-1", "关于修复石", "开放", "1954"),
    ]
    (cut,) = [each for each in problems if each.code == "dbf-cell-cut"]
    assert (cut.place.row, cut.place.column) == (1, "题名") and "宽 11 字节" in cut.what("zh")


def test_names_that_are_cut_off_are_the_fields_they_can_only_be() -> None:
    names = {
        name: field_of(name) for name in ("开放鉴定意", "文件形成时", "副题名及说", "全宗号目录", "文件材料题", "密级")
    }
    assert names == {
        "开放鉴定意": "open_status", "文件形成时": "date_text", "副题名及说": "title_sub", "全宗号目录": "",
        "文件材料题": "title", "密级": "secrecy",
    }  # fmt: skip


def test_deleted_records_are_no_records_and_are_counted(tmp_path: Path) -> None:
    """Nor does what they say count for those below them."""
    taken, problems = read(tmp_path, {"list.dbf": table(COLUMNS, ROWS, deleted=[1, 3])})
    assert taken.frame.select("source_row", "ref_code").rows() == [(2, "J001-001-0001-002")]
    assert (taken.counts.rows, taken.counts.records, taken.counts.reported) == (3, 1, 2)
    (told,) = [each for each in problems if each.code == "dbf-deleted"]
    assert told.what("zh") == "有 2 条记录打了删除标记（如第 1、3 条），没有读入"


def test_a_table_in_pieces_is_the_same_table(tmp_path: Path) -> None:
    many = [texts(f"J001-1-{number}", f"第{number}号", "", "1954", "开放") for number in range(1, 101)]
    pieces, _ = grids(tmp_path, table(COLUMNS, many, deleted=range(30, 50)), rows=7)
    assert [piece.continued for piece in pieces] == [False] + [True] * 14
    assert sum(piece.lost for piece in pieces) == 20
    rows = [row for piece in pieces for row in piece.frame["row"]]
    assert rows == [*range(30), *range(50, 101)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.text("档案甲喆㐀a1 \n，", max_size=12), st.booleans()), min_size=1, max_size=30),
    encoding=st.sampled_from(["gb18030", "utf-8"]),
)
def test_no_row_is_lost_and_no_text_changes(rows: list[tuple[str, bool]], encoding: str, tmp_path: Path) -> None:
    """Records in the file are rows in the grid and deleted ones; a text is what was written, but for its blanks."""
    content = table(
        [("档号", "C", 6), ("题名", "C", 48)],
        [texts(str(number), text, encoding=encoding) for number, (text, _) in enumerate(rows)],
        deleted=[number for number, (_, deleted) in enumerate(rows, 1) if deleted],
        encoding=encoding,
    )
    (grid,), problems = grids(tmp_path, content)
    assert not problems.errors
    kept = [(str(number), text.strip(" ")) for number, (text, deleted) in enumerate(rows) if not deleted]
    found = [(code, (title or "").strip(" ")) for _, code, title in grid.frame.rows()[1:]]
    blank = [(code, title if title.strip() else "") for code, title in kept]
    assert found == blank and len(found) + grid.lost == len(rows)


# ---- memo files ---------------------------------------------------------------------------------

MEMO = [("档号", "C", 20), ("题名", "M", 10)]


@pytest.mark.parametrize("version", [0x83, 0xF5, 0x30])
def test_longer_texts_are_read_from_the_memo_file(version: int, tmp_path: Path) -> None:
    """Its name may differ in case; a line that dBase III broke by itself is one."""
    memos = ["关于防汛的通知".encode("gbk"), "甲".encode("gbk") + b"\x8d\n" + "乙".encode("gbk")]
    data, starts = dbt(*memos) if version == 0x83 else fpt(memos[0], "甲乙".encode("gbk"))
    width = 4 if version == 0x30 else 10
    pointers = [struct.pack("<I", at) if width == 4 else b"%10d" % at for at in starts]
    columns = [MEMO[0], ("题名", "M", width)]
    records = [[b"1-1", pointers[0]], [b"1-2", pointers[1]], [b"1-3", bytes(4) if width == 4 else b""]]
    content = table(columns, records, version=version)
    found = cells(tmp_path, content, **{"dbt" if version == 0x83 else "FPT": data})
    assert found[1:] == [(1, "1-1", "关于防汛的通知"), (2, "1-2", "甲乙"), (3, "1-3", None)]


def test_a_memo_file_that_is_not_there_or_does_not_fit_is_an_error(tmp_path: Path) -> None:
    """Of the record whose text is not there nothing is read; a table that points to none needs none."""
    content = table(MEMO, [[b"1-1", b"         8"], [b"1-2", b"       999"]], version=0xF5)
    found, problems = grids(tmp_path, content)
    assert not found and [each.code for each in problems.errors] == ["dbf-memo-missing"]
    assert "“题名”" in problems.errors[0].what("zh") and "list.fpt" in problems.errors[0].advice("zh")
    (grid,), problems = grids(tmp_path, content, fpt=fpt("甲".encode("gbk"))[0])
    assert grid.frame.rows()[1:] == [(1, "1-1", "甲")] and grid.lost == 1
    assert [(each.code, each.place.row) for each in problems.errors] == [("dbf-memo-broken", 2)]
    other = tmp_path / "b"
    other.mkdir()
    (grid,), problems = grids(other, table(MEMO, [[b"1-1", b""]], version=0xF5))
    assert not problems.errors and grid.frame.height == 2


def test_a_memo_that_many_records_point_to_does_not_fill_memory(tmp_path: Path) -> None:
    """No honest table has more text than its memo file."""
    data, (start,) = fpt(b"x" * 100_000)
    content = table(MEMO, [[b"1-%d" % n, b"%10d" % start] for n in range(50)], version=0xF5)
    (grid,), problems = grids(tmp_path, content, fpt=data)
    assert grid.frame.height == 2 and grid.lost == 49 and len(problems.errors) == 49


def test_what_is_signed_and_kept_is_the_memo_file_too(tmp_path: Path) -> None:
    """Another text in it is another record: signatures for the one do not count for the other."""
    content = table(
        [*MEMO, ("开放状态", "C", 4)], [[b"J001-001-0001-001", b"         8", "开放".encode("gbk")]], version=0xF5
    )
    digests, titles = [], []
    for text in ("甲", "乙"):
        data = fpt(text.encode("gbk"))[0]
        taken, _ = read(tmp_path, {"list.dbf": content, "list.fpt": data}, sources=["list.dbf"])
        made, _ = config.load(tmp_path)
        (release,) = releases.load_all(made, Problems())
        digests.append(approval.digest_of(release, made))
        titles.append(taken.frame["title"][0])
    assert titles == ["甲", "乙"] and digests[0] != digests[1]


# ---- a table of the year 2000, imported ---------------------------------------------------------


def test_a_table_with_initials_for_names_is_imported_with_its_memo_file(site: Path) -> None:  # noqa: F811
    """QZH, MLH, AJH, TM …: nobody need name a column. Giving the memo file, too, is no mistake."""
    columns = [
        ("QZH", "C", 4), ("MLH", "C", 2), ("AJH", "N", 4), ("TM", "M", 10), ("ZRZ", "C", 20), ("RQ", "D", 8),
        ("MJ", "C", 4), ("BGQX", "C", 4), ("GDND", "C", 4),
    ]  # fmt: skip
    data, starts = fpt(*(f"关于第{n}号水库的通知".encode("gbk") for n in range(1, 7)))
    records = [
        [*texts("J001", "1"), b"%4d" % n, b"%10d" % at, *texts("县水利局", "19540312", "", "永久", "1954")]
        for n, at in enumerate(starts, 1)
    ]
    (site.parent / "AJML.FPT").write_bytes(data)
    result = take(site, "AJML.DBF", table(columns, records, version=0xF5), str(site.parent / "AJML.FPT"))
    assert result.exit_code == 0, result.output
    assert counts(site) == (6, 6, 0)
    mapping = mapping_of(site)
    assert mapping["columns"] == {
        "QZH": "fonds", "MLH": "series", "AJH": "file_no", "TM": "title", "ZRZ": "creators", "RQ": "date_text",
        "MJ": "secrecy", "BGQX": "retention",
    }  # fmt: skip
    folder = site / "catalogue" / "releases" / "r1"
    assert (folder / "AJML.FPT").read_bytes() == data
    assert yaml.safe_load((folder / "release.yaml").read_text(encoding="utf-8"))["sources"] == [{"file": "AJML.DBF"}]


def test_initials_that_only_begin_like_those_of_a_field_are_none(site: Path) -> None:  # noqa: F811
    """电话号码 is no 档号, 文化程度 no 文号, 医生姓名 no 页数; TM1 is still a title."""
    columns = [("DH", "C", 12), ("TM1", "C", 20), ("DHHM", "C", 12), ("WHCD", "C", 8), ("YSXM", "C", 8), ("RQ", "D", 8)]
    records = [texts(f"J001-1-{n}", f"病历{n}", f"571-123{n}", "高小", "张某", "19540312") for n in range(1, 9)]
    take(site, "LIST.DBF", table(columns, records))
    assert mapping_of(site)["columns"] == {"DH": "ref_code", "TM1": "title", "RQ": "date_text"}


# ---- an independent writer ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["db3", "fp", "vfp"])
def test_what_another_library_writes_is_read_as_it_was_written(kind: str, tmp_path: Path) -> None:
    number = "I" if kind == "vfp" else "N(6,2)"
    nullable = " null" if kind == "vfp" else ""
    made = dbf.Table(
        str(tmp_path / "list.dbf"),
        f"DH C(20); TM M; RQ D{nullable}; YS {number}; KF L",
        codepage="cp936",
        dbf_type=kind,
    )
    made.open(dbf.READ_WRITE)
    long = "关于防汛工作的通知" * 200
    made.append({"dh": "1-1", "tm": long, "rq": datetime.date(1954, 3, 12), "ys": 12, "kf": True})
    made.append({"dh": "1-2", "tm": "删", "rq": datetime.date(1955, 3, 12), "ys": 1, "kf": True})
    made.append({"dh": "1-3", "tm": "", "rq": None, "ys": 3, "kf": False})
    dbf.delete(made[1])
    made.close()
    problems = Problems()
    path = tmp_path / "list.dbf"
    (grid,) = reader.read(path, path.name, Source(path.name), Reporter(problems))
    assert grid.frame.rows() == [
        (0, "DH", "TM", "RQ", "YS", "KF"),
        (1, "1-1", long, "19540312", "12", "TRUE"),
        (3, "1-3", None, None, "3", "FALSE"),
    ]
    assert grid.lost == 1 and not problems.errors
