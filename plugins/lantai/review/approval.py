"""The signatures under a release: four people, bound to the digest of its data and mapping.

国家档案馆档案开放办法 (2022) arts. 13–15: review, joint decision with the creating unit, confirmation, publication.
A signature counts only for the digest it was given for: changed content is unapproved content.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lantai import files
from lantai.problems import InputError, Problems
from lantai.records import companions, releases
from lantai.review import objects
from lantai.review import problems as kinds
from lantai.site import yamls
from lantai.text import fold

if TYPE_CHECKING:
    from lantai.records.releases import Release
    from lantai.site.config import Site

ROLES = ("初审", "复审", "形成单位意见", "审定")
"""First review, second review, opinion of the creating unit, confirmation."""

ROLES_EN = {"初审": "first review", "复审": "second review", "形成单位意见": "creating unit", "审定": "confirmation"}


@dataclass(frozen=True, slots=True)
class Signature:
    """One sign-off: in which role, by whom, on which day."""

    role: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a release is approved, and what stands in the way."""

    missing: tuple[str, ...] = ()
    same: tuple[tuple[str, str, str], ...] = ()
    """Pairs of roles signed by one person: (first role, second role, name)."""
    stale: bool = False
    """The signatures are for another digest."""

    @property
    def approved(self) -> bool:
        return not (self.missing or self.same or self.stale)

    def explain(self, language: str = "zh") -> str:
        """Return in words what stands in the way; empty when approved."""
        if language == "en":
            parts = ["data, mapping or list of pictures changed after it was signed"] if self.stale else []
            parts += ["not signed: " + ", ".join(ROLES_EN[role] for role in self.missing)] if self.missing else []
            parts += [f"{name} signed as {ROLES_EN[a]} and as {ROLES_EN[b]}" for a, b, name in self.same]
            return "; ".join(parts)
        parts = ["签署后数据、映射或图像清单有改动"] if self.stale else []
        parts += ["缺签署：" + "、".join(self.missing)] if self.missing else []
        parts += [f"{name} 同时签署了{a}和{b}" for a, b, name in self.same]
        return "；".join(parts)


def digest_of(release: Release, site: Site, shown: str | None = None) -> str:
    """Return the digest of everything that decides what a release publishes: ``sha256-…``.

    That is the bytes of its data files (with what belongs to them) and of its mapping, the digital objects that it
    shows (``shown``, a list as ``objects`` makes it; else the one beside the release), and its rules of access: opening
    earlier than was signed needs new signatures. Title, notice and moment of publication may still be edited.
    """
    content = hashlib.sha256()
    content.update(repr(release.access).encode())
    content.update(f"{release.kind} {sorted(release.fonds)}".encode())
    # How a file is read decides what is in it: another sheet, another encoding.
    for source in release.sources:
        if source.sheets or source.encoding or source.delimiter or source.format:
            content.update(repr(source).encode())
    sources = [path for _, path in releases.files_of(release, site, Problems())]
    paths = [each for path in sources for each in (path, *companions.of(path))]
    for path in [*paths, *([release.mapping_path] if release.mapping_path else [])]:
        known = path.is_file()
        content.update(f"\n{path.name} {files.sha256(path) if known else 'missing'}".encode())
    content.update((objects.listed_in(release) if shown is None else shown).encode())
    return f"sha256-{content.hexdigest()}"


def standing(release: Release, digest: str) -> Standing:
    """Return how a release's signatures stand against the digest of what it holds now."""
    approval = release.approval
    stale = bool(approval.sign_offs) and (not digest or approval.digest != digest)
    return _judge(approval.sign_offs, stale)


def _judge(sign_offs: Iterable[Signature], stale: bool = False) -> Standing:
    signed: dict[str, str] = {}
    for sign_off in sign_offs:
        if sign_off.role in ROLES and _people(sign_off.by):
            signed[sign_off.role] = sign_off.by
    missing = tuple(role for role in ROLES if role not in signed)
    given = [role for role in ROLES if role in signed]
    same = tuple(
        (first, second, signed[first])
        for index, first in enumerate(given)
        for second in given[index + 1 :]
        if _share_a_person(signed[first], signed[second])
    )
    return Standing(missing, same, stale)


def parse_signs(values: Iterable[str], on: date) -> list[Signature]:
    """Return the sign-offs that ``ROLE=NAME`` values mean. Raises InputError naming every one that means nothing."""
    problems = Problems()
    found = []
    for value in values:
        role, mark, name = value.partition("=")
        if not mark or role.strip() not in ROLES or not name.strip():
            problems.add(kinds.SIGN_ROLE_UNKNOWN.at("--sign", value=value))
            continue
        found.append(Signature(role=role.strip(), by=" ".join(name.split()), on=on))
    problems.raise_errors()
    return found


def sign(release: Release, digest: str, signs: Iterable[Signature], problems: Problems) -> Standing:
    """Add signatures for ``digest`` to a release's file and return how the release stands now.

    Signatures given earlier for the same digest are kept; those for another digest are void and dropped.
    One person signing twice is an error and writes nothing.
    """
    kept: dict[str, Signature] = {}
    if release.approval.sign_offs:
        if release.approval.digest == digest:
            kept = {item.role: Signature(item.role, item.by, item.on) for item in release.approval.sign_offs}
        else:
            problems.add(kinds.SIGN_STALE.at(release.file))
    kept.update({sign_off.role: sign_off for sign_off in signs})
    result = _judge(kept.values())
    if result.same:
        for first, second, name in result.same:
            english = {"first_en": ROLES_EN[first], "second_en": ROLES_EN[second]}
            problems.add(kinds.SIGN_SAME_PERSON.at(release.file, name=name, first=first, second=second, **english))
        return result
    write(release.folder / "release.yaml", release.file, digest, [kept[role] for role in ROLES if role in kept])
    if result.missing:
        problems.add(kinds.SIGN_MISSING.at(release.file, roles="、".join(result.missing)))
    return result


def write(path: Path, shown_as: str, digest: str, sign_offs: Iterable[Signature]) -> None:
    """Put the approval into a release file, leaving every other line as it is.

    The result is read back before it replaces the file: whatever the file's shape, a signature is never
    written where the program would not find it (InputError).
    """
    sign_offs = list(sign_offs)
    text = path.read_bytes().decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    start, end = _block(lines)
    block = _as_yaml(digest, sign_offs)
    if start == len(lines):
        while lines and not lines[-1].strip():
            lines.pop()
        start = end = len(lines)
        block = [*block, ""]
    changed = "\n".join([*lines[:start], *block, *lines[end:]])
    _verify(text, changed, shown_as, digest, sign_offs)
    files.write(path, changed.replace("\n", newline))


def _block(lines: list[str]) -> tuple[int, int]:
    """Return where the approval block starts and ends; at the end of the file where there is none.

    Comments and blank lines below it belong to what follows.
    """
    start = next((index for index, line in enumerate(lines) if line.startswith("approval:")), len(lines))
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t#-"):
        end += 1
    while end > start + 1 and end <= len(lines) and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return start, min(end, len(lines))


def _as_yaml(digest: str, sign_offs: Iterable[Signature]) -> list[str]:
    quoted = [(sign_off.role, json.dumps(sign_off.by, ensure_ascii=False), sign_off.on) for sign_off in sign_offs]
    return [
        "approval:",
        f"  digest: {digest}",
        "  sign_offs:",
        *(f"    - {{role: {role}, by: {by}{f', on: {on.isoformat()}' if on else ''}}}" for role, by, on in quoted),
    ]


def _verify(before: str, after: str, shown_as: str, digest: str, sign_offs: list[Signature]) -> None:
    problems = Problems()
    old, new = (yamls.parse(text, shown_as, problems) for text in (before, after))
    if old is None or new is None:
        problems.raise_errors()
        return
    rest = {key: value for key, value in old.data.items() if key != "approval"}
    expected = [{"role": item.role, "by": item.by} | ({"on": item.on} if item.on else {}) for item in sign_offs]
    approval = new.data.get("approval") or {}
    kept = {key: value for key, value in new.data.items() if key != "approval"}
    if kept != rest or approval != {"digest": digest, "sign_offs": expected}:
        raise InputError([kinds.APPROVAL_UNWRITABLE.at(shown_as, detail="approval:")])


_OF_ANOTHER = re.compile(r"[、，,；;/&]")
_ADDED = re.compile(r"[(\[【〔《].*?(?:[)\]】〕》]|$)")
_TITLES = re.compile(r"(?<=..)(?:同志|先生|女士|代签|代)$")
_NOTHING_ADDED = frozenset({"代", "代签", "签", "同志", "先生", "女士"})


def _people(names: str) -> dict[str, str]:
    """Return who signed by name, each with what was added to tell two of one name apart: 王平（办公室）.

    Width, spaces, punctuation, invisible characters, case, 同志 and 張 for 张 make no other person.
    """
    people = {}
    for name in _OF_ANOTHER.split(unicodedata.normalize("NFKC", names)):
        added = _plain("".join(_ADDED.findall(name)))
        person = _TITLES.sub("", _plain(_ADDED.sub("", name)))
        if person:
            people[person] = "" if added in _NOTHING_ADDED else added
    return people


def _plain(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum())


def _share_a_person(first: str, second: str) -> bool:
    """Return whether one person may have signed both: of one name, unless both add something, and not the same."""
    one, other = _people(first), _people(second)
    return any(not one[name] or not other[name] or one[name] == other[name] for name in one.keys() & other.keys())
