"""Elements of EAD: names without their namespace, texts with single blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_BLANK_BEFORE = ("part", "quantity", "unittype", "lb", "p", "extent", "dimensions")


def name_of(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def named(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if name_of(element) == name)


def children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if name_of(child) == name)


def text_of(element: Any, leave_out: str = "") -> str:
    """Return the text of an element with single blanks, without the parts called ``leave_out``."""
    pieces: list[str] = []

    def walk(part: Any) -> None:
        pieces.append(part.text or "")
        for child in part:
            if isinstance(child.tag, str) and name_of(child) != leave_out:
                if name_of(child) in _BLANK_BEFORE:
                    pieces.append(" ")
                walk(child)
            pieces.append(child.tail or "")

    walk(element)
    # White space as XML has it: a blank of a Chinese text (U+3000) is a character of its own.
    text = re.sub(r"[ \t\r\n]+", " ", "".join(pieces)).strip()
    # What stood between a title and the date within it.
    return text.strip(" ,") if leave_out and next(named(element, leave_out), None) is not None else text


def parts_text(element: Any) -> str:
    """Return a name or term: in EAD3 its parts are elements of their own."""
    parts = [text_of(part) for part in element.iter() if name_of(part) == "part"]
    return ", ".join(filter(None, parts)) if parts else text_of(element)


def prose(element: Any) -> str:
    """Return the paragraphs of a note, without its heading."""
    paragraphs = [text_of(child) for child in element.iter() if name_of(child) in ("p", "item")]
    return "\n".join(filter(None, paragraphs)) or text_of(element, leave_out="head")
