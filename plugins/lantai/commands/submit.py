"""``submit``: what is published, as a package for a catalogue centre."""

from __future__ import annotations

from pathlib import Path

import click

from lantai import counting
from lantai.catalogue import submission
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.commands.reading import must_exist
from lantai.publishing.layout import Layout

_TEXT = {
    "zh": "报送包 {file}：{records} 条，{bytes:,} 字节。对方用 build.py import 接收并校验。",
    "en": "Package {file}: {records:# record|# records}, {bytes:,} bytes. The centre takes it in by build.py import.",
}


@click.command("submit", help="Pack what is published (all of it, or one RELEASE) for a catalogue centre: a ZIP.")
@click.argument("release", metavar="[RELEASE]", required=False, default="")
@site_option
@click.option("--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="The ZIP to write.")
@click.option("--archive", default="", metavar="CODE", help="Which archive, where the site has several.")
def command(release: str, folder: Path, target: Path | None, archive: str) -> None:
    site = open_site(folder)
    if release:
        must_exist(release, site)
    layout = Layout.of(site.folder)
    target = target or Path(f"{archive or site.archive.code}-{release or 'catalogue'}.zip")
    about = submission.make(site, layout.output, layout.work, target, release, archive)
    said = _TEXT[staff_language(site)]
    say(counting.filled(said, file=target, records=about["records"], bytes=target.stat().st_size))
