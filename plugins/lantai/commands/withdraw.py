"""``withdraw``: take a record down everywhere, at the next build, leaving a tombstone at its address."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

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
    if reason not in withdrawals.CLASSES:
        raise UsageError(kinds.WITHDRAWAL_REASON.at("--reason", value=reason, classes=classes))
    if not force:
        _must_exist(site, ref)
    day = moment_at(at, site).astimezone(site.zone).date()
    added = withdrawals.append(site, withdrawals.Withdrawal(ref, day, reason, repository))
    say(_TEXT[language]["done" if added else "already"].format(ref=ref))


def _must_exist(site: Site, ref: str) -> None:
    """End the command if no release that can be read holds the code: a mistyped one would leave the record up."""
    unreadable = Problems()
    known: set[str] = set()
    for release in releases.load_all(site, unreadable):
        known.update(ledger.keys(records_of(release, site, unreadable)).drop_nulls())
    key = ledger.key_of(ref)
    if key in known:
        return
    near = difflib.get_close_matches(key, sorted(known), n=1)
    hint = f" → {near[0]}" if near else ""
    if unreadable.errors:
        report(unreadable.errors)
    raise InputError([kinds.WITHDRAWAL_UNKNOWN.at(withdrawals.FILE, ref=ref, near=hint)])
