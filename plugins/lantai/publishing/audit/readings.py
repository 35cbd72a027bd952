"""Ways of reading one text: as it stands, and without what hides words from a search but not from a reader."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from urllib.parse import unquote_to_bytes

import polars as pl
from zlib_ng import zlib_ng

MAX_UNPACKED = 1 << 30
"""Bytes unpacked from one part of an archive or one stream; ours are far smaller, so more means damage or a trap."""

_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg", ".atom", ".rss", ".rels", ".opf", ".ncx", ".vtt"})
_PROSE = frozenset({".html", ".htm", ".xhtml", ".svg", ".vtt"})
"""Markup that people read, in which tags and hidden characters may stand within words."""
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|nbsp|copy|middot|hellip|mdash|ndash|raquo|laquo);)#?\w+;")
"""An entity that stands for more than a character of syntax or a mark between words."""
_INVISIBLE = (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)
"""Characters that nobody sees: soft hyphens, spaces of no width, joiners, marks of direction."""
UNSEEN = f"[{''.join(map(chr, _INVISIBLE))}]"
_NAMED = "|".join(sorted((name for name, value in html5.items() if value in {*map(chr, _INVISIBLE)}), reverse=True))
_DECIMAL = "|".join(f"{code:d}" for code in _INVISIBLE)
_HEXADECIMAL = "|".join(f"{code:x}" for code in _INVISIBLE)
_TAG = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|rp|rt|ruby|s|samp|small|span|strong|sub|sup"
    r"|t|time|tspan|u|var|wbr|w:[a-zA-Z]+)(?:\s[^<>]*)?/?>"
)
_HIDDEN = rf"{UNSEEN}|&(?:{_NAMED}|#(?:0*(?:{_DECIMAL})|(?i:x0*(?:{_HEXADECIMAL})))(?:;|(?-u:\b)))"
"""What may stand within a word that a reader sees whole: such tags, and invisible characters, also as entities."""
_COMMENT = "<!--(?:-?>|(?s:.*?)--!?>)"
"""So may this, which may also hold a text itself."""
_ESCAPED = re.compile(rb"(?:\\u[0-9a-fA-F]{4})+")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_WRAPS = frozenset({".html", ".htm", ".css", ".js", ".mjs", ".svg", ".json", ".webmanifest"})
_DATA_ADDRESS = re.compile(rb"base64,([A-Za-z0-9+/]{16,}={0,2})")
_SCRIPT_TEXT = re.compile(rb"[\"'`]([A-Za-z0-9+/]{24,}={0,2})[\"'`]")


def of(suffix: str, data: bytes, *, prose: bool | None = None) -> Iterator[bytes]:
    """Yield ``data``, then each other way to read it if there is one.

    ``suffix`` names what it is; ``prose`` says whether it is for people to read, if the suffix does not.
    """
    yield data
    if suffix in _MARKUP:
        yield from _markup(data, suffix in _PROSE if prose is None else prose)
    # One character is looked for much faster than several, and most texts have none.
    if b"\\" in data and b"\\u" in data:
        yield as_utf8(_ESCAPED.sub(_unescaped, data))
    if b"%" in data and _PERCENT.search(data):
        yield as_utf8(unquote_to_bytes(data))
    if suffix in _WRAPS and b"base64," in data:
        yield from _wrapped(_DATA_ADDRESS, data)
    if suffix in (".js", ".mjs"):
        yield from _wrapped(_SCRIPT_TEXT, data)


def _markup(data: bytes, prose: bool) -> Iterator[bytes]:
    """Yield markup with its entities resolved, and without what stands within words."""
    if b"&" in data and _ENTITY.search(data):
        yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if prose:
        yield from unbroken([as_utf8(data)])


def unbroken(pages: Sequence[bytes]) -> Iterator[bytes]:
    """Yield each page without what may stand within words; one with comments also as if they were not there.

    ``pages`` are UTF-8. Many at once take less time.
    """
    found = pl.Series(pages, dtype=pl.Binary).cast(pl.String)
    within = f"{_TAG}|{_HIDDEN}" if found.str.contains(_HIDDEN).any() else _TAG  # twice as fast for tags alone
    texts = found.str.replace_all(within, "")
    with_comments = found.str.contains("<!--", literal=True)
    if with_comments.any():
        without = found.str.replace_all(_COMMENT, "").str.replace_all(within, "")
        texts += ("\n" + without).zip_with(with_comments, pl.Series([""]))
    for text in texts.cast(pl.Binary):
        yield html.unescape(text.decode()).encode() if b"&" in text else text


def _unescaped(match: re.Match[bytes]) -> bytes:
    return json.loads(b'"' + match[0] + b'"').encode("utf-8", "replace")


def _wrapped(written: re.Pattern[bytes], data: bytes) -> Iterator[bytes]:
    """Yield what base64 hides: data addresses, and the shards of an edition that opens without a server."""
    for text in written.findall(data):
        try:
            inner = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from otherwise(inflated(inner))


def inflated(data: bytes) -> bytes:
    """Inflate raw deflate or zlib; other content is returned as it is."""
    for window in (-zlib_ng.MAX_WBITS, zlib_ng.MAX_WBITS):
        engine = zlib_ng.decompressobj(window)
        try:
            out = engine.decompress(data, MAX_UNPACKED)
        except zlib_ng.error:
            continue
        if engine.eof:
            return out
    return data


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8, several times faster than Python decodes them."""
    try:
        return data.isascii() or len(pl.Series([data], dtype=pl.Binary).cast(pl.String)) == 1
    except pl.exceptions.ComputeError:
        return False


def as_utf8(data: bytes) -> bytes:
    """Return binary data as UTF-8 in which every run of text is still text."""
    return data if is_utf8(data) else data.decode("utf-8", "replace").encode()


def otherwise(data: bytes) -> Iterator[bytes]:
    """Yield bytes of unknown encoding in each that Chinese text is written in."""
    yield as_utf8(data)
    if is_utf8(data) and b"\0" not in data:
        return
    yield data.decode("gb18030", "replace").encode("utf-8", "replace")
    yield from wide(data)


def wide(data: bytes) -> Iterator[bytes]:
    """Yield the text that two bytes a character hold, in either order and from an even or an odd byte on."""
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield data[start:].decode(encoding, "replace").encode("utf-8", "replace")
