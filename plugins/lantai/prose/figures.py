"""Figures: every image, scan and recording of an exhibition or lesson, described once in ``figures.yaml``."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from lantai.files import PathEscapes, contained, sha256
from lantai.problems import NOTHING, Place, Problem, Problems
from lantai.prose import problems as kinds
from lantai.prose.options import IDENTIFIER, Option, Reader, Values
from lantai.prose.targets import nearest
from lantai.records import dates
from lantai.records.store import Withheld
from lantai.site import problems as yaml_kinds
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText

Box = tuple[float, float, float, float]
"""A region of an image in percent of it: left, top, width, height."""

IMAGE_TYPES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".pdf"})
AUDIO_TYPES = frozenset({".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac"})
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ISO = re.compile(r"\d{4}(-\d\d){0,2}")
VIDEO_TYPES = frozenset({".mp4", ".webm", ".m4v"})

OPTIONS = (
    Option("id", "identifier", "编号，正文用它引用", "id by which texts call it", required=True),
    Option("file", "file", "文件，放在 media/ 里", "the file, under media/", required=True),
    Option("page", "integer", "多页文件的第几页", "page of a file with several", minimum=1),
    Option(
        "record", "code", "档号；条目未公开时图也不显示", "reference code; a record that is not public holds the figure"
    ),
    Option("caption", "local", "图注，可用 Markdown", "caption, Markdown allowed"),
    Option("alt", "local", "替代文字：画面上有什么", "alternative text: what it shows"),
    Option("decorative", "boolean", "纯装饰，无需替代文字", "mere ornament, needs no alternative text", default=False),
    Option("credit", "local", "署名：来源或收藏者", "credit: whose it is"),
    Option(
        "rights",
        "local",
        "权利说明，或知识共享、RightsStatements.org 的网址",
        "statement of rights, or an address of Creative Commons or RightsStatements.org",
    ),
    Option("date", "date", "形成时间", "when it was made"),
    Option("lang", "text", "图中文字的语言", "language of the writing in it"),
    Option("regions", "regions", "有名称的局部", "named regions"),
    Option(
        "mark",
        "text",
        "图上的可见标记：文字、PNG 文件（如 media/mark.png），或 none（不要标记）；不写则随展览和网站",
        "visible mark: words, a PNG such as media/mark.png, or none; that of the exhibition or site unless given",
    ),
    Option(
        "tiles",
        "boolean",
        "放大时按小块读取，适合大地图和长卷（文件很多）",
        "zoom by tiles, for large maps and scrolls (makes many files)",
        default=False,
    ),
    Option("theme", "list", "主题，供图集挑选", "themes, for galleries to choose by", default=()),
    Option("transcript", "file", "录文或文字稿（.txt .vtt）", "transcript (.txt .vtt)"),
    Option("captions", "file", "字幕（.vtt）", "captions (.vtt)"),
    Option("poster", "file", "录像的封面图", "poster of a film"),
    Option("duration", "text", "时长，如 12:30", "duration, such as 12:30"),
)


class PublicRecords(Protocol):
    """What figures and texts need of the catalogue: ``records.store.RecordStore``."""

    def get(self, code: str) -> object | None:
        """Return the Record of a code in any notation, Withheld if it is not public, None if unknown."""

    def query(self, *, limit: int | None = None, **criteria: Any) -> list[Any]:
        """Return the public records that meet the criteria."""

    def near(self, code: str) -> list[str]:
        """Return the public codes most like one that is unknown, best first."""

    def tally(self, field: str, **criteria: Any) -> list[tuple[str, int]]:
        """Return how many of the records that meet the criteria have each value of a field, most first."""


EXAMPLES = frozenset({"hills.jpg", "valley.jpg"})
"""Images that ``new exhibition`` draws …"""
EXAMPLE_CREDITS = frozenset(
    {
        "程序绘制的示例图，请换成自己的图像",
        "程序繪製的示例圖，請換成自己的影像",
        "Drawn by program as an example; put your own image here",
    }
)
"""… and what it says of them, which must not stand under the image that replaces one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One entry of ``figures.yaml``. ``path`` is the file on disk, ``place`` where the entry stands."""

    id: str
    file: str
    path: Path
    place: Place
    page: int | None = None
    record: str = ""
    caption: LocalText = LocalText()
    alt: LocalText = LocalText()
    decorative: bool = False
    credit: LocalText = LocalText()
    rights: LocalText = LocalText()
    date: str = ""
    lang: str = ""
    regions: Mapping[str, Box] = field(default_factory=dict)
    mark: str = ""
    tiles: bool = False
    theme: tuple[str, ...] = ()
    transcript: str = ""
    captions: str = ""
    poster: str = ""
    duration: str = ""
    last: int = 0
    """The last line of the entry; 0 where nothing follows it."""

    @property
    def kind(self) -> str:
        """``image``, ``audio`` or ``video``, by the file's name."""
        suffix = self.path.suffix.lower()
        return "audio" if suffix in AUDIO_TYPES else "video" if suffix in VIDEO_TYPES else "image"

    @property
    def of_example(self) -> bool:
        """Whether it is, or is still described as, what ``new exhibition`` drew."""
        return self.path.name in EXAMPLES or bool(EXAMPLE_CREDITS & {text for _, text in self.credit})

    @property
    def first_day(self) -> str:
        """The first day of when it was made, in ISO 8601 whatever calendar it was written in; "" if unknown.

        A year, month or day in ISO 8601 stays as it is: in catalogues 1900-09 may be ten years, here it is a month.
        """
        if _ISO.fullmatch(self.date):
            return self.date
        reading = dates.parse(self.date)
        start = reading.start or reading.end
        return start.isoformat() if start else ""

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the folder that this figure uses."""
        mark = self.mark if self.mark.lower().endswith(".png") else ""
        said = tuple(name for name in (self.transcript, self.captions) if name)
        translated = tuple(other for name in said for other in self.translations(name).values())
        return tuple(name for name in (self.file, *said, *translated, self.poster, mark) if name)

    def beside(self, name: str) -> Path:
        """Return where a file that the entry names is on disk."""
        return self.path.parents[len(self.file.split("/")) - 1] / name

    def translations(self, name: str) -> dict[str, str]:
        """Return the translations of captions or a transcript by language: ``talk.en.vtt`` beside ``talk.vtt``."""
        stem, _, suffix = name.rpartition(".")
        found = self.beside(name).parent.glob(f"{glob.escape(stem.rpartition('/')[2])}.*.{suffix}")
        tags = [path.name.split(".")[-2] for path in sorted(found) if path.is_file() and not path.is_symlink()]
        return {tag: f"{stem}.{tag}.{suffix}" for tag in tags if _TAG.fullmatch(tag)}

    def said_in(self, language: str, name: str, original: str) -> tuple[str, str]:
        """Return ``(language, name)`` of captions or a transcript as readers of a language get it."""
        translated = self.translations(name)
        return (language, translated[language]) if language in translated else (original, name)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a folder: those that may be shown, by id, and the ids of those held back."""

    shown: Mapping[str, Figure] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    held_files: frozenset[str] = frozenset()
    wrong: Mapping[str, tuple[Place, int]] = field(default_factory=dict)
    """Where entries begin and end that are in error: reported there, and not once more wherever a text calls them."""
    unread: tuple[Place, int] | None = None
    """Where ``figures.yaml`` begins if it cannot be read at all; None if it can."""

    def __contains__(self, identifier: str) -> bool:
        return identifier in self.shown or identifier in self.held or identifier in self.wrong or bool(self.unread)


def load(folder: Path, site: Site, records: PublicRecords, problems: Problems) -> Figures:
    """Read ``folder/figures.yaml``; a folder without one has no figures.

    A figure whose record is not public is held back with a warning. A figure in error is left out.
    """
    path = folder / "figures.yaml"
    if not path.is_file():
        return Figures()
    shown_as = site.shown(path)
    document = yamls.load(path, shown_as, problems)
    if document is None:
        return Figures(unread=(Place(shown_as, line=1), 0))
    if not document.data:
        return Figures()
    if not isinstance(document.data, list):
        problems.add(document.problem(yaml_kinds.VALUE_INVALID, key="figures.yaml", value="{…}", hint="- id: …"))
        return Figures(unread=(document.place(), 0))
    reader = Reader(document, problems, site.language, site.zone)
    shown: dict[str, Figure] = {}
    held: dict[str, Figure] = {}
    wrong: dict[str, tuple[Place, int]] = {}
    for index in range(len(document.data)):
        values = reader.read(OPTIONS, index)
        figure = _figure(values, folder, site, problems)
        last = max(document.lines.get((index + 1,), 1) - 1, 0)
        if figure is None:
            wrong[_called(document.data[index])] = (values.place(), last)
            continue
        figure = replace(figure, last=last)
        first = shown.get(figure.id) or held.get(figure.id)
        if first:
            problems.add(kinds.FIGURE_TWICE.at(figure.place, figure=figure.id, first=first.place.line))
        elif not figure.record:
            shown[figure.id] = figure
        elif record := _public(figure, values, records, problems):
            shown[figure.id] = _as_recorded(figure, record, site.language)
        else:
            held[figure.id] = figure
    files = frozenset(name for figure in held.values() for name in figure.files)
    for figure in [figure for figure in shown.values() if files.intersection(figure.files)]:
        # The same scan described a second time, without its record, is still that record's scan.
        problems.add(kinds.FIGURE_HELD.at(figure.place, figure=figure.id))
        held[figure.id] = shown.pop(figure.id)
    _report_same(shown, problems)
    return Figures(MappingProxyType(shown), frozenset(held), files, MappingProxyType(wrong))


def _called(entry: Any) -> str:
    """Return by which id texts would call an entry that is in error."""
    return str(entry.get("id") or "") if isinstance(entry, Mapping) else ""


def _report_same(shown: Mapping[str, Figure], problems: Problems) -> None:
    """Warn of figures whose files hold the same bytes. Only files of equal length are read."""
    lengths: dict[tuple[int, int | None], list[Figure]] = {}
    for figure in shown.values():
        lengths.setdefault((figure.path.stat().st_size, figure.page), []).append(figure)
    for alike in lengths.values():
        first: dict[str, str] = {}
        for figure in alike if len(alike) > 1 else ():
            known = first.setdefault(sha256(figure.path), figure.id)
            if known != figure.id:
                problems.add(kinds.FIGURE_SAME.at(figure.place, figure=figure.id, first=known))


def _as_recorded(figure: Figure, record: Any, language: str) -> Figure:
    """Return a figure with the date and the rights of its record where ``figures.yaml`` says nothing else."""
    rights = LocalText(((language, record["rights"]),)) if record["rights"] else LocalText()
    return replace(figure, date=figure.date or record.date_text, rights=figure.rights or rights)


def _public(figure: Figure, values: Values, records: PublicRecords, problems: Problems) -> Any:
    """Return the record of a figure if it is public, else None: withheld is a warning, unknown an error."""
    record = records.get(figure.record)
    if isinstance(record, Withheld):
        problems.add(kinds.FIGURE_HELD.at(values.place("record"), figure=figure.id))
    elif record is None:
        problems.add(unknown_record(figure.record, values.place("record"), records))
    return None if isinstance(record, Withheld) else record


def unknown_record(code: str, place: Place, records: PublicRecords) -> Problem:
    """Return the problem of a code that nothing public has, naming those most like it."""
    return kinds.RECORD_NOT_PUBLIC.at(place, code=code, hint=" / ".join(records.near(code)) or NOTHING)


def _figure(values: Values, folder: Path, site: Site, problems: Problems) -> Figure | None:
    """Return the figure these values describe, or None if it cannot be shown."""
    identifier, file = values["id"], values["file"]
    if not identifier or not file:
        return None
    place = values.place("id")
    if not IDENTIFIER.fullmatch(identifier):
        problems.add(kinds.FIGURE_ID_INVALID.at(place, figure=identifier))
        return None
    named: dict[str, Any] = {name: str(values[name] or "") for name in ("file", "transcript", "captions", "poster")}
    present = [_present(folder, values, name, text, problems) for name, text in named.items() if text]
    _check_texts(identifier, values, problems)
    if values["date"] and not (reading := dates.parse(values["date"])).start and not reading.end:
        problems.add(kinds.DATE_UNREADABLE.at(values.place("date"), value=values["date"]))
    regions = _regions(values, problems)
    if not all(present):
        return None
    return Figure(
        id=identifier,
        path=folder / file,
        place=place,
        page=values["page"],
        decorative=values["decorative"],
        record=values["record"] or "",
        date=values["date"] or "",
        lang=values["lang"] or "",
        duration=values["duration"] or "",
        regions=regions,
        mark=values["mark"] or "",
        tiles=values["tiles"],
        theme=values["theme"],
        **named,
        **_local(values, "caption", "alt", "credit", "rights"),
    )


def _local(values: Values, *names: str) -> dict[str, Any]:
    return {name: values[name] or LocalText() for name in names}


def _present(folder: Path, values: Values, name: str, file: str, problems: Problems) -> bool:
    """Tell whether a named file is inside the folder and exists; if not, say so."""
    if "\\" in file and ":" not in file:
        problems.add(kinds.PATH_BACKSLASH.at(values.place(name), name=file, meant=file.replace("\\", "/")))
        return False
    try:
        path = contained(folder, file)
    except PathEscapes:
        problems.add(kinds.IMAGE_OUTSIDE.at(values.place(name), name=file))
        return False
    if not path.is_file():
        near = nearest_file(folder, file)
        problems.add(kinds.IMAGE_MISSING.at(values.place(name), name=file, hint=near))
        return False
    return True


def nearest_file(folder: Path, file: str) -> str:
    """Return the files under ``media/`` whose names are most like ``file``, else some that there are."""
    media = folder / "media"
    return nearest(file, (path.relative_to(folder).as_posix() for path in media.rglob("*") if path.is_file()))


def _check_texts(identifier: str, values: Values, problems: Problems) -> None:
    """Hold the rule of exactly one of alt and decorative; warn of missing credit and caption."""
    audible = Path(values["file"]).suffix.lower() in AUDIO_TYPES
    if bool(values["alt"]) == values["decorative"] and not (audible and not values["decorative"]):
        problems.add(kinds.FIGURE_ALT.at(values.place("id"), figure=identifier))
    if not values["credit"] and not values["decorative"]:
        problems.add(kinds.FIGURE_CREDIT.at(values.place("id"), figure=identifier))
    elif Path(values["file"]).name not in EXAMPLES and EXAMPLE_CREDITS & {text for _, text in values["credit"] or ()}:
        problems.add(kinds.FIGURE_EXAMPLE.at(values.place("id"), figure=identifier))
    if not values["caption"] and not values["decorative"]:
        problems.add(kinds.FIGURE_CAPTION.at(values.place("id"), figure=identifier))


def as_written(box: Sequence[float]) -> str:
    """Return a region as people write it: ``[80, 20, 40, 30.5]``."""
    return f"[{', '.join(f'{number:g}' for number in box)}]"


def _regions(values: Values, problems: Problems) -> Mapping[str, Box]:
    regions = dict(values["regions"] or {})
    for name, box in list(regions.items()):
        if not inside(box):
            problems.add(kinds.REGION_OUTSIDE.at(values.place("regions", name), region=as_written(box)))
            del regions[name]
    return MappingProxyType(regions)


def inside(box: tuple[float, ...]) -> bool:
    """Tell whether four percentages are a region of positive size within an image."""
    left, top, width, height = box
    return left >= 0 and top >= 0 and width > 0 and height > 0 and left + width <= 100 and top + height <= 100
