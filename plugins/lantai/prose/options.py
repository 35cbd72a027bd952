"""Options that staff write in YAML: one definition gives reading, checking, documentation and JSON Schema.

The same definitions serve the options of blocks, ``figures.yaml`` and ``exhibition.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import Any

from lantai.problems import Place, Problem, Problems
from lantai.site import problems as yaml_kinds
from lantai.site import yamls
from lantai.site.languages import LocalText, is_blank
from lantai.site.moments import moment_of
from lantai.site.yamls import Document

IDENTIFIER = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]*")
"""What ids and slugs look like: they stand in addresses and anchors."""

_LARGEST = 10**12
"""No length, place, year or number of seconds comes near."""
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its name, its type (a key of ``TYPES``), what it is for, and its limits.

    ``default`` is what an absent option means, as it would be read. ``items`` are the options of
    each entry where the type is ``items`` or ``mapping``. ``argument`` of a block is an Option too.
    """

    name: str
    type: str
    zh: str
    en: str
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    items: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Values(Mapping[str, Any]):
    """The options of one mapping as read, with the place of each. Absent ones have their default."""

    data: Mapping[str, Any]
    document: Document
    path: tuple = ()

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def __iter__(self) -> Any:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def place(self, *path: Any) -> Place:
        """Return where an option stands (or this mapping, if it was not written)."""
        return self.document.place(*self.path, *path)


class _Unfit(ValueError):
    """A value is not of the option's type; the message is the hint to show, or empty."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mappings of a YAML document against options. All problems are collected."""

    document: Document
    problems: Problems
    language: str = "zh-Hans"
    zone: tzinfo | None = None

    def read(self, options: tuple[Option, ...], *path: Any) -> Values:
        """Return the values of the mapping under ``path``; what does not fit becomes its default."""
        value = self.document.data
        for step in path:
            value = value[step]
        if not isinstance(value, Mapping):
            if path:
                self._invalid(path, path[-1], value, "key: value")
            else:
                self.problems.add(yamls.no_keys(self.document))
            value = {}
        else:
            self.problems.extend(self.document.unknown_keys([option.name for option in options], *path))
        data = {option.name: self._one(option, value.get(option.name, _MISSING), path) for option in options}
        start, end = data.get("publish_at"), data.get("until")
        if start and end and end <= start:
            self.problems.add(self.document.problem(yaml_kinds.ENDS_BEFORE_START, *path, "until", start=start, end=end))
        return Values(MappingProxyType(data), self.document, path)

    def _one(self, option: Option, value: Any, path: tuple) -> Any:
        if value is _MISSING or value is None:
            if option.required:
                kind = yaml_kinds.KEY_MISSING
                self.problems.add(self.document.problem(kind, *path, key=option.name, hint=_example(option)))
            return option.default
        try:
            if option.type == "items":
                return self._items(option, value, (*path, option.name))
            if option.type == "mapping":
                return self.read(option.items, *path, option.name)
            found = TYPES[option.type].read(value, option, self)
            return self._one(option, None, path) if option.required and found in ("", LocalText()) else found
        except (_Unfit, ValueError, TypeError) as error:
            hint = str(error) if isinstance(error, _Unfit) and str(error) else _example(option)
            self._invalid((*path, option.name), option.name, value, hint)
            return option.default

    def _items(self, option: Option, value: Any, path: tuple) -> tuple[Values, ...]:
        if not isinstance(value, list):
            raise _Unfit(_example(option))
        return tuple(self.read(option.items, *path, index) for index in range(len(value)))

    def _invalid(self, path: tuple, key: Any, value: Any, hint: str) -> None:
        kind = yaml_kinds.VALUE_INVALID
        self.problems.add(self.document.problem(kind, *path, key=key, value=str(value)[:60], hint=hint))


def problem_at(values: Values, kind: Any, *path: Any, **details: Any) -> Problem:
    """Return a problem of ``kind`` at an option of ``values``."""
    return kind.at(values.place(*path), **details)


def _meaning(option: Option, reader: Reader) -> str:
    """Return what the choices of an option mean, where its description names them in their order."""
    return f"（{option.zh}）" if reader.language.startswith("zh") and "、" in option.zh else ""


# One reader per type: (value, option, reader) → what the program uses, or ValueError.


def _text(value: Any, option: Option, reader: Reader) -> str:
    if isinstance(value, bool):  # what YAML 1.1 makes of yes, no, on and off
        raise _Unfit(f'{option.name}: "…"')
    if not isinstance(value, (str, int, float, date)):
        raise _Unfit
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    return "" if is_blank(text) else text


def _code(value: Any, option: Option, reader: Reader) -> str:
    """Read a reference code; YAML turns 0345 into 229, so anything but text is refused."""
    if not isinstance(value, str):
        raise _Unfit('"J001-002-0345-012"')
    return value.strip()


def _codes(value: Any, option: Option, reader: Reader) -> tuple[str, ...]:
    return tuple(_code(item, option, reader) for item in (value if isinstance(value, list) else [value]))


def _list(value: Any, option: Option, reader: Reader) -> tuple[str, ...]:
    return tuple(_text(item, option, reader) for item in (value if isinstance(value, list) else [value]))


def _identifier(value: Any, option: Option, reader: Reader) -> str:
    text = _text(value, option, reader)
    if not IDENTIFIER.fullmatch(text):
        kind = TYPES["identifier"]
        zh, en = kind.zh.partition("：")[2], kind.en.partition(": ")[2]
        raise _Unfit(f"{zh}（{option.zh}）" if reader.language.startswith("zh") else f"{en} ({option.en})")
    return text


def _identifiers(value: Any, option: Option, reader: Reader) -> tuple[str, ...]:
    return tuple(_identifier(item, option, reader) for item in (value if isinstance(value, list) else [value]))


def _local(value: Any, option: Option, reader: Reader) -> LocalText:
    if isinstance(value, Mapping):
        if not all(isinstance(item, (str, int, float)) for item in value.values()):
            raise _Unfit
        return LocalText.of({str(key): str(item).strip() for key, item in value.items()}, reader.language)
    return LocalText.of(_text(value, option, reader), reader.language)


def _locals(value: Any, option: Option, reader: Reader) -> tuple[LocalText, ...]:
    return tuple(_local(item, option, reader) for item in (value if isinstance(value, list) else [value]))


def _finite(value: Any) -> int | float:
    """Return a number that one can count with: YAML also knows ``.inf``, and integers of any length."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -_LARGEST <= value <= _LARGEST:
        raise _Unfit
    return value


def _number(value: Any, option: Option, reader: Reader) -> float:
    value = _finite(value)
    if option.type == "integer" and value != int(value):
        raise _Unfit
    if (option.minimum is not None and value < option.minimum) or (
        option.maximum is not None and value > option.maximum
    ):
        raise _Unfit(_limits(option))
    return int(value) if option.type == "integer" else float(value)


def _limits(option: Option) -> str:
    if option.maximum is None:
        return f"≥ {option.minimum}"
    return f"≤ {option.maximum}" if option.minimum is None else f"{option.minimum} … {option.maximum}"


def _boolean(value: Any, option: Option, reader: Reader) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("true / false")
    return value


def _choice(value: Any, option: Option, reader: Reader) -> str:
    text = _text(value, option, reader)
    if text not in option.choices:
        raise _Unfit(f"{' / '.join(option.choices)}{_meaning(option, reader)}")
    return text


def _choices(value: Any, option: Option, reader: Reader) -> tuple[str, ...]:
    return tuple(_choice(item, option, reader) for item in (value if isinstance(value, list) else [value]))


def _moment(value: Any, option: Option, reader: Reader) -> datetime:
    return moment_of(value, reader.zone)  # type: ignore[arg-type]


def _time(value: Any, option: Option, reader: Reader) -> int:
    """Read a time within a recording as seconds: ``1:02:03``, ``62:03`` or ``45``; YAML reads ``1:05`` as 65 itself."""
    if isinstance(value, int):
        value = _finite(value)
        if value < 0:
            raise _Unfit
        return int(value)
    parts = value.strip().split(":") if isinstance(value, str) else []
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise _Unfit
    if len(parts[0]) > 6 or any(len(part) > 2 or int(part) > 59 for part in parts[1:]):
        raise _Unfit
    return sum(int(part) * 60**power for power, part in enumerate(reversed(parts)))


def _region(value: Any, option: Option, reader: Reader) -> str | tuple[float, ...]:
    """Read a region: the name of one in figures.yaml, or four percentages."""
    if isinstance(value, str):
        return _text(value, option, reader)
    if not isinstance(value, list) or len(value) != 4:
        raise _Unfit
    return tuple(float(_finite(part)) for part in value)


def _regions(value: Any, option: Option, reader: Reader) -> Mapping[str, tuple[float, ...]]:
    if not isinstance(value, Mapping):
        raise _Unfit
    found: dict[str, tuple[float, ...]] = {}
    for name, item in value.items():
        try:
            box = _region(item, option, reader)
        except ValueError:
            box = ""
        if isinstance(box, str):
            raise _Unfit(f"{name}: [12, 8, 30, 14]")
        found[str(name)] = box
    return MappingProxyType(found)


def _query(value: Any, option: Option, reader: Reader) -> Mapping[str, str]:
    """Read a query ``{field: value}``, also written ``field=value field=value``."""
    if isinstance(value, str):
        pairs = [part.partition("=") for part in value.split()]
        if not pairs or not all(sign for _, sign, _ in pairs):
            raise _Unfit
        return MappingProxyType({name: text for name, _, text in pairs})
    if not isinstance(value, Mapping):
        raise _Unfit
    return MappingProxyType({str(name): _text(text, option, reader) for name, text in value.items()})


@dataclass(frozen=True, slots=True)
class Type:
    """How a type of option is read, shown by an example, explained to staff and described in JSON Schema."""

    read: Any
    example: str
    zh: str
    en: str
    schema: Mapping[str, Any]


_STRING: Mapping[str, Any] = {"type": "string"}
_STRINGS: Mapping[str, Any] = {"anyOf": [_STRING, {"type": "array", "items": _STRING}]}
_BOX: Mapping[str, Any] = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
_LOCAL: Mapping[str, Any] = {"anyOf": [_STRING, {"type": "object", "additionalProperties": _STRING}]}
_SCALAR: Mapping[str, Any] = {"type": ["string", "number"]}

TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "text": Type(_text, "…", "文字", "text", _SCALAR),
        "markdown": Type(_text, "…", "文字，可用 Markdown", "text, Markdown allowed", _SCALAR),
        "local": Type(_local, "…", "文字，或按语言 {zh-Hans: …, en: …}", "text, or by language {zh-Hans: …, en: …}", _LOCAL),  # noqa: E501
        "integer": Type(_number, "3", "整数", "whole number", {"type": "integer"}),
        "number": Type(_number, "1.5", "数", "number", {"type": "number"}),
        "boolean": Type(_boolean, "true", "true 或 false", "true or false", {"type": "boolean"}),
        "choice": Type(_choice, "…", "下列之一", "one of these", _STRING),
        "choices": Type(_choices, "[…]", "下列之几", "some of these", _STRINGS),
        "date": Type(_text, "民国二十六年七月", "日期或起止，任何历法", "a date or range in any calendar", _SCALAR),
        "time": Type(_time, '"1:05"', "录音、录像中的时间，如 1:05", "a time in a recording, such as 1:05", {"type": ["string", "integer"]}),  # noqa: E501
        "moment": Type(_moment, "2026-06-09T09:00:00+08:00", "时刻", "a moment", _STRING),
        "identifier": Type(_identifier, "dike", "编号：小写字母、数字、连字符", "id: lower-case letters, digits, hyphens", _STRING),  # noqa: E501
        "identifiers": Type(_identifiers, "[dike, flag]", "编号的列表", "list of ids", _STRINGS),
        "list": Type(_list, "[甲, 乙]", "文字的列表", "list of texts", _STRINGS),
        "locals": Type(_locals, "[甲, {zh-Hans: 乙, en: Yi}]", "列表，每条是文字，或按语言 {zh-Hans: …, en: …}", "list of texts, each also by language {zh-Hans: …, en: …}", {"anyOf": [_LOCAL, {"type": "array", "items": _LOCAL}]}),  # noqa: E501
        "code": Type(_code, '"J001-002-0345-012"', "档号", "reference code", _STRING),
        "codes": Type(_codes, '["J001-002-0345-012"]', "档号的列表", "list of reference codes", _STRINGS),
        "region": Type(_region, "[12, 8, 30, 14]", "局部：名称，或 [左, 上, 宽, 高]（百分比）", "region: its name, or [left, top, width, height] in percent", {"anyOf": [_STRING, _BOX]}),  # noqa: E501
        "regions": Type(_regions, "{banner: [12, 8, 30, 14]}", "局部：名称和四个百分比", "regions: name and four percentages", {"type": "object", "additionalProperties": _BOX}),  # noqa: E501
        "query": Type(_query, "{subjects: 防汛}", "查询条件 {字段: 值}", "query {field: value}", {"anyOf": [_STRING, {"type": "object"}]}),  # noqa: E501
        "link": Type(_text, "https://… record:… /guides/…", "地址", "address", _STRING),
        "file": Type(_text, "media/dike.jpg", "本文件夹中的文件", "a file of this folder", _STRING),
        "items": Type(None, "[{…}]", "若干条，每条含", "entries, each with", {"type": "array"}),
        "mapping": Type(None, "{…}", "一组，含", "a group with", {"type": "object"}),
    }
)  # fmt: skip


def _example(option: Option) -> str:
    if option.choices:
        return f"{option.name}: {' / '.join(option.choices)}"
    return f"{option.name}: {TYPES[option.type].example}"
