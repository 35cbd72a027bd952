"""``offline``: an edition of the site, of one exhibition or of one lesson that opens from a USB stick."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from lantai import counting
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.wording import said
from lantai.publishing import offline
from lantai.publishing.build import build
from lantai.publishing.layout import Layout
from lantai.publishing.swap import MARKER
from lantai.site.config import Site

_TEXT: dict[str, dict[str, Any]] = {
    "zh": {
        "first": "还没有生成好的网站，先生成 …",
        "done": "离线版：{files} 个文件，{size:.1f} MB（{parts}）\n打开：{page}",
        "zip": "ZIP：{size:.1f} MB → {path}",
        "parts": {
            "pages": "网页", "search": "检索", "images": "图片和声像", "theme": "样式和程序", "downloads": "下载数据",
            "files": "其他",
        },
    },
    "en": {
        "first": "There is no finished site yet: building it …",
        "done": "Offline edition: {files:# file|# files}, {size:.1f} MB ({parts})\nOpen {page}",
        "zip": "ZIP: {size:.1f} MB → {path}",
        "parts": {
            "pages": "pages", "search": "search", "images": "images and recordings", "theme": "theme",
            "downloads": "downloads", "files": "other",
        },
    },
}  # fmt: skip


@click.command("offline", help="Make an edition that opens by double click, without a server or a network.")
@site_option
@click.option("--exhibition", metavar="SLUG", help="Only this exhibition and the records it cites.")
@click.option("--lesson", metavar="SLUG", help="Only this lesson and the records it cites.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the edition goes; offline/<name> in the site folder if not given.",
)
@click.option(
    "--from", "built", type=click.Path(path_type=Path, file_okay=False), help="The built site; output/ if not given."
)
@click.option("--zip", "pack", is_flag=True, help="Make a ZIP file beside it as well.")
@click.option("--kiosk", is_flag=True, help="For a touch screen: see kiosk in content/site.yaml.")
@moment_option
def command(
    folder: Path,
    exhibition: str | None,
    lesson: str | None,
    output: Path | None,
    built: Path | None,
    pack: bool,
    kiosk: bool,
    at: str | None,
) -> None:
    if exhibition is not None and lesson is not None:
        raise click.UsageError(said("--exhibition and --lesson exclude each other"))
    site = open_site(folder)
    text = _TEXT[staff_language(site)]
    tree = _tree(site, built, at, text["first"])
    scope = _scope(exhibition, lesson)
    name = scope.name + ("-kiosk" if kiosk else "")
    target = (output or site.folder / "offline" / name).resolve()
    build_folder = Layout.of(site.folder).build
    made = offline.make(tree, scope, target, build_folder=build_folder, kiosk=site.kiosk if kiosk else None, pack=pack)
    report(made.problems, staff_language(site))
    parts = "，".join(f"{text['parts'][part]} {size / 1e6:.1f}" for part, size in made.parts.items())
    say(
        counting.filled(
            text["done"], files=made.files, size=made.bytes / 1e6, parts=parts, page=made.folder / "index.html"
        )
    )
    if made.archive:
        say(text["zip"].format(size=made.archive_bytes / 1e6, path=made.archive))


def _scope(exhibition: str | None, lesson: str | None) -> offline.Scope:
    if exhibition is not None:
        return offline.Scope("exhibition", exhibition)
    return offline.Scope() if lesson is None else offline.Scope("lesson", lesson)


def _tree(site: Site, built: Path | None, at: str | None, first: str) -> offline.Tree:
    """Return the built site; without ``--from`` it is built if there is none yet."""
    layout = Layout.of(site.folder, built)
    if built is None and not (layout.output / MARKER).is_file():
        say(first)
        report(build(site, moment_at(at, site), layout).problems, staff_language(site))
    return offline.Tree.open(layout.output, os.cpu_count() or 1)
