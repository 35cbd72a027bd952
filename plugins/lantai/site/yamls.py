"""Reading YAML that staff write: safe, bounded, with the line of every key, and kind errors.

Anchors and aliases are refused (a few lines of them can fill the memory), so are repeated keys
(PyYAML would silently keep the last) and nesting beyond ``MAX_DEPTH``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.add(kinds.FILE_UNREADABLE.at(shown_as, detail=_reason(error)))
        return None
    return parse(text, shown_as, problems)


def parse(text: str, shown_as: str, problems: Problems, first_line: int = 1) -> Document | None:
    """Parse YAML text that starts on ``first_line`` of a file. Empty text is an empty mapping."""
    try:
        try:
            return _document(_FastLoader, text, shown_as, first_line)
        except yaml.YAMLError:
            return _document(_Loader, text, shown_as, first_line)  # says the same on every machine, and more clearly
    except _Unwritable as error:
        place = Place(shown_as, line=error.line + first_line)
        problems.add(kinds.YAML_CHARACTER.at(place, code=error.code))
        return None
    except _TooComplex as error:
        place = Place(shown_as, line=error.line + first_line)
        problems.add(kinds.YAML_TOO_COMPLEX.at(place, detail=error.detail))
        return None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = (mark.line if mark else 0) + first_line
        if colon := _wide_colon(text, mark.line if mark else 0):
            number, key = colon
            problems.add(kinds.YAML_COLON.at(Place(shown_as, line=number + first_line), key=key))
            return None
        detail = getattr(error, "problem", None) or str(error).splitlines()[0][:120]
        problems.add(kinds.YAML_SYNTAX.at(Place(shown_as, line=line), detail=detail, zh=_in_chinese(detail)))
        return None


_SAID = {
    "expected ',' or ']'": "方括号没有写完，缺少 ] 或逗号",
    "expected ',' or '}'": "花括号没有写完，缺少 } 或逗号",
    "mapping values are not allowed": "这里不能再写“键: 值”，多半是缩进不对，或文字里有冒号而没有加引号",
    "could not find expected ':'": "缺少冒号，或冒号后没有空格",
    "cannot start any token": "有不能用在开头的字符，如制表符（Tab）、@ 或 `；缩进请用空格，这样的文字请加引号",
    "found unexpected end of stream": "引号没有结束",
    "expected <block end>": "缩进与上面的行不一致",
    "did not find expected key": "缩进与上面的行不一致",
    "expected the node content": "括号或逗号多了，或者缺少内容",
    "found unknown escape character": "双引号里的反斜线 \\ 有特别的意思，请改用单引号",
    "expected a single document": "文件中间有单独的 --- 或 ...，请删去",
}
"""What PyYAML says most, for those who do not read English."""


def _in_chinese(detail: str) -> str:
    """Return what is wrong in Chinese, the words of the parser where they are rare ones."""
    return next((said for words, said in _SAID.items() if words in detail), detail)


def _wide_colon(text: str, line: int) -> tuple[int, str] | None:
    """Return where a key near ``line`` (from 0) has a full-width colon after it, and the key."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (match := _WIDE.match(lines[number])):
            return number, match[1]
    return None


_WIDE = re.compile(r"\s*(?:- )?\{?([A-Za-z_-]+)：")


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
    if not text.startswith("---\n"):
        return "", text, 1
    head, separator, body = text[4:].partition("\n---\n")
    if not separator:
        if text.rstrip().endswith("\n---"):
            return text[4:].rstrip()[:-4], "", text.count("\n") + 1
        return "", text, 1
    return head, body, head.count("\n") + 4


def front_matter(text: str, shown_as: str, problems: Problems) -> tuple[str, str, int]:
    """Split a file as ``split_front_matter`` does. A head that is never closed is told and ends at an empty line."""
    head, body, line = split_front_matter(text)
    if line > 1 or not _OPEN.match(body):
        return head, body, line
    problems.add(kinds.HEAD_OPEN.at(Place(shown_as, line=1)))
    head, _, body = body.removeprefix("---\n").partition("\n\n")
    return head, body, head.count("\n") + 4


_OPEN = re.compile(r"---\n[A-Za-z_-]+ ?[:：]")


class _TooComplex(Exception):
    def __init__(self, detail: str, line: int) -> None:
        super().__init__(detail)
        self.detail, self.line = detail, line


class _Unwritable(Exception):
    def __init__(self, code: int, line: int) -> None:
        super().__init__(code)
        self.code, self.line = f"U+{code:04X}", line


class _NoAnchors(yaml.composer.Composer):
    """Refuses anchors and aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _TooComplex("& *", event.start_mark.line)
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
                raise _TooComplex("? [ ] { }", key.start_mark.line)
            name = _writable(key.value, key.start_mark.line)
            if key.tag == _BOOL:  # YAML 1.1 would read the keys on, off, yes and no as true and false
                key.tag = _TEXT
            if name in seen:
                raise _TooComplex(str(name), key.start_mark.line)
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


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"UTF-8 @ byte {error.start}"
    return getattr(error, "strerror", None) or str(error)
