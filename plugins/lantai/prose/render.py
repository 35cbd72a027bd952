"""Markdown with blocks → safe HTML, and everything the text shows, cites, needs and got wrong."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import nh3
from markupsafe import Markup

from lantai.problems import Place, Problem, Problems
from lantai.prose import blocks, limits, markdown, mistyped, sanitise, syntax
from lantai.prose import problems as kinds
from lantai.prose.context import Heading, Prose, ProseContext, ProseSource
from lantai.prose.definition import Block, Call
from lantai.prose.options import Reader, Values
from lantai.prose.rendering import Rendering, nearest
from lantai.prose.syntax import BlockText
from lantai.site import yamls

_UNSAID = re.compile(r'<(\w+) class="(?:visually-hidden|citation-text)">.*?</\1>', re.DOTALL)
_SILENT = re.compile(r"<(svg|template|script)\b.*?</\1>", re.DOTALL)
_LINES = re.compile(r"</?(?:p|h\d|li|tr|div|figure|figcaption|dt|blockquote|summary)\b[^>]*>")
_SPACES = re.compile(r"<(?:/?(?:td|th|dd)|br)\b[^>]*>")
"""What nobody searches for: words for screen readers, and citations as programs read them."""
_BEGIN = re.compile("(?:<p>)?\ue000B(\\d+)\ue001(?:</p>)?")


def render(source: ProseSource, context: ProseContext) -> Prose:
    """Return the text as HTML for one page. Problems are collected, with file and line, never raised."""
    problems = Problems()
    if (much := limits.exceeded(source.text)) is not None:
        problems.add(kinds.MARKDOWN_TOO_MUCH.at(Place(source.file, line=source.first_line + much[0]), what=much[1]))
        return Prose(html=Markup(), toc=(), text="", problems=tuple(problems), figures=(), records=())
    scanned = syntax.scan(source.text, source.file, source.first_line, problems)
    sanitise.scan(source.text, source.file, source.first_line, problems)
    mistyped.check(source, problems)
    rendering = Rendering(source, context, problems)
    converter = markdown.document(rendering, context.prefix, context.t("blocks.footnote_back"))
    cleaned = rendering.filled(sanitise.clean(_converted(converter, scanned.text, source, problems)))
    filled = _filled(_Filler(rendering, scanned.blocks), cleaned, source, problems)
    html = rendering.with_phrases(rendering.mark(Place(source.file, line=source.first_line)) + filled)
    return Prose(
        html=Markup(html),
        toc=_headings(converter.toc_tokens, context.prefix),  # type: ignore[attr-defined]
        text=plain(html),
        problems=tuple(problems),
        figures=tuple(rendering.shown | rendering.given),
        records=tuple(rendering.cited),
        scripts=tuple(sorted(rendering.scripts)),
        styles=("blocks.css", "media.css"),
        anchors=MappingProxyType(rendering.given | rendering.shown),
        notes=MappingProxyType({name: tuple(said) for name, said in rendering.notes.items()}),
        named=tuple(rendering.named),
    )


def _converted(converter: Any, text: str, source: ProseSource, problems: Problems) -> str:
    """Return the HTML of a text. Where the library itself stumbles, as on some odd footnotes, that is a problem."""
    try:
        return converter.convert(text)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        problems.add(_unreadable(source, error))
        return ""


def _filled(filler: _Filler, html: str, source: ProseSource, problems: Problems) -> str:
    """Return the HTML with its blocks; hundreds that are begun and never ended lie within each other."""
    try:
        return filler.fill(html, None, [])
    except RecursionError as error:
        problems.add(_unreadable(source, error))
        return ""


def _unreadable(source: ProseSource, error: Exception) -> Problem:
    place = Place(source.file, line=source.first_line)
    return kinds.MARKDOWN_UNREADABLE.at(place, detail=f"{type(error).__name__}: {error}"[:120])


def plain(html: str) -> str:
    """Return the words of HTML with single spaces, a line for each paragraph, heading, caption or row: search finds
    no words that stand in two of them.
    """
    said = re.sub(r"\s+", " ", _SILENT.sub(" ", _UNSAID.sub("", html)))
    words = entities.unescape(nh3.clean(_LINES.sub("\n", _SPACES.sub(" ", said)), tags=set()))
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))


class _Filler:
    """Puts rendered blocks in place of their marks, in the order of the text."""

    def __init__(self, rendering: Rendering, written: tuple[BlockText, ...]) -> None:
        self.rendering, self.written = rendering, written

    def fill(self, html: str, parent: Block | None, children: list[Mapping[str, Any]]) -> str:
        """Return ``html`` with its blocks rendered; parts of ``parent`` are put into ``children`` instead."""
        html, out = str(html), []
        while match := _BEGIN.search(html):
            number = int(match[1])
            finish = re.search(f"(?:<p>)?\ue000E{number}\ue001(?:</p>)?", html)
            out.append(html[: match.start()])
            if finish is None or finish.start() < match.end():
                html = html[match.end() :]
                self._crossed(number)
                continue
            inner, html = html[match.end() : finish.start()], html[finish.end() :]
            if not sanitise.balanced(inner):
                self._crossed(number)
            out.append(self.rendering.mark(self._place(self.written[number])))
            lost = len(self.rendering.lost)
            out.append(str(self._block(self.written[number], inner, parent, children)))
            out += [self.rendering.mark(*where) for where in self.rendering.lost[lost:] if where]
        return re.sub("(?:<p>)?\ue000[BE]\\d+\ue001(?:</p>)?", "", "".join(out) + html)

    def _crossed(self, number: int) -> None:
        block = self.written[number]
        self.rendering.report(kinds.BLOCK_CROSSED, self._place(block), name=block.name)

    def _place(self, block: BlockText) -> Place:
        return Place(self.rendering.source.file, line=block.line)

    def _block(self, text: BlockText, inner: str, parent: Block | None, siblings: list[Mapping[str, Any]]) -> str:
        report, place = self.rendering.report, self._place(text)
        definition = blocks.REGISTRY.get(text.name)
        if definition is None:
            report(kinds.BLOCK_UNKNOWN, place, name=text.name, hint=nearest(text.name, blocks.REGISTRY))
            self.rendering.failed.update(_WORD.findall(f"{text.argument}\n{text.options}"))
            return self.fill(inner, None, [])
        if definition.parent and (parent is None or parent.name != definition.parent):
            report(kinds.BLOCK_MISPLACED, place, name=text.name, parent=definition.parent)
            return self.fill(inner, None, [])
        call = self._call(definition, text, place, inner)
        if call is None:
            self.rendering.failed.update(_WORD.findall(f"{text.argument}\n{text.options}"))
            return ""
        values = definition.build(call, self.rendering)
        if values is None:
            return ""
        if definition.parent:
            siblings.append({"body": call.body, **values})
            return ""
        if definition.script:
            self.rendering.scripts[definition.script] = None
        return self.rendering.template(definition.name, {"body": call.body, "argument": call.argument, **values})

    def _call(self, definition: Block, text: BlockText, place: Place, inner: str) -> Call | None:
        """Return the block as its definition reads it; None if its argument or an option is in error."""
        problems, before = self.rendering.problems, len(self.rendering.problems.errors)
        values = self._options(definition, text)
        if definition.argument is None and text.argument:
            problems.add(kinds.BLOCK_ARGUMENT_NOT_WANTED.at(place, name=text.name, argument=text.argument))
        if definition.argument is not None and definition.argument.required and not text.argument:
            what = (
                definition.argument.zh if self.rendering.context.site.staff_language == "zh" else definition.argument.en
            )
            problems.add(kinds.BLOCK_ARGUMENT_MISSING.at(place, name=text.name, what=what))
        if definition.body == "none" and text.has_body and text.ended:
            problems.add(kinds.BLOCK_BODY_NOT_WANTED.at(place, name=text.name))
        if definition.body == "required" and not text.has_body:
            problems.add(kinds.BLOCK_BODY_MISSING.at(place, name=text.name))
        wrong = len(problems.errors) > before
        children: list[Mapping[str, Any]] = []
        body = Markup(self.fill(inner, definition, children).strip())
        if wrong or values is None:
            return None
        return Call(text.name, text.argument, values, body, place, text.number, tuple(children))

    def _options(self, definition: Block, text: BlockText) -> Values | None:
        problems, file = self.rendering.problems, self.rendering.source.file
        document = yamls.parse(text.options, file, problems, text.first_option_line)
        if document is None:
            return None
        if not text.options.strip():
            document = yamls.Document(file, {}, {}, text.line)
        site = self.rendering.context.site
        return Reader(document, problems, self.rendering.source.language, site.zone).read(definition.options)


def _headings(tokens: list[dict[str, Any]], prefix: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            token["level"],
            token["id"],
            re.sub("\ue002[PQI]\\d+\ue003", "", entities.unescape(token["name"])),
            _headings(token["children"], prefix),
        )
        for token in tokens
    )


_WORD = re.compile(r"[\w-]+")
