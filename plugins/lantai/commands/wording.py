"""The words of click, which reads the command line and writes its help, in the language of the staff.

Click looks most sentences up by ``gettext``, whose catalogues are files of the system; here the lookup itself is ours
while a command runs. What click does not look up (our own help, words like FILE) is translated where it is shown.
Chinese characters are two columns wide and need no blanks between words: lines are measured and broken accordingly.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from click import core, exceptions, formatting, parser, termui, types
from rich.cells import cell_len

from lantai.commands.chinese import SENTENCES, WORDS
from lantai.problems import STAFF_LANGUAGES

_MODULES = (core, exceptions, formatting, parser, termui, types)
"""Not ``decorators``: what they say stays in the commands, and is translated where it is shown."""
_WORD = re.compile("|".join(rf"\b{word}\b" for word in sorted(WORDS, key=len, reverse=True)))
_told: list[str] = []
"""The language that was said by a site that a command opened, or asked for by a caller."""


def follow(language: str) -> None:
    """Take the language of a site, for what ``LANTAI_LANG`` does not decide."""
    _told[:] = [language]


def asked() -> str:
    """Return the staff language that ``LANTAI_LANG`` asks for; "" if it asks for none there is.

    ``zh_CN.UTF-8`` and ``zh-Hant`` are Chinese, ``en_GB`` is English.
    """
    return next((one for one in STAFF_LANGUAGES if os.environ.get("LANTAI_LANG", "").lower().startswith(one)), "")


def language() -> str:
    """Return the language of the staff: ``LANTAI_LANG``, else that of the site the command is about, else Chinese."""
    if not asked() and not _told:
        follow(_of_site())
    return asked() or _told[0]


def _of_site() -> str:
    from lantai.site import config

    with suppress(OSError):  # whatever is wrong with the folder, the command itself will say
        return config.staff_language_in(site_folder(sys.argv[1:]).resolve())
    return "zh"


def site_folder(arguments: list[str]) -> Path:
    """Return the site folder that a command line names, before anything has read the line."""
    given = [word.removeprefix("--site=") for word in arguments if word.startswith("--site=")]
    given += [after for word, after in pairwise(arguments) if word == "--site"]
    return Path(given[-1] if given else os.environ.get("LANTAI_SITE", "."))


def said(english: str, **values: Any) -> str:
    """Return a sentence in the language of the staff, with its values if there are any."""
    text = SENTENCES.get(english, english) if language() == "zh" else english
    return text.format(**values) if values else text


def _counted(one: str, several: str, count: int) -> str:
    return said(one if count == 1 else several)


def _named(usage: str) -> str:
    """Return usage with its words for what is to be typed: ``[FILE]...`` as ``[文件]...``."""
    return _WORD.sub(lambda word: WORDS[word[0]], usage) if language() == "zh" else usage


@contextmanager
def spoken(wanted: str = "") -> Iterator[None]:
    """Let click speak the language of the staff (``wanted``, where nobody says another) until the block ends."""
    _told[:] = [wanted] if wanted else []
    names = {"_": said, "ngettext": _counted}
    changes = [(module, name, each) for module in _MODULES for name, each in names.items() if hasattr(module, name)]
    changes += [(formatting, "term_len", cell_len), (formatting, "wrap_text", _wrapped(formatting.wrap_text))]
    changes += [
        (core.Command, "format_help_text", _translated(core.Command.format_help_text)),
        (core.Command, "get_short_help_str", _in_short(core.Command.get_short_help_str)),
        (core.Command, "collect_usage_pieces", _pieces(core.Command.collect_usage_pieces)),
        (core.Group, "collect_usage_pieces", _pieces(core.Group.collect_usage_pieces)),
        (exceptions.MissingParameter, "format_message", _ended(exceptions.MissingParameter.format_message)),
        (core.Option, "get_help_record", _translated(core.Option.get_help_record)),
        (core.Parameter, "make_metavar", _metavar(core.Parameter.make_metavar)),
        (core.Argument, "make_metavar", _metavar(core.Argument.make_metavar)),
        (formatting.HelpFormatter, "write_heading", _headed(formatting.HelpFormatter.write_heading)),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    for owner, name, own in changes:
        setattr(owner, name, own)
    try:
        yield
    finally:
        for owner, name, own in before:
            setattr(owner, name, own)
        _told.clear()


# ---- what click does not look up -----------------------------------------------------------------

_Method = Callable[..., Any]


def _translated(method: _Method) -> _Method:
    """Return a method of a command or an option that sees its ``help`` in the language of the staff."""

    def shown(self: Any, *rest: Any, **more: Any) -> Any:
        own = self.help
        self.help = said(own) if own else own
        try:
            return method(self, *rest, **more)
        finally:
            self.help = own

    return shown


def _in_short(method: _Method) -> _Method:
    """The first clause of a Chinese sentence; there are no blanks at which click could cut it."""

    def short(self: core.Command, limit: int = 45) -> str:
        text = said(self.help or "")
        return method(self, limit) if text == (self.help or "") else re.split("[。；]", text)[0]

    return short


def _pieces(method: _Method) -> _Method:
    return lambda self, ctx: [_named(piece) for piece in method(self, ctx)]


def _ended(method: _Method) -> _Method:
    """A Chinese sentence ends in its own full stop, which click writes itself."""

    def message(self: Any) -> str:
        text = method(self)
        return text.removesuffix(".") + "。" if language() == "zh" and text.endswith(".") else text

    return message


def _metavar(method: _Method) -> _Method:
    return lambda self, ctx: _named(method(self, ctx))


def _headed(method: _Method) -> _Method:
    """A Chinese heading ends in a Chinese colon."""

    def heading(self: formatting.HelpFormatter, text: str) -> None:
        if language() == "zh":
            self.write(f"{'':>{self.current_indent}}{text}：\n")
        else:
            method(self, text)

    return heading


# ---- lines of Chinese ----------------------------------------------------------------------------

_UNBROKEN = re.compile(r"[^\s\u2e80-\uffef]+[，。；：、！？）》”]*|[（《“]*[\u2e80-\uffef][，。；：、！？）》”]*|\s+")
"""What stays on one line: a word or a Chinese character, with the marks that belong to it."""


def _wrapped(original: Callable[..., str]) -> Callable[..., str]:
    """Return click's ``wrap_text`` for text without Chinese, and for the rest one that breaks between characters."""

    def wrapped(text: str, width: int = 78, initial_indent: str = "", subsequent_indent: str = "", **more: Any) -> str:
        if cell_len(text) == len(text):
            return original(text, width, initial_indent, subsequent_indent, **more)
        lines, line = [], initial_indent
        for piece in _UNBROKEN.findall(" ".join(text.split())):
            if line.strip() and cell_len(line) + cell_len(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = subsequent_indent
            line += piece if line.strip() else piece.lstrip()
        return "\n".join([*lines, line.rstrip()])

    return wrapped
