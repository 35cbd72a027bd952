"""Releases laid on one another: what is public after the last, and what each of them changed.

A record is identified by archive and match key. A later release replaces a record of an earlier
one; a record that a later release brings and the gate holds is taken down, because the archive has
said something new about it. A release that is not approved has no effect at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import polars as pl

from lantai.catalogue.model import Change, ReleaseSummary
from lantai.records.fields import BY_NAME, CLEARED, PUBLIC, SEPARATOR
from lantai.records.refcodes import match_key_expr, sort_key_expr
from lantai.records.releases import Release
from lantai.review import Gated, reasons

TECHNICAL = {"match_key": pl.String, "sort_key": pl.String, "release": pl.String}
KEY = ("repository_code", "match_key")
NAMED = frozenset({"repository_code", "fonds", "ref_code", "title", "level", "media"})
"""Columns that a canonical frame always has."""
SHOWN = 300
"""Changed and withdrawn records that a release page names one by one."""


@dataclass(frozen=True, slots=True)
class Merged:
    """``public`` in the order in which it came, ``withheld`` for staff, ``gone`` for tombstones."""

    public: pl.DataFrame
    withheld: pl.DataFrame
    gone: pl.DataFrame
    releases: tuple[ReleaseSummary, ...]
    changes: pl.DataFrame
    """``release ref_code change`` of each known record that a release brought again or took down."""
    superseded: Mapping[str, int]
    """How many of the records that a release brought stand no longer as it brought them, by its id."""


def merge(gated: Sequence[tuple[Release, Gated]], extra: Sequence[str] = (), *, sparse: bool = False) -> Merged:
    """Lay releases on one another in the order given. With ``sparse`` columns without any value may be left out."""
    state = complete(pl.DataFrame(), extra)
    gone = state.select(*KEY, "ref_code", "fonds")
    summaries, changes = [], [_changed(gone, "", "")]
    superseded: Counter[str] = Counter()
    for release, result in gated:
        if not in_effect(result):
            continue
        public = result.public
        new = canonical(public, release.id, extra)
        superseded[release.id] += public.height - new.height
        del public
        held = keys_of(result.frame.filter(pl.col("holds").is_not_null()))
        known, changed = _compared(new, state)
        named = new.select("repository_code", "fonds", "ref_code")
        added, altered, same = named.filter(~known), new.filter(changed), named.filter(known & ~changed)
        leaving = _leaving(release, state, new, held)
        taken_down = keys_of(result.withdrawn)
        gone = pl.concat([gone, leaving.select(gone.columns), taken_down.select(gone.columns)]).unique(
            KEY, keep="last", maintain_order=True
        )
        of_sort = (("updated", altered), ("unchanged", same), ("deleted", leaving))
        changes += [_changed(frame, release.id, sort) for sort, frame in of_sort]
        counted = _changes(added, altered, leaving)
        summaries.append((release, counted, _altered(altered.head(SHOWN), state), leaving["ref_code"].head(SHOWN)))
        superseded.update(_by_release(state))
        state = _laid_on(state, new, leaving)
        superseded.subtract(_by_release(state))
        superseded[release.id] += new.height
    gone = gone.join(_known(gone, state), on=KEY, how="anti", nulls_equal=True)
    counts = _by_release(state)
    return Merged(
        state if sparse else complete(state, extra),
        withheld(gated, gone),
        gone,
        tuple(_summary(*each, counts.get(each[0].id, 0)) for each in summaries),
        pl.concat(changes),
        dict(superseded),
    )


def _laid_on(state: pl.DataFrame, new: pl.DataFrame, leaving: pl.DataFrame) -> pl.DataFrame:
    """Return ``state`` without what leaves it or is brought again, and then what is new."""
    if not state.height:
        return new
    leaving = pl.concat([keys_of(new), keys_of(leaving)])
    if _known(leaving, state).height:  # else a million records need not be copied
        state = state.join(leaving, on=KEY, how="anti", nulls_equal=True)
    return pl.concat([state, new], how="diagonal")


def _known(frame: pl.DataFrame, state: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``state`` that are in ``frame``."""
    return state.join(frame, on=KEY, how="semi", nulls_equal=True)


def _by_release(frame: pl.DataFrame) -> dict[str, int]:
    # Of the column alone: of a frame in pieces all columns would be copied first.
    return dict(frame["release"].value_counts().iter_rows())


def _changed(frame: pl.DataFrame, release: str, change: str) -> pl.DataFrame:
    return frame.select(pl.lit(release).alias("release"), "ref_code", pl.lit(change).alias("change"))


def in_effect(result: Gated) -> bool:
    """Return whether a release counts at all: one without its signatures does not."""
    holds = result.frame["holds"]
    unsigned = holds.fill_null("").str.split(SEPARATOR).list.contains(reasons.UNAPPROVED.code)
    return bool(result.public.height) or holds.is_empty() or not unsigned.all()


def canonical(frame: pl.DataFrame, release: str, extra: Sequence[str] = ()) -> pl.DataFrame:
    """Return a gated frame with those public columns that it has, in one order and as text, once per record."""
    wanted = [name for name in (*PUBLIC, *CLEARED, *extra) if name in frame.columns or name in NAMED]
    if frame.width == 0:
        return complete(frame, extra)
    key = pl.col("match_key") if "match_key" in frame.columns else match_key_expr(pl.col("ref_code"))
    order = pl.col("sort_key") if "sort_key" in frame.columns else sort_key_expr(key)
    found = frame.select(
        *(_text(frame, name) for name in wanted),
        key.alias("match_key"),
        order.alias("sort_key"),
        pl.lit(release).alias("release"),
    )
    # Intake has seen to it that no code stands twice; then nothing need be copied.
    if found.select(pl.struct(KEY).hash(0).n_unique()).item() == found.height:
        return found
    return found.unique(KEY, keep="first", maintain_order=True)


def complete(frame: pl.DataFrame, extra: Sequence[str] = ()) -> pl.DataFrame:
    """Return a canonical frame with every public column, those that it lacks empty."""
    wanted = [*PUBLIC, *CLEARED, *extra]
    if frame.width == 0:
        return pl.DataFrame(schema=dict.fromkeys(wanted, pl.String) | TECHNICAL)
    absent = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in frame.columns]
    return frame.with_columns(absent).select(*wanted, *TECHNICAL)


def _text(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column as text in which empty is null."""
    if name not in frame.columns:
        return pl.lit(None, pl.String).alias(name)
    text = pl.col(name) if frame.schema[name] == pl.String else pl.col(name).cast(pl.String)
    if frame.schema[name] == pl.String and not (frame[name] == "").any():
        return text
    return pl.when(text != "").then(text).alias(name)


def keys_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Return archive, match key, code and fonds of each row."""
    columns = [
        pl.col(name).cast(pl.String) if name in frame.columns else pl.lit(None, pl.String).alias(name)
        for name in ("repository_code", "match_key", "ref_code", "fonds")
    ]
    return frame.select(columns)


def withheld(gated: Sequence[tuple[Release, Gated]], gone: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return ``ref_code title match_key release holds`` of every row that is held, for the audit and for staff."""
    parts = []
    for release, result in gated:
        rows = result.frame.filter(pl.col("holds").is_not_null())
        parts.append(
            keys_of(rows).with_columns(
                rows["title"] if "title" in rows.columns else pl.lit(None, pl.String).alias("title"),
                pl.lit(release.id).alias("release"),
                rows["holds"],
            )
        )
    columns = ("repository_code", "match_key", "ref_code", "fonds", "title", "release", "holds")
    schema = dict.fromkeys(columns, pl.String)
    found = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    if gone is not None and gone.height:
        # A record that was public and is held now stands as withdrawn: its address answers with a tombstone.
        mark = gone.select(*KEY, pl.lit(True).alias("_gone"))
        found = found.join(mark, on=KEY, how="left", nulls_equal=True).with_columns(
            pl.when(pl.col("_gone") & ~pl.col("holds").str.starts_with(reasons.WITHDRAWN.code))
            .then(reasons.WITHDRAWN.code + SEPARATOR + pl.col("holds"))
            .otherwise("holds")
            .alias("holds")
        )
    return found.select("ref_code", "title", "match_key", "release", "holds", pl.col("holds").alias("reason"))


def _leaving(release: Release, state: pl.DataFrame, new: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``state`` that this release takes down."""
    leaving = _known(held, state)
    if release.kind == "full":
        covered = pl.concat([keys_of(new), held])
        fonds = list(release.fonds) or covered["fonds"].drop_nulls().unique().to_list()
        archives = covered["repository_code"].unique().to_list()
        missing = state.filter(
            pl.col("fonds").is_in(fonds) & pl.col("repository_code").is_in(archives, nulls_equal=True)
        ).join(covered, on=KEY, how="anti", nulls_equal=True)
        leaving = pl.concat([leaving, missing])
    return leaving.unique(KEY, keep="first", maintain_order=True)


def _compared(new: pl.DataFrame, state: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return which rows of ``new`` were public before, and which of these say something else now."""
    if not state.height:
        nothing = pl.repeat(False, new.height, eager=True)
        return nothing, nothing
    shown = sorted({*new.columns, *state.columns} - {*TECHNICAL})
    state = _known(new, state)
    old = state.select(*KEY, _digest(state, shown).alias("_old"))
    before = new.select(KEY).join(old, on=KEY, how="left", nulls_equal=True, maintain_order="left")["_old"]
    return before.is_not_null(), (_digest(new, shown) != before).fill_null(False)


def _digest(frame: pl.DataFrame, shown: Sequence[str]) -> pl.Series:
    """Return a hash of what the public sees of each row. Valid within this process only."""
    return frame.select(_text(frame, name) for name in shown).hash_rows(seed=0)


def _altered(now: pl.DataFrame, state: pl.DataFrame) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the match key of each row and the fields that said something else before; never what they said."""
    if not now.height:
        return ()
    state = _known(now, state)
    names = [name for name in (*now.columns, *state.columns) if name not in {*TECHNICAL, *KEY, "ref_code"}]
    names = [name for name in dict.fromkeys(names) if name not in BY_NAME or not BY_NAME[name].derived]
    before = state.select(*KEY, *(_text(state, name).alias(f"{name}\x1f") for name in names))
    both = now.select(*KEY, *(_text(now, name) for name in names)).join(
        before, on=KEY, how="left", nulls_equal=True, maintain_order="left"
    )
    differs = both.select("match_key", *(pl.col(name).ne_missing(pl.col(f"{name}\x1f")) for name in names))
    return tuple((key, tuple(compress(names, flags))) for key, *flags in differs.iter_rows())


def _changes(added: pl.DataFrame, changed: pl.DataFrame, withdrawn: pl.DataFrame) -> tuple[Change, ...]:
    groups = ["repository_code", "fonds"]
    parts = [
        frame.select(*groups, pl.lit(kind).alias("kind"))
        for kind, frame in (("added", added), ("changed", changed), ("withdrawn", withdrawn))
    ]
    counted = pl.concat(parts).group_by(*groups, "kind").len()
    found: dict[tuple[str, str], dict[str, int]] = {}
    for repository, fonds, kind, count in counted.sort(*groups, "kind").iter_rows():
        found.setdefault((repository or "", fonds or ""), {})[kind] = count
    return tuple(Change(repository, fonds, **counts) for (repository, fonds), counts in found.items())


def _summary(
    release: Release,
    changes: tuple[Change, ...],
    changed: tuple[tuple[str, tuple[str, ...]], ...],
    withdrawn: Sequence[str],
    count: int,
) -> ReleaseSummary:
    moment = release.publish_at.isoformat() if release.publish_at else ""
    return ReleaseSummary(release.id, release.number, moment, release.kind, count, changes, changed, tuple(withdrawn))
