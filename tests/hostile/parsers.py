"""What each parser that people's input reaches is called with, and words that mean something to it."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import lxml.html
import yaml
from tests.hostile.fuzzing import CORPUS, Parser
from tests.unit.intake import making

from lantai import files
from lantai.intake import importing
from lantai.media import MediaStore, captions
from lantai.problems import Place, Problems
from lantai.prose import ProseContext, ProseSource, figures, render
from lantai.prose.templates import environment, translator
from lantai.records import addresses, dates, mapping, refcodes
from lantai.site import yamls
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.routes import output_path


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="lantai-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _site() -> Site:
    name = LocalText((("zh-Hans", "某县档案馆"),))
    folder = _folder() / "site"
    folder.mkdir(exist_ok=True)
    return Site(folder=folder, name=name, archives=(Archive("LX", name),))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _date(data: bytes) -> None:
    found = dates.parse(_text(data))
    assert found.start is None or found.end is None or found.start <= found.end, "the end is before the start"


def _code(data: bytes) -> None:
    key = refcodes.match_key(_text(data))
    refcodes.sort_key(key)
    if key:
        path = output_path(addresses.page_address("", key[: len(key) // 2], key))
        files.contained(_folder(), path)
        assert all(len(part.encode()) <= 255 for part in path.split("/")), "longer than a file system takes"


def _pattern(data: bytes) -> None:
    pattern, _, code = _text(data).partition("\n")
    try:
        read = refcodes.Pattern.of(pattern, "J001")
    except refcodes.PatternError:
        return
    read.parse(refcodes.match_key(code))


def _yaml(data: bytes) -> None:
    problems = Problems()
    document = yamls.parse(_text(data), "x.yaml", problems)
    assert document is not None or problems.errors
    if document is not None:
        str(document.data).encode("utf-8")


def _mapping(data: bytes) -> None:
    document = yamls.parse(_text(data), "mapping.yaml", Problems())
    if document is not None:
        mapping.parse(document, Problems())


def _export(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=_folder()) as folder:
            making.read(Path(folder), {name: data})

    return run


def _proposal(data: bytes) -> None:
    """Propose a mapping for a list, and read it by that."""
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(data)
        mapped = importing.plan([path], "r1", _site())
        proposed = next((text for target, text in mapped.texts.items() if target.name == "mapping.yaml"), "")
        if proposed:
            taken, _ = making.read(Path(folder) / "site", {"list.csv": data}, yaml.safe_load(proposed))
            assert taken.counts.reported >= 0, "more records than rows"


def _memo(data: bytes) -> None:
    """Read a table of FoxPro with a memo file that anybody may have written."""
    table = next((CORPUS / "dbf").glob("memo-*")).read_bytes()
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        making.read(Path(folder), {"list.dbf": table, "list.fpt": data}, sources=["list.dbf"])


class _NoRecords:
    """A catalogue in which nothing is public."""

    def get(self, code: str) -> None:
        return None

    def query(self, *, limit: int | None = None, **criteria: str) -> list:
        return []


@cache
def _context() -> ProseContext:
    site, folder = _site(), _site().folder / "exhibitions" / "x"
    (folder / "media").mkdir(parents=True, exist_ok=True)
    from PIL import Image

    Image.new("RGB", (900, 700), "#456").save(folder / "media" / "dike.png")
    (folder / "figures.yaml").write_text(
        "- {id: dike, file: media/dike.png, caption: 堤, alt: 一道堤, credit: 某, regions: {a: [1, 2, 30, 40]}}\n",
        encoding="utf-8",
    )
    records = _NoRecords()
    return ProseContext(
        site=site,
        language="zh-Hans",
        address="/exhibitions/x/a/",
        t=translator("zh-Hans"),
        templates=environment(),
        folder=folder,
        records=records,  # type: ignore[arg-type]
        media=MediaStore(_folder() / "cache", site),
        figures=figures.load(folder, site, records, Problems()),  # type: ignore[arg-type]
    )


_FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "style", "base", "meta", "form", "svg", "math"})


def _assert_harmless(html: str) -> None:
    """Fail if a browser would run, load or restyle anything because of ``html``."""
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
        assert element.tag not in _FORBIDDEN, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style", name
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE) or name not in _ADDRESSES, (
                value
            )


_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "srcset", "cite"})


def _markdown(data: bytes) -> None:
    head, body, line = yamls.split_front_matter(_text(data))
    yamls.parse(head, "x.md", Problems(), 2)
    _assert_harmless(str(render(ProseSource(body, "x.md", line, "zh-Hans"), _context()).html))


def _captions(data: bytes) -> None:
    found = captions.parse(_text(data), Place("x.vtt"), Problems())
    if found is not None:
        assert captions.parse(found.webvtt(), Place("x.vtt"), Problems()) is not None, "what is written cannot be read"


def _medium(suffix: str, medium: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=_site().folder) as name:
            folder = Path(name)
            path, problems = folder / f"x{suffix}", Problems()
            path.write_bytes(data)
            store = MediaStore(folder / "cache", _site())
            probe = getattr(store, medium)
            found = probe(path, Place("figures.yaml"), problems)
            assert found is not None or problems.errors
            if found is not None:
                store.picture(found, widths=(64,)) if medium == "image" else store.file(found)
                store.finish(folder / "out", 1, problems)

    return run


_YAML_WORDS = (
    b"- ",
    b": ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"|\n",
    b"&a ",
    b"*a",
    b"!!",
    b"---\n",
    b"? ",
    b"<<: ",
    b'"\\ud800"',
)
_MARKDOWN = (
    b"/// figure | dike\n///\n",
    b"////\n",
    b"///",
    b"[^1]",
    b"==a=={figure=dike region=a}",
    b"<b>",
    b"`",
    b"|",
    b"***",
)
_MARKDOWN += (
    b"![](x)",
    b"[a](javascript:x)",
    b"{.lead}",
    b"\n\n",
    b"    ",
    b"<script>",
    b"record:J001",
    b"*[A]: b",
    b"\x02",
    b"\x03",
)
_DATE_WORDS = tuple("光绪 民国 年 闰 月 初 甲子 至 — ? 约 [ ] 19 .. 康熙 世纪".encode().split())

_TAGS = (b"<td>", b"</td>", b"<tr>", b"<table>", b' rowspan="99999999"', b" colspan=999", b"<br>", b"<!--", b"&#0;")

PARSERS = {
    parser.name: parser
    for parser in (
        Parser("dates", _date, _DATE_WORDS),
        Parser("codes", _code, (b"-", "·".encode(), "－".encode(), b"\xe2\x80\x8b", "０".encode())),
        Parser("patterns", _pattern, (b"{fonds}", b"{item:3}", b"{", b"}", b"{file}", b"(", b"\\", b"{x:}")),
        Parser("yaml", _yaml, _YAML_WORDS),
        Parser(
            "mapping", _mapping, (*_YAML_WORDS, b"columns", b"ref_code", b"{fonds}", b"extra", b"values", b"hierarchy")
        ),
        Parser("csv", _export("list.csv"), (b",", b'"', b'""', b"\r", b";", "档号".encode(), "题名".encode("gb18030"))),
        Parser(
            "proposal",
            _proposal,
            (b",", b"\n", *"案卷号 顺序号 题名 日期 年度：1985 全宗号：J001 0312 已销毁".encode().split()),
        ),
        Parser(
            "dbf",
            _export("list.dbf"),
            (
                b"*",
                b" ",
                b"\x1a",
                b"\r",
                b"\x30",
                b"\xf5",
                b"\x83",
                b"\xff",
                b"\0\0",
                "题名".encode("gb18030"),
                b"I",
                b"T",
            ),
        ),
        Parser("fpt", _memo, (b"\0\0\0\1", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x1a", "汛".encode("gb18030"))),
        Parser("html", _export("list.html"), _TAGS),
        Parser(
            "xlsx",
            _export("list.xlsx"),
            (b"<c r=", b"<row", b"</v>", b't="s"', b"<mergeCell ref=", b"A1:XFD1048576"),
            packed=True,
        ),
        Parser(
            "ead",
            _export("list.xml"),
            (b"<c>", b"</c>", b"<unitid>", b"<!ENTITY a ", b"&a;", b"<did>", b"xmlns=", b"<![CDATA["),
        ),
        Parser(
            "jsonl",
            _export("list.jsonl"),
            (b"{", b"}", b"[", b'"\\ud800"', b"null", b"1e999", b'"ref_code":', b"\n", b'"\\u0000"'),
        ),
        Parser("markdown", _markdown, _MARKDOWN),
        Parser(
            "captions",
            _captions,
            (b"WEBVTT", b" --> ", b"00:00:01.000", b"<v A>", b"NOTE", b"STYLE", b"\n\n", b"&lt;", b"99:59:59.999"),
        ),
        Parser(
            "jpeg",
            _medium(".jpg", "image"),
            (b"\xff\xd8", b"\xff\xe1\x00\x10Exif\0\0", b"\xff\xdb", b"\xff\xc0", b"\xff\xda"),
        ),
        Parser("png", _medium(".png", "image"), (b"IHDR", b"IDAT", b"iTXt", b"zTXt", b"IEND", b"acTL")),
        Parser(
            "pdf",
            _medium(".pdf", "image"),
            (b"obj", b"endobj", b"/Pages", b"/Kids", b"/JavaScript", b"/MediaBox", b"stream", b"xref"),
        ),
        Parser(
            "svg",
            _medium(".svg", "image"),
            (
                b"<g>",
                b"</g>",
                b'<use href="#a"/>',
                b'viewBox="',
                b'id="a"',
                b"&a;",
                b"1e38",
                b"<image href=",
                b"<style>",
            ),
        ),
        Parser("ogg", _medium(".opus", "audio"), (b"OggS", b"OpusTags", b"OpusHead", b"vorbis")),
        Parser(
            "mp4",
            _medium(".mp4", "video"),
            (b"ftyp", b"moov", b"mvhd", b"udta", b"meta", b"\0\0\0\1", b"mdat", b"trak"),
        ),
        Parser(
            "webm",
            _medium(".webm", "video"),
            (b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x01\xff\xff\xff\xff\xff\xff\xff"),
        ),
        Parser("wav", _medium(".wav", "audio"), (b"RIFF", b"fmt ", b"data", b"LIST")),
    )
}
