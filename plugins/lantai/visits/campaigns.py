"""Archives Day campaigns (国际档案日): what ``content/archives-day/<year>.md`` says, and the themes of all years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from lantai import files
from lantai.media import bare, documents
from lantai.problems import Place, Problems
from lantai.prose.context import ProseSource
from lantai.prose.options import Option, Values
from lantai.site import problems as yaml_kinds
from lantai.site import yamls
from lantai.site.languages import LocalText, nearest
from lantai.site.traditional import written
from lantai.visits import events
from lantai.visits import problems as kinds
from lantai.visits.content_files import ContentFile, Shape, Text, read_folder
from lantai.visits.events import Event
from lantai.visits.room import Rendered, Room, Said, check_hidden, rendered

_PICTURES = (".png", ".jpg", ".jpeg")
DOWNLOAD_TYPES = (".pdf", ".zip", ".png", ".jpg", ".jpeg", ".docx")
FIRST_YEAR = 2008
"""The day was first kept in 2008, so the ordinal of a year is the year − 2007."""

NEAR_BEFORE, NEAR_AFTER = timedelta(days=40), timedelta(days=21)
"""How long before its week and after it a campaign stands on the home page."""

_WEEK = (
    Option("from", "moment", "开始", "first day", required=True),
    Option("to", "moment", "结束", "last day", required=True),
)
_DOWNLOAD = (
    Option("file", "file", "media/ 中的文件", "a file under media/", required=True),
    Option("title", "local", "名称", "title", required=True),
)

SHAPE = Shape(
    (
        Option(
            "theme",
            "text",
            "当年主题；2025年及以前已预置",
            "theme of the year; known to the program until 2025",
            default="",
        ),
        Option(
            "week",
            "mapping",
            "宣传周起止；不写则为含6月9日的一周",
            "the week; that with 9 June if not given",
            items=_WEEK,
        ),
        Option("events", "items", "活动", "events", default=(), items=events.OPTIONS),
        Option("release", "identifier", "当年开放的目录批次", "release of the year"),
        Option("exhibitions", "identifiers", "展览", "exhibitions", default=()),
        Option("lessons", "identifiers", "课", "lessons", default=()),
        Option("downloads", "items", "供下载的文件", "downloads", default=(), items=_DOWNLOAD),
        Option("press", "markdown", "新闻通稿", "press notice", default=""),
    ),
    translated=("theme", "press"),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered beside a campaign, published as it is, or ``bare``: without the properties that name people."""

    title: LocalText
    path: Path
    address: str
    bare: bytes | None = None

    @property
    def content(self) -> bytes | Path:
        return self.path if self.bare is None else self.bare

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.bare is None else len(self.bare)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One year: facts common to all languages, and its text in each."""

    year: int
    theme: Mapping[str, str]
    first_day: date
    last_day: date
    events: tuple[Event, ...]
    release: str
    exhibitions: tuple[str, ...]
    lessons: tuple[str, ...]
    downloads: tuple[Download, ...]
    texts: tuple[Rendered, ...]
    press: Mapping[str, Said]
    """HTML of the press notice by the language of its page."""

    @property
    def ordinal(self) -> int:
        """第 N 个国际档案日."""
        return self.year - FIRST_YEAR + 1

    @property
    def day(self) -> date:
        return date(self.year, 6, 9)

    def near(self, moment: datetime) -> bool:
        """Tell whether the campaign belongs on the home page at ``moment``."""
        begin = datetime.combine(self.first_day, time.min, moment.tzinfo)
        end = datetime.combine(self.last_day, time.max, moment.tzinfo)
        return begin - NEAR_BEFORE <= moment <= end + NEAR_AFTER

    def theme_in(self, language: str) -> tuple[str, str]:
        """Return ``(language, theme)``: in ``language`` if known, else in the nearest to it."""
        if not self.theme:
            return language, ""
        found = nearest(language, self.theme)
        return found, self.theme[found]


@cache
def themes() -> Mapping[int, Mapping[str, str]]:
    """Return the themes of past years by year, each by ``zh`` and ``ica``."""
    problems = Problems()
    path = Path(__file__).with_name("themes.yaml")
    document = yamls.load(path, path.name, problems)
    problems.raise_errors()
    assert document is not None
    return MappingProxyType({int(year): MappingProxyType(dict(found)) for year, found in document.data.items()})


def week_of(year: int) -> tuple[date, date]:
    """Return Monday and Sunday of the ISO week that holds 9 June, which the ICA keeps."""
    day = date(year, 6, 9)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def load(room: Room) -> tuple[Campaign, ...]:
    """Return the public campaigns, the newest first."""
    texts = []
    for text in read_folder(room.site.content / "archives-day", SHAPE, room.site, room.problems):
        if text.slug.isdecimal() and FIRST_YEAR <= int(text.slug) <= 9999:
            texts.append(text)
        else:
            room.problems.add(kinds.CONTENT_YEAR.at(text.original.file, name=f"{text.slug}.md"))
    address = lambda routes, year: routes.archives_day(year)  # noqa: E731 - one line says it
    check_hidden(texts, address, room)
    for text in texts:
        for file in (text.original, *text.translations.values()):
            # Also before its time: staff should not meet what is wrong in it at the hour itself.
            _press_of(file, file.language, room.routes(file.language).archives_day(text.slug), room)
    found = rendered(texts, "archives-day", address, room)
    campaigns = [_campaign(text, found, room) for text in texts]
    public = [campaign for campaign in campaigns if campaign.texts]
    return tuple(sorted(public, key=lambda campaign: campaign.year, reverse=True))


def _campaign(text: Text, found: tuple[Rendered, ...], room: Room) -> Campaign:
    head = text.original.head
    room.check_targets(head.place("release"), "release", filter(None, [head["release"]]))
    room.check_targets(head.place("exhibitions"), "exhibition", head["exhibitions"])
    room.check_targets(head.place("lessons"), "lesson", head["lessons"])
    texts = tuple(one for one in found if one.text.slug == text.slug)
    first, last = _week(int(text.slug), head, room.problems)
    all_events = events.read(head["events"], room.problems)
    return Campaign(
        year=int(text.slug),
        theme=_theme(text, room),
        first_day=first,
        last_day=last,
        events=tuple(event for event in all_events if event.showing.public(room.moment)),
        release=head["release"] or "",
        exhibitions=tuple(head["exhibitions"]),
        lessons=tuple(head["lessons"]),
        downloads=_downloads(text, room),
        texts=texts,
        press={one.language: _press(one, room) for one in texts},
    )


def _press(one: Rendered, room: Room) -> Said:
    """Return the press notice as HTML, in the original's words where the translation has none."""
    said = one.said("press")
    if not said.value:
        return said
    file = one.text.in_(said.language)
    return Said("press", _press_of(file, one.language, one.address, room), said.language)


def _press_of(file: ContentFile, language: str, address: str, room: Room) -> Markup:
    place = file.head.place("press")
    source = ProseSource(file.head["press"], place.file, place.line, file.language)
    prose = room.render(file, language, address, source=source, prefix="press-")
    room.report(prose)
    return prose.html


def _week(year: int, head: Values, problems: Problems) -> tuple[date, date]:
    week = head["week"]
    if not week or not week["from"] or not week["to"]:
        return week_of(year)
    first, last = week["from"].date(), week["to"].date()
    if last < first:
        problems.add(yaml_kinds.ENDS_BEFORE_START.at(week.place("to"), start=first, end=last))
    return first, last


def _theme(text: Text, room: Room) -> Mapping[str, str]:
    """Return the theme by language: as written, else as known."""
    known = themes().get(int(text.slug), {})
    found = {}
    for language in text.languages:
        fallback = written(known.get("zh", ""), language) if language.startswith("zh") else ""
        if theme := text.in_(language).head["theme"] or fallback:
            found[language] = theme
    if not found:
        room.problems.add(kinds.THEME_MISSING.at(text.original.file, year=text.slug))
    return found


def _downloads(text: Text, room: Room) -> tuple[Download, ...]:
    found = []
    for one in text.original.head["downloads"]:
        name = one["file"]
        if not name or not one["title"]:
            continue  # Reported when the head was read.
        path, detail, picture = None, "", None
        try:
            path = files.contained(text.original.folder, name)
        except files.PathEscapes:
            detail = "../ \\ : …"
        if path is not None and not path.is_file():
            detail = "there is no such file" if room.site.staff_language == "en" else "没有这个文件"
        elif path is not None and path.suffix.lower() not in DOWNLOAD_TYPES:
            detail = path.suffix
        elif path is not None and path.suffix.lower() in _PICTURES:
            try:
                picture = bare.picture(path.read_bytes())
            except (ValueError, OSError):
                detail = "it is damaged" if room.site.staff_language == "en" else "图片已损坏"
        elif path is not None:
            picture = _document(path, one.place("file"), room)
        if detail or path is None:
            folder = room.site.shown(text.original.folder / "media")
            types = " ".join(DOWNLOAD_TYPES)
            kind = kinds.DOWNLOAD_UNFIT
            room.problems.add(kind.at(one.place("file"), name=name, detail=detail, folder=folder, types=types))
            continue
        address = room.routes(room.site.language).archives_day(text.slug) + f"files/{path.name}"
        found.append(Download(one["title"], path, address, picture))
    return tuple(found)


def _document(path: Path, place: Place, room: Room) -> bytes | None:
    """Return a document without the properties that name people, None if it is published as it is; tell what is left.

    The archive itself may be named.
    """
    data, suffix, written = path.read_bytes(), path.suffix.lower(), None
    try:
        if suffix == ".docx":
            written, left = documents.word(data)
        else:
            left = documents.pdf(data) if suffix == ".pdf" else documents.packed(data)
    except documents.Unreadable as error:
        room.problems.add(kinds.DOCUMENT_UNREAD.at(place, name=path.name, detail=str(error)))
        return None
    own = {text for name in (room.site.name, *(each.name for each in room.site.archives)) for _, text in name}
    for key, value in left:
        if value not in own:
            room.problems.add(kinds.DOCUMENT_NAMES.at(place, name=path.name, property=key, value=value[:80]))
    return written
