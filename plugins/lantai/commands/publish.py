"""``publish``: send the built site to where it is served, and back."""

from __future__ import annotations

from pathlib import Path

import click

from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.publishing import sending
from lantai.publishing.layout import Layout

_TEXT = {
    "zh": {
        "step": "已发送 {done} / {total}",
        "done": "已发布到 {place}：发送 {sent} 个文件，核对 {files} 个文件无误。",
    },
    "en": {"step": "sent {done} / {total}", "done": "Published to {place}: {sent} files sent, {files} files verified."},
}
_EVERY = 500


@click.command("publish", help="Send the built site to DEST: a folder, HOST:FOLDER by rsync over ssh, or s3://BUCKET.")
@click.argument("destination", metavar="DEST")
@site_option
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where the website was built.")
@click.option("--back", is_flag=True, help="Bring back what DEST showed before.")
def command(destination: str, folder: Path, output: Path | None, back: bool) -> None:
    site = open_site(folder)
    text = _TEXT[staff_language(site)]

    def step(done: int, total: int) -> None:
        if done % _EVERY == 0:
            say(text["step"].format(done=done, total=total))

    send = sending.back if back else sending.publish
    made = send(Layout.of(site.folder, output), destination, step)
    say(text["done"].format(place=destination, sent=made.sent, files=made.files))
