"""Sites around an export, and reports in one line per problem."""

from __future__ import annotations

from pathlib import Path

import yaml

from lantai import intake
from lantai.problems import Problems
from lantai.records import releases
from lantai.site import config

MAPPING = {
    "columns": {
        "档号": "ref_code",
        "题名": "title",
        "责任者": "creators",
        "形成时间": "date",
        "开放状态": "open_status",
        "层级": "level",
        "全宗号": "fonds",
    },
    "constants": {"fonds": "J001", "level": "item"},
    "ref_code": {"pattern": "{fonds}-{series}-{file}-{item}"},
}


def read(
    folder: Path, files: dict[str, bytes], mapping: dict | None = None, **release: object
) -> tuple[intake.Intake, Problems]:
    """Make a site with one release of ``files`` and read it; its optional columns are never missed."""
    written = folder / "catalogue" / "releases" / "r1"
    written.mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "site.yaml").write_text("name: 澜溪县档案馆\ncode: LX\n", encoding="utf-8")
    fonds = folder / "catalogue" / "fonds"
    fonds.mkdir(exist_ok=True)
    (fonds / "J001.md").write_text("---\ntitle: 县人民委员会\n---\n介绍\n", encoding="utf-8")
    for name, content in files.items():
        (written / name).write_bytes(content)
    said = {"title": "第一批", "sources": sorted(files)} | release
    (written / "release.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (written / "mapping.yaml").write_text(yaml.safe_dump(mapping or MAPPING, allow_unicode=True), encoding="utf-8")
    site, problems = config.load(folder)
    assert site is not None, list(problems)
    found = Problems()
    (one,) = releases.load_all(site, found)
    columns = releases.mapping_of(one, site, found)
    assert columns is not None, [str(problem.place) + problem.what("en") for problem in found]
    return intake.read(one, columns, site, found, folder / ".build"), found


def lines(taken: intake.Intake, problems: Problems, leave_out: tuple[str, ...] = ("encoding-used",)) -> str:
    """Return a report as ``expected.txt`` holds it."""
    prefix = "catalogue/releases/r1/"
    found = sorted(
        f"{problem.severity.name} {problem.code} {str(problem.place).replace(prefix, '')}"
        for problem in problems
        if problem.code not in leave_out
    )
    counts = taken.counts
    return "\n".join([*found, f"{counts.rows} = {counts.records} + {counts.reported}"]) + "\n"
