"""Activities: put in order, match, compare. They work on the screen without a server, and each prints as a form.

What is right stands on the teachers' page. A pupils' page carries only a check number of it, so that a
browser can say "right" without the answer being readable in the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from lantai.learning import problems as kinds
from lantai.problems import Problems
from lantai.prose.options import Option, Values
from lantai.site.languages import LocalText

KINDS = ("order", "match", "compare")
ITEMS = range(3, 13)
"""How many things a class can put in order or match."""

_ITEMS = (
    Option("text", "local", "一项；compare 为比较的方面", "one thing; for compare an aspect", required=True),
    Option("pair", "local", "match：与它相配的一项", "match: what belongs to it"),
)
OPTIONS = (
    Option("kind", "choice", "排序 order、配对 match、比较 compare", "kind", required=True, choices=KINDS),
    Option("title", "local", "活动名称", "its title", required=True),
    Option("text", "local", "要求", "what to do"),
    Option(
        "items",
        "items",
        "各项；order 按正确次序写",
        "the items; for order in the right order",
        items=_ITEMS,
        default=(),
    ),
    Option("figures", "identifiers", "compare：资料集中的两幅图", "compare: two figures of the set", default=()),
)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. ``mixed`` is the order in which pupils meet the items (or their pairs): indexes into ``items``."""

    number: int
    kind: str
    title: LocalText
    text: LocalText
    items: tuple[LocalText, ...]
    pairs: tuple[LocalText, ...]
    sources: tuple[int, ...]
    mixed: tuple[int, ...]
    salt: str

    @property
    def letters(self) -> Mapping[int, str]:
        """The letter of each item (of each pair, where pairs are matched) by its index."""
        return {index: ascii_uppercase[place] for place, index in enumerate(self.mixed)}

    @property
    def answer(self) -> str:
        """The letters in the right order."""
        return "".join(self.letters[index] for index in range(len(self.items)))

    @property
    def key(self) -> str:
        """The check number of the answer, as learning/activity.js computes it."""
        return check_number(self.salt + self.answer)


def check_number(text: str) -> str:
    """Return the 32-bit FNV-1a hash of an ASCII text in hexadecimal."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"


def read(slug: str, written: Sequence[Values], figures: Mapping[str, int], problems: Problems) -> tuple[Activity, ...]:
    """Return the activities of a lesson. ``figures`` are the numbers of its sources by the id of their figure."""
    found: list[Activity] = []
    for values in written:
        activity = _activity(slug, len(found) + 1, values, figures)
        if activity is None:
            title = values["title"] or LocalText()
            problems.add(kinds.ACTIVITY_UNFIT.at(values.place(), title=str(title), kind=values["kind"] or "—"))
        else:
            found.append(activity)
    return tuple(found)


def _activity(slug: str, number: int, values: Values, figures: Mapping[str, int]) -> Activity | None:
    """Return an activity, or None where it lacks what its kind needs."""
    kind, items = values["kind"], [item for item in values["items"] if item["text"]]
    pairs = tuple(item["pair"] for item in items if item["pair"])
    sources = tuple(figures[name] for name in values["figures"] if name in figures)
    complete = {
        "order": len(items) in ITEMS and not pairs,
        "match": len(items) in ITEMS and len(pairs) == len(items),
        "compare": len(sources) == 2 == len(values["figures"]) and bool(items),
    }
    if not values["title"] or not complete.get(kind, False):
        return None
    salt = f"{slug}/{number}/"
    return Activity(
        number=number,
        kind=kind,
        title=values["title"],
        text=values["text"] or LocalText(),
        items=tuple(item["text"] for item in items),
        pairs=pairs,
        sources=sources,
        mixed=_mixed(salt, len(items)),
        salt=salt,
    )


def _mixed(salt: str, count: int) -> tuple[int, ...]:
    """Return the indexes in an order that looks random, is the same each time, and is not the right one."""

    def chance(index: int) -> Any:
        return hashlib.sha256(f"{salt}{index}".encode()).digest()

    mixed = tuple(sorted(range(count), key=chance))
    return mixed if mixed != tuple(range(count)) else (*mixed[1:], mixed[0])
