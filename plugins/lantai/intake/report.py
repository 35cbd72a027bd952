"""The report of an intake: short for the screen, long for the files, JSON for programs, CSV for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from lantai import counting
from lantai.intake.reading import Counts
from lantai.problems import Problem, Severity

EXAMPLES = 3
"""Places of one kind that the short form shows."""

_LABELS = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "说明"},
    "en": {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"},
}
_ROWS = {
    "zh": "读到 {rows} 行：{records} 条目录，{reported} 行见报告。",
    "en": "{rows:# row|# rows} read: {records:# record|# records}, {reported:# row|# rows} reported.",
}
_TIMES = {"zh": "（{count} 处）", "en": " ({count} times)"}
_MORE = {"zh": "…… 另有 {count} 处", "en": "… and {count} more"}
_HEADER = {
    "zh": ("级别", "文件", "工作表", "行", "列", "问题", "建议", "代码"),
    "en": ("Severity", "File", "Sheet", "Row", "Column", "Problem", "Advice", "Code"),
}


def short(problems: Iterable[Problem], counts: Counts, language: str = "zh") -> str:
    """Return each kind once, the worst first, with its number, its advice and a few places."""
    return _text(problems, counts, language, EXAMPLES)


def long(problems: Iterable[Problem], counts: Counts, language: str = "zh") -> str:
    """Return every problem, by kind, the worst first."""
    return _text(problems, counts, language, None)


def as_json(problems: Iterable[Problem], counts: Counts, language: str = "zh") -> dict[str, Any]:
    """Return the report as JSON-ready values: ``rows``, ``records``, ``reported``, ``problems``."""
    return {
        "rows": counts.rows,
        "records": counts.records,
        "reported": counts.reported,
        "problems": [problem.as_dict(language) for problem in problems],
    }


def as_csv(problems: Iterable[Problem], language: str = "zh") -> bytes:
    """Return a CSV that Excel opens by a double click: UTF-8 with its mark, one row per problem.

    Cells that a spreadsheet would take for formulas get an apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEADER[language])
    for problem in sorted(problems, key=_order):
        place = problem.place
        where = (place.file, place.sheet, place.row or place.line or "", place.column)
        said = (problem.what(language), problem.advice(language), problem.code)
        row = (_LABELS[language][problem.severity], *where, *said)
        writer.writerow([_harmless(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _text(problems: Iterable[Problem], counts: Counts, language: str, limit: int | None) -> str:
    lines = [counting.filled(_ROWS[language], rows=counts.rows, records=counts.records, reported=counts.reported)]
    kinds: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=_order):
        kinds.setdefault(problem.code, []).append(problem)
    for found in kinds.values():
        first = found[0]
        times = _TIMES[language].format(count=len(found)) if len(found) > 1 else ""
        lines += ["", f"{_LABELS[language][first.severity]} {first.code}{times}"]
        advice = ""
        for problem in found[:limit]:
            lines.append(f"  {problem.place.told(language)}")
            lines.append(f"    {problem.what(language)}")
            if problem.advice(language) not in ("", advice):
                advice = problem.advice(language)
                lines.append(f"    → {advice}")
        if limit is not None and len(found) > limit:
            lines.append(f"  {_MORE[language].format(count=len(found) - limit)}")
    return "\n".join(lines) + "\n"


def _order(problem: Problem) -> tuple:
    return -problem.severity, problem.code, problem.place


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
