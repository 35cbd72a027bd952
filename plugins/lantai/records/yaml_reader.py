"""Typed values out of a YAML mapping, each wrong one reported once with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from lantai.problems import Problems
from lantai.site import problems as site_kinds
from lantai.site.languages import LocalText, is_blank
from lantai.site.moments import moment_of
from lantai.site.yamls import Document


class Reader:
    """Reads keys below ``path`` of a document. A value that does not fit is reported and its default returned."""

    def __init__(self, document: Document, problems: Problems, *path: Any) -> None:
        self.document, self.problems, self.path = document, problems, path
        value: Any = document.data
        for step in path:
            value = value[step]
        self.is_mapping = isinstance(value, Mapping)
        self.data: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        if not self.is_mapping and value is not None:
            self.invalid(None, value, "key: value")

    def only(self, known: Iterable[str]) -> None:
        """Report keys that are not ``known``."""
        if self.is_mapping:
            self.problems.extend(self.document.unknown_keys(known, *self.path))

    def invalid(self, key: str | None, value: Any, hint: str) -> None:
        steps = self.path if key is None else (*self.path, key)
        shown = steps[-1] if steps else "YAML"
        self.problems.add(self.document.problem(site_kinds.VALUE_INVALID, *steps, key=shown, value=value, hint=hint))

    def missing(self, key: str, hint: str) -> None:
        self.problems.add(self.document.problem(site_kinds.KEY_MISSING, *self.path, key=key, hint=hint))

    def required(self, key: str, hint: str) -> bool:
        """Report ``key`` if it is absent or empty; return whether it is there."""
        value = self.data.get(key)
        texts = value.values() if isinstance(value, Mapping) else [value]
        if value in (None, [], {}) or all(isinstance(text, str) and is_blank(text) for text in texts):
            self.missing(key, hint)
            return False
        return True

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key)
        if isinstance(value, Mapping | list):
            self.invalid(key, value, f"{key}: …")
            return default
        return default if value is None else str(value).strip()

    def local(self, key: str, language: str) -> LocalText:
        value = self.data.get(key)
        if isinstance(value, list):
            self.invalid(key, value, f"{key}: …")
            return LocalText()
        return LocalText.of(value, language)

    def integer(self, key: str, default: int | None = None, least: int = 0) -> int | None:
        value = self.data.get(key, default)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
            return value
        self.invalid(key, value, f"{least}, {least + 1}, …")
        return default

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.data.get(key, default)
        if value in allowed:
            return value
        self.invalid(key, value, " / ".join(allowed))
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if isinstance(value, bool):
            return value
        self.invalid(key, value, "true / false")
        return default

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, Mapping) or (
            isinstance(value, list) and any(isinstance(v, list | Mapping) for v in value)
        ):
            self.invalid(key, value, f"{key}: […, …]")
            return ()
        return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)

    def moment(self, key: str, zone: tzinfo) -> datetime | None:
        value = self.data.get(key)
        if value is None:
            return None
        try:
            return moment_of(value, zone)
        except ValueError:
            self.invalid(key, value, "2026-06-09T09:00:00+08:00")
            return None

    def day(self, key: str) -> date | None:
        value = self.data.get(key)
        if value is None:
            return None
        try:
            return (
                value.date()
                if isinstance(value, datetime)
                else value
                if isinstance(value, date)
                else date.fromisoformat(str(value))
            )
        except ValueError:
            self.invalid(key, value, "2026-05-20")
            return None

    def below(self, key: str) -> Reader:
        """Return a reader of the mapping under ``key``; an empty one if there is none."""
        if isinstance(self.data.get(key), Mapping):
            return Reader(self.document, self.problems, *self.path, key)
        if self.data.get(key) is not None:
            self.invalid(key, self.data[key], f"{key}: {{…}}")
        return Reader(Document(self.document.file, {}), self.problems)
