"""Finding aids in EAD 2002 and EAD3, with their hierarchy.

Names are compared without their namespace, so DTD, schema and EAD3 files read alike. Entities are never
resolved and nothing is fetched. Parts marked ``audience="internal"`` stay inside. ``source_row`` is the
line of the component in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from lantai.intake import problems as kinds
from lantai.intake.records_table import table_of
from lantai.intake.tables import Reporter
from lantai.problems import Place
from lantai.records.fields import OPEN_STATUSES, SEPARATOR
from lantai.records.mapping import Mapping

_COMPONENT = re.compile(r"c(0[1-9]|1[0-2])?$")
_LEVELS = dict.fromkeys(("collection", "fonds", "recordgrp"), "fonds")
_LEVELS |= dict.fromkeys(("series", "subseries", "subfonds", "subgrp", "class"), "series")
_LEVELS |= {"file": "file", "item": "item"}

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
_ACCESS_POINTS = {
    "subject": "subjects",
    "geogname": "places",
    "genreform": "genre",
    "persname": "names",
    "famname": "names",
    "corpname": "names",
    "name": "names",
}


@dataclass(slots=True)
class _Component:
    element: Any
    parent: _Component | None
    position: int
    unit_ids: list[str]
    has_children: bool = False
    code: str = ""
    title: str = ""
    made_code: bool = False
    made_title: bool = False
    fields: dict[str, str] = field(default_factory=dict)


def read(path: Path, shown: str, mapping: Mapping, report: Reporter) -> tuple[pl.DataFrame, int]:
    """Return one record per unit of description (the whole first), and how many units there are."""
    root = _root(path, shown, report)
    if root is None:
        return table_of([], shown, mapping, report), 0
    description = next(_named(root, "archdesc"), None)
    if description is None:
        report.add(kinds.XML_NOT_EAD, Place(shown), root=_name(root))
        return table_of([], shown, mapping, report), 0
    entities = [entity.name for entity in root.iter(etree.Entity)]
    if entities:
        report.add(kinds.XML_ENTITY, Place(shown), count=len(entities), example=entities[0])
    internal = _without_internal(root)
    units = list(_units(description, None, 1))
    if not units[0].unit_ids:
        units[0].unit_ids = [text for name in ("eadid", "recordid") for e in _named(root, name) if (text := _text(e))][
            :1
        ]
    _give_codes(units)
    rows = [_record(unit, units[0], mapping) for unit in units]
    _report(units, internal, shown, report)
    return table_of(rows, shown, mapping, report), len(units)


def _root(path: Path, shown: str, report: Reporter) -> Any | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        report.add(kinds.XML_BROKEN, Place(shown, line=line), detail=str(error.msg)[:120])
    except (OSError, UnicodeError) as error:
        report.add(kinds.XML_BROKEN, Place(shown), detail=str(error)[:120])
    return None


def _without_internal(root: Any) -> int:
    internal = [e for e in root.iter() if isinstance(e.tag, str) and e.get("audience") == "internal"]
    for element in internal:
        parent = element.getparent()
        if parent is not None:
            previous, tail = element.getprevious(), element.tail or ""
            if previous is not None:
                previous.tail = (previous.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(element)
    return len(internal)


def _units(element: Any, parent: _Component | None, position: int) -> Iterator[_Component]:
    did = next(_children(element, "did"), None)
    identifiers = [] if did is None else [text for e in _children(did, "unitid") if (text := _text(e))]
    unit = _Component(element, parent, position, list(dict.fromkeys(identifiers)))
    yield unit
    below = [child for child in element if _is_component(child)]
    for dsc in _children(element, "dsc"):
        below += [child for child in dsc if _is_component(child)]
    unit.has_children = bool(below)
    for index, child in enumerate(below, 1):
        yield from _units(child, unit, index)


def _give_codes(units: list[_Component]) -> None:
    """Unit ids that are there for all and differ are the codes; else a code is the parent's with the id or place."""
    given = [unit.unit_ids[0] for unit in units if unit.unit_ids]
    as_they_are = len(given) == len(units) and len(set(given)) == len(units)
    used: Counter[str] = Counter()
    for unit in units:
        own = unit.unit_ids[0] if unit.unit_ids else ""
        if as_they_are or unit.parent is None:
            unit.code = own
        else:
            begins = own and unit.parent.code and own.startswith(unit.parent.code)
            unit.code = own if begins else f"{unit.parent.code}/{own or f'{unit.position:03}'}"
        unit.made_code = not own
        used[unit.code] += 1
        if used[unit.code] > 1 and unit.parent is not None:
            unit.code += f"/{unit.position:03}"
            unit.made_code = True


def _record(unit: _Component, top: _Component, mapping: Mapping) -> dict[str, Any]:
    did = next(_children(unit.element, "did"), None)
    record: dict[str, Any] = {"source_row": unit.element.sourceline, "ref_code": unit.code or None}
    record["fonds"] = mapping.constants.get("fonds") or top.code or None
    record["level"] = _LEVELS.get(unit.element.get("level") or "", "series" if unit.has_children else "file")
    record["parent_ref"] = unit.parent.code if unit.parent else None
    record["alt_refs"] = SEPARATOR.join(unit.unit_ids[1:]) or None
    if did is not None:
        record |= _identity(did)
    for element in unit.element:
        name = _name(element)
        if name in _TEXTS:
            _append(record, _TEXTS[name], _prose(element), "\n")
        elif name == "controlaccess":
            _access_points(element, record)
        elif name == "accessrestrict" and _prose(element) in OPEN_STATUSES:
            record["open_status"] = _prose(element)
        elif name in ("odd", "note", "processinfo"):
            _append(record, "notes", _prose(element), "\n")
    if not record.get("title"):
        above = unit.parent.title if unit.parent else ""
        record["title"] = record.get("date_text") or above or None
        unit.made_title = True
    unit.title = record["title"] or ""
    return record


def _identity(did: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    titles = [text for element in _children(did, "unittitle") if (text := _text(element, leave_out="unitdate"))]
    if titles:
        found["title"] = titles[0]
        found["title_parallel"] = "　".join(titles[1:]) or None
    found |= _dates(did)
    for element in did:
        name = _name(element)
        if name == "origination":
            _append(found, "creators", _parts_text(element), SEPARATOR)
        elif name in ("physdesc", "physdescset", "physdescstructured"):
            _append(found, "extent", _text(element), SEPARATOR)
        elif name in ("container", "physloc"):
            _append(found, "storage", _text(element), " ")
        elif name in ("langmaterial",):
            _append(found, "language", _languages(element), SEPARATOR)
        elif name == "abstract":
            _append(found, "scope", _text(element), "\n")
    return found


def _dates(did: Any) -> dict[str, Any]:
    texts, bounds = [], []
    for element in did.iter():
        name = _name(element)
        if name == "unitdate" and (text := _text(element)):
            texts.append(text)
            if element.get("normal"):
                bounds += element.get("normal").split("/")
        elif name in ("datesingle", "fromdate", "todate"):
            if element.get("standarddate"):
                bounds.append(element.get("standarddate"))
            if name == "datesingle" and (text := _text(element)):
                texts.append(text)
        elif name == "daterange":
            texts.append("-".join(filter(None, (_text(part) for part in element))))
    days = sorted(bound for bound in bounds if re.fullmatch(r"-?[0-9]{4}(-?[0-9]{2}){0,2}", bound))
    found: dict[str, Any] = {"date_text": "，".join(dict.fromkeys(filter(None, texts))) or None}
    if days:
        found["date_from"], found["date_to"] = days[0], days[-1]
    return found


def _access_points(element: Any, record: dict[str, Any]) -> None:
    for point in element.iter():
        target = _ACCESS_POINTS.get(_name(point))
        if target and (text := _parts_text(point)):
            _append(record, target, text, SEPARATOR)


def _languages(element: Any) -> str:
    codes = [e.get("langcode") for e in element.iter() if _name(e) == "language" and e.get("langcode")]
    return SEPARATOR.join(codes) or _text(element)


def _report(units: list[_Component], internal: int, shown: str, report: Reporter) -> None:
    made = [unit for unit in units if unit.made_code]
    if made:
        place = Place(shown, line=made[0].element.sourceline or 0)
        report.add(kinds.EAD_CODE_MADE, place, count=len(made), example=made[0].code)
    if untitled := [unit for unit in units if unit.made_title]:
        report.add(kinds.EAD_TITLE_MADE, Place(shown, line=untitled[0].element.sourceline or 0), count=len(untitled))
    if internal:
        report.add(kinds.EAD_LEFT_OUT, Place(shown), count=internal)


# ---- reading elements --------------------------------------------------------------------------


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _named(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if _name(element) == name)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _is_component(element: Any) -> bool:
    return bool(_COMPONENT.match(_name(element)))


def _append(record: dict[str, Any], name: str, text: str, between: str) -> None:
    if text:
        record[name] = f"{record[name]}{between}{text}" if record.get(name) else text


def _text(element: Any, leave_out: str = "") -> str:
    """Return the text of an element with single blanks, without the parts called ``leave_out``."""
    pieces: list[str] = []

    def walk(part: Any) -> None:
        pieces.append(part.text or "")
        for child in part:
            if isinstance(child.tag, str) and _name(child) != leave_out:
                if _name(child) in ("part", "quantity", "unittype", "lb", "p", "extent", "dimensions"):
                    pieces.append(" ")
                walk(child)
            pieces.append(child.tail or "")

    walk(element)
    return (
        re.sub(r"\s+", " ", "".join(pieces)).strip(" ,") if leave_out else re.sub(r"\s+", " ", "".join(pieces)).strip()
    )


def _parts_text(element: Any) -> str:
    """Return a name or term: in EAD3 its parts are elements of their own."""
    parts = [_text(part) for part in element.iter() if _name(part) == "part"]
    return ", ".join(filter(None, parts)) if parts else _text(element)


def _prose(element: Any) -> str:
    """Return the paragraphs of a note, without its heading."""
    paragraphs = [_text(child) for child in element.iter() if _name(child) in ("p", "item")]
    return "\n".join(filter(None, paragraphs)) or _text(element, leave_out="head")
