"""Finding aids in EAD 2002 and EAD3, with their hierarchy.

Names are compared without their namespace, so DTD, schema and EAD3 files read alike. Entities are never
resolved and nothing is fetched. Parts marked ``audience="internal"`` stay inside. ``source_row`` is the
line of the component in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from lantai.intake.ead import names
from lantai.intake.ead import problems as kinds
from lantai.intake.ead.did import Identifiers, fields_of, identifiers
from lantai.intake.ead.elements import children, name_of, named, text_of
from lantai.intake.records_table import table_of
from lantai.intake.tables import Reporter
from lantai.problems import Place
from lantai.records.fields import EXTRA, SEPARATOR
from lantai.records.mapping import Mapping

_COMPONENT = re.compile(r"c(0[1-9]|1[0-2])?$")
_YEAR = re.compile(
    r"(?<![0-9])(?:1[4-9][0-9]{2}|20[0-2][0-9])(?![0-9])"
    r"|(?:顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国)[元〇零一二三四五六七八九十廿卅0-9]{1,4}年"
)
_LEVELS = dict.fromkeys(("collection", "fonds", "recordgrp"), "fonds")
_LEVELS |= dict.fromkeys(("series", "subseries", "subfonds", "subgrp", "class"), "series")
_LEVELS |= {"file": "file", "item": "item"}


@dataclass(slots=True)
class _Component:
    """One unit of description: its element, the unit above it, its place among its siblings, its codes."""

    element: Any
    parent: _Component | None
    position: int
    ids: Identifiers
    has_children: bool = False
    code: str = ""
    title: str = ""
    made_code: bool = False
    made_title: bool = False
    dated: bool = False

    @property
    def unit_ids(self) -> tuple[str, ...]:
        return self.ids.codes

    @property
    def archive(self) -> str:
        """The code of the archive that a container above says, if one does."""
        return self.ids.archive or (self.parent.archive if self.parent else "")

    @property
    def parent_code(self) -> str | None:
        """The code of the nearest unit above that does not only order what is below it."""
        if self.parent is None:
            return None
        above = self.parent
        only_orders = above.ids.container == "number" or (above.ids.container and above.code == self.code)
        return above.parent_code if only_orders else above.code

    @property
    def top(self) -> _Component:
        """The unit at the top of its hierarchy."""
        return self if self.parent is None else self.parent.top


def read(path: Path, shown: str, mapping: Mapping, report: Reporter) -> tuple[pl.DataFrame, int]:
    """Return one record per unit of description (the whole first), and how many units there are."""
    root = _root(path, shown, report)
    if root is None:
        return table_of([], shown, mapping, report), 0
    description = next(named(root, "archdesc"), None)
    if description is None:
        report.add(kinds.XML_NOT_EAD, Place(shown), root=name_of(root))
        return table_of([], shown, mapping, report), 0
    entities = [entity.name for entity in root.iter(etree.Entity)]
    if entities:
        report.add(kinds.XML_ENTITY, Place(shown), count=len(entities), example=entities[0])
    names.check(root, shown, report)
    internal = _without_internal(root)
    units = _all_units(root, description)
    _give_codes(units)
    units = [unit for unit in units if not unit.ids.container]
    rows = [_record(unit, mapping) for unit in units]
    _report(units, internal, shown, report)
    return table_of(rows, shown, mapping, report), len(units)


def _all_units(root: Any, description: Any) -> list[_Component]:
    """Return every unit. A catalogue of several fonds, as our own downloads are, is no unit itself."""
    units = list(_units(description, None, 1))
    whole = units[0]
    if description.get("otherlevel") == "catalogue" and not whole.unit_ids:
        for unit in units:
            unit.parent = None if unit.parent is whole else unit.parent
        return units[1:]
    if not whole.unit_ids:
        named_so = (text_of(element) for name in ("eadid", "recordid") for element in named(root, name))
        whole.ids = Identifiers(tuple(text for text in named_so if text)[:1])
    return units


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
    unit = _Component(element, parent, position, identifiers(element))
    yield unit
    below = [child for child in element if _is_component(child)]
    for dsc in children(element, "dsc"):
        below += [child for child in dsc if _is_component(child)]
    unit.has_children = bool(below)
    for index, child in enumerate(below, 1):
        yield from _units(child, unit, index)


def _give_codes(units: list[_Component]) -> None:
    """Unit ids that are there for all and differ are the codes; else a code is the parent's with the id or place."""
    records = [unit for unit in units if not unit.ids.container]
    given = [unit.unit_ids[0] for unit in records if unit.unit_ids]
    # Our own containers show that every code is whole, also where two archives have the same one.
    own_download = len(records) < len(units) and len(given) == len(records)
    as_they_are = own_download or (len(given) == len(units) and len(set(given)) == len(units))
    used: Counter[tuple[str, str]] = Counter()
    for unit in units:
        own = unit.unit_ids[0] if unit.unit_ids else ""
        if unit.ids.container:
            unit.code = own
            continue
        if as_they_are or unit.parent is None:
            unit.code = own
        else:
            begins = own and unit.parent.code and own.startswith(unit.parent.code)
            unit.code = own if begins else f"{unit.parent.code}/{own or f'{unit.position:03}'}"
        unit.made_code = not own
        used[unit.archive, unit.code] += 1
        if used[unit.archive, unit.code] > 1 and unit.parent is not None:
            unit.code += f"/{unit.position:03}"
            unit.made_code = True


def _record(unit: _Component, mapping: Mapping) -> dict[str, Any]:
    record = fields_of(unit.element, {EXTRA + extra.label for extra in mapping.extra if extra.public})
    record |= {"source_row": unit.element.sourceline, "ref_code": unit.code or None}
    record["fonds"] = mapping.constants.get("fonds") or unit.top.code or None
    record["level"] = _LEVELS.get(unit.element.get("level") or "", "series" if unit.has_children else "file")
    record["repository_code"] = unit.archive or None
    record["parent_ref"] = unit.parent_code
    record["alt_refs"] = SEPARATOR.join(unit.unit_ids[1:]) or None
    record["doc_no"] = unit.ids.doc_no or None
    if not record.get("title"):
        above = unit.parent.title if unit.parent else ""
        record["title"] = record.get("date_text") or above or None
        unit.made_title = True
    unit.title = record["title"] or ""
    unit.dated = any(record.get(name) for name in ("date_text", "date_from", "date_edtf"))
    return record


def _report(units: list[_Component], internal: int, shown: str, report: Reporter) -> None:
    made = [unit for unit in units if unit.made_code]
    if made:
        place = Place(shown, line=made[0].element.sourceline or 0)
        report.add(kinds.EAD_CODE_MADE, place, count=len(made), example=made[0].code)
    if untitled := [unit for unit in units if unit.made_title]:
        report.add(kinds.EAD_TITLE_MADE, Place(shown, line=untitled[0].element.sourceline or 0), count=len(untitled))
    if in_title := [unit for unit in units if not unit.dated and not unit.made_title and _YEAR.search(unit.title)]:
        first = in_title[0]
        place = Place(shown, line=first.element.sourceline or 0)
        report.add(kinds.EAD_DATE_IN_TITLE, place, count=len(in_title), example=first.title[:80])
    if internal:
        report.add(kinds.EAD_LEFT_OUT, Place(shown), count=internal)


def _is_component(element: Any) -> bool:
    return bool(_COMPONENT.match(name_of(element)))
