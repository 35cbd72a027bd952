"""Trigger words: the packaged list, an archive's additions, and the phrases it allows.

``catalogue/review/words.yaml`` of a site::

    add:
      personal: [知青返城, …]          # a group of the packaged list, or a new name
    allow:
      - {phrase: 处分国有资产, reason: 指处置财产}
      - {phrase: daj@example.org, reason: 本馆公开的邮箱}   # an institution's own address or number is no identifier
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from opencc import OpenCC

from lantai.problems import Problems
from lantai.review import problems as kinds
from lantai.site import yamls

OVERLAY = "catalogue/review/words.yaml"
_PACKAGED = Path(__file__).with_name("words.yaml")
_SCRIPTS = ("s2t", "s2tw", "s2hk")
_MASK = "\u25a1"


@dataclass(frozen=True, slots=True)
class Words:
    """What holds a record until a person has looked.

    ``forms`` maps every spelling that is looked for, simplified and traditional, to its word;
    ``groups`` each word to its group; ``allowed`` are phrases within which no word counts.
    """

    forms: Mapping[str, str]
    groups: Mapping[str, str]
    labels: Mapping[str, tuple[str, str]]
    allowed: tuple[str, ...]
    minors: tuple[str, ...]
    maps: tuple[str, ...]

    def searched(self, text: pl.Expr) -> pl.Expr:
        """Return ``text`` as words are looked for in it: NFKC, without spaces, allowed phrases masked."""
        text = text.map_batches(_together, return_dtype=pl.String, is_elementwise=True)
        if self.allowed:
            text = text.str.replace_many(list(self.allowed), [_MASK] * len(self.allowed))
        return text

    def present(self, searched: pl.Expr) -> pl.Expr:
        """Return whether any word stands in a text prepared by ``searched``."""
        return searched.str.contains_any(list(self.forms))

    def found(self, searched: pl.Expr) -> pl.Expr:
        """Return the words in a text prepared by ``searched``, as a list in order of code points."""
        hits = searched.str.extract_many(list(self.forms), overlapping=True)
        return hits.list.eval(pl.element().replace_strict(self.forms, return_dtype=pl.String)).list.unique().list.sort()

    def label(self, word: str, language: str = "zh") -> str:
        """Return the label of a word's group."""
        group = self.groups[word]
        return self.labels.get(group, (group, group))[language == "en"]


_ODD = (
    r"[^\x{21}-\x{7e}\x{b7}\x{25a1}\x{3001}\x{3002}\x{300a}-\x{3011}\x{3014}\x{3015}\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]"
)
"""Any character but those that NFKC leaves as they are and that are no blanks: a text with one must be made alike."""


def _together(texts: pl.Series) -> pl.Series:
    """Return texts in NFKC and without blanks; most are so already."""
    odd = texts.str.contains(_ODD).fill_null(False)
    if not odd.any():
        return texts
    changed = texts.filter(odd).str.normalize("NFKC").str.replace_all(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+", "")
    places = pl.concat([(~odd).arg_true(), odd.arg_true()])
    return pl.concat([texts.filter(~odd), changed])[places.arg_sort()]


def load(site_folder: Path, problems: Problems) -> Words:
    """Return the packaged words with the overlay of a site; what is wrong in the overlay is an error.

    Whatever part of the overlay cannot be read only makes the list stricter: an unreadable allowance allows nothing.
    """
    packaged = _packaged()
    labels = {name: (group["zh"], group["en"]) for name, group in packaged["groups"].items()}
    groups = {word: name for name, group in packaged["groups"].items() for word in group["words"]}
    allowed: list[str] = []
    path = site_folder / OVERLAY
    document = yamls.load(path, OVERLAY, problems) if path.is_file() else None
    if document is not None:
        problems.extend(document.unknown_keys(("add", "allow")))
        for name, word in _added(document, problems):
            groups.setdefault(word, name)
        allowed = _allowed(document, problems)
    return Words(
        forms={form: word for word in groups for form in _spellings(word)},
        groups=groups,
        labels=labels,
        allowed=tuple(sorted({form for phrase in allowed for form in _spellings(phrase)}, key=lambda p: (-len(p), p))),
        minors=_all_spellings(packaged["media"]["minors"]),
        maps=_all_spellings(packaged["media"]["maps"]),
    )


def own(site_folder: Path) -> Words:
    """Return only the words that the overlay of a site adds, and what it allows. ``load`` tells what is wrong in it."""
    if not (site_folder / OVERLAY).is_file():
        return Words({}, {}, {}, (), (), ())
    everything, packaged = load(site_folder, Problems()), _packaged()
    usual = {word for group in packaged["groups"].values() for word in group["words"]}
    groups = {word: name for word, name in everything.groups.items() if word not in usual}
    return replace(
        everything, groups=groups, forms={form: word for form, word in everything.forms.items() if word in groups}
    )


def _packaged() -> Any:
    problems = Problems()
    document = yamls.load(_PACKAGED, _PACKAGED.name, problems)
    problems.raise_errors()
    assert document is not None
    return document.data


def _added(document: yamls.Document, problems: Problems) -> Iterable[tuple[str, str]]:
    hint = "add: {personal: [词, 词]}"
    add = document.data.get("add") or {} if isinstance(document.data, Mapping) else {}
    if not isinstance(add, Mapping):
        problems.add(document.problem(kinds.WORDS_INVALID, "add", key="add", value=add, hint=hint))
        return
    for name, words in add.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            problems.add(document.problem(kinds.WORDS_INVALID, "add", name, key=f"add.{name}", value=words, hint=hint))
            continue
        for word in words:
            yield str(name), "".join(word.split())


def _allowed(document: yamls.Document, problems: Problems) -> list[str]:
    """Return the phrases that are allowed with a reason. A phrase without one is an error and allows nothing."""
    hint = "allow: [{phrase: 处分国有资产, reason: 指处置财产}]"
    items = document.data.get("allow") or [] if isinstance(document.data, Mapping) else []
    phrases = []
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        usable = isinstance(item, Mapping) and all(str(item.get(key) or "").strip() for key in ("phrase", "reason"))
        if not usable:
            place = ("allow", index)
            problems.add(document.problem(kinds.WORDS_INVALID, *place, key="allow", value=item, hint=hint))
            continue
        phrases.append("".join(str(item["phrase"]).split()))
    return phrases


def _all_spellings(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({form for word in words for form in _spellings(word)}))


def ready() -> None:
    """Read the dictionaries, in a process of which others are forked: that takes an eighth of a second."""
    for script in _SCRIPTS:
        _converter(script)


@cache
def _spellings(word: str) -> tuple[str, ...]:
    """Return a word in simplified characters and in each traditional standard."""
    return tuple(dict.fromkeys((word, *(_converter(script).convert(word) for script in _SCRIPTS))))


@cache
def _converter(script: str) -> OpenCC:
    return OpenCC(script)
