"""What else an archive tells of itself, each kind a folder of ``content/``: institutions, publications, the register
of documentary heritage, appeals for donations. They differ in their facts alone, so one definition serves all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lantai.links import Citation
from lantai.prose import problems as prose_kinds
from lantai.prose.figures import unknown_record
from lantai.prose.options import Option
from lantai.prose.views import RecordView
from lantai.records.store import Record
from lantai.site.pages import Crumb, Page
from lantai.site.routes import Routes
from lantai.visits import problems as kinds
from lantai.visits.content_files import Shape, read_folder
from lantai.visits.room import Rendered, Room, Said, by_language, check_hidden, page_of, rendered

_ORDER = Option("order", "integer", "在列表中的次序", "place in lists", default=100)
_HONOURS = (
    Option("title", "text", "称号，如“爱国主义教育基地”", "title of the accreditation", required=True),
    Option("by", "text", "命名单位", "who granted it", default=""),
    Option("since", "text", "命名时间", "since when", default=""),
)


def _fact(name: str, chinese: str, english: str) -> Option:
    return Option(name, "text", chinese, english, default="")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of content. ``facts`` are lines of text and ``lists`` lists of them, in the order of the page."""

    name: str
    schema: str
    facts: tuple[Option, ...] = ()
    lists: tuple[Option, ...] = ()
    more: tuple[Option, ...] = ()

    @property
    def shape(self) -> Shape:
        own = (*self.facts, *self.lists, *self.more)
        return Shape((*own, _ORDER), translated=tuple(option.name for option in own if option.name != "records"))


_RECORDS = Option("records", "list", "有关的档号", "reference codes of records", default=())

SHELVED = (
    Shelf(
        "institutions",
        "ArchiveOrganization",
        facts=(
            _fact("code", "档案馆代码", "code of the archive"),
            _fact("address", "地址", "address"),
            _fact("hours", "开放时间", "opening hours"),
            _fact("phone", "电话", "telephone"),
            _fact("transport", "交通", "how to get there"),
        ),
        more=(Option("honours", "items", "基地和称号", "accreditations", default=(), items=_HONOURS),),
    ),
    Shelf(
        "publications",
        "Book",
        facts=(
            _fact("editor", "编者", "editor"),
            _fact("publisher", "出版或印行单位", "publisher"),
            _fact("year", "年份", "year"),
            _fact("isbn", "书号", "ISBN"),
            _fact("pages", "页数", "pages"),
            _fact("obtain", "怎样得到", "how to get it"),
        ),
        more=(_RECORDS,),
    ),
    Shelf(
        "heritage",
        "ArchiveComponent",
        facts=(
            _fact("register", "列入的名录", "the register"),
            _fact("listed", "列入时间和批次", "when it was listed"),
            _fact("dates", "形成时间", "when it was made"),
            _fact("extent", "数量", "extent"),
            _fact("holder", "保管单位", "who keeps it"),
        ),
        more=(_RECORDS,),
    ),
    Shelf(
        "appeals",
        "CreativeWork",
        facts=(
            _fact("period", "征集时间", "when"),
            _fact("contact", "联系方式", "whom to ask"),
        ),
        lists=(
            Option("wanted", "list", "征集什么", "what is wanted", default=()),
            Option("terms", "list", "捐赠、寄存、复制的办法", "on what terms", default=()),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Shelved:
    """What stands on each shelf, by its name; and the records that each text names, by its file."""

    items: Mapping[str, tuple[Rendered, ...]]
    records: Mapping[str, tuple[RecordView, ...]]


def load(room: Room) -> Shelved:
    items = {shelf.name: _load(shelf, room) for shelf in SHELVED}
    # A preview goes on: its author may be about to fill the folder.
    for name in () if room.site.preview else room.site.navigation:
        if name in items and not items[name]:
            room.problems.add(kinds.NAVIGATION_EMPTY.at("content/site.yaml", name=name))
    named = {
        one.text.original.file: tuple(_records(one, room))
        for shelf in SHELVED
        for one in by_language(items[shelf.name], room.site.language)
        if _RECORDS in shelf.more
    }
    return Shelved(items, named)


def _load(shelf: Shelf, room: Room) -> tuple[Rendered, ...]:
    texts = read_folder(room.site.content / shelf.name, shelf.shape, room.site, room.problems)
    texts = tuple(sorted(texts, key=lambda text: (text.original.head["order"], text.slug)))

    def address(routes: Routes, slug: str) -> str:
        return routes.shelved(shelf.name, slug)

    check_hidden(texts, address, room)
    return rendered(texts, "page", address, room)


def pages(found: Shelved, publication: Any) -> Iterator[Page]:
    """Yield the index and the pages of every shelf on which something stands."""
    for shelf in SHELVED:
        items = found.items[shelf.name]
        if not items:
            continue
        for language in publication.site.languages:
            yield _index(shelf, items, language, publication)
        for one in items:
            yield _page(shelf, one, items, found, publication)


def _index(shelf: Shelf, items: tuple[Rendered, ...], language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    return Page(
        address=routes[language].section(shelf.name),
        template="shelf",
        title=t(f"visits.{shelf.name}_title"),
        kind="shelf",
        styles=("visits.css",),
        language=language,
        description=t(f"visits.{shelf.name}_lead"),
        alternates={code: routes[code].section(shelf.name) for code in publication.site.languages},
        data={
            "name": shelf.name,
            "items": tuple((one, _brief(shelf, one)) for one in by_language(items, language)),
            "lead": t(f"visits.{shelf.name}_lead"),
        },
    )


def _page(shelf: Shelf, one: Rendered, items: tuple[Rendered, ...], found: Shelved, publication: Any) -> Page:
    t, routes = publication.translators[one.language], publication.routes[one.language]
    return page_of(
        one,
        items,
        template="shelf-item",
        kind="shelf-item",
        group=shelf.name,
        trail=(Crumb(t(f"visits.{shelf.name}_title"), routes.section(shelf.name)),),
        jsonld=_jsonld(shelf, one) if one.exact else None,
        data={
            "name": shelf.name,
            "facts": facts(shelf, one),
            "lists": tuple(said for option in shelf.lists if (said := one.said(option.name)).value),
            "honours": one.said("honours") if shelf.name == "institutions" else None,
            "catalogue": _catalogue(one, publication) if shelf.name == "institutions" else "",
            "records": found.records.get(one.text.original.file, ()),
        },
    )


def facts(shelf: Shelf, one: Rendered) -> tuple[Said, ...]:
    """Return the facts that are written, in the order of the page."""
    return tuple(said for option in shelf.facts if (said := one.said(option.name)).value)


def _brief(shelf: Shelf, one: Rendered) -> tuple[Said, ...]:
    """Return what a list tells beside a title: the first facts, without the code that is for programs."""
    return tuple(said for said in facts(shelf, one) if said.name != "code")[:3]


def _catalogue(one: Rendered, publication: Any) -> str:
    """Return the address of an archive's part of the catalogue on a site that has several."""
    code = one.text.original.head["code"]
    several = len(publication.site.archives) > 1
    return f"/catalogue/{code}/" if several and any(code == each.code for each in publication.site.archives) else ""


def _records(one: Rendered, room: Room) -> Iterator[RecordView]:
    """Yield the records that a text names and that are public, and let each know of it; the others are reported."""
    place = one.text.original.head.place("records")
    for code in one.text.original.head["records"]:
        record = room.records.get(code)
        if isinstance(record, Record):
            room.links.cite("record", record.match_key, Citation("page", one.title, one.address, one.language))
            yield RecordView.of(record)
        elif record is None:
            room.problems.add(unknown_record(code, place, room.records))
        else:
            room.problems.add(prose_kinds.RECORD_HELD.at(place, code=code))


def _jsonld(shelf: Shelf, one: Rendered) -> dict[str, Any]:
    told = {said.name: said.value for said in facts(shelf, one)}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": shelf.schema,
        "name": one.title,
        "description": one.summary,
        "inLanguage": one.language,
    }
    if shelf.name == "publications":
        found |= {"isbn": told.get("isbn"), "datePublished": told.get("year"), "editor": told.get("editor")}
    if shelf.name == "institutions":
        del found["inLanguage"]
        found |= {"address": told.get("address"), "telephone": told.get("phone"), "identifier": told.get("code")}
        found["award"] = [honour["title"] for honour in one.said("honours").value if honour["title"]]
    return {name: value for name, value in found.items() if value}
