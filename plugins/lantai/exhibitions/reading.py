"""Reading an exhibition's folder: ``exhibition.yaml`` and the Markdown files, before anything is rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lantai.exhibitions import problems as kinds
from lantai.exhibitions.model import OPTIONS, SECTION_OPTIONS, Credit, Exhibition
from lantai.problems import Place, Problems
from lantai.prose import Figures, ProseSource
from lantai.prose.figures import AUDIO_TYPES, IMAGE_TYPES, VIDEO_TYPES
from lantai.prose.options import IDENTIFIER, Option, Reader, Values
from lantai.site import problems as yaml_kinds
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import Showing

_SECTION = re.compile(r"(\d{2,3})-([a-z0-9][a-z0-9-]*)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.md")
_INTRO = re.compile(r"index(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.md")


def section_of(name: str) -> str | None:
    """Return the name of the file whose section a file tells, itself or as a translation; None if it tells none."""
    match = _SECTION.fullmatch(name)
    return f"{match[1]}-{match[2]}.md" if match else None


@dataclass(frozen=True, slots=True)
class Written:
    """A Markdown file in one language: its head and its text."""

    head: Values
    source: ProseSource


@dataclass(slots=True)
class WrittenSection:
    """The files of one section, by language."""

    slug: str
    number: int
    file: str
    texts: dict[str, Written] = field(default_factory=dict)


def definition(folder: Path, site: Site, problems: Problems) -> Exhibition | None:
    """Return the exhibition that ``exhibition.yaml`` describes, without texts and figures."""
    shown = site.shown(folder)
    if not IDENTIFIER.fullmatch(folder.name):
        problems.add(kinds.FOLDER_NAME.at(shown, name=folder.name))
        return None
    path = folder / "exhibition.yaml"
    if not path.is_file():
        problems.add(kinds.NO_YAML.at(shown))
        return None
    document = yamls.load(path, site.shown(path), problems)
    if document is None or not isinstance(document.data, dict):
        values = _nothing(site.shown(path), site, OPTIONS)
        if document is not None:
            Reader(document, problems, site.language, site.zone).read(())
        return replace(_exhibition(folder, values, site), showing=_UNSURE)
    found = Problems()
    values = Reader(document, found, site.language, site.zone).read(OPTIONS)
    problems.extend(found)
    exhibition = _exhibition(folder, values, site)
    unsure = any(problem.values.get("key") in _WHEN for problem in found.errors)
    return replace(exhibition, showing=_UNSURE) if unsure else exhibition


_WHEN = ("status", "publish_at", "until")
_UNSURE = Showing("draft")
"""Where it cannot be read when an exhibition is public, it is not; what else is wrong in it is found nevertheless."""


def _nothing(shown: str, site: Site, options: tuple[Option, ...]) -> Values:
    """Return what a file that cannot be read says: nothing, which is not one more problem."""
    return Reader(yamls.Document(shown, {}), Problems(), site.language, site.zone).read(options)


def _exhibition(folder: Path, values: Values, site: Site) -> Exhibition:
    given = [item for item in values["credits"] or () if item["role"] and item["names"]]
    credits = tuple(Credit(item["role"], item["names"], item["cited"]) for item in given)

    def day(name: str) -> date | None:
        moment: datetime | None = values[name]
        return moment.date() if moment else None

    named: dict[str, Any] = {name: values[name] or LocalText() for name in ("title", "subtitle", "summary", "place")}
    named["title"] = named["title"] or LocalText(tuple((language, folder.name) for language in site.languages))
    plain = ("kind", "focus", "vertical", "lenders", "themes", "lessons", "related", "languages", "hall")
    as_read: dict[str, Any] = {name: values[name] for name in plain}
    return Exhibition(
        slug=folder.name,
        folder=folder,
        file=values.document.file,
        showing=Showing(values["status"], values["publish_at"], values["until"]),
        opens=day("opens"),
        closes=day("closes"),
        updated=day("updated"),
        cover=values["cover"] or "",
        mark=values["mark"] or "",
        credits=credits,
        figures=Figures(),
        places={name: values.place(name) for name in ("cover", "lessons", "related", "languages", "mark", "themes")},
        **named,
        **as_read,
    )


def texts(folder: Path, site: Site, problems: Problems) -> tuple[list[WrittenSection], dict[str, Written]]:
    """Return the sections in order, and the introduction (``index.md``) by language."""
    sections: dict[str, WrittenSection] = {}
    intro: dict[str, Written] = {}
    for path in sorted(folder.glob("*.md"), key=lambda path: (path.name.count("."), path.name)):
        shown = site.shown(path)
        if match := _INTRO.fullmatch(path.name):
            written = _read(path, shown, match[1] or site.language, site, problems, head_needed=False)
            if written:
                intro[match[1] or site.language] = written
        elif match := _SECTION.fullmatch(path.name):
            _section(path, shown, match, site, sections, problems)
        elif path.stem.lower() != "readme":
            problems.add(kinds.SECTION_NAME.at(shown, name=path.name))
    ordered = sorted(sections.values(), key=lambda section: (section.number, section.slug))
    return ordered, intro


def _section(path: Path, shown: str, match: re.Match[str], site: Site, sections: dict, problems: Problems) -> None:
    number, slug, language = int(match[1]), match[2], match[3]
    key = f"{match[1]}-{slug}"
    if language is None:
        if any(section.slug == slug for section in sections.values()):
            problems.add(kinds.SECTION_TWICE.at(shown, name=slug))
            return
        sections[key] = WrittenSection(slug, number, path.name)
    elif key not in sections:
        problems.add(kinds.SECTION_ORPHAN.at(shown, name=path.name, language=language))
        return
    written = _read(path, shown, language or site.language, site, problems)
    if written:
        sections[key].texts[language or site.language] = written
    elif language is None:
        del sections[key]


def _read(
    path: Path, shown: str, language: str, site: Site, problems: Problems, head_needed: bool = True
) -> Written | None:
    text = yamls.read_text(path, shown, problems)
    if text is None:
        return None
    head, body, line = yamls.front_matter(text, shown, problems)
    options = SECTION_OPTIONS if head_needed else tuple(option for option in SECTION_OPTIONS if not option.required)
    if head_needed and not head.strip():
        problems.add(yaml_kinds.HEAD_MISSING.at(Place(shown, line=1)))
        return Written(_nothing(shown, site, options), ProseSource(body, shown, line, language))
    document = yamls.parse(head, shown, problems, 2 if head else 1)
    if document is None:
        values = _nothing(shown, site, options)
    else:
        values = Reader(document, problems, language, site.zone).read(options)
    return Written(values, ProseSource(body, shown, line, language))


_MEDIA = IMAGE_TYPES | AUDIO_TYPES | VIDEO_TYPES | {".vtt", ".svg", ".gif", ".heic"}


def unused_files(folder: Path, used: set[str], site: Site, problems: Problems) -> None:
    """Warn of every file under ``media/``, and of images and recordings beside it, that nothing uses."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        name = "/".join(parts)
        hidden = any(part.startswith((".", "~")) or part.lower() in ("thumbs.db",) for part in parts)
        meant = parts[0] == "media" or path.suffix.lower() in _MEDIA
        if meant and name not in used and not hidden and path.is_file():
            problems.add(kinds.FILE_UNUSED.at(Place(site.shown(path)), name=name))
