"""Sentences that count: the one place where a number decides between singular and plural.

In a template ``{count:# row was|# rows were} hidden`` tells both forms; ``#`` is the number, and may be left out. All
else is ``str.format``. Numbers that have become text, as in a report that was kept, count as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Counted:
    """A value of a sentence, which chooses between two forms if the sentence tells them."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return format(self._value, spec)
        return (one if str(self._value) == "1" else many).replace("#", str(self._value))


def filled(template: str, **values: Any) -> str:
    """Return a sentence with its values."""
    return template.format_map(of(values))


def of(values: Mapping[str, Any]) -> dict[str, Counted]:
    """Return values as sentences take them."""
    return {name: Counted(value) for name, value in values.items()}


def of_several(template: str) -> str:
    """Return a template in its plural alone, for people who look up a sentence."""
    return _FORMS.sub(lambda found: found[2].replace("#", f"{{{found[1]}}}"), template)


_FORMS = re.compile(r"\{(\w+):[^{}|]*\|([^{}]*)\}")
