"""``content/site.yaml`` as a typed, frozen value.

Every key that may stand in the file is a field here; documentation and the JSON Schema for
editors are derived from these definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from lantai.problems import STAFF_LANGUAGES, Problems
from lantai.site import problems as kinds
from lantai.site import yamls
from lantai.site.kiosk import KioskSettings
from lantai.site.languages import INTERFACE, LocalText
from lantai.site.moments import Showing, Standing

RECORD_PAGES = ("auto", "all", "cited")
DRAFTS, AS_PUBLIC = "drafts", "public"
PREVIEWS = (DRAFTS, AS_PUBLIC)
"""What a preview shows: also drafts and what is scheduled, or only what the public sees."""
SMALL_CATALOGUE = 50_000
"""Up to this many public records ``record_pages: auto`` gives each a page of its own."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the archive is closed though its hours say otherwise; first and last day."""

    first: date
    last: date
    reason: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the archive; each line is shown only if set."""

    address: LocalText = LocalText()
    phone: str = ""
    email: str = ""
    hours: LocalText = LocalText()
    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True, slots=True)
class Footer:
    """What Chinese public sites must show, and only what is set is shown."""

    sponsor: LocalText = LocalText()
    site_id: str = ""
    icp: str = ""
    police: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive whose records the site publishes (a province's site has several)."""

    code: str
    name: LocalText
    place: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """``file_limit`` coarsens the index for hosts that limit the number of files; ``pinyin`` offers the Chinese words
    that typed Latin letters may mean. The others are asked by ``quality``.

    ``agreement`` is the part of Whoosh's first ten results that must be among ours, at the mean over queries with
    more than ten. Whoosh puts short titles first, we those that begin with the words, then archival order. On the
    demonstration site they share 0.58, with our order reversed 0.41, so the limit shows an order that is upside down;
    what finer judgement asks for stands in ``catalogue/judged.txt``.
    """

    file_limit: int = 0
    threshold: float = 0.99
    agreement: float = 0.45
    pinyin: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A site folder and what its ``site.yaml`` says.

    ``archives`` has at least one entry; its first is the archive whose site this is.
    ``base_url`` has no slash at its end and is empty when the address is not known yet.
    ``preview`` is not in the file: "" for every site that leaves this machine, else one of ``PREVIEWS``.
    ``mark`` is laid on pictures: words, or a PNG beside ``site.yaml``.
    """

    folder: Path = field(compare=False)
    name: LocalText
    archives: tuple[Archive, ...]
    languages: tuple[str, ...] = ("zh-Hans",)
    base_url: str = ""
    tagline: LocalText = LocalText()
    description: LocalText = LocalText()
    seal: str = ""
    demo: bool = False
    staff_language: str = "zh"
    zone: tzinfo = ZoneInfo("Asia/Shanghai")
    contact: Contact = Contact()
    footer: Footer = Footer()
    record_pages: str = "auto"
    booking: str = ""
    licence: LocalText = LocalText()
    licence_url: str = ""
    mark: str = ""
    navigation: tuple[str, ...] = ("catalogue", "exhibitions", "learn", "archives-day", "guides", "about")
    home: Mapping[str, Any] = field(default_factory=dict)
    search: SearchSettings = SearchSettings()
    kiosk: KioskSettings = field(default_factory=KioskSettings)
    release_every: int = 0
    """Months within which a release must follow the one before it; 0 reminds of nothing."""
    preview: str = ""

    def shows(self, showing: Showing, moment: datetime) -> bool:
        """Tell whether something is shown: what is public, and in a preview for its authors also what is not yet."""
        if self.preview == DRAFTS and showing.at(moment) in (Standing.DRAFT, Standing.SCHEDULED):
            return True
        return showing.public(moment)

    def booked(self, ref_code: str = "") -> str:
        """Return where a visit is booked, for a record or without naming one; "" where the settings name no address."""
        return self.booking.replace("{ref}", quote(ref_code, safe=""))

    @property
    def language(self) -> str:
        """The first language: that of the catalogue and of texts without a language."""
        return self.languages[0]

    @property
    def archive(self) -> Archive:
        return self.archives[0]

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def exhibitions(self) -> Path:
        return self.folder / "exhibitions"

    @property
    def catalogue(self) -> Path:
        return self.folder / "catalogue"

    def shown(self, path: Path) -> str:
        """Return ``path`` as reports show it: relative to the site folder, with ``/``."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


_KEYS = (
    *("name", "code", "place", "archives", "languages", "base_url", "timezone", "staff_language", "demo"),
    *("tagline", "description", "seal", "contact", "footer", "licence", "licence_url", "mark"),
    *("navigation", "home", "record_pages", "booking", "search", "kiosk", "releases"),
)
SHELVES = ("institutions", "publications", "heritage", "appeals")
"""Folders of ``content/`` that have a part of the site of their own where something is in them."""
NAVIGABLE = (
    *("catalogue", "exhibitions", "learn", "archives-day", "guides", "news", "about", "releases", "search"),
    *SHELVES,
)


def is_base_url(text: str) -> bool:
    """Whether a text can begin the addresses of a site: a host, perhaps a path, and nothing that no address holds."""
    return bool(re.fullmatch(r"https?://[^\s/?#@\"'<>\\^`{|}]+(/[^\s?#\"'<>\\^`{|}]*)?", text))


def load(folder: Path) -> tuple[Site | None, Problems]:
    """Read ``folder/content/site.yaml``. Returns the site (None if unusable) and all problems."""
    problems = Problems()
    path = folder / "content" / "site.yaml"
    if not path.is_file():
        problems.add(kinds.SITE_MISSING.at("content/site.yaml"))
        return None, problems
    document = yamls.load(path, "content/site.yaml", problems)
    if document is None:
        return None, problems
    if not isinstance(document.data, Mapping):
        problems.add(document.problem(kinds.KEY_MISSING, key="name", hint="name: 某某县档案馆"))
        return None, problems
    return _Reader(folder, document, problems).site(), problems


def staff_language_in(folder: Path) -> str:
    """Return the language of reports that ``site.yaml`` names, whatever else is wrong in it; the first if none."""
    try:
        path = folder / "content" / "site.yaml"
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        text = ""
    named = re.search(r"(?m)^staff_language:\s*[\"']?(\w+)", text)
    return named[1] if named and named[1] in STAFF_LANGUAGES else STAFF_LANGUAGES[0]


class _Reader:
    """Turns the YAML mapping into a Site, collecting what does not fit."""

    def __init__(self, folder: Path, document: yamls.Document, problems: Problems) -> None:
        self.folder, self.document, self.problems = folder, document, problems
        self.data: Mapping[str, Any] = document.data

    def site(self) -> Site | None:
        self.problems.extend(self.document.unknown_keys(_KEYS))
        languages = self._languages()
        first = languages[0]
        for key, hint in (("name", "name: 某某县档案馆"), ("code", "code: 档案馆代码")):
            if not self.data.get(key):
                self.problems.add(self.document.problem(kinds.KEY_MISSING, key=key, hint=hint))
        name = LocalText.of(self.data.get("name"), first)
        own = Archive(str(self.data.get("code") or ""), name, LocalText.of(self.data.get("place"), first))
        site = Site(
            folder=self.folder,
            name=name,
            archives=(own, *self._archives(first)),
            languages=languages,
            base_url=self._base_url(),
            tagline=LocalText.of(self.data.get("tagline"), first),
            description=LocalText.of(self.data.get("description"), first),
            seal=str(self.data.get("seal") or ""),
            demo=self.data.get("demo") is True,
            staff_language=self._one_of("staff_language", STAFF_LANGUAGES),
            zone=self._zone(),
            contact=self._contact(first),
            footer=self._footer(first),
            record_pages=self._one_of("record_pages", RECORD_PAGES),
            booking=self._booking(),
            licence=LocalText.of(self.data.get("licence"), first),
            licence_url=str(self.data.get("licence_url") or ""),
            mark=str(self.data.get("mark") or ""),
            navigation=self._navigation(),
            home=self._mapping("home"),
            search=self._search(),
            kiosk=KioskSettings.read(self._mapping("kiosk"), self.document, self.problems),
            release_every=self._months(),
        )
        return None if self.problems.errors else site

    def _languages(self) -> tuple[str, ...]:
        value = self.data.get("languages") or ["zh-Hans"]
        languages = tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
        for language in languages:
            if language not in INTERFACE:
                self._invalid("languages", language, " / ".join(INTERFACE))
        return languages

    def _archives(self, first: str) -> list[Archive]:
        found = []
        for index, item in enumerate(self.data.get("archives") or []):
            if not isinstance(item, Mapping) or not item.get("code") or not item.get("name"):
                hint = "archives: [{code: …, name: …}]"
                self.problems.add(
                    self.document.problem(kinds.VALUE_INVALID, "archives", index, key="archives", value=item, hint=hint)
                )
                continue
            name, place = LocalText.of(item["name"], first), LocalText.of(item.get("place"), first)
            found.append(Archive(str(item["code"]), name, place))
        return found

    def _booking(self) -> str:
        value = str(self.data.get("booking") or "").strip()
        if value and not value.startswith(("https://", "http://", "/")):
            self._invalid("booking", value, "https://www.example.org/?ref={ref}")
        return value

    def _base_url(self) -> str:
        value = str(self.data.get("base_url") or "").rstrip("/")
        if value and not is_base_url(value):
            self._invalid("base_url", value, "https://www.example.org")
        return value

    def _zone(self) -> tzinfo:
        value = str(self.data.get("timezone") or "Asia/Shanghai")
        try:
            return ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self._invalid("timezone", value, "Asia/Shanghai")
            return ZoneInfo("Asia/Shanghai")

    def _contact(self, first: str) -> Contact:
        data = self._mapping("contact", ("address", "phone", "email", "hours", "closures"))
        return Contact(
            LocalText.of(data.get("address"), first),
            str(data.get("phone") or ""),
            str(data.get("email") or ""),
            LocalText.of(data.get("hours"), first),
            tuple(self._closures(data.get("closures") or [], first)),
        )

    def _closures(self, written: Any, language: str) -> Iterator[Closure]:
        for item in written if isinstance(written, list) else [written]:
            data = item if isinstance(item, Mapping) else {}
            first, last = data.get("from"), data.get("to", data.get("from"))
            if type(first) is date and type(last) is date and first <= last:
                yield Closure(first, last, LocalText.of(data.get("reason"), language))
            else:
                hint = "closures: [{from: 2026-10-01, to: 2026-10-07, reason: …}]"
                self._invalid("contact", item, hint)

    def _footer(self, first: str) -> Footer:
        data = self._mapping("footer", ("sponsor", "site_id", "icp", "police"))
        return Footer(
            LocalText.of(data.get("sponsor"), first),
            *(str(data.get(key) or "") for key in ("site_id", "icp", "police")),
        )

    def _search(self) -> SearchSettings:
        data = self._mapping("search", ("file_limit", "threshold", "agreement", "pinyin"))
        usual = SearchSettings()
        try:
            return SearchSettings(
                int(data.get("file_limit", usual.file_limit)),
                float(data.get("threshold", usual.threshold)),
                float(data.get("agreement", usual.agreement)),
                _yes_or_no(data.get("pinyin", usual.pinyin)),
            )
        except (TypeError, ValueError, OverflowError):
            self._invalid("search", data, "search: {file_limit: 20000, threshold: 0.99, agreement: 0.45, pinyin: true}")
            return usual

    def _months(self) -> int:
        value = str(self._mapping("releases", ("every",)).get("every") or "").strip()
        found = re.fullmatch(r"(\d{1,3})\s*(months?|个?月|years?|年)?", value)
        if not value or found is None:
            if value:
                self._invalid("releases", value, "releases: {every: 12 months}")
            return 0
        return int(found[1]) * (12 if (found[2] or "").startswith(("year", "年")) else 1)

    def _navigation(self) -> tuple[str, ...]:
        value = self.data.get("navigation")
        if value is None:
            return Site.__dataclass_fields__["navigation"].default
        names = tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
        for name in names:
            if name not in NAVIGABLE:
                self._invalid("navigation", name, " / ".join(NAVIGABLE))
        return names

    def _mapping(self, key: str, known: tuple[str, ...] | None = None) -> Mapping[str, Any]:
        value = self.data.get(key) or {}
        if not isinstance(value, Mapping):
            self._invalid(key, value, f"{key}: {{…}}")
            return {}
        if known and value:
            self.problems.extend(self.document.unknown_keys(known, key))
        return value

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = str(self.data.get(key) or allowed[0])
        if value not in allowed:
            self._invalid(key, value, " / ".join(allowed))
            return allowed[0]
        return value

    def _invalid(self, key: str, value: Any, hint: str) -> None:
        self.problems.add(self.document.problem(kinds.VALUE_INVALID, key, key=key, value=value, hint=hint))


def _yes_or_no(value: Any) -> bool:
    """Return ``value``; raises TypeError for anything but true and false."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
