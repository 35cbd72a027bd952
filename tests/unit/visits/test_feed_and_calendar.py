"""Feeds and calendar files as their standards want them."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.moments import Showing
from lantai.visits import calendar_file
from lantai.visits.events import Event

ATOM = "{http://www.w3.org/2005/Atom}"
NAME = LocalText.of("澜溪县档案馆", "zh-Hans")
SITE = Site(Path(), NAME, (Archive("LX0001", NAME),))


def event(title: str) -> Event:
    empty = LocalText()
    return Event(
        id="open",
        title=LocalText.of(title, "zh-Hans"),
        start=datetime.fromisoformat("2026-06-09T09:30:00+08:00"),
        end=None,
        place=LocalText.of("一楼; 大厅", "zh-Hans"),
        address=empty,
        summary=empty,
        audience=empty,
        booking=LocalText(),
        capacity=None,
        livestream="",
        state="planned",
        showing=Showing(),
    )


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_calendar_entry():
    """Times are in UTC, texts escaped, an event without an end lasts two hours, nothing depends on the clock."""
    data = calendar_file.calendar([event("走进库房, 八岁以上")], SITE, "档案日", "zh-Hans", "https://lanxi.example/x/")
    lines = unfolded(data)
    assert "UID:open.2026.LX0001@lantai" in lines
    assert "DTSTART:20260609T013000Z" in lines
    assert "DTEND:20260609T033000Z" in lines
    assert "SUMMARY:走进库房\\, 八岁以上" in lines
    assert "LOCATION:一楼\\; 大厅" in lines
    assert "URL:https://lanxi.example/x/#open" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_lines_are_folded_between_characters(title):
    """No line is longer than 75 octets (RFC 5545, 3.1), none breaks a character, no title breaks out of its line."""
    data = calendar_file.calendar([event(title)], SITE, title, "zh-Hans", "")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    names = [line.split(":")[0] for line in unfolded(data)]
    assert names.count("SUMMARY") == 1
    assert names.count("BEGIN") == 2


def test_another_program_reads_the_calendar(load):
    """What icalendar makes of a campaign's file: title, times, place, notes, the cancelled one; both languages."""
    text = (
        "---\ntitle: 档案日\ntheme: 水\nevents:\n"
        "  - {id: talk, title: {zh-Hans: '讲座；答问, 问答', en: 'Talk; questions, answers'},"
        " start: 2026-06-09T09:30:00+08:00, end: 2026-06-09T11:00:00+08:00, place: '一楼, 大厅', booking: 到馆登记}\n"
        "  - {id: gone, title: 取消的, start: 2026-06-10T09:30:00+08:00, state: cancelled}\n---\n"
    )
    files = load({"content/archives-day/2026.md": text}).files()
    names = ("/archives-day/2026/events.ics", "/en/archives-day/2026/events.ics")
    chinese, english = (Calendar.from_ical(files[name]) for name in names)
    assert (str(chinese["VERSION"]), chinese.errors) == ("2.0", [])
    talk, off = chinese.walk("VEVENT")
    assert str(talk["SUMMARY"]) == "讲座；答问, 问答"
    assert talk["DTSTART"].dt == datetime.fromisoformat("2026-06-09T01:30:00+00:00")
    assert talk["DTEND"].dt == datetime.fromisoformat("2026-06-09T03:00:00+00:00")
    assert str(talk["LOCATION"]) == "一楼, 大厅，县前街1号"
    assert str(talk["DESCRIPTION"]) == "到馆登记"
    assert talk["DTSTAMP"].dt is not None and str(off["STATUS"]) == "CANCELLED"
    assert str(english.walk("VEVENT")[0]["SUMMARY"]) == "Talk; questions, answers"
    assert [each.errors for each in (talk, off)] == [[], []]
    assert len({str(each["UID"]) for each in (talk, off)}) == 2


NEWS = "---\ntitle: 第二批 <开放> & 公布\ndate: 2026-06-01\nsummary: 新增。\n---\n"


def test_feed_has_what_atom_requires(load):
    """Feed and entries have id, title and updated (RFC 4287, 4.1), absolute links, and the newest comes first."""
    loaded = load(
        {"content/news/a.md": NEWS, "content/news/b.md": "---\ntitle: 乙\ndate: 2026-06-03T08:00:00+08:00\n---\n"}
    )
    feed = ET.fromstring(loaded.files()["/news/feed.xml"])
    assert feed.findtext(f"{ATOM}title") == "澜溪县档案馆"
    assert feed.findtext(f"{ATOM}updated") == "2026-06-03T08:00:00+08:00"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["乙", "第二批 <开放> & 公布"]
    assert entries[1].find(f"{ATOM}link").get("href") == "https://lanxi.example/news/a/"
    assert entries[1].findtext(f"{ATOM}id").startswith("urn:uuid:")


def test_ids_survive_a_new_domain(load):
    """An entry keeps its id when the site moves (RFC 4287, 4.2.6)."""
    ids = []
    for base in ("https://one.example", "https://two.example"):
        site = f"name: 馆\ncode: LX0001\nbase_url: {base}\n"
        feed = ET.fromstring(load({"content/news/a.md": NEWS}, site=site).files()["/news/feed.xml"])
        ids.append([element.text for element in feed.iter(f"{ATOM}id")])
    assert ids[0] == ids[1]


def test_without_an_address_links_are_relative(load):
    """A site that does not know its address yet links from the feed to its pages."""
    loaded = load({"content/news/a.md": NEWS}, site="name: 馆\ncode: LX0001\n")
    feed = ET.fromstring(loaded.files()["/news/feed.xml"])
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "a/"


def test_an_empty_feed_is_still_a_feed(load):
    """Without news the feed is there and says so; readers that follow it do not fail."""
    feed = ET.fromstring(load().files()["/news/feed.xml"])
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
