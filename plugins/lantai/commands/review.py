"""``review``: what the gate holds and why; the reviewers' sheet; signatures."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from lantai import counting
from lantai.commands.options import moment_at, moment_option, open_site, site_option, staff_language
from lantai.commands.output import console, report, say
from lantai.commands.reading import must_exist, records_of
from lantai.problems import InputError, Problems, UsageError
from lantai.publishing.layout import Layout
from lantai.records import releases
from lantai.records.fields import BY_NAME
from lantai.review import approval, gate, ledger, objects, rules, sheet, tell_waiting
from lantai.review import problems as kinds
from lantai.review import report as reports
from lantai.review.gating import Gated
from lantai.site.config import Site

_TEXT = {
    "zh": {
        "total": "共 {total} 条：可公布 {public}，未公布 {held}，已撤下 {withdrawn}",
        "columns": ("原因", "条数", "仅此一因", "如何放行", "举例"),
        "words": "命中最多的词：{words}",
        "uncleared": "没有写明内容可公开、只公布目录的：{fields}（都可公开的，在 constants 中写 cleared: 是）",
        "approved": "四项签署齐全，与当前数据一致。",
        "open": "尚未签署：{detail}",
        "sheet": "已写出 {n} 条待审条目：{file}",
        "read": "已记入台账 {n} 条决定。",
        "again": "已记入台账 {n} 条决定；另有 {again} 条以前已经记过，没有重复记。",
    },
    "en": {
        "total": "{total:# record|# records}: {public} public, {held} held, {withdrawn} withdrawn",
        "columns": ("Reason", "Records", "Only this", "Lifted by", "Examples"),
        "words": "Most frequent words: {words}",
        "uncleared": "Not cleared, so listed without them: {fields} (if all may be public: constants, cleared: yes)",
        "approved": "All four signatures are there and match the data.",
        "open": "Not approved: {detail}",
        "sheet": "Wrote {n:# record|# records} to review: {file}",
        "read": "Added {n:# decision|# decisions} to the ledger.",
        "again": "Added {n:# decision|# decisions} to the ledger; {again} more {again:was|were} in it already.",
    },
}


_TOLD = (kinds.RECORDS_HELD,)


@click.command("review", help="What the gate holds of a release and why; write and read reviewers' sheets; sign.")
@click.argument("release_id", metavar="RELEASE")
@site_option
@moment_option
@click.option(
    "--sheet", "sheet_file", type=click.Path(path_type=Path, dir_okay=False), help="Write a reviewers' sheet."
)
@click.option(
    "--read", "read_file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Read a sheet filled in."
)
@click.option("--approve", is_flag=True, help="Sign the release with the signatures given by --sign.")
@click.option("--sign", "signs", multiple=True, metavar="ROLE=NAME", help="初审=NAME, 复审=…, 形成单位意见=…, 审定=…")
def command(
    release_id: str,
    folder: Path,
    at: str | None,
    sheet_file: Path | None,
    read_file: Path | None,
    approve: bool,
    signs: tuple[str, ...],
) -> None:
    site = open_site(folder)
    moment = moment_at(at, site)
    work = _Work(site, staff_language(site), moment, Problems())
    if bool(signs) != approve:
        raise UsageError((kinds.SIGN_WITHOUT_APPROVE if signs else kinds.APPROVE_WITHOUT_SIGN).at("--approve --sign"))
    if sheet_file is not None and sheet_file.suffix.lower() != ".xlsx":
        raise UsageError(kinds.SHEET_SUFFIX.at("--sheet", name=sheet_file.name))
    must_exist(release_id, site)
    release = work.release(release_id)
    given = approval.parse_signs(signs, moment.date())
    frame = records_of(release, site, work.problems)
    work.finish_on_errors()
    contents = objects.Contents(site, Layout.of(site.folder).cache)
    if approve:
        shown = objects.listing(frame, contents)
        approval.sign(release, approval.digest_of(release, site, shown), given, work.problems)
        work.finish_on_errors()
        objects.write(release, shown)
        release = work.release(release_id)
    gated = gate(frame, release, site, moment, work.problems, contents=contents)
    if read_file is not None:
        known = ledger.load(site.folder, Problems())
        digests = ledger.identified(frame, gated.extra)
        decided = sheet.read(read_file, str(read_file), gated, digests, known, moment, work.problems)
        new = [each for each in decided if not each.repeats(known.get((each.repository, each.key)))]
        again = len(decided) - len(new)
        work.say("again" if again else "read", n=ledger.append(site.folder, new), again=again)
        gated = gate(frame, release, site, moment, Problems(), contents=contents)
    if sheet_file is not None:
        count = sheet.write(sheet_file, gated, ledger.identified(frame, gated.extra))
        work.say("sheet", n=count, file=sheet_file)
    work.explain(gated)
    work.content(rules.uncleared(frame))
    work.standing(release)
    tell_waiting(release, frame.height, site, moment, work.problems)
    # What this command itself has just told need not be told again.
    report(Problems(each for each in work.problems if each.kind not in _TOLD), work.language)
    if work.problems.errors:
        sys.exit(InputError.exit_code)


@dataclass
class _Work:
    """One run of the command: where, when, in which language, and what was found wrong."""

    site: Site
    language: str
    moment: datetime
    problems: Problems

    def release(self, identifier: str) -> releases.Release:
        """Return the release, or end the command with what is wrong with it."""
        folder = self.site.catalogue / "releases" / identifier
        found = releases.load(folder, self.site, self.problems)
        self.finish_on_errors()
        assert found is not None
        return found

    def finish_on_errors(self) -> None:
        self.problems.raise_errors()

    def say(self, key: str, **values: object) -> None:
        say(counting.filled(_TEXT[self.language][key], **values))

    def explain(self, gated: Gated) -> None:
        """Show the counts by reason: a table on a terminal, plain lines elsewhere."""
        found = reports.of(gated)
        self.say("total", total=found.total, public=found.public, held=found.held, withdrawn=found.withdrawn)
        (self._table if console.is_terminal else self._lines)(found)
        if found.words:
            self.say("words", words="、".join(f"{word} {count}" for word, count in found.words[:12]))

    def content(self, uncleared: Mapping[str, int]) -> None:
        """Say which content stays unpublished because nobody has cleared it."""
        if uncleared:
            names = {name: BY_NAME[name].zh if self.language == "zh" else BY_NAME[name].en for name in uncleared}
            between = "、" if self.language == "zh" else ", "
            self.say("uncleared", fields=between.join(f"{names[name]} {count}" for name, count in uncleared.items()))

    def standing(self, release: releases.Release) -> None:
        """Say whether the release is approved."""
        standing = approval.standing(release, approval.digest_of(release, self.site))
        self.say("approved" if standing.approved else "open", detail=standing.explain(self.language))

    def _table(self, found: reports.Report) -> None:
        table = Table(box=None, pad_edge=False)
        for name in _TEXT[self.language]["columns"]:
            table.add_column(name, justify="right" if name in _TEXT[self.language]["columns"][1:3] else "left")
        for line in found.lines:
            examples = "\n".join(escape(_shown(example, self.language)) for example in line.examples)
            label, lifting = line.reason.label(self.language), line.reason.lifting(self.language)
            table.add_row(label, str(line.count), str(line.alone), lifting, examples)
        console.print(table)

    def _lines(self, found: reports.Report) -> None:
        if found.lines:
            say("\t".join(_TEXT[self.language]["columns"][:4]))
        for line in found.lines:
            say(f"{line.reason.label(self.language)}\t{line.count}\t{line.alone}\t{line.reason.lifting(self.language)}")
            for example in line.examples:
                say(f"\t{_shown(example, self.language)}")


def _shown(example: reports.Example, language: str) -> str:
    said = (example.ref_code, example.title, example.detail, example.place.told(language))
    return " ".join(filter(None, said))
