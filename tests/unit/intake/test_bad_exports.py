"""Every damaged export under tests/fixtures/bad/intake gets exactly the report that it must get."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.unit.intake.making import MAPPING, lines, read
from tests.unit.intake.promises import PROMISES

from harness import ROOT
from lantai import intake
from lantai.problems import Problems

FOLDER = ROOT / "tests" / "fixtures" / "bad" / "intake"
DEFECTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
OPTIONAL = {"层级": ("level-unknown",), "全宗号": ("fonds-undescribed",)}
"""Columns that only these exports have."""


@pytest.fixture(scope="module")
def report_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[intake.Intake, Problems]]:
    """``report_on(defect)`` reads a damaged export; each is read once."""

    @cache
    def report(defect: str) -> tuple[intake.Intake, Problems]:
        (export,) = (path for path in (FOLDER / defect).iterdir() if path.stem == "export")
        columns = {name: to for name, to in MAPPING["columns"].items() if defect in OPTIONAL.get(name, (defect,))}
        # What these formats leave unsaid, a person says.
        said = {"open_status": "开放"} if export.suffix in (".xml", ".jsonl", ".json") else {}
        mapping = MAPPING | {"columns": columns, "constants": MAPPING["constants"] | said}
        folder = tmp_path_factory.mktemp(defect)
        return read(folder, {export.name: export.read_bytes()}, mapping)

    return report


def test_there_are_at_least_sixty_defects_and_a_promise_for_each() -> None:
    """A new file without a promise, or a promise without a file, fails here."""
    assert sorted(PROMISES) == DEFECTS
    assert len(DEFECTS) >= 60


@pytest.mark.parametrize("defect", PROMISES)
def test_a_defect_is_reported_with_its_row_and_costs_no_other_record(defect: str, report_on: Callable) -> None:
    """The kinds of problems and their rows, and nothing else; what is left is there."""
    promised, records = PROMISES[defect]
    taken, problems = report_on(defect)
    found = [
        (problem.code, problem.place.row or problem.place.line)
        for problem in problems
        if problem.code != "encoding-used"
    ]
    assert sorted(found) == sorted(promised)
    assert taken.counts.records == taken.frame.height == records


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_report_reads_as_it_stands_beside_the_export(defect: str, report_on: Callable) -> None:
    """Severity, kind, file, sheet, row and column as text; rows read are records plus rows reported."""
    taken, problems = report_on(defect)
    assert lines(taken, problems) == (FOLDER / defect / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("defect", DEFECTS)
def test_every_sentence_is_complete_in_both_languages(defect: str, language: str, report_on: Callable) -> None:
    """No sentence shows an unfilled {name}, and errors say what to do."""
    _, problems = report_on(defect)
    for problem in problems:
        assert "{" not in problem.what(language).replace("{fonds}", "")
        if problem.severity.name == "ERROR":
            assert problem.advice(language)
