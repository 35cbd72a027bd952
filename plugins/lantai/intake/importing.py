"""Taking an export into a release: copy it, propose how to read it, write what a person then confirms."""

from __future__ import annotations

import fnmatch
import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from lantai import files
from lantai.intake import (
    beside,
    format_problems,
    json_reader,
    proposing,
    reading,
    sampling,
    stated,
    unpacking,
    whole_lists,
)
from lantai.intake import file_problems as file_kinds
from lantai.intake.guards import GUARDS
from lantai.intake.headers import find, folded
from lantai.intake.proposing import Proposal
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Problems, UsageError
from lantai.records import companions, releases
from lantai.records import mapping as mappings
from lantai.records import problems as record_kinds
from lantai.records.fields import BY_NAME, CLEARED, Visibility
from lantai.records.releases import Source
from lantai.site.config import Site

_REASONS = {
    "zh": {
        "header": "列名相同",
        "header-begins": "列名相近",
        "values": "从内容看",
        "first": "取第一个不空的",
        "fallback": "没有题名的行用它",
        "repeats": "空格与上一行相同",
    },
    "en": {
        "header": "by its name",
        "header-begins": "by a name like it",
        "values": "by its values",
        "first": "the first that is not empty",
        "fallback": "for rows without a title",
        "repeats": "a blank repeats the cell above",
    },
}
_COMMENTS = {
    "zh": {
        "mapping": "# 由 import 按列名和内容拟出，请核对。左边是导出文件的列名，右边是著录项；没有列出的列不会发布。",
        "status": "  # open_status: 开放   # 没有开放状态一列：确认本批全部开放后，去掉行首的 #",
        "content": "  # cleared: 是   # 提要、人名、数字对象另经确认才公布：本批都可公开的，去掉行首的 #",
        "hierarchy": "# 上下级关系：id 与 parent 两列，或 depth 一列；separator 把本级编号接在上级档号之后。",
        "unknown": "# 下面这些列没有认出，不会发布。需要时移到 columns，或作为本馆的公开项写进 extra。",
        "title": "第{number}批开放档案目录",
        "ready": "核对无误后改为 ready",
        "full": "或 full：整体替换这些全宗",
        "access": "不是档案（如图书、诗词）时写 {closure: off, undated: publish}",
    },
    "en": {
        "mapping": "# Proposed by import from headers and values; please check it.\n"
        "# Left: the export's column, right: the field. Columns that are not listed are not published.",
        "status": "  # open_status: 开放   # (open) no column says it: remove the # if all of this is open",
        "content": "  # cleared: yes   # else scope, names, digital objects stay out: remove the # if all are public",
        "hierarchy": "# Levels: columns id and parent, or one column depth; separator continues the code above.",
        "unknown": "# These columns were not recognised and are not published. Move them to columns or to extra.",
        "title": "Open catalogue, release {number}",
        "ready": "set to ready once all is checked",
        "full": "or full: replaces these fonds",
        "access": "for what is no archives write {closure: off, undated: publish}",
    },
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import is going to write: the data files, and each YAML file that does not exist yet."""

    folder: Path
    copies: tuple[tuple[Path, Path], ...]
    proposal: Proposal | None
    texts: dict[Path, str]
    seen: bool = True
    """Whether anything of the files could be looked at; if not, nothing is known of their columns."""
    has_columns: bool = True

    @property
    def read_by(self) -> str:
        """What says which column is what: a mapping of its ``own`` that is proposed, one ``given`` before, the
        ``common`` one; or the columns are ``known``, as in a finding aid.
        """
        if not self.has_columns:
            return "known"
        if self.proposal:
            return "own"
        return "given" if (self.folder / "mapping.yaml").is_file() else "common"

    def explained(self, language: str = "zh") -> str:
        """Return the proposal in words: each column, the field it becomes and why; then what is left out."""
        if self.proposal is None:
            return ""
        label, reasons = _label(language), _REASONS[language]
        lines = []
        for name, headers in self.proposal.by_field().items():
            for header in headers:
                fallback = self.proposal.reasons[header] == "fallback"
                several = f" · {reasons['first']}" if len(headers) > 1 and not fallback else ""
                lines.append(f"  {header} → {label(name)} ({name}) · {reasons[self.proposal.reasons[header]]}{several}")
        left = {"zh": "略去", "en": "left out"}[language]
        lines += [f"  {header} → {left}" for header in self.proposal.unknown]
        if self.proposal.template or self.proposal.pattern:
            code = self.proposal.template or self.proposal.pattern
            parts = "、".join(f"{{{part}}} = {header}" for part, header in self.proposal.parts.items())
            lines.append(f"  {label('ref_code')}: {code}" + (f" · {parts}" if parts else ""))
        lines += [f"  {header} · {reasons['repeats']}" for header in self.proposal.fill_down]
        if self.proposal.hierarchy:
            lines.append(f"  {label('parent_ref')}: {', '.join(self.proposal.hierarchy.values())}")
        return "\n".join(lines)

    @contextmanager
    def tried(self, beside: Path) -> Iterator[Path]:
        """Make the release as it would be in a folder of ``beside`` that is gone when the block ends."""
        folder = beside / self.folder.name
        shutil.rmtree(folder, ignore_errors=True)
        try:
            there = [(path, folder / path.relative_to(self.folder)) for path in self.folder.rglob("*")]
            copies = [(source, folder / target.relative_to(self.folder)) for source, target in self.copies]
            for source, target in [*there, *copies]:
                if source.is_file():
                    files.link(source, target)
            for path, text in self.texts.items():
                files.write(folder / path.relative_to(self.folder), text)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def carry_out(self) -> None:
        """Copy and write."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for source, target in self.copies:
            if source.resolve() != target.resolve():
                files.copy(source, target)
        for path, text in self.texts.items():
            files.write(path, text)


def moved(problems: Problems, old: str, new: str) -> Problems:
    """Return a report on one folder as one on another."""

    def told(value: object) -> object:
        return value.replace(old, new) if isinstance(value, str) else value

    return Problems(
        replace(
            each,
            place=replace(each.place, file=each.place.file.replace(old, new)),
            values={name: told(value) for name, value in each.values.items()},
        )
        for each in problems
    )


def plan(exports: Sequence[Path], release: str, site: Site, language: str = "zh") -> Plan:
    """Return what importing ``exports`` as ``release`` would write, with comments in ``language``.

    Raises UsageError if it cannot be done.
    """
    folder = site.catalogue / "releases" / release
    exports = companions.without(exports)
    for path in exports:
        refuse_unreadable(path)
    if not releases.usable_name(release):
        raise UsageError(record_kinds.RELEASE_NAME.at(site.shown(folder), name=release))
    _refuse_unlisted(exports, folder, site)
    texts: dict[Path, str] = {}
    beside, nobody = site.folder / ".build" / "import", Reporter(Problems())
    # Of a table that comes in pieces the first shows what its columns are.
    grids = [grid for path in exports for grid in tables(path, beside, nobody, pieces=1)]
    proposal = None
    suggested = proposing.propose(grids, site.archive.code, release)
    guarding = {name for path in exports for name in _guards_further(path, suggested.unknown, site)}
    suggested.unknown = [name for name in suggested.unknown if name not in guarding]
    if not (folder / "mapping.yaml").is_file() and not _common_mapping_fits(site, grids, suggested):
        proposal = suggested
        texts[folder / "mapping.yaml"] = mapping_text(proposal, language)
    if not (folder / "release.yaml").is_file():
        names = [path.name for path in exports]
        texts[folder / "release.yaml"] = release_text(release, names, _next_number(site), language)
    if not grids and _needs_own_constants(folder, exports, site):
        proposal = Proposal(constants={"level": "item"})
        texts[folder / "mapping.yaml"] = mapping_text(proposal, language)
    seen = bool(grids) or any(_suffix(path) not in reading.TABLES for path in exports)
    copied = [each for path in exports for each in (path, *companions.of(path))]
    return Plan(folder, tuple((path, folder / path.name) for path in copied), proposal, texts, seen, bool(grids))


def refuse_unreadable(path: Path) -> None:
    """Raise UsageError if there is no such file, or if it is none that can be read."""
    if not path.is_file():
        kind = file_kinds.EXPORT_IS_FOLDER if path.is_dir() else file_kinds.EXPORT_MISSING
        raise UsageError(kind.at(str(path), here=Path.cwd()))
    if not reading.readable(path):
        raise UsageError(file_kinds.FORMAT_UNKNOWN.at(str(path), **format_problems.unknown(unpacking.kind_of(path))))
    if path.name.startswith("~$"):
        raise UsageError(file_kinds.EXPORT_IS_LOCK.at(str(path)))
    if not reading.may_be_read(path):
        raise UsageError(file_kinds.EXPORT_IN_USE.at(str(path)))


def tables(path: Path, beside: Path, report: Reporter, pieces: int | None = None) -> list[Grid]:
    """Return the tables of an export, of a large one only so many ``pieces``; it is unpacked in ``beside``."""
    suffix = _suffix(path)
    if suffix in reading.OBJECTS:
        with unpacking.plain(path, beside, path.name, report) as plain:
            grid = json_reader.keys_unknown(plain) if plain else None
        return [grid] if grid else []
    if suffix not in reading.TABLES:
        return []
    with unpacking.plain(path, beside, path.name, report) as plain:
        found = reading.grids(plain, suffix, path.name, Source(path.name), report) if plain else iter(())
        return list(itertools.islice(found, pieces if reading.in_pieces(path, suffix) else None))


def _guards_further(path: Path, unknown: Sequence[str], site: Site) -> set[str]:
    """Return which columns that are to be left out guard records further down in a table that comes in pieces."""
    suffix, report = _suffix(path), Reporter(Problems())
    if not unknown or suffix not in reading.TABLES or not reading.in_pieces(path, suffix):
        return set()
    with unpacking.plain(path, site.folder / ".build" / "import", path.name, report) as plain:
        found = reading.grids(plain, suffix, path.name, Source(path.name), report) if plain else iter(())
        return sampling.guards_among(unknown, found)


def _suffix(path: Path) -> str:
    return unpacking.suffix_of(unpacking.kind_of(path))


def _common_mapping_fits(site: Site, grids: Sequence[Grid], suggested: Proposal) -> bool:
    """Whether ``catalogue/mapping.yaml`` reads every sheet, and all of it that may be published or that guards.

    A column whose name says plainly what it is, and which the common mapping neither reads nor
    ignores, shows an export of another shape: the release then gets a mapping of its own.
    """
    path = site.catalogue / "mapping.yaml"
    if not path.is_file():
        return False
    mapping = mappings.load(path, site.shown(path), Problems())
    if mapping is None:
        return False
    nobody = Reporter(Problems())
    alone = [each for grid in grids for each in beside.apart(grid, nobody)]
    whole = [whole_lists.as_one(stated.for_mapping(grid, mapping, nobody), nobody) for grid in alone]
    headers = [find(grid, mapping, nobody) for grid in whole]
    if not all(header is not None and header.usable for header in headers):
        return False
    # What the mapping names and this export calls otherwise is not read.
    read = {name for header in headers if header for name in header.fields} | set(mapping.constants)
    ignored = {folded(header) for header in mapping.ignore}
    missed = {name for header, name in suggested.columns.items() if folded(header) not in ignored} - read
    if "open_status" in mapping.columns and "open_status" not in {*mapping.constants, *suggested.columns.values()}:
        # Whether all of it is open is to be said for this export alone, not for every one of this shape.
        return False
    return not any(name in GUARDS or BY_NAME[name].visibility is not Visibility.INTERNAL for name in missed)


def _refuse_unlisted(exports: Sequence[Path], folder: Path, site: Site) -> None:
    """A release that is there keeps its sources: a file that they do not name would be copied and never read."""
    release = releases.load(folder, site, Problems()) if (folder / "release.yaml").is_file() else None
    if release is None:
        return
    for path in exports:
        if not any(fnmatch.fnmatchcase(path.name, Path(source.file).name) for source in release.sources):
            said = {"release": release.id, "sources": "、".join(source.file for source in release.sources)}
            where = site.shown(folder / "release.yaml")
            raise UsageError(file_kinds.EXPORT_UNLISTED.at(str(path), **said, where=where, name=path.name))


def _needs_own_constants(folder: Path, exports: Sequence[Path], site: Site) -> bool:
    """Whether finding aids need a mapping of their own, where a person can say that all of this release is open.

    Not if the common mapping says more about them than their level, which would then count no more.
    """
    path = site.catalogue / "mapping.yaml"
    if (folder / "mapping.yaml").is_file() or not all(_suffix(each) in reading.FINDING_AIDS for each in exports):
        return False
    common = mappings.load(path, site.shown(path), Problems()) if path.is_file() else None
    if common is None:
        return True
    return not (common.extra or common.values or common.patterns or set(common.constants) - {"level"})


def _next_number(site: Site) -> int:
    numbers = [release.number or 0 for release in releases.load_all(site, Problems())]
    return max(numbers, default=0) + 1


def mapping_text(proposal: Proposal, language: str = "zh") -> str:
    """Return ``mapping.yaml`` for a proposal, to be read and corrected by a person."""
    say = _COMMENTS[language]
    lines = [say["mapping"], *_columns_text(proposal, language)]
    lines.append("constants:")
    lines += [f"  {name}: {_yaml(value)}" for name, value in proposal.constants.items()]
    if "open_status" not in proposal.columns.values():
        lines.append(say["status"])
    fields = {*proposal.columns.values()}
    if not proposal.columns or (fields & {*CLEARED} and "cleared" not in fields):
        lines.append(say["content"])
    if proposal.values:
        lines.append("values:")
    for name, values in proposal.values.items():
        lines += [f"  {name}:", *(f"    {_quoted(old)}: {_yaml(new)}" for old, new in values.items())]
    parts = ", ".join(f"{part}: {_quoted(header)}" for part, header in proposal.parts.items())
    code = {
        "pattern": _quoted(proposal.pattern) if proposal.pattern else "",
        "compose": _quoted(proposal.template) if proposal.template else "true" if proposal.compose else "",
        "parts": f"{{{parts}}}" if parts else "",
    }
    if any(code.values()):
        lines.append(f"ref_code: {{{', '.join(f'{key}: {value}' for key, value in code.items() if value)}}}")
    if proposal.fill_down:
        down = ", ".join(map(_quoted, proposal.fill_down))
        lines.append(f"fill_down: [{down}]   # {_REASONS[language]['repeats']}")
    if proposal.hierarchy:
        named = ", ".join(f"{key}: {_quoted(value)}" for key, value in proposal.hierarchy.items())
        lines += [say["hierarchy"], f"hierarchy: {{{named}}}"]
    if proposal.split:
        named = ", ".join(f"{name}: {_quoted(mark)}" for name, mark in proposal.split.items())
        lines.append(f"split: {{{named}}}")
    lines.append("header_row: auto")
    if proposal.unknown:
        lines += [say["unknown"], "ignore:", *(f"  - {_yaml(header)}" for header in proposal.unknown)]
    return "\n".join(lines) + "\n"


def _columns_text(proposal: Proposal, language: str) -> list[str]:
    """One line for each column; columns that become one field stand in a list under its name."""
    if not proposal.columns:
        return ["columns: {}"]
    reasons, label = _REASONS[language], _label(language)
    fields = proposal.by_field()
    keys = {name: headers[0] if len(headers) == 1 else name for name, headers in fields.items()}
    width = max(len(_yaml(key)) for key in keys.values())
    lines = ["columns:"]
    for name, headers in fields.items():
        value = name if len(headers) == 1 else f"[{', '.join(_quoted(header) for header in headers)}]"
        reason = reasons[proposal.reasons[headers[0]]] if len(headers) == 1 else reasons["first"]
        lines.append(f"  {_yaml(keys[name]) + ':':<{width + 1}} {value:<18} # {label(name)} · {reason}")
    return lines


def release_text(release: str, names: Sequence[str], number: int, language: str = "zh") -> str:
    """Return a ``release.yaml`` that publishes nothing until a person has set ``status``, date and signatures."""
    say = _COMMENTS[language]
    lines = [
        f"title: {say['title'].format(number=number)}",
        f"number: {number}",
        f"status: draft          # {say['ready']}",
        "# publish_at: 2026-06-09T09:00:00+08:00",
        f"kind: additions        # {say['full']}",
        "sources:",
        *(f"  - {{file: {_yaml(name)}}}" for name in names),
        f"access: {{closure_years: 25, undated: hold}}   # {say['access']}",
    ]
    return "\n".join(lines) + "\n"


def _label(language: str) -> Callable[[str], str]:
    return (lambda name: BY_NAME[name].zh) if language == "zh" else (lambda name: BY_NAME[name].en)


def _yaml(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).strip().removesuffix("...").strip()


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10**6).strip()
