"""Taking an export into a release: copy it, propose how to read it, write what a person then confirms."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from lantai import files
from lantai.intake import csv_reader, proposing, reading, xlsx_reader
from lantai.intake import problems as kinds
from lantai.intake.headers import find
from lantai.intake.proposing import Proposal
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Problems, UsageError
from lantai.records import mapping as mappings
from lantai.records import problems as record_kinds
from lantai.records import releases
from lantai.records.fields import BY_NAME
from lantai.records.releases import Source
from lantai.site.config import Site

_REASONS = {
    "zh": {"header": "列名相同", "header-begins": "列名开头相同", "values": "从内容看"},
    "en": {"header": "by its name", "header-begins": "by how its name begins", "values": "by its values"},
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import is going to write: the data files, and each YAML file that does not exist yet."""

    folder: Path
    copies: tuple[tuple[Path, Path], ...]
    proposal: Proposal | None
    texts: dict[Path, str]

    def explained(self, language: str = "zh") -> str:
        """Return the proposal in words: each column, the field it becomes and why; then what is left out."""
        if self.proposal is None:
            return ""
        label = (lambda name: BY_NAME[name].zh) if language == "zh" else (lambda name: BY_NAME[name].en)
        reasons = _REASONS[language]
        lines = [
            f"  {header} → {label(name)} ({name}) · {reasons[self.proposal.reasons[header]]}"
            for header, name in self.proposal.columns.items()
        ]
        left = {"zh": "略去", "en": "left out"}[language]
        lines += [f"  {header} → {left}" for header in self.proposal.unknown]
        if self.proposal.pattern:
            lines.append(f"  {label('ref_code')}: {self.proposal.pattern}")
        return "\n".join(lines)

    def carry_out(self) -> None:
        """Copy and write."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for source, target in self.copies:
            if source.resolve() != target.resolve():
                shutil.copyfile(source, target)
        for path, text in self.texts.items():
            files.write(path, text)


def plan(exports: Sequence[Path], release: str, site: Site) -> Plan:
    """Return what importing ``exports`` as ``release`` would write. Raises UsageError if it cannot be done."""
    folder = site.catalogue / "releases" / release
    for path in exports:
        if not path.is_file():
            raise UsageError(record_kinds.SOURCE_MISSING.at(str(path), source=str(path), folder=site.shown(folder)))
        if path.suffix.lower() not in reading.SUFFIXES:
            raise UsageError(kinds.FORMAT_UNKNOWN.at(str(path), suffix=path.suffix))
    if not releases.usable_name(release):
        raise UsageError(record_kinds.RELEASE_NAME.at(site.shown(folder), name=release))
    texts: dict[Path, str] = {}
    grids = [grid for path in exports for grid in _grids(path)]
    proposal = None
    if not (folder / "mapping.yaml").is_file() and not _common_mapping_fits(site, grids):
        proposal = proposing.propose(grids)
        texts[folder / "mapping.yaml"] = mapping_text(proposal)
    if not (folder / "release.yaml").is_file():
        texts[folder / "release.yaml"] = release_text(release, [path.name for path in exports], _next_number(site))
    return Plan(folder, tuple((path, folder / path.name) for path in exports), proposal, texts)


def _grids(path: Path) -> list[Grid]:
    suffix, report = path.suffix.lower(), Reporter(Problems())
    if suffix in (".csv", ".tsv", ".txt", ".tab"):
        return csv_reader.read(path, path.name, Source(path.name), report)
    if suffix in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"):
        return xlsx_reader.read(path, path.name, Source(path.name), report)
    return []


def _common_mapping_fits(site: Site, grids: Sequence[Grid]) -> bool:
    """Whether ``catalogue/mapping.yaml`` can read every sheet: then the release needs none of its own."""
    path = site.catalogue / "mapping.yaml"
    if not path.is_file():
        return False
    mapping = mappings.load(path, site.shown(path), Problems())
    return mapping is not None and all(_fits(grid, mapping) for grid in grids)


def _fits(grid: Grid, mapping: mappings.Mapping) -> bool:
    header = find(grid, mapping, Reporter(Problems()))
    return header is not None and header.usable


def _next_number(site: Site) -> int:
    numbers = [release.number or 0 for release in releases.load_all(site, Problems())]
    return max(numbers, default=0) + 1


def mapping_text(proposal: Proposal) -> str:
    """Return ``mapping.yaml`` for a proposal, to be read and corrected by a person."""
    lines = ["# 由 import 按列名和内容拟出，请核对。左边是导出文件的列名，右边是著录项；没有列出的列不会发布。"]
    lines.append("columns:" if proposal.columns else "columns: {}")
    width = max((len(_yaml(header)) for header in proposal.columns), default=0)
    for header, name in proposal.columns.items():
        key = f"{_yaml(header)}:"
        lines.append(
            f"  {key:<{width + 1}} {name:<18} # {BY_NAME[name].zh}，{_REASONS['zh'][proposal.reasons[header]]}"
        )
    if proposal.constants:
        lines.append("constants:")
        lines += [f"  {name}: {_yaml(value)}" for name, value in proposal.constants.items()]
    for name, values in proposal.values.items():
        lines += ["values:", f"  {name}:"]
        lines += [f"    {_quoted(old)}: {_yaml(new)}" for old, new in values.items()]
    if proposal.pattern:
        compose = ", compose: true" if proposal.compose else ""
        lines.append(f"ref_code: {{pattern: {_quoted(proposal.pattern)}{compose}}}")
    lines.append("header_row: auto")
    if proposal.unknown:
        lines.append("# 下面这些列没有认出，不会发布。需要时移到 columns，或作为本馆的公开项写进 extra。")
        lines += ["ignore:", *(f"  - {_yaml(header)}" for header in proposal.unknown)]
    return "\n".join(lines) + "\n"


def release_text(release: str, names: Sequence[str], number: int) -> str:
    """Return a ``release.yaml`` that publishes nothing until a person has set ``status``, date and signatures."""
    lines = [
        f"title: 第{number}批开放档案目录",
        f"number: {number}",
        "status: draft          # 核对无误后改为 ready",
        "# publish_at: 2026-06-09T09:00:00+08:00",
        "kind: additions        # 或 full：整体替换这些全宗",
        "sources:",
        *(f"  - {{file: {_yaml(name)}}}" for name in names),
        "access: {closure_years: 25, undated: hold}",
    ]
    return "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).strip().removesuffix("...").strip()


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10**6).strip()
