"""The blocks, one module each. A module's ``BLOCK`` is its definition; ``REGISTRY`` has them by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from lantai.prose.definition import Block


def _all() -> dict[str, Block]:
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found = [module.BLOCK for module in modules if hasattr(module, "BLOCK")]
    return {block.name: block for block in sorted(found, key=lambda block: block.name)}


REGISTRY: Mapping[str, Block] = MappingProxyType(_all())
