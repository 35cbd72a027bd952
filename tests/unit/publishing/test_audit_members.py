"""Gzip files that share members: each is unpacked once, and nothing is overlooked where they meet."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from lantai.publishing.audit import decoding, tallies
from lantai.publishing.audit import members as gzipped
from lantai.publishing.audit.members import Members, table

HEAD = "档号,题名,责任者,文号,形成时间,开放状态,网址\r\n"
FIRST = "J001-1,澜溪县人民委员会关于春耕生产的指示\r\nJ001-2,澜溪县税务局工作总结\r\n"
SECOND = "J002-1,青田地区革命委员会关于选举工作的函\r\n"


def _packed(*texts: str) -> bytes:
    return b"".join(gzip.compress(text.encode(), 1, mtime=0) for text in texts)


def _read(path: Path, name: str, members: Members) -> tuple[list[str], int]:
    """Return what is given to be searched after the file's name, and how many records are counted."""
    tally = tallies.of(name)
    assert tally is not None
    _, *texts = (piece.decode() for piece in decoding.contents(path, tally=tally, members=members))
    return texts, tally.count


def test_what_several_downloads_share_is_looked_into_once_and_counted_in_each(tmp_path: Path) -> None:
    whole, fonds, members = tmp_path / "catalogue.csv.gz", tmp_path / "J001.csv.gz", Members()
    whole.write_bytes(_packed(HEAD, FIRST, SECOND))
    fonds.write_bytes(_packed(HEAD, FIRST))
    assert _read(whole, "data/catalogue.csv.gz", members) == ([HEAD, FIRST, SECOND], 3)
    assert _read(fonds, "data/fonds/J001.csv.gz", members) == ([], 2)
    fonds.write_bytes(_packed(HEAD, FIRST, "J001-3,丁\r\n"))
    assert _read(fonds, "data/fonds/J001.csv.gz", members) == (["J001-3,丁\r\n"], 3)


def test_a_text_that_begins_in_one_member_and_ends_in_another_is_read_whole(tmp_path: Path) -> None:
    """Even if each of them has been looked into by itself."""
    path, members = tmp_path / "a.csv.gz", Members()
    for text in ("J001-1,某某人民公社\r\n", "社员处分决定\r\n"):
        path.write_bytes(_packed(text))
        list(decoding.contents(path, members=members))
    path.write_bytes(_packed("J001-1,某某人民公社", "社员处分决定\r\n"))
    assert "某某人民公社社员处分决定" in "".join(piece.decode() for piece in decoding.contents(path, members=members))


def test_a_member_counts_as_known_only_in_a_file_of_the_same_kind(tmp_path: Path) -> None:
    """A page is read in more ways than a table."""
    members = Members()
    for name in ("a.csv.gz", "a.html.gz"):
        (tmp_path / name).write_bytes(_packed("处<b>分</b>决定\n"))
        texts = [piece.decode() for piece in decoding.contents(tmp_path / name, members=members)]
    assert texts == ["a.html.gz", "处<b>分</b>决定\n", "处分决定\n"]


@pytest.mark.parametrize("at_once", [4 << 20, 0])
def test_a_member_that_has_passed_is_given_once_more_and_told_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """The same is given of small ones, which are unpacked in one go, and of large ones."""
    monkeypatch.setattr(gzipped, "_AT_ONCE", at_once)
    long = FIRST + "J001-3,澜溪县粮食局关于统购统销工作的通知,澜溪县粮食局,澜粮〔1954〕12号,1954-06-09,开放\r\n" * 2
    path, first = tmp_path / "a.csv.gz", Members()
    path.write_bytes(_packed(long))
    list(decoding.contents(path, members=first))
    assert first.met
    path.write_bytes(_packed(SECOND, long, SECOND, long))
    again = Members(table(("a.csv.gz", each) for each in first.met), once_more=True)
    given = [(piece.decode(), again.passed) for piece in decoding.contents(path, members=again)]
    assert given == [("a.csv.gz", False), (SECOND, False), (long, True)]
    reading = decoding.contents(path, members=Members(table(("a.csv.gz", each) for each in first.met)))
    assert [piece.decode() for piece in reading][1:] == [SECOND]


@pytest.mark.parametrize("padding", [b"", b"\0" * 512])
def test_zeros_after_the_last_member_are_padding(tmp_path: Path, padding: bytes) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(_packed(FIRST, SECOND) + padding)
    assert [piece.decode() for piece in decoding.contents(path)][1:] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: data + b"more", lambda data: data[:-8] + b"12345678"]
)
def test_a_file_that_is_cut_off_or_followed_by_anything_or_changed_is_damaged(tmp_path: Path, damage) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(damage(_packed(FIRST, SECOND)))
    with pytest.raises(decoding.Undecodable):
        list(decoding.contents(path))


def test_a_long_text_without_an_end_of_line_is_given_in_pieces_that_overlap(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    text = "".join(f"{number:07}" for number in range(1_000_000))
    path.write_bytes(_packed(text[:3_000_000], text[3_000_000:]))
    pieces = [piece.decode() for piece in decoding.contents(path)][1:]
    assert len(pieces) > 1
    assert all(any(f"{number:07}" in piece for piece in pieces) for number in range(500_000, 1_000_000, 9973))
    assert pieces[0][-65_536:] == pieces[1][:65_536]
