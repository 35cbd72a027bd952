"""A file that is not as it was written is an error in words, never a wrong result."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.search.making import ask, copied, make, table

from lantai.problems import CannotFinish
from lantai.search.container import packed


@pytest.mark.parametrize("damage", ["truncate", "flip", "swap", "version", "remove"])
def test_damaged_files_are_errors(tmp_path: Path, damage: str) -> None:
    """A damaged, cut, exchanged, unknown or missing file is an error by name, never a wrong result."""
    make(tmp_path, table())
    shard = next((tmp_path / "index").glob("*/g/0/0.bin"))
    data = shard.read_bytes()
    if damage == "truncate":
        shard.write_bytes(data[: len(data) // 2])
    elif damage == "flip":
        plain = bytearray(zlib.decompress(data, -15))
        plain[-1] ^= 1
        shard.write_bytes(zlib.compress(bytes(plain), 9, -15))
    elif damage == "version":
        plain = bytearray(zlib.decompress(data, -15))
        plain[2] = 99
        shard.write_bytes(zlib.compress(bytes(plain), 9, -15))
    elif damage == "swap":
        shard.write_bytes(next((tmp_path / "index").glob("*/r/0/0.bin")).read_bytes())
    else:
        shard.unlink()
    expected = {
        "truncate": "damaged",
        "flip": "damaged",
        "swap": "mismatched",
        "version": "format",
        "remove": "missing",
    }
    assert ask(tmp_path, "土地")[0] == {"error": expected[damage]}


def rewritten(path: Path, change: Callable[[bytearray], bytes | bytearray]) -> None:
    """Put another body into a file, with a header that is right for it."""
    data = path.read_bytes()
    plain = zlib.decompress(data, -15)
    body = bytes(change(bytearray(plain[16:])))
    path.write_bytes(zlib.compress(plain[:12] + struct.pack("<I", zlib.crc32(body)) + body, 9, -15))


def test_what_would_fill_the_memory_is_not_unpacked(tmp_path: Path) -> None:
    """A directory that blanks make larger than any file may be, in few bytes, is damaged; half as many do no harm."""
    make(tmp_path, table())
    for number, size in enumerate((1 << 24, (1 << 25) + 1)):
        path = copied(tmp_path, number, "d")
        rewritten(path, lambda body, size=size: body + b" " * size)  # type: ignore[misc]
        assert path.stat().st_size < 50_000
    fine, bomb = ask(tmp_path, *({"query": "土地", "index": str(tmp_path / str(number))} for number in (0, 1)))
    assert fine["hits"] == [0] and bomb == {"error": "damaged"}


def test_files_that_readers_would_not_take_are_not_written(tmp_path: Path) -> None:
    """The build ends with the place and what to do."""
    assert len(packed("r", 3, 1, bytes((1 << 25) - 16))) < 50_000
    with pytest.raises(CannotFinish) as raised:
        packed("r", 3, 1, bytes((1 << 25) - 15))
    (told,) = raised.value.problems
    assert (told.code, told.place.file) == ("search-file-too-large", "r/0/3.bin") and "32 MB" in str(raised.value)


@pytest.mark.parametrize("kind", ["g", "c", "r", "d", "v"])
def test_nonsense_in_a_whole_file_is_an_error(tmp_path: Path, kind: str) -> None:
    """A file with a right header and checksum whose body nothing can be read from is told by name."""
    make(tmp_path, table())
    query = "J001-WS" if kind == "c" else "土地改革"
    asked = []
    for number, body in enumerate((b"", b"\xff" * 300, b"\x7f" * 300, "无意义".encode() * 40)):
        asked.append({"query": query, "index": str(tmp_path / str(number))})
        rewritten(copied(tmp_path, number, kind), lambda _, body=body: body)
    assert ask(tmp_path, *asked) == [{"error": "damaged"}] * 4


def test_a_shard_with_wrong_bytes_gives_no_wrong_result(tmp_path: Path) -> None:
    """Whatever stands in a shard, the answer is an error that the page has words for, or records that are right."""
    make(tmp_path, table())
    chance = random.Random(4)

    def change(body: bytearray) -> bytearray:
        for _ in range(chance.choice((1, 1, 8))):
            body[chance.randrange(len(body))] = chance.randrange(256)
        return body

    right = {"土地": {0}, "会议": {5, 6}, "报告": {1}}
    asked = []
    for number in range(20):
        rewritten(copied(tmp_path, number, "g"), change)
        asked += [{"query": query, "index": str(tmp_path / str(number))} for query in right]
    for request, answer in zip(asked, ask(tmp_path, *asked), strict=True):
        assert answer.get("error") in {"damaged", "missing"} or right[request["query"]].issuperset(answer["hits"])
