"""What was taken down: ``catalogue/withdrawals.yaml``. It counts from when it is written.

::

    - {ref: J001-002-0345-012, on: 2026-06-10, reason: personal}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from lantai import files
from lantai.problems import Problems
from lantai.records.refcodes import match_key
from lantai.review import ledger, rules
from lantai.review import problems as kinds
from lantai.site import yamls
from lantai.site.config import Site

FILE = "catalogue/withdrawals.yaml"
CLASSES = {
    "personal": ("个人信息", "personal data"),
    "secret": ("国家秘密", "state secret"),
    "commercial": ("商业秘密", "commercial secret"),
    "rights": ("权利人要求", "at a rights holder's request"),
    "law": ("依法要求", "required by law"),
    "error": ("著录差错", "error of description"),
    "transfer": ("移交或划转", "transferred"),
    "other": ("其他", "other"),
}
"""Classes of reason. They are for staff; the public tombstone names none."""


def class_named(name: str) -> str:
    """Return the class that a person means by its code or by its name in any staff language; "" if none."""
    plain = "".join(name.split()).casefold()
    named = {"".join(each.split()).casefold(): code for code, names in CLASSES.items() for each in (code, *names)}
    return named.get(plain, "")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One record that was taken down."""

    ref: str
    on: date
    reason: str
    repository: str = ""

    @property
    def key(self) -> str:
        return match_key(self.ref)


def load(site: Site, problems: Problems) -> tuple[Withdrawal, ...]:
    """Return the withdrawals of a site.

    An entry that is incomplete is an error, and still takes its record down if it names one.
    """
    path = site.catalogue / "withdrawals.yaml"
    if not path.is_file():
        return ()
    document = yamls.load(path, FILE, problems)
    if document is None:
        return ()
    items = document.data if isinstance(document.data, list) else []
    if not isinstance(document.data, list) and document.data:
        problems.add(document.problem(kinds.WITHDRAWAL_INVALID, value=document.data, classes=" / ".join(CLASSES)))
    found = []
    for index, item in enumerate(items):
        entry = item if isinstance(item, Mapping) else {"ref": item if isinstance(item, str) else ""}
        on, reason, ref = entry.get("on"), entry.get("reason"), str(entry.get("ref") or "")
        complete = isinstance(entry.get("ref"), str) and isinstance(on, date) and reason in CLASSES
        if not complete:
            place = (index,)
            problems.add(document.problem(kinds.WITHDRAWAL_INVALID, *place, value=item, classes=" / ".join(CLASSES)))
        if ref:
            day = on.date() if isinstance(on, datetime) else on if isinstance(on, date) else date.max
            found.append(Withdrawal(ref, day, str(reason or "other"), str(entry.get("repository") or "")))
    return tuple(found)


def mask(withdrawals: tuple[Withdrawal, ...], frame: pl.DataFrame) -> pl.Series:
    """Return which rows of ``frame`` are withdrawn. A withdrawal without an archive takes the code down in all."""
    everywhere = {item.key for item in withdrawals if not item.repository}
    single = {f"{item.repository}\x1f{item.key}" for item in withdrawals if item.repository}
    key = pl.lit(ledger.keys(frame))
    repository = rules.text(frame, "repository_code").fill_null("")
    down = key.is_in(list(everywhere)) | (repository + "\x1f" + key).is_in(list(single))
    return rules.column(frame, down.fill_null(True), "withdrawn")


def append(site: Site, withdrawal: Withdrawal) -> bool:
    """Add a withdrawal to the file, leaving its other lines as they are. Returns False if it already stands there."""
    if any((item.key, item.repository) == (withdrawal.key, withdrawal.repository) for item in load(site, Problems())):
        return False
    path: Path = site.catalogue / "withdrawals.yaml"
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else _HEAD
    if text.strip() == "[]":
        text = ""
    if text and not text.endswith("\n"):
        text += "\n"
    ref = json.dumps(withdrawal.ref, ensure_ascii=False)
    where = f", repository: {json.dumps(withdrawal.repository, ensure_ascii=False)}" if withdrawal.repository else ""
    line = f"- {{ref: {ref}{where}, on: {withdrawal.on.isoformat()}, reason: {withdrawal.reason}}}\n"
    problems = Problems()
    yamls.parse(text + line, FILE, problems)
    problems.raise_errors()
    files.write(path, text + line)
    return True


_HEAD = "# 已撤下的条目。由 build.py withdraw 追加；网站上只保留“该条目已撤下”的占位页，不显示题名和原因。\n"
