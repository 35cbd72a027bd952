"""New descriptions of fonds from a roster: one file each, to be added to by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import yaml

from lantai.intake.rosters import Entry
from lantai.records import fonds
from lantai.records.refcodes import match_key


def files(entries: Iterable[Entry], archive: str, described: Collection[tuple[str, str]]) -> dict[str, str | bytes]:
    """Return the files of ``catalogue/fonds`` for the fonds that are not ``described``: (archive, match key).

    ``archive`` is the code of the archive that holds them; empty for that of the site.
    """
    found: dict[str, str | bytes] = {}
    for entry in entries:
        name = f"{archive}/{fonds.file_name(entry.code)}.md" if archive else f"{fonds.file_name(entry.code)}.md"
        if (archive, match_key(entry.code)) not in described and name not in found:
            found[name] = _text(entry, archive)
    return found


def _text(entry: Entry, archive: str) -> str:
    said = {
        "code": entry.code,
        "title": entry.title,
        "archive": archive,
        "dates": entry.dates,
        "creator": entry.creator,
        "extent": entry.extent,
        "admin_history": entry.admin_history,
    }
    head = yaml.safe_dump(
        {key: value for key, value in said.items() if value}, allow_unicode=True, sort_keys=False, width=10**6
    )
    return f"---\n{head}---\n" + (f"{entry.text}\n" if entry.text else "")
