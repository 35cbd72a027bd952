"""Markdown files with a YAML head, as staff write them, each with its translations beside it.

``marriage.md`` is the original in the site's first language, ``marriage.en.md`` its translation.
What may stand in the head is a ``Shape``: the options of an original, and the names of those that
a translation repeats in its own language. Facts such as dates and events are written once, in the
original.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lantai.problems import Place, Problems
from lantai.prose.context import ProseSource
from lantai.prose.options import IDENTIFIER, Option, Reader, Values
from lantai.site import problems as yaml_kinds
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import nearest
from lantai.site.moments import STATUSES, Showing
from lantai.visits import problems as kinds

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

TITLE = (
    Option("title", "text", "标题", "title", required=True),
    Option(
        "summary",
        "text",
        "一两句话的提要，也用于搜索引擎",
        "a sentence or two, for lists and search engines",
        default="",
    ),
)
SHOWING = (
    Option("status", "choice", "状态", "status", default="ready", choices=STATUSES),
    Option("publish_at", "moment", "何时公开", "when it becomes public"),
    Option("until", "moment", "何时撤下", "when it is taken down"),
    Option("updated", "moment", "最后修改的日期", "date of the last change"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand in the head of one kind of file. ``translated`` options also stand in translations."""

    options: tuple[Option, ...] = ()
    translated: tuple[str, ...] = ()

    def of(self, original: bool) -> tuple[Option, ...]:
        """Return the options of an original or of a translation."""
        own = self.options if original else tuple(one for one in self.options if one.name in self.translated)
        return TITLE + SHOWING + own


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file: its head as read, its Markdown, and when it is public."""

    language: str
    head: Values
    showing: Showing
    source: ProseSource
    folder: Path
    updated: date | None = None

    @property
    def title(self) -> str:
        return self.head["title"] or ""

    @property
    def summary(self) -> str:
        return self.head["summary"]

    @property
    def file(self) -> str:
        """Its name in reports."""
        return self.source.file


@dataclass(frozen=True, slots=True)
class Text:
    """An original with its translations."""

    slug: str
    original: ContentFile
    translations: Mapping[str, ContentFile] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.original.language, *sorted(self.translations))

    def in_(self, language: str) -> ContentFile:
        """Return the file in ``language``, else in its other script, else the original."""
        return self.translations.get(nearest(language, self.languages), self.original)

    def at(self, moment: datetime, site: Site) -> Text | None:
        """Return what of it the site shows at ``moment``: None if not the original."""
        if not site.shows(self.original.showing, moment):
            return None
        public = {code: one for code, one in self.translations.items() if site.shows(one.showing, moment)}
        return Text(self.slug, self.original, public)


def read_folder(folder: Path, shape: Shape, site: Site, problems: Problems) -> tuple[Text, ...]:
    """Return every text of ``folder`` by slug. Whatever is wrong goes to ``problems``; the rest is returned."""
    found: dict[str, dict[str, ContentFile]] = {}
    for path, slug, language in _named(folder, site, problems):
        file = _read(path, language, shape, site, problems)
        if file is None:
            continue
        languages = found.setdefault(slug, {})
        if language in languages:
            problems.add(kinds.CONTENT_TWICE.at(file.file, other=languages[language].file))
        else:
            languages[language] = file
    return tuple(
        _joined(slug, files, site, problems)
        for slug, files in sorted(found.items())
        if _whole(slug, files, site, problems)
    )


def _named(folder: Path, site: Site, problems: Problems) -> Iterator[tuple[Path, str, str]]:
    """Yield (file, slug, language) of the files whose names can be read."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.is_dir():
            continue
        if path.suffix != ".md" or not path.is_file():  # a pipe would be waited for, a link may lead nowhere
            problems.add(kinds.CONTENT_IGNORED.at(site.shown(path), name=path.name))
            continue
        slug, dot, language = path.stem.partition(".")
        if not IDENTIFIER.fullmatch(slug) or (dot and not LANGUAGE.fullmatch(language)):
            problems.add(kinds.CONTENT_NAME.at(site.shown(path), name=path.name))
        elif dot and language not in site.languages:
            near = difflib.get_close_matches(language, site.languages, n=1, cutoff=0.4) or [site.languages[-1]]
            hint = f"{slug}.{near[0]}.md"
            problems.add(kinds.CONTENT_LANGUAGE.at(site.shown(path), language=language, hint=hint))
        else:
            yield path, slug, language or site.language


def _whole(slug: str, files: Mapping[str, ContentFile], site: Site, problems: Problems) -> bool:
    """Tell whether the original is there; report translations that stand alone."""
    if site.language in files:
        return True
    for file in files.values():
        problems.add(kinds.TRANSLATION_ALONE.at(file.file, original=f"{slug}.md"))
    return False


def _joined(slug: str, files: Mapping[str, ContentFile], site: Site, problems: Problems) -> Text:
    others = {code: file for code, file in files.items() if code != site.language}
    return Text(slug, files[site.language], others)


def _read(path: Path, language: str, shape: Shape, site: Site, problems: Problems) -> ContentFile | None:
    shown_as = site.shown(path)
    text = yamls.read_text(path, shown_as, problems)
    if text is None:
        return None
    head, body, first_line = yamls.front_matter(text, shown_as, problems)
    if not head.strip():
        problems.add(yaml_kinds.HEAD_MISSING.at(Place(shown_as, line=1)))
        return None
    document = yamls.parse(head, shown_as, problems, first_line=2)
    if document is None:
        return None
    if not isinstance(document.data, Mapping):
        problems.add(yaml_kinds.HEAD_MISSING.at(Place(shown_as, line=1)))
        return None
    reader = Reader(document, problems, language, site.zone)
    values = reader.read(shape.of(original=language == site.language))
    return ContentFile(
        language,
        values,
        showing(values),
        ProseSource(body, shown_as, first_line, language),
        path.parent,
        values["updated"].date() if values["updated"] else None,
    )


def showing(values: Values) -> Showing:
    """Return when the thing with these options (``SHOWING``) is public.

    What does not fit fails closed: an unreadable moment is a problem, and problems end the build.
    """
    return Showing(values["status"], values["publish_at"], values["until"])


def plain_head(values: Values, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Return some options of a head for a template."""
    return {name: values[name] for name in names}
