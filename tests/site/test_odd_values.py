"""What people write into cells is published as they wrote it, and nothing of it stops a build."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from harness import run_lantai
from small import HEADERS, NOW, SIGNS, build, csv_bytes, make_site

HISTORY = "第一段，说“水位”。\n第二段：=1+1、<b>粗</b> & ' \" \\\n    第三段 😀"
ODD = [
    ("J001-002-0345-001", "引\"号'、逗,号；分号|竖线\t制表", HISTORY),
    ("J001-002-0345-002", "<script>alert(1)</script>的通知", "lantai-fonds: 这里不是全宗\nlantai-fonds: 也不是"),
    ("J001-002-0345-003", "𠮷野家与㐂、ᠮᠠᠨᠵᡠ、ཞིབ་འཇུག", ""),
    ("J001-002-0345-004", "很长的题名" * 300, "一" * 40_000),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of four records whose cells hold what breaks careless programs."""
    folder = tmp_path_factory.mktemp("odd") / "site"
    rows = [["J001", code, title, "县人委", "19540705", "", "开放", history] for code, title, history in ODD]
    make_site(folder, csv_bytes(rows, (*HEADERS, "机构沿革"), "utf-8-sig"), sign=False)
    mapping = folder / "catalogue" / "mapping.yaml"
    text = mapping.read_text(encoding="utf-8").replace(
        "开放状态: open_status", "开放状态: open_status, 机构沿革: admin_history"
    )
    mapping.write_text(text, encoding="utf-8")
    # Each is held for a person to look at, or open; what counts here is that all four go the whole way.
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    signed = run_lantai("review", "first", "--site", folder, "--at", NOW, "--approve", *signs)
    assert signed.returncode == 0, signed.stdout + signed.stderr
    built = build(folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "output"


def test_paragraphs_come_back_as_they_were_given(output: Path) -> None:
    """The download holds four records, however many lines their texts have."""
    text = (output / "data" / "catalogue.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["档号"] for row in rows] == [code for code, _, _ in ODD]
    assert rows[0]["组织沿革"] == "第一段，说“水位”。\n第二段：=1+1、<b>粗</b> & ' \" \\\n第三段 😀"
    assert rows[3]["组织沿革"] == "一" * 40_000
    assert rows[3]["题名"] == "很长的题名" * 300


def test_markup_in_a_title_is_text(output: Path) -> None:
    """A page shows the tags and runs nothing."""
    page = next((output / "catalogue").rglob("J001-002-0345-002/index.html")).read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;的通知" in page
    assert "<script>alert" not in page
