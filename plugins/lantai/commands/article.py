"""``article``: an exhibition, or a section of it, as a page to copy into the editor of a WeChat account."""

from __future__ import annotations

from pathlib import Path

import click

from lantai import counting, files
from lantai.commands.choosing import Asked, exhibition_options
from lantai.commands.options import staff_language
from lantai.commands.output import report, say
from lantai.exhibitions.outputs import article
from lantai.site.moments import Standing

_DONE = {
    "zh": "推文：{pictures} 张图 → {path}\n用浏览器打开，点“复制全文”，再到公众号编辑器粘贴。",
    "en": "Article with {pictures:# picture|# pictures} → {path}\n"
    "Open it in a browser, copy all and paste it into the editor.",
}


@click.command("article", help="Make an article for WeChat of EXHIBITION: a page to copy, with its pictures.")
@exhibition_options
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder; in outputs/ in the site folder if not given.",
)
def command(asked: Asked, output: Path | None) -> None:
    chosen, language = asked.chosen, staff_language(asked.site)
    made = article.build(chosen, public=chosen.exhibition.showing.at(asked.moment) is Standing.PUBLIC)
    report(chosen.problems, language)
    target = asked.path(output, "-".join(("article", *asked.sections, chosen.language)))
    for picture, source in made.pictures.items():
        files.write(target / picture, source.read_bytes())
    files.write(target / "index.html", made.html)
    say(counting.filled(_DONE[language], pictures=len(made.pictures), path=target / "index.html"))
