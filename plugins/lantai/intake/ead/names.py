"""Elements and attributes that EAD does not know: the part of validity that needs no schema.

Names are those of the tag libraries of EAD 2002 and of EAD3 1.1.1 together. A file that uses others was not
valid when it was written, and what stands in them is not read.
"""

from __future__ import annotations

from collections import Counter
from importlib import resources
from typing import Any

from lxml import etree

from lantai.intake.ead import problems as kinds
from lantai.intake.ead.elements import name_of
from lantai.intake.tables import Reporter
from lantai.problems import Place

_NAMESPACES = (
    *("", "urn:isbn:1-931666-22-9"),
    *("http://ead3.archivists.org/schema/", "http://ead3.archivists.org/undeprecated/"),
)


def _names(kind: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath(f"{kind}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


ELEMENTS, ATTRIBUTES = _names("elements"), _names("attributes")


def check(root: Any, shown: str, report: Reporter) -> None:
    """Report names that EAD does not have, each once with its first line and how often it occurs."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for element in root.iter(etree.Element):
        if (etree.QName(element).namespace or "") not in _NAMESPACES:
            continue  # objectxmlwrap may hold any other vocabulary
        name = name_of(element)
        odd = [] if name in ELEMENTS else [f"<{name}>"]
        odd += [f"<{name} {key}>" for key in element.attrib if not key.startswith("{") and key not in ATTRIBUTES]
        for each in odd:
            first.setdefault(each, element.sourceline or 0)
            counts[each] += 1
    for each, line in first.items():
        report.add(kinds.EAD_INVALID, Place(shown, line=line), name=each, count=counts[each])
