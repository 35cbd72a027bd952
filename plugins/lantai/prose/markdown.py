"""Markdown as texts here are written: python-markdown with footnotes, tables, abbreviations and attribute lists.

What needs to know the site (links, images, phrase actions) leaves a mark in the HTML, which
``render`` fills after sanitising: marks survive it as plain text and nothing can forge one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHINESE = "(?:[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffe0\U00020000-\U000323af]|\u2014\u2014|\u2026\u2026)"
"""A Han character or a mark of Chinese punctuation."""
_SHARED = f"(?:[\u00b7\u2014\u2018\u2019\u201c\u201d\u2026]|{STX}wzxhzdk:\\d+{ETX}|\ue002[PQ]\\d+\ue003)*"
"""Marks that English has too, tags of HTML and ends of phrases: what stands beyond them says which language it is."""
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_BEFORE, _AFTER = re.compile(rf"{_CHINESE}{_SHARED}\Z"), re.compile(f"{_SHARED}{_CHINESE}")
_FAR = 200
"""Characters of marks and tags at most between the end of a line and what says which language it is."""
_OTHER = "\ufffc"
"""Stands for an image or code while lines are joined: neither is Chinese."""
PHRASE = r"==(?=\S)(.+?)(?<=\S)==(?:\{([^{}\n]*)\})?"


def anchor_of(title: str, separator: str = "-") -> str:
    """Return the anchor of a heading: its letters and digits in any script, joined by hyphens."""
    words = re.findall(r"[^\W_]+", title.lower())
    return separator.join(words)[:60] or "section"


class Notes(FootnoteExtension):
    """Footnotes whose ids are unique on the page and plain: ``fn-1``, ``fnref-1``."""

    def __init__(self, prefix: str, back: str) -> None:
        super().__init__(BACKLINK_TEXT="↩", BACKLINK_TITLE=back, USE_DEFINITION_ORDER=False)
        self.prefix = prefix

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.register(_Unused(md), "unused-notes", 14)  # once references have become elements

    def _number(self, identifier: str) -> str:
        if identifier in self.footnotes:
            return str(list(self.footnotes).index(identifier) + 1)
        return "0"

    def get_separator(self) -> str:
        return "-"

    def makeFootnoteId(self, id: str) -> str:
        return f"fn-{self.prefix}{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        return self.unique_ref(f"fnref-{self.prefix}{self._number(id)}", found)


class Page(Extension):
    """Phrases, links and images through ``rendering``; heading levels; alignment without style attributes."""

    def __init__(self, hooks: Hooks) -> None:
        super().__init__()
        self.hooks = hooks

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(_Phrase(PHRASE, md, self.hooks.phrase), "phrase", 165)
        md.treeprocessors.register(_Levels(md, self.hooks.base_level), "levels", 6)
        md.treeprocessors.register(_Lines(md), "lines", 5)
        md.treeprocessors.register(_Elements(md, self.hooks), "elements", 4)


class Hooks(Protocol):
    """What a text asks of its surroundings. Each call returns what to put, or None to keep plain words."""

    base_level = 2

    def phrase(self, attributes: str | None) -> tuple[str, str] | None:
        """Return the marks before and after a phrase with these attributes, or None for plain words."""

    def link(self, element: Element) -> None:
        """Set ``href`` of a link, or turn it into a span."""

    def image(self, source: str, alt: str, title: str) -> str:
        """Return the mark of an image."""

    def attribute(self, tag: str, name: str, value: str) -> bool:
        """Tell whether an attribute may stay."""


def document(hooks: Hooks, prefix: str = "", back: str = "↩") -> markdown.Markdown:
    """Return a converter for a whole text."""
    return markdown.Markdown(
        extensions=[
            Notes(prefix, back),
            TableExtension(use_align_attribute=True),
            AttrListExtension(),
            AbbrExtension(),
            DefListExtension(),
            SaneListExtension(),
            TocExtension(slugify=anchor_of, toc_depth="1-6"),
            Page(hooks),
        ],
        output_format="html",
        tab_length=4,
    )


def fragment(hooks: Hooks) -> markdown.Markdown:
    """Return a converter for captions and the like: no footnotes, no table of contents."""
    return markdown.Markdown(extensions=[AttrListExtension(), SaneListExtension(), Page(hooks)], output_format="html")


class _Phrase(InlineProcessor):
    """``==words=={figure=… region=…}``; without braces the words are highlighted."""

    def __init__(self, pattern: str, md: markdown.Markdown, phrase: Callable[[str | None], Any]) -> None:
        super().__init__(pattern, md)
        self.phrase = phrase

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        marks = self.phrase(m[2])
        element = Element("mark" if m[2] is None else "span")
        if marks is None:
            element.text = m[1]
        else:
            element.text = marks[0] + m[1] + marks[1]
        return element, m.start(0), m.end(0)


class _Unused(Treeprocessor):
    """Leaves out notes that nothing refers to: the way back from them would lead nowhere."""

    def run(self, root: Element) -> None:
        anchors = {element.get("id", "") for element in root.iter()}
        for above in list(root.iter()):
            for part in [child for child in above if child.get("class") == "footnote"]:
                notes = part.find("ol")
                if notes is None:
                    continue
                for note in list(notes):
                    if note.get("id", "").replace("fn-", "fnref-", 1) not in anchors:
                        notes.remove(note)
                if not len(notes):
                    above.remove(part)


class _Levels(Treeprocessor):
    """Shifts headings so that the highest is of the page's base level and none is skipped."""

    def __init__(self, md: markdown.Markdown, base: int) -> None:
        super().__init__(md)
        self.base = base

    def run(self, root: Element) -> None:
        open_levels: list[int] = []
        for element in root.iter():
            if element.tag not in _HEADINGS:
                continue
            written = int(element.tag[1])
            while open_levels and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
            element.tag = f"h{min(self.base + len(open_levels) - 1, 6)}"


class _Lines(Treeprocessor):
    """Joins the lines of a Chinese paragraph: browsers would show a space where a line was ended in the source.

    A line may end at the edge of a link, of stressed words or of a note's number, so the words of a paragraph are
    looked at as one text, whatever elements they are in.
    """

    def run(self, root: Element) -> None:
        pieces: list[tuple[Element, str] | None] = []
        self._gather(root, pieces)
        _join(pieces)

    def _gather(self, element: Element, pieces: list[tuple[Element, str] | None]) -> None:
        """Add the texts in an element to ``pieces``, None for what is no text; join them where a paragraph ends."""
        pieces.append((element, "text"))
        for child in element:
            if child.tag in ("code", "img"):
                pieces.append(None)
            elif child.tag == "br" or self.md.is_block_level(child.tag):
                _join(pieces)
                if child.tag != "pre":
                    self._gather(child, pieces)
                    _join(pieces)
            elif child.tag != "sup":  # the number of a note
                self._gather(child, pieces)
            pieces.append((child, "tail"))


def _join(pieces: list[tuple[Element, str] | None]) -> None:
    """Take the ends of lines between Chinese out of the texts of a paragraph, and empty ``pieces``."""
    texts = [_OTHER if piece is None else getattr(*piece) or "" for piece in pieces]
    whole = "".join(texts)
    gone = {
        place
        for end in _LINE_END.finditer(whole)
        if _BEFORE.search(whole, max(0, end.start() - _FAR), end.start()) and _AFTER.match(whole, end.end())
        for place in range(*end.span())
    }
    start = 0
    for piece, text in zip(pieces, texts, strict=True):
        if piece is not None and not gone.isdisjoint(range(start, start + len(text))):
            setattr(*piece, "".join(each for place, each in enumerate(text, start) if place not in gone))
        start += len(text)
    pieces.clear()


class _Elements(Treeprocessor):
    """Passes links, images and attributes through the hooks."""

    def __init__(self, md: markdown.Markdown, hooks: Hooks) -> None:
        super().__init__(md)
        self.hooks = hooks

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, element in enumerate(list(parent)):
                if element.tag == "img":
                    self._image(parent, index, element)
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            align = element.attrib.pop("align", None)
            if align:
                element.set("class", f"{element.get('class', '')} align-{align}".strip())
            for name, value in list(element.attrib.items()):
                if not self.hooks.attribute(element.tag, name, str(value)):
                    del element.attrib[name]
            if element.tag == "a":
                self.hooks.link(element)

    def _image(self, parent: Element, index: int, element: Element) -> None:
        mark = self.hooks.image(element.get("src", ""), element.get("alt", ""), element.get("title", ""))
        span = Element("span")
        span.text, span.tail = mark, element.tail
        parent[index] = span
