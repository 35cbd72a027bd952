"""Activities that a class does with the source set. They work on the screen without a server and print as forms.

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
from lantai.problems import NOTHING, Problems
from lantai.prose import Figure
from lantai.prose import problems as prose_kinds
from lantai.prose.figures import Box, as_written, inside
from lantai.prose.options import Option, Values
from lantai.site.languages import LocalText

KINDS = ("order", "match", "compare", "find", "reveal", "weigh")
WEIGHTS = ("support", "against", "unclear")
"""What a piece of evidence does to a claim: supports it, speaks against it, or cannot tell."""
PICTURED = ("find", "reveal")
"""Kinds that look at one picture."""
ITEMS = range(3, 13)
"""How many things a class can put in order, match or weigh."""
DETAILS = range(1, 9)
"""How many details it can look for in one picture, or uncover of it."""

_PICTURE = (
    "请在 figures 中写资料集里的一幅图，并写 1 至 8 项 items，每项有 region（图中的局部）。",
    "Name one picture of the source set under figures, and 1 to 8 items, each with a region of it.",
)
_NEEDS = {
    "order": ("请按正确次序写 3 至 12 项 items。", "Write 3 to 12 items in their right order."),
    "match": ("请写 3 至 12 项 items，每项都有 text 和 pair。", "Write 3 to 12 items, each with text and pair."),
    "compare": (
        "请在 figures 中写资料集里的两幅图，并至少写一项 items（比较的方面）。",
        "Name two pictures of the source set under figures, and at least one item: an aspect to compare.",
    ),
    "find": _PICTURE,
    "reveal": _PICTURE,
    "weigh": (
        "请写 3 至 12 项 items，每项都有 weight（support、against 或 unclear）；写了 figure 的，图须在资料集中。",
        "Write 3 to 12 items, each with a weight (support, against or unclear); figures must be of the source set.",
    ),
}
"""What each kind of activity needs, in Chinese and English."""

_ITEMS = (
    Option(
        "text",
        "local",
        "一项；compare 为比较的方面，find 为要找的细节，reveal 为揭开时的问题，weigh 为一件证据",
        "one thing; for compare an aspect, find a detail, reveal a question, weigh a piece of evidence",
        required=True,
    ),
    Option("pair", "local", "match：与它相配的一项", "match: what belongs to it"),
    Option("region", "region", "find、reveal：图中的局部", "find and reveal: where in the figure"),
    Option("alt", "local", "reveal：局部里看得见什么（读屏用）", "reveal: what is seen there, for screen readers"),
    Option("figure", "identifier", "weigh：证据出自资料集中的哪幅图", "weigh: the figure of the set it is from"),
    Option("weight", "choice", "weigh：支持 不支持 说明不了", "weigh: what it does to the claim", choices=WEIGHTS),
    Option("answer", "local", "参考说法，只在教师页", "model answer, for teachers only"),
)
OPTIONS = (
    Option(
        "kind",
        "choice",
        "排序 order、配对 match、比较 compare、找细节 find、逐步揭开 reveal、掂量证据 weigh",
        "kind",
        required=True,
        choices=KINDS,
    ),
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
    Option(
        "figures",
        "identifiers",
        "资料集中的图：compare 两幅，find、reveal 一幅",
        "figures of the set: two to compare, one for find and reveal",
        default=(),
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an activity: ``region`` in percent of the picture, ``source`` the number of a source of the set."""

    text: LocalText
    pair: LocalText | None = None
    region: Box | None = None
    alt: LocalText = LocalText()
    source: int | None = None
    weight: str = ""
    answer: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. ``mixed`` is the order in which pupils meet the items (or their pairs): indexes into ``items``."""

    number: int
    kind: str
    title: LocalText
    text: LocalText
    items: tuple[Item, ...]
    sources: tuple[int, ...]
    mixed: tuple[int, ...]
    salt: str

    @property
    def pairs(self) -> tuple[LocalText, ...]:
        return tuple(item.pair for item in self.items if item.pair)

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


def read(
    slug: str,
    written: Sequence[Values],
    figures: Mapping[str, tuple[int, Figure]],
    gone: frozenset[str],
    problems: Problems,
) -> tuple[Activity, ...]:
    """Return the activities of a lesson. ``figures`` are those of its sources, with the source's number, by id.

    ``gone`` are the figures of sources that the lesson goes without, as when a record is withdrawn: what a class
    would do with these goes too, and the numbers of the others, which stand in their addresses, stay.
    """
    found: list[Activity] = []
    for number, values in enumerate(written, 1):
        if not gone.isdisjoint((*values["figures"], *(item["figure"] for item in values["items"] if item["figure"]))):
            continue
        activity = _activity(slug, number, values, figures, problems)
        if activity is None:
            title = values["title"] or LocalText()
            kind = values["kind"] or NOTHING
            needs, needs_en = _NEEDS.get(kind, ("请写 kind：" + " / ".join(KINDS), "Write kind: " + " / ".join(KINDS)))
            told = {"title": str(title), "kind": kind, "needs": needs, "needs_en": needs_en}
            problems.add(kinds.ACTIVITY_UNFIT.at(values.place(), **told))
        else:
            found.append(activity)
    return tuple(found)


def _activity(
    slug: str, number: int, values: Values, figures: Mapping[str, tuple[int, Figure]], problems: Problems
) -> Activity | None:
    """Return an activity, or None where it lacks what its kind needs."""
    kind, shown = values["kind"], [figures[name] for name in values["figures"] if name in figures]
    picture = shown[0][1] if kind in PICTURED and len(shown) == 1 and shown[0][1].kind == "image" else None
    items = tuple(_item(item, picture, figures, problems) for item in values["items"] if item["text"])
    whole = len(shown) == len(values["figures"])
    paired = [item for item in items if item.pair]
    placed = all(item.region for item in items)
    told = [name for each in values["items"] if (name := each["figure"])]
    complete = {
        "order": len(items) in ITEMS and not paired,
        "match": len(items) in ITEMS and len(paired) == len(items),
        "compare": whole and len(shown) == 2 and bool(items),
        "find": picture is not None and placed and len(items) in DETAILS,
        "reveal": picture is not None and placed and len(items) in DETAILS,
        "weigh": len(items) in ITEMS and all(item.weight for item in items) and all(name in figures for name in told),
    }
    if not values["title"] or not complete.get(kind, False):
        return None
    salt = f"{slug}/{number}/"
    return Activity(
        number=number,
        kind=kind,
        title=values["title"],
        text=values["text"] or LocalText(),
        items=items,
        sources=tuple(number for number, _ in shown),
        mixed=_mixed(salt, len(items)),
        salt=salt,
    )


def _item(
    values: Values, picture: Figure | None, figures: Mapping[str, tuple[int, Figure]], problems: Problems
) -> Item:
    return Item(
        text=values["text"],
        pair=values["pair"],
        region=_region(values, picture, problems) if picture is not None else None,
        alt=values["alt"] or LocalText(),
        source=figures[values["figure"]][0] if values["figure"] in figures else None,
        weight=values["weight"] or "",
        answer=values["answer"] or LocalText(),
    )


def _region(values: Values, picture: Figure, problems: Problems) -> Box | None:
    """Return where an item lies in its picture: by name or as written; None where it is wrong, which is reported."""
    region, place = values["region"], values.place("region")
    if isinstance(region, str) and region:
        if region not in picture.regions:
            hint = " ".join(sorted(picture.regions)) or NOTHING
            problems.add(prose_kinds.REGION_UNKNOWN.at(place, figure=picture.id, region=region, hint=hint))
        return picture.regions.get(region)
    if region and not inside(region):
        problems.add(prose_kinds.REGION_OUTSIDE.at(place, region=as_written(region)))
        return None
    return region or None


def _mixed(salt: str, count: int) -> tuple[int, ...]:
    """Return the indexes in an order that looks random, is the same each time, and is not the right one."""
    if count < 2:
        return tuple(range(count))

    def chance(index: int) -> Any:
        return hashlib.sha256(f"{salt}{index}".encode()).digest()

    mixed = tuple(sorted(range(count), key=chance))
    return mixed if mixed != tuple(range(count)) else (*mixed[1:], mixed[0])
