"""Licences and rights statements that have an address of their own, and what to call them.

Sources: creativecommons.org (licences and public domain tools), rightsstatements.org (the twelve statements).
"""

from __future__ import annotations

import re

_STATEMENTS = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright – EU Orphan Work",
    "InC-EDU": "In Copyright – Educational Use Permitted",
    "InC-NC": "In Copyright – Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright – Contractual Restrictions",
    "NoC-NC": "No Copyright – Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright – Other Known Legal Restrictions",
    "NoC-US": "No Copyright – United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
_LICENCE = re.compile(r"http://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/")
_TOOL = re.compile(r"http://creativecommons\.org/publicdomain/(zero|mark)/([\d.]+)/")
_STATEMENT = re.compile(r"http://rightsstatements\.org/vocab/([A-Za-z-]+)/[\d.]+/")


def rights_uri(address: str) -> str | None:
    """Return a rights URI as the IIIF specification wants it (http), or None if it is none of the known sets."""
    plain = address.strip().replace("https://", "http://", 1).replace("http://www.", "http://", 1)
    known = ("http://creativecommons.org/licenses/", "http://creativecommons.org/publicdomain/")
    if plain.startswith(known):
        return plain if plain.endswith("/") else plain + "/"
    return plain if plain.startswith("http://rightsstatements.org/vocab/") else None


def rights_name(address: str) -> str:
    """Return what a licence or statement is called: ``CC BY-SA 4.0``; "" for an address that is none."""
    uri = rights_uri(address) or ""
    if found := _LICENCE.match(uri):
        return f"CC {found[1].upper()} {found[2]}"
    if found := _TOOL.match(uri):
        return f"CC0 {found[2]}" if found[1] == "zero" else f"Public Domain Mark {found[2]}"
    found = _STATEMENT.match(uri)
    return _STATEMENTS.get(found[1], "") if found else ""
