"""Releases, mappings and fonds as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lantai.problems import Problems
from lantai.records import fonds, mapping, releases
from lantai.site import config, yamls

RELEASE = """
title: 第二批开放档案目录
number: 2
publish_at: 2026-06-09T09:00:00+08:00
kind: full
fonds: [J001]
sources: [{file: open-list.xlsx, sheets: [水利]}, "more/*.csv"]
access: {closure_years: 30, early_categories: [经济], undated: publish}
approval:
  digest: sha256-0
  sign_offs: [{role: 初审, by: 甲, on: 2026-05-20}]
"""


@pytest.fixture
def site(tmp_path: Path) -> config.Site:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 馆\ncode: LX\n", encoding="utf-8")
    found, _ = config.load(tmp_path)
    assert found is not None
    return found


def load(site: config.Site, text: str, name: str = "r1") -> tuple[releases.Release | None, list[str]]:
    folder = site.catalogue / "releases" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "release.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    return releases.load(folder, site, problems), [f"{p.code}:{p.place.line}" for p in problems]


def test_a_release_says_what_it_is_and_who_approved_it(site: config.Site) -> None:
    """Every key of the file is a typed value."""
    release, problems = load(site, RELEASE)
    assert release is not None and problems == []
    assert (str(release.title), release.number, release.kind, release.fonds) == (
        "第二批开放档案目录",
        2,
        "full",
        ("J001",),
    )
    assert release.publish_at is not None and release.publish_at.isoformat() == "2026-06-09T09:00:00+08:00"
    assert [source.sheets for source in release.sources] == [("水利",), ()]
    assert (release.access.closure_years, release.access.undated) == (30, "publish")
    assert release.approval.sign_offs == (releases.SignOff("初审", "甲", date(2026, 5, 20)),)


@pytest.mark.parametrize(
    ("access", "years"),
    [("{}", 25), ("{closure_years: 0}", 0), ("{closure: off}", None), ("{closure_years: null}", 25)],
)
def test_only_saying_so_turns_the_closure_period_off(site: config.Site, access: str, years: int | None) -> None:
    """What is left out or empty means the law's 25 years."""
    release, _ = load(site, f"title: x\nsources: [a.csv]\naccess: {access}\n")
    assert release is not None and release.access.closure_years == years


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sources: [a.csv]\n", "key-missing:1"),
        ("title: x\n", "key-missing:1"),
        ("title: x\nsources: [a.csv]\nkinds: full\n", "key-unknown:3"),
        ("title: x\nsources: [a.csv]\nkind: some\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\npublish_at: soon\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\nstatus: done\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\nnumber: two\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\naccess: {closure_years: -1}\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\naccess: {undated: maybe}\n", "value-invalid:3"),
        ("title: x\nsources: [a.csv]\naccess: open\n", "value-invalid:3"),
        ("title: x\nsources: [{sheets: all}]\n", "key-missing:2"),
        ("title: x\nsources: [7]\n", "value-invalid:2"),
        ("- title\n", "value-invalid:1"),
        ("title: [\n", "yaml-syntax:2"),
    ],
)
def test_a_wrong_release_is_reported_with_its_line_and_not_used(site: config.Site, text: str, problem: str) -> None:
    """Fail closed: a release that cannot be understood publishes nothing."""
    release, problems = load(site, text)
    assert release is None
    assert problem in problems


def test_sources_stay_inside_unless_their_path_says_otherwise(site: config.Site, tmp_path_factory) -> None:
    """A glob takes files by name; a link out is refused; an absolute path is the editor's own word."""
    outside = tmp_path_factory.mktemp("outside") / "big.csv"
    outside.write_text("x", encoding="utf-8")
    release, _ = load(site, f"title: x\nsources: ['*.csv', '{outside}', gone.csv, link.txt]\n")
    assert release is not None
    for name in ("b.csv", "a.csv", ".hidden.csv"):
        (release.folder / name).write_text("x", encoding="utf-8")
    (release.folder / "link.txt").symlink_to(outside)
    problems = Problems()
    names = [path.name for _, path in releases.files_of(release, site, problems)]
    assert names == ["a.csv", "b.csv", "big.csv"]
    assert sorted(problem.code for problem in problems) == ["source-missing", "source-outside"]


def parsed(text: str) -> tuple[mapping.Mapping | None, list[str]]:
    problems = Problems()
    document = yamls.parse(text, "mapping.yaml", problems)
    assert document is not None
    return mapping.parse(document, problems), [f"{p.code}:{p.place.line} {p.values.get('hint', '')}" for p in problems]


def test_a_mapping_reads_both_ways_round() -> None:
    """``header: field`` and ``field: [headers]``; short names for dates; the first header goes first."""
    read, problems = parsed("columns:\n  档号: ref_code\n  title: [题名, 正题名]\n  形成时间: date\n  日期: date\n")
    assert problems == [] and read is not None
    assert read.columns == {"ref_code": ("档号",), "title": ("题名", "正题名"), "date_text": ("形成时间", "日期")}


def test_the_digest_of_a_mapping_is_of_what_it_says() -> None:
    """Comments and layout do not unsign a release; another column does."""
    one, _ = parsed("columns: {档号: ref_code}\n")
    same, _ = parsed("# 说明\ncolumns:\n  档号: ref_code\n")
    other, _ = parsed("columns: {档号: ref_code, 题名: title}\n")
    assert one is not None and same is not None and other is not None
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("columns: {题名: titel}\n", "field-unknown:1 title"),
        ("columns: {题名: 题名}\n", "field-unknown:1 title"),
        ("columns: {日期: date_start_x}\n", "field-unknown:1 date_start"),
        ("column: {题名: title}\n", "key-unknown:1 columns"),
        ("columns: {}\nref_code: '{series}{item}'\n", "ref-code-pattern-invalid:2 "),
        ("columns: {}\nheader_row: first\n", "value-invalid:2 1, 2, …"),
    ],
)
def test_a_wrong_mapping_is_reported_with_what_was_meant(text: str, problem: str) -> None:
    """The nearest field is named."""
    read, problems = parsed(text)
    assert read is None
    assert problem in problems


def test_fonds_come_in_their_order_with_their_introduction(site: config.Site) -> None:
    """The body keeps its first line, for problems found in it later."""
    folder = site.catalogue / "fonds"
    folder.mkdir(parents=True)
    (folder / "J002.md").write_text("---\ntitle: 乙\norder: 1\n---\n\n第一段\n", encoding="utf-8")
    head = "---\ntitle: 甲\ntitle_en: A\norder: 2\nref_code: {pattern: '{fonds}-{item}'}\n---\n介绍\n"
    (folder / "J001.md").write_text(head, encoding="utf-8")
    (folder / "J003.md").write_text("---\ncode: J9\ntitle: 丙\norder: 3\n---\n", encoding="utf-8")
    (folder / "J004.md").write_text("没有题名\n", encoding="utf-8")
    problems = Problems()
    found = list(fonds.load_all(site, problems).values())
    assert [(one.code, one.archive, one.text_line) for one in found] == [
        ("J002", "LX", 5),
        ("J001", "LX", 7),
        ("J9", "LX", 6),
    ]
    assert (found[1].patterns, found[1].title.in_("en"), found[1].text) == (("{fonds}-{item}",), "A", "介绍\n")
    assert [(p.code, p.place.file) for p in problems] == [
        ("fonds-name-differs", "catalogue/fonds/J003.md"),
        ("key-missing", "catalogue/fonds/J004.md"),
    ]


@pytest.mark.parametrize(
    ("title", "read"),
    [('"\\n\\r\\n"', None), ('"\\u200b \\u3000"', None), ('{zh-Hans: "\\u200b"}', None), ('"上\\r\\n下"', "上\n下")],
)
def test_a_title_that_nobody_could_see_is_missing(site: config.Site, title: str, read: str | None) -> None:
    """And the breaks of Windows are breaks of lines like any others: in a CSV they end a row."""
    (site.catalogue / "fonds").mkdir(parents=True)
    (site.catalogue / "fonds" / "J001.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
    problems = Problems()
    found = fonds.load_all(site, problems)
    assert [str(each.title) for each in found.values()] == ([read] if read else [])
    assert [problem.code for problem in problems] == ([] if read else ["key-missing"])
