"""Whole sites nobody would write: several archives, languages and exhibitions, lessons, and all that visitors read.

Made from the same definitions as the parts in ``wild.py``. In some sites every value is of the sort that is wanted, so
that a site comes of it; in others some are not, to see what is said.
"""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from tests.hostile.wild import _FIGURES, DATES, LANGUAGES, PIECES, Wild, _write_media, dumped

from lantai.exhibitions import model as exhibition
from lantai.learning import model as lesson
from lantai.learning.activities import KINDS
from lantai.prose.blocks import REGISTRY
from lantai.prose.options import Option
from lantai.site.config import NAVIGABLE
from lantai.visits import campaigns, guides, home, news
from lantai.visits.pages import SHAPE as PAGES
from lantai.visits.shelves import SHELVED

_SHAPES = {
    "guides": guides.SHAPE,
    "news": news.SHAPE,
    "pages": PAGES,
    **{shelf.name: shelf.shape for shelf in SHELVED},
}
_DAYS = tuple(date(2026, 6, 9) + timedelta(days=days) for days in (-9000, -40, -1, 0, 1, 30, 400))
_MOMENTS = ("2020-01-01T09:00:00+08:00", "2026-06-10T08:59:59+08:00", "2026-06-10T09:00:00+08:00", "2031-01-01", *_DAYS)
_SLUGS = ("flood", "a", "2026", "s1", "x-y")
_USUAL = ("查阅须知", "周一至周五 8:30—17:00", "0999-1234567", "水")
_SHOWING = {"status": ["ready"] * 5 + ["draft", "withdrawn"], "publish_at": _MOMENTS, "until": _MOMENTS}


class WildSite(Wild):
    """A site for a number, with every part."""

    def __init__(self, folder: Path, number: int) -> None:
        super().__init__(folder, number)
        self.odd = self.choice((0.0, 0.0, 0.0, 0.01, 0.06))
        self.languages = self.choice((*LANGUAGES, ["zh-Hans", "zh-Hant", "en"]))

    def write(self) -> list[str]:
        """Write everything; returns the names of the releases."""
        releases = self.catalogue()
        self.codes = self._codes()
        self.shows = self.random.sample(_SLUGS, self.random.randint(0, 2))
        self.about()
        self.fonds()
        for slug in self.shows:
            self.show(slug)
        for slug in self.random.sample(_SLUGS, self.random.randint(0, 2)):
            self.lesson(slug)
        self.visits()
        return releases

    def _codes(self) -> list[str]:
        """Return the codes in the lists, most of which are public."""
        lists = sorted((self.folder / "catalogue" / "releases").glob("*/list.csv"))
        texts = (io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="") for path in lists)
        return [row["档号"] for text in texts for row in csv.DictReader(text)]

    def withdraw(self) -> None:
        """Withdraw some records more, in all archives or in one."""
        path = self.folder / "catalogue" / "withdrawals.yaml"
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
        for code in self.random.sample(self.codes, min(len(self.codes), self.choice((1, 3, 10)))):
            entry = {"ref": code, "on": date(2026, 6, 9), "reason": "personal"}
            entries.append(entry | ({"repository": "AR1"} if self.happens(0.3) else {}))
        self.dump("catalogue/withdrawals.yaml", entries)

    # ---- values ------------------------------------------------------------------------------

    def value(self, option: Option) -> Any:
        if self.odd and self.happens(self.odd):
            return self.choice([None, "", [], {}, -1, 10**30, float("inf"), "x" * 500, [1, 2], True])
        if option.name in _SHOWING and self.happens(0.7):
            return self.choice(_SHOWING[option.name])
        if option.type in ("text", "local", "markdown"):
            return self.local() if option.type == "local" else self.words()
        if option.type in ("list", "locals"):
            return [self.words() for _ in range(self.random.randint(0, 4))]
        if option.type == "moment":
            return self.choice(_MOMENTS)
        if option.type in ("code", "codes") or option.name == "records":
            return self.choice(self.codes) if option.type == "code" else self.random.sample(self.codes, 1)
        if option.type == "identifier" and option.name in ("cover", "figure", "before", "after"):
            return self.choice(("f1", "f2"))
        if option.type == "identifier" and option.name == "exhibition":
            return self.choice(self.shows or _SLUGS)
        if option.type == "identifiers":
            known = {
                "figures": ["f1", "f2"],
                "exhibitions": self.shows,
                "figures_from": self.shows,
                "related": self.shows,
            }
            return self.random.sample(known.get(option.name) or _SLUGS, 1)
        wild, self.random = self.random, random.Random(self.random.random())
        try:
            while True:  # what is odd is decided above
                found = super().value(option)
                if self.odd or not self._unfit(found, option):
                    return found
        finally:
            self.random = wild

    def _unfit(self, value: Any, option: Option) -> bool:
        if option.choices or option.type in ("items", "mapping", "boolean"):
            return value in (None, "", [], {}, -1) or not isinstance(value, (str, list, dict, bool))
        if option.type in ("integer", "number"):
            return isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 10**6
        return not isinstance(value, (str, list, dict)) or not value or value == [1, 2] or value == "x" * 500

    def words(self) -> str:
        """Return some words: mostly such as people write, some as they paste."""
        return self.text(3) if self.happens(0.3) else self.choice(_USUAL)

    def local(self) -> Any:
        if self.happens(0.6):
            return self.words()
        languages = self.random.sample(("zh-Hans", "zh-Hant", "en"), self.random.randint(1, 3))
        return {language: self.words() for language in languages}

    def body(self, blocks: int = 0) -> str:
        lines = [self.words(), "", f"## {self.words()}".replace("\n", " "), "", self.words(), ""]
        tops = [block for block in REGISTRY.values() if not block.parent]
        for _ in range(blocks):
            lines += [*self.block(self.choice(tops)), self.words(), ""]
        return "\n".join(lines)

    def page(self, path: str, head: dict[str, Any], body: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{dumped(head)}---\n{body}\n", encoding="utf-8")

    # ---- parts -------------------------------------------------------------------------------

    def about(self) -> None:
        """Who the archive is, with the keys of ``site.yaml`` that visitors see."""
        path = self.folder / "content" / "site.yaml"
        about = yaml.safe_load(path.read_text(encoding="utf-8")) | {"languages": self.languages}
        first, last = sorted(self.random.choices(_DAYS, k=2))
        may = {
            "contact": {
                "address": self.local(),
                "hours": self.local(),
                "phone": self.words(),
                "email": "a@b.example",
                "closures": [{"from": first, "to": last, "reason": self.local()}, {"from": self.choice(_DAYS)}],
            },
            "booking": self.choice(("https://yuyue.example/?dh={ref}", "https://a.example/", "/guides/?{ref}")),
            "footer": {"sponsor": self.local(), "site_id": "33", "icp": self.words(), "police": self.words()},
            "navigation": self.random.sample(NAVIGABLE, self.random.randint(1, 6)),
            "home": self.options(home.OPTIONS),
            "kiosk": {"idle": 60, "home": self.choice(("/", "/learn/", "/zzz/"))},
            "releases": {"every": self.choice(("12 months", "1 year", 6))},
            "place": self.local(),
            "tagline": self.local(),
            "description": self.local(),
            "seal": self.choice(("澜", "澜溪", "AB")),
            "licence": self.local(),
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
            "mark": self.words(),
            "search": {"pinyin": self.happens(0.5)},
            "demo": self.happens(0.5),
            "timezone": self.choice(("Asia/Shanghai", "America/New_York", "UTC")),
            "staff_language": self.choice(("zh", "en")),
        }
        self.dump("content/site.yaml", about | {key: value for key, value in may.items() if self.happens(0.5)})

    def fonds(self) -> None:
        """Introductions of some fonds, of which some archives have the same, and a theme."""
        about = yaml.safe_load((self.folder / "content" / "site.yaml").read_text(encoding="utf-8"))
        codes = [None, about["code"], *(each["code"] for each in about.get("archives") or [])]
        for code in self.random.sample(("J001", "全宗 甲", "Z109", "A/B", "zzz"), 3):
            head = {"code": code, "title": self.words() or "一", "dates": self.choice(DATES), "creator": self.words()}
            head |= {"series": {"1": self.words()}, "order": self.choice((1, 2, -1)), "extent": self.words()}
            archive = self.choice(codes)
            head |= {"archive": archive} if archive else {}
            self.page(f"catalogue/fonds/{code.replace('/', '-')}.md", head, self.body())
        query = self.choice(({"contains": "防汛"}, {"years": "1950-1960"}, {"level": "item"}, {"fonds": "J001"}))
        head = {
            "title": self.words() or "题",
            "lead": self.words(),
            "query": query,
            "sort": self.choice(("date", "code")),
        }
        self.page("catalogue/themes/water.md", head, self.body())

    def show(self, slug: str) -> None:
        """An exhibition with any block, and any key of its own."""
        folder = self.folder / "exhibitions" / slug
        _write_media(folder / "media")
        self.figures(f"exhibitions/{slug}/figures.yaml")
        head = self.options(exhibition.OPTIONS) | {"title": self.local() or "展", "cover": "f1"}
        head["credits"] = [{"role": "策展", "names": ["王某"], "cited": True}]
        head.pop("languages", None)
        self.dump(f"exhibitions/{slug}/exhibition.yaml", head)
        for number in range(1, self.random.randint(2, 5)):
            section = {"title": f"第{number}节"} | self.options(exhibition.SECTION_OPTIONS)
            name = f"exhibitions/{slug}/{number:02}-s{number}"
            self.page(f"{name}.md", section, self.body(self.random.randint(1, 4)) + "\n[^1]: 注")
            if self.happens(0.3):
                self.page(f"{name}.en.md", {"title": self.words() or "Part"}, self.body(1))

    def lesson(self, slug: str) -> None:
        """A lesson with any key, sources with pictures and with records, activities of every kind."""
        folder = self.folder / "content" / "learn" / slug
        _write_media(folder / "media")
        self.figures(f"content/learn/{slug}/figures.yaml")
        head = self.options(lesson.OPTIONS) | {"cover": "f1", "title": self.local() or "课", "summary": self.words()}
        head |= {"question": self.words() or "为什么？", "stages": ["初中"]}
        kinds = [{"figure": "f1"}, {"figure": "f2"}, {"record": self.choice(self.codes)}]
        options = next(option.items for option in lesson.OPTIONS if option.name == "sources")
        told = [self.options(options) for _ in kinds]
        head["sources"] = [each | kind | {"copy": True} for each, kind in zip(told, kinds, strict=True)]
        head["activities"] = [self.activity(kind) for kind in self.random.sample(KINDS, 2)]
        self.dump(f"content/learn/{slug}/lesson.yaml", head)
        self.page(f"content/learn/{slug}/lesson.md", {}, self.body(self.random.randint(0, 1)))

    def activity(self, kind: str) -> dict[str, Any]:
        """Return an activity with what its kind needs."""
        items: list[dict[str, Any]] = [{"text": f"{number} {self.words()}"} for number in range(3)]
        for number, item in enumerate(items):
            item |= {"pair": f"{number} {self.words()}"} if kind == "match" else {}
            item |= (
                {"region": self.choice(("a", [12, 8, 30, 14], [0, 0, 100, 100]))} if kind in ("find", "reveal") else {}
            )
            item |= {"weight": "unclear", "answer": self.local()} if kind == "weigh" else {}
        figures = {"compare": ["f1", "f2"], "find": ["f1"], "reveal": ["f1"]}.get(kind)
        made = {"kind": kind, "title": self.local() or "做", "text": self.local(), "items": items}
        return made | ({"figures": figures} if figures else {})

    def figures(self, path: str) -> None:
        """Write ``figures.yaml``: two pictures and a recording, one of them perhaps of a record."""
        first, second, sound = ({key: value for key, value in each.items() if key != "record"} for each in _FIGURES)
        second |= {"record": self.choice(self.codes)} if self.happens(0.5) else {}
        self.dump(
            path, [first, second, sound, {**first, "id": "f9", "caption": self.local(), "date": self.choice(DATES)}]
        )

    def visits(self) -> None:
        """Some files of every kind that ``content/`` has, with translations, and a campaign."""
        for kind, shape in _SHAPES.items():
            for number in range(self.random.randint(0, 2)):
                name = f"2026-05-{number + 1:02}-a" if kind == "news" else f"{self.choice(_SLUGS)}{number}"
                head = self.options(shape.of(original=True)) | {"title": self.words().strip() or "题"}
                head |= {"date": self.choice(_DAYS)} if kind == "news" else {}
                self.page(f"content/{kind}/{name}.md", head, self.body(self.choice((0, 0, 1))))
                if self.happens(0.3):
                    head = self.options(shape.of(original=False)) | {"title": self.choice(PIECES).strip() or "T"}
                    self.page(f"content/{kind}/{name}.{self.choice((*self.languages, 'bo'))}.md", head, self.body())
        if self.happens(0.6):
            head = self.options(campaigns.SHAPE.of(original=True)) | {"title": "国际档案日"}
            self.page("content/archives-day/2026.md", head, self.body())
        if self.happens(0.3):
            moved = [{"from": "/news/old/", "to": "/news/"}, {"from": "/exhibitions/gone/"}, {"from": self.words()}]
            self.dump("content/moved.yaml", moved)
