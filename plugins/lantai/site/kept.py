"""Parts of a template that many pages share, rendered once: ``{% keep "footer", page.updated %}…{% endkeep %}``.

The head, the header and the foot of a page are most of its template and the same on a hundred thousand pages.
What stands in ``keep`` is rendered anew only when one of the values after the tag is another, or the language, or
the place from which the page's links start. So it may name nothing else of the page, and link only to the home
page and the top-level parts of the site (and what lies in them), in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Keep(Extension):
    """The tag, with what it has rendered for one site. Each environment has its own."""

    tags = {"keep"}  # noqa: RUF012 - as the base class has it

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self._site: Any = None
        self._rendered: dict[tuple[Any, ...], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag: the values it depends on, of which the first is its name, then what is kept."""
        line = next(parser.stream).lineno
        values = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            values.append(parser.parse_expression())
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        call = self.call_method("kept", [nodes.ContextReference(), nodes.Tuple(values, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def kept(self, context: Any, values: tuple[Any, ...], caller: Callable[[], str]) -> str:
        """Return what was rendered for the same values, or render it."""
        site, page, language = context["site"], context["page"], context["lang"]
        if site is not self._site:
            self._site = site
            self._rendered.clear()
        key = (language, standpoint(page.address, site.languages), *map(_fixed, values))
        found = self._rendered.get(key)
        if found is None:
            found = self._rendered[key] = caller()
        return found


def standpoint(address: str, languages: tuple[str, ...]) -> tuple[int, str, str]:
    """Return what relative links to top-level parts depend on: depth of the page, its own top-level part, its file."""
    _, first, *rest = address.split("/")
    top = f"{first}/{rest[0]}" if first in languages and rest else first
    return len(rest), top, rest[-1] if rest else first


def _fixed(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, Mapping) else value
