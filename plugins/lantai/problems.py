"""Problems a person can cause, each with its place and advice.

One vocabulary for the whole program::

    Kind      what can be wrong: code, severity, sentence and advice in every staff language
    Place     where: file, sheet, row, column or line
    Problem   a Kind at a Place, with the values that fill its sentence
    Problems  a collection that grows while work goes on (a report, not an exception)

    LantaiError                 everything that ends a command on purpose; carries an exit code
    ├── InputError        (1)   the input has problems; carries them
    ├── UsageError        (2)   the command was called wrongly
    └── CannotFinish      (3)   the machine is in the way: disk, network, a missing program

Each room declares its kinds in a module of its own called ``problems.py``, next to the code
that finds them; ``all_kinds()`` lists them for the documentation and its test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from lantai.counting import Counted

STAFF_LANGUAGES = ("zh", "en")
"""Languages in which staff read reports; the first is the default."""


class Severity(IntEnum):
    """How bad a problem is. Only an ERROR stops a build."""

    INFO = 0
    WARNING = 1
    ERROR = 2


_PLACE = {
    "zh": {"sheet": "工作表“{}”", "row": "第 {} 行", "column": "“{}”列", "line": "第 {} 行"},
    "en": {"sheet": "sheet “{}”", "row": "row {}", "column": "column “{}”", "line": "line {}"},
}

_LONGEST = 1000
"""Characters of a value that are told: a cell, or a line, may hold a whole book."""
NOTHING = "—"
"""The value of a list in which there is nothing: told in words."""
_KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be wrong, with its sentence and its advice in each staff language.

    ``zh`` and ``en`` are pairs ``(what is wrong, what to do)``. Both are ``str.format``
    templates filled from a problem's values; ``counting`` says how a number chooses between singular and plural. ``code`` is stable: documentation, JSON reports
    and tests name it. Declaring the same code twice is a programming error.
    """

    code: str
    severity: Severity
    zh: tuple[str, str]
    en: tuple[str, str]

    def __post_init__(self) -> None:
        if self.code in _KINDS:
            raise ValueError(f"problem kind {self.code!r} is declared twice")
        _KINDS[self.code] = self

    def at(self, place: Place | str, **values: Any) -> Problem:
        """Return this kind of problem at ``place`` (a Place, or just a file name)."""
        if isinstance(place, str):
            place = Place(place)
        return Problem(self, place, MappingProxyType({name: _cut(value) for name, value in values.items()}))


def _cut(value: Any) -> Any:
    return value[:_LONGEST] + "…" if isinstance(value, str) and len(value) > _LONGEST else value


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is. Rows and lines count from 1, as the person's own program shows them."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    line: int = 0

    def told(self, language: str = "zh") -> str:
        """Return the place in words, for people: ``open-list.xlsx 工作表“县水利局” 第 12 行 “题名”列``."""
        words = _PLACE["en" if language == "en" else "zh"]
        parts = [(name, getattr(self, name)) for name in words if name != "line" or not self.row]
        return " ".join([*filter(None, [self.file]), *(words[name].format(value) for name, value in parts if value)])

    def __str__(self) -> str:
        """Return the place as programs and logs write it."""
        parts = [self.file]
        if self.line:
            parts[0] += f":{self.line}"
        if self.sheet:
            parts.append(f"[{self.sheet}]")
        if self.row:
            parts.append(f"#{self.row}")
        if self.column:
            parts.append(f"“{self.column}”")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem at a place."""

    kind: Kind
    place: Place
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    def what(self, language: str = "zh") -> str:
        """Return what is wrong, in ``language``."""
        return self._texts(language)[0].format_map(_Told(self.values, language))

    def advice(self, language: str = "zh") -> str:
        """Return what to do about it, in ``language``."""
        return self._texts(language)[1].format_map(_Told(self.values, language))

    def as_dict(self, language: str = "zh") -> dict[str, Any]:
        """Return a JSON-ready form: code, severity, place, sentence, advice and values."""
        place = {
            name: value for name in ("file", "sheet", "row", "column", "line") if (value := getattr(self.place, name))
        }
        return {
            "code": self.code,
            "severity": self.severity.name,
            "place": place,
            "what": self.what(language),
            "advice": self.advice(language),
            "values": {key: str(_plain(value)) for key, value in self.values.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Problem:
        """Return the problem that ``as_dict`` described; its kind must have been imported."""
        return cls(_KINDS[data["code"]], Place(**{"file": "", **data["place"]}), data["values"])

    def _texts(self, language: str) -> tuple[str, str]:
        return self.kind.en if language == "en" else self.kind.zh


class Problems:
    """A growing report. Every room adds to it and goes on; the command decides at the end."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self._problems if problem.severity is Severity.ERROR]

    def counts(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        return Counter(problem.severity for problem in self._problems)

    def raise_errors(self) -> None:
        """Raise InputError with everything collected if anything in it is an error."""
        if self.errors:
            raise InputError(self)


class LantaiError(Exception):
    """Ends a command on purpose. Never shown as a traceback."""

    exit_code = 3


class InputError(LantaiError):
    """The input has problems; all of them are in ``problems``."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = problems if isinstance(problems, Problems) else Problems(problems)
        super().__init__("; ".join(str(p.place) + " " + p.what("en") for p in self.problems))


class _ProblemError(LantaiError):
    def __init__(self, problem: Problem) -> None:
        self.problems = Problems([problem])
        super().__init__(problem.what("en"))


class UsageError(_ProblemError):
    """The command was called in a way that cannot mean anything."""

    exit_code = 2


class CannotFinish(_ProblemError):
    """Something outside the input stops the work: a full disk, a missing program."""

    exit_code = 3


def all_kinds() -> list[Kind]:
    """Return every kind declared by the modules imported so far, by code."""
    return sorted(_KINDS.values(), key=lambda kind: kind.code)


def _plain(value: Any) -> Any:
    """Return a moment as people write it; anything else as it is."""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value


class _Told(dict):
    """Values as they are told. An unknown ``{name}`` is left as it stands: a poor sentence beats a crash."""

    def __init__(self, values: Mapping[str, Any], language: str) -> None:
        super().__init__(values)
        self._nothing = "(none)" if language == "en" else "（无）"

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return Counted(self._nothing if value == NOTHING else _plain(value))

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
