"""An exhibition as loaded: typed, frozen, its texts rendered for every language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lantai.exhibitions.authority import Authority
from lantai.problems import Place
from lantai.prose import Figures, Prose
from lantai.prose.options import Option
from lantai.site.languages import LocalText
from lantai.site.moments import STATUSES, Showing

KINDS = ("thematic", "permanent", "touring")
FOCUS = ("center", "top", "bottom", "left", "right")

OPTIONS = (
    Option("title", "local", "展览名称", "title", required=True),
    Option("subtitle", "local", "副题", "subtitle"),
    Option("summary", "local", "一段话介绍", "a paragraph about it"),
    Option("kind", "choice", "种类：专题、常设、巡展", "kind", default="thematic", choices=KINDS),
    Option("status", "choice", "状态：草稿、就绪、撤下", "status", default="ready", choices=STATUSES),
    Option("publish_at", "moment", "何时公开", "when it becomes public"),
    Option("until", "moment", "何时起不再公开", "from when it is no longer public"),
    Option("opens", "moment", "开展日期", "first day of the show"),
    Option("closes", "moment", "闭展日期，此后列入往期", "last day; afterwards it is listed among past ones"),
    Option("place", "local", "展出地点", "where it is shown"),
    Option(
        "languages", "list", "语言；不写则按标题和译文", "languages; by title and translations unless given", default=()
    ),
    Option("cover", "identifier", "封面图的编号", "id of the cover figure"),
    Option(
        "focus", "choice", "封面裁切时保留的部分", "what of the cover stays in view", default="center", choices=FOCUS
    ),
    Option(
        "mark",
        "text",
        "图上的可见标记：文字、本文件夹中的 PNG，或 none；不写则随 site.yaml",
        "visible mark on its images: words, a PNG in this folder, or none; that of site.yaml unless given",
    ),
    Option("vertical", "boolean", "标题竖排", "title in vertical writing", default=False),
    Option(
        "hall",
        "boolean",
        "另有一个可以走进去的立体展厅，每个单元一间",
        "also as a hall to walk through, a room for each section",
        default=False,
    ),
    Option(
        "credits",
        "items",
        "参与者",
        "who made it",
        items=(
            Option("role", "local", "角色，如“策展”“文字”", "role, such as curator, text", required=True),
            Option("names", "list", "姓名", "names", required=True),
            Option("cited", "boolean", "引用格式中列为作者", "named as author in citations", default=False),
        ),
    ),
    Option("lenders", "list", "借展单位", "lenders", default=()),
    Option("themes", "list", "主题", "themes", default=()),
    Option("lessons", "identifiers", "相关课程的文件夹名", "folders of lessons that use it", default=()),
    Option("related", "identifiers", "相关展览的文件夹名", "folders of related exhibitions", default=()),
    Option("updated", "moment", "最后修改", "last change"),
)
"""``exhibition.yaml``: reading, checking, the staff page and the JSON Schema come from here."""

SECTION_OPTIONS = (
    Option("title", "text", "单元标题", "title of the section", required=True),
    Option("kicker", "text", "标题上方的小字，如“第一单元”", "small line above the title"),
    Option("summary", "text", "一句话介绍，列在目录里", "a sentence for the contents"),
    Option("cover", "identifier", "单元首图的编号", "id of the opening figure"),
)
"""The YAML head of a section."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as it will stand on one page. ``exact`` is False where the language has no text of its own."""

    title: str
    kicker: str
    summary: str
    cover: str
    prose: Prose
    written_in: str
    exact: bool
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its slug, its file, and its text for every language in which the exhibition has pages."""

    slug: str
    number: int
    file: str
    texts: Mapping[str, SectionText]


@dataclass(frozen=True, slots=True)
class Credit:
    """A role and who took it; ``cited`` ones are the authors in citations."""

    role: LocalText
    names: tuple[str, ...]
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Exhibition:
    """One public exhibition. ``languages`` are those in which it has pages, the first its original."""

    slug: str
    folder: Path
    file: str
    title: LocalText
    subtitle: LocalText
    summary: LocalText
    kind: str
    showing: Showing
    opens: date | None
    closes: date | None
    place: LocalText
    languages: tuple[str, ...]
    cover: str
    focus: str
    vertical: bool
    credits: tuple[Credit, ...]
    lenders: tuple[str, ...]
    themes: tuple[str, ...]
    lessons: tuple[str, ...]
    related: tuple[str, ...]
    updated: date | None
    figures: Figures
    sections: tuple[Section, ...] = ()
    intro: Mapping[str, SectionText] = field(default_factory=dict)
    mark: str = ""
    hall: bool = False
    cover_image: Any = None
    card: str = ""
    manifest: str = ""
    records: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where in ``exhibition.yaml`` things are named that may turn out not to exist."""
    authority: Authority = field(default_factory=Authority)
    """What names are called in other languages."""

    def credited(self, language: str) -> list[tuple[str, tuple[str, ...]]]:
        """Return the roles and the names of those who took them, as they are called in ``language``."""
        return [(credit.role.in_(language), self.authority.all(credit.names, language)) for credit in self.credits]

    def past(self, today: date) -> bool:
        """Tell whether the show has closed; its pages stay."""
        return self.closes is not None and self.closes < today

    def address(self, language: str, first_language: str, section: str = "") -> str:
        from lantai.site.routes import Routes

        return Routes(language, first_language).exhibition(self.slug, section)
