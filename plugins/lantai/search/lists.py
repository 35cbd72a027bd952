"""Lists of record numbers as files of the index hold them: whole, or cut into slices where they are long.

A list: varint count << 1 | cut; the numbers or, if cut, number of slices, the first of them, for each its first
number (as a difference to the one before) and count, then the first ``HEAD`` numbers of the list, the first as it is,
then differences; then a byte for each of these numbers, its mark (see ``streams``) without the first bit; if cut, for
each bit of marks but the first how many records have it; then how many follow: the first ``HEAD`` of those records
whose titles begin so, in the same way.

A slice: varints, the first number, then differences. After all slices of a list come their marks, in as many files,
because only who asks for a field needs them; none if each field has all of the records or none.
"""

from __future__ import annotations

from itertools import pairwise

import deflate
import numpy as np

from lantai.search import varints
from lantai.search.streams import MARK_BITS

INLINE = 64 * 1024
"""A list that is longer as it is read is cut, too: what nearly all records have deflates to nothing, but is long."""
HEAD = 64
"""Numbers of a cut list that stand with its table, so that a first page needs no slice."""
_FIRST = (0.0, 0.25, 0.75)
"""Where the first slices of a list of several begin, in slices: a first page of results mostly needs no more."""
_PIECE, _SAMPLE = 32 * 1024, 4 * 1024
_FIELDS = np.uint8(0xFE)


def whole(numbers: np.ndarray, marks: np.ndarray) -> bytes:
    """Return a list that is not cut; ``marks`` (u8) are those of its numbers."""
    written = varints.one(len(numbers) << 1) + varints.ascending(numbers) + _fields(marks)
    return written + _titles(numbers, marks)


def listed(
    numbers: np.ndarray, marks: np.ndarray, slices: list[bytes], inline: float, slice_bytes: float
) -> tuple[bytes, float]:
    """Return a list, adding slices if it is cut, and how large that is when deflated.

    It is cut if it takes more than ``inline`` bytes, deflated, into slices of about ``slice_bytes``.
    """
    data, lengths = varints.encode(varints.deltas(numbers, np.zeros(1, np.int64)))
    at, deflated = _deflated(data)
    size = float(deflated[-1])
    if size <= inline and len(data) <= INLINE:
        return whole(numbers, marks), size
    counts = fields_of(marks)
    mixed = not {0, len(marks)}.issuperset(counts)
    at = np.searchsorted(np.cumsum(lengths, dtype=np.int64), at)
    if mixed:
        at, deflated = _larger((at, deflated), _deflated(marks & _FIELDS))
    begin = _FIRST[-1] * slice_bytes if deflated[-1] > slice_bytes else 0.0
    rest = np.linspace(begin, deflated[-1], -int((begin - deflated[-1]) // slice_bytes) + 1)
    wanted = np.append([share * slice_bytes for share in _FIRST if share * slice_bytes < begin], rest)
    inside = np.unique(np.interp(wanted[1:-1], deflated, at).astype(np.int64))
    borders = np.concatenate(([0], inside[(inside > 0) & (inside < len(numbers))], [len(numbers)]))
    table = [len(numbers) << 1 | 1, len(borders) - 1, len(slices)]
    firsts = numbers[borders[:-1]]
    ends = np.cumsum(np.add.reduceat(lengths, borders[:-1], dtype=np.int64)).tolist()
    begins = [begin + int(lengths[a]) for begin, a in zip([0, *ends], borders[:-1].tolist(), strict=False)]
    for first, begin, end in zip(firsts.tolist(), begins, ends, strict=True):
        slices.append(varints.one(first) + data[begin:end].tobytes())
    if mixed:
        slices.extend(_fields(marks[a:b]) for a, b in pairwise(borders.tolist()))
    pairs = np.stack((np.diff(firsts, prepend=np.uint32(0)), np.diff(borders)), axis=1).ravel()
    head = data[: int(lengths[:HEAD].sum(dtype=np.int64))].tobytes()
    body = varints.encoded(np.concatenate((table, pairs))) + head + _fields(marks[:HEAD])
    body += varints.encoded(counts) + _titles(numbers, marks)
    return body, len(body)


def _deflated(data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return places in ``data``, the first and the last among them, and what is before each when deflated, about.

    Samples tell, one for each piece: where neighbours have a word in common a list deflates to far less than elsewhere.
    """
    at = np.append(np.arange(0, len(data), _PIECE), len(data))
    samples = [data[begin : begin + _SAMPLE].tobytes() for begin in at[:-1].tolist()]
    shares = [len(deflate.deflate_compress(sample, 1)) / len(sample) for sample in samples]
    return at, np.concatenate(([0.0], np.cumsum(np.diff(at) * shares)))


def _larger(*curves: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of all curves, and what comes before each where the one that grows most there counts."""
    at = np.unique(np.concatenate([places for places, _ in curves]))
    steps = [np.diff(np.interp(at, *curve)) for curve in curves]
    return at, np.concatenate(([0.0], np.cumsum(np.max(steps, axis=0))))


def fields_of(marks: np.ndarray) -> list[int]:
    """Return how many of some marks have each bit but the first."""
    return [int(np.count_nonzero(marks & np.uint8(1 << bit))) for bit in range(1, MARK_BITS)]


def _fields(marks: np.ndarray) -> bytes:
    """Return marks without their first bit, which is told otherwise and would cost as much as all others."""
    return (marks & _FIELDS).tobytes()


def _titles(numbers: np.ndarray, marks: np.ndarray) -> bytes:
    head = numbers[(marks & np.uint8(1)).view(bool)][:HEAD]
    return varints.one(len(head)) + varints.ascending(head)
