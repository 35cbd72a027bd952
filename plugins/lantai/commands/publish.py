"""``publish``: send the built site to where it is served, and back."""

from __future__ import annotations

from pathlib import Path

import click

from lantai import counting
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.publishing import sending, taken_down
from lantai.publishing.layout import Layout
from lantai.publishing.swap import MARKER
from lantai.site import sources

_TEXT = {
    "zh": {
        "step": "已发送 {done} / {total}",
        "done": "已发布到 {place}：发送 {sent} 个文件，核对 {files} 个文件无误。",
        "since": "注意：发布的网站生成以后，又有 {n} 个文件改动过，还没有公布：{examples}。要公布，请重新生成再发布。",
        "and": "、",
        "returned": "退回后又公开了 {n} 个网页：{examples}。其中若有应当撤下的，请改正内容后重新生成、发布。",
    },
    "en": {
        "step": "sent {done} / {total}",
        "done": "Published to {place}: {sent:# file|# files} sent, {files:# file|# files} verified.",
        "since": "Note: {n:# file was|# files were} changed after this site was built, and {n:is|are} not public yet: "
        "{examples}. "
        "To publish them, build again first.",
        "and": ", ",
        "returned": "Pages that are public again ({n}): {examples}. If one had to go: correct it, build and publish.",
    },
}
_EVERY = 500
_EXAMPLES = 5


@click.command("publish", help="Send the built site to DEST: a folder, HOST:FOLDER by rsync over ssh, or s3://BUCKET.")
@click.argument("destination", metavar="DEST")
@site_option
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where the website was built.")
@click.option("--back", is_flag=True, help="Bring back what DEST showed before.")
def command(destination: str, folder: Path, output: Path | None, back: bool) -> None:
    site = open_site(folder)
    text = _TEXT[staff_language(site)]

    told = 0

    def step(done: int, total: int) -> None:
        nonlocal told
        if done >= told + _EVERY:  # over rsync whole stages arrive at once
            told = done
            say(text["step"].format(done=done, total=total))

    layout = Layout.of(site.folder, output)
    taken_down.must_be_built(site, layout)
    send = sending.back if back else sending.publish
    made = send(layout, destination, step)
    say(counting.filled(text["done"], place=destination, sent=made.sent, files=made.files))
    since = [] if back else sources.changed_since(site, (layout.output / MARKER).stat().st_mtime)
    if since:
        say(counting.filled(text["since"], n=len(since), examples=text["and"].join(since[:_EXAMPLES])))
    if made.returned:
        examples = ", ".join("/" + name.removesuffix("index.html") for name in made.returned[:_EXAMPLES])
        say(text["returned"].format(n=len(made.returned), examples=examples))
