"""``mapping.yaml``: which column of an export is which field of a record, and what the export leaves unsaid."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping as MappingType
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lantai.problems import Problems
from lantai.records import problems as kinds
from lantai.records.addresses import Patterns
from lantai.records.fields import BY_NAME, MAPPABLE
from lantai.records.fonds import FondsByCode, read_patterns
from lantai.records.refcodes import PART_FIELDS, template_parts
from lantai.records.yaml_reader import Reader
from lantai.site import yamls

SYNONYMS = MappingProxyType(
    {"date": "date_text", "date_start": "date_from", "date_end": "date_to", "file": "file_no", "item": "item_no"}
)
"""Short names that may stand in mapping.yaml for a field's own."""

KEYS = [
    *("columns", "constants", "values", "ref_code", "hierarchy", "header_row", "extra", "ignore", "fill_down", "split"),
    "not_records",
]
NOT_RECORDS = ("no_code", "no_title")


@dataclass(frozen=True, slots=True)
class Extra:
    """A column of this archive's own that the catalogue shows beside the standard fields."""

    name: str
    label: str
    public: bool


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """How the rows of an export hang together, by the headers of columns.

    Either ``id`` and ``parent`` (a row names the one above it, as AtoM does) or ``depth`` (a number: a row
    belongs to the last one before it that is less deep, as in ArchivesSpace). With a ``separator`` a code
    continues the one above it, and a row without a code is numbered below it.
    """

    id: str = ""
    parent: str = ""
    depth: str = ""
    separator: str = ""

    def __bool__(self) -> bool:
        return bool(self.depth or (self.id and self.parent))

    @property
    def headers(self) -> dict[str, str]:
        """The headers by ``id``, ``parent`` and ``depth``."""
        named = {"id": self.id, "parent": self.parent, "depth": self.depth}
        return {key: header for key, header in named.items() if header}


@dataclass(frozen=True, slots=True)
class Mapping:
    """How to read an export.

    ``columns`` gives the headers of each field; the first that is not empty counts. ``constants``
    fill what is empty, ``values`` translate coded values. ``patterns`` are the shapes of reference
    codes by fonds (``""`` for all others); ``compose`` builds the code from its parts where the
    export has no column for it, by the pattern or by a ``template`` that names columns; ``parts`` are the
    headers of those of its parts that are no field.
    ``header_row`` is a row number, or 0 to look for it. ``ignore`` names columns that are left out on
    purpose, ``fill_down`` those whose blanks repeat the cell above. ``not_records`` says which incomplete
    rows are known to be notes, not records: ``no_code``, ``no_title``.
    """

    columns: MappingType[str, tuple[str, ...]]
    constants: MappingType[str, str] = field(default_factory=dict)
    values: MappingType[str, MappingType[str, str]] = field(default_factory=dict)
    patterns: MappingType[str, tuple[str, ...]] = field(default_factory=dict)
    compose: bool = False
    template: str = ""
    parts: MappingType[str, tuple[str, ...]] = field(default_factory=dict)
    header_row: int = 0
    extra: tuple[Extra, ...] = ()
    ignore: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    split: MappingType[str, str] = field(default_factory=dict)
    hierarchy: Hierarchy = Hierarchy()
    not_records: tuple[str, ...] = ()
    file: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over what the mapping says, not over how the file is laid out."""
        said = {key: value for key, value in _plain(self).items() if key != "file"}
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def code_patterns(self, fonds: FondsByCode) -> Patterns:
        """Return the patterns of all fonds: those in the fonds' own files go before those of the mapping."""
        found: dict[tuple[str, str], tuple[str, ...]] = {("", code): texts for code, texts in self.patterns.items()}
        for (archive, _), one in fonds.items():
            if one.patterns:
                found[(archive, one.code)] = one.patterns
        return found


def load(path: Path, shown_as: str, problems: Problems) -> Mapping | None:
    """Read a mapping. Anything wrong goes to ``problems``; None if it cannot be used."""
    document = yamls.load(path, shown_as, problems)
    return None if document is None else parse(document, problems)


def parse(document: yamls.Document, problems: Problems) -> Mapping | None:
    """Return the mapping that a YAML document holds."""
    before = len(problems.errors)
    reader = Reader(document, problems)
    reader.only(KEYS)
    mapping = Mapping(
        columns=_columns(reader),
        constants=_constants(reader),
        values=_values(reader),
        patterns=_patterns(reader),
        **_composed(reader),
        header_row=0 if reader.data.get("header_row") in (None, "auto") else reader.integer("header_row", 0, 1) or 0,
        extra=_extra(reader),
        ignore=reader.names("ignore"),
        fill_down=reader.names("fill_down"),
        split={name: str(marks) for name, marks in reader.below("split").data.items()},
        hierarchy=_hierarchy(reader),
        not_records=_not_records(reader),
        file=document.file,
    )
    return None if len(problems.errors) > before else mapping


def field_named(name: Any) -> str | None:
    """Return the field that ``name`` in a mapping means, or None."""
    name = SYNONYMS.get(str(name), str(name))
    return name if name in MAPPABLE else None


def _field(reader: Reader, name: Any, *path: Any) -> str | None:
    found = field_named(name)
    if found is None:
        near = difflib.get_close_matches(str(name), [*MAPPABLE, *SYNONYMS], n=1)
        labelled = [field.name for field in BY_NAME.values() if str(name) in (field.zh, field.en, *field.aliases)]
        hint = (near or labelled)[0] if near or labelled else " / ".join(MAPPABLE)
        reader.problems.add(reader.document.problem(kinds.FIELD_UNKNOWN, *reader.path, *path, field=name, hint=hint))
    return found


def _columns(reader: Reader) -> dict[str, tuple[str, ...]]:
    """``header: field`` (several headers may name one field), or ``field: [header, …]``."""
    found: dict[str, list[str]] = {}
    below = reader.below("columns")
    for header, value in below.data.items():
        if value is None:
            continue
        name, headers = (header, value) if isinstance(value, list) else (value, [header])
        field_name = _field(below, name, header)
        if field_name is not None:
            found.setdefault(field_name, []).extend(str(each) for each in headers)
    return {name: tuple(dict.fromkeys(headers)) for name, headers in found.items()}


def _constants(reader: Reader) -> dict[str, str]:
    below = reader.below("constants")
    named = {name: _field(below, name, name) for name in below.data}
    return {field_name: below.text(name) for name, field_name in named.items() if field_name and below.text(name)}


def _values(reader: Reader) -> dict[str, dict[str, str]]:
    below = reader.below("values")
    found = {}
    for name in below.data:
        field_name = _field(below, name, name)
        if field_name is not None:
            found[field_name] = {str(old): str(new) for old, new in below.below(name).data.items() if new is not None}
    return found


def _patterns(reader: Reader) -> dict[str, tuple[str, ...]]:
    value = reader.data.get("ref_code")
    if not isinstance(value, dict):
        found = {"": read_patterns(reader, "ref_code")}
    else:
        below = reader.below("ref_code")
        below.only(("pattern", "fonds", "compose", "parts"))
        by_fonds = below.below("fonds")
        found = {"": read_patterns(below, "pattern")}
        found |= {str(code): read_patterns(by_fonds, code, str(code)) for code in by_fonds.data}
    return {code: patterns for code, patterns in found.items() if patterns}


def _composed(reader: Reader) -> dict[str, Any]:
    """``compose: true`` (by the pattern) or ``"{案卷档号}-{顺序号:3}"``, whose parts are headers or ``parts``."""
    if not isinstance(reader.data.get("ref_code"), dict):
        return {}
    code = reader.below("ref_code")
    below = code.below("parts")
    parts = {str(name): below.names(name) for name in below.data}
    template = code.data.get("compose")
    if not isinstance(template, str):
        return {"compose": code.flag("compose"), "parts": parts}
    literals, names = template_parts(template)
    if not names or any(mark in literal for literal in literals for mark in "{}"):
        code.invalid("compose", template, "{案卷档号}-{顺序号} / {案卷档号}-{件号:3}")
        return {}
    return {
        "compose": True,
        "template": template,
        "parts": {name: (name,) for name in names if name not in PART_FIELDS} | parts,
    }


def _extra(reader: Reader) -> tuple[Extra, ...]:
    below = reader.below("extra")
    found = []
    for name in below.data:
        one = below.below(name)
        one.only(("label", "public"))
        found.append(Extra(str(name), one.text("label", str(name)), one.flag("public")))
    return tuple(found)


def _hierarchy(reader: Reader) -> Hierarchy:
    below = reader.below("hierarchy")
    below.only(("id", "parent", "depth", "separator"))
    found = Hierarchy(**{key: below.text(key) for key in ("id", "parent", "depth", "separator")})
    if below.data and not found:
        reader.invalid("hierarchy", below.data, "{id: legacyId, parent: parentId} / {depth: hierarchy}")
    return found


def _not_records(reader: Reader) -> tuple[str, ...]:
    named = reader.names("not_records")
    for name in named:
        if name not in NOT_RECORDS:
            reader.invalid("not_records", name, " / ".join(NOT_RECORDS))
    return named


def _plain(mapping: Mapping) -> dict[str, Any]:
    fields = {name: getattr(mapping, name) for name in Mapping.__dataclass_fields__}
    fields["extra"] = [asdict(extra) for extra in mapping.extra]
    fields["hierarchy"] = asdict(mapping.hierarchy)
    if not mapping.template:  # what was signed before there were templates stays signed
        del fields["template"]
    return fields
