"""Problems as plain data and back, so that a report survives in the cache beside its table."""

from __future__ import annotations

from typing import Any

from lantai.problems import Place, Problem, Problems, all_kinds


def to_plain(problems: Problems) -> list[dict[str, Any]]:
    """Return JSON-ready values from which ``from_plain`` makes the same problems."""
    return [
        {
            "code": problem.code,
            "place": [getattr(problem.place, name) for name in Place.__dataclass_fields__],
            "values": {key: value if isinstance(value, int) else str(value) for key, value in problem.values.items()},
        }
        for problem in problems
    ]


def from_plain(values: list[dict[str, Any]]) -> list[Problem]:
    """Return the problems; KeyError if a kind no longer exists (the cache is then stale)."""
    kinds = {kind.code: kind for kind in all_kinds()}
    return [kinds[value["code"]].at(Place(*value["place"]), **value["values"]) for value in values]
