"""A withheld record is found in every form in which a file can hold text; a sound file of each form passes."""

from __future__ import annotations

import base64
import gzip
import html
import io
import itertools
import json
import os
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pypdfium2
import pytest
import typst
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from lantai.publishing.audit import audit, leaks, lines, looking
from lantai.publishing.audit.secrets import Secrets

CANARY = "澜溪县某某人民公社社员处分决定"
CODE = "J001-002-0345-099"
HEAD = '<!doctype html><html lang="zh-Hans"><head><title>t</title></head><body><h1>h</h1>'
COMMENT = "<!-- a\n<b>c</b> -->"
SOFT, NO_WIDTH = "\u00ad", "\u200b"
Pack = Callable[[str], bytes]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty site beside the tables of one withheld record."""
    root, work = tmp_path / "site", tmp_path / "work"
    root.mkdir()
    work.mkdir()
    hidden = {"ref_code": [CODE], "title": [CANARY], "holds": ["words"]}
    pl.DataFrame(hidden).write_parquet(work / "withheld.parquet")
    shown = {"ref_code": ["J001-002-0345-001"], "title": ["甲"], "list_address": ["/a/"], "anchor": ["x"]}
    pl.DataFrame(shown).clear().write_parquet(work / "public.parquet")
    return root


def _png(text: str, compressed: bool = False, international: bool = False) -> bytes:
    info = PngInfo()
    if international:
        info.add_itxt("Description", text, zip=compressed)
    else:
        info.add_text("Description", quote(text), zip=compressed)
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def _exif(text: str, form: str, tag: int, value: Callable[[str], object]) -> bytes:
    exif = Image.Exif()
    exif[tag] = value(text)
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, form, exif=exif)
    return buffer.getvalue()


def _jpeg_comment(text: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG", comment=text.encode())
    return buffer.getvalue()


def _jpeg_after_its_end(text: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG")
    return buffer.getvalue() + b"\0" + text.encode("utf-16-le")


def _webp_xmp(text: str) -> bytes:
    buffer = io.BytesIO()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>{text}</d></x:xmpmeta>'
    Image.new("RGB", (4, 4)).save(buffer, "WEBP", xmp=xmp.encode())
    return buffer.getvalue()


def _deflate(text: str, window: int = -15) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, window)
    return engine.compress(text.encode()) + engine.flush()


def _zip(text: str, name: str = "in/inner.json") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def _zip_named(text: str) -> bytes:
    return _zip("x", f"{text}.txt")


def _zip_noted(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.comment = text.encode()
    return buffer.getvalue()


def _zip_in_zip(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("inner.zip", _zip(text))
    return buffer.getvalue()


def _xlsx(text: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    return buffer.getvalue()


def _xlsx_in_zip(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("book.xlsx", _xlsx(text))
    return buffer.getvalue()


def _docx(text: str) -> bytes:
    """Word divides a line of text into runs as it likes."""
    runs = "".join(f"<w:r><w:t>{character}</w:t></w:r>" for character in text)
    return _zip(f"<w:document><w:p>{runs}</w:p></w:document>", "word/document.xml")


def _parquet(text: str, **columns: object) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(columns or {"t": [None, text, "x"]}).write_parquet(buffer)
    return buffer.getvalue()


def _typst(text: str) -> bytes:
    """A PDF as the lessons have it: glyphs of a subset font, whose numbers say nothing."""
    return typst.compile(f'#set page(width: 60mm)\n#set text(size: 14pt)\n#"{text}"'.encode())


def _pdf_title(text: str) -> bytes:
    return typst.compile(f'#set document(title: "{text}")\nx'.encode())


def _latin1_line(text: str) -> bytes:
    return b"%PDF-1.7\nstream\n" + zlib.compress(text.encode()) + b"\nendstream"


def _long_line(text: str) -> bytes:
    """Longer than what is read at a time, without a line break, the secret across its end."""
    return b"x" * (lines.PIECE - 9) + f" {text} ".encode() + b"y" * (lines.PIECE // 2)


def _between(text: str, *marks: str) -> bytes:
    """Put the marks between the characters of a text in turn."""
    return (HEAD + "<p>" + "".join(c + mark for c, mark in zip(text, itertools.cycle(marks), strict=False))).encode()


FORMS: list[tuple[str, str, Pack]] = [
    ("plain", "page.txt", lambda text: text.encode()),
    ("gb18030", "list.csv", lambda text: ("档号,题名\r\n" * 9 + text).encode("gb18030")),
    ("utf-16", "list.txt", lambda text: text.encode("utf-16")),
    ("long line", "line.json", _long_line),
    ("json escapes", "page.json", lambda text: json.dumps([text]).encode()),
    ("decimal entities", "page.xml", lambda text: "".join(f"&#{ord(c)};" for c in text).encode()),
    ("hexadecimal entities", "a.html", lambda text: (HEAD + "".join(f"&#x{ord(c):x};" for c in text)).encode()),
    ("emphasis within", "b.html", lambda text: f"{HEAD}<p>x {text[:5]}<em>{text[5:7]}</em>{text[7:]}".encode()),
    ("emphasis at the beginning", "c.html", lambda text: f"{HEAD}<p><b>{text[:5]}</b>{text[5:]}</p>".encode()),
    ("break opportunity", "d.html", lambda text: f"{HEAD}<p>{'<wbr>'.join(text)}</p>".encode()),
    ("soft hyphens", "e.html", lambda text: f"{HEAD}<p>{SOFT.join(text)}</p>".encode()),
    ("spaces of no width", "f.html", lambda text: f"{HEAD}<p>{NO_WIDTH.join(text)}</p>".encode()),
    ("comments", "j.html", lambda text: f"{HEAD}<p>{COMMENT.join(text)}</p>".encode()),
    ("a comment that ends at once", "k.html", lambda text: f"{HEAD}<p>{text[:4]}<!-->{text[4:]}</p>".encode()),
    ("emphasis in a comment", "l.html", lambda text: f"{HEAD}<!-- <b>{text[:5]}</b>{text[5:]} -->".encode()),
    ("named soft hyphens", "m.html", lambda text: f"{HEAD}<p>{'&shy;'.join(text)}</p>".encode()),
    ("named spaces of no width", "n.html", lambda text: f"{HEAD}<p>{'&ZeroWidthSpace;'.join(text)}</p>".encode()),
    ("numbered invisibles", "o.html", lambda text: _between(text, "&#8203;", "&#xAD;", "&#x0200c;", "&zwnj;", "&shy")),
    ("attribute", "g.html", lambda text: f'{HEAD}<p title="{html.escape(text)}">x</p>'.encode()),
    ("comment", "h.html", lambda text: f"{HEAD}<!-- {text} -->".encode()),
    (
        "data block",
        "i.html",
        lambda text: f'{HEAD}<script type="application/json">{json.dumps(text)}</script>'.encode(),
    ),
    ("percent", "feed.xml", lambda text: f"<a>/r/?{''.join(f'%{b:02X}' for b in text.encode())}</a>".encode()),
    ("data address", "s.css", lambda text: b"a{b:url(data:x;base64," + base64.b64encode(text.encode()) + b")}"),
    ("script shard", "s.js", lambda text: b'load("' + base64.b64encode(_deflate(text)) + b'")'),
    ("shard", "shard.bin", _deflate),
    ("zlib", "shard.bin", lambda text: _deflate(text, 15)),
    ("deflated without a name", "shard", _deflate),
    ("gzip", "data.csv.gz", lambda text: gzip.compress(text.encode())),
    ("several gzip members", "data.csv.gz", lambda text: gzip.compress(b"x\n") + gzip.compress(text.encode())),
    ("json in gzip", "data.jsonl.gz", lambda text: gzip.compress(json.dumps(text).encode())),
    ("zip", "pack.zip", _zip),
    ("name in zip", "pack.zip", _zip_named),
    ("note of a zip", "pack.zip", _zip_noted),
    ("zip in zip", "pack.zip", _zip_in_zip),
    ("xlsx", "book.xlsx", _xlsx),
    ("xlsx in zip", "pack.zip", _xlsx_in_zip),
    ("word", "text.docx", _docx),
    ("parquet", "data.parquet", _parquet),
    ("list in parquet", "data.parquet", lambda text: _parquet(text, t=[["x", text]])),
    ("column of parquet", "data.parquet", lambda text: _parquet(text, **{text: [1]})),
    ("jpeg comment", "photo.jpg", _jpeg_comment),
    ("jpeg after its end", "photo.jpg", _jpeg_after_its_end),
    ("exif description", "photo.jpg", lambda text: _exif(text, "JPEG", 0x010E, lambda t: t.encode())),
    ("exif title of windows", "photo.jpg", lambda text: _exif(text, "JPEG", 0x9C9B, lambda t: t.encode("utf-16-le"))),
    (
        "exif in webp",
        "photo.webp",
        lambda text: _exif(text, "WEBP", 0x9C9B, lambda t: b"z" + f" {t}".encode("utf-16-le")),
    ),
    ("xmp in webp", "photo.webp", _webp_xmp),
    ("png text", "scan.png", lambda text: _png(text, international=True)),
    ("compressed png text", "scan.png", lambda text: _png(text, compressed=True, international=True)),
    ("pdf stream", "paper.pdf", _latin1_line),
    ("pdf of typst", "paper.pdf", _typst),
    ("pdf title", "paper.pdf", _pdf_title),
    ("sound", "talk.ogg", lambda text: b"OggS\xff\xfe\xf0" + struct.pack("<I", len(text)) + text.encode()),
]


_BARE = frozenset({_typst, _pdf_title})
"""Forms in which other words would break the lines, or be no code."""


@pytest.mark.parametrize("secret", [CANARY, CODE])
@pytest.mark.parametrize(("name", "pack"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_a_withheld_record_is_found_however_it_is_written(site: Path, name: str, pack: Pack, secret: str) -> None:
    (site / name).write_bytes(pack(secret))
    assert "audit-leak" in {problem.code for problem in audit(site, site.parent / "work")}


@pytest.mark.parametrize(("name", "pack"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_another_record_in_the_same_form_is_no_leak(site: Path, name: str, pack: Pack) -> None:
    (site / name).write_bytes(pack("澜溪县某某人民公社社员代表名册一"))
    assert "audit-leak" not in {problem.code for problem in audit(site, site.parent / "work")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv.gz", gzip.compress(b"x" * 999)[:-9]),
        ("a.zip", b"PK\x03\x04 no archive"),
        ("a.parquet", b"PAR1 no table"),
    ],
    ids=["gzip", "zip", "parquet"],  # the first content says when it was made
)
def test_what_cannot_be_looked_into_is_an_error(site: Path, name: str, content: bytes) -> None:
    """Not to know what is in a file is no better than a leak."""
    (site / name).write_bytes(content)
    assert [problem.code for problem in audit(site, site.parent / "work")] == ["audit-file-damaged"]


def test_the_pdf_of_this_test_hides_its_text(site: Path) -> None:
    """Else the test of the PDF would prove nothing: its text is there for readers only."""
    content = _typst(CANARY)
    assert CANARY.encode() not in content
    page = pypdfium2.PdfDocument(content)[0]
    assert "澜溪县" in page.get_textpage().get_text_bounded()


def test_the_documentation_counts_the_forms() -> None:
    """What it says was measured was measured in as many."""
    docs = Path(__file__).parents[3] / "docs" / "developers"
    said = re.findall(
        r"(?:one of|in|\() ?(\d+) forms\b", "".join((docs / name).read_text("utf-8") for name in _COUNTED)
    )
    assert set(said) == {str(len(FORMS))}


_COUNTED = ("publishing.md", "benchmarks.md")


def test_no_canary_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in a file of its own, in a form and between texts drawn by lot; LANTAI_CANARIES=10000 for many."""
    count, draw = int(os.environ.get("LANTAI_CANARIES", "200")), random.Random(9)
    ideographs = [chr(code) for code in range(0x4E00, 0x9FA0)]
    secrets_ = []
    for number in range(count):
        title = "".join(draw.choices(ideographs, k=draw.randrange(6, 24)))
        secret = title if draw.random() < 0.6 else f"Q{number:05}-{draw.randrange(100):02}-{draw.randrange(9999)}"
        name, pack = draw.choice([form[1:] for form in FORMS])
        before, after = ("".join(draw.choices(ideographs, k=draw.randrange(9))) for _ in range(2))
        folder = tmp_path / f"{number}"
        folder.mkdir()
        written = f"{before} {secret} {after}" if pack not in _BARE else secret
        (folder / name).write_bytes(pack(written))
        secrets_.append((f"{number}/{name}", secret))
    monkeypatch.setattr(leaks, "SHOWN", count * 2)
    titles = tuple(sorted({secret for _, secret in secrets_ if not secret.startswith("Q")}))
    codes = tuple(sorted({secret for _, secret in secrets_ if secret.startswith("Q")}))
    found: set[tuple[str, str]] = set()
    for start in range(0, count, 400):
        names = [name for name, _ in secrets_[start : start + 400]]
        looked = looking.look(tmp_path, names, Secrets(codes, titles))
        found.update(
            (problem["place"]["file"], problem["values"]["what"])
            for problem in looked.problems
            if problem["code"] == "audit-leak"
        )
    assert [each for each in secrets_ if each not in found] == []
