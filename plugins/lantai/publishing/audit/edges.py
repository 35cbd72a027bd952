"""Whether a text that was found is only half there: its first or last character belongs to the syntax of the file.

``关于防汛的通知&`` stands in ``关于防汛的通知&lt;`` byte by byte, and a reader of the page sees no ``&``. What a
file of its kind would hold if the text did stand in it is another way of writing it, which is looked for as well.
"""

from __future__ import annotations

import re
from html.entities import html5
from pathlib import PurePosixPath

_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg", ".atom", ".rss", ".vtt", ".zip", ".xlsx", ".docx"})
_JSON = frozenset({".json", ".jsonl", ".jsonld", ".webmanifest"})
_CSV = frozenset({".csv"})

_FAR, _NEAR = 1 << 16, 40
"""Bytes in which a tag must begin, and in which an entity or an escape does."""
_EDGES = frozenset(b'&<>"\\,')
_ENTITY_BEGINS = re.compile(rb"&[#\w]{0,32}\Z")
_ENTITY_ENDS = re.compile(rb"[#\w]{0,32};")
_NUMBER = re.compile(r"#(?:[0-9]+|[xX][0-9a-fA-F]+);")
_TAG = re.compile(rb"<[A-Za-z/!?]")
_SCRIPT = re.compile(rb"<script type=\"application/(?:ld\+)?json\"[^<>]*>")
_ESCAPES = re.compile(rb"\\*\Z")
_MEANS_ANOTHER = frozenset(b"bfnrtu")
"""Characters of JSON that mean another one after a backslash."""


def of_syntax(form: bytes, text: bytes, start: int, end: int, place: str) -> bool:
    """Return whether an edge of ``form``, which stands in ``text`` from ``start`` to ``end``, is none of its words.

    ``place`` is the name of the file, whose ending tells its syntax.
    """
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    cut = before[-1:] == b"\\" or _ENTITY_BEGINS.search(form) or _ENTITY_ENDS.match(form)
    if not (cut or form[0] in _EDGES or form[-1] in _EDGES):
        return False
    suffix = PurePosixPath(place.removesuffix(".gz")).suffix.lower()
    if suffix in _MARKUP:
        tag = text[text.rfind(b"<", max(start - _FAR, 0), start) : start]
        return _in_json(form, before) if _SCRIPT.match(tag) else _in_markup(form, before, after, tag)
    if suffix in _JSON:
        return _in_json(form, before)
    if suffix not in _CSV:
        return False
    row = text[text.rfind(b"\r\n", max(start - _FAR, 0), start) + 1 : start]
    return _in_csv(form, before, after, row.count(b'"') % 2 == 1)


def _in_markup(form: bytes, before: bytes, after: bytes, tag: bytes) -> bool:
    if _is_entity(_ENTITY_BEGINS.search(form), _ENTITY_ENDS.match(after)):
        return True
    if _is_entity(_ENTITY_BEGINS.search(before), _ENTITY_ENDS.match(form)):
        return True
    if _TAG.match(tag) and b">" not in tag and (form[:1] in (b">", b'"') or (form[-1:] == b'"' and b">" not in form)):
        return True
    return form[-1:] == b"<" and bool(_TAG.match(b"<" + after))


def _is_entity(begins: re.Match[bytes] | None, ends: re.Match[bytes] | None) -> bool:
    if begins is None or ends is None:
        return False
    name = (begins[0][1:] + ends[0]).decode("ascii", "replace")
    return name in html5 or bool(_NUMBER.fullmatch(name))


def _in_json(form: bytes, before: bytes) -> bool:
    """Return whether a bare quotation mark begins or ends the form, or an escape is cut in two."""
    if _escaping(before):
        return form[0] in _MEANS_ANOTHER
    if form[-1:] == b'"':
        return not _escaping(form[:-1])
    return form[:1] == b'"' or _escaping(form)


def _escaping(text: bytes) -> bool:
    """Return whether a text ends in a backslash that says something of what comes next."""
    escapes = _ESCAPES.search(text)
    return escapes is not None and len(escapes[0]) % 2 == 1


def _in_csv(form: bytes, before: bytes, after: bytes, quoted: bool) -> bool:
    """Return whether a quotation mark that is not written twice, so one around a cell, begins or ends the form; or a
    comma that stands between cells, since its row up to the form has no cell begun by such a mark."""
    if not quoted and b"," in (form[:1], form[-1:]) and b'"' not in form:
        return True
    begins = form[:1] == b'"' and form[1:2] != b'"' and before[-1:] != b'"'
    return begins or (form[-1:] == b'"' and form[-2:-1] != b'"' and after[:1] != b'"')
