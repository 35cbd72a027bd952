"""Numbers as varints (seven bits a byte, the lowest first), by the column."""

from __future__ import annotations

import numpy as np


def encode(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes of all ``values`` (u32) one after the other, and where each value starts.

    The second array has one entry more than ``values``: the end.
    """
    values = values.astype(np.uint32, copy=False)
    lengths = np.ones(len(values), np.uint8)
    for limit in (1 << 7, 1 << 14, 1 << 21, 1 << 28):
        lengths += values >= limit
    starts = np.zeros(len(values) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    out = np.empty(int(starts[-1]), np.uint8)
    out[starts[:-1]] = values & 0x7F
    longer = np.flatnonzero(lengths > 1)
    step = 1
    while len(longer):
        at = starts[longer] + step
        out[at - 1] |= 0x80
        out[at] = (values[longer] >> np.uint32(7 * step)) & 0x7F
        step += 1
        longer = longer[lengths[longer] > step]
    return out, starts


def encoded(values: np.ndarray | list[int]) -> bytes:
    """Return just the bytes."""
    return encode(np.asarray(values, np.uint32))[0].tobytes()


def one(value: int) -> bytes:
    """Return the bytes of one number."""
    if value < 0x80:
        return _SHORT[value]
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


_SHORT = [bytes([value]) for value in range(0x80)]


def deltas(numbers: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return lists of ascending numbers as differences; the first of each list stands as it is.

    ``starts`` are the positions at which lists begin.
    """
    out = np.empty(len(numbers), np.uint32)
    if len(numbers):
        out[0] = numbers[0]
        np.subtract(numbers[1:], numbers[:-1], out=out[1:], casting="unsafe")
        out[starts] = numbers[starts]
    return out


def ascending(numbers: np.ndarray) -> bytes:
    """Return one list of ascending numbers as differences, encoded."""
    return encode(deltas(numbers, np.zeros(1, np.int64)))[0].tobytes()


def decode(data: bytes) -> np.ndarray:
    """Return the numbers in ``data`` (the inverse of ``encode``; used by tests and tools)."""
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw < 0x80)
    firsts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else np.zeros(0, np.int64)
    place = np.arange(len(raw)) - np.repeat(firsts, ends - firsts + 1)
    return np.add.reduceat((raw & 0x7F).astype(np.uint64) << (7 * place).astype(np.uint64), firsts)
