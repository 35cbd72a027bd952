"""Editions of a small site: what is in them, where their links lead, and what is refused."""

from __future__ import annotations

import base64
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from harness import run_lantai
from lantai.problems import CannotFinish, InputError, Problems, UsageError
from lantai.publishing import offline
from lantai.publishing.audit import decoding
from lantai.publishing.offline import packing
from lantai.site import config
from lantai.site.kiosk import KioskSettings
from small import add_exhibition, build, make_site, record, tree

pytestmark = pytest.mark.site

OPEN = record(1, "县人委关于抢修城关堤段的通知")
OTHER = record(2, "县人委关于冬季兴修水利的指示")
HELD = record(3, "甲乙丙丁暂不开放之文件", status="控制")
PART = offline.Scope("exhibition", "flood")
PUBLIC_ADDRESS = "https://archives.example.cn"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose exhibition cites one of two open records; ``output`` without, ``known`` with a public address."""
    folder = make_site(tmp_path_factory.mktemp("offline") / "site", [OPEN, OTHER, HELD])
    exhibition = add_exhibition(folder)
    with (exhibition / "01-rain.md").open("a", encoding="utf-8") as section:
        section.write(f"\n/// record | {OPEN[1]}\n///\n\n[目录](/catalogue/) [外面](https://elsewhere.example.org/)\n")
    for options in ((), ("--base-url", PUBLIC_ADDRESS, "--output", folder / "known")):
        done = build(folder, *options)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _make(
    site: Path, target: Path, scope: offline.Scope = PART, built: str = "output", **options: object
) -> offline.Made:
    return offline.make(offline.Tree.open(site / built), scope, target, build_folder=site / ".build", **options)


@pytest.fixture(scope="module")
def part(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make(site, tmp_path_factory.mktemp("part") / "flood").folder


@pytest.fixture(scope="module")
def whole(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make(site, tmp_path_factory.mktemp("whole") / "site", offline.Scope()).folder


def _wrong_links(edition: Path) -> Iterator[str]:
    for page in sorted(edition.rglob("*.html")):
        document = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
        for element, attribute, link, _ in document.getroot().iterlinks():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path or (element.tag == "base"):
                continue
            if not (page.parent / unquote(parts.path)).is_file():
                yield f"{page.relative_to(edition)}: <{element.tag} {attribute}> {link}"


@pytest.mark.parametrize("edition", ["part", "whole"])
def test_every_link_leads_to_a_file_of_the_edition(edition: str, request: pytest.FixtureRequest) -> None:
    """Never to a folder, which a browser would list, and never to what is not there."""
    assert list(_wrong_links(request.getfixturevalue(edition))) == []


@pytest.mark.parametrize("edition", ["part", "whole"])
def test_no_page_loads_a_module_or_a_file_of_another_place(edition: str, request: pytest.FixtureRequest) -> None:
    pages = [path.read_text(encoding="utf-8") for path in request.getfixturevalue(edition).rglob("*.html")]
    assert pages
    assert [page for page in pages if 'type="module"' in page or '<script src="http' in page] == []


@pytest.mark.parametrize("edition", ["part", "whole"])
def test_what_is_not_a_page_is_the_sites_own_file(edition: str, site: Path, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(edition)
    public, made = tree(site / "output"), tree(folder)
    own = {"README.txt", "edition.json", "manifest.json"}
    foreign = [
        name
        for name, digest in made.items()
        if public.get(name) != digest
        and name not in own
        and not name.endswith((".html", ".bin.js", ".json.js", "css/edition.css"))
        and "/js/" not in name
    ]
    assert foreign == []


def test_a_part_holds_its_subject_and_what_it_cites_and_no_other_record(part: Path) -> None:
    names = {path.relative_to(part).as_posix() for path in part.rglob("*")}
    assert "exhibitions/flood/rain/index.html" in names
    assert [name for name in names if name.startswith("catalogue/") and OPEN[1] in name and name.endswith("index.html")]
    assert not [name for name in names if OTHER[1] in name]
    indexed = "\n".join(_unwrapped(path) for path in (part / "search" / "index").rglob("*.js"))
    assert OPEN[2] in indexed
    assert OTHER[2] not in indexed


def _unwrapped(path: Path) -> str:
    """Return the text of a wrapped file, inflated if it was deflated."""
    data = base64.b64decode(path.read_text(encoding="utf-8").split('"')[3])
    return (zlib.decompress(data, -15) if path.name.endswith(".bin.js") else data).decode("utf-8", "replace")


def test_what_is_held_is_in_no_edition_not_even_in_a_wrapped_file(whole: Path, part: Path) -> None:
    for folder in (whole, part):
        for path in folder.rglob("*"):
            if not path.is_file():
                continue
            texts = list(decoding.texts(path))
            if path.name.endswith((".bin.js", ".json.js")):
                texts.append(_unwrapped(path))
            assert not [text for text in texts if HELD[1] in text or HELD[2] in text], path


def test_a_link_out_of_a_part_becomes_text_with_a_word_or_leads_to_the_website(
    site: Path, part: Path, tmp_path: Path
) -> None:
    section = "exhibitions/flood/rain/index.html"
    text = (part / section).read_text(encoding="utf-8")
    assert '<span class="elsewhere">目录 <span class="elsewhere-word">（见网站）</span></span>' in text
    assert 'href="https://elsewhere.example.org/"' in text
    known = (_make(site, tmp_path / "known", built="known").folder / section).read_text(encoding="utf-8")
    assert f'<a href="{PUBLIC_ADDRESS}/catalogue/">目录</a>' in known
    kiosk = (_make(site, tmp_path / "kiosk", built="known", kiosk=KioskSettings()).folder / section).read_text(
        encoding="utf-8"
    )
    assert 'href="http' not in kiosk and "外面" in kiosk


def test_the_same_tree_gives_the_same_bytes_also_as_a_zip_file(site: Path, tmp_path: Path) -> None:
    first = _make(site, tmp_path / "a" / "edition", pack=True)
    copy = tmp_path / "another place"
    shutil.copytree(site / "output", copy / "output")
    second = _make(copy, tmp_path / "b" / "edition", pack=True)
    assert tree(first.folder) == tree(second.folder)
    assert first.archive.read_bytes() == second.archive.read_bytes()
    with zipfile.ZipFile(first.archive) as archive:
        assert archive.testzip() is None
        assert "edition/index.html" in archive.namelist()
    assert str(site).encode() not in b"".join(path.read_bytes() for path in first.folder.rglob("*.js"))


def test_a_new_edition_replaces_the_old_one_whole(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "edition"
    _make(site, target, offline.Scope())
    _make(site, target)
    assert not (target / "data").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


# What is refused


def test_an_unknown_exhibition_is_refused_with_the_nearest_names(site: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        _make(site, tmp_path / "x", offline.Scope("exhibition", "fload"))
    (problem,) = refused.value.problems
    assert problem.code == "offline-unknown"
    assert "flood" in problem.advice("zh") and "flood" in problem.advice("en")
    for slug in ("nothing", "", "../flood"):
        with pytest.raises(UsageError, match="no such lesson"):
            _make(site, tmp_path / "x", offline.Scope("lesson", slug))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_of_others_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(InputError):
        _make(site, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_zip_file_of_others_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "flood.zip").write_bytes(b"mine")
    with pytest.raises(InputError):
        _make(site, tmp_path / "flood", pack=True)
    assert (tmp_path / "flood.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("inside", ["output", "output/exhibitions", "."])
def test_the_public_site_is_never_replaced_by_an_edition(site: Path, inside: str) -> None:
    before = tree(site / "output")
    with pytest.raises(InputError):
        _make(site, (site / inside).resolve())
    assert tree(site / "output") == before


def test_a_disk_without_room_is_told_before_anything_is_written(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(CannotFinish) as refused:
        _make(site, tmp_path / "x")
    assert [problem.code for problem in refused.value.problems] == ["offline-no-space"]
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_was_changed_after_its_audit_is_refused(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "output", tmp_path / "output")
    (tmp_path / "output" / "index.html").write_text("changed", encoding="utf-8")
    with pytest.raises(CannotFinish):
        offline.Tree.open(tmp_path / "output")
    with pytest.raises(UsageError):
        offline.Tree.open(tmp_path / "nothing")


def test_names_that_windows_cannot_hold_are_told() -> None:
    problems = packing.check_names(["a/b.html", "a/CON.txt", "a/B.html", "x" * 200])
    assert sorted(problem.code for problem in problems) == [
        "offline-long-paths",
        "offline-name-unsafe",
        "offline-names-collide",
    ]


def test_the_command_says_how_large_the_edition_is_and_where(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    done = run_lantai("offline", "--site", site, "--exhibition", "flood", "--output", target)
    assert done.returncode == 0
    assert "MB" in done.stderr and str(target / "index.html") in done.stderr
    mark = json.loads((target / "edition.json").read_text(encoding="utf-8"))
    assert mark["slug"] == "flood" and mark["kiosk"] is False
    both = run_lantai("offline", "--site", site, "--exhibition", "flood", "--lesson", "x")
    assert both.returncode == 2


# Kiosk


def _settings(folder: Path, text: str) -> tuple[KioskSettings | None, Problems]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "site.yaml").write_text(f'name: 某县档案馆\ncode: "LX0001"\n{text}', encoding="utf-8")
    site, problems = config.load(folder)
    return (site.kiosk if site else None), problems


def test_a_kiosk_returns_after_two_minutes_unless_the_curator_says_otherwise(tmp_path: Path) -> None:
    assert _settings(tmp_path, "")[0] == KioskSettings(idle=120, warning=15, home="", keyboard=False)
    said = "kiosk: {idle: 60, warning: 10, home: /exhibitions/flood/, keyboard: true}"
    assert _settings(tmp_path, said)[0] == KioskSettings(60, 10, "/exhibitions/flood/", True)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("idle: 5", "kiosk.idle"),
        ("idle: 两分钟", "kiosk.idle"),
        ("idle: true", "kiosk.idle"),
        ("warning: 400", "kiosk.warning"),
        ("idle: 30, warning: 28", "kiosk.warning"),
        ("home: https://example.org/", "kiosk.home"),
        ("keyboard: 有", "kiosk.keyboard"),
        ("ilde: 60", "ilde"),
    ],
)
def test_a_kiosk_setting_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, said: str, key: str) -> None:
    _, problems = _settings(tmp_path, f"kiosk: {{{said}}}")
    (problem,) = problems.errors
    assert problem.values["key"] == key
    assert problem.place.line == 3
    assert problem.what("zh") != problem.what("en")


def test_a_kiosks_home_must_be_in_its_edition(site: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        _make(site, tmp_path / "x", kiosk=KioskSettings(home="/guides/"))
    assert [problem.code for problem in refused.value.problems] == ["offline-kiosk-home"]
