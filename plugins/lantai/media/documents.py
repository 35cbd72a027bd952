"""Documents to download, and who is named in their properties: a template may name who left years ago.

From a Word file the properties that name people are taken out. A PDF is left as it is, byte for byte, since it may be
signed or archived by its checksum; so is a Word file that is signed, and what lies in a ZIP. Their properties are told.

Sources of the formats: ECMA-376 part 1, 15.2.12 and part 2, 8 (properties) and 10 (signatures); ISO 32000-1, 14.3.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pypdfium2
from lxml import etree

_NAMING = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})
"""Elements of ``docProps/core.xml`` and ``app.xml`` that name people and where they work."""
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_REMARKS = re.compile(rb'\bw:author="([^"]{1,200})"')
"""Who commented, inserted or struck out something: part of what the document says."""
_SIGNED = "_xmlsignatures/"
_XMP = re.compile(rb"<rdf:RDF\b.{1,1000000}?</rdf:RDF>", re.DOTALL)
_DC_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LARGEST = 1 << 28
"""Bytes of a document when it is unpacked."""

Properties = list[tuple[str, str]]
"""Names of properties, as the format calls them, with who is named."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
"""What ``zipfile`` raises for a ZIP that is damaged, encrypted or packed in a way it does not know."""


class Unreadable(Exception):
    """Whether anybody is named in a document cannot be found out."""


def word(data: bytes) -> tuple[bytes, Properties]:
    """Return a Word file without the properties that name people, and those that are left. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            members = _members(source)
            contents = {each.filename: source.read(each) for each in members}
    except _DAMAGE as error:
        raise Unreadable(str(error)[:120]) from None
    left = [("w:author", name) for name in sorted({*_remarks(contents)})]
    found = {name: _without(name, contents[name]) for name in _PROPERTIES if name in contents}
    named = [(f"{name}: {key}", value) for name, (_, several) in found.items() for key, value in several]
    if not named:
        return data, left
    if any(name.startswith(_SIGNED) for name in contents):
        return data, named + left
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for each in members:
            bare = found[each.filename][0] if each.filename in found else contents[each.filename]
            target.writestr(each, bare, compress_type=each.compress_type)
    return written.getvalue(), left


def pdf(data: bytes) -> Properties:
    """Return who is named in the properties of a PDF. Raises Unreadable."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            author = document.get_metadata_dict().get("Author", "").strip()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(str(error)[:120]) from None
    named = [author] if author else []
    for packet in _XMP.findall(data):
        root = etree.fromstring(packet, _parser(recover=True))
        for creator in root.iter(_DC_CREATOR) if root is not None else ():
            named += (text for text in map(str.strip, creator.itertext()) if text)
    return [("Author", name) for name in dict.fromkeys(named)]


def packed(data: bytes) -> Properties:
    """Return who is named in documents within a ZIP, with the names of these. Raises Unreadable."""
    found: Properties = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            for each in _members(source):
                found += ((f"{each.filename}: {key}", value) for key, value in _of(each.filename, source.read(each)))
    except _DAMAGE as error:
        raise Unreadable(str(error)[:120]) from None
    return found


def _of(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if name.lower().endswith(".pdf"):
        yield from pdf(data)
    elif name.lower().endswith((".docx", ".xlsx", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            contents = {each.filename: source.read(each) for each in _members(source)}
        yield from (("w:author", each) for each in sorted({*_remarks(contents)}))
        for part in _PROPERTIES:
            if part in contents:
                yield from ((f"{part}: {key}", value) for key, value in _without(part, contents[part])[1])


def _members(source: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what lies in a ZIP. Raises Unreadable if it would be too much to unpack."""
    found = source.infolist()
    if sum(each.file_size for each in found) > _LARGEST:
        raise Unreadable(f"> {_LARGEST >> 20} MB")
    return found


def _remarks(contents: dict[str, bytes]) -> Iterator[str]:
    for name, content in contents.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for author in _REMARKS.findall(content):
                yield author.decode("utf-8", "replace")


def _without(name: str, content: bytes) -> tuple[bytes, Properties]:
    """Return a part of properties without those that name people, and these. Raises Unreadable."""
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name}: {error}"[:120]) from None
    named: Properties = []
    everything = name.endswith("custom.xml")
    for element in list(root) if everything else list(root.iter(etree.Element)):
        local = etree.QName(element).localname if isinstance(element.tag, str) else ""
        text = "".join(element.itertext()).strip() if everything or local in _NAMING else ""
        if everything:
            named.append((element.get("name") or local, text))
            root.remove(element)
        elif text:
            named.append((local, text))
            element.text = ""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True), named


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)
