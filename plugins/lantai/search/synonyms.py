"""Words of one meaning, from ``catalogue/synonyms.yaml``: a query with one of them finds the others, too.

A list of groups, each a list of at least two words::

    - [省革委, 省革命委员会]
    - [澜溪, 兰溪]          # old name of the county
"""

from __future__ import annotations

from lantai import text
from lantai.problems import Problems
from lantai.search import problems as kinds
from lantai.site import yamls
from lantai.site.config import Site

Synonyms = tuple[tuple[str, ...], ...]
FILE = "catalogue/synonyms.yaml"
_MOST_ALTERNATIVES = 6
MOST_WORDS = 20_000
"""In all groups together: the browser reads them before the first search."""


def load(site: Site, problems: Problems) -> Synonyms:
    """Return the groups of the site's file; none without one. What is wrong goes to ``problems``."""
    path = site.folder / FILE
    if not path.exists():
        return ()
    document = yamls.load(path, FILE, problems)
    if document is None or not document.data:
        return ()
    if not isinstance(document.data, list):
        problems.add(document.problem(kinds.SYNONYMS_NO_LIST))
        return ()
    groups = []
    for number, group in enumerate(document.data):
        words = [str(word).strip() for word in group] if isinstance(group, list) else []
        if len({text.fold(word) for word in words}) < 2 or any(not text.fold(word) for word in words):
            problems.add(document.problem(kinds.SYNONYMS_GROUP, number, group=str(group)[:60]))
        else:
            groups.append(tuple(words))
    if sum(map(len, groups)) > MOST_WORDS:
        problems.add(document.problem(kinds.SYNONYMS_TOO_MANY, most=MOST_WORDS))
        return ()
    return tuple(groups)


def alternatives(groups: Synonyms, folded: str) -> list[str]:
    """Return a folded text with each of its words put in the other ways, itself first, as ``synonyms.js`` does."""
    words = [(text.fold(word), [text.fold(other) for other in group]) for group in groups for word in group]
    found, rest = [folded], folded
    for word, others in sorted(words, key=lambda pair: -len(pair[0])):
        if word in rest:
            rest = rest.replace(word, "\0")
            found += [variant.replace(word, other) for variant in list(found) for other in others]
    return list(dict.fromkeys(found))[:_MOST_ALTERNATIVES]
