"""``panels``: an exhibition as boards for a touring show, ready to print."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from lantai import files
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.wording import said
from lantai.exhibitions.outputs import panels
from lantai.exhibitions.outputs.choosing import choose
from lantai.problems import InputError
from lantai.publishing.outputs import opened

_DONE = {
    "zh": "展板：{count} 块，{width}×{height} 毫米，出血 {bleed} 毫米，{size:.1f} MB → {path}",
    "en": "{count} panels of {width} × {height} mm, bleed {bleed} mm, {size:.1f} MB → {path}",
}


@click.command("panels", help="Set EXHIBITION as panels for a touring show: a PDF with bleed and crop marks.")
@click.argument("exhibition", metavar="EXHIBITION")
@site_option
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be given again.")
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
@click.option("--language", help="Its language; that of the exhibition if not given.")
@click.option("--base-url", help="Public address of the site, for codes to scan and pictures.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF; in outputs/ in the site folder if not given.",
)
@moment_option
def command(
    exhibition: str,
    folder: Path,
    sections: tuple[str, ...],
    size: str,
    bleed: int,
    language: str | None,
    base_url: str | None,
    output: Path | None,
    at: str | None,
) -> None:
    form = panels.Format.of(size, bleed)
    if form is None:
        raise click.BadParameter(
            said("{value!r} is no size; write {example}", value=size, example="A1, 900x1400"), param_hint="--size"
        )
    site = open_site(folder)
    if base_url is not None:
        site = dataclasses.replace(site, base_url=base_url.rstrip("/"))
    chosen = choose(opened(site, moment_at(at, site)), exhibition, sections, language or "")
    made = panels.build(chosen, form)
    report(chosen.problems, staff_language(site))
    if made is None:
        raise SystemExit(InputError.exit_code)
    name = f"panels-{size.lower()}-{chosen.language}.pdf"
    path = (output or site.folder / "outputs" / chosen.exhibition.slug / name).resolve()
    files.write(path, made.content)
    words = {"count": made.panels, "width": form.width, "height": form.height, "bleed": bleed}
    say(_DONE[staff_language(site)].format(**words, size=len(made.content) / 1e6, path=path))
