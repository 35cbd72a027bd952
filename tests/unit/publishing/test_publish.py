"""What was built arrives whole, in an order that never shows a page without what it needs, and can be taken back."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.unit.publishing.versions import ONE, TWO, behind_rsync, built, found_in, silent

from lantai.problems import CannotFinish, InputError, LantaiError, UsageError
from lantai.publishing import manifest
from lantai.publishing.layout import Layout
from lantai.publishing.sending import back, order, publish, to_folder
from lantai.publishing.sending.places import target_of


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    site = tmp_path / "site"
    site.mkdir()
    made = Layout.of(site)
    built(made, ONE)
    return made


@pytest.fixture(params=["folder", "rsync"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """A destination and the folder that it is: a plain one, and one behind rsync with a shell that stays here."""
    served = tmp_path / "served"
    if request.param == "folder":
        return str(served), served
    return behind_rsync(tmp_path, monkeypatch)


def test_what_was_built_arrives_and_what_is_gone_leaves(layout: Layout, place: tuple[str, Path]) -> None:
    destination, served = place
    assert publish(layout, destination, silent).files == 4
    assert found_in(served) == ONE
    built(layout, TWO)
    publish(layout, destination, silent)
    assert found_in(served) == TWO
    assert not (served / "a").exists()


def test_a_file_that_is_gone_takes_none_with_it_whose_name_its_own_could_stand_for(
    layout: Layout, place: tuple[str, Path]
) -> None:
    """To rsync ``x[1].csv`` may mean ``x1.csv``."""
    destination, served = place
    stays = {**ONE, "data/x1.csv": "1", "other/x[1].csv": "2"}
    built(layout, {**stays, "data/x[1].csv": "3"})
    publish(layout, destination, silent)
    built(layout, stays)
    publish(layout, destination, silent)
    assert found_in(served) == stays


@pytest.mark.parametrize("there", [False, True])
def test_what_is_published_can_be_read_by_a_server(layout: Layout, place: tuple[str, Path], there: bool) -> None:
    """Also if whoever publishes, or logs in there, lets no one read their files; also the folder itself, if it is new.

    A folder that someone else has made keeps the mode that they gave it.
    """
    destination, served = place
    if served.is_dir():
        served.rmdir()
    if there:
        served.mkdir(mode=0o710)
    before = os.umask(0o077)
    try:
        publish(layout, destination, silent)
        assert _modes(served) == {name: 0o644 if (served / name).is_file() else 0o755 for name in _modes(served)}
        (served / "index.html").chmod(0o600)  # as an earlier version of rsync may have left it
        built(layout, TWO)
        publish(layout, destination, silent)
    finally:
        os.umask(before)
    assert _modes(served) == {name: 0o644 if (served / name).is_file() else 0o755 for name in _modes(served)}
    assert served.stat().st_mode & 0o777 == (0o710 if there else 0o755)


def _modes(served: Path) -> dict[str, int]:
    return {path.relative_to(served).as_posix(): path.stat().st_mode & 0o777 for path in served.rglob("*")}


def test_only_what_changed_is_sent(layout: Layout, tmp_path: Path) -> None:
    publish(layout, str(tmp_path / "served"), silent)
    built(layout, {**ONE, "index.html": "changed"})
    assert publish(layout, str(tmp_path / "served"), silent).sent == 1


def test_back_brings_the_earlier_version_and_again_the_newer(layout: Layout, place: tuple[str, Path]) -> None:
    destination, served = place
    publish(layout, destination, silent)
    built(layout, TWO)
    publish(layout, destination, silent)
    back(layout, destination, silent)
    assert found_in(served) == ONE
    back(layout, destination, silent)
    assert found_in(served) == TWO


def test_there_is_no_way_back_from_the_first_version(layout: Layout, tmp_path: Path) -> None:
    publish(layout, str(tmp_path / "served"), silent)
    with pytest.raises(UsageError) as raised:
        back(layout, str(tmp_path / "served"), silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-nothing-before"]


def _broken_off(layout: Layout, served: Path, call: Callable[..., object], cut_after: list[int]) -> None:
    cut_after[0] = 0
    with pytest.raises(_Cut):
        call(layout, str(served), silent)
    cut_after[0] = 10**9


def test_back_after_a_publication_that_broke_off_brings_what_was_there_before_it(
    layout: Layout, tmp_path: Path, cut_after: list[int]
) -> None:
    """Not the version before that one: what broke off was on show in part, and is what must go."""
    served, two, three = tmp_path / "served", {**TWO, "x.html": "2"}, {**TWO, "y.html": "3"}
    publish(layout, str(served), silent)
    built(layout, two)
    publish(layout, str(served), silent)
    built(layout, three)
    _broken_off(layout, served, publish, cut_after)
    back(layout, str(served), silent)
    assert found_in(served) == two
    back(layout, str(served), silent)
    assert found_in(served) == ONE


def test_a_way_back_that_broke_off_is_gone_to_its_end(layout: Layout, tmp_path: Path, cut_after: list[int]) -> None:
    """Asked again, it does not turn round."""
    served = tmp_path / "served"
    publish(layout, str(served), silent)
    built(layout, TWO)
    publish(layout, str(served), silent)
    _broken_off(layout, served, back, cut_after)
    back(layout, str(served), silent)
    assert found_in(served) == ONE
    back(layout, str(served), silent)
    assert found_in(served) == TWO


@pytest.mark.parametrize("known_from", ["tombstones", "tables"])
def test_there_is_no_way_back_to_what_was_withdrawn_or_held_since(
    layout: Layout, tmp_path: Path, known_from: str
) -> None:
    served = tmp_path / "served"
    secret = "澜溪县某某人民公社社员处分决定"
    built(layout, {**ONE, "data/catalogue.csv": secret, "r/withdrawn.json": "{}"})
    publish(layout, str(served), silent)
    now = {**ONE, "r/withdrawn.json": "{}"}
    if known_from == "tombstones":
        now["r/withdrawn.json"] = json.dumps({"J001-1": ["/catalogue/J001/1/"]})
    else:
        layout.work.mkdir(parents=True)
        pl.DataFrame({"ref_code": ["J001-1"], "title": [secret], "holds": ["words"]}).write_parquet(
            layout.work / "withheld.parquet"
        )
        pl.DataFrame(schema={"ref_code": pl.String, "title": pl.String}).write_parquet(layout.work / "public.parquet")
    built(layout, now)
    publish(layout, str(served), silent)
    with pytest.raises(InputError) as raised:
        back(layout, str(served), silent)
    what = {"tombstones": "publish-back-withdrawn", "tables": "publish-back-shows"}
    assert [problem.code for problem in raised.value.problems] == ["publish-back-unfit", what[known_from]]
    assert found_in(served) == now


def test_pages_that_a_way_back_makes_public_again_are_named(layout: Layout, tmp_path: Path) -> None:
    publish(layout, str(tmp_path / "served"), silent)
    built(layout, TWO)
    publish(layout, str(tmp_path / "served"), silent)
    assert back(layout, str(tmp_path / "served"), silent).returned == ("a/index.html",)


def test_a_page_is_sent_after_what_it_needs_and_entry_points_last() -> None:
    names = ["index.html", "sitemap.xml", "a/b/index.html", "a/index.html", "data/x.csv", "theme/1/a.css"]
    names += ["search/index/current.json", "search/index/00ff00ff00ff00ff/d/0/0.bin", "media/x-0a1b2c3d4e-480.webp"]
    names += ["iiif/exhibition/flood/manifest.json"]
    assert order.stages(names) == [
        ["media/x-0a1b2c3d4e-480.webp", "search/index/00ff00ff00ff00ff/d/0/0.bin", "theme/1/a.css"],
        ["data/x.csv", "iiif/exhibition/flood/manifest.json"],
        ["a/b/index.html"],
        ["a/index.html"],
        ["search/index/current.json"],
        ["index.html", "sitemap.xml"],
    ]


def test_a_place_with_files_of_others_is_refused_untouched(layout: Layout, place: tuple[str, Path]) -> None:
    destination, served = place
    served.mkdir(exist_ok=True)
    (served / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        publish(layout, destination, silent)
    assert found_in(served) == {"thesis.docx": "mine"}


def test_what_others_put_beside_the_site_stays(layout: Layout, place: tuple[str, Path]) -> None:
    destination, served = place
    publish(layout, destination, silent)
    (served / ".well-known").mkdir()
    (served / ".well-known" / "token").write_text("x", encoding="utf-8")
    built(layout, TWO)
    publish(layout, destination, silent)
    assert found_in(served) == {**TWO, ".well-known/token": "x"}


def test_a_disk_that_is_empty_but_for_what_its_system_keeps_there_takes_a_site(
    layout: Layout, place: tuple[str, Path]
) -> None:
    """The folder of a USB stick is never quite empty; a server's may hold the proof of its certificate."""
    destination, served = place
    theirs = {"System Volume Information/x": "x", ".well-known/token": "x"}
    for name, text in theirs.items():
        (served / name).parent.mkdir(parents=True)
        (served / name).write_text(text, encoding="utf-8")
    for version in (ONE, TWO):
        built(layout, version)
        publish(layout, destination, silent)
        assert found_in(served) == {**version, **theirs}


def test_only_what_passed_the_audit_is_published(layout: Layout, tmp_path: Path) -> None:
    """A file changed in ``output/`` by hand after the build was never checked."""
    (layout.output / "index.html").write_text("by hand", encoding="utf-8")
    with pytest.raises(CannotFinish) as raised:
        publish(layout, str(tmp_path / "served"), silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-built-changed"]
    assert not (tmp_path / "served").exists()


def test_without_a_built_site_there_is_nothing_to_publish(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish(Layout.of(tmp_path), str(tmp_path / "served"), silent)


class _Cut(Exception):
    """The line broke."""


@pytest.fixture
def cut_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Break the line after as many files as the list's first number says."""
    left = [10**9]
    real = to_folder.shutil.copyfileobj

    def copy(*arguments: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise _Cut
        real(*arguments)

    monkeypatch.setattr(to_folder.shutil, "copyfileobj", copy)
    yield left


@pytest.mark.parametrize("after", range(4))
def test_after_an_interruption_nothing_of_the_half_sent_version_remains(
    layout: Layout, tmp_path: Path, cut_after: list[int], after: int
) -> None:
    """Version two breaks off, then version three is sent: what had arrived of two alone must go."""
    served = tmp_path / "served"
    publish(layout, str(served), silent)
    built(layout, {**TWO, "secret/index.html": "withdrawn since"})
    cut_after[0] = after
    with pytest.raises(_Cut):
        publish(layout, str(served), silent)
    cut_after[0] = 10**9
    three = {"index.html": "three"}
    built(layout, three)
    publish(layout, str(served), silent)
    assert found_in(served) == three


def test_a_file_that_is_damaged_on_the_way_is_noticed(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_folder.shutil, "copyfileobj", lambda stream, copy, size: copy.write(b"?"))
    with pytest.raises(LantaiError) as raised:
        publish(layout, str(tmp_path / "served"), silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-not-arrived"]


def test_a_file_that_was_changed_there_is_told_once_and_put_right(layout: Layout, place: tuple[str, Path]) -> None:
    """The manifest there says that it is as it was: whoever believes that never sends it again."""
    destination, served = place
    publish(layout, destination, silent)
    (served / "a" / "index.html").write_text("A", encoding="utf-8")
    with contextlib.suppress(CannotFinish):
        publish(layout, destination, silent)
    publish(layout, destination, silent)
    assert found_in(served) == ONE


def test_a_folder_in_the_place_of_a_file_is_no_such_file(tmp_path: Path) -> None:
    """Whatever size the system says it has."""
    (tmp_path / "a").mkdir()
    size = (tmp_path / "a").stat().st_size
    assert manifest.differing(tmp_path, {"a": manifest.Entry(size, "0" * 64)}) == ["a"]


def test_verifying_over_rsync_sees_every_name_in_any_locale(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the locale of a timer's job, rsync writes names that are not ASCII in numbers."""
    monkeypatch.setenv("LC_ALL", "C")
    destination, served = behind_rsync(tmp_path, monkeypatch)
    files = {**ONE, "catalogue/J021-WS·1957·D30/一.html": "1", "data/x#101 \u00e9.csv": "2"}
    built(layout, files)
    publish(layout, destination, silent)
    for name in files:
        (served / name).write_text("by hand", encoding="utf-8")
    entries = manifest.read(layout.output / "manifest.json") or {}
    assert target_of(destination, layout).verify(layout.output, entries) == sorted(files)


def test_names_that_leave_the_folder_are_refused(layout: Layout, place: tuple[str, Path], tmp_path: Path) -> None:
    """A manifest found at the destination is read, not believed."""
    destination, served = place
    publish(layout, destination, silent)
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    entries = manifest.read(served / "manifest.json") or {}
    manifest.save(served / "manifest.json", {**entries, "../outside.txt": manifest.Entry(1, os.devnull)})
    built(layout, TWO)
    with pytest.raises(CannotFinish) as raised:
        publish(layout, destination, silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-destination-manifest"]
    assert outside.exists() and found_in(served) == ONE
