"""What a text needs to know of the site around it, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment
from markupsafe import Markup

from lantai.media.iiif import Note
from lantai.problems import Place, Problem, Problems
from lantai.prose.figures import Figures, PublicRecords
from lantai.site.config import Site


class Media(Protocol):
    """What texts need of the store of images and recordings (``lantai.media``)."""

    def image(self, path: Path, shown_as: Any, problems: Problems, language: str, **options: Any) -> Any: ...

    def picture(self, image: Any, **options: Any) -> Any: ...

    def zoomable(self, image: Any, *, tiles: bool = False) -> str: ...

    def audio(self, path: Path, shown_as: Any, problems: Problems) -> Any: ...

    def video(self, path: Path, shown_as: Any, problems: Problems) -> Any: ...

    def captions(self, path: Path, shown_as: Any, problems: Problems) -> Any: ...

    def file(self, recording: Any) -> str: ...

    def track(self, found: Any) -> str: ...

    def text(self, name: str, content: str) -> str: ...

    def manifest(self, about: Any, canvases: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class ProseSource:
    """A Markdown text: ``first_line`` is the line of ``file`` on which it starts, for reports."""

    text: str
    file: str
    first_line: int = 1
    language: str = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a place or a theme (``kind`` ``people`` ``places`` ``themes``) of which a text speaks at an anchor."""

    kind: str
    name: str
    anchor: str
    key: str = ""
    """What it has in common with its translation at the same anchor: where on a map it lies, which speaker it is."""
    also: tuple[str, ...] = ()
    """Its names in other languages, where the text gives them beside each other."""
    place: Place | None = field(default=None, compare=False)
    """Where a text names it that has to name it again in each translation."""


@dataclass(frozen=True, slots=True)
class ProseContext:
    """The surroundings of a text.

    ``address``    of the page on which it will stand; links are written relative to it
    ``t``          texts of the interface in the page's language
    ``templates``  Jinja environment that holds ``blocks/`` (see ``templates.environment``)
    ``folder``     where the files named in the text are
    ``exists``     tells whether ``(kind, slug)`` names something public, e.g. ``("lesson", "flood")``;
                   None leaves that to the audit
    ``siblings``   address by Markdown file name, for links between sections
    ``extras``     what single blocks need: ``credits`` ``contents`` ``bibliography`` ``glossary``
    ``prefix``     put before ids where several texts share a page
    ``base_level`` level of the highest heading
    ``indexed``    tells that the names of which the text speaks stand in the index of names of the exhibitions
    """

    site: Site
    language: str
    address: str
    t: Callable[..., str]
    templates: Environment
    folder: Path
    records: PublicRecords
    media: Media
    figures: Figures = field(default_factory=Figures)
    exists: Callable[[str, str], bool] | None = None
    siblings: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)
    prefix: str = ""
    base_level: int = 2
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    level: int
    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


LONGEST_OPENING = 120
"""Characters that a page is described in where nobody wrote a summary."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as HTML, and what it uses.

    ``text`` is its plain text for search, a line for each paragraph. ``figures`` and ``records`` are what it shows
    and cites, in order; ``anchors`` gives the anchor of each figure on the page.
    """

    html: Markup
    toc: tuple[Heading, ...] = ()
    text: str = ""
    problems: tuple[Problem, ...] = ()
    figures: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    """What tours say of parts of figures, by figure, in the page's language."""
    named: tuple[Named, ...] = ()
    """Whom and what the text presents by name, for the index of names."""

    @property
    def opening(self) -> str:
        """How it begins, in one line, where a page is described in short: whole sentences if these are not too few."""
        words = " ".join(self.text.split())
        if len(words) <= LONGEST_OPENING:
            return words
        head = re.sub(r" [a-zA-Z0-9]+$", "", words[:LONGEST_OPENING])[: LONGEST_OPENING - 1]
        end = max(match.end() for match in re.finditer(r"[。！？；]|[.!?;](?= )|^", head))
        return head[:end] if end > LONGEST_OPENING // 2 else head.rstrip("，、：,: ") + "…"
