"""What is signed but not public yet is told, with what would make it public."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.unit.catalogue.publishing import write_release

from lantai.problems import Problems
from lantai.records import releases
from lantai.review import tell_waiting
from lantai.site import config

ROW = ("A", "Z1", "Z1-1-0001", "item", "通知", "局", "1978")


def told(folder: Path, more: str, moment: str) -> list[tuple[str, dict]]:
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    write_release(folder, "2026-06-09", [ROW], more)
    site, problems = config.load(folder)
    assert site is not None
    release = releases.load(folder / "catalogue" / "releases" / "2026-06-09", site, problems)
    assert release is not None
    found = Problems()
    tell_waiting(release, 3, site, datetime.fromisoformat(moment), found)
    return [(each.code, dict(each.values)) for each in found]


@pytest.mark.parametrize(
    ("more", "moment", "code"),
    [
        ("status: draft\n", "2026-06-10T09:00+08:00", "release-draft"),
        ("", "2026-06-09T08:59+08:00", "release-scheduled"),
        ("", "2026-06-09T09:00+08:00", None),
    ],
)
def test_a_release_that_is_not_public_says_why(tmp_path: Path, more: str, moment: str, code: str | None) -> None:
    """A draft, and one whose hour has not come; from that hour on there is nothing to tell."""
    found = told(tmp_path, more, moment)
    assert [each for each, _ in found] == ([code] if code else [])
    assert all(values["n"] == 3 for _, values in found)


def test_the_hour_is_told_as_it_is_on_the_archives_clock(tmp_path: Path) -> None:
    """A machine in London names nine o'clock in China too."""
    ((_, values),) = told(tmp_path, "", "2026-06-08T12:00+00:00")
    assert values["moment"] == "2026-06-09T09:00+08:00"
