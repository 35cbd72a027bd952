"""What a lesson is. OPTIONS define ``lesson.yaml``: reading, checking, documentation and schema follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lantai.learning import activities
from lantai.learning.activities import Activity
from lantai.prose import Figure, Prose
from lantai.prose.options import Option
from lantai.records.store import Record
from lantai.site.languages import LocalText
from lantai.site.moments import STATUSES, Showing

STAGES = ("小学低", "小学中", "小学高", "初中", "高中", "中职", "大学", "社会")
COMPETENCES = ("唯物史观", "时空观念", "史料实证", "历史解释", "家国情怀")
"""The five competences of the history curricula (义务教育历史课程标准 2022, 普通高中历史课程标准 2017/2020)."""
QUESTION_LEVELS = ("观察", "理解", "分析", "评价")
SOURCE_KINDS = ("photo", "document", "object", "poster", "map", "cartoon", "video", "sound")
CLASS_HOUR = {"小学低": 40, "小学中": 40, "小学高": 40}
"""Minutes of a class hour by stage; 45 where none is named."""
SOURCES = range(6, 19)

_TERMS = (
    Option("term", "local", "词语", "the word", required=True),
    Option("meaning", "local", "解释", "its meaning", required=True),
)
_QUESTIONS = (
    Option("level", "choice", "层次", "level", required=True, choices=QUESTION_LEVELS),
    Option("text", "local", "问题", "the question", required=True),
    Option("answer", "local", "参考答案，只在教师页", "model answer, for teachers only"),
)
_SOURCES = (
    Option("figure", "identifier", "figures.yaml 中的图", "figure of figures.yaml"),
    Option("record", "code", "档号；没有图时必填", "reference code; required without a figure"),
    Option(
        "kind",
        "choice",
        "种类：照片、文书、实物、宣传画、地图、漫画、录像、录音",
        "kind of source",
        default="document",
        choices=SOURCE_KINDS,
    ),
    Option("title", "local", "标题；不写则用条目题名", "heading; the record's title if absent"),
    Option("background", "local", "背景，可用 Markdown", "background, Markdown allowed"),
    Option("think", "local", "想一想", "something to think about"),
    Option("transcript", "local", "录文", "transcript"),
    Option("simplified", "local", "浅近文本", "the same in simple words"),
    Option("words", "items", "时代词语", "words of the period", default=(), items=_TERMS),
    Option("questions", "items", "分层问题", "questions by level", default=(), items=_QUESTIONS),
    Option("notes", "local", "教学提示，只在教师页", "notes for teachers only"),
    Option("copy", "boolean", "可以复制给学生", "cleared for copying", default=False),
)
_STEPS = (
    Option("title", "local", "环节", "the step", required=True),
    Option("minutes", "integer", "分钟", "minutes", required=True, minimum=1, maximum=480),
    Option("grouping", "local", "组织形式", "grouping"),
    Option("materials", "local", "材料", "materials"),
    Option("text", "local", "做什么，可用 Markdown", "what happens, Markdown allowed"),
)
_CURRICULUM = (
    Option("standard", "local", "课程标准", "curriculum", required=True),
    Option("unit", "local", "教材单元", "textbook unit"),
    Option("text", "local", "对应内容", "what it asks for"),
)
OPTIONS = (
    Option("title", "local", "课题", "title", required=True),
    Option("question", "local", "一个探究问题", "one enquiry question", required=True),
    Option("summary", "local", "一两句话的介绍", "a sentence or two", required=True),
    Option("status", "choice", "状态", "status", default="ready", choices=STATUSES),
    Option("publish_at", "moment", "何时公开", "when it becomes public"),
    Option("until", "moment", "何时结束", "when it ends"),
    Option("stages", "choices", "学段", "stages", required=True, choices=STAGES, default=()),
    Option("subjects", "list", "学科", "school subjects", default=("历史",)),
    Option("periods", "list", "时期", "periods of history", default=()),
    Option("hours", "number", "课时", "class hours", default=1.0, minimum=0.5, maximum=40),
    Option("figures_from", "identifiers", "也可使用这些展览的图", "exhibitions whose figures it may use", default=()),
    Option("cover", "identifier", "封面图", "figure on the cover"),
    Option("curriculum", "items", "课程标准与教材", "curriculum links", default=(), items=_CURRICULUM),
    Option("competences", "choices", "核心素养", "competences", default=(), choices=COMPETENCES),
    Option("objectives", "list", "教学目标", "objectives", default=()),
    Option("background", "local", "教师背景知识，可用 Markdown", "background for teachers, Markdown allowed"),
    Option("steps", "items", "教学环节", "steps", default=(), items=_STEPS),
    Option("differentiation", "local", "分层教学，可用 Markdown", "differentiation, Markdown allowed"),
    Option("assessment", "local", "评价，可用 Markdown", "assessment, Markdown allowed"),
    Option("glossary", "items", "词汇表", "glossary", default=(), items=_TERMS),
    Option("visit", "local", "到馆研学，可用 Markdown", "visiting the archive, Markdown allowed"),
    Option("exhibitions", "identifiers", "相关展览的文件夹名", "folders of related exhibitions", default=()),
    Option("licence", "local", "许可", "licence"),
    Option("reviewed", "text", "最近审订日期", "last reviewed"),
    Option("sources", "items", "资料集", "source set", default=(), items=_SOURCES),
    Option("activities", "items", "课堂活动", "activities", default=(), items=activities.OPTIONS),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a source, at one of QUESTION_LEVELS, with its answer for teachers."""

    level: str
    text: LocalText
    answer: LocalText


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means."""

    term: LocalText
    meaning: LocalText


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the set: a public record, its picture and what a class needs to work with it.

    ``path`` is its place in ``lesson.yaml`` for reports. ``record`` or ``figure`` may be None, not both.
    """

    number: int
    kind: str
    figure: Figure | None
    record: Record | None
    title: LocalText
    words: tuple[Term, ...]
    questions: tuple[Question, ...]
    values: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The reference code, or the id of its figure where it is no record of this catalogue."""
        if self.record is not None:
            return self.record.ref_code
        return self.figure.id if self.figure else ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source in one language: HTML of its texts, and its picture (a ``media.Image``) if it has one."""

    source: Source
    title: str
    image: Any
    alt: str
    caption: Markup
    credit: Markup
    rights: str
    background: Markup
    think: Markup
    transcript: Markup
    simplified: Markup
    notes: Markup
    viewer: str = ""
    alt_lang: str = ""
    """Language of ``alt``, which may be another than the page's."""


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson in one language of the site, rendered for its address."""

    language: str
    address: str
    body: Prose
    sources: tuple[SourceText, ...]
    parts: Mapping[str, Markup]
    """HTML of ``background`` ``differentiation`` ``assessment`` ``visit``, empty where nothing is said."""
    steps: tuple[Markup, ...]
    """HTML of the text of each step."""
    objectives: tuple[str, ...] = ()
    """In this language where its text brings them, else as ``lesson.yaml`` has them."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that is public at the moment, in each language in which it exists."""

    slug: str
    folder: Path
    file: str
    title: LocalText
    question: LocalText
    summary: LocalText
    showing: Showing
    stages: tuple[str, ...]
    values: Mapping[str, Any]
    glossary: tuple[Term, ...]
    sources: tuple[Source, ...]
    activities: tuple[Activity, ...]
    cover: Figure | None
    texts: Mapping[str, LessonText]

    @property
    def minutes(self) -> int:
        """Minutes of all steps together."""
        return sum(step["minutes"] or 0 for step in self.values["steps"])

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of sources in it, in the order of SOURCE_KINDS: one worksheet each."""
        present = {source.kind for source in self.sources}
        return tuple(kind for kind in SOURCE_KINDS if kind in present)
