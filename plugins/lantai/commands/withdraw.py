"""``withdraw``: take a record down everywhere, at the next build, leaving a tombstone at its address."""

from __future__ import annotations

import difflib
from pathlib import Path

import click
import polars as pl

from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import report, say
from lantai.commands.reading import records_of
from lantai.problems import InputError, Problems, UsageError
from lantai.records import releases
from lantai.review import ledger, withdrawals
from lantai.review import problems as kinds
from lantai.site.config import Site

_TEXT = {
    "zh": {
        "done": "已登记撤下：{ref}。下次构建后，它在列表、检索、下载、展览和课程中消失，原网址显示“该条目已撤下”。",
        "already": "{ref} 早已登记撤下，没有改动。",
    },
    "en": {
        "done": "{ref} is noted as withdrawn. With the next build it leaves lists, search, downloads, exhibitions and "
        "lessons; its address then says only that it was withdrawn.",
        "already": "{ref} was withdrawn before; nothing changed.",
    },
}


@click.command(
    "withdraw", help="Take a record down everywhere; leaves a tombstone that names neither title nor reason."
)
@click.argument("ref", metavar="REF")
@site_option
@moment_option
@click.option("--reason", required=True, metavar="CLASS", help=" / ".join(withdrawals.CLASSES))
@click.option("--repository", default="", help="Code of the archive, on a site of several.")
@click.option("--force", is_flag=True, help="Note it although no release holds the code.")
def command(ref: str, folder: Path, at: str | None, reason: str, repository: str, force: bool) -> None:
    site = open_site(folder)
    language = staff_language(site)
    classes = " / ".join(f"{code}（{zh}）" for code, (zh, _) in withdrawals.CLASSES.items())
    named = withdrawals.class_named(reason)
    if not named:
        raise UsageError(kinds.WITHDRAWAL_REASON.at("--reason", value=reason, classes=classes))
    ref = ref.strip() if force else _as_held(site, ref, repository)
    day = moment_at(at, site).astimezone(site.zone).date()
    added = withdrawals.append(site, withdrawals.Withdrawal(ref, day, named, repository))
    say(_TEXT[language]["done" if added else "already"].format(ref=ref))


def _as_held(site: Site, ref: str, repository: str) -> str:
    """Return the code as the records write it. Ends the command if it does not say one record of one archive.

    A mistyped code would leave the record up; one that several archives have would take down those of the others.
    """
    unreadable = Problems()
    written: dict[str, str] = {}
    archives: set[str] = set()
    wanted = ledger.key_of(ref)
    for release in releases.load_all(site, unreadable):
        frame = records_of(release, site, unreadable)
        rows = frame.with_columns(ledger.keys(frame).alias("_key")).select("_key", "ref_code", "repository_code")
        if repository:
            rows = rows.filter(pl.col("repository_code") == repository)
        written.update(rows.select("_key", "ref_code").drop_nulls().iter_rows())
        archives.update(rows.filter(pl.col("_key") == wanted)["repository_code"].fill_null("").to_list())
    if len(archives) > 1:
        problem = kinds.WITHDRAWAL_OF_SEVERAL
        raise UsageError(problem.at("--repository", ref=ref.strip(), archives="、".join(sorted(archives))))
    if wanted in written:
        return written[wanted]
    near = difflib.get_close_matches(wanted, sorted(written), n=1)
    hint = f" → {written[near[0]]}" if near else ""
    if unreadable.errors:
        report(unreadable.errors)
    raise InputError([kinds.WITHDRAWAL_UNKNOWN.at(withdrawals.FILE, ref=ref, near=hint)])
