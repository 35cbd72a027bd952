"""Reading YAML that staff write: safe, bounded, with the line of every key, and kind errors.

Anchors and aliases are refused (a few lines of them can fill the memory), so are repeated keys
(PyYAML would silently keep the last) and nesting beyond ``MAX_DEPTH``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from lantai.problems import Kind, Place, Problem, Problems
from lantai.site import problems as kinds

MAX_DEPTH = 20
MAX_BYTES = 4 * 1024 * 1024
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BOOL, _TEXT = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML mapping (or a list) with the line on which each key stands.

    ``lines`` maps a path of keys and indexes, e.g. ``("figures", 2, "alt")``, to a line from 1.
    """

    file: str
    data: Any
    lines: Mapping[tuple, int] = field(default_factory=dict)
    first_line: int = 1

    def place(self, *path: Any) -> Place:
        """Return the place of a key, or of the nearest enclosing key that has a line."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, line=self.lines.get(path, self.first_line))

    def problem(self, kind: Kind, *path: Any, **values: Any) -> Problem:
        """Return a problem of ``kind`` at the key under ``path``."""
        return kind.at(self.place(*path), **values)

    def unknown_keys(self, known: Iterable[str], *path: Any) -> list[Problem]:
        """Return one problem per key under ``path`` that is not ``known``, with the nearest right name."""
        value: Any = self.data
        for step in path:
            value = value[step]
        if not isinstance(value, Mapping):
            return []
        known = list(known)
        found = []
        for key in value:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, n=1)
                hint = near[0] if near else " / ".join(known)
                found.append(self.problem(kinds.KEY_UNKNOWN, *path, key, key=key, hint=hint))
        return found


def load(path: Path, shown_as: str, problems: Problems) -> Document | None:
    """Read a YAML file. Anything wrong goes to ``problems`` and the result is None.

    ``shown_as`` is the file name for reports, relative to the site folder.
    """
    try:
        if path.exists() and not path.is_file():
            raise OSError("no file")  # who opens a pipe waits for ever
        if path.stat().st_size > MAX_BYTES:
            raise OSError(f"> {MAX_BYTES // 1024 // 1024} MiB")
    except OSError as error:
        problems.add(kinds.FILE_UNREADABLE.at(shown_as, detail=error.strerror or str(error)))
        return None
    text = read_text(path, shown_as, problems)
    return None if text is None else parse(text, shown_as, problems)


def read_text(path: Path, shown_as: str | Place, problems: Problems) -> str | None:
    """Return the text of a file in UTF-8; None after telling that it has another encoding, or does not open."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.add(kinds.FILE_UNREADABLE.at(shown_as, detail=error.strerror or str(error)))
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Place(shown_as, line=line) if isinstance(shown_as, str) else shown_as
        problems.add(kinds.FILE_ENCODING.at(place, name=path.name, encoding=_encoding(data)))
        return None


def _encoding(data: bytes) -> str:
    """Return what a text that is not in UTF-8 is most likely in, as the menus of editors call it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK / ANSI"


def parse(text: str, shown_as: str, problems: Problems, first_line: int = 1) -> Document | None:
    """Parse YAML text that starts on ``first_line`` of a file. Empty text is an empty mapping."""
    try:
        try:
            document = _document(_FastLoader, text, shown_as, first_line)
        except yaml.YAMLError:  # PyYAML's own says the same on every machine, and more clearly
            document = _document(_Loader, text, shown_as, first_line)
    except _Unwritable as error:
        place = Place(shown_as, line=error.line + first_line)
        problems.add(kinds.YAML_CHARACTER.at(place, code=error.code))
        return None
    except _Unquoted as error:
        problems.add(kinds.YAML_QUOTES.at(Place(shown_as, line=error.line + first_line), signs=error.detail))
        return None
    except _Repeated as error:
        problems.add(kinds.YAML_KEY_TWICE.at(Place(shown_as, line=error.line + first_line), key=error.detail))
        return None
    except _TooComplex as error:
        problems.add(kinds.YAML_TOO_COMPLEX.at(Place(shown_as, line=error.line + first_line), detail=error.detail))
        return None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        detail = getattr(error, "problem", None) or str(error).splitlines()[0][:120]
        line = mark.line if mark else _line_of_date(text)  # who makes a date of it does not know its place
        problems.add(_mistyped(text, line, detail, shown_as, first_line))
        return None
    if isinstance(document.data, str):  # a key without its colon is one text, and so are many
        problem = _mistyped(text, _first(text), _NO_COLON, shown_as, first_line)
        if problem.kind is not kinds.YAML_SYNTAX:
            problems.add(problem)
            return None
    return document


def no_keys(document: Document) -> Problem:
    """Return what is wrong with a document that should have keys and has none."""
    detail = _LIST if isinstance(document.data, list) else _NO_COLON
    return document.problem(kinds.YAML_SYNTAX, detail=detail, zh=_in_chinese(detail))


_LIST = "a list where keys are expected"
_NO_COLON = "could not find expected ':'"
_SAID = {
    "expected ',' or ']'": "方括号没有写完，缺少 ] 或逗号",
    "expected ',' or '}'": "花括号没有写完，缺少 } 或逗号",
    "mapping values are not allowed": "这里不能再写“键: 值”，多半是缩进不对，或文字里有冒号而没有加引号",
    _LIST: "这里要写“键: 值”，不是以 - 开头的列表",
    _NO_COLON: "缺少冒号，或冒号后没有空格",
    "cannot start any token": "有不能用在开头的字符，如制表符（Tab）、@ 或 `；缩进请用空格，这样的文字请加引号",
    "found unexpected end of stream": "引号没有结束",
    "expected <block end>": "缩进与上面的行不一致",
    "did not find expected key": "缩进与上面的行不一致",
    "expected the node content": "括号或逗号多了，或者缺少内容",
    "found unknown escape character": "双引号里的反斜线 \\ 有特别的意思，请改用单引号",
    "month must be in": "没有这样的月份，一年只有十二个月",
    "day is out of range": "这个月没有这一天",
    "must be in 0..": "没有这样的时刻",
    "expected a single document": "文件中间有单独的 --- 或 ...，请删去",
    "expected alphabetic or numeric character": "以 * 或 & 开头的文字要加引号",
}
"""What PyYAML says most, for those who do not read English."""


def _in_chinese(detail: str) -> str:
    """Return what is wrong in Chinese, the words of the parser where they are rare ones."""
    return next((said for words, said in _SAID.items() if words in detail), detail)


def _mistyped(text: str, line: int, detail: str, shown_as: str, first_line: int) -> Problem:
    """Return what is wrong near ``line`` (from 0): what was typed for something else, or what the parser says."""
    lines = text.split("\n")
    for kind, pattern in _MISTYPED:
        for number in (line, line - 1):
            if 0 <= number < len(lines) and (match := pattern.match(lines[number])):
                key = match[1].strip()
                return kind.at(Place(shown_as, line=number + first_line), key=key)
    return kinds.YAML_SYNTAX.at(Place(shown_as, line=line + first_line), detail=detail, zh=_in_chinese(detail))


def _line_of_date(text: str) -> int:
    """Return the first line (from 0) with a date that no calendar has; 0 if there is none."""
    for number, line in enumerate(text.split("\n")):
        for year, month, day in _DATE.findall(line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number
    return 0


_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)


def _first(text: str) -> int:
    """Return the first line (from 0) with words."""
    return next((number for number, line in enumerate(text.split("\n")) if line.strip()), 0)


_MISTYPED = (
    (kinds.YAML_COLON, re.compile(r"\s*(?:- )?\{?([A-Za-z_-]+)：")),
    (kinds.YAML_INDENT, re.compile(r" *[\u3000\u00a0][\s\u200b]*(\S*)")),
    (kinds.YAML_SPACE, re.compile(r"\s*(?:- )?([A-Za-z_-]+):(?![\s/])(?=.)")),
)
"""What an input method of Chinese types where YAML wants something like it: the nearest cause is told first."""


def _document(kind: type[Any], text: str, shown_as: str, first_line: int) -> Document:
    lines: dict[tuple, int] = {}
    loader = kind(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(shown_as, {}, {}, first_line)
        _walk(node, (), lines, first_line, depth=0)
        return Document(shown_as, loader.construct_document(node), lines, first_line)
    finally:
        loader.dispose()


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split a Markdown file into its YAML head, its body and the line on which the body starts.

    The head stands between two lines of ``---`` at the top; without one it is empty.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not (match := _HEAD.match(text)):
        return "", text, 1
    above, head = match[1], (match[2] or "").removesuffix("\n")
    body = text[match.end() :]
    return "\n" * above.count("\n") + head, body, text.count("\n", 0, match.end()) + (1 if match[3] else 2)


_HEAD = re.compile(r"((?:[ \t]*\n)*)---[ \t]*\n(?:---|(.*?\n)---)[ \t]*(?:(\n)|\Z)", re.DOTALL)
"""A head: empty lines above it, what stands in it, the end of its last line."""


def front_matter(text: str, shown_as: str, problems: Problems) -> tuple[str, str, int]:
    """Split a file as ``split_front_matter`` does. A head that is never closed is told and ends at an empty line.

    Lines around it that are not of three hyphens are told, and taken for such.
    """
    head, body, line = split_front_matter(text)
    if line == 1 and (match := _LIKE.match(body)):
        number = body.count("\n", 0, match.start(1)) + 1
        problems.add(kinds.HEAD_LINE.at(Place(shown_as, line=number), written=match[1]))
        head, body, line = split_front_matter(_LINE.sub("---", body, count=2))
    if line > 1 or not _OPEN.match(body):
        return head, body, line
    problems.add(kinds.HEAD_OPEN.at(Place(shown_as, line=1)))
    head, _, body = body.lstrip("\n").removeprefix("---\n").partition("\n\n")
    return head, body, head.count("\n") + 4


_OPEN = re.compile(r"\n*---\n[A-Za-z_-]+ ?[:：]")
_LIKE = re.compile(r"\s*?(?!---[ \t]*\n)([-－—–―‐─]{2,})[ \t]*\n[A-Za-z_-]+ ?[:：]")
_LINE = re.compile(r"^[-－—–―‐─]{2,}[ \t]*$", re.MULTILINE)


class _TooComplex(Exception):
    def __init__(self, detail: str, line: int) -> None:
        super().__init__(detail)
        self.detail, self.line = detail, line


class _Unquoted(_TooComplex):
    """Begins as an alias or a list does, and is mostly meant as text."""


class _Repeated(_TooComplex):
    """A key that stands twice."""


class _Unwritable(Exception):
    def __init__(self, code: int, line: int) -> None:
        super().__init__(code)
        self.code, self.line = f"U+{code:04X}", line


class _NoAnchors(yaml.composer.Composer):
    """Refuses anchors and aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unquoted("& *", event.start_mark.line)
        return super().compose_node(parent, index)


class _Loader(_NoAnchors, yaml.SafeLoader):
    """PyYAML's own."""


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser

    class _FastLoader(_NoAnchors, CParser, yaml.constructor.SafeConstructor, yaml.resolver.Resolver):
        """The same with the scanner of libyaml, several times as fast."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            yaml.composer.Composer.__init__(self)
            yaml.constructor.SafeConstructor.__init__(self)
            yaml.resolver.Resolver.__init__(self)

else:
    _FastLoader = _Loader


def _walk(node: yaml.Node, path: tuple, lines: dict[tuple, int], first: int, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _TooComplex(f"> {MAX_DEPTH}", node.start_mark.line)
    lines.setdefault(path, node.start_mark.line + first)
    if isinstance(node, yaml.ScalarNode):
        node.value = _writable(node.value, node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Unquoted("{ [", key.start_mark.line)
            name = _writable(key.value, key.start_mark.line)
            if key.tag == _BOOL:  # YAML 1.1 would read the keys on, off, yes and no as true and false
                key.tag = _TEXT
            if name in seen:
                raise _Repeated(str(name), key.start_mark.line)
            seen.add(name)
            lines[(*path, name)] = key.start_mark.line + first
            _walk(value, (*path, name), lines, first, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), lines, first, depth + 1)


def _writable(text: str, line: int) -> str:
    r"""Return a text whose escapes (``"\ud83d\ude00"``, as JSON writes them) stand for one character each.

    What no file can hold or no page can show, half a pair or a control character, raises _Unwritable.
    """
    if any("\ud800" <= each <= "\udfff" for each in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    found = _UNWRITABLE.search(text)
    if found:
        raise _Unwritable(ord(found[0]), line)
    return text
