"""The ledger of single decisions: ``catalogue/review/decisions.jsonl``, one JSON object a line, only ever appended to.

A decision to release is bound to the digest of the record's public fields and to the words that were found when it
was made: whenever either grows or changes, the record waits for a person again. A decision to hold stands whatever
the content. The last decision on a record counts.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import polars as pl

from lantai.problems import Place, Problems
from lantai.records.fields import CLEARED, FIELDS, PUBLIC, SEPARATOR
from lantai.records.refcodes import match_key, match_key_expr
from lantai.review import problems as kinds
from lantai.review import rules

FILE = "catalogue/review/decisions.jsonl"
RELEASE, HOLD = "release", "hold"

_DERIVED = frozenset(field.name for field in FIELDS if field.derived)
_DIGESTED = tuple(name for name in (*PUBLIC, *CLEARED) if name not in _DERIVED)
"""What a digest covers: what people entered. Derived fields follow from it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one record.

    ``key`` is its match key, ``repository`` its archive ("" on a site of one), ``digest`` of the content that was
    looked at, ``words`` the trigger words that were found in it.
    """

    key: str
    decision: str
    by: str
    at: str
    digest: str
    repository: str = ""
    words: tuple[str, ...] = ()
    note: str = ""

    def repeats(self, standing: Decision | None) -> bool:
        """Whether ``standing``, the last decision on the record, says the same: a sheet may be read twice."""
        return standing is not None and replace(self, at="") == replace(standing, at="")


@dataclass(frozen=True, slots=True)
class Applied:
    """The ledger against a release: one value per row.

    ``words`` are those that a person saw who released the record, joined by ``；``; null where nobody did.
    """

    released: pl.Series
    changed: pl.Series
    refused: pl.Series
    words: pl.Series


def load(site_folder: Path, problems: Problems) -> dict[tuple[str, str], Decision]:
    """Return the last decision on each record by (archive, match key). A bad line is an error."""
    path = site_folder / FILE
    found: dict[tuple[str, str], Decision] = {}
    if not path.is_file():
        return found
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decision = _decision(json.loads(line.decode("utf-8-sig")))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            problems.add(kinds.LEDGER_LINE.at(Place(FILE, line=number), detail=str(error)[:120]))
            continue
        found[decision.repository, decision.key] = decision
    return found


def _decision(data: dict) -> Decision:
    if data["decision"] not in (RELEASE, HOLD):
        raise ValueError(f"decision: {data['decision']!r}")
    text = {name: data[name] for name in ("key", "decision", "by", "at", "digest")}
    if not all(isinstance(value, str) and value for value in text.values()):
        raise ValueError("key, decision, by, at, digest")
    words = data.get("words") or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError("words")
    repository, note = (str(data.get(name) or "") for name in ("repository", "note"))
    return Decision(**text, repository=repository, words=tuple(words), note=note)


def append(site_folder: Path, decisions: Iterable[Decision]) -> int:
    """Append decisions to the ledger and return how many. What stands in it is never touched."""
    lines = [json.dumps(asdict(decision), ensure_ascii=False) + "\n" for decision in decisions]
    if not lines:
        return 0
    path = site_folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as stream:
        if stream.tell() and not _ends_with_newline(stream):
            lines.insert(0, "\n")
        stream.write("".join(lines).encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())
    return len([line for line in lines if line.strip()])


def _ends_with_newline(stream: BinaryIO) -> bool:
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def digests(frame: pl.DataFrame, extra: Sequence[str] = ()) -> pl.Series:
    """Return for each row the digest of its public and clearable fields as they came in: ``sha256-…``."""
    names = [name for name in (*_DIGESTED, *sorted(extra)) if name in frame.columns]
    values = [pl.lit(name + "=") + rules.text(frame, name) for name in names]
    joined = rules.column(frame, pl.concat_str(values, separator="\x1f", ignore_nulls=True), "digest")
    found = [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in joined]
    return pl.Series("digest", [f"sha256-{digest}" for digest in found], pl.String)


def identified(frame: pl.DataFrame, extra: Sequence[str] = ()) -> pl.DataFrame:
    """Return ``_row``, ``_key`` (match key) and ``digest`` of each row of a frame as intake read it."""
    return pl.DataFrame({"_key": keys(frame), "digest": digests(frame, extra)}).with_row_index("_row")


def key_of(ref: str) -> str:
    """Return the match key of one reference code."""
    return match_key(ref)


def keys(frame: pl.DataFrame) -> pl.Series:
    """Return the match key of each row."""
    if "match_key" in frame.columns:
        return frame["match_key"]
    return frame.select(match_key_expr(rules.text(frame, "ref_code")).alias("match_key"))["match_key"]


def apply(
    decisions: dict[tuple[str, str], Decision], frame: pl.DataFrame, found: pl.Series, extra: Sequence[str] = ()
) -> Applied:
    """Return what the ledger says of each row of ``frame``, in which the words ``found`` (joined by ``；``) stand."""
    size = frame.height
    released, changed, refused = [False] * size, [False] * size, [False] * size
    seen: list[str | None] = [None] * size
    if decisions:
        known = {key for _, key in decisions}
        candidates = frame.with_columns(keys(frame).alias("_key"), found.alias("_words")).with_row_index("_row")
        candidates = candidates.filter(pl.col("_key").is_in(list(known)))
        repositories = rules.column(candidates, rules.text(candidates, "repository_code").fill_null(""), "_repository")
        rows = zip(
            candidates["_row"],
            candidates["_key"],
            candidates["_words"],
            repositories,
            digests(candidates, extra),
            strict=True,
        )
        for row, key, words, repository, digest in rows:
            decision = decisions.get((repository, key)) or decisions.get(("", key))
            if decision is None:
                continue
            if decision.decision == HOLD:
                refused[row] = True
            elif decision.digest != digest or not set((words or "").split(SEPARATOR)) - {""} <= set(decision.words):
                changed[row] = True
            else:
                released[row], seen[row] = True, SEPARATOR.join(decision.words)
    columns = {"released": released, "changed": changed, "refused": refused}
    flags = {name: pl.Series(name, values, pl.Boolean) for name, values in columns.items()}
    return Applied(**flags, words=pl.Series("words", seen, pl.String))


def stamp(moment: datetime) -> str:
    """Return a moment as the ledger writes it, to the second."""
    return moment.replace(microsecond=0).isoformat()
