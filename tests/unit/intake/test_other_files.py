"""Files that are no list, or cannot be opened just now: it is said in words what to do."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import proposed

from lantai.commands import main
from lantai.records import workbooks

MAPPING = {"columns": {"档号": "ref_code", "题名": "title"}}
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptionInfo".encode("utf-16-le") + bytes(900)
LOCKED += "EncryptedPackage".encode("utf-16-le") + bytes(1000)
"""How a workbook begins that has a password: a container with the encrypted one in it ([MS-OFFCRYPTO] 2.3.2)."""


def refused(name: str, content: bytes, folder: Path) -> None:
    """Import a file that cannot be one."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    (folder / name).write_bytes(content)
    with pytest.raises(SystemExit) as left:
        main(["import", str(folder / name), "--release", "r1", "--yes", "--site", str(folder)])
    assert left.value.code == 2


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls"])
def test_a_workbook_with_a_password_is_called_that(name: str, tmp_path: Path) -> None:
    """And not an XLS whose name should be changed, which would not help."""
    taken, problems = read(tmp_path, {name: LOCKED}, MAPPING)
    (problem,) = problems.errors
    assert problem.code == "workbook-locked" and taken.counts.rows == 0
    assert problem.advice("zh") == "请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx。"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("AJML.FPT", "FoxPro"), ("da.cdx", "索引"), ("da.dbc", "容器"),
        ("da.mdb", "Access"), ("da.accdb", "Access"), ("目录.et", "WPS"),
        ("目录.numbers", "Numbers"),
        ("目录.gsheet", "网址"), ("da.sql", "数据库"), ("out.rpt", "打印"), ("目录.docx", "文稿"), ("目录.pdf", "文稿"),
        ("目录.rar", "压缩文件"), ("目录.jpg", "图片"), ("目录.xyz", "XLSX、CSV"),
    ],
)  # fmt: skip
def test_of_each_other_format_it_is_said_how_to_get_a_list_from_it(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(name, b"x", tmp_path)
    text = capsys.readouterr().err.replace("\n", "")
    assert f"程序不读“{Path(name).suffix.lower()}”格式的文件" in text and said in text


def test_what_excel_keeps_beside_an_open_file_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused("~$目录.xlsx", b"\x05user" + b" " * 160, tmp_path)
    assert "临时文件（~$ 开头）" in capsys.readouterr().err


def forbid(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let nobody open the file of this name, as Windows does while another program has locked it."""
    opened, path_opened = builtins.open, Path.open

    def guarded(file: Any, *words: Any, **more: Any) -> Any:
        if str(file).endswith(name):
            raise PermissionError(13, "The process cannot access the file", str(file))
        return opened(file, *words, **more)

    patch.setattr(builtins, "open", guarded)
    patch.setattr(io, "open", guarded)
    patch.setattr(
        Path, "open", lambda self, *w, **m: guarded(self) if self.name == name else path_opened(self, *w, **m)
    )


def test_a_file_that_another_program_has_locked_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "list.csv").write_bytes(b"")
        forbid(patch, "list.csv")
        with pytest.raises(SystemExit):
            (tmp_path / "content").mkdir()
            (tmp_path / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
            main(["import", str(tmp_path / "a" / "list.csv"), "--release", "r1", "--yes", "--site", str(tmp_path)])
    assert "别的程序正占用它" in capsys.readouterr().err.replace("\n", "")


def test_so_it_is_when_a_release_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, {"list.csv": "档号,题名\nJ001-1,甲\n".encode()}, MAPPING)
    written = Path.write_bytes
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", lambda self, data: 0 if self.name == "list.csv" else written(self, data))
        forbid(patch, "list.csv")
        _, problems = read(tmp_path, {"list.csv": b""}, MAPPING)
    assert [problem.code for problem in problems.errors] == ["export-in-use"]


def test_a_workbook_that_could_not_be_looked_at_just_now_is_not_read_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be read with all that it hides."""
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["档号", "题名"])
    with monkeypatch.context() as patch:
        forbid(patch, "list.xlsx")
        assert workbooks.look(path).damage
    assert not workbooks.look(path).damage


def test_text_that_is_lined_up_by_blanks_is_told_as_that(tmp_path: Path) -> None:
    text = "DH        TM      \n--------- --------\nJ001-1-1  关于水库\nJ001-1-2  关于堤防\n"
    taken, problems = read(tmp_path, {"list.txt": text.encode("gb18030")}, MAPPING)
    assert [problem.code for problem in problems.errors] == ["text-undivided"]
    assert taken.counts.rows == taken.counts.reported == 4


def test_the_page_of_a_login_is_no_table(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><head><title>登录</title></head><body>请登录</body></html>".encode()
    _, problems = read(tmp_path, {"list.xlsx": page}, MAPPING)
    assert "网页，里面没有表格" in problems.errors[0].what("zh") and "重新登录" in problems.errors[0].advice("zh")


def test_the_number_of_a_row_in_access_is_no_code_beside_one(tmp_path: Path) -> None:
    """ID stands first, and is a code only where there is no other."""
    text = '"ID";"档号";"题名";"开放状态"\r\n1;"J001-1-1";"甲";"开放"\r\n2;"J001-1-2";"乙";"开放"\r\n'
    mapping, _, _ = proposed(tmp_path / "a", "list.txt", text.encode("gbk"))
    assert mapping["columns"]["档号"] == "ref_code" and "ID" not in mapping["columns"]
    mapping, _, _ = proposed(tmp_path / "b", "list.csv", b"id,title\nA-1,Letter\nA-2,Diary\n")
    assert mapping["columns"]["id"] == "ref_code"
