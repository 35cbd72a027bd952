"""Texts beside digital objects are read as OCR programs and people write them, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantai.records import objecttexts

ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
<Page><PrintSpace><TextBlock>
<TextLine><String CONTENT="為"/><String CONTENT="布告事"/></TextLine>
<TextLine><String CONTENT="All"/><SP/><String CONTENT="hands"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="此布"/></TextLine></TextBlock></PrintSpace></Page>
<Page><PrintSpace><TextBlock><TextLine><String CONTENT="第二葉"/></TextLine></TextBlock></PrintSpace></Page>
</Layout></alto>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_as_windows_saves_it(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without mark, ANSI of a Chinese Windows, Unicode; a form feed begins a page."""
    (tmp_path / "a.txt").write_bytes("堤上吃饭\r\n不得擅离\f\f第三页\f".encode(encoding))
    assert objecttexts.pages(tmp_path / "a.txt") == ["堤上吃饭\n不得擅离", "", "第三页"]


def test_alto_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ALTO, encoding="utf-8")
    assert objecttexts.pages(tmp_path / "a.xml") == ["為布告事\nAll hands\n\n此布", "第二葉"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"\xff\xff\xff\xff"),
        ("a.xml", b"<html/>"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><alto>'),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(objecttexts.Unreadable):
        objecttexts.pages(tmp_path / name)


def test_an_entity_brings_no_other_file_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    outside = f'<!DOCTYPE alto [<!ENTITY a SYSTEM "{tmp_path}/secret">]>'
    text = ALTO.replace("<alto", outside + "<alto", 1).replace('CONTENT="此布"/>', 'CONTENT="此布"/>&a;')
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    assert "机密" not in "".join(objecttexts.pages(tmp_path / "a.xml"))


def test_only_what_lies_in_the_folder_counts(tmp_path: Path) -> None:
    """A name that leads out of the folder of objects has no text, however real the file."""
    folder = tmp_path / "media"
    (folder / "J001").mkdir(parents=True)
    (tmp_path / "export.txt").write_text("未开放", encoding="utf-8")
    (folder / "J001" / "leaf.txt").write_text("开放", encoding="utf-8")
    (folder / "linked.txt").symlink_to(tmp_path / "export.txt")
    assert objecttexts.beside(folder, "J001/leaf.jpg") == folder / "J001" / "leaf.txt"
    assert objecttexts.beside(folder, "J001/leaf.txt") == folder / "J001" / "leaf.txt"
    for name in ("../export.jpg", "/etc/passwd", "J001/../../export.jpg", "linked.jpg", "leaf.jpg", ""):
        assert objecttexts.beside(folder, name) is None


@pytest.mark.parametrize(
    ("page", "searched"),
    [
        ("民工在堤上吃\n饭，不得擅离", "民工在堤上吃饭，不得擅离"),
        ("one two\nthree.\nFour", "one two three. Four"),
        ("第一段\n接着\n\n第二段", "第一段接着\n第二段"),
    ],
)
def test_a_phrase_runs_over_the_end_of_a_line(page: str, searched: str) -> None:
    assert objecttexts.joined(page) == searched
