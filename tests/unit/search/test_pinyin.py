"""Words that are found by how they are read: 水利 for shuili and sl."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.unit.search.making import MODULES, ROOT, posted, search

from lantai import files
from lantai.parts import Part, Parts, Tree
from lantai.publishing.audit import decoding
from lantai.search import build, pinyin, quality
from lantai.search.plugin import SearchGenerator
from lantai.site import config

TITLES = [
    "澜溪县兴修水利的报告",
    "本县水利会议记录",
    "一九五四年水利经费",
    "省水利厅批复",
    "澜溪河水位",
    "修理澜溪桥",
    "旧澜溪志",
    "女子学校名册",
    "Lanxi bridge",
]


def table(**columns: Any) -> pl.DataFrame:
    count = len(TITLES)
    base: dict[str, Any] = {
        "title": TITLES,
        "ref_code": [f"J001-{i}" for i in range(count)],
        "fonds": ["J001"] * count,
        "level": ["item"] * count,
        "subjects": ["防汛", "防汛；水利", "水利", "水利", "防汛", "澜溪县", "女学生", "女校", "女学生"],
        "places": ["长江", *[None] * (count - 1)],
        "creators": ["1954年指挥部", "澜溪县水利局", "县民政局", *[None] * (count - 3)],
        "list_address": ["/catalogue/J001/"] * count,
        "anchor": [f"r{i}" for i in range(count)],
        "page_address": pl.Series([None] * count, dtype=pl.String),
    }
    return pl.DataFrame(base | columns)


def make(folder: Path, on: bool = True) -> Path:
    folder.mkdir(exist_ok=True)
    public = folder / "public.parquet"
    table().write_parquet(public)
    words = pinyin.words(public, ["澜溪县档案馆"]) if on else None
    build(public, np.zeros(len(TITLES), bool), [], folder / "index", words=words)
    return folder / "index"


def the_file(index: Path) -> Path:
    [found] = index.glob("*/y/0/0.bin")
    return found


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("pinyin"))


def test_names_and_frequent_words_are_read_as_a_dictionary_reads_them(index: Path) -> None:
    """Readings of 现代汉语词典: 澜溪 lánxī, 水利 shuǐlì, 防汛 fángxùn, 长 as cháng in 长江, 女 nǚ; no others."""
    [_, content, *_] = decoding.texts(the_file(index))
    lines = content[content.index("chang") :].split("\n")
    assert lines == [
        "chang jiang\t长江\t1",
        "fang xun\t防汛\t3",
        "lan xi\t澜溪\t4",
        "lan xi xian\t澜溪县\t1",
        "lan xi xian dang an guan\t澜溪县档案馆\t1",
        "lan xi xian shui li ju\t澜溪县水利局\t1",
        "nu xiao\t女校\t1",
        "nu xue sheng\t女学生\t2",
        "shui li\t水利\t3",
        "xian min zheng ju\t县民政局\t1",
    ]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lanxi", ["澜溪", "澜溪县", "澜溪县水利局"]),
        ("Lan Xi", ["澜溪", "澜溪县", "澜溪县水利局"]),
        ("lx", ["澜溪", "澜溪县", "澜溪县水利局"]),
        ("lanxixian", ["澜溪县", "澜溪县水利局"]),
        ("shuili", ["水利", "澜溪县水利局"]),
        ("sl", ["水利"]),
        ("fángxùn", ["防汛"]),
        ("cj", ["长江"]),
        ("nx", ["女校", "女学生"]),
        ("zhangjiang", []),
        ("nvxiao", ["女校"]),
        ("nüxiao", ["女校"]),
        ("s", []),
        ("-shuili", []),
        ("题名:shuili", []),
        ("shuili 1954", []),
    ],
)
def test_letters_offer_words_that_find_something(index: Path, typed: str, offered: list[str]) -> None:
    """The very word first, then those with these initials, then longer ones; each with its number of records."""
    [answer] = quality.measure(MODULES, index, [{"query": typed, "suggest": True}])
    shown = [each["query"] for each in answer["suggestions"]] if answer["place"] == "meant" else []
    assert shown == offered
    assert all(each["total"] > 0 for each in answer["suggestions"])


def test_the_count_is_that_of_the_search(index: Path) -> None:
    [answer] = quality.measure(MODULES, index, [{"query": "shuili", "suggest": True}])
    assert answer["suggestions"][0] == {"query": "水利", "total": 4, "exact": True}


def test_a_site_without_it_has_no_such_file_and_reads_none(tmp_path: Path) -> None:
    index = make(tmp_path, on=False)
    assert not list(index.glob("*/y"))
    [answer] = quality.measure(MODULES, index, [{"query": "shuili", "suggest": True}])
    assert answer["place"] == "instead" and answer["suggestions"] == []


def test_the_same_input_gives_the_same_bytes(index: Path, tmp_path: Path) -> None:
    """In another process with another order of sets."""
    program = (
        "import sys, pathlib; from tests.unit.search import test_pinyin; test_pinyin.make(pathlib.Path(sys.argv[1]))"
    )
    path = f"{ROOT}:{ROOT / 'plugins'}:{ROOT / 'tests'}"
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment, cwd=ROOT)
    again = the_file(tmp_path / "index")
    assert again.read_bytes() == the_file(index).read_bytes() and again.parts[-4] == the_file(index).parts[-4]


def test_no_run_across_the_border_of_two_words_is_one(tmp_path: Path) -> None:
    """乡圩董 has many neighbours on both sides, but is the end of 柳湾乡 and 圩董; 水库 lies within longer words."""
    villages, people = ("柳湾", "青口", "枫林", "白鹭", "云岭"), ("陈德", "江有", "王守", "罗正", "汪同")
    titles = [f"{village}乡圩董{person}呈文" for village in villages for person in people]
    titles += [f"{village}乡{what}办理冬修" for village in villages for what in ("水利", "塘坝", "圩堤", "教育")]
    titles += [
        f"修建{name}水库{what}" for name in ("竹溪", "红旗", "龙潭", "石桥") for what in ("工程", "大坝", "图", "账")
    ]
    public = tmp_path / "public.parquet"
    pl.DataFrame({"title": titles}).write_parquet(public)
    found = {word for _, word, _ in pinyin.words(public)}
    assert {"柳湾乡", "青口乡", "枫林乡", "白鹭乡", "云岭乡", "水库"} <= found
    assert not {word for word in found if word.startswith("乡")}


def test_kinds_of_documents_are_words_and_what_stands_before_them_is_not(tmp_path: Path) -> None:
    """通知 mostly follows 的, as 呈文 follows 事 (为…事呈文): both are words, 事呈 and the years of 民国 are not."""
    matters = ("防汛", "冬修", "征粮", "禁赌", "赈灾", "修堤")
    titles = [f"民国二十{year}关于{matter}的通知" for matter in matters for year in ("年", "一年", "二年", "三年")]
    titles += [f"柳湾乡为{matter}事呈文{copies}" for matter in matters for copies in ("", "抄件", "底稿", "副本", "二")]
    public = tmp_path / "public.parquet"
    pl.DataFrame({"title": titles}).write_parquet(public)
    found = {word for _, word, _ in pinyin.words(public)}
    assert {"通知", "呈文"} <= found
    assert not {word for word in found if "事" in word or "民国二" in word}


def test_archives_and_fonds_come_before_all_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records have the name of their fonds, but visitors type it: 女校 stands once, 澜溪县档案馆 nowhere."""
    public = tmp_path / "public.parquet"
    table().write_parquet(public)
    monkeypatch.setattr(pinyin, "MOST_NAMES", 3)
    found = [word for _, word, _ in pinyin.words(public, ["澜溪县档案馆", "女校", "Lanxi"])]
    assert found[:3] == ["女校", "澜溪县档案馆", "水利"] and "女学生" not in found


def test_words_are_read_again_only_when_records_or_names_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was noted of the public site is what would be read again, in the same order."""
    table().write_parquet(tmp_path / "public.parquet")
    read: list[list[str]] = []
    monkeypatch.setattr(pinyin, "words", lambda *given, words=pinyin.words: read.append(given[1]) or words(*given))
    found = SimpleNamespace(directory={"facets": {"values": {"fonds": [["J001", ""]]}}})
    noted, given = Tree.nothing(), []
    for digest, name in (("a", "澜溪县"), ("a", "澜溪县"), ("a", "澜溪县水利局"), ("b", "澜溪县水利局")):
        parts = Parts(tmp_path, tmp_path, noted)
        publication = SimpleNamespace(frame="", work=tmp_path, parts=parts)
        this = SimpleNamespace(publication=publication, _public=digest)
        given.append(SearchGenerator._words(this, found, {"fonds": {"J001": name}}))
        parts.save(tmp_path / "parts.json")
        noted = Tree({}, {name: Part(*values) for name, values in files.read_json(tmp_path / "parts.json").items()})
    assert read == [["澜溪县"], ["澜溪县水利局"], ["澜溪县水利局"]]
    assert given[0] == given[1] and given[0] != given[2] == given[3]


def test_words_are_looked_for_when_letters_are_typed(index: Path) -> None:
    """A query in Chinese that finds something loads none of it."""
    queries = ("水利", "shuili", "shuili1954")
    kinds = [{message["type"] for message in posted(index, search(query))} for query in queries]
    assert ["suggestions" in found for found in kinds] == [False, True, True]


def test_the_file_is_never_large(tmp_path: Path) -> None:
    """However many names a catalogue has, the file stays below 30 KB, and the most frequent are in it."""
    from lantai.search.container import IndexWriter

    characters = [chr(code) for code in range(0x4E00, 0x9FA5)]
    names = {"".join(characters[(n * 7919 + k * 104729) % 20_000] for k in range(9)): 1 for n in range(9_000)}
    with IndexWriter(tmp_path, 1) as writer:
        pinyin.write(writer, pinyin.read({"水利": 9} | names))
    assert (tmp_path / writer.digest / "y/0/0.bin").stat().st_size <= 30_020
    assert "水利\t9" in "".join(decoding.texts(tmp_path / writer.digest / "y/0/0.bin"))


@pytest.mark.parametrize("written", ["拼音", "1", "[true]"])
def test_the_option_is_true_or_false(tmp_path: Path, written: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(f"name: 馆\ncode: Z1\nsearch: {{pinyin: {written}}}\n", "utf-8")
    site, problems = config.load(tmp_path)
    assert any("pinyin: true" in problem.what() + problem.advice() for problem in problems)
    assert site is None or site.search.pinyin is False
