"""The index of the demonstration site is as good as it promises to be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.site


def test_quality_of_the_demonstration_site(
    demo_site: Path, run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """``quality`` passes, every random part of a title is found, and no page of results costs more than promised."""
    outcomes = tmp_path / "outcomes.json"
    done = run("quality", "--site", demo_site.parent, "--queries", "240", "--whoosh", "60", "--json", outcomes)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "查全率 1.0000，查准率 1.0000" in done.stdout + done.stderr
    found = json.loads(outcomes.read_text(encoding="utf-8"))
    assert len(found) == 240
    assert max(one["first"]["bytes"] for one in found) < 200_000
    assert max(one["counted"]["bytes"] for one in found) < 500_000
