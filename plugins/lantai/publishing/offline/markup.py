"""HTML as a sequence of tags and what stands between them, so that a page can be changed in places.

A parser that writes the page anew would change what nobody asked it to (SVG names, void elements,
entities). Here everything that is not replaced stays byte for byte: ``"".join(token.text …) == html``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"<!--.*?-->|<![a-zA-Z][^>]*>"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "noframes"})
"""Elements whose content is text, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page: a start tag, an end tag, or anything else (then ``name`` is empty)."""

    text: str
    name: str = ""
    end: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of a start tag by lower-case name, entities resolved; one without a value is empty."""
        inner = self.text[1 + len(self.name) : -1]
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(inner):
            name, *values = match.groups()
            found.setdefault(name.lower(), html.unescape(next((value for value in values if value is not None), "")))
        return found


def tokens(page: str) -> Iterator[Token]:
    """Yield the pieces of a page in order; nothing is left out."""
    at = 0
    while match := _TOKEN.search(page, at):
        if match.start() > at:
            yield Token(page[at : match.start()])
        name = (match["name"] or "").lower()
        yield Token(match[0], name, bool(match["slash"]))
        at = match.end()
        if name in _RAW and not match["slash"]:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(page, at)
            until = close.start() if close else len(page)
            if until > at:
                yield Token(page[at:until])
            at = until
    if at < len(page):
        yield Token(page[at:])


def with_attributes(token: Token, changed: dict[str, str | None]) -> str:
    """Return a start tag with some attributes set (None removes one); the others stay as they are written."""
    closing = "/>" if token.text.endswith("/>") else ">"
    inner = token.text[1 + len(token.name) : -len(closing)]
    left = dict(changed)

    def replaced(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in left:
            return match[0]
        value = left.pop(name)
        return "" if value is None else f'{match[1]}="{html.escape(value)}"'

    inner = _ATTRIBUTE.sub(replaced, inner).rstrip()
    added = "".join(f' {name}="{html.escape(value)}"' for name, value in left.items() if value is not None)
    return token.text[: 1 + len(token.name)] + inner + added + closing
