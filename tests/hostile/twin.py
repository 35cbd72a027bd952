"""Two sites that differ in their words alone: those of one are harmless, those of the other are hostile.

Every key that staff can write is filled in from the definitions themselves, so a new one is covered at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image
from tests.hostile import corpus

from lantai.exhibitions import model as exhibition
from lantai.learning import model as lesson
from lantai.prose import figures
from lantai.prose.blocks import REGISTRY
from lantai.prose.options import Option
from lantai.records.fields import FIELDS, Visibility
from lantai.visits import campaigns, guides, home, news
from lantai.visits.pages import SHAPE as PAGES
from small import RELEASE, csv_bytes, sign_release

CODE = "J001-002-0345-001"
FIGURES = ("dike", "flag")
SOUND = "morse"


class Words:
    """The words of one of the two sites. Each place begins its own words with its number and, in turn, a formula."""

    def __init__(self, *, hostile: bool) -> None:
        self.hostile = hostile
        self.places: list[str] = []

    def __call__(self, place: str) -> str:
        """Return the words of a place that holds plain text."""
        return self._words(place, corpus.EVERYTHING)

    def markdown(self, place: str) -> str:
        """Return the words of a place that holds Markdown, in which a list must not begin."""
        return self._words(place, corpus.IN_MARKDOWN, "甲")

    def _words(self, place: str, text: str, before: str = "") -> str:
        self.places.append(place)
        number = len(self.places)
        text = f"{before}{corpus.FORMULAS[number % len(corpus.FORMULAS)]}{number} {text}"
        return text if self.hostile else corpus.harmless(text)


_FIXED: dict[str, Any] = {
    "lang": "zh-Hans",
    "translation-lang": "en",
    "direction": "ltr",
    "duration": "0:02",
    "at": "0:01",
    "records-by": "year",
    "query": {"level": "item"},
    "regions": {"corner": [12, 8, 30, 14]},
    "before": "dike",
    "after": "flag",
    "exhibition": "twin",
    "exhibitions": ["twin"],
    "figures_from": ["twin"],
    "lessons": ["twin"],
    "related": ["other"],
    "release": "first",
    "figures": list(FIGURES),
    "languages": ["zh-Hans"],
    "publish_at": "2020-01-01T09:00:00+08:00",
    "until": "2030-01-01T09:00:00+08:00",
    "start": "2026-06-09T10:00:00+08:00",
    "end": "2026-06-09T11:00:00+08:00",
    "opens": "2020-01-01",
    "closes": "2029-01-01",
    "updated": "2020-02-02",
    "from": "2026-06-08",
    "to": "2026-06-14",
    "file": "media/dike.png",
    "transcript": "media/words.vtt",
    "captions": "media/words.vtt",
    "poster": "media/dike.png",
    "archives_day": 2026,
    "kind": None,
    "decorative": False,
    "tiles": False,
    "mark": None,
    "page": None,
    "status": "ready",
}
"""What a key must say by its name; None leaves it out."""

_TYPED: dict[str, Any] = {
    "number": 40,
    "boolean": True,
    "date": "1954-07",
    "moment": "2026-06-01",
    "identifier": "dike",
    "identifiers": list(FIGURES),
    "code": CODE,
    "codes": [CODE],
    "region": [12, 8, 30, 14],
    "link": "https://example.org/a?b=c&d=e",
    "file": "media/dike.png",
}


_INLINE = {"caption", "credit", "rights", "source", "note", "think", "transcript", "simplified", "notes"}
_INLINE |= {"timeline.events.title", "tour.stops.title"}
"""Short texts in which words may be emphasised: read as Markdown too."""


def filled(options: Iterable[Option], words: Words, where: str, **fixed: Any) -> dict[str, Any]:
    """Return a mapping with every option written; ``fixed`` overrides by name."""
    made = {}
    for option in options:
        value = _value(option, words, f"{where}.{option.name}", fixed)
        if value is not None:
            made[option.name] = value
    return made


def _value(option: Option, words: Words, where: str, fixed: dict[str, Any]) -> Any:
    if option.name in fixed:
        return fixed[option.name]
    if option.type in ("items", "mapping"):
        inner = filled(option.items, words, where, **fixed.get(f"{option.name}.", {}))
        return [inner] if option.type == "items" else inner
    if option.type == "markdown" or "Markdown" in option.zh or option.name in _INLINE or where in _INLINE:
        return words.markdown(where)
    if option.type in ("text", "local") and option.name not in ("lang", "translation-lang", "at"):
        return _FIXED[option.name] if option.name in _FIXED and option.type == "text" else words(where)
    if option.type in ("list", "locals") and option.name not in _FIXED:
        return [words(where)]
    if option.name in _FIXED:
        return _FIXED[option.name]
    if option.choices:
        return option.choices[0] if option.type == "choice" else [option.choices[0]]
    if option.type == "integer":
        return int(option.minimum or 3)
    return _TYPED[option.type]


def as_yaml(value: Any) -> str:
    """Return JSON, which is YAML: so that no word is read as anything but a word."""
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _page(head: dict[str, Any], body: str) -> str:
    return f"---\n{as_yaml(head)}---\n{body}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _captions(words: Words) -> str:
    cue = words("captions.vtt").replace("-->", "--\\>").replace("\u2028", " ").replace("\u2029", " ")
    return f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{cue}\n"


def _pictures(folder: Path, words: Words) -> None:
    for name in FIGURES:
        path = folder / "media" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.radial_gradient("L").rotate(90 * FIGURES.index(name)).resize((700, 500 + len(name))).save(path)
    _write(folder / "media" / "words.vtt", _captions(words))


def _wav(path: Path) -> None:
    import wave

    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(bytes([128]) * 16000)


def _block(name: str, words: Words) -> str:
    """Return a block with every option written, on lines that begin at the margin."""
    block = REGISTRY[name]
    argument = ""
    if block.argument is not None:
        argument = {"identifier": "dike", "code": CODE}.get(block.argument.type) or words.markdown(f"{name}|")
        argument = SOUND if name == "audio" else argument
        argument = " ".join(argument.split()).replace("\u2028", "").replace("\u2029", "")
    fixed = {"figure": "dike", "theme": None} if name in ("cta", "gallery", "download") else {}
    fixed |= {"file": None, "to": "/search/"} if name in ("download", "cta") else {}
    if name == "chart":
        fixed |= {"records-by": None, "query": None}
    if name == "compare":
        fixed |= {"start": 50}
    if name == "audio":
        fixed |= {"transcript": True}
    if name == "records":
        fixed |= {"query": None}
    options = filled(block.options, words, name, **fixed, **{"chapters.": {"at": "0:01"}})
    lines = [f"/// {name}" + (f" | {argument}" if argument else "")]
    lines += [f"    {key}: {json.dumps(value)}" for key, value in options.items()]
    if block.body != "none":
        lines += ["", words.markdown(f"{name} body") if name != "story" else ""]
    if name == "story":
        lines += ["//// step", "    region: [12, 8, 30, 14]", "", words.markdown("step body"), "////"]
    return "\n".join([*lines, "///", ""])


BLOCKS = [name for name in sorted(REGISTRY) if name not in ("step", "video")]
"""A step stands in a story; a film takes the same way as a recording and would need one."""


def make(folder: Path, *, hostile: bool) -> Words:
    """Write one of the two sites into ``folder`` and sign its release; returns the words that stand in it."""
    words = Words(hostile=hostile)
    _site(folder, words)
    _exhibition(folder / "exhibitions" / "twin", words)
    other = filled(exhibition.OPTIONS, words, "other", related=["twin"], cover="dike", languages=["zh-Hans"])
    _write(folder / "exhibitions" / "other" / "exhibition.yaml", as_yaml({**other, "kind": "thematic"}))
    _pictures(folder / "exhibitions" / "other", words)
    _write(folder / "exhibitions" / "other" / "figures.yaml", as_yaml(_figures(words)[:2]))
    _write(
        folder / "exhibitions" / "other" / "01-a.md",
        _page({"title": words("section.title")}, words.markdown("section")),
    )
    _learning(folder / "content" / "learn" / "twin", words)
    _visits(folder / "content", words)
    _catalogue(folder / "catalogue", words)
    done = sign_release(folder, "first")
    assert done.returncode == 0, done.stdout + done.stderr
    return words


def _site(folder: Path, words: Words) -> None:
    texts = ("name", "place", "tagline", "description", "licence")
    site = {key: words(f"site.{key}") for key in texts}
    site |= {"code": "LX0001", "languages": ["zh-Hans", "en"], "demo": True, "base_url": "https://archives.example.cn"}
    site["contact"] = {key: words(f"site.contact.{key}") for key in ("address", "phone", "hours")}
    site["footer"] = {"sponsor": words("site.footer.sponsor")}
    site["licence_url"] = "https://example.org/licence?a=b&c=d"
    site["home"] = filled(home.OPTIONS, words, "site.home", exhibition="twin", archives_day=2026)
    _write(folder / "content" / "site.yaml", as_yaml(site))


def _figures(words: Words) -> list[dict[str, Any]]:
    made = []
    for name in FIGURES:
        fixed = {"id": name, "file": f"media/{name}.png", "duration": None, "captions": None, "poster": None}
        made.append(filled(figures.OPTIONS, words, "figures", **fixed, transcript=None, record=CODE))
    fixed = {
        "id": SOUND,
        "file": "media/morse.wav",
        "regions": None,
        "poster": None,
        "captions": None,
        "record": None,
        "alt": None,
    }
    fixed |= {"transcript": "media/words.vtt"}
    made.append(filled(figures.OPTIONS, words, "recording", **fixed))
    return made


def _exhibition(folder: Path, words: Words) -> None:
    head = filled(exhibition.OPTIONS, words, "exhibition", cover="dike", kind="thematic")
    _write(folder / "exhibition.yaml", as_yaml(head))
    _pictures(folder, words)
    _wav(folder / "media" / "morse.wav")
    _write(folder / "figures.yaml", as_yaml(_figures(words)))
    _write(folder / "index.md", words.markdown("exhibition index") + "\n")
    for number, start in enumerate(range(0, len(BLOCKS), 6), 1):
        section = filled(exhibition.SECTION_OPTIONS, words, "section", cover="dike")
        body = "\n\n".join(_block(name, words) for name in BLOCKS[start : start + 6])
        _write(folder / f"0{number}-part-{number}.md", _page(section, body))


def _learning(folder: Path, words: Words) -> None:
    activities = [
        filled(_items(lesson.OPTIONS, "activities"), words, "activity", kind=kind, figures=list(FIGURES))
        for kind in ("order", "match", "compare")
    ]
    for activity in activities:
        activity["items"] = [{**activity["items"][0], "text": words("item"), "pair": words("pair")} for _ in range(3)]
        if activity["kind"] != "match":
            for item in activity["items"]:
                del item["pair"]
        if activity["kind"] != "compare":
            del activity["figures"]
    source = filled(_items(lesson.OPTIONS, "sources"), words, "source", record=CODE, kind="document")
    source["transcript"] = words.markdown("source.transcript")
    second = {**source, "figure": "flag"}
    head = filled(lesson.OPTIONS, words, "lesson", sources=[source, second], activities=activities, cover="dike")
    _write(folder / "lesson.yaml", as_yaml(head))
    _write(folder / "lesson.md", words.markdown("lesson.md") + "\n")


def _items(options: tuple[Option, ...], name: str) -> tuple[Option, ...]:
    return next(option.items for option in options if option.name == name)


def _visits(folder: Path, words: Words) -> None:
    made = {
        "news/2026-05-18-a.md": filled(news.SHAPE.of(original=True), words, "news", date="2026-05-18"),
        "guides/access.md": filled(guides.SHAPE.of(original=True), words, "guide"),
        "pages/about.md": filled(PAGES.of(original=True), words, "page"),
        "pages/more.md": filled(PAGES.of(original=True), words, "page"),
        "archives-day/2026.md": filled(
            campaigns.SHAPE.of(original=True), words, "campaign", **{"events.": {"id": "talk"}}, downloads=None
        ),
    }
    for name, head in made.items():
        _write(folder / name, _page(head, words.markdown(name)))


_GIVEN = {
    "repository_code": "LX0001",
    "fonds": "J001",
    "series": "002",
    "file_no": "0345",
    "level": "item",
    "title_supplied": "",
    "date_text": "19540705",
    "open_status": "开放",
    "access_mode": "到馆",
    "language": "zh",
    "pages": "3",
    "secrecy": "",
    "gov_info": "",
    "cleared": "是",
    "media": "",
    "related": CODE,
}
_NOT_WRITTEN = {
    "date_from",
    "date_to",
    "date_start",
    "date_end",
    "date_precision",
    "date_calendar",
    "date_certainty",
    "edtf",
}
RECORDS = 4


def _catalogue(folder: Path, words: Words) -> None:
    columns = [
        field for field in FIELDS if field.name not in _NOT_WRITTEN and field.visibility is not Visibility.INTERNAL
    ]
    columns += [field for field in FIELDS if field.name in ("secrecy", "cleared", "notes", "storage")]
    rows = []
    for number in range(1, RECORDS + 1):
        given = {**_GIVEN, "ref_code": f"J001-002-0345-{number:03d}", "item_no": f"{number:03d}", "parent_ref": ""}
        rows.append([given[f.name] if f.name in given else " ".join(words(f.name).split()) for f in columns])
    mapping = {"columns": {field.name: field.name for field in columns}}
    mapping["extra"] = {"own": {"label": words("extra.label"), "public": True}}
    _write(folder / "mapping.yaml", as_yaml(mapping))
    batch = folder / "releases" / "first"
    data = csv_bytes([[*row, words("extra")] for row in rows], [*(field.name for field in columns), "own"], "utf-8")
    _write(batch / "open-list.csv", data.decode())
    release = RELEASE.replace("open-list.csv", 'open-list.csv, delimiter: ","').replace(
        "第一批开放档案目录", json.dumps(words("release.title"))
    )
    _write(batch / "release.yaml", release + f"notice: {json.dumps(words.markdown('release.notice'))}\n")
    fonds = {key: words(f"fonds.{key}") for key in ("title", "title_en", "dates", "creator", "extent", "arrangement")}
    fonds |= {key: words(f"fonds.{key}") for key in ("custodial_history", "admin_history", "scope", "access")}
    fonds |= {"code": "J001", "series": {"002": words("fonds.series")}}
    _write(folder / "fonds" / "J001.md", _page(fonds, words.markdown("fonds.md")))
    theme = {"title": words("theme.title"), "lead": words("theme.lead"), "query": {"level": "item"}}
    _write(folder / "themes" / "water.md", _page(theme, words.markdown("theme.md")))
    _write(folder / "synonyms.yaml", as_yaml([[words("synonym")[:40], words("synonym")[:40]]]))
