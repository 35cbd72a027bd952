"""The layout shows the architecture, and this holds it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "lantai"

BASE = {"counting", "problems", "text", "files", "cluster", "ahead", "processes", "threads", "linking", "parts"}
SITE = BASE | {"site"}
RECORDS = SITE | {"records"}
PROSE = RECORDS | {"media", "links"}
SUBJECT = PROSE | {"prose", "typesetting"}
MAY_IMPORT = {
    "counting": set(),
    "problems": {"counting"},
    "text": set(),
    "files": set(),
    "cluster": set(),
    "ahead": set(),
    "processes": {"cluster"},
    "threads": set(),
    "tuning": set(),
    "linking": set(),
    "parts": {"files", "linking"},
    "site": BASE,
    "records": SITE,
    "links": RECORDS,
    "typesetting": SITE,
    "intake": RECORDS,
    "review": RECORDS,
    "media": RECORDS,
    "prose": PROSE,
    "catalogue": SUBJECT | {"intake", "review"},
    "exhibitions": SUBJECT,
    "learning": SUBJECT,
    "visits": SUBJECT,
    "search": RECORDS,
    "publishing": SUBJECT | {"intake", "review", "catalogue", "exhibitions", "learning", "visits", "search"},
}
"""What each room may import beside itself; ``commands`` may import everything."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            if node.module == "lantai":
                found.update(f"lantai.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_rooms_above_it(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("commands", "__init__", "__main__"):
        return
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("lantai.")} - {"__version__"}
    allowed = MAY_IMPORT[room] | {room}
    if path.name == "plugin.py":
        allowed |= {"site"}
    assert ours <= allowed, f"{path.name} imports {sorted(ours - allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_plugins_import_pelican(path: Path) -> None:
    if path.name == "plugin.py":
        return
    assert not any(name.split(".")[0] == "pelican" for name in _imports(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module without a docstring"
