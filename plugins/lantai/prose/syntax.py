"""Finds the blocks of a text, with their lines.

The syntax is that of pymdown-extensions' generic blocks::

    /// name | argument
        option: value

    Markdown, and blocks inside.
    ///

It is read here, not by that package, because there an unknown block or option silently becomes
plain text and nothing knows its line. Two things are easier than there: a block may hold blocks
with equally many slashes, and options may span blank lines if indented.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from lantai.problems import Place, Problems
from lantai.prose import problems as kinds

_BEGIN = re.compile(r" {0,3}(/{3,})[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?$")
_END = re.compile(r" {0,3}(/{3,})[ \t]*$")
_INDENTED = re.compile(r"(?: {4,}|\t+ *| {0,3}(?:[>*+-]|\d+[.)]) *)/{3,}[ \t]*([\w-]+)[ \t]*(?:\|.*)?$")
_WIDE = re.compile(r"[\s\u3000]{0,3}[/／]{3}.*[／｜\u3000]|[\s\u3000]{0,3}／{3}")
_NARROW = str.maketrans("／｜\u3000", "/| ")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPTION = re.compile(r" {4,}\S")


@dataclass(slots=True)
class BlockText:
    """A block as written: where it begins, its argument, its options and what stands inside.

    ``first_option_line`` is the line in the file of the first line of ``options``.
    """

    name: str
    argument: str
    line: int
    slashes: int
    options: str = ""
    first_option_line: int = 0
    has_body: bool = False
    ended: bool = True
    parent: BlockText | None = None
    children: list[BlockText] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text whose blocks are replaced by marks, and the blocks by number.

    The mark of block 7 is ``begin(7)`` and ``end(7)``, each a paragraph of its own, so that the
    whole text stays one Markdown document with one set of footnotes and headings.
    """

    text: str
    blocks: tuple[BlockText, ...]


def begin(number: int) -> str:
    return f"\ue000B{number}\ue001"


def end(number: int) -> str:
    return f"\ue000E{number}\ue001"


def strip_marks(text: str) -> str:
    """Remove the characters that marks are made of, so that no text can forge one."""
    return re.sub("[\ue000-\ue003\x02\x03]", "", text)


def scan(text: str, file: str, first_line: int, problems: Problems) -> Scanned:
    """Return ``text`` with marks in place of block lines. Misplaced slashes are problems."""
    return _Scanner(file, first_line, problems).run(strip_marks(text).split("\n"))


class _Scanner:
    def __init__(self, file: str, first_line: int, problems: Problems) -> None:
        self.file, self.first_line, self.problems = file, first_line, problems
        self.blocks: list[BlockText] = []
        self.open: list[BlockText] = []
        self.out: list[str] = []
        self.fence = ""

    def run(self, lines: list[str]) -> Scanned:
        index = 0
        while index < len(lines):
            index = self._line(lines, index)
        for block in reversed(self.open):
            self._unclosed(block)
            self._mark(end(block.number))
        return Scanned("\n".join(self.out), tuple(self.blocks))

    def _line(self, lines: list[str], index: int) -> int:
        """Handle the line at ``index`` and return the index of the next one."""
        line = lines[index].rstrip("\r")
        if not self.fence and _WIDE.match(line) and not (_BEGIN.match(line) or _END.match(line)):
            line = self._narrow(line, index)
        if self._in_fence(line):
            self._text(line)
        elif match := _END.match(line):
            self._close(len(match[1]), index)
        elif match := _BEGIN.match(line):
            return self._open(match, lines, index)
        else:
            if match := _INDENTED.match(line):
                self._report(kinds.BLOCK_INDENTED, index, name=match[1])
            self._text(line)
        return index + 1

    def _narrow(self, line: str, index: int) -> str:
        """Return a line that begins or ends a block but for signs of full width, as if they were none; tell it."""
        narrow = line.translate(_NARROW)
        if not (_BEGIN.match(narrow) or _END.match(narrow)):
            return line
        self._report(kinds.BLOCK_WIDE, index, written=line.strip(), meant=narrow.strip())
        return narrow

    def _in_fence(self, line: str) -> bool:
        """Tell whether the line belongs to a fenced code block, and keep track of it."""
        match = _FENCE.match(line)
        if self.fence:
            if match and match[1].startswith(self.fence) and not line.strip(" `~"):
                self.fence = ""
            return True
        if match:
            self.fence = match[1]
        return bool(match)

    def _text(self, line: str) -> None:
        if line.strip() and self.open:
            self.open[-1].has_body = True
        self.out.append(line)

    def _open(self, match: re.Match[str], lines: list[str], index: int) -> int:
        parent = self.open[-1] if self.open else None
        block = BlockText(match[2], match[3] or "", self.first_line + index, len(match[1]), parent=parent)
        block.number = len(self.blocks)
        self.blocks.append(block)
        if parent:
            parent.children.append(block)
            parent.has_body = True
        self.open.append(block)
        after = _after_options(lines, index + 1)
        block.options = textwrap.dedent("\n".join(lines[index + 1 : after]))
        block.first_option_line = self.first_line + index + 1
        self._mark(begin(block.number))
        return after

    def _close(self, slashes: int, index: int) -> None:
        if not any(block.slashes == slashes for block in self.open):
            self._report(kinds.BLOCK_STRAY_END, index, fence="/" * slashes)
            return
        while True:
            block = self.open.pop()
            self._mark(end(block.number))
            if block.slashes == slashes:
                return
            self._unclosed(block)

    def _mark(self, mark: str) -> None:
        self.out += ["", mark, ""]

    def _unclosed(self, block: BlockText) -> None:
        block.ended = False
        place = Place(self.file, line=block.line)
        self.problems.add(kinds.BLOCK_UNCLOSED.at(place, name=block.name, fence="/" * block.slashes))

    def _report(self, kind: kinds.Kind, index: int, **values: str) -> None:
        self.problems.add(kind.at(Place(self.file, line=self.first_line + index), **values))


def _after_options(lines: list[str], start: int) -> int:
    """Return the index after the indented lines of options; blank lines count if options follow them."""
    after = index = start
    while index < len(lines):
        if _OPTION.match(lines[index]):
            after = index + 1
        elif lines[index].strip() or index == start:
            break
        index += 1
    return after
