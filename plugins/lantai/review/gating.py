"""The gate: the only way from the archive's records to the public.

Rules in order (the numbers are those of ``reasons``): 1 only whitelisted fields leave; 2 status, secrecy,
markings; 3 age; 4 identifiers; 5 trigger words; 6 signatures and single decisions; 7 media; 8 statistics are
made by the catalogue from what leaves here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from lantai.problems import Problems
from lantai.records.fields import CLEARED, EXTRA, FIELDS, GONE, PUBLIC, SEPARATOR
from lantai.review import approval, ledger, media, objects, reasons, rules, withdrawals, words, years
from lantai.review import problems as kinds
from lantai.site.config import Site
from lantai.threads import in_order

if TYPE_CHECKING:
    from lantai.records.releases import Release

TECHNICAL = ("match_key", "sort_key", "release", "archive", "year_start", "year_end", "path", "depth")
"""Columns that intake derives and that may leave with a record: they hold nothing that a public field does not."""

_WITHOUT_WORDS = frozenset(
    {*rules.CODE_FIELDS, "fonds", "level", "open_status", "access_mode", "language", "media", "date_text", "pages"}
    | {field.name for field in FIELDS if field.derived}
)
"""Public fields that hold codes, dates and fixed values, in which no word is looked for."""

PLACE = ("source_file", "source_sheet", "source_row")
"""Where a record stands in the export: for reports, never published."""

_NOT_READ = frozenset({*PLACE, *TECHNICAL})
"""Columns in which no secrecy marking is looked for."""


@dataclass(frozen=True, slots=True)
class Gated:
    """A release after the gate. ``frame`` has every row that came in, in the same order, with

    ``holds``        codes of the reasons that hold it joined by ``；``, null when it is public
    ``hold_detail``  what exactly was found, for staff; null when nothing is to be said
    ``media_holds``  reasons that hold only its pictures
    ``words``        the trigger words found, joined by ``；``
    ``media_words``  those found in the text beside its pictures
    ``priority``     0–3, how soon a reviewer should look
    """

    frame: pl.DataFrame
    extra: tuple[str, ...] = ()
    passed: pl.DataFrame | None = None
    """What may be published, if it is kept apart; then ``frame`` has only the rows that are held, and few columns."""

    @property
    def public(self) -> pl.DataFrame:
        """What may be published: whitelisted columns of rows without a hold, nothing else."""
        if self.passed is not None:
            return self.passed
        allowed = [column for column in self.frame.columns if column in {*PUBLIC, *CLEARED, *TECHNICAL, *self.extra}]
        return self.frame.filter(pl.col("holds").is_null()).select(allowed)

    @property
    def held(self) -> pl.DataFrame:
        """Rows that are held for a reason other than having been withdrawn, with all columns, for staff."""
        return self.frame.filter(pl.col("holds").is_not_null() & ~_is_withdrawn())

    @property
    def withdrawn(self) -> pl.DataFrame:
        """Rows that were taken down. Only their address may still be shown, as a tombstone."""
        return self.frame.filter(_is_withdrawn())

    def days(self) -> pl.DataFrame:
        """Return ``date_end`` of every row: what the closure of the release goes by."""
        parts = (self.frame, self.public)
        return pl.concat([part.select(rules.text(part, "date_end").alias("date_end")) for part in parts])

    def divided(self) -> tuple[pl.Series, pl.Series, pl.Series]:
        """Return a column of the rows that are public, held and withdrawn: between them every row once."""
        holds = self.frame["holds"]
        down = self.frame.select(_is_withdrawn()).to_series()
        public = holds.filter(holds.is_null()) if self.passed is None else self.passed["match_key"]
        return public, holds.filter(holds.is_not_null() & ~down), holds.filter(down)


def _is_withdrawn() -> pl.Expr:
    return pl.col("holds").str.starts_with(reasons.WITHDRAWN.code).fill_null(False)


def gate(
    frame: pl.DataFrame,
    release: Release,
    site: Site,
    moment: datetime,
    problems: Problems,
    *,
    digest: str = "",
    contents: objects.Contents | None = None,
) -> Gated:
    """Return the release's rows with what holds each of them at ``moment``.

    ``frame`` is what intake read: a column of text for each field, intake's technical columns, and those
    of the archive's own fields that its mapping declares public (``EXTRA``); others never leave intake.
    Content that is not cleared is already null in what comes back. ``digest`` is what the release's data
    and mapping come to now (``approval.digest_of``, computed here if not given); ``contents`` knows what is shown.
    """
    at = Gate(release, site, moment, problems, digest=digest, contents=contents)
    result = at.taken_down(at.through(frame))
    at.tell_unsigned()
    absent = [pl.lit(None, kind).alias(name) for name, kind in frame.schema.items() if name not in result.frame.columns]
    made = [name for name in result.frame.columns if name not in frame.columns]
    at.report(int(result.frame["holds"].is_not_null().sum()), frame.height)
    return Gated(result.frame.with_columns(absent).select(*frame.columns, *made), result.extra)


NAMED = 5
"""Files that a report names of many."""
_OF_HELD = ("repository_code", "match_key", "ref_code", "fonds", "title", "date_end", "holds")
"""What is kept of a held row: for the audit, for tombstones, and for the day on which it opens."""


_AT_ONCE = 2
"""Pieces that pass the gate at the same time: what polars does of one of them alone keeps no two cores busy."""


class Gate:
    """The gate for one release at one moment: what it needs to know is read once, however many pieces pass."""

    def __init__(
        self,
        release: Release,
        site: Site,
        moment: datetime,
        problems: Problems,
        *,
        digest: str = "",
        contents: objects.Contents | None = None,
    ) -> None:
        self.release, self.moment, self.site, self.zone, self.problems = release, moment, site, site.zone, problems
        signed = approval.standing(release, digest or approval.digest_of(release, site))
        if not signed.approved:
            detail, detail_en = signed.explain(), signed.explain("en")
            told = kinds.RELEASE_UNAPPROVED.at(release.file, release=release.id, detail=detail, detail_en=detail_en)
            problems.add(told)
        self.approved = signed.approved
        self._opens = release.publish_at or moment
        self.vocabulary = words.load(site.folder, problems)
        self.decisions = ledger.load(site.folder, problems)
        self.withdrawals = withdrawals.load(site, problems)
        self.early = _early_categories(release, problems)
        self._signed = objects.Signed(release, contents or objects.Contents(site)) if self.approved else None

    def through(self, frame: pl.DataFrame) -> Gated:
        """Return the rows of ``frame`` with what holds each, but for ``taken_down``.

        Columns without any value are left out.
        """
        extra = tuple(column for column in frame.columns if column.startswith(EXTRA))
        original = frame.select(name for name in frame.columns if frame[name].null_count() < max(frame.height, 1))
        texts = [name for name, kind in original.schema.items() if kind == pl.String and name not in _NOT_READ]
        frame = rules.clear(original)
        published = [column for column in frame.columns if column in {*PUBLIC, *CLEARED, *extra}]
        found = _columns_found(frame, published, self.vocabulary)
        decided = ledger.apply(self.decisions, original, found["words"], extra)
        access = self.release.access
        doubtful = years.against(frame, access.closure_years, self._opens)
        masks = {
            reasons.STATUS: rules.status(frame),
            reasons.LATER: rules.later(frame, self.release.publish_at) & ~decided.released,
            reasons.GONE: rules.gone(frame),
            reasons.SECRECY: rules.secrecy(frame),
            reasons.MARKING: rules.marking(original, texts),
            reasons.CLOSED: rules.closed(frame, access.closure_years, self.moment, self.zone)
            & ~rules.early(frame, self.early),
            reasons.UNDATED: rules.undated(frame) if access.undated != "publish" else pl.lit(False),
            reasons.YEARS: doubtful.is_not_null() & ~decided.released,
            reasons.IDENTIFIER: found["identifiers"].is_not_null(),
            reasons.WORDS: found["words"].is_not_null() & ~decided.released,
            reasons.UNAPPROVED: pl.lit(not self.approved),
            reasons.CHANGED: decided.changed,
            reasons.REFUSED: decided.refused,
        }
        pictures = media.examined(frame, self.vocabulary, decided, self._signed, self.site, self.problems)
        said = [
            rules.said(frame, masks[reasons.STATUS], "open_status"),
            rules.said(frame, masks[reasons.LATER], "review_on"),
            rules.said(frame, masks[reasons.SECRECY], "secrecy"),
            rules.column(frame, rules.text(frame, GONE), "gone_said"),
        ]
        detail = rules.joined([*said, doubtful, found["identifiers"], found["word_detail"], pictures.detail])
        gated = _with_holds(frame, masks).with_columns(
            detail.alias("hold_detail"),
            found["words"].alias("words"),
            pictures.holds.alias("media_holds"),
            pictures.words.alias("media_words"),
        )
        return Gated(_held_pictures(gated).with_columns(_priority(original).alias("priority")), extra)

    def through_all(self, pieces: Iterable[pl.DataFrame]) -> Gated:
        """Return all rows but for ``taken_down``: those that are held with few columns, what passes apart.

        Fields that never leave the archive, and columns without any value, are let go piece by piece: so ten million
        records fit into memory.
        """

        def divided(piece: pl.DataFrame) -> tuple[tuple[str, ...], pl.DataFrame, pl.DataFrame]:
            result = self.through(piece)
            names = [name for name in _OF_HELD if name in result.frame.columns]
            return result.extra, result.frame.filter(pl.col("holds").is_not_null()).select(names), result.public

        held, passed, extra = [], [], {}
        for labels, waiting, leaving in in_order(divided, pieces, _AT_ONCE):
            extra.update(dict.fromkeys(labels))
            held.append(waiting)
            passed.append(leaving)
        self.tell_unsigned()
        return Gated(pl.concat(held, how="diagonal"), tuple(extra), pl.concat(passed, how="diagonal"))

    def taken_down(self, gated: Gated) -> Gated:
        """Return ``gated`` without what has been withdrawn: the last word on any record, and for the first reason.

        Apart from all other rules, so that a withdrawal need not wait until a million records have been read again.
        """
        frame = _withdrawn(gated.frame, withdrawals.mask(self.withdrawals, gated.frame))
        if gated.passed is None:
            return replace(gated, frame=frame)
        down = withdrawals.mask(self.withdrawals, gated.passed)
        if not down.any():
            return replace(gated, frame=frame)
        leaving = gated.passed.filter(down)
        leaving = leaving.select(name for name in _OF_HELD if name in leaving.columns)
        leaving = leaving.with_columns(holds=pl.lit(reasons.WITHDRAWN.code))
        return replace(gated, frame=pl.concat([frame, leaving], how="diagonal"), passed=gated.passed.filter(~down))

    def known(self) -> tuple[object, ...]:
        """Return all that decides of ``through_all`` beside the rows and what their pictures say, except the moment."""
        at = self.release.publish_at or self.moment.year
        return at, self.release.access, self.early, self.approved, self.vocabulary, self.decisions, self.zone

    def tell_unsigned(self) -> None:
        """Say which digital objects, of all that went through, are not as they were signed."""
        names = self._signed.found() if self._signed else []
        if names:
            release, shown = self.release, "、".join(names[:NAMED])
            told = kinds.OBJECTS_UNSIGNED.at(release.file, release=release.id, n=len(names), names=shown)
            self.problems.add(told)

    def report(self, held: int, total: int) -> None:
        """Say how many records are held."""
        if held:
            release = self.release
            self.problems.add(kinds.RECORDS_HELD.at(release.file, release=release.id, held=held, total=total))


def _withdrawn(frame: pl.DataFrame, down: pl.Series) -> pl.DataFrame:
    """Return the rows with the reason of a withdrawal before their others where ``down`` is true."""
    code = pl.lit(reasons.WITHDRAWN.code)
    frame = frame.with_columns(
        holds=pl.when(pl.lit(down))
        .then(pl.concat_str(code, "holds", separator=SEPARATOR, ignore_nulls=True))
        .otherwise("holds")
    )
    return _held_pictures(frame) if "media_holds" in frame.columns else frame


def _early_categories(release: Release, problems: Problems) -> tuple[str, ...]:
    """Return the categories that may open early: none without the basis on which they do (rule 3)."""
    access = release.access
    if access.early_categories and not access.early_basis.strip():
        categories = "、".join(access.early_categories)
        problems.add(kinds.EARLY_WITHOUT_BASIS.at(release.file, release=release.id, categories=categories))
        return ()
    return access.early_categories


def _columns_found(frame: pl.DataFrame, columns: Sequence[str], vocabulary: words.Words) -> pl.DataFrame:
    """Return columns ``identifiers``, ``words`` and ``word_detail`` for each row of ``frame``."""
    texts = [rules.text(frame, column) for column in columns if column not in _WITHOUT_WORDS]
    everything = pl.concat_str(texts or [pl.lit("")], separator="|", ignore_nulls=True)
    searched = frame.with_columns(vocabulary.searched(everything).alias("text")).select("text")
    hit = searched.select(pl.when(vocabulary.present(pl.col("text"))).then(pl.col("text")).alias("text"))
    lists = hit.select(vocabulary.found(pl.col("text")).alias("words"))
    labels = {word: vocabulary.label(word) for word in vocabulary.groups}
    across = rules.identifiers_across(frame.select(everything.alias("text"))["text"])
    named = pl.element() + "（" + pl.element().replace_strict(labels, return_dtype=pl.String) + "）"
    return lists.select(
        rules.joined([rules.identifier_details(frame, columns, vocabulary.allowed), across]).alias("identifiers"),
        pl.col("words").list.join(SEPARATOR).alias("words"),
        ("词：" + pl.col("words").list.eval(named).list.join("、")).alias("word_detail"),
    )


def _with_holds(frame: pl.DataFrame, masks: dict[reasons.Reason, pl.Expr | pl.Series]) -> pl.DataFrame:
    """Add the column ``holds``: the codes of the masks that are true, in the order of the gate.

    A mask that is null holds: not knowing is not a yes.
    """
    flags = frame.with_columns(
        [pl.lit(mask).fill_null(True).alias(f"_{reason.code}") if isinstance(mask, pl.Series)
         else mask.fill_null(True).alias(f"_{reason.code}") for reason, mask in masks.items()]
    )  # fmt: skip
    codes = [pl.when(pl.col(f"_{reason.code}")).then(pl.lit(reason.code)) for reason in masks]
    holds = pl.concat_str(codes, separator=SEPARATOR, ignore_nulls=True)
    return flags.with_columns(pl.when(holds != "").then(holds).alias("holds")).select(*frame.columns, "holds")


def _held_pictures(frame: pl.DataFrame) -> pl.DataFrame:
    """Rule 7: pictures follow their record, and wait where one of their own reasons holds them."""
    if "media" not in frame.columns:
        return frame
    free = pl.col("media_holds").is_null() & pl.col("holds").is_null()
    return frame.with_columns(pl.when(free).then(pl.col("media")).alias("media"))


def _priority(original: pl.DataFrame) -> pl.Series:
    """Return how soon a reviewer should look: a named person together with a word comes first."""
    named = rules.text(original, "names").is_not_null()
    return rules.column(original, named.cast(pl.Int8), "priority")
