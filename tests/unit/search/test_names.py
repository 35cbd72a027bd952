"""Filters are called by names, and only what is published is named."""

from __future__ import annotations

from pathlib import Path

from lantai.problems import Problems
from lantai.search import names
from lantai.site import config

FONDS = "---\ncode: {code}\ntitle: {title}\n{more}---\n"


def test_a_value_keeps_its_code_and_gets_its_name() -> None:
    """What is not among the values (a fonds of which nothing is public) is not named anywhere."""
    values = {"fonds": [["J001", ""], ["J002", "县档案局"]], "level": ["item"], "release": ["2026"]}
    known = {"fonds": {"J001": "县人委", "J999": "没有公布"}, "release": {"2026": "第二批"}, "archive": {"X": "某馆"}}
    assert names.named({"chunk": 9, "values": values}, known) == {
        "chunk": 9,
        "values": {
            "fonds": [["J001", "县人委"], ["J002", "县档案局"]],
            "level": ["item"],
            "release": [["2026", "第二批"]],
        },
    }


def test_a_code_of_two_archives_has_no_name_of_its_own(tmp_path: Path) -> None:
    """J001 of the city and J001 of the county are two fonds; J002 is one."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(
        'name: 某市档案馆\ncode: "A"\narchives: [{code: B, name: 某县档案馆}]\n', encoding="utf-8"
    )
    for path, code, more in (
        ("J001.md", "J001", ""),
        ("J002.md", "J002", ""),
        ("B/J001.md", "J001", "archive: B\n"),
    ):
        file = tmp_path / "catalogue/fonds" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FONDS.format(code=code, title=f"全宗{code}", more=more), encoding="utf-8")
    problems = Problems()
    site, _ = config.load(tmp_path)
    assert site is not None and not problems.errors
    found = names.of_site(site)
    assert found["fonds"] == {"J002": "全宗J002"}
    assert found["repository_code"] == {"A": "某市档案馆", "B": "某县档案馆"}
