"""The fonds of a site: ``catalogue/fonds/<code>.md``, a YAML head and an introduction (全宗介绍)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lantai.problems import Problems
from lantai.records import problems as kinds
from lantai.records.fields import LEVELS
from lantai.records.refcodes import Pattern, PatternError, match_key
from lantai.records.yaml_reader import Reader
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText

_LOCAL = (
    "dates",
    "creator",
    "extent",
    "language",
    "arrangement",
    "custodial_history",
    "admin_history",
    "scope",
    "access",
)
KEYS = ("code", "title", "title_en", "archive", "levels", "series", "ref_code", "order", *_LOCAL)


@dataclass(frozen=True, slots=True)
class Fonds:
    """One fonds: its code, what is said about it, and how its reference codes are built.

    ``text`` is Markdown that starts on line ``text_line`` of ``file``. ``patterns`` are the
    shapes of its codes (see ``refcodes.Pattern``). Fonds are shown by ``order``, then by code.
    """

    code: str
    title: LocalText
    archive: str = ""
    """Code of the archive that holds it; that of the site unless the site has several."""
    dates: LocalText = LocalText()
    creator: LocalText = LocalText()
    extent: LocalText = LocalText()
    language: LocalText = LocalText()
    arrangement: LocalText = LocalText()
    levels: tuple[str, ...] = ()
    series: Mapping[str, LocalText] = field(default_factory=dict)
    """Titles of its series (目录), by their code within the fonds."""
    custodial_history: LocalText = LocalText()
    admin_history: LocalText = LocalText()
    scope: LocalText = LocalText()
    access: LocalText = LocalText()
    patterns: tuple[str, ...] = ()
    order: int = 0
    text: str = ""
    text_line: int = 1
    file: str = ""

    @property
    def match_key(self) -> str:
        return match_key(self.code)


FondsByCode = Mapping[tuple[str, str], Fonds]
"""Fonds by (archive code, match key of the fonds code), in the order in which they are shown."""


def load_all(site: Site, problems: Problems) -> dict[tuple[str, str], Fonds]:
    """Read every fonds of the site. Unusable files are reported and left out."""
    found: dict[tuple[str, str], Fonds] = {}
    folder = site.catalogue / "fonds"
    for path in sorted(folder.glob("*.md")) + sorted(folder.glob("*/*.md")):
        fonds = _load(path, site, problems)
        if fonds is None:
            continue
        key = (fonds.archive, fonds.match_key)
        if key in found:
            problems.add(kinds.FONDS_TWICE.at(fonds.file, code=fonds.code, first=found[key].file))
        else:
            found[key] = fonds
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def file_name(code: str) -> str:
    """Return what the file of a fonds is called, without its ending: the code, as far as Windows allows it."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", code).strip(" .-") or "fonds"


def _load(path: Path, site: Site, problems: Problems) -> Fonds | None:
    shown = site.shown(path)
    text = yamls.read_text(path, shown, problems)
    if text is None:
        return None
    head, body, line = yamls.front_matter(text, shown, problems)
    document = yamls.parse(head, shown, problems, first_line=2)
    if document is None:
        return None
    reader = Reader(document, problems)
    reader.only(KEYS)
    if not reader.required("title", "title: 全宗名称"):
        return None
    code = reader.text("code", path.stem)
    if match_key(path.stem) not in (match_key(code), match_key(file_name(code))):
        problems.add(document.problem(kinds.FONDS_NAME_DIFFERS, "code", code=code, file=file_name(code)))
    levels = reader.names("levels")
    for level in levels:
        if level not in LEVELS:
            reader.invalid("levels", level, " / ".join(LEVELS))
    series = reader.below("series")
    return Fonds(
        code=code,
        archive=reader.text("archive", site.archive.code),
        title=_title(reader, site),
        levels=levels,
        series={str(part): series.local(part, site.language) for part in series.data},
        patterns=read_patterns(reader, "ref_code", code),
        order=reader.integer("order", 0, least=-9999) or 0,
        text=body,
        text_line=line,
        file=shown,
        **{key: reader.local(key, site.language) for key in _LOCAL},
    )


def _title(reader: Reader, site: Site) -> LocalText:
    """``title`` may be a map by language; ``title_en`` is the short way to add English."""
    title, english = reader.local("title", site.language), reader.text("title_en")
    return LocalText((*title.texts, ("en", english))) if english else title


def read_patterns(reader: Reader, key: str, fonds: str = "") -> tuple[str, ...]:
    """Return the patterns under ``key``: a text, a list, or a mapping with ``pattern``; wrong ones are reported."""
    if isinstance(reader.data.get(key), Mapping):
        return read_patterns(reader.below(key), "pattern", fonds)
    usable = []
    for text in reader.names(key):
        try:
            Pattern.of(text, fonds)
        except PatternError as error:
            reader.problems.add(
                reader.document.problem(kinds.PATTERN_INVALID, *reader.path, key, pattern=text, detail=str(error))
            )
        else:
            usable.append(text)
    return tuple(usable)
