"""The index of the demonstration site is as good as it promises to be."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.site


def test_quality_of_the_demonstration_site(
    demo_site: Path, run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """``quality`` passes, every random part of a title is found, no page of results costs more than promised.

    What people judged comes first, and the order of results agrees with Whoosh's as far as the site asks.
    """
    outcomes = tmp_path / "outcomes.json"
    done = run("quality", "--site", demo_site.parent, "--queries", "240", "--whoosh", "60", "--json", outcomes)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "查全率 1.0000，查准率 1.0000" in done.stdout + done.stderr
    found = json.loads(outcomes.read_text(encoding="utf-8"))
    within = [one["theme"] for one in found if one["theme"]]
    assert len(found) - len(within) == 240 and {"pictures", "school", "water"} == {*within} and len(within) == 3 * 17
    agreed = re.search(
        r"它查到的我们也查到 1\.0000；超过十条的 (\d+) 个，前十条相同 (0\.\d\d)", done.stdout + done.stderr
    )
    assert agreed and int(agreed[1]) >= 10 and float(agreed[2]) >= 0.45
    assert max(one["first"]["bytes"] for one in found) < 200_000
    assert max(one["counted"]["bytes"] for one in found) < 500_000


def test_an_order_that_nobody_wants_fails(
    demo_site: Path, run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """A judged query whose first result is another one, and an agreement below the site's, are told; exit 1."""
    judged = tmp_path / "judged.txt"
    judged.write_text(
        "# 说明\n防汛指挥部 => J001-002-0345-002\n澜溪县一九五四年防汛工作总结 => J001-002-0345-023\n", "utf-8"
    )
    done = run("quality", "--site", demo_site.parent, "--queries", "1", "--judged", judged)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert (
        "judged.txt" in said and "“防汛指挥部”" in said and "J001-002-0345-001" in said and "防汛工作总结" not in said
    )
