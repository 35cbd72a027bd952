"""Whatever a person writes, a build ends with a site or with what is wrong in it, never with a fault of the program.

``LANTAI_WILD=500`` tries so many sites of each sort, of which a run by CI tries a few.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from tests.hostile.wild import Wild
from tests.hostile.wild_site import WildSite

from harness import run_lantai
from small import NOW, SIGNS, build, make_site, record, tree

pytestmark = pytest.mark.site
MANY = int(os.environ.get("LANTAI_WILD", "2"))
OURS = re.compile(r"(?m)^(?:错误|ERROR) .*\((audit-[a-z-]+|unexpected|render-failed)\)$")
"""Kinds of problems that say that the program is wrong, not what it was given."""


def no_fault(folder: Path) -> str:
    """Build a site and return what was said; a fault of the program fails."""
    done = build(folder)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), said
    assert not OURS.search(said), said
    return said


@pytest.mark.parametrize("number", range(MANY))
def test_an_odd_catalogue_is_published_or_told(number: int, tmp_path: Path) -> None:
    """Codes, dates and texts of every sort, releases that overlap, archives that share codes, records withdrawn."""
    site = Wild(tmp_path, number)
    (tmp_path / "exhibitions").mkdir()
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    for release in site.catalogue():
        signed = run_lantai("review", release, "--site", tmp_path, "--at", NOW, "--approve", *signs)
        assert signed.returncode in (0, 1), signed.stdout + signed.stderr
    no_fault(tmp_path)


@pytest.mark.parametrize("number", range(MANY))
def test_an_odd_exhibition_is_shown_or_told(number: int, tmp_path: Path) -> None:
    """Blocks with options of every sort; what is told is taken out, until there is a site or nothing more to take."""
    make_site(tmp_path / "site", [record(number, f"关于防汛水利的通知{number}") for number in range(1, 4)])
    Wild(tmp_path / "site", number).exhibition()
    for _ in range(6):
        said = no_fault(tmp_path / "site")
        places = set(re.findall(r"错误 (exhibitions/wild/\S+\.md) 第 (\d+) 行", said))
        if not places:
            return
        for path in {tmp_path / "site" / file for file, _ in places}:
            _without(path, sorted(int(line) for file, line in places if path.as_posix().endswith(file)))


@pytest.mark.parametrize("number", range(MANY))
def test_a_whole_odd_site_is_built_or_told_and_built_again_as_anew(number: int, tmp_path: Path) -> None:
    """Lessons, pages for visitors, exhibitions, in several languages, of several archives; then some records withdrawn.

    What was kept of the first build leaves no trace in the second.
    """
    site = tmp_path / "site"
    (site / "exhibitions").mkdir(parents=True)
    wild = WildSite(site, number)
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    for release in wild.write():
        signed = run_lantai("review", release, "--site", site, "--at", NOW, "--approve", *signs)
        assert signed.returncode in (0, 1), signed.stdout + signed.stderr
    for _ in range(12):
        if not _give_in(site, no_fault(site)):
            break
    if not (site / "output").is_dir():
        return
    wild.withdraw()
    no_fault(site)
    shutil.copytree(site, tmp_path / "anew", ignore=shutil.ignore_patterns(".build", "output", ".output.lock"))
    no_fault(tmp_path / "anew")
    assert tree(site / "output") == tree(tmp_path / "anew" / "output")


def _give_in(site: Path, said: str) -> bool:
    """Take out what errors are told of; returns whether there was anything."""
    told = r"(?m)^(?:错误|ERROR) ((?:content|exhibitions|catalogue)/.+?\.[a-z0-9]+|exhibitions/\S+|content/learn/\S+) "
    places = set(re.findall(told, said))
    for place in places:
        first, second, *_ = [*place.split("/"), "", ""]
        path = site / place
        if place == "content/site.yaml":
            about = yaml.safe_load(path.read_text(encoding="utf-8"))
            kept = ("name", "code", "archives", "languages", "record_pages", "base_url")
            path.write_text(yaml.safe_dump({key: about[key] for key in kept if key in about}), encoding="utf-8")
        elif place.startswith("content/learn/"):
            shutil.rmtree(site.joinpath(*place.split("/")[:3]), ignore_errors=True)
        elif first == "exhibitions" and not (place.endswith(".md") and path.is_file()):
            shutil.rmtree(site / first / second, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return bool(places)


def _without(path: Path, wrong: list[int]) -> None:
    """Blank the blocks of a text that hold some of its lines."""
    lines = path.read_text(encoding="utf-8").split("\n")
    begins = [index for index, line in enumerate(lines) if re.match(r"/// \w", line)]
    for number in wrong:
        first = max((begin for begin in begins if begin < number), default=number - 1)
        last = next((index for index in range(first, len(lines)) if lines[index] == "///"), number - 1)
        lines[first : last + 1] = [""] * (last + 1 - first)
    path.write_text("\n".join(lines), encoding="utf-8")
