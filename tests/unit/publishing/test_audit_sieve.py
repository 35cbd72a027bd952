"""The sieve finds every needle at every place, as a plain search does, wherever it lies and whatever is usual."""

from __future__ import annotations

import random

import pytest

from lantai.publishing.audit.sieve import Sieve


def _plainly(needles: list[bytes], text: bytes) -> list[tuple[int, int]]:
    found = []
    for index, needle in enumerate(needles):
        at = text.find(needle)
        while at >= 0:
            found.append((at, index))
            at = text.find(needle, at + 1)
    return sorted(found)


def _by_sieve(needles: list[bytes], text: bytes, usual: bytes = b"") -> list[tuple[int, int]]:
    return sorted((start, index) for index, start in Sieve(needles, usual).found(text))


@pytest.mark.parametrize("length", [4, 6, 7, 8, 14, 15, 16, 22, 23, 24, 31, 60, 200])
def test_a_needle_of_any_length_is_found_at_every_place_of_a_text(length: int) -> None:
    needle = bytes(random.Random(length).choices(b"ABCDEFGHIJ0123456789-", k=length))
    for before in range(40):
        for after in (0, 1, 7, 8, 15):
            text = b"." * before + needle + b"." * after
            assert _by_sieve([needle], text) == [(before, 0)], (before, after)


@pytest.mark.parametrize("seed", range(150))
def test_needles_drawn_by_lot_are_found_as_a_plain_search_finds_them(seed: int) -> None:
    """Of few different characters, so that needles overlap, repeat, and are parts of each other."""
    draw = random.Random(seed)
    letters = draw.choice(["01", "甲乙", "甲乙丙-01", "abcdefgh"])
    word = lambda most: "".join(draw.choices(letters, k=draw.randint(1, most)))  # noqa: E731
    needles = list(dict.fromkeys(word(draw.choice([3, 12, 40])).encode() for _ in range(draw.randint(1, 60))))
    parts = [draw.choice(needles) if draw.random() < 0.3 else word(30).encode() for _ in range(200)]
    text = b"".join(parts)
    usual = text[: draw.choice([0, 100, 1000])]
    assert _by_sieve(needles, text, usual) == _plainly(needles, text)
    assert _plainly(needles, text)


def test_a_text_longer_than_what_is_compared_at_once_is_searched_to_its_end() -> None:
    text = b"0" * (1 << 20) + "澜溪县人民委员会".encode()
    assert _by_sieve(["澜溪县人民委员会".encode()], text) == [(1 << 20, 0)]


def test_a_needle_that_is_not_there_is_not_found() -> None:
    needles = ["关于一九五二年水利工作的报告".encode(), b"J001-1-0001-003", b"J001-1-3", b"A-12"]
    text = "关于一九五二年水利工作的总结 J001-1-0001-004 J001-1-4 A-1".encode() * 100
    assert _by_sieve(needles, text, text) == []
    assert _by_sieve(needles, b"") == []
