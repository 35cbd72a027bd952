"""The gate: what may be published at a moment, and why the rest may not.

A machine may hold a record, never release one. ``gate`` is the only way out of the archive; everything
that is published comes from ``Gated.public``.
"""

from lantai.review.gating import Gated, gate
from lantai.review.kept import gate_kept
from lantai.review.waiting import tell_waiting

__all__ = ["Gated", "gate", "gate_kept", "tell_waiting"]
