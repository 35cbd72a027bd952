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
_SAMPLE = 16 * 1024
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
    middle = max(0, len(data) - _SAMPLE) // 2
    sample = data[middle : middle + _SAMPLE].tobytes()
    size = len(data) * len(deflate.deflate_compress(sample, 1)) / len(sample)
    if size <= inline and len(data) <= INLINE:
        return whole(numbers, marks), size
    borders = np.linspace(0, len(numbers), -int(-size // slice_bytes) + 1).astype(np.int64)
    table = [len(numbers) << 1 | 1, len(borders) - 1, len(slices)]
    firsts = numbers[borders[:-1]]
    ends = np.cumsum(np.add.reduceat(lengths, borders[:-1], dtype=np.int64)).tolist()
    begins = [begin + int(lengths[a]) for begin, a in zip([0, *ends], borders[:-1].tolist(), strict=False)]
    for first, begin, end in zip(firsts.tolist(), begins, ends, strict=True):
        slices.append(varints.one(first) + data[begin:end].tobytes())
    counts = fields_of(marks)
    if not {0, len(marks)}.issuperset(counts):
        slices.extend(_fields(marks[a:b]) for a, b in pairwise(borders.tolist()))
    pairs = np.stack((np.diff(firsts, prepend=np.uint32(0)), np.diff(borders)), axis=1).ravel()
    head = data[: int(lengths[:HEAD].sum(dtype=np.int64))].tobytes()
    body = varints.encoded(np.concatenate((table, pairs))) + head + _fields(marks[:HEAD])
    body += varints.encoded(counts) + _titles(numbers, marks)
    return body, len(body)


def fields_of(marks: np.ndarray) -> list[int]:
    """Return how many of some marks have each bit but the first."""
    return [int(np.count_nonzero(marks & np.uint8(1 << bit))) for bit in range(1, MARK_BITS)]


def _fields(marks: np.ndarray) -> bytes:
    """Return marks without their first bit, which is told otherwise and would cost as much as all others."""
    return (marks & _FIELDS).tobytes()


def _titles(numbers: np.ndarray, marks: np.ndarray) -> bytes:
    head = numbers[(marks & np.uint8(1)).view(bool)][:HEAD]
    return varints.one(len(head)) + varints.ascending(head)
