"""Every damaged export under tests/fixtures/bad/intake gets exactly the report that stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import MAPPING, lines, read

from harness import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "bad" / "intake"
DEFECTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("defect", DEFECTS)
def test_one_defect_gets_its_report_with_place_and_loses_no_row(defect: str, tmp_path: Path) -> None:
    """The report names severity, kind and place; rows read are records plus rows reported."""
    (export,) = (path for path in (FOLDER / defect).iterdir() if path.stem == "export")
    columns = {
        k: v
        for k, v in MAPPING["columns"].items()
        if defect in ("level-unknown", "fonds-undescribed") or k not in ("层级", "全宗号")
    }
    taken, problems = read(tmp_path, {export.name: export.read_bytes()}, MAPPING | {"columns": columns})
    assert lines(taken, problems) == (FOLDER / defect / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("defect", DEFECTS)
def test_every_sentence_is_complete_in_both_languages(defect: str, language: str, tmp_path: Path) -> None:
    """No sentence shows an unfilled {name}, and errors say what to do."""
    (export,) = (path for path in (FOLDER / defect).iterdir() if path.stem == "export")
    _, problems = read(tmp_path, {export.name: export.read_bytes()})
    for problem in problems:
        assert "{" not in problem.what(language).replace("{fonds}", "")
        if problem.severity.name == "ERROR":
            assert problem.advice(language)
