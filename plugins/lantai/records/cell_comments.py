"""What people have noted at single cells of a workbook (批注): nobody reads it who reads the cells."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

_SHEETS = "xl/worksheets/"
_KINDS = ("/comments", "/threadedComment")
"""How relations end that lead from a sheet to its notes, and to its conversations in newer programs."""


def of(archive: zipfile.ZipFile) -> dict[str, dict[str, str]]:
    """Return the notes of each sheet of an XLSX workbook by the cells they are at."""
    names = set(archive.namelist())
    if not any("omment" in name for name in names):
        return {}
    found: dict[str, dict[str, str]] = {}
    for name in names:
        links = f"{_SHEETS}_rels/{posixpath.basename(name)}.rels"
        if name.startswith(_SHEETS) and links in names:
            for part in names.intersection(_parts(archive, links)):
                found.setdefault(name, {}).update(_notes(archive, part))
    return found


def _parts(archive: zipfile.ZipFile, links: str) -> Iterator[str]:
    for link in _elements(archive, links, "{*}Relationship"):
        target = link.get("Target") or ""
        if (link.get("Type") or "").endswith(_KINDS):
            yield target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{_SHEETS}{target}")


def _notes(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    notes = _elements(archive, part, "{*}comment", "{*}threadedComment")
    said = {note.get("ref") or "?": "".join(note.itertext()).strip() for note in notes}
    return {cell: text for cell, text in said.items() if text}


def _elements(archive: zipfile.ZipFile, part: str, *tags: str) -> Iterator[Any]:
    with archive.open(part) as stream:
        try:
            for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True, recover=True):
                yield element
                element.clear()
        except etree.XMLSyntaxError:
            return
