"""The state of one text while it is rendered: what it shows, cites, needs and got wrong.

Blocks work through this: they ask for a figure, a record, a link or a bit of Markdown and get
something a template can use, or None after the problem was noted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from lantai.files import PathEscapes, contained
from lantai.media.iiif import Note
from lantai.problems import Kind, Place, Problems
from lantai.prose import markdown, sanitise, targets
from lantai.prose import problems as kinds
from lantai.prose.context import Named, ProseContext, ProseSource
from lantai.prose.figures import Box, Figure, as_written, inside, nearest_file, unknown_record
from lantai.prose.targets import nearest
from lantai.prose.views import FigureView, RecordView
from lantai.records.store import Withheld
from lantai.site.languages import LocalText
from lantai.site.routes import Routes, relative

_KINDS = {"image": ("图像", "image"), "audio": ("录音", "sound recording"), "video": ("录像", "film")}
WIDE = "(min-width: 80rem) 76rem, 100vw"
TEXT = "(min-width: 48rem) 42rem, 100vw"


@dataclass
class Rendering(markdown.Hooks):
    """One text being rendered. ``place`` is where the part at hand stands."""

    source: ProseSource
    context: ProseContext
    problems: Problems
    shown: dict[str, str] = field(default_factory=dict)
    """Anchors of the figures shown so far, by id."""
    given: dict[str, str] = field(default_factory=dict)
    """Anchors of those that can be taken away without being shown there."""
    cited: dict[str, None] = field(default_factory=dict)
    scripts: dict[str, None] = field(default_factory=dict)
    styles: dict[str, None] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    """What is said of parts of figures, by figure."""
    named: list[Named] = field(default_factory=list)
    """Whom and what the text presents by name."""
    inserts: list[Markup] = field(default_factory=list)
    lost: list[tuple[Place, int] | None] = field(default_factory=list)
    """Where figures are described (and on which line that ends) that were asked for and are in error there."""
    failed: set[str] = field(default_factory=set)
    """Words of blocks that are in error: figures which they may have been meant to show."""
    place: Place | None = None
    _anchors: set[str] = field(default_factory=set)
    _phrases: list[tuple[str, Box | None, Place]] = field(default_factory=list)
    _found: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base_level = self.context.base_level
        self.lines = self.source.text.split("\n")
        self._fragment = markdown.fragment(self)
        self.routes = Routes(self.context.language, self.context.site.language)

    # What blocks ask for.

    def report(self, kind: Kind, place: Place, **values: Any) -> None:
        self.problems.add(kind.at(place, **values))

    def href(self, address: str) -> str:
        """Return a link from the page to a site-absolute address."""
        return relative(address, self.context.address)

    def anchor(self, wanted: str) -> str:
        """Return ``wanted`` or the first free ``wanted-2`` …, unique on the page."""
        anchor, number = wanted, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{wanted}-{number}"
        self._anchors.add(anchor)
        return anchor

    def names(self, kind: str, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return each name with the link to where the index of names has it, or "" if the text is not indexed."""
        indexed = self.context.indexed
        return [(name, self.href(self.routes.exhibition_names(kind, name)) if indexed else "") for name in names]

    def inline(self, text: str, place: Place) -> Markup:
        """Return Markdown within a line, such as a caption, as HTML."""
        html = self.markdown(text, place)
        match = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", html, re.DOTALL)
        return Markup(match[1]) if match else html

    def markdown(self, text: str, place: Place) -> Markup:
        """Return a short Markdown text, such as that of a stop of a tour, as HTML."""
        before, self.place = self.place, place
        sanitise.scan(text, place.file, place.line, self.problems)
        html = sanitise.clean(self._fragment.reset().convert(text))
        self.place = before
        return self.filled(html.strip())

    def text(self, text: LocalText | None, place: Place) -> tuple[str, Markup]:
        """Return ``(language, inline HTML)`` of a text in several languages."""
        language, found = (text or LocalText()).found(self.context.language)
        return language, self.inline(found, place) if found else Markup("")

    def figure(self, identifier: str, place: Place, kind: str = "image", *, at: str = "") -> FigureView | None:
        """Return the figure for showing, or None: unknown (reported), of another kind (reported), held.

        ``at`` is the anchor of a block that gives it without showing it.
        """
        figure = self.known_figure(identifier, place)
        if figure is None:
            return None
        if figure.kind != kind:
            zh, en = _KINDS[kind]
            self.report(kinds.FIGURE_KIND, place, figure=identifier, zh=zh, en=en)
            return None
        image = None
        if kind == "image":
            options = {"page": figure.page} if figure.page else {}
            image = self.context.media.image(figure.path, figure.place, self.problems, self.context.language, **options)
            if image is None:
                self.lost.append((figure.place, figure.last))
                self.failed.add(identifier)
                return None
        anchor = at or self.anchor(f"{self.context.prefix}figure-{identifier}")
        (self.given if at else self.shown).setdefault(identifier, anchor)
        if kind == "image" and not figure.decorative:
            self.scripts["media/viewer.js"] = None
        return FigureView.of(self, figure, image, anchor)

    def known_figure(self, identifier: str, place: Place) -> Figure | None:
        """Return a figure that may be shown. An unknown one is reported; a held one was, on loading."""
        figures = self.context.figures
        if identifier in figures.shown:
            return figures.shown[identifier]
        if identifier not in figures:
            hint = nearest(identifier, figures.shown)
            self.failed.update(hint.split(" / "))  # one of them may have been meant
            self.report(kinds.FIGURE_UNKNOWN, place, figure=identifier, hint=hint)
        elif identifier not in figures.held:
            self.lost.append(figures.wrong.get(identifier) or figures.unread)
        return None

    def region(self, figure: Figure, region: str | tuple[float, ...] | None, place: Place) -> Box | None:
        """Return a region of a figure in percent, by name or as given; None after reporting a wrong one."""
        if region is None or region == "":
            return None
        if isinstance(region, str):
            if region not in figure.regions:
                hint = nearest(region, figure.regions)
                self.report(kinds.REGION_UNKNOWN, place, figure=figure.id, region=region, hint=hint)
                return None
            return figure.regions[region]
        if not inside(region):
            self.report(kinds.REGION_OUTSIDE, place, region=as_written(region))
            return None
        return region  # type: ignore[return-value]

    def record(self, code: str, place: Place) -> RecordView | None:
        """Return a public record; anything else is reported and gives None."""
        record = self.context.records.get(code)
        if record is None:
            self.problems.add(unknown_record(code, place, self.context.records))
            return None
        if isinstance(record, Withheld):
            self.report(kinds.RECORD_HELD, place, code=code)
            return None
        view = RecordView.of(record)
        self.cited[view.code] = None
        return view

    def address(self, target: str, place: Place) -> str | None:
        """Return the link that a target as staff write it leads to; None after reporting a wrong one."""
        return targets.address(target, place, self)

    # What Markdown asks for (see markdown.Hooks).

    def phrase(self, attributes: str | None) -> tuple[str, str] | None:
        if attributes is None:
            return None
        place = self._place_of("{" + attributes + "}")
        found = {name: value.strip('"[]').replace(" ", "") for name, value in _ATTRIBUTE.findall(attributes)}
        for name in found:
            if name not in ("figure", "region"):
                self.report(kinds.ATTRIBUTE_UNKNOWN, place, what=name, hint="figure=… region=…")
        identifier = found.get("figure", "")
        figure = self.known_figure(identifier, place)
        if figure is None:
            return None
        region = found.get("region", "")
        box: Any = tuple(float(part) for part in region.split(",")) if _NUMBERS.fullmatch(region) else region
        self._phrases.append((identifier, self.region(figure, box, place), place))
        number = len(self._phrases) - 1
        return f"\ue002P{number}\ue003", f"\ue002Q{number}\ue003"

    def link(self, element: Element) -> None:
        target = element.get("href", "")
        if "footnote" in element.get("class", "") or element.get("class", "").startswith("footnote"):
            return
        address = self.address(target, self._place_of(target))
        if address is None:
            element.tag = "span"
            element.attrib.pop("href", None)
        else:
            element.set("href", address)
            if address.startswith(("http:", "https:")):
                element.set("rel", "external noopener")

    def image(self, source: str, alt: str, title: str) -> str:
        place = self._place_of(source)
        html = self._free_image(unquote(source), alt, title, place)
        return self.insert(html) if html is not None else ""

    def attribute(self, tag: str, name: str, value: str) -> bool:
        hint = sanitise.attribute_hint(tag, name, value)
        if hint is not None:
            what = f".{value}" if name == "class" else name
            self.report(
                kinds.ATTRIBUTE_UNKNOWN, self._place_of(name if name != "class" else value), what=what, hint=hint
            )
        return hint is None

    def insert(self, html: Markup) -> str:
        """Return a mark that ``filled`` turns into ``html``."""
        self.inserts.append(html)
        return f"\ue002I{len(self.inserts) - 1}\ue003"

    def filled(self, html: str) -> Markup:
        """Return sanitised HTML with its marks filled; call it when all figures of the page are known."""
        return Markup(_INSERT.sub(lambda match: str(self.inserts[int(match[1])]), html))

    def with_phrases(self, html: str) -> str:
        """Return finished HTML with its phrase actions filled. A figure that is not on the page is reported."""
        for identifier, _, place in self._phrases:
            if identifier not in self.shown and identifier not in self.failed:
                self.report(kinds.FIGURE_NOT_ON_PAGE, place, figure=identifier)
        if any(identifier in self.shown for identifier, _, _ in self._phrases):
            self.scripts["media/phrase.js"] = None

        def fill(match: re.Match[str]) -> str:
            identifier, box, _ = self._phrases[int(match[2])]
            anchor = self.shown.get(identifier)
            if anchor is None:
                return ""
            if match[1] == "Q":
                return "</a>"
            region = f' data-region="{" ".join(f"{part:g}" for part in box)}"' if box else ""
            return f'<a class="phrase" href="#{escape(anchor)}" data-phrase data-figure="{escape(anchor)}"{region}>'

        return re.sub("\ue002([PQ])(\\d+)\ue003", fill, html)

    def _free_image(self, source: str, alt: str, title: str, place: Place) -> Markup | None:
        folder = self.context.folder
        try:
            path = contained(folder, source)
        except PathEscapes:
            self.report(kinds.IMAGE_OUTSIDE, place, name=source)
            return None
        if source in self.context.figures.held_files:
            return None
        if not os.path.isfile(path):  # noqa: PTH113 - unlike Path.is_file it says no to a name too long to be one
            self.report(kinds.IMAGE_MISSING, place, name=source, hint=nearest_file(folder, source))
            return None
        if not alt.strip():
            self.report(kinds.ALT_MISSING, place, name=source)
        shown_as = self.context.site.shown(path)
        image = self.context.media.image(path, shown_as, self.problems, self.context.language)
        if image is None:
            return None
        picture = self.context.media.picture(image, sizes=TEXT)
        return self.template("_image", {"picture": picture, "alt": alt, "title": title})

    def mark(self, place: Place, last: int = 0) -> str:
        """Return, in a preview only, a mark that lets what is wrong at a place, or up to a line, be shown there."""
        if not self.context.site.preview:
            return ""
        return f'<span hidden data-at="{escape(place.file)}:{place.line}{f"-{last}" if last else ""}"></span>'

    def template(self, name: str, values: dict[str, Any]) -> Markup:
        """Return ``blocks/<name>.html`` filled with ``values`` and what every template knows."""
        context = self.context
        template = context.templates.get_template(f"blocks/{name}.html")
        known = {
            "t": context.t,
            "lang": context.language,
            "site": context.site,
            "href": self.href,
            "routes": self.routes,
        }
        return Markup(template.render(**known, **values).strip())

    def _place_of(self, needle: str) -> Place:
        """Return the place of the next occurrence of ``needle`` in the text, or of the part at hand."""
        if self.place is not None:
            return self.place
        start = self._found.get(needle, 0)
        for index in (*range(start, len(self.lines)), *range(min(start, len(self.lines)))):
            if needle in self.lines[index]:
                self._found[needle] = index + 1
                return Place(self.source.file, line=self.source.first_line + index)
        return Place(self.source.file, line=self.source.first_line)


_INSERT = re.compile("\ue002I(\\d+)\ue003")
_ATTRIBUTE = re.compile(r"""([\w-]+)=("[^"]*"|\[[^\]]*\]|[^\s"]+)""")
"""``figure=dike``; a region also as it is written in YAML: ``region=[12, 8, 30, 14]``."""
_NUMBERS = re.compile(r"\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?){3}")
