"""Numbers as varints (seven bits a byte, the lowest first), by the column."""

from __future__ import annotations

import numpy as np


def encode(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes of all ``values`` (u32) one after the other, and how many each takes."""
    values = values.astype(np.uint32, copy=False)
    largest = int(values.max(initial=0))
    if largest < 1 << 7:
        return values.astype(np.uint8), np.ones(len(values), np.uint8)
    if largest >= 1 << 28:
        return _encode_large(values)
    word = np.dtype("<u2") if largest < 1 << 14 else np.dtype("<u4")
    values = values.astype(word, copy=False)
    lengths = np.ones(len(values), np.uint8)
    words, used = values & word.type(0x7F), np.ones(len(values), word)
    for step in range(1, word.itemsize):
        more = values >= word.type(1 << 7 * step)
        lengths += more.view(np.uint8)
        more = more.astype(word)
        words |= more << word.type(8 * step - 1)
        words |= (values & word.type(0x7F << 7 * step)) << word.type(step)
        used |= more << word.type(8 * step)
    return np.compress(used.view(bool), words.view(np.uint8)), lengths


def _encode_large(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Encode values of which some need five bytes."""
    lengths = np.ones(len(values), np.uint8)
    for shift in (7, 14, 21, 28):
        lengths += values >= np.uint32(1 << shift)
    ends = np.cumsum(lengths, dtype=np.int64)
    out = np.empty(int(ends[-1]), np.uint8)
    for step in range(5):
        has = lengths > step
        septet = (values[has] >> np.uint32(7 * step) & np.uint32(0x7F)).astype(np.uint8)
        out[(ends - lengths)[has] + step] = septet | (lengths[has] > step + 1).view(np.uint8) << 7
    return out, lengths


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
