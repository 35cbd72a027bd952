"""Changing inputs at random, the same way for the same seed: bytes, pieces, numbers, words that parsers look for."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

LARGEST = 64 * 1024
"""Longest input that is made: longer ones find nothing more and take time."""

_NUMBERS = (
    b"0",
    b"-1",
    b"255",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e999",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
)
_BYTES = (
    b"\0",
    b"\xff",
    b"\x80",
    b"\r\n",
    b"\t",
    b'"',
    b"'",
    b"<",
    b"&",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
)


def mutated(seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of ``seeds`` after one to six changes. ``words`` mean something to the parser."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        chance.choice(_CHANGES)(data, seeds, words, chance)
    return bytes(data[:LARGEST])


def mutated_member(archive: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a ZIP one of whose files was changed, so that its check sums still hold."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, mutated([content], words, chance) if name == chosen else content)
    return target.getvalue()


def _place(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 300)))


def _flip(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _delete(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    start, end = _place(data, chance)
    del data[start:end]


def _repeat(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 1, 2, 40))


def _insert(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    start, _ = _place(data, chance)
    data[start:start] = chance.choice((*words, *_NUMBERS, *_BYTES)) * chance.choice((1, 1, 1, 2, 50))


def _replace(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:end] = chance.choice((*words, *_NUMBERS, *_BYTES))


def _noise(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:end] = chance.randbytes(end - start)


def _cut(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    del data[_place(data, chance)[0] :]


def _splice(data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(seeds)
    start, _ = _place(data, chance)
    data[start:] = other[chance.randrange(len(other) + 1) :]


_CHANGES = (_flip, _delete, _repeat, _insert, _insert, _replace, _replace, _noise, _cut, _splice)
