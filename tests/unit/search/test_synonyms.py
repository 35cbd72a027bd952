"""A query finds its synonyms and the archive's own variants."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.search.making import ask, make, table

from lantai.problems import Problems
from lantai.search import synonyms
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText


def test_synonyms(tmp_path: Path) -> None:
    """A word finds its synonyms, inside a longer term, too, and in both scripts."""
    records = table(["省革命委员会文件", "省革委会议", "省委文件"])
    make(tmp_path, records, synonyms=(("省革委", "省革命委員會"),))
    answers = ask(tmp_path, "省革委", "省革委文件", "省革命委员会", "-省革委")
    assert [sorted(answer["hits"]) for answer in answers[:3]] == [[0, 1], [0], [0, 1]]


def test_a_variant_that_no_dictionary_knows(tmp_path: Path) -> None:
    """塆, as villages are written there, is 湾 once the archive's own list says so, and not before; in both scripts."""
    records, queries = table(["李家灣堰塘", "李家塆耕地"]), ("李家湾", "李家塆", "李家灣")
    for name, alike, found in (("without", (), [[0], [1], [0]]), ("with", (("湾", "塆"),), [[0, 1]] * 3)):
        folder = make(tmp_path / name, records, synonyms=alike)
        assert [sorted(answer["hits"]) for answer in ask(folder, *queries)] == found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("省革委: 省革命委员会", "synonyms-no-list"),
        ("- [省革委]", "synonyms-group"),
        ("- [省革委, 省革委]", "synonyms-group"),
        ("- 省革委", "synonyms-group"),
    ],
)
def test_bad_synonyms_are_told(tmp_path: Path, written: str, code: str) -> None:
    """A file that is no list of groups of words is a problem with its place."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / synonyms.FILE).write_text(written, encoding="utf-8")
    problems = Problems()
    name = LocalText((("zh-Hans", "馆"),))
    assert synonyms.load(Site(tmp_path, name, (Archive("Z001", name),)), problems) == ()
    assert [problem.kind.code for problem in problems] == [code]
