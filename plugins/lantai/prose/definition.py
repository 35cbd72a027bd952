"""What a block is: its name, argument and options defined once, and how its content is prepared.

Validation, the page of the staff guide and the JSON Schema all come from the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from lantai.problems import Place
from lantai.prose.options import Option, Values

if TYPE_CHECKING:
    from lantai.prose.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Call:
    """A block as it stands in a text: argument, options read, body as HTML, blocks inside as values.

    ``children`` are the template values of the blocks directly inside whose definition names
    this one as parent (``step`` in ``story``); they do not appear in ``body``.
    """

    name: str
    argument: str
    options: Values
    body: Markup
    place: Place
    number: int
    children: tuple[Mapping[str, Any], ...] = ()


Build = Callable[[Call, "Rendering"], Mapping[str, Any] | None]
"""Returns the values for the block's template, or None if nothing is to be shown."""


@dataclass(frozen=True, slots=True)
class Block:
    """The definition of a block.

    ``body`` is ``none``, ``optional`` or ``required``: whether Markdown may stand inside.
    ``parent`` names the block inside which it must stand, if any; such a block has no template.
    ``script`` is the module under ``theme/static/js`` that gives it behaviour.
    ``example`` is a working example for the staff guide.
    """

    name: str
    zh: str
    en: str
    build: Build
    example: str
    argument: Option | None = None
    options: tuple[Option, ...] = ()
    body: str = "none"
    parent: str = ""
    script: str = ""
