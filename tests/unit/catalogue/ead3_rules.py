"""What EAD3 1.1 demands of the elements that we write: their content in order, their attributes, their fixed values.

Taken from the official DTD of EAD3 1.1.0 (Society of American Archivists, 2018), of which no package exists. Elements
and attributes that we do not write are left out, so the rules are stricter than the DTD, never laxer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

NAMESPACE = "{http://ead3.archivists.org/schema/}"
_NOTE = "accessrestrict|altformavail|arrangement|bioghist|controlaccess|custodhist|odd|originalsloc|relatedmaterial"
_NOTE += "|scopecontent|userestrict"
_IDENTITY = "langmaterial|origination|physdesc|repository|unitdate|unitdatestructured|unitid|unittitle"
_TEXT = "text"

CONTENT = {
    "ead": "control archdesc",
    "control": "recordid filedesc maintenancestatus maintenanceagency languagedeclaration* maintenancehistory",
    "filedesc": "titlestmt",
    "titlestmt": "titleproper+",
    "maintenanceagency": "agencyname+",
    "languagedeclaration": "language script",
    "maintenancehistory": "maintenanceevent+",
    "maintenanceevent": "eventtype eventdatetime agenttype agent",
    "archdesc": f"did ({_NOTE}|dsc)*",
    "dsc": "c*",
    "c": f"did ({_NOTE})* c*",
    "did": f"({_IDENTITY})+",
    "unitdatestructured": "(datesingle|daterange)",
    "daterange": "fromdate? todate?",
    "origination": "(corpname|name)+",
    "repository": "(corpname|name)+",
    "langmaterial": "language+",
    "controlaccess": "(persname|subject|geogname|genreform)+",
} | dict.fromkeys(("name", "corpname", "persname", "subject", "geogname", "genreform"), "part+")
CONTENT |= dict.fromkeys((name for name in _NOTE.split("|") if name != "controlaccess"), "p+")
CONTENT |= dict.fromkeys(
    ("recordid", "titleproper", "agencyname", "eventdatetime", "agent", "unitid", "unittitle"), _TEXT
)
CONTENT |= dict.fromkeys(("unitdate", "datesingle", "fromdate", "todate", "physdesc", "language", "part", "p"), _TEXT)
CONTENT |= dict.fromkeys(("maintenancestatus", "eventtype", "agenttype", "script"), _TEXT)

_LEVELS = {"class", "collection", "file", "fonds", "item", "otherlevel", "recordgrp", "series", "subfonds", "subgrp"}
_LEVELS |= {"subseries"}
_FREE: set[str] = set()
ATTRIBUTES: dict[str, dict[str, set[str]]] = {
    "maintenancestatus": {"value": {"revised", "deleted", "new", "cancelled", "derived"}},
    "eventtype": {"value": {"created", "revised", "deleted", "cancelled", "derived", "updated", "unknown"}},
    "agenttype": {"value": {"human", "machine", "unknown"}},
    "archdesc": {"level": _LEVELS, "otherlevel": _FREE},
    "c": {"level": _LEVELS, "otherlevel": _FREE},
    "unitid": {"localtype": _FREE, "repositorycode": _FREE},
    "unittitle": {"localtype": _FREE},
    "physdesc": {"localtype": _FREE},
    "unitdate": {"datechar": _FREE},
    "subject": {"localtype": _FREE},
    "accessrestrict": {"localtype": _FREE},
    "odd": {"localtype": _FREE},
    "language": {"langcode": _FREE},
    "script": {"scriptcode": _FREE},
    "unitdatestructured": {"unitdatetype": {"bulk", "inclusive"}},
    "datesingle": {"standarddate": _FREE},
    "fromdate": {"standarddate": _FREE},
    "todate": {"standarddate": _FREE},
}
REQUIRED = {"maintenancestatus": "value", "eventtype": "value", "agenttype": "value", "archdesc": "level"}


def faults(root: Any) -> list[str]:
    """Return what a document does that EAD3 does not allow, with the line; nothing if it is valid."""
    return [f"line {element.sourceline}: {fault}" for element in root.iter(etree.Element) for fault in _of(element)]


def _of(element: Any) -> Iterator[str]:
    name = element.tag.removeprefix(NAMESPACE)
    if name not in CONTENT:
        yield f"<{name}> is no element that we write"
        return
    below = " ".join(child.tag.removeprefix(NAMESPACE) for child in element)
    own_text = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    if CONTENT[name] == _TEXT:
        if below:
            yield f"<{name}> holds text only, not <{below}>"
    elif own_text:
        yield f"<{name}> holds no text, not “{own_text[:20]}”"
    elif not re.fullmatch(_regex(CONTENT[name]), below + " " if below else ""):
        yield f"<{name}> holds “{below}”"
    allowed = ATTRIBUTES.get(name, {})
    for key, value in element.attrib.items():
        if key not in allowed:
            yield f"<{name} {key}>"
        elif allowed[key] and value not in allowed[key]:
            yield f"<{name} {key}={value}>"
        elif not value.strip():
            yield f"<{name} {key}> is empty"
    if REQUIRED.get(name) and not element.get(REQUIRED[name]):
        yield f"<{name}> without {REQUIRED[name]}"


def _regex(model: str) -> str:
    """Return a content model as a pattern over the names of children, each with a blank after it."""
    return "".join(re.sub(r"(\w+)", r"(?:\1 )", part) for part in model.split(" "))
