"""The IIIF manifest of a record whose cleared pictures are shown: what it is, on what terms, how its pages turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lantai.catalogue.model import FondsSummary
from lantai.catalogue.views import View
from lantai.media import iiif
from lantai.media.rights import rights_uri
from lantai.records.fields import BY_NAME
from lantai.site.languages import LocalText

DESCRIBED = ("ref_code", "date_shown", "creators", "extent", "pages", "language")
"""Fields that a viewer shows beside the pictures."""

_TITLES = {"date_shown": "date_text"}
_LAST_TRADITIONAL_YEAR = 1911
"""Volumes before the Republic turn from right to left …"""
_LEFT_TO_RIGHT = ("满", "蒙", "锡伯", "mnc", "mon", "mn-", "sjo", "manchu", "mongol")
"""… except those in scripts whose columns run from left to right."""
_SINGLE_SHEETS = ("照片", "图", "photo", "map", "plan", "drawing")


def manifest(
    view: View,
    record: Mapping[str, Any],
    summary: FondsSummary,
    pictures: Sequence[Mapping[str, Any]],
    texts: Sequence[Mapping[str, str]] = (),
) -> str:
    """Ask for the manifest of a record with a page of its own; returns its address, "" without pictures.

    What lies beside a picture as text goes with it.
    """
    if not pictures:
        return ""
    address, title = record["page_address"], record["title"] or record["ref_code"]
    archive = view.archive(summary.repository)
    written_rights = record.get("rights") or ""
    about = iiif.About(
        name=f"record/{address.removeprefix('/catalogue/').strip('/')}",
        label=LocalText(((view.language, title),)),
        summary=LocalText(((view.language, record["scope"]),)) if record.get("scope") else LocalText(),
        metadata=tuple(_metadata(view, record)),
        rights=written_rights if rights_uri(written_rights) else view.site.licence_url,
        attribution=_attribution(archive.name, record["ref_code"], written_rights),
        holder=archive.name,
        date=record.get("date_start") or "",
        paged=_leafed(record, len(pictures)),
        right_to_left=_right_to_left(record, len(pictures)),
        homepages={view.language: (address, title)},
        see_also=tuple(_see_also(view, summary)),
    )
    leaves = [
        iiif.Canvas(
            picture["image"],
            LocalText(((view.language, view.t("catalogue.picture_label", n=number)),)),
            notes=tuple(
                iiif.Note(None, LocalText(((view.language, text["words"]),)), transcribes=True)
                for text in texts
                if text["object"] == picture["object"]
            ),
        )
        for number, picture in enumerate(pictures, 1)
    ]
    return str(view.publication.media.manifest(about, leaves))


def _metadata(view: View, record: Mapping[str, Any]) -> list[tuple[LocalText, LocalText]]:
    found = []
    for name in DESCRIBED:
        if record.get(name):
            field = BY_NAME[_TITLES.get(name, name)]
            value = view.t("frame.between").join(view.values(record, name))
            found.append((LocalText((("zh-Hans", field.zh), ("en", field.en))), LocalText(((view.language, value),))))
    return found


def _attribution(archive: LocalText, code: str, rights: str) -> LocalText:
    """Return what must stand wherever the pictures do: the archive, the code, and terms that are words."""
    words = rights if rights and rights_uri(rights) is None else ""
    found = []
    for language, name in archive:
        comma, stop = ("，", "。") if language.startswith("zh") else (", ", ". ")
        found.append((language, f"{name}{comma}{code}" + (f"{stop}{words}" if words else "")))
    return LocalText(tuple(found))


def _leafed(record: Mapping[str, Any], count: int) -> bool:
    """Tell whether the pictures are pages of one volume rather than sheets that stand alone."""
    genre = (record.get("genre") or "").lower()
    return count > 2 and not any(word in genre for word in _SINGLE_SHEETS)


def _right_to_left(record: Mapping[str, Any], count: int) -> bool:
    year, language = record.get("year_end"), (record.get("language") or "").lower()
    old = year is not None and year <= _LAST_TRADITIONAL_YEAR
    return old and count > 1 and not any(word in language for word in _LEFT_TO_RIGHT)


def _see_also(view: View, summary: FondsSummary) -> list[iiif.SeeAlso]:
    """Return the fonds' finding aid for machines, where the site offers it."""
    for scope in view.scopes.values():
        if scope.fonds is not None and scope.fonds.address == summary.address and "ead3.xml" in scope.extensions:
            address = view.routes.data(f"{scope.stem}.ead3.xml")
            return [iiif.SeeAlso(address, "application/xml", LocalText((("none", "EAD3"),)))]
    return []
