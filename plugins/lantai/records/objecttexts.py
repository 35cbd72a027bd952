"""What digital objects say: transcripts and OCR that lie beside them, page by page.

A file of the same name holds the text of a picture or recording: ``leaf-1.txt``, or ``leaf-1.xml`` in ALTO
(https://www.loc.gov/standards/alto/), beside ``leaf-1.jpg``. A text may also be the object itself. A form feed begins
a new page, as OCR programs write it. Nothing outside the folder of the objects is ever read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from lantai import files
from lantai.text import is_han

SUFFIXES = (".txt", ".xml")
"""Files that hold text: plain, and ALTO."""
LARGEST = 8_000_000
"""Bytes of one file."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_PARAGRAPHS = re.compile(r"\n\s*\n")


class Unreadable(Exception):
    """A file that should hold text does not: no encoding fits, it is too large, or it is not ALTO."""


def beside(folder: Path, name: str) -> Path | None:
    """Return the file with the text of the object ``name`` (as the catalogue names it), None without one."""
    stem, dot, _ = name.rpartition(".")
    for suffix in SUFFIXES:
        try:
            path = files.contained(folder, f"{stem if dot else name}{suffix}")
        except files.PathEscapes:
            return None
        if path.is_file():
            return path
    return None


def all_in(folder: Path) -> Iterator[Path]:
    """Yield every file below the folder of the objects that may hold text."""
    return (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())


def pages(path: Path) -> list[str]:
    """Return the text of a file, page by page; pages without text are empty. Raises Unreadable."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"> {LARGEST // 1_000_000} MB")
    content = path.read_bytes()
    found = _alto(content) if path.suffix == ".xml" else _decoded(content).split("\f")
    found = [_CONTROLS.sub("", page.replace("\r\n", "\n").replace("\r", "\n")).strip("\n ") for page in found]
    while found and not found[-1]:
        found.pop()
    return found


def joined(page: str) -> str:
    """Return a page as it is searched: one line a paragraph, since a phrase runs over the ends of written lines."""
    return "\n".join(_one_line(paragraph.split("\n")) for paragraph in _PARAGRAPHS.split(page) if paragraph.strip())


def _one_line(lines: list[str]) -> str:
    text = ""
    for line in filter(None, (line.strip() for line in lines)):
        close = not text or is_han(text[-1]) or is_han(line[0]) or not (text[-1].isalnum() or line[0].isalnum())
        text += line if close else " " + line
    return text


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for each in [encoding] if encoding else ["utf-8", "gb18030"]:
        try:
            return content.decode(each)
        except UnicodeDecodeError:
            continue
    raise Unreadable("UTF-8, GB18030")


def _alto(content: bytes) -> list[str]:
    """Return the text of an ALTO file: a line for each TextLine, an empty line between blocks."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(str(error)[:120]) from None
    if etree.QName(root).localname != "alto":
        raise Unreadable("alto")
    found = []
    for page in root.iterfind(".//{*}Page"):
        blocks = (
            "\n".join(_line(line) for line in block.iterfind("{*}TextLine")) for block in page.iter("{*}TextBlock")
        )
        found.append("\n\n".join(block for block in blocks if block.strip()))
    return found


def _line(line: etree._Element) -> str:
    """Return what a line says. An entity is left as it is: it says nothing."""
    found = ""
    for each in line.iterchildren("{*}String", "{*}SP", "{*}HYP"):
        found += " " if etree.QName(each).localname == "SP" else each.get("CONTENT", "")
    return found
