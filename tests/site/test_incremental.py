"""Whatever is edited, a build that takes over what nothing changed gives the bytes of a clean one."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import edits
from lantai.publishing.warm import Warm
from small import tree

pytestmark = pytest.mark.site

COUNT = int(os.environ.get("LANTAI_EDITS", "6"))
"""Edits that a run tries one after another; raise it for a long one."""
SEED = int(os.environ.get("LANTAI_SEED", "0"))


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A copy of the program, since some edits are of its theme; it cuts few records into several bundles of blocks."""
    program = edits.program_copy(tmp_path_factory.mktemp("program"))
    for name, usual, small in (
        ("plan", "plan = cls(64, 1.0, _USUAL_SLICES)", "plan = cls(4, 1.0)"),
        ("bundles", "MOST, LEAST = 64, 64", "MOST, LEAST = 64, 1"),
    ):
        path = program / "plugins" / "lantai" / "search" / f"{name}.py"
        text = path.read_text(encoding="utf-8")
        assert usual in text
        path.write_text(text.replace(usual, small), encoding="utf-8")
    warm = Warm(program)
    yield warm
    warm.close()


@pytest.fixture
def site(tmp_path: Path, warm: Warm) -> edits.Site:
    return edits.Site(tmp_path / "site", warm)


def _differences(site: edits.Site, scratch: Path) -> set[str]:
    """Build the site as it stands, and a copy that knows nothing; return the files that differ.

    If one is refused, so is the other, and what was public stays.
    """
    before = tree(site.folder / "output")
    built, clean = site.built(site.folder), site.copied(scratch)
    assert site.built(clean) == built
    kept, wanted = tree(site.folder / "output"), tree(clean / "output") if built else before
    return {name for name in kept.keys() | wanted.keys() if kept.get(name) != wanted.get(name)}


def test_after_any_edits_the_site_is_that_of_a_clean_build(site: edits.Site, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    site.build()
    order: list[edits.Edit] = []
    for number in range(COUNT):
        order = order or chance.sample(edits.EDITS, len(edits.EDITS))
        edit = order.pop()
        edit(site, chance)
        differing = _differences(site, tmp_path / f"clean-{number}")
        assert not differing, (number, edit.__name__, sorted(differing)[:10])
        if not (tmp_path / f"clean-{number}" / "output").exists():
            edits.edit_section(site, chance)  # it cited a record that is public no more


def test_a_key_that_leaves_something_out_is_found(site: edits.Site, tmp_path: Path) -> None:
    """The comparison above is worth something: without what is said of a fonds in its key, its pages go stale."""
    keys = site.warm.program / "plugins" / "lantai" / "catalogue" / "keys.py"
    whole = text = keys.read_text(encoding="utf-8")
    for line in ("view.description(summary),", "view.series_of(summary),", "_shown(view, summary),"):
        assert line in text
        text = text.replace(line, "")
    keys.write_text(text, encoding="utf-8")
    site.warm.close()
    site.build()
    edits.describe_fonds(site, random.Random(3))
    try:
        assert _differences(site, tmp_path / "clean")
    finally:
        keys.write_text(whole, encoding="utf-8")
        site.warm.close()


def test_what_somebody_touched_is_not_taken_over(site: edits.Site, tmp_path: Path) -> None:
    """A page, and a block of records, edited by hand in the output is written again."""
    output = site.build()
    assert len(list(output.glob("search/index/*/r"))) > 1
    for touched in (output / "catalogue" / "J002" / "index.html", next(output.glob("search/index/*/r/0/0.bin"))):
        touched.write_text("by hand", encoding="utf-8")
    assert not _differences(site, tmp_path / "clean")


def test_a_record_with_a_picture_keeps_its_manifest(site: edits.Site) -> None:
    """Built again with nothing changed: page, manifest, what the viewer reads and the pictures are all there."""
    first = tree(site.build())
    shown = {name for name in first if name.startswith(("iiif/", "catalogue/J001/", "media/a-"))}
    (manifest,) = (name for name in shown if name.startswith("iiif/record/"))
    page = (site.folder / "output" / "catalogue" / manifest.removeprefix("iiif/record/")).with_name("index.html")
    assert "manifest.json" in page.read_text(encoding="utf-8")
    again = tree(site.build())
    assert {name: again.get(name) for name in shown} == {name: first[name] for name in shown}
    assert any(name.endswith("info.json") for name in shown) and any(name.endswith(".jpg") for name in shown)


def test_a_site_that_was_moved_is_not_made_again(site: edits.Site) -> None:
    """Nothing in it depends on where it lies: records, downloads and their index are the files they were."""
    output = site.build()
    kept = {
        path.relative_to(output).as_posix(): path.stat().st_ino
        for pattern in ("catalogue/J002/**/*.html", "data/**/*.csv", "search/index/*/r/**/*.bin")
        for path in output.glob(pattern)
    }
    site.folder = site.folder.rename(site.folder.with_name("elsewhere"))
    again = site.build()
    assert len(kept) > 4
    assert {name: (again / name).stat().st_ino for name in kept} == kept


def test_what_did_not_change_is_the_same_file(site: edits.Site) -> None:
    """One edited section leaves lists, records, downloads and the index of records where they are."""
    output = site.build()
    kept = [
        "catalogue/J001/index.html",
        "data/catalogue.csv",
        *(path.relative_to(output).as_posix() for path in output.glob("search/index/*/r/0/*.bin")),
    ]
    before = {name: (output / name).stat().st_ino for name in kept}
    edits.edit_section(site, random.Random(0))
    site.build()
    assert {name: (output / name).stat().st_ino for name in kept} == before
    assert len(kept) > 2
