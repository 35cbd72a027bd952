"""Records in other people's vocabularies, derived from the crosswalks in ``fields``: schema.org and Dublin Core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantai.records.dates.notation import EDTF_UNKNOWN
from lantai.records.fields import BY_NAME, CLEARED, LEVELS, PUBLIC, SEPARATOR

LEVEL_TERMS = {level: level.capitalize() for level in LEVELS}
"""What others call our levels of description (ISAD(G) 3.1.4)."""
SHOWN = tuple(name for name in (*PUBLIC, *CLEARED) if name != "media")
"""Fields that leave as text, in the order of ``fields``; pictures leave by the media room."""


MANY = frozenset(name for name, field in BY_NAME.items() if field.many)


def values(record: Mapping[str, Any], name: str) -> list[str]:
    """Return the values of a field, one for most."""
    text = record.get(name)
    if not text:
        return []
    if name not in MANY:
        return [str(text)]
    return [part for part in str(text).split(SEPARATOR) if part]


def dublin_core(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return ``(element, value)`` pairs in the order of the fields, each once."""
    found: dict[tuple[str, str], None] = {}
    for name in SHOWN:
        element = BY_NAME[name].dc
        if element and name not in ("date_start", "date_end", "edtf"):
            found.update(dict.fromkeys((element, value) for value in values(record, name)))
    if record.get("edtf") and record["edtf"] != EDTF_UNKNOWN:
        found[("date", record["edtf"])] = None
    return list(found)


def schema_org(record: Mapping[str, Any], address: str, archive: str, parent: str = "") -> dict[str, Any]:
    """Return a record as a schema.org ArchiveComponent. ``address`` and ``parent`` are full URLs or empty."""
    level = record.get("level") or "item"
    creators = values(record, "creators")
    about = [value for name in ("subjects", "places", "names", "class_codes") for value in values(record, name)]
    found = {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "@id": address or None,
        "url": address or None,
        "identifier": [*values(record, "ref_code"), *values(record, "doc_no"), *values(record, "alt_refs")],
        "name": record.get("title"),
        "alternateName": [*values(record, "title_parallel"), *values(record, "title_sub")],
        "additionalType": LEVEL_TERMS.get(level, level),
        "dateCreated": _schema_date(record),
        "temporalCoverage": record.get("date_text"),
        "creator": [{"@type": "Organization" if len(name) > 4 else "Thing", "name": name} for name in creators],
        "description": record.get("scope"),
        "about": about,
        "genre": values(record, "genre"),
        "inLanguage": values(record, "language"),
        "materialExtent": record.get("extent") or record.get("pages"),
        "conditionsOfAccess": record.get("open_status"),
        "holdingArchive": {"@type": "ArchiveOrganization", "name": archive},
        "isPartOf": {"@type": "ArchiveComponent", "@id": parent} if parent else None,
    }
    return {key: value for key, value in found.items() if value}


def _schema_date(record: Mapping[str, Any]) -> str | None:
    start, end = record.get("date_start"), record.get("date_end")
    if not start or not end:
        return None
    return start if start == end else f"{start}/{end}"
