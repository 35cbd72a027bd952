"""``panels``: an exhibition as boards for a touring show, ready to print."""

from __future__ import annotations

from pathlib import Path

import click

from lantai import counting, files
from lantai.commands.choosing import Asked, exhibition_options
from lantai.commands.options import staff_language
from lantai.commands.output import report, say
from lantai.commands.wording import said
from lantai.exhibitions.outputs import panels
from lantai.problems import InputError

_DONE = {
    "zh": "展板：{count} 块，{width}×{height} 毫米，出血 {bleed} 毫米，{size:.1f} MB → {path}",
    "en": "{count:# panel|# panels} of {width} × {height} mm, bleed {bleed} mm, {size:.1f} MB → {path}",
}


@click.command("panels", help="Set EXHIBITION as panels for a touring show: a PDF with bleed and crop marks.")
@exhibition_options
@click.option(
    "--size", default="80x180", help="A name such as A1, centimetres such as 80x180, or millimetres such as 900x1400."
)
@click.option(
    "--bleed",
    type=click.IntRange(0, 20),
    default=3,
    show_default=True,
    help="Millimetres around the panel; 0 for none and no crop marks.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF; in outputs/ in the site folder if not given.",
)
def command(asked: Asked, size: str, bleed: int, output: Path | None) -> None:
    form = panels.Format.of(size, bleed)
    if form is None:
        raise click.BadParameter(
            said("{value!r} is no size; write {example}", value=size, example="A1, 900x1400"), param_hint="--size"
        )
    chosen, language = asked.chosen, staff_language(asked.site)
    made = panels.build(chosen, form)
    report(chosen.problems, language)
    if made is None:
        raise SystemExit(InputError.exit_code)
    path = asked.path(output, f"panels-{size.lower()}-{chosen.language}.pdf")
    files.write(path, made.content)
    words = {"count": made.panels, "width": form.width, "height": form.height, "bleed": bleed}
    say(counting.filled(_DONE[language], **words, size=len(made.content) / 1e6, path=path))
