"""Many files get a second name at once, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantai import files, parts
from lantai.linking import Linker
from lantai.parts import Known, Part, Parts, Tree

PATHS = [f"lists/{number % 7}/全宗 {number}/index.html" for number in range(1200)]


@pytest.fixture
def former(tmp_path: Path) -> Path:
    for path in PATHS:
        files.write(tmp_path / "output" / path, path)
    return tmp_path / "output"


def _tree(former: Path) -> Tree:
    found = {path: (former / path).stat() for path in PATHS}
    known = {path: Known(each.st_ino, each.st_size, each.st_mtime_ns, "") for path, each in found.items()}
    return Tree(known, {"lists": Part("key", tuple(PATHS)), "few": Part("key", ("lists/0/全宗 0/index.html",))})


def test_all_are_the_same_files(former: Path, tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    linker = Linker(former, tmp_path / "next")
    linker.link(PATHS[:1000])
    linker.link(PATHS[1000:])
    assert linker.end()
    assert all((tmp_path / "next" / path).samefile(former / path) for path in PATHS)


def test_one_that_cannot_be_linked_is_told(former: Path, tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    linker = Linker(former, tmp_path / "next")
    linker.link([*PATHS[:3], "lists/none.html", *PATHS[3:]])
    assert not linker.end()


def test_what_nobody_says_the_end_of_is_not_all(former: Path, tmp_path: Path) -> None:
    """Who asked may have been killed between two words."""
    (tmp_path / "next").mkdir()
    linker = Linker(former, tmp_path / "next")
    linker.link(PATHS[:3])
    linker._saying.shutdown()
    linker._close()
    assert linker._process.wait() == 1


def test_many_are_taken_over_by_a_process_and_few_without(
    former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(parts, "Linker", lambda *folders: begun.append(folders[0]) or Linker(*folders))
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    with Parts(former, tmp_path / "few", _tree(former)) as taken:
        assert taken.take("few", "key")
    assert (tmp_path / "few" / PATHS[0]).samefile(former / PATHS[0])
    assert not begun
    with Parts(former, tmp_path / "many", _tree(former)) as taken:
        assert taken.take("lists", "key")
    assert begun == [former]
    assert all((tmp_path / "many" / path).samefile(former / path) for path in PATHS)


def test_what_has_the_name_already_gives_way(former: Path, tmp_path: Path) -> None:
    files.write(tmp_path / "next" / PATHS[700], "another")
    linker = Linker(former, tmp_path / "next")
    linker.link(PATHS)
    assert linker.end()
    assert all((tmp_path / "next" / path).samefile(former / path) for path in PATHS)


def test_what_the_process_cannot_link_is_put_there_all_the_same(
    former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been killed, or the file system knows no links."""
    (tmp_path / "next").mkdir()

    class Killed(Linker):
        def link(self, paths):  # type: ignore[no-untyped-def]
            self._process.kill()
            super().link(paths)

    monkeypatch.setattr(parts, "Linker", Killed)
    with Parts(former, tmp_path / "next", _tree(former)) as taken:
        assert taken.take("lists", "key")
    assert all((tmp_path / "next" / path).samefile(former / path) for path in PATHS)


def test_after_an_error_nothing_is_linked_any_more(former: Path, tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    taken = Parts(former, tmp_path / "next", _tree(former))
    with pytest.raises(KeyError), taken:
        taken.take("lists", "key")
        raise KeyError
    assert taken._linker is not None
    assert taken._linker._process.returncode is not None
