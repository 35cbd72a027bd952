"""Compiled templates, kept as Python keeps its modules: each of Pelican's generators has an environment of its own."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from lantai.site import kept
from lantai.site.kept import Keep


class Compiled(FileSystemBytecodeCache):
    """Templates compiled in environments with the same settings, by their name and their source.

    In memory while the process lives, and where the program's own compiled modules are: never in a site folder, since
    code from a file there would be code from whoever wrote that file. Where nothing may be written they are compiled
    by each process.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), f"template-{_compiler()}-%s.cache")
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with contextlib.suppress(Exception):  # a damaged file is as good as none
                super().load_bytecode(bucket)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._keep(bucket)
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


def _compiler() -> str:
    """Return a digest of what makes the same template into other code."""
    said = Path(kept.__file__).read_bytes() + jinja2.__version__.encode()
    return hashlib.sha256(said).hexdigest()[:16]


PAGES = Compiled(Path(__file__).with_name("__pycache__"))
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
