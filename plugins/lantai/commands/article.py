"""``article``: an exhibition, or a section of it, as a page to copy into the editor of a WeChat account."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from lantai import files
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.exhibitions.outputs import article
from lantai.exhibitions.outputs.choosing import choose
from lantai.publishing.outputs import opened
from lantai.site.moments import Standing

_DONE = {
    "zh": "推文：{pictures} 张图 → {path}\n用浏览器打开，点“复制全文”，再到公众号编辑器粘贴。",
    "en": "Article with {pictures} pictures → {path}\nOpen it in a browser, copy all and paste it into the editor.",
}


@click.command("article", help="Make an article for WeChat of EXHIBITION: a page to copy, with its pictures.")
@click.argument("exhibition", metavar="EXHIBITION")
@site_option
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be given again.")
@click.option("--language", help="Its language; that of the exhibition if not given.")
@click.option("--base-url", help="Public address of the site, for codes to scan and pictures.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder; in outputs/ in the site folder if not given.",
)
@moment_option
def command(
    exhibition: str,
    folder: Path,
    sections: tuple[str, ...],
    language: str | None,
    base_url: str | None,
    output: Path | None,
    at: str | None,
) -> None:
    site = open_site(folder)
    if base_url is not None:
        site = dataclasses.replace(site, base_url=base_url.rstrip("/"))
    moment = moment_at(at, site)
    chosen = choose(opened(site, moment), exhibition, sections, language or "")
    made = article.build(chosen, public=chosen.exhibition.showing.at(moment) is Standing.PUBLIC)
    report(chosen.problems, staff_language(site))
    name = "-".join(("article", *sections, chosen.language))
    target = (output or site.folder / "outputs" / chosen.exhibition.slug / name).resolve()
    for picture, source in made.pictures.items():
        files.write(target / picture, source.read_bytes())
    files.write(target / "index.html", made.html)
    say(_DONE[staff_language(site)].format(pictures=len(made.pictures), path=target / "index.html"))
