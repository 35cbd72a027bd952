"""Releases of the catalogue: ``catalogue/releases/<id>/release.yaml``.

A release says what it is, when it becomes public, where its data lies, under which rules it may be
published and who approved it. Everything here is what people wrote; ``intake`` reads the data and
``review`` judges it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from lantai.problems import Problems
from lantai.records import mapping as mappings
from lantai.records import problems as kinds
from lantai.records.yaml_reader import Reader
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import STATUSES, Showing

KINDS = ("additions", "full")
CLOSURE_YEARS = 25
"""Archives Law of 2020, article 27: archives open to the public 25 years after they were made."""
UNDATED = ("hold", "publish")
KEYS = [
    "title",
    "number",
    "status",
    "publish_at",
    "until",
    "kind",
    "fonds",
    "notice",
    "note",
    "sources",
    "mapping",
    "access",
    "approval",
    "provenance",
]


@dataclass(frozen=True, slots=True)
class Source:
    """A data file, or a glob of several. ``sheets`` are names in a workbook; empty means all that are visible."""

    file: str
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of access. ``closure_years`` is None where none applies (``closure: off``: not archives)."""

    closure_years: int | None = CLOSURE_YEARS
    early_categories: tuple[str, ...] = ()
    early_basis: str = ""
    undated: str = "hold"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's signature under a release."""

    role: str
    by: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Signatures, bound to the digest of sources and mapping as it was when they were given."""

    digest: str = ""
    sign_offs: tuple[SignOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the records of a release came from, if another archive submitted them as a package."""

    archive: str = ""
    name: str = ""
    release: str = ""
    package: str = ""
    sha256: str = ""
    received: date | None = None

    def __bool__(self) -> bool:
        return bool(self.archive)


@dataclass(frozen=True, slots=True)
class Release:
    """One release. ``kind`` ``full`` replaces its ``fonds`` (those that occur in it, if none are named)."""

    id: str
    folder: Path = field(compare=False)
    title: LocalText
    number: int | None = None
    showing: Showing = field(default_factory=Showing)
    kind: str = "additions"
    fonds: tuple[str, ...] = ()
    notice: LocalText = LocalText()
    """What the public is told about this release: Markdown."""
    note: str = ""
    """What only staff read."""
    sources: tuple[Source, ...] = ()
    mapping_path: Path | None = field(default=None, compare=False)
    access: Access = Access()
    approval: Approval = Approval()
    provenance: Provenance = Provenance()
    file: str = ""

    @property
    def publish_at(self) -> datetime | None:
        return self.showing.publish_at


def load_all(site: Site, problems: Problems) -> list[Release]:
    """Read every release of the site, the earliest publication first; those without a moment come last."""
    found = []
    numbers: dict[int, str] = {}
    for path in sorted((site.catalogue / "releases").glob("*/release.yaml")):
        release = load(path.parent, site, problems)
        if release is None:
            continue
        if release.number is not None and release.number in numbers:
            first = numbers[release.number]
            problems.add(kinds.RELEASE_NUMBER_TWICE.at(release.file, number=release.number, first=first))
        if release.number is not None:
            numbers.setdefault(release.number, release.file)
        found.append(release)
    never = datetime.max.replace(tzinfo=site.zone)
    return sorted(found, key=lambda release: (release.publish_at or never, release.number or 0, release.id))


def load(folder: Path, site: Site, problems: Problems) -> Release | None:
    """Read the release in ``folder``. None if it cannot be used; why is in ``problems``."""
    shown = site.shown(folder / "release.yaml")
    if not usable_name(folder.name):
        problems.add(kinds.RELEASE_NAME.at(shown, name=folder.name))
        return None
    document = yamls.load(folder / "release.yaml", shown, problems)
    if document is None:
        return None
    before = len(problems.errors)
    reader = Reader(document, problems)
    reader.only(KEYS)
    reader.required("title", "title: 第一批开放档案目录")
    reader.required("sources", "sources: [{file: open-list.xlsx}]")
    status = reader.one_of("status", STATUSES, "ready")
    release = Release(
        id=folder.name,
        folder=folder,
        title=reader.local("title", site.language),
        number=reader.integer("number", None, least=1),
        showing=Showing(status, reader.moment("publish_at", site.zone), reader.moment("until", site.zone)),
        kind=reader.one_of("kind", KINDS, "additions"),
        fonds=reader.names("fonds"),
        notice=reader.local("notice", site.language),
        note=reader.text("note"),
        sources=_sources(reader),
        mapping_path=_mapping_path(reader, folder, site),
        access=_access(reader),
        approval=_approval(reader),
        provenance=_provenance(reader),
        file=shown,
    )
    return None if len(problems.errors) > before else release


def next_due(found: Iterable[Release], months: int, moment: datetime) -> date | None:
    """Return the day by which a release must follow the last public one; None if nothing obliges to it.

    A release that is ready and will be public by then fulfils it.
    """
    dated = [one.publish_at for one in found if one.publish_at and one.showing.status == "ready"]
    past = [at for at in dated if at <= moment]
    if not months or not past:
        return None
    last = max(past)
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    day = min(last.day, calendar.monthrange(year, month + 1)[1])
    due = date(year, month + 1, day)
    return None if any(at > moment and at.astimezone(last.tzinfo).date() <= due for at in dated) else due


def usable_name(name: str) -> bool:
    """Whether a folder of this name can be a release: its name is part of an address."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name))


def files_of(release: Release, site: Site, problems: Problems) -> list[tuple[Source, Path]]:
    """Return every data file of a release with its source, in the order given (a glob by name).

    A file given by a path that is absolute or climbs (``..``) may lie anywhere; any other must be
    inside the site folder, also after links are followed.
    """
    found = []
    for source in release.sources:
        explicit = Path(source.file).is_absolute() or ".." in Path(source.file).parts
        is_glob = any(mark in source.file for mark in "*?[")
        paths = _globbed(release.folder, source.file) if is_glob else [release.folder / source.file]
        paths = [path for path in paths if path.is_file()]
        if not paths:
            place = release.file
            problems.add(kinds.SOURCE_MISSING.at(place, source=source.file, folder=site.shown(release.folder)))
        for path in paths:
            if not explicit and not path.resolve().is_relative_to(site.folder.resolve()):
                problems.add(kinds.SOURCE_OUTSIDE.at(release.file, source=source.file))
            else:
                found.append((source, path))
    return found


def mapping_of(release: Release, site: Site, problems: Problems) -> mappings.Mapping | None:
    """Return the mapping of a release: its own, else that of the catalogue; None is reported."""
    path = release.mapping_path
    if path is None or not path.is_file():
        problems.add(kinds.MAPPING_MISSING.at(release.file, release=release.id))
        return None
    return mappings.load(path, site.shown(path), problems)


def _globbed(folder: Path, pattern: str) -> list[Path]:
    path = Path(pattern)
    start, parts = (Path(path.anchor), path.parts[1:]) if path.is_absolute() else (folder, path.parts)
    while parts and parts[0] == "..":
        start, parts = start.parent, parts[1:]
    return sorted(each for each in start.glob(str(Path(*parts))) if not each.name.startswith((".", "~$")))


def _sources(reader: Reader) -> tuple[Source, ...]:
    value = reader.data.get("sources")
    items = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for index, item in enumerate(items):
        if isinstance(item, str):
            found.append(Source(item))
        elif isinstance(item, dict):
            at = ("sources", index) if isinstance(value, list) else ("sources",)
            one = Reader(reader.document, reader.problems, *at)
            one.only(("file", "sheets", "encoding", "delimiter", "format"))
            one.required("file", "file: open-list.xlsx")
            sheets = () if one.data.get("sheets") in (None, "all") else one.names("sheets")
            extras = {key: one.text(key) for key in ("encoding", "format")}
            found.append(Source(one.text("file"), sheets, delimiter=str(one.data.get("delimiter") or ""), **extras))
        else:
            reader.invalid("sources", item, "sources: [{file: open-list.xlsx, sheets: all}]")
    return tuple(found)


def _mapping_path(reader: Reader, folder: Path, site: Site) -> Path | None:
    named = reader.text("mapping")
    candidates = [folder / named] if named else [folder / "mapping.yaml", site.catalogue / "mapping.yaml"]
    return next((path for path in candidates if path.is_file()), candidates[0])


def _access(reader: Reader) -> Access:
    below = reader.below("access")
    below.only(("closure_years", "early_categories", "early_basis", "undated", "closure"))
    years = below.integer("closure_years", CLOSURE_YEARS)
    closure = below.data.get("closure")  # YAML reads the word ``off`` as False
    if closure in (False, "off"):
        years = None
    elif closure not in (None, True, "on"):
        below.invalid("closure", closure, "on / off")
    return Access(
        closure_years=CLOSURE_YEARS if years is None and closure not in (False, "off") else years,
        early_categories=below.names("early_categories"),
        early_basis=below.text("early_basis"),
        undated=below.one_of("undated", UNDATED, "hold"),
    )


def _approval(reader: Reader) -> Approval:
    below = reader.below("approval")
    below.only(("digest", "sign_offs"))
    items = below.data.get("sign_offs") or []
    signs = []
    for index, item in enumerate(items if isinstance(items, list) else []):
        if not isinstance(item, dict) or not item.get("role") or not item.get("by"):
            below.invalid("sign_offs", item, "{role: 初审, by: …, on: 2026-05-20}")
            continue
        one = Reader(reader.document, reader.problems, "approval", "sign_offs", index)
        one.only(("role", "by", "on"))
        signs.append(SignOff(one.text("role"), one.text("by"), one.day("on")))
    return Approval(below.text("digest"), tuple(signs))


def _provenance(reader: Reader) -> Provenance:
    below = reader.below("provenance")
    texts = ("archive", "name", "release", "package", "sha256")
    below.only((*texts, "received"))
    return Provenance(**{key: below.text(key) for key in texts}, received=below.day("received"))
