"""The theme's templates and interface texts, for rendering blocks apart from Pelican."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment

from lantai.problems import Problems
from lantai.site import compiled, messages
from lantai.site.languages import INTERFACE

_PACKAGE = Path(__file__).resolve().parents[1]
THEME = next(folder / "theme" for folder in (_PACKAGE, _PACKAGE.parents[1]) if (folder / "theme").is_dir())
"""In the package where it was installed as a wheel, else in the checkout."""


@cache
def environment(theme: Path = THEME) -> Environment:
    """Return the Jinja environment of the theme: autoescape on, a missing variable is an error."""
    return compiled.environment(theme)


@cache
def translator(language: str, theme: Path = THEME) -> Callable[..., str]:
    """Return ``t`` for a language of the interface; for another language, that of English."""
    texts = messages.load(theme / "messages", INTERFACE, Problems())
    return messages.translator(texts[language if language in texts else "en"])
