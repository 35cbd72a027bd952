"""The one command needs nothing but Python at first, and says kindly what it could not get."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from harness import ROOT


def _fresh(folder: Path) -> Path:
    """Return a folder that holds what a fresh machine needs to start: the command and its lock files."""
    for name in ("build.py", "requirements.lock", "requirements-node.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def _run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "build.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_without_a_network_it_says_what_is_missing_and_can_be_run_again(tmp_path: Path) -> None:
    """In the reader's language, the second time as the first."""
    folder = _fresh(tmp_path)
    for language, words in (("zh", "请检查网络"), ("en", "Check the network")):
        done = _run(folder, "site", PIP_NO_INDEX="1", PIP_FIND_LINKS="", LANTAI_LANG=language)
        assert done.returncode == 3
        assert words in done.stderr and "Traceback" not in done.stderr


def test_the_locks_name_no_registry_and_pin_every_package_by_its_content() -> None:
    for name in ("requirements.lock", "requirements-node.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        packages = [line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))]
        assert packages and text.count("--hash=sha256:") >= len(packages)
    for lock in ROOT.glob("*/package-lock.json"):
        assert '"resolved"' not in lock.read_text(encoding="utf-8"), lock
