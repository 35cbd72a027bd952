"""What stands on the page of a fonds or container: its records if they have room there, else what hangs below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import pages
from lantai.links import Citation
from lantai.site.pages import Page


def made(
    folder: Path, *codes: str, pattern: str = "", level: str = "item", language: str = "zh-Hans"
) -> dict[str, Page]:
    """Return the catalogue's pages of records with these codes of fonds Z1, by address."""
    (folder / "content").mkdir(parents=True)
    site = f"name: 馆\ncode: A\nlanguages: [{language}]\n"
    (folder / "content" / "site.yaml").write_text(site, encoding="utf-8")
    if pattern:
        (folder / "catalogue" / "fonds").mkdir(parents=True)
        about = f"---\ntitle: 全宗\nref_code: '{pattern}'\n---\n"
        (folder / "catalogue" / "fonds" / "Z1.md").write_text(about, encoding="utf-8")
    rows = [("A", "Z1", code, level, f"关于{code}的通知", "局", "1978") for code in codes]
    write_release(folder, "2026-06-09", rows)
    view, problems = view_of(folder)
    assert not problems.errors, list(problems.errors)
    return {page.address: page for page in pages.all_pages(view)}


def numbered(start: str, count: int) -> list[str]:
    return [f"{start}{number:04}" for number in range(1, count + 1)]


@pytest.fixture
def yearly(tmp_path: Path) -> dict[str, Page]:
    """Filed by year, retention period and office: 1978 in small lists, 1979 in one of 201."""
    small = ["Z1-1978-D30-广播股-0001", "Z1-1978-Y-文物股-0001", "Z1-1978-Y-文物股-0002", "Z1-1978-Y-群文股-0001"]
    return made(tmp_path, *small, *numbered("Z1-1979-Y-", 201))


def test_a_container_with_room_shows_its_records_in_groups(yearly: dict[str, Page]) -> None:
    """A visitor sees a year at once, not six pages of one record each; groups name period and office, not the block."""
    page = yearly["/catalogue/Z1/1978/"]
    assert [(group["title"], group["count"]) for group in page.data["groups"]] == [
        ("30 年 · 广播股", 1),
        ("永久 · 文物股", 2),
        ("永久 · 群文股", 1),
    ]
    assert page.data["children"] == []
    link = '<a href="Y/%E6%96%87%E7%89%A9%E8%82%A1/1-200/Z1-1978-Y-%E6%96%87%E7%89%A9%E8%82%A1-0002/">'
    assert link in page.data["groups"][1]["rows"]


def test_a_list_keeps_its_place_though_a_page_above_shows_its_records(yearly: dict[str, Page]) -> None:
    """Addresses hold as records are added: that a container is small today moves nothing."""
    page = yearly["/catalogue/Z1/1978/Y/文物股/1-200/"]
    assert page.data["rows"].count("<tr") == 2 and page.data["groups"] == []


def test_a_container_without_room_shows_its_lists(yearly: dict[str, Page]) -> None:
    """201 records do not stand on one page; the container of one list leads straight to it."""
    page = yearly["/catalogue/Z1/1979/"]
    assert page.data["groups"] == []
    assert [child["title"] for child in page.data["children"]] == ["永久"]
    blocks = page.data["children"][0]["children"]
    assert [(block["title"], block["count"]) for block in blocks] == [("第 1—200 号", 200), ("第 201—400 号", 1)]


def test_the_tree_of_a_fonds_ends_where_a_page_shows_everything(yearly: dict[str, Page]) -> None:
    """1978 is one line; a year is not said twice."""
    first, second = yearly["/catalogue/Z1/"].data["children"]
    assert (first["title"], first["count"], first["span"], first["children"]) == ("1978", 4, "", [])
    assert second["title"] == "1979 · 永久" and len(second["children"]) == 2


def test_pages_follow_each_other_as_one_reads(yearly: dict[str, Page]) -> None:
    """From the page of 1978 to the first list of 1979 and back, though 1978 has three lists below it."""
    whole, following = yearly["/catalogue/Z1/1978/"].data, yearly["/catalogue/Z1/1979/Y/1-200/"].data
    assert whole["previous"] is None and whole["next"]["address"] == "/catalogue/Z1/1979/Y/1-200/"
    assert following["previous"]["address"] == "/catalogue/Z1/1978/"
    inner = yearly["/catalogue/Z1/1978/Y/文物股/1-200/"].data
    assert inner["previous"]["address"] == "/catalogue/Z1/1978/D30/广播股/1-200/"
    assert inner["next"]["address"] == "/catalogue/Z1/1978/Y/群文股/1-200/"


def test_a_small_fonds_shows_everything_on_its_page(tmp_path: Path) -> None:
    """Two series of a hundred records each: two groups, no tree; one record more, and it is the tree."""
    found = made(tmp_path, *numbered("Z1-1-", 100), *numbered("Z1-2-", 100))["/catalogue/Z1/"].data
    assert [(group["title"], group["rows"].count("<tr")) for group in found["groups"]] == [
        ("目录 1", 100),
        ("目录 2", 100),
    ]
    assert found["children"] == [] and found["first"] == ""


def test_a_number_is_a_retention_period_only_below_a_year(tmp_path: Path) -> None:
    """DA/T 22 writes 永久 as Y and 30 years as D30 after the year; a series called Y stays Y."""
    found = made(tmp_path, *numbered("Z1-Y-", 201), *numbered("Z1-1979-D10-", 201))
    assert found["/catalogue/Z1/Y/"].data["heading"] == "Y"
    assert found["/catalogue/Z1/1979/D10/"].data["heading"] == "10 年"


def test_a_fonds_names_what_shows_its_records(tmp_path: Path) -> None:
    """An exhibition that shows two records in two sections is named once, in the language of the catalogue."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    rows = [("A", "Z1", code, "item", "通知", "局", "1978") for code in ("Z1-1-0001", "Z1-1-0002")]
    write_release(tmp_path, "2026-06-09", rows)
    view, _ = view_of(tmp_path)
    links = view.publication.links
    for code, part in (("Z1-1-0001", "上堤"), ("Z1-1-0002", "洪峰")):
        there = f"/exhibitions/flood/#{code}"
        links.cite("record", code, Citation("exhibition", "大水", there, "zh-Hans", part))
        links.cite("record", code, Citation("exhibition", "The flood", f"/en{there}#{code}", "en", part))
    links.cite("record", "Z1-1-0001", Citation("lesson", "A lesson", "/en/learn/one/", "en"))
    made = {page.address: page for page in pages.all_pages(view)}
    found = made["/catalogue/Z1/"].data["cited_by"]
    assert [(each.kind, each.title, each.address) for each in found] == [
        ("exhibition", "大水", "/exhibitions/flood/#Z1-1-0001"),
        ("lesson", "A lesson", "/en/learn/one/"),
    ]


FILED, CLASSED = "{fonds}-{series}-{file}-{item}", "{fonds}-{class}-{series}-{file}-{item}"


@pytest.mark.parametrize(
    ("code", "pattern", "level", "address", "zh", "en"),
    [
        ("Z1-2-345-12", FILED, "item", "/catalogue/Z1/2/", "目录 2", "Series 2"),
        ("Z1-2-345-12", FILED, "item", "/catalogue/Z1/2/341-350/", "案卷 341—350", "Files 341—350"),
        ("Z1-2-甲-12", FILED, "item", "/catalogue/Z1/2/甲/1-200/", "件号 1—200", "Items 1—200"),
        ("Z1-2-17", "{fonds}-{series}-{file}", "file", "/catalogue/Z1/2/11-20/", "案卷 11—20", "Files 11—20"),
        ("Z1-2-17", "", "file", "/catalogue/Z1/2/1-200/", "案卷 1—200", "Files 1—200"),
        ("Z1-5-2-34-1", CLASSED, "item", "/catalogue/Z1/5/", "类别 5", "Class 5"),
        ("Z1-5-2-34-1", CLASSED, "item", "/catalogue/Z1/5/2/", "目录 2", "Series 2"),
        # a class within the series of the same number
        ("Z1-9-9-4", "{fonds}-{series}-{file_part}-{item}", "item", "/catalogue/Z1/9/9/", "类别 9", "Class 9"),
        # neither pattern nor column says what the numbers are
        ("Z1-1-2-3-4-5", "", "item", "/catalogue/Z1/1/", "目录 1", "Series 1"),
        ("Z1-1-2-3-4-5", "", "item", "/catalogue/Z1/1/2/", "类别 2", "Class 2"),
        ("Z1-1-2-3-4-5", "", "item", "/catalogue/Z1/1/2/3/1-10/", "第 1—10 号", "Nos. 1—10"),
        ("Z1-1978-Y-3-0001", "", "item", "/catalogue/Z1/1978/", "1978", "1978"),
    ],
)
def test_a_page_says_what_its_number_is_of(
    code: str, pattern: str, level: str, address: str, zh: str, en: str, tmp_path: Path
) -> None:
    """By the pattern of the fonds and the levels of the records; where these say nothing no word is made up."""
    for language, heading in (("zh-Hans", zh), ("en", en)):
        assert (
            made(tmp_path / language, code, pattern=pattern, level=level, language=language)[address].data["heading"]
            == heading
        )


def test_files_and_what_is_in_them_stand_together_though_their_lists_do_not(tmp_path: Path) -> None:
    """Without a pattern Z1-S1-1 is one of two hundred, and Z1-S1-1-1 one of ten files: it stands below its file."""
    codes = ["Z1-S1-1", "Z1-S1-1-1", "Z1-S1-1-2", "Z1-S1-2", "Z1-S1-2-1", "Z1-S2-1"]
    first, second = made(tmp_path, *codes)["/catalogue/Z1/"].data["groups"]
    assert (first["title"], first["count"], second["title"], second["count"]) == ("S1", 5, "S2", 1)
    assert re.findall(r'<tr id="([^"]+)"', first["rows"]) == codes[:5]
    assert '<a href="S1/1-10/Z1-S1-1-2/">' in first["rows"] and '<a href="S1/1-200/Z1-S1-2/">' in first["rows"]


def test_lists_one_after_the_other_keep_their_own_headings(tmp_path: Path) -> None:
    codes = ["Z1-1-0009-001", "Z1-1-0010-001", "Z1-1-0011-001"]
    groups = made(tmp_path, *codes)["/catalogue/Z1/"].data["groups"]
    assert [group["count"] for group in groups] == [2, 1]


def test_a_list_of_names_without_numbers_is_called_by_their_initial(tmp_path: Path) -> None:
    found = made(tmp_path, "Z1-甲", "Z1-乙", "Z1-*", *numbered("Z1-", 201))
    headings = [child["title"] for child in found["/catalogue/Z1/"].data["children"]]
    assert sorted(headings) == ["“乙”开头", "“甲”开头", "其他档号", "第 1—200 号", "第 201—400 号"]
