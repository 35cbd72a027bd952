"""Archives Day: the count of years, the week, themes, events, and what a campaign points to."""

import io
import zipfile
from datetime import date, datetime

import pytest
import typst

from lantai.visits.campaigns import themes, week_of

CAMPAIGN = """\
---
title: 2026年国际档案日
theme: 一江清水
publish_at: 2026-05-20
events:
- id: open
  title: {zh-Hans: 走进库房, en: Open house}
  start: "2026-06-09T09:30"
  end: "2026-06-09T11:00"
  place: 一楼
- {id: later, title: 秘密活动, start: "2026-06-11T09:30", publish_at: "2026-06-10T09:00:00+08:00"}
press: |
  第一段。
  第二段。
---
正文
"""


@pytest.mark.parametrize(("year", "ordinal"), [(2020, 13), (2023, 16), (2025, 18), (2026, 19), (2027, 20)])
def test_the_chinese_count(load, year, ordinal):
    """第 N 个国际档案日 is the year − 2007."""
    loaded = load({f"content/archives-day/{year}.md": "---\ntitle: 档案日\ntheme: 主题\n---\n"})
    assert loaded.visits.campaigns[0].ordinal == ordinal


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [(2024, date(2024, 6, 3), date(2024, 6, 9)), (2026, date(2026, 6, 8), date(2026, 6, 14))],
)
def test_the_week_is_the_iso_week_of_9_june(year, first, last):
    """The ICA's week is the ISO week, Monday to Sunday, that holds 9 June."""
    assert week_of(year) == (first, last)


def test_a_week_of_ones_own(load):
    """Chinese campaign weeks differ (2022: 9–15 June) and are written into the file."""
    head = "---\ntitle: 档案日\nweek: {from: 2022-06-09, to: 2022-06-15}\n---\n"
    campaign = load({"content/archives-day/2022.md": head}).visits.campaigns[0]
    assert (campaign.first_day, campaign.last_day) == (date(2022, 6, 9), date(2022, 6, 15))


def test_themes_are_known_until_2025():
    """Thirteen themes, 2013 to 2025, come with the program; later ones are the archive's to write."""
    assert sorted(themes()) == list(range(2013, 2026))
    assert themes()[2025]["zh"] == "请听档案说"
    assert themes()[2013]["zh"] == "档案在你身边"


def test_a_theme_not_known_must_be_written(load):
    """2026 without a theme is an error; 2025 takes the known one."""
    loaded = load(
        {
            "content/archives-day/2026.md": "---\ntitle: 甲\n---\n",
            "content/archives-day/2025.md": "---\ntitle: 乙\n---\n",
        }
    )
    assert loaded.codes == ["archives-day-theme-missing"]
    assert dict(loaded.visits.campaigns[1].theme) == {"zh-Hans": "请听档案说"}


def test_an_event_waits_for_its_own_moment(load):
    """An event that is public later is in no page, calendar or data before."""
    loaded = load({"content/archives-day/2026.md": CAMPAIGN})
    page = loaded.pages()["/archives-day/2026/"]
    assert [event["name"] for event in page.jsonld["subEvent"]] == ["走进库房"]
    assert [event.id for event in page.data["campaign"].events] == ["open"]
    files = loaded.files()
    assert "/archives-day/2026/open.ics" in files
    assert "/archives-day/2026/later.ics" not in files
    assert not any("秘密活动".encode() in data for data in files.values())


def test_event_as_schema_org(load):
    """Names, times with offset and the page's anchor are given as schema.org's Event, in the page's language."""
    loaded = load({"content/archives-day/2026.md": CAMPAIGN})
    event = loaded.pages()["/en/archives-day/2026/"].jsonld["subEvent"][0]
    assert event["name"] == "Open house"
    assert event["startDate"] == "2026-06-09T09:30:00+08:00"
    assert event["endDate"] == "2026-06-09T11:00:00+08:00"
    assert event["url"] == "https://lanxi.example/en/archives-day/2026/#open"
    assert event["location"] == {"@type": "Place", "name": "一楼", "address": "县前街1号"}


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2026-05-20T00:00:00+08:00", True), ("2026-06-30T00:00:00+08:00", True), ("2026-11-01T00:00:00+08:00", False)],
)
def test_home_shows_a_campaign_that_is_near(load, moment, shown):
    """From forty days before its week until three weeks after it a campaign stands on the home page."""
    loaded = load({"content/archives-day/2026.md": CAMPAIGN}, datetime.fromisoformat(moment))
    assert (loaded.pages()["/"].data["campaign"] is not None) is shown


def test_what_is_not_there_is_named(load):
    """A misspelt exhibition is an error with its line and the nearest right name."""
    text = "---\ntitle: 甲\ntheme: 乙\nexhibitions: [flod]\n---\n"
    loaded = load({"content/archives-day/2026.md": text, "exhibitions/flood/exhibition.yaml": "title: 洪水\n"})
    problem = next(iter(loaded.problems))
    assert (problem.code, problem.place.line, problem.advice()) == (
        "visit-target-missing",
        4,
        "请检查名称；exhibitions/ 里有：flood",
    )


def test_exhibitions_know_who_shows_them(load):
    """An exhibition that a campaign shows learns of it, once for each language that the campaign is in."""
    text = "---\ntitle: 甲\ntheme: 乙\nexhibitions: [flood]\n---\n"
    loaded = load({"content/archives-day/2026.md": text, "exhibitions/flood/exhibition.yaml": "title: 洪水\n"})
    assert [citation.address for citation in loaded.links.of("exhibition", "flood")] == ["/archives-day/2026/"]


@pytest.mark.parametrize("name", ["../../site.yaml", "media/none.pdf", "media/page.html", "/etc/hostname"])
def test_downloads_stay_in_their_folder(load, name):
    """A download is a file of a harmless type beside its campaign, or an error."""
    text = f"---\ntitle: 甲\ntheme: 乙\ndownloads: [{{file: {name}, title: 丙}}]\n---\n"
    loaded = load({"content/archives-day/2026.md": text, "content/archives-day/media/page.html": "<script>"})
    assert loaded.codes == ["download-unfit"]
    assert not any("/files/" in address for address in loaded.files())


@pytest.mark.parametrize(("author", "told"), [("澜溪县档案馆", []), ("张三", ["document-names"])])
def test_who_is_named_in_a_document_is_taken_out_or_told(load, tmp_path, author, told):
    """A PDF is published byte for byte, so its author is told, unless it is the archive; a Word file names nobody."""
    media = tmp_path / "content" / "archives-day" / "media"
    media.mkdir(parents=True)
    made = typst.compile(f'#set document(author: "{author}")'.encode(), format="pdf")
    (media / "a.pdf").write_bytes(made)
    with zipfile.ZipFile(media / "b.docx", "w") as document:
        document.writestr("docProps/core.xml", "<a><creator>李四</creator></a>")
    files = "[{file: media/a.pdf, title: 甲}, {file: media/b.docx, title: 乙}]"
    loaded = load({"content/archives-day/2026.md": f"---\ntitle: 甲\ntheme: 乙\ndownloads: {files}\n---\n"})
    assert loaded.codes == told
    assert all("张三" in problem.what("zh") and problem.place.line == 4 for problem in loaded.problems)
    published = {address.rpartition("/")[2]: content for address, content in loaded.files().items()}
    assert published["a.pdf"] == made
    assert "李四" not in zipfile.ZipFile(io.BytesIO(published["b.docx"])).read("docProps/core.xml").decode()


def test_defects_of_events(load):
    """The same id twice, an end before the start, an unknown state: each is reported at its line."""
    text = """\
---
title: 甲
theme: 乙
events:
- {id: a, title: 一, start: "2026-06-09T09:30", end: "2026-06-09T08:00"}
- {id: a, title: 二, start: "2026-06-09T09:30"}
- {id: b, title: 三, start: "2026-06-09T09:30", state: postponed}
- {id: c, title: 四}
---
"""
    loaded = load({"content/archives-day/2026.md": text})
    assert sorted((problem.code, problem.place.line) for problem in loaded.problems) == [
        ("ends-before-start", 5),
        ("event-twice", 6),
        ("key-missing", 8),
        ("value-invalid", 7),
    ]


def test_file_must_be_a_year(load):
    """A campaign is named by its year."""
    assert load({"content/archives-day/summer.md": "---\ntitle: 甲\n---\n"}).codes == ["content-year"]


def test_all_years_are_listed(load):
    """The list of years links those that the archive kept and names the themes of the others."""
    page = load({"content/archives-day/2026.md": CAMPAIGN}).pages()["/archives-day/"]
    years = page.data["years"]
    assert [(year.year, year.ordinal, year.address) for year in years[:2]] == [
        (2026, 19, "/archives-day/2026/"),
        (2025, 18, ""),
    ]
    assert years[-1].year == 2013


def test_a_press_notice_is_markdown(load):
    """With its stress and its links, in each language; one that is not translated is marked with its own."""
    head = "---\ntitle: 档案日\ntheme: 主题\npress: |\n  **本报讯** 见[展览](/exhibitions/)。\n\n  第二段\n---\n"
    loaded = load(
        {"content/archives-day/2026.md": head, "content/archives-day/2026.en.md": "---\ntitle: The day\n---\n"}
    )
    assert "<p><strong>本报讯</strong> 见<a href=" in loaded.html("/archives-day/2026/")
    english = loaded.html("/en/archives-day/2026/")
    assert '<div class="prose" lang="zh-Hans"><p><strong>本报讯</strong> 见<a href="../../../exhibitions/">' in english
    assert "<p>第二段</p>" in english


def test_what_is_wrong_in_a_press_notice_is_told_before_its_time(load):
    head = "---\ntitle: 档案日\ntheme: 主题\npublish_at: 2026-06-20\npress: 见[展览](no-such.md)\n---\n"
    loaded = load({"content/archives-day/2026.md": head})
    assert [(problem.code, problem.place.line) for problem in loaded.problems] == [("link-unknown", 5)]
