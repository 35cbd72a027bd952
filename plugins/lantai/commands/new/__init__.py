"""``new``: starts a site, an exhibition, a lesson or a release with a working example to change.

Never asks when told enough, never overwrites: an existing folder ends the command.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

import click

from lantai import files
from lantai.commands import typed, wording
from lantai.commands.new import exhibition as exhibitions
from lantai.commands.new import lesson as lessons
from lantai.commands.new import release as releases
from lantai.commands.new import site as sites
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import Kind, Severity, UsageError
from lantai.prose.options import IDENTIFIER
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


@click.group("new", help="Start a site, exhibition, lesson or release.")
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
