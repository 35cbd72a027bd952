"""What commands say: reports of problems, progress, plain lines where there is no terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from lantai import counting
from lantai.commands import typed, wording
from lantai.problems import Problem, Severity

console = Console(stderr=True, highlight=False, soft_wrap=True)

EXAMPLES = 5
"""How many places of one kind the short form of a report shows."""

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_LABEL = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "说明"},
    "en": {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"},
}
_MORE = {"zh": "…… 另有 {n} 处", "en": "… and {n} more"}
_SUMMARY = {
    "zh": "{errors} 个错误，{warnings} 个警告",
    "en": "{errors:# error|# errors}, {warnings:# warning|# warnings}",
}


def say(text: str) -> None:
    """Say one plain line to the person at the terminal."""
    console.print(escape(text))


def report(problems: Iterable[Problem], language: str = "zh", *, everything: bool = False) -> None:
    """Show problems grouped by kind, the worst last (nearest the prompt), each with advice."""
    by_kind: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_kind[problem.code].append(problem)
    groups = sorted(by_kind.values(), key=lambda group: (group[0].severity, group[0].code))
    for group in groups:
        _show_group(group, language, len(group) if everything else EXAMPLES)
    counts = {severity: sum(len(g) for g in groups if g[0].severity is severity) for severity in Severity}
    if counts[Severity.ERROR] or counts[Severity.WARNING]:
        say(counting.filled(_SUMMARY[language], errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]))


def _show_group(group: list[Problem], language: str, limit: int) -> None:
    first = group[0]
    style, label = _STYLE[first.severity], _LABEL[language][first.severity]
    last_advice = None
    for problem in group[:limit]:
        place = escape(problem.place.told(language))
        console.print(f"[{style}]{label}[/] [bold]{place}[/] {escape(problem.what(language))} [dim]({problem.code})[/]")
        advice = typed.in_place(problem.advice(language))
        if advice and advice != last_advice:
            console.print(f"    → {escape(advice)}")
        last_advice = advice
    if len(group) > limit:
        console.print(f"    [dim]{_MORE[language].format(n=len(group) - limit)}[/]")


def say_error(error: Exception, language: str | None = None) -> None:
    """Explain what ended a command, without a traceback."""
    language = language or wording.language()
    problems = getattr(error, "problems", None)
    if problems is not None:
        report(problems, language)
    else:
        console.print(f"[bold red]{_LABEL[language][Severity.ERROR]}[/] {escape(str(error))}")
