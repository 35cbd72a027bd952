"""What a unit of description says about itself: the identity in its ``did``, its notes and access points."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lantai.intake.ead.elements import children, name_of, parts_text, prose, text_of
from lantai.records.fields import EXTRA, OPEN_STATUSES, SEPARATOR

_TEXTS = {
    "scopecontent": "scope",
    "bioghist": "admin_history",
    "custodhist": "custodial_history",
    "arrangement": "arrangement",
    "originalsloc": "originals",
    "altformavail": "copies",
    "relatedmaterial": "related",
    "userestrict": "rights",
}
CONTAINERS = ("container", "number")
_TITLES = {"subtitle": "title_sub", "supplied": "title_supplied"}
"""Kinds of further titles; others are parallel titles."""
_ACCESS_POINTS = {
    "subject": "subjects",
    "geogname": "places",
    "genreform": "genre",
    "persname": "names",
    "famname": "names",
    "corpname": "names",
    "name": "names",
}


def fields_of(element: Any, own: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a unit as text: those of its ``did``, its notes, its access points.

    ``own`` are the archive's own fields (``EXTRA`` and a label), which stand in an ``odd`` of that kind.
    """
    did = next(children(element, "did"), None)
    record = {} if did is None else _identity(did)
    for part in element:
        name = name_of(part)
        if name in _TEXTS:
            _append(record, _TEXTS[name], prose(part), "\n")
        elif name == "controlaccess":
            _access_points(part, record)
        elif name == "accessrestrict" and part.get("localtype") == "access_mode":
            record["access_mode"] = prose(part)
        elif name == "accessrestrict" and prose(part) in OPEN_STATUSES:
            record["open_status"] = prose(part)
        elif name == "odd" and EXTRA + (part.get("localtype") or "") in own:
            record[EXTRA + part.get("localtype")] = prose(part)
        elif name in ("odd", "note", "processinfo"):
            _append(record, "notes", prose(part), "\n")
    return record


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The ``unitid`` of a unit: its codes, and the number of the document among them.

    Each code stands there once, but for other codes of our own downloads, which are as they were.
    ``container`` is the kind of a unit of our own downloads that is no record: it only stands above some
    (``container``: they name it as their parent, ``number``: they do not); ``archive`` is the code of theirs.
    """

    codes: tuple[str, ...]
    doc_no: str = ""
    container: str = ""
    archive: str = ""


def identifiers(element: Any) -> Identifiers:
    """Return the identifiers of a unit."""
    did = next(children(element, "did"), None)
    found = [] if did is None else [(each, each.get("localtype"), text_of(each)) for each in children(did, "unitid")]
    codes = list(dict.fromkeys(text for _, kind, text in found if text and kind not in ("doc_no", "alternative")))
    codes += [text for _, kind, text in found if text and kind == "alternative"]
    doc_no = next((text for _, kind, text in found if kind == "doc_no"), "")
    first, kind = (found[0][0], found[0][1]) if found else (None, None)
    if first is None or kind not in CONTAINERS:
        return Identifiers(tuple(codes), doc_no)
    return Identifiers(tuple(codes), doc_no, kind, first.get("repositorycode") or "")


def _identity(did: Any) -> dict[str, Any]:
    found: dict[str, Any] = _titles(did) | _dates(did)
    for element in did:
        name, kind = name_of(element), element.get("localtype")
        if name == "origination":
            _append(found, "creators", parts_text(element), SEPARATOR)
        elif name in ("physdesc", "physdescset", "physdescstructured"):
            _append(found, kind if kind in ("pages", "carrier") else "extent", text_of(element), SEPARATOR)
        elif name in ("container", "physloc"):
            _append(found, "storage", text_of(element), " ")
        elif name == "langmaterial":
            _append(found, "language", _languages(element), SEPARATOR)
        elif name == "abstract":
            _append(found, "scope", text_of(element), "\n")
    return found


def _titles(did: Any) -> dict[str, Any]:
    """The first title, and the others: by their kind where it is said, else as parallel titles."""
    found: dict[str, Any] = {}
    for element in children(did, "unittitle"):
        text = text_of(element, leave_out="unitdate")
        name = _TITLES.get(element.get("localtype") or "", "title_parallel")
        _append(found, name if "title" in found else "title", text, "　")
    return found


def _dates(did: Any) -> dict[str, Any]:
    """The dates as written, and the bounds that attributes give; a range is written out only if nothing else is."""
    texts, ranges, bounds, exact = [], [], [], ""
    for element in did.iter():
        name = name_of(element)
        if name == "unitdate" and element.get("datechar") == "edtf":
            exact = text_of(element)
        elif name == "unitdate":
            texts.append(text_of(element))
            bounds += (element.get("normal") or "").split("/")
        elif name in ("datesingle", "fromdate", "todate"):
            standard = element.get("standarddate") or ""
            bounds.append(standard)
            # A day that only repeats its machine form is not what the record says.
            if name == "datesingle" and (text := text_of(element)) and not (len(text) == 10 and text == standard):
                texts.append(text)
        elif name == "daterange":
            ranges.append("-".join(filter(None, (text_of(part) for part in element))))
    days = sorted(bound for bound in bounds if re.fullmatch(r"-?[0-9]{4}(-?[0-9]{2}){0,2}", bound))
    found: dict[str, Any] = {"date_text": "，".join(dict.fromkeys(filter(None, texts or ranges))) or None}
    if exact:
        found["date_edtf"] = exact
    elif days:
        found["date_from"], found["date_to"] = days[0], days[-1]
    return found


def _access_points(element: Any, record: dict[str, Any]) -> None:
    for point in element.iter():
        target = _ACCESS_POINTS.get(name_of(point))
        if target == "subjects" and point.get("localtype") == "class_code":
            target = "class_codes"
        if target and (text := parts_text(point)):
            _append(record, target, text, SEPARATOR)


def _languages(element: Any) -> str:
    codes = [e.get("langcode") for e in element.iter() if name_of(e) == "language" and e.get("langcode")]
    return SEPARATOR.join(codes) or text_of(element)


def _append(record: dict[str, Any], name: str, text: str, between: str) -> None:
    if text:
        record[name] = f"{record[name]}{between}{text}" if record.get(name) else text
