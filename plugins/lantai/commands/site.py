"""``site``: build the whole site."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path

import click

from lantai import cluster, counting, files
from lantai.commands import wording
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.wording import said
from lantai.problems import LantaiError, Problems, UsageError
from lantai.publishing import problems as kinds
from lantai.publishing import program
from lantai.publishing.build import build
from lantai.publishing.layout import Layout
from lantai.site.config import PREVIEWS, Site, is_base_url

_STEP = {
    "zh": {"prepare": "读取目录", "render": "检查并生成网页", "audit": "成品检查", "manifest": "清单", "swap": "启用"},
    "en": {"prepare": "read", "render": "render", "audit": "audit", "manifest": "manifest", "swap": "swap"},
}
_DONE = {
    "zh": "完成：{files} 个文件，{size:.1f} MB → {output}",
    "en": "Done: {files:# file|# files}, {size:.1f} MB → {output}",
}


@click.command("site", help="Check everything and build the website into output/.")
@site_option
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Where the website goes.")
@moment_option
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes to use; as many as there are cores.")
@click.option("--scheduler", metavar="ADDRESS", help="Dask cluster for pictures and audit, e.g. tcp://10.1.2.3:8786")
@click.option("--base-url", help="Public address of the site, e.g. https://archives.example.cn")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path), help="Write all problems as JSON, whatever the outcome."
)
@click.option("--preview", type=click.Choice(PREVIEWS), default=None, hidden=True, help="For serve.")
@click.option("--verbose", is_flag=True, help="Show every problem, not only examples of each kind.")
def command(
    folder: Path,
    output: Path | None,
    at: str | None,
    jobs: int | None,
    scheduler: str | None,
    base_url: str | None,
    report_file: Path | None,
    preview: str | None,
    verbose: bool,
) -> None:
    if base_url and not is_base_url(base_url):
        raise click.BadParameter(
            said("must start with https:// or http:// and hold no blanks"), param_hint="--base-url"
        )
    found = Problems()
    try:
        site = open_site(folder)
        if base_url is not None:
            site = dataclasses.replace(site, base_url=base_url.rstrip("/"))
        language = staff_language(site)
        layout = Layout.of(site.folder, output)
        if preview is not None:
            site = _for_authors(site, preview, layout)
        if scheduler:
            jobs = jobs or _joined(scheduler, layout)
        built = build(
            site,
            moment_at(at, site),
            layout,
            jobs=jobs or 0,
            say=lambda step, seconds: say(f"{_STEP[language][step]}  {seconds:.1f} s"),
        )
        found = built.problems
    except LantaiError as error:
        found = getattr(error, "problems", found)
        raise
    finally:
        if report_file is not None:
            _write(report_file, found)
    report(built.problems, language, everything=verbose)
    say(counting.filled(_DONE[language], files=built.files, size=built.bytes / 1e6, output=layout.output))


def _joined(scheduler: str, layout: Layout) -> int:
    """Use a cluster for what many processes do; returns how many it runs at once. Raises UsageError if it is unfit."""
    try:
        for folder in (layout.build, layout.output.parent):
            folder.mkdir(parents=True, exist_ok=True)
        return cluster.use(scheduler, [layout.build, layout.output.parent], program.digest)
    except cluster.Unfit as unfit:
        raise UsageError(kinds.CLUSTER[unfit.reason].at("--scheduler", where=unfit.where)) from None


def _for_authors(site: Site, preview: str, layout: Layout) -> Site:
    """Return the site as a preview shows it. Drafts are never built into a folder that could be published."""
    if layout.output.parent != layout.build:
        raise click.UsageError("--preview builds into .build/ only")
    return dataclasses.replace(site, preview=preview)


def _write(path: Path, problems: Problems) -> None:
    """Write a report; one that does not fit on the disk must not hide what the report would say."""
    with contextlib.suppress(OSError):
        files.write_json(path, [problem.as_dict(wording.language()) for problem in problems], indent=2)
