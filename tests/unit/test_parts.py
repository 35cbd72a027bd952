"""What is the same is taken over, and only that."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai import files, parts
from lantai.parts import Parts, Tree, digest
from lantai.publishing.audit import tree

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class Named:
    """Something with a name and a place."""

    name: str
    place: str = ""


@given(VALUES, VALUES)
def test_only_equal_values_have_one_digest(one: object, other: object) -> None:
    """Written as Python writes them, values are the same or their digests differ."""
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), (["a"],)),
        ((1,), ("1",)),
        ((True,), (1,)),
        ((Named("a", "b"),), (Named("ab"),)),
        (({"a": 1, "b": 2},), ({"b": 2, "a": 1},)),
        ((date(2026, 6, 9),), (datetime(2026, 6, 9, tzinfo=UTC),)),
    ],
)
def test_values_that_look_alike_are_told_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_what_cannot_be_seen_cannot_be_part_of_a_key() -> None:
    """An object whose content is hidden would leave a hole in the key."""
    with pytest.raises(TypeError):
        digest(lambda: 1)
    assert digest({"b", "a"}) == digest({"a", "b"})


def _finished(folder: Path, made: Parts) -> Tree:
    """Do what a build does when a tree is complete, and return what the next one reads."""
    manifest = made.coming / "manifest.json"
    known = {name: file.known for name, file in tree.walk(made.coming).digested().items()}
    files.write(manifest, "{}")
    made.save(folder / "parts.json")
    parts.record(folder / "tree.json", manifest, known, folder / "parts.json")
    return Tree.read(folder / "tree.json", manifest)


@pytest.fixture
def first(tmp_path: Path) -> Parts:
    made = Parts(tmp_path / "none", tmp_path / "output")
    files.write(made.coming / "a" / "one.txt", "1")
    files.write(made.coming / "two.txt", "2")
    made.note("lists", "key", ["a/one.txt", "two.txt"], {"pages": [1]})
    return made


def test_a_part_with_the_same_key_is_the_same_files(first: Parts, tmp_path: Path) -> None:
    """No byte is copied: the files get a second name, and the notes come back."""
    tree = _finished(tmp_path, first)
    with Parts(first.coming, tmp_path / "next", tree) as again:
        taken = again.take("lists", "key")
    assert taken is not None and taken.notes == {"pages": [1]}
    assert (tmp_path / "next" / "a" / "one.txt").samefile(first.coming / "a" / "one.txt")
    assert again.take("lists", "another key") is None
    assert again.take("downloads", "key") is None


def test_what_was_taken_over_can_be_taken_over_again(first: Parts, tmp_path: Path) -> None:
    with Parts(first.coming, tmp_path / "next", _finished(tmp_path, first)) as again:
        again.take("lists", "key")
    tree = _finished(tmp_path, again)
    assert Parts(again.coming, tmp_path / "third", tree).take("lists", "key") is not None


def test_what_cannot_be_put_into_the_new_tree_is_told(first: Parts, tmp_path: Path) -> None:
    """The files are linked beside other work; a failure there is a failure of the whole."""
    tree = _finished(tmp_path, first)
    (tmp_path / "next").write_text("not a folder", encoding="utf-8")
    with pytest.raises(OSError), Parts(first.coming, tmp_path / "next", tree) as again:
        again.take("lists", "key")


@pytest.mark.parametrize("touch", ["edit", "same size", "remove", "replace", "time"])
def test_a_file_that_was_touched_takes_its_part_with_it(first: Parts, tmp_path: Path, touch: str) -> None:
    tree = _finished(tmp_path, first)
    path = first.coming / "two.txt"
    if touch == "edit":
        path.write_text("22", encoding="utf-8")
    elif touch == "same size":
        path.write_text("3", encoding="utf-8")
    elif touch == "remove":
        path.unlink()
    elif touch == "replace":
        files.write(path, "2")
    else:
        os.utime(path)
    assert Parts(first.coming, tmp_path / "next", tree).take("lists", "key") is None


def test_what_is_known_of_another_tree_is_nothing(first: Parts, tmp_path: Path) -> None:
    """A manifest that is not the one that was noted, a record that is damaged or of another version."""
    _finished(tmp_path, first)
    record, manifest = tmp_path / "tree.json", first.coming / "manifest.json"
    whole = record.read_text(encoding="utf-8")
    for damaged in (whole[:-9], "[]", "{}", whole.replace(parts.FORMAT, "lantai-parts-0")):
        record.write_text(damaged, encoding="utf-8")
        assert Tree.read(record, manifest) == Tree.nothing()
    record.write_text(whole, encoding="utf-8")
    assert Tree.read(record, manifest).parts
    manifest.write_text("{ }", encoding="utf-8")
    assert Tree.read(record, manifest) == Tree.nothing()
    assert Tree.read(tmp_path / "missing", manifest) == Tree.nothing()
