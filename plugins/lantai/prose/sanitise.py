"""The HTML that may come out of a text: an allow-list, applied after Markdown and before blocks.

What a person wrote and what is not allowed is reported by ``scan`` with its line; ``clean`` then
makes sure of it whatever happened in between.
"""

from __future__ import annotations

import difflib
import re

import nh3

from lantai.problems import Place, Problems
from lantai.prose import problems as kinds

CLASSES = frozenset(
    [
        "lead",
        "small",
        "center",
        "right",
        "vertical",
        "vertical-lr",
        "nowrap",
        "dropcap",
        "wide",
        "full",
        "quiet",
        "poem",
        "signature",
        "align-left",
        "align-center",
        "align-right",
        "footnote",
        "footnote-ref",
        "footnote-backref",
    ]
)
"""Classes that a text may set with ``{.lead}``, and those that Markdown's own extensions set."""

_EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title"})
_ATTRIBUTES = {
    "a": {"href", "hreflang", "rel"},
    "abbr": set(),
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "details": {"open"},
    "ins": {"datetime", "cite"},
    "del": {"datetime", "cite"},
    "q": {"cite"},
    "blockquote": {"cite"},
}
TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_IN_TEXT = TAGS - {"h1", "section"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEAN_ATTRIBUTES = {"*": set(_EVERYWHERE)} | {tag: set(names) for tag, names in _ATTRIBUTES.items() if tag in TAGS}

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:\s+[^<>]*)?)/?>")
_OPEN_TAG_ONLY = re.compile(r"<(script|style|iframe|object|embed|form|svg|math|link|meta|base)\b", re.IGNORECASE)
_NAME = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "input", "source"})


def clean(html: str) -> str:
    """Return ``html`` with everything outside the allow-list removed."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_CLEAN_ATTRIBUTES,
        attribute_filter=_keep,
        url_schemes=_SCHEMES,
        link_rel=None,
        generic_attribute_prefixes=set(),
        strip_comments=True,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(part for part in value.split() if part in CLASSES) or None
    return value


def scan(text: str, file: str, first_line: int, problems: Problems) -> None:
    """Report HTML in a Markdown text that ``clean`` will remove. Code is left alone."""
    fence = ""
    for number, line in enumerate(text.split("\n"), first_line):
        if match := re.match(r" {0,3}(`{3,}|~{3,})", line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
            continue
        if fence or line.startswith(("    ", "\t")):
            continue
        plain = re.sub(r"(`+).+?\1", "", line)
        place = Place(file, line=number)
        found = list(_TAG.finditer(plain))
        for what in dict.fromkeys(what for tag in found for what in _forbidden(tag)):  # an element has two tags
            problems.add(kinds.HTML_REMOVED.at(place, what=what))
        if not found and (match := _OPEN_TAG_ONLY.search(plain)):
            problems.add(kinds.HTML_REMOVED.at(place, what=f"<{match[1].lower()}>"))


def _forbidden(tag: re.Match[str]) -> list[str]:
    name = tag[2].lower()
    if name not in _IN_TEXT:
        return [f"<{name}>"]
    allowed = _EVERYWHERE | _ATTRIBUTES.get(name, set())
    found = [f"{key}=" for key, _ in _NAME.findall(tag[3]) if key.lower() not in allowed]
    for key, value in _NAME.findall(tag[3]):
        bare = value.strip("\"'").strip().lower()
        if key.lower() == "href" and not re.match(r"(https?:|mailto:|tel:|#)", bare):
            found.append(f"href={value}")
    return found


def attribute_hint(tag: str, name: str, value: str) -> str | None:
    """Return what to write instead if an attribute-list entry is not allowed, else None."""
    if name == "class":
        for part in value.split():
            if part not in CLASSES:
                near = difflib.get_close_matches(part, CLASSES, n=1)
                return f"→ .{near[0]}" if near else " ".join(f".{known}" for known in sorted(CLASSES))
        return None
    allowed = _EVERYWHERE | _ATTRIBUTES.get(tag, set())
    return None if name in allowed else " ".join(sorted(allowed))


def balanced(html: str) -> bool:
    """Tell whether every tag of serialised HTML is closed within it."""
    open_tags: list[str] = []
    for closing, name in _ANY_TAG.findall(html):
        if name in _VOID:
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags
