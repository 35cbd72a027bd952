"""``new``: starts a site, an exhibition, a lesson or a release with a working example to change, fonds from a roster.

Never asks when told enough, never overwrites: an existing folder ends the command, a fonds that is described stays.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

import click

from lantai import counting, files
from lantai.commands import typed, wording
from lantai.commands.new import exhibition as exhibitions
from lantai.commands.new import fonds as descriptions
from lantai.commands.new import lesson as lessons
from lantai.commands.new import release as releases
from lantai.commands.new import site as sites
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.intake import importing, roster_problems, rosters
from lantai.intake.tables import Reporter
from lantai.problems import InputError, Kind, Problems, Severity, UsageError
from lantai.prose.options import IDENTIFIER
from lantai.records import fonds
from lantai.site.languages import INTERFACE

Files = dict[str, str | bytes]
"""Files to write, by path inside the new folder."""

EXISTS = Kind(
    "new-exists",
    Severity.ERROR,
    zh=("{folder} 已经存在", "请换一个名字，或先移走它。"),
    en=("{folder} already exists", "Choose another name, or move it away first."),
)
NAME_INVALID = Kind(
    "new-name-invalid",
    Severity.ERROR,
    zh=("“{name}”不能用作文件夹名和网址", "请用小写英文字母、数字和连字符，例如 lanxi-flood-1954。"),
    en=("“{name}” cannot be a folder and an address", "Use lower-case letters, digits and hyphens, such as lanxi-flood-1954."),  # noqa: E501
)  # fmt: skip

NO_ARCHIVE = Kind(
    "new-archive-unknown",
    Severity.ERROR,
    zh=("这个网站没有代码为“{code}”的档案馆", "请用 content/site.yaml 中的代码：{codes}。"),
    en=("this site has no archive with the code “{code}”", "Use one of content/site.yaml: {codes}."),
)


@click.group("new", help="Start a site, exhibition, lesson, release or fonds.")
def command() -> None:
    """Group of the things that can be started."""


@command.command("site", help="Start a site folder DIR with everything it needs.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default="", help="Name of the archive.")
@click.option("--language", default="zh-Hans", type=click.Choice(INTERFACE), help="First language of the site.")
def new_site(folder: Path, name: str, language: str) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(EXISTS.at(str(folder), folder=folder.name))
    spoken = wording.asked() or ("zh" if language.startswith("zh") else "en")
    _write(folder, sites.files(name, language, spoken))
    _done(folder, spoken, typed.with_site("python3 build.py serve", folder))


@command.command("exhibition", help="Start an exhibition with drawn example images.")
@click.argument("name")
@click.option("--title", default="", help="Title; the name, unless given.")
@site_option
def new_exhibition(name: str, title: str, folder: Path) -> None:
    site = open_site(folder)
    target = _free(site.exhibitions, name)
    _write(target, exhibitions.files(title or name, site.language, staff_language(site)))
    _done(target, staff_language(site), typed.with_site("python3 build.py serve", folder))


@command.command("lesson", help="Start a lesson.")
@click.argument("name")
@click.option("--title", default="", help="Title; the name, unless given.")
@site_option
def new_lesson(name: str, title: str, folder: Path) -> None:
    site = open_site(folder)
    target = _free(site.content / "learn", name)
    _write(target, lessons.files(title or name, site.language, staff_language(site)))
    _done(target, staff_language(site), typed.with_site("python3 build.py serve", folder))


@command.command("release", help="Start a release of the catalogue; NAME is usually its date.")
@click.argument("name")
@site_option
def new_release(name: str, folder: Path) -> None:
    site = open_site(folder)
    target = _free(site.catalogue / "releases", name)
    _write(target, releases.files(name, site.language, staff_language(site)))
    _done(target, staff_language(site), typed.with_site(f"python3 build.py review {name}", folder))


_ROSTER = {
    "zh": "名册里有 {named} 个全宗：新建介绍 {made} 篇，写在 {folder}；{kept} 个已有介绍，没有改动。",
    "en": "{named} fonds are named: {made:# description|# descriptions} made in {folder}, {kept} described before.",
}


@command.command("fonds", help="Describe fonds from a roster of them, or a list that names the fonds of its records.")
@click.argument("roster", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--archive", default="", metavar="CODE", help="Code of the archive that holds them.")
@site_option
def new_fonds(roster: Path, archive: str, folder: Path) -> None:
    site = open_site(folder)
    archives = [each.code for each in site.archives]
    if archive and archive not in archives:
        raise UsageError(NO_ARCHIVE.at("--archive", code=archive, codes=", ".join(archives)))
    importing.refuse_unreadable(roster)
    problems = Problems()
    grids = importing.tables(roster, site.folder / ".build" / "import", Reporter(problems))
    entries = rosters.read(grids, problems)
    if not entries and not problems.errors:
        problems.add(roster_problems.NO_ROSTER.at(roster.name))
    if problems.errors:
        raise InputError(problems)
    own = archive if archive != site.archive.code else ""
    described = [("" if of == site.archive.code else of, key) for of, key in fonds.load_all(site, Problems())]
    contents = descriptions.files(entries, own, described)
    target = site.catalogue / "fonds"
    contents = {name: text for name, text in contents.items() if not (target / name).exists()}
    _write(target, contents)
    report(problems, staff_language(site))
    told = {"named": len(entries), "made": len(contents), "kept": len(entries) - len(contents)}
    say(counting.filled(_ROSTER[staff_language(site)], folder=site.shown(target), **told))


def _free(parent: Path, name: str) -> Path:
    """Return the folder to make, or end the command: a name that cannot be an address, or one that is taken."""
    if not IDENTIFIER.fullmatch(name):
        raise UsageError(NAME_INVALID.at(name, name=name))
    target = parent / name
    if target.exists():
        raise UsageError(EXISTS.at(os.path.relpath(target), folder=name))
    return target


def _write(folder: Path, contents: Files) -> None:
    """Write all files, or none: half a folder would stand in the way of the next try.

    Only what was made here is taken away again: an empty folder that stood there before is its owner's.
    """
    made: list[Path] = []
    try:
        for name, content in contents.items():
            path = folder / name
            made += reversed(list(itertools.takewhile(lambda above: not os.path.lexists(above), path.parents)))
            files.write(path, content)
            made.append(path)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _done(folder: Path, language: str, then: str) -> None:
    say(
        {"zh": f"已建好 {typed.shown(folder)}。下一步：{then}", "en": f"Made {typed.shown(folder)}. Next: {then}"}[
            language
        ]
    )
