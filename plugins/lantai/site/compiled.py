"""Compiled templates, kept while the process lives: each of Pelican's generators has an environment of its own."""

from __future__ import annotations

from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache

from lantai.site.kept import Keep


class Compiled(BytecodeCache):
    """Templates compiled in environments with the same settings, by their name and their source.

    In memory only: code from a file in a site folder would be code from whoever wrote that file.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


PAGES = Compiled()
"""Those of Pelican's environments."""

SETTINGS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "auto_reload": False,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [Keep],
    "bytecode_cache": PAGES,
}
"""Of every environment whose templates are kept in ``PAGES``."""


def environment(theme: Path) -> Environment:
    """Return an environment that compiles the templates of ``theme`` as Pelican's do."""
    return Environment(loader=FileSystemLoader(theme / "templates"), **SETTINGS)
