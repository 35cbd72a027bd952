"""Ways to cite: GB/T 7714-2025 text, BibTeX, RIS. Archives are type [A], exhibitions online [EB/OL]."""

from __future__ import annotations

from datetime import date

from lantai.prose.views import RecordView
from lantai.site.config import Site

Forms = tuple[tuple[str, str], ...]
"""Pairs of the form's name and the citation in it."""


def of_record(record: RecordView, site: Site, language: str) -> Forms:
    """Return the citations of a record: ``责任者. 题名: 档号[A]. 收藏地: 收藏者, 日期.``"""
    holder = site.archive.name.in_(language)
    place = site.archive.place.in_(language)
    creators = f"{record.creators}. " if record.creators else ""
    held = f"{place}: {holder}" if place else holder
    dated = f", {record.date}" if record.date else ""
    text = f"{creators}{record.title}: {record.code}[A]. {held}{dated}."
    key = _key(record.code)
    bibtex = _bibtex(
        "misc",
        key,
        author=record.creators,
        title=record.title,
        howpublished=f"{holder}, {record.code}",
        year=record.date,
    )
    ris = _ris("MANSCPT", AU=record.creators, TI=record.title, AN=record.code, PB=holder, CY=place, DA=record.date)
    return ("GB/T 7714", text), ("BibTeX", bibtex), ("RIS", ris)


def of_exhibition(
    title: str, people: str, published: date | None, url: str, site: Site, language: str, slug: str
) -> Forms:
    """Return the citations of an online exhibition. Without a known address the URL is left out."""
    holder = site.archive.name.in_(language)
    place = site.archive.place.in_(language)
    held = f"{place}: {holder}" if place else holder
    year = str(published.year) if published else ""
    dated = f", {year}" if year else ""
    day = f"({published.isoformat()})" if published else ""
    authors = people or holder
    medium = "EB/OL" if url else "EB"
    text = f"{authors}. {title}[{medium}]. {held}{dated}{day}." + (f" {url}." if url else "")
    bibtex = _bibtex("online", _key(slug), author=authors, title=title, organization=holder, year=year, url=url)
    ris = _ris("ELEC", AU=authors, TI=title, PB=holder, CY=place, PY=year, UR=url)
    return ("GB/T 7714", text), ("BibTeX", bibtex), ("RIS", ris)


def _key(text: str) -> str:
    return (
        "".join(character if character.isascii() and character.isalnum() else "-" for character in text).strip("-")
        or "cited"
    )


def _bibtex(kind: str, key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value.translate(_BRACES)}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


_BRACES = str.maketrans("", "", "{}\\")


def _ris(kind: str, **fields: str) -> str:
    lines = [f"{name}  - {value}" for name, value in fields.items() if value]
    return "\n".join([f"TY  - {kind}", *lines, "ER  - "])
