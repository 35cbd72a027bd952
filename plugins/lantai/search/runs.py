"""Runs of equal values in sorted or repetitive columns."""

from __future__ import annotations

from functools import reduce

import numpy as np


def run_starts(*columns: np.ndarray) -> np.ndarray:
    """Return where runs of equal values begin; of several columns, where one of them changes."""
    changes = reduce(np.logical_or, (column[1:] != column[:-1] for column in columns))
    return np.concatenate((np.zeros(min(1, len(columns[0])), np.int64), np.flatnonzero(changes) + 1))
