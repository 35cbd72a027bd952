"""What is nearly Markdown and would be shown as it stands: told before a reader sees brackets and signs.

Input methods of Chinese type brackets, colons and bars of full width, which look the same to whoever writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantai.problems import Place, Problems
from lantai.prose import problems as kinds
from lantai.prose.context import ProseSource

_CODE = re.compile(r"(`+).+?\1")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r"(?<!!)\[\^([^\]\n]+)\]([:：]?)")
_LINK = re.compile(
    r"[\[［【][^\[\]［］【】\n]+[\]］】][(（] ?"
    r"(?:(?:https?://|record:|exhibition:|lesson:|guide:|media/|/)[^()（）\s]*|[\w-]+\.md) ?[)）]"
)
_PHRASE = re.compile(r"={0,4}[^=\s{｛]{0,30}={0,4}\s?[{｛]\s*figure\s*[=＝][^}｝\n]*[}｝]?")
_RIGHT_PHRASE = re.compile(r"==(?=\S)(?:(?!==|\n\n).)+(?<=\S)==\{[^{}\n]*\}", re.DOTALL)
_ROW = re.compile(r"\s*[|｜].*[|｜]\s*")
_RULE = frozenset(" \t|:-")
_NARROW = str.maketrans("（）［］【】：｛｝＝｜", "()[][]:{}=|")


def check(source: ProseSource, problems: Problems) -> None:
    """Report notes without a reference and references without a note, and links, phrases and tables that are none."""
    lines = list(_plain(source))
    _notes(source.file, lines, problems)
    for number, line in lines:
        for match in _LINK.finditer(line):
            if (meant := match[0].translate(_NARROW)) != match[0]:
                problems.add(kinds.TYPED_WIDE.at(Place(source.file, line=number), written=match[0], meant=meant))
    _phrases(source, lines, problems)
    _tables(source.file, lines, problems)


def _plain(source: ProseSource) -> Iterator[tuple[int, str]]:
    """Yield (number, line) of what is no code; lines of code are empty."""
    fence = ""
    for number, line in enumerate(source.text.split("\n"), source.first_line):
        match = _FENCE.match(line)
        inside = bool(fence or match)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        yield number, "" if inside else _CODE.sub("", line)


def _notes(file: str, lines: list[tuple[int, str]], problems: Problems) -> None:
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    for number, line in lines:
        for match in _NOTE.finditer(line):
            at_start = not line[: match.start()].strip()
            if at_start and match[2] == "：":  # no note: what refers to it leads nowhere
                problems.add(kinds.TYPED_WIDE.at(Place(file, line=number), written=match[0], meant=f"[^{match[1]}]:"))
            elif not at_start or not match[2]:
                used.setdefault(match[1], number)
            elif match[1] in defined:
                first = defined[match[1]]
                problems.add(kinds.FOOTNOTE_TWICE.at(Place(file, line=number), name=match[1], first=first))
            else:
                defined[match[1]] = number
    for name, number in used.items():
        if name not in defined:
            problems.add(kinds.FOOTNOTE_UNDEFINED.at(Place(file, line=number), name=name))
    for name, number in defined.items():
        if name not in used:
            problems.add(kinds.FOOTNOTE_UNUSED.at(Place(file, line=number), name=name))


def _phrases(source: ProseSource, lines: list[tuple[int, str]], problems: Problems) -> None:
    """Report braces of a phrase that no pair of signs stands before. A phrase may go on in the next line."""
    rest = _RIGHT_PHRASE.sub(lambda match: "\n" * match[0].count("\n"), "\n".join(line for _, line in lines))
    for number, line in enumerate(rest.split("\n"), source.first_line):
        if match := _PHRASE.search(line):
            problems.add(kinds.PHRASE_BROKEN.at(Place(source.file, line=number), written=match[0]))


def _tables(file: str, lines: list[tuple[int, str]], problems: Problems) -> None:
    """Report where two rows follow each other and none of their block is a line of hyphens, or bars are wide."""
    rows: list[tuple[int, str]] = []
    for number, line in (*lines, (0, "")):
        if _ROW.fullmatch(line):
            rows.append((number, line))
            continue
        wide = any(row.strip().startswith("｜") for _, row in rows)
        if len(rows) > 1 and (wide or not any("-" in row and _RULE.issuperset(row) for _, row in rows)):
            meant = "|" + "---|" * (len(re.split("[|｜]", rows[0][1].strip())) - 2)
            problems.add(kinds.TABLE_UNRULED.at(Place(file, line=rows[0][0]), meant=meant))
        rows = []
