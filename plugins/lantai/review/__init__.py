"""The gate: what may be published at a moment, and why the rest may not.

A machine may hold a record, never release one. ``gate`` is the only way out of the archive; everything
that is published comes from ``Gated.public``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lantai.review.gating import Gated, gate
    from lantai.review.kept import gate_kept
    from lantai.review.waiting import tell_waiting

__all__ = ["Gated", "gate", "gate_kept", "tell_waiting"]

_STANDS_IN = {"Gated": "gating", "gate": "gating", "gate_kept": "kept", "tell_waiting": "waiting"}


def __getattr__(name: str) -> Any:
    """Import the gate when it is asked for: a build whose catalogue is as it was goes by the rules alone."""
    if name not in _STANDS_IN:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_STANDS_IN[name]}"), name)
