"""Documents to download: who is named in their properties is taken out where that breaks nothing, told elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst

from lantai.media import documents

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>任务单</dc:title><dc:creator>张三</dc:creator>'
    "<cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>WPS</Application><Company>某打印店</Company></Properties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="urn:vt">'
    '<property name="经手人"><vt:lpwstr>王五</vt:lpwstr></property></Properties>'
)
BODY = '<w:document xmlns:w="urn:w"><w:ins w:author="赵六">堤</w:ins></w:document>'
WORD = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": BODY,
    "docProps/core.xml": CORE,
    "docProps/app.xml": APP,
    "docProps/custom.xml": CUSTOM,
}


def _zip(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 8, 0, 0)), content)
    return stream.getvalue()


def _pdf(author: str) -> bytes:
    made = typst.compile(f'#set document(author: "{author}")\n堤'.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def test_a_word_file_loses_the_properties_that_name_people() -> None:
    """Title and program stay, everything else is the same; who wrote what in the text is told, not changed."""
    data = _zip(WORD)
    bare, left = documents.word(data)
    assert left == [("w:author", "赵六")]
    found = _members(bare)
    assert list(found) == list(WORD) and found["word/document.xml"] == BODY.encode()
    properties = b"".join(found[name] for name in found if name.startswith("docProps/")).decode()
    assert [name for name in ("张三", "李四", "某打印店", "王五", "经手人") if name in properties] == []
    assert "任务单" in properties and "WPS" in properties
    assert documents.word(data)[0] == bare
    assert documents.word(bare) == (bare, left)


def test_a_signed_word_file_is_left_as_it_is_and_told() -> None:
    data = _zip({**WORD, "_xmlsignatures/sig1.xml": "<Signature/>"})
    bare, left = documents.word(data)
    assert bare == data
    assert ("docProps/core.xml: creator", "张三") in left and ("docProps/custom.xml: 经手人", "王五") in left


def test_who_is_named_in_a_pdf_is_told() -> None:
    """In its properties and in its XMP packet, each name once; typst writes both."""
    assert documents.pdf(_pdf("张三")) == [("Author", "张三")]
    assert documents.pdf(_pdf("")) == []
    packet = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>\xe6\x9d\x8e\xe5\x9b\x9b</rdf:li>'
        b"</rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"
    )
    assert documents.pdf(_pdf("张三") + packet) == [("Author", "张三"), ("Author", "李四")]


def test_documents_in_a_zip_are_looked_into() -> None:
    data = _zip({"a.pdf": _pdf("张三"), "b.docx": _zip({"docProps/app.xml": APP}), "c.txt": "张三"})
    assert documents.packed(data) == [("a.pdf: Author", "张三"), ("b.docx: docProps/app.xml: Company", "某打印店")]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", _zip(WORD)[:-30], _zip({"docProps/core.xml": "<dc:creator>张三</dc:creator>"})],
    ids=["empty", "beginning", "cut", "no XML"],
)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    with pytest.raises(documents.Unreadable):
        documents.word(data)


def test_what_would_be_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_LARGEST", 1000)
    with pytest.raises(documents.Unreadable):
        documents.word(_zip({"word/document.xml": "a" * 2000}))
