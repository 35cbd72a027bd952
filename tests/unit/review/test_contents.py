"""What counts as the file that was signed: its bytes, found out once, and nothing from elsewhere."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from tests.unit.review.making import DIGEST, MOMENT, frame, release, site

from lantai.problems import Problems
from lantai.review import gate, objects
from lantai.review.objects import Contents

ROWS = tuple({"media": name, "cleared": "是"} for name in ("a.jpg", "b.jpg", "none.jpg"))


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """Two pictures, the second with a text beside it; a third is named by a record and lies nowhere. All is signed."""
    folder = tmp_path / "site" / "catalogue" / "media"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"dike")
    (folder / "b.jpg").write_bytes(b"boat")
    (folder / "b.txt").write_text("渡口的船", "utf-8")
    objects.write(release(tmp_path), objects.listing(frame(*ROWS), Contents(site(tmp_path / "site"))))
    return folder


def _shown(folder: Path) -> list[str | None]:
    given = gate(frame(*ROWS), release(folder), site(folder / "site"), MOMENT, Problems(), digest=DIGEST)
    return given.public["media"].to_list()


def test_what_is_as_it_was_signed_is_shown(tmp_path: Path, media: Path) -> None:
    assert _shown(tmp_path) == ["a.jpg", "b.jpg", "none.jpg"]


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.jpg", b"duke", [None, "b.jpg", "none.jpg"]),
        ("b.txt", None, ["a.jpg", None, "none.jpg"]),
        ("a.xml", b"<alto/>", [None, "b.jpg", "none.jpg"]),
        ("none.jpg", b"new", ["a.jpg", "b.jpg", None]),
        ("other.jpg", b"shown by no record", ["a.jpg", "b.jpg", "none.jpg"]),
        ("a.jpg", None, ["a.jpg", "b.jpg", "none.jpg"]),
    ],
)
def test_only_records_that_show_another_file_are_held(
    tmp_path: Path, media: Path, name: str, content: bytes | None, shown: list[str | None]
) -> None:
    """Exchanged, of the same length; a text that is gone, or new; a picture that came later. A lost one shows none."""
    if content is None:
        (media / name).unlink()
    else:
        (media / name).write_bytes(content)
    assert _shown(tmp_path) == shown


@pytest.mark.parametrize("inside", [True, False])
def test_a_link_is_what_it_leads_to_and_nothing_outside_of_the_site_is_signed(
    tmp_path: Path, media: Path, inside: bool
) -> None:
    """A picture replaced by a link to one of an exhibition is another picture."""
    other = tmp_path / "site" / "exhibitions" / "x.jpg" if inside else tmp_path / "secret.jpg"
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(b"secret")
    (media / "a.jpg").unlink()
    (media / "a.jpg").symlink_to(other)
    assert _shown(tmp_path) == [None, "b.jpg", "none.jpg"]
    contents = Contents(site(tmp_path / "site"))
    assert contents.digest("a.jpg") == (sha256(b"secret").hexdigest() if inside else "unreadable")
    assert ("a.jpg" in objects.listing(frame(*ROWS), contents)) == inside


def test_a_file_is_read_once_until_something_of_it_changes(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a change that keeps name, inode, length and the time of writing is overlooked."""
    monkeypatch.setattr(objects, "_SETTLED", -1.0)
    read: list[str] = []
    monkeypatch.setattr(
        objects.files, "sha256", lambda path: read.append(path.name) or sha256(path.read_bytes()).hexdigest()
    )
    home, cache, path = site(tmp_path / "site"), tmp_path / "cache", media / "a.jpg"
    os.utime(path, ns=(10**18, 10**18))
    first = Contents(home, cache).all()
    assert Contents(home, cache).all() == first and len(read) == 3
    path.write_bytes(b"duke")
    os.utime(path, ns=(10**18, 10**18))
    assert Contents(home, cache).digest("a.jpg") == sha256(b"duke").hexdigest()


def test_what_was_written_just_now_is_not_remembered(tmp_path: Path, media: Path) -> None:
    """The clock of the file system may not have moved when the next change comes."""
    Contents(site(tmp_path / "site"), tmp_path / "cache").all()
    assert not (tmp_path / "cache").exists()
