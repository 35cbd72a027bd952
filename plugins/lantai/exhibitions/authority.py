"""Names in several languages, from ``exhibitions/names.yaml``: written once, for every exhibition.

A list, each entry a name by language::

    - {zh-Hans: 柳湾乡, en: Liuwan Township}
    - {zh-Hans: 兰台示例编写组, en: Lantai demonstration team}

Records, credits and lenders write a name in one language; pages in another call it as the list does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lantai.exhibitions import problems as kinds
from lantai.problems import Problems
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText

FILE = "names.yaml"


@dataclass(frozen=True, slots=True)
class Authority:
    """The names of a site; without any, every name is called as it was written."""

    entries: Mapping[str, LocalText] = field(default_factory=dict)
    """The name in its languages, by each of them."""

    def called(self, name: str, language: str) -> str:
        """Return what ``name`` is called in ``language``; itself where the list does not know it there."""
        entry = self.entries.get(name)
        return entry.in_(language) if entry and entry.has(language) else name

    def all(self, names: Iterable[str], language: str) -> tuple[str, ...]:
        """Return what each of the names is called in ``language``."""
        return tuple(self.called(name, language) for name in names)

    def text(self, names: Iterable[str], joint: str = "、") -> LocalText:
        """Return the names in one text: as written, and in each language in which one of them is called otherwise."""
        written = tuple(names)
        languages = dict.fromkeys(lang for name in written for lang, _ in self.entries.get(name, LocalText()))
        said = {language: self.all(written, language) for language in languages}
        original = (("", joint.join(written)),)
        return LocalText(original + tuple((lang, joint.join(text)) for lang, text in said.items() if text != written))

    def __iter__(self) -> Iterator[LocalText]:
        return iter(dict.fromkeys(self.entries.values()))


def load(site: Site, problems: Problems) -> Authority:
    """Return the names of the site's file; none without one. What is wrong goes to ``problems``."""
    path = site.exhibitions / FILE
    if not path.exists():
        return Authority()
    document = yamls.load(path, site.shown(path), problems)
    if document is None or not document.data:
        return Authority()
    if not isinstance(document.data, list):
        problems.add(document.problem(kinds.NAMES_NO_LIST))
        return Authority()
    entries: dict[str, LocalText] = {}
    for number, entry in enumerate(document.data):
        name = _name(entry)
        if not name:
            problems.add(document.problem(kinds.NAMES_ENTRY, number, entry=str(entry)[:60]))
            continue
        for language, _ in name:
            if language not in site.languages:
                known = "、".join(site.languages)
                problems.add(document.problem(kinds.NAMES_LANGUAGE, number, language, language=language, known=known))
        for language, written in name:
            if entries.setdefault(written, name) is not name:
                problems.add(document.problem(kinds.NAMES_TWICE, number, language, name=written))
    return Authority(entries)


def _name(entry: object) -> LocalText:
    """Return the name that an entry gives in two languages or more; an empty text where it does not."""
    if not isinstance(entry, Mapping) or len(entry) < 2:
        return LocalText()
    texts = {str(language): text.strip() if isinstance(text, str) else "" for language, text in entry.items()}
    return LocalText(tuple(texts.items())) if all(texts.values()) else LocalText()
