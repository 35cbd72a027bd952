"""Sites nobody would write, made from a number: odd catalogues, and exhibitions from the definitions of the blocks.

What they hold is as odd as real exports and first drafts are, in combinations that nobody thought of. The same number
gives the same site.
"""

from __future__ import annotations

import csv
import io
import random
import struct
import wave
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from lantai.prose.blocks import REGISTRY
from lantai.prose.definition import Block
from lantai.prose.options import Option
from lantai.records.fields import BY_NAME, FIELDS

PIECES = (
    *("关于防汛的通知", "县人委", "中" * 50, "a" * 100, "NULL", "0012", "1e5", "一", "年", "J001", "Z109-WS"),
    *('"', "'", ",", "，", "、", "；", ";", "|", "\n", "\r\n", "\t", "\\", "..", "  ", "\u3000", "—", "…", "-", "="),
    *("<b>", "</script>", "&amp;", "&", "{{x}}", "{% if %}", "${a}", "///", "[[a]]", "[x](y)", "*", "_", "`"),
    *("=1+1", "@SUM", "%20", "#", "?", "/", "http://a.b/", "mailto:x", "(1954)", "〔1954〕12号", "１２３", "Ａ１"),
    *("😀", "𠮷", "ᠮᠠᠨᠵᡠ", "བོད", "\u202e", "\u200d", "\u200b", "e\u0301", "ﬁ"),
)
DATES = (
    *(
        "1954",
        "19540708",
        "1954-07-08",
        "1954年7月8日",
        "光绪二十六年八月初一",
        "民国三十七年",
        "1950-1953",
        "",
        "不详",
    ),
    *("1899.12.31", "2001-02-29", "约1954年", "[1954]", "1600", "999", "乾隆元年", "某日"),
)
FONDS = ("J001", "全宗 甲", "Z109", "con", "A/B", "J.1")
LANGUAGES = (["zh-Hans"], ["zh-Hans", "en"], ["en", "zh-Hans"], ["zh-Hant", "zh-Hans"])


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice: aliases are refused, whoever writes them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(value: Any) -> str:
    """Return a value as YAML."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)


class Wild:
    """A site for a number."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.random = folder, random.Random(number)

    def choice(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def text(self, most: int = 6) -> str:
        return "".join(self.choice(PIECES) for _ in range(self.random.randint(1, most)))

    def dump(self, path: str, value: Any) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dumped(value), encoding="utf-8")

    # ---- catalogues --------------------------------------------------------------------------

    def catalogue(self) -> list[str]:
        """Write a site of releases that overlap, some of it withdrawn; returns the names of the releases."""
        several = self.happens(0.3)
        about = {"name": 'A & B "馆" <x>', "code": "AR1", "languages": self.choice(LANGUAGES)}
        about |= {"record_pages": self.choice(["auto", "all", "cited"])}
        about |= {"archives": [{"code": "AR2", "name": "乙馆"}, {"code": "AR 3", "name": "丙馆"}]} if several else {}
        about |= {"base_url": "https://example.org/dang/an"} if self.happens(0.5) else {}
        self.dump("content/site.yaml", about)
        free = [each.name for each in FIELDS if not each.derived and each.name not in _SET_HERE]
        fields = ["ref_code", "title", "date_text", "fonds", "open_status", *self.random.sample(free, 6)]
        fields += ["repository_code"] if several else []
        columns = {BY_NAME[name].zh: name for name in fields}
        constants = {} if "level" in fields else {"level": "item"}
        self.dump("catalogue/mapping.yaml", {"columns": columns, "constants": constants})
        codes: list[str] = []
        names = [f"r{number}" for number in range(self.random.randint(1, 3))]
        for name in names:
            rows = [self._row(fields, number) for number in range(1, self.choice([1, 3, 20, 150]) + 1)]
            codes += [row[0] for row in rows]
            stream = io.StringIO()
            csv.writer(stream, lineterminator="\r\n").writerows([list(columns), *rows])
            self.dump(
                f"catalogue/releases/{name}/release.yaml", {**_RELEASE, "kind": self.choice(["additions", "full"])}
            )
            (self.folder / f"catalogue/releases/{name}/list.csv").write_bytes(stream.getvalue().encode("utf-8-sig"))
        if self.happens(0.4):
            gone = self.random.sample(codes, min(len(codes), self.choice([1, 5, len(codes)])))
            entries = [{"ref": code, "on": date(2026, 6, 9), "reason": "error"} for code in gone]
            self.dump("catalogue/withdrawals.yaml", entries)
        return names

    def _row(self, fields: Sequence[str], number: int) -> list[str]:
        fonds = self.choice(FONDS)
        known = {
            "ref_code": self._code(fonds, number),
            "title": f"题{self.text(8)}",
            "date_text": self.choice(DATES),
            "fonds": fonds,
            "open_status": self.choice(["开放"] * 6 + ["不开放", ""]),
            "repository_code": self.choice(["AR1", "AR2", "AR 3"]),
            "level": self.choice(["件", "案卷", "series", "全宗"]),
        }
        return [known.get(name) or self.choice(["", "甲；乙", self.text()]) for name in fields]

    def _code(self, fonds: str, number: int) -> str:
        year = 1949 + number % 70
        return self.choice(
            [
                f"{fonds}-1-{number // 7:04}-{number:03}",
                f"{fonds}-WS·{year}-D30-{number:04}",
                f"{fonds}-{year}-Y-BGS-{number}",
                *(f"{fonds}/{number}", f"{fonds} {number}", f"{fonds}.{number}.{number % 3}", f"{number:06}"),
            ]
        )

    # ---- exhibitions -------------------------------------------------------------------------

    def exhibition(self) -> None:
        """Add an exhibition of some sections, whose blocks have options of the right sorts, and some of wrong ones."""
        folder = self.folder / "exhibitions" / "wild"
        _write_media(folder / "media")
        self.dump("exhibitions/wild/figures.yaml", [*_FIGURES, {**_FIGURES[0], "id": "f9", "caption": self.text(2)}])
        about = {"title": self.choice(["大水", self.text(1)]), "summary": self.text(2), "cover": "f1"}
        about |= {"credits": [{"role": "策展", "names": ["王某"], "cited": True}], "hall": self.happens(0.5)}
        self.dump("exhibitions/wild/exhibition.yaml", about)
        tops = [block for block in REGISTRY.values() if not block.parent]
        for number in range(1, self.random.randint(2, 3)):
            lines = ["---", f"title: 第{number}节", "---", self.text(), ""]
            for _ in range(self.random.randint(1, 4)):
                lines += [*self.block(self.choice(tops)), self.text(), ""]
            (folder / f"{number:02}-s{number}.md").write_text("\n".join([*lines, "[^1]: 注"]), encoding="utf-8")

    def block(self, block: Block, fence: int = 3) -> list[str]:
        """Return a block as it stands in a text."""
        argument = f" | {self.value(block.argument)}".replace("\n", " ") if block.argument else ""
        options = self.options(block.options)
        written = yaml.safe_dump(options, allow_unicode=True, width=10**9).splitlines() if options else []
        lines = ["/" * fence + f" {block.name}{argument}", *(f"    {line}" for line in written), ""]
        lines += [self.text(5), ""] if block.body != "none" and self.happens(0.9) else []
        for child in (each for each in REGISTRY.values() if each.parent == block.name):
            lines += self.block(child, fence + 1)
        return [*lines, "/" * fence, ""]

    def options(self, options: Sequence[Option]) -> dict[str, Any]:
        return {option.name: self.value(option) for option in options if option.required or self.happens(0.45)}

    def value(self, option: Option) -> Any:
        """Return a value of the sort that an option wants, seldom of another."""
        if self.happens(0.06):
            return self.choice([None, "", [], {}, -1, 10**30, float("inf"), "x" * 500, [1, 2], True])
        if option.choices:
            found = self.random.sample(option.choices, 1)
            return found if option.type == "choices" else found[0]
        if option.type in ("integer", "number"):
            number = self.random.uniform(option.minimum or 0, 50 if option.maximum is None else option.maximum)
            return int(number) if option.type == "integer" else round(number, 2)
        if option.type == "items":
            return [self.options(option.items) for _ in range(self.random.randint(1, 3))]
        if option.type == "mapping":
            return self.options(option.items)
        return self.choice(_VALUES.get(option.type) or [self.text(2)])


_SET_HERE = frozenset(
    {"ref_code", "title", "date_text", "fonds", "open_status", "repository_code", "secrecy", "gov_info", "cleared"}
    | {"media", "review_on", "category"}
)
_RELEASE = {
    "title": "一批",
    "publish_at": "2020-06-01T09:00:00+08:00",
    "sources": [{"file": "list.csv"}],
    "access": {"closure": "off", "undated": "publish"},
}
_CODES = ["J001-002-0345-001", "J001-002-0345-002", "X1"]
_IDS = ["f1", "f2", "sound", "zzz"]
_VALUES: dict[str, list[Any]] = {
    "boolean": [True, False],
    "date": list(DATES),
    "time": ["0:01", 1, "1:05", "62:03"],
    "moment": ["2026-06-09T09:00:00+08:00"],
    "identifier": _IDS,
    "identifiers": [_IDS[:2], _IDS],
    "code": _CODES,
    "codes": [_CODES[:1], _CODES],
    "region": ["a", [12, 8, 30, 14], [0, 0, 100, 100], [90, 90, 20, 20]],
    "query": [{"contains": "防汛"}, "防汛", {"years": "1950-1960"}],
    "link": ["https://example.org/", "record:J001-002-0345-001", "/guides/", "javascript:alert(1)", "../"],
    "file": ["media/f1.jpg", "media/none.jpg", "../x"],
    "list": [["甲", "乙"], ["<b>"]],
    "locals": [["甲", {"zh-Hans": "乙", "en": "Yi"}], ["<b>"]],
    "local": ["水", {"zh-Hans": "水", "en": "Water"}, {"en": "only"}],
}
_FIGURES = [
    {
        "id": "f1",
        "file": "media/f1.jpg",
        "caption": "一",
        "alt": "图",
        "credit": "馆",
        "regions": {"a": [12, 8, 30, 14]},
    },
    {"id": "f2", "file": "media/f2.png", "caption": {"zh-Hans": "二", "en": "Two"}, "alt": "图", "record": _CODES[0]},
    {"id": "sound", "file": "media/s.wav", "caption": "声", "transcript": "media/s.vtt", "duration": "0:05"},
]


def _write_media(folder: Path) -> None:
    folder.mkdir(parents=True)
    Image.radial_gradient("L").resize((900, 600)).convert("RGB").save(folder / "f1.jpg")
    Image.linear_gradient("L").resize((400, 1200)).save(folder / "f2.png")
    with wave.open(str(folder / "s.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack("<h", 0) * 8000 * 5)
    cues = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v 甲>水涨了。\n\n00:02.000 --> 00:05.000\n<v 乙>退了。\n"
    (folder / "s.vtt").write_text(cues, encoding="utf-8")
