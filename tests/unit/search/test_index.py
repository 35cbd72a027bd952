"""The index finds what a plain scan finds."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import MODULES, TITLES, ask, make, table

from lantai.search import quality


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = table(
        year_start=[1951, 1954, 1937, None, 1937, 1960, 1961, 1897, None, 2001],
        year_end=[1951, 1954, 1937, None, 1938, 1960, 1961, 1897, None, 2001],
        creators=["县民政局；县财政局", *[None] * 9],
        doc_no=["澜发〔1951〕12号", *[None] * 9],
    )
    return make(tmp_path_factory.mktemp("small"), records)


FOUND: dict[str, list[int]] = {
    "土地": [0],
    "政府关于": [0],
    "土地改*": [0],
    "tat*": [7],
    "*": [],
    "育工": [5, 6],
    "记": [5, 6],
    "台湾省": [3],
    "學校舍修": [3],
    "一九五四": [1],
    "1954": [1],
    "1937年": [2, 4],
    "1897年": [7],
    "897年": [],
    "193": [2, 4],
    "昭和": [],
    "民国二十六年": [2, 4],
    "国二十": [2],
    "关于 报告": [1],
    "会议 -教育": [5],
    '"the tate"': [7],
    "TATE gall": [7],
    "ཀླུ་": [8],
    "སྒྲུ་": [8],
    "𠮷田": [8],
    "<b>": [9],
    "财政局": [0],
    "民政局;县": [],
    "责任者:民政": [0],
    "title:财政": [],
    "〔1951〕12": [0],
    "J002-WS": [1, 3, 5, 7, 9],
    "j001_ws": [0, 2, 4, 6, 8],
    "J001/WS/1950": [0],
    "J001WS1952": [2],
    "1950-1954": [0, 1],
    "1938..1940": [4],
    "1950年至1954年": [0, 1],
    "1950到1954": [0, 1],
    "1950年代": [0, 1],
    "1930s": [2, 4],
    '"1950年代"': [],
    "题名:1950年代": [],
    "没有这个": [],
    "\u202e土地": [0],
    "-": [],
    "土地 -": [0],
    "育工 题名:": [5, 6],
    "土地 －": [0],
    '"': [],
    "土" * 10000: [],
    ".*": [],
    "\x00\x02\x03": [],
    "😀": [],
}


@pytest.fixture(scope="module")
def answers(small: Path) -> dict[str, dict[str, Any]]:
    return dict(zip(FOUND, ask(small, *FOUND), strict=True))


@pytest.mark.parametrize("query", FOUND)
def test_finds(answers: dict[str, dict[str, Any]], query: str) -> None:
    """Every kind of query finds the right records and no others, with the right total."""
    answer, numbers = answers[query], FOUND[query]
    assert sorted(answer["hits"]) == numbers
    assert (answer["counted"]["total"], answer["counted"]["exact"]) == (len(numbers), True)


def test_filters_and_sorting(small: Path) -> None:
    """Years narrow the result; dates sort it both ways, the undated last."""
    answers = ask(
        small,
        {"query": "", "years": [1930, 1952]},
        {"query": "的", "sort": "newest"},
        {"query": "的", "sort": "oldest"},
        {"query": "", "fonds": ["J999"]},
    )
    assert [answer["hits"] for answer in answers] == [[0, 2, 4], [9, 1, 0], [0, 1, 9], []]


def test_better_results_come_first(tmp_path: Path) -> None:
    """An exact title comes before one that begins with the words, then one that contains them, then other fields."""
    records = table(["关于土改", "土改总结", "土改", "其他"], creators=[None, None, None, "土改办公室"])
    [answer] = ask(make(tmp_path, records), "土改")
    assert answer["hits"] == [2, 1, 0, 3]


def test_whole_words_come_before_parts_of_latin_words(tmp_path: Path) -> None:
    """Who asks for the sea has ships first and seats last; 水利局 is as good for 水利 as any title with it."""
    titles = ["Seated figure", "The Séa, by night", "Seascape", "Sea and sky", "SEA", "县水利局水利", "水利局 sea"]
    sea, water = ask(make(tmp_path, table(titles)), "sea", "水利")
    assert sea["hits"] == [4, 3, 1, 6, 0, 2] and water["hits"] == [6, 5]


def test_titles_that_begin_with_the_words_come_first_of_thousands(tmp_path: Path) -> None:
    """They may stand anywhere in the catalogue, in either writing of a year; no file is read for it but the shard."""
    titles = [f"澜溪县第{n}区1954年水利{n * 7919 % 9973}号通知" for n in range(9000)]
    for number, title in ((8000, "水利"), (7000, "水利志"), (6000, "一九五四年水利总结"), (5000, "1954年水利统计")):
        titles[number] = title
    made = table(titles, year_start=[1954] * 9000, year_end=[1954] * 9000)
    answers = ask(make(tmp_path, made), "水利", "1954年水利", "一九五四年水利", "1954年")
    assert [answer["shown"][:2] for answer in answers] == [[8000, 7000], *[[5000, 6000]] * 3]
    assert [answer["total"] for answer in answers] == [9000, 8998, 8998, 9000]
    assert all(answer["first"]["rounds"] == 2 for answer in answers)
    assert answers[0]["first"]["requests"] <= 11


@pytest.mark.parametrize("titles", [[], [""], ["一"], ["同"] * 300])
def test_odd_catalogues(tmp_path: Path, titles: list[str]) -> None:
    """No records, an empty title, one character, all the same: nothing breaks."""
    records = table([title or None for title in titles])  # type: ignore[list-item]
    answers = ask(make(tmp_path, records), "同", "同一", "一", "J001")
    assert answers[0]["counted"]["total"] == titles.count("同")
    assert answers[2]["counted"]["total"] == titles.count("一")


def test_a_year_of_dates_alone_is_counted_once_a_record(tmp_path: Path) -> None:
    """A year that begins and ends several records and stands in no title gives each of them once."""
    records = table(year_start=[1897] * 4 + [None] * 6, year_end=[1897] * 3 + [1899] + [None] * 6)
    (answer,) = ask(make(tmp_path, records), "1897")
    assert (answer["hits"], answer["total"], answer["exact"]) == ([0, 1, 2, 3], 4, True)


def test_a_year_in_two_writings_costs_no_more_than_any_query(tmp_path: Path) -> None:
    """An era year is found in every writing, within twelve requests and three rounds."""
    written = ("民政局民国三十六年", "教育局1947年", "县政府民国36年", "粮食局民国三十七年")
    titles = [f"{beginning}土地改革{i}" for i in range(60) for beginning in written]
    folder = make(tmp_path, table([*titles, *TITLES * 400]), file_limit=900)
    for query in ("民国三十六年土地改", "民国36年土地", "1947年土地改革"):
        (answer,) = ask(folder, query)
        assert answer["hits"] is not None
        assert sorted(answer["hits"]) == [i for i in range(240) if i % 4 < 3]
        assert answer["first"]["requests"] <= 12
        assert answer["first"]["rounds"] <= 3


def test_random_parts_of_made_up_titles(tmp_path: Path) -> None:
    """On three thousand made-up records recall and precision of random parts are 1 and totals are right."""
    from bench.titles import records

    folder = make(tmp_path, records(3000))
    scan = quality.Scan(folder / "public.parquet")
    queries = [
        *quality.random_parts(scan.titles, 120, seed=3),
        "土地改革 通知",
        "的 -关于",
        "年 1951",
        "澜溪 通知 土地",
        "1951-03",
        "一九五四年七月",
        "1954年12月 通知",
        "1960.5.12",
    ]
    found, _ = quality.assess(scan, MODULES, folder / "index", queries)
    assert (found.recall, found.precision, found.exact_totals, found.wrong_totals) == (1.0, 1.0, 1.0, 0)


def test_a_batch_is_ten_blocks_at_most(tmp_path: Path) -> None:
    """Hits in blocks of their own: ten blocks are read beside the shard, not one more."""
    titles = [f"{'水利' if n % 64 == 0 else '民政'}{n * 7919 % 9973}号" for n in range(64 * 30)]
    one, ten = ask(make(tmp_path, table(titles)), {"query": "题名:水利", "page": 1}, {"query": "题名:水利", "page": 10})
    assert one["shown"] == [0] and ten["shown"] == [n * 64 for n in range(10)]
    assert (one["first"]["requests"], ten["first"]["requests"]) == (2, 11)


def test_a_field_that_few_records_have_costs_no_more_than_a_page(tmp_path: Path) -> None:
    """Thousands have the word in their titles and none as a subject: one shard tells that, and how many there are."""
    make(tmp_path, table([f"澜溪县第{n}区水利{n * 7919 % 9973}号通知之{n * 104729 % 99991}" for n in range(9000)]))
    subject, title = ask(tmp_path, {"query": "主题:水利", "all": None}, {"query": "题名:水利", "all": None})
    assert (subject["shown"], subject["total"], subject["exact"]) == ([], 0, True)
    assert subject["first"]["bytes"] < 10_000 and subject["first"]["rounds"] == 1
    assert title["shown"] == list(range(10)) and (title["total"], title["exact"]) == (9000, True)
    assert title["first"]["bytes"] < 20_000 and title["first"]["rounds"] == 2


def test_what_few_records_have_in_a_field_is_found_in_few_rounds(tmp_path: Path) -> None:
    """Whatever else has the word: three of thousands, with another word, and all but these where it is excluded."""
    few = [8001, 8500, 8999]
    titles = [f"澜溪县第{n}区水利{n * 7919 % 9973}号通知之{n * 104729 % 99991}" for n in range(9000)]
    make(tmp_path, table(titles, subjects=["水利" if n in few else None for n in range(9000)]))
    queries = ("主题:水利", "通知 主题:水利", "水利 -题名:水利", "水利 -主题:水利", "责任者:水利")
    for answer, total in zip(ask(tmp_path, *queries), (3, 3, 0, 8997, 0), strict=True):
        assert answer["hits"] == (few if total == 3 else [n for n in range(9000) if n not in few][: min(total, 1000)])
        assert (answer["counted"]["total"], answer["counted"]["exact"]) == (total, True)
        assert answer["first"]["rounds"] <= 3 and answer["counted"]["bytes"] < 60_000


def test_within_a_fonds_its_part_of_the_lists_alone_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two frequent words in the last of thirty fonds: three rounds, whatever stands before; without the fonds, too."""
    for name, size in (("WHOLE", 40), ("INLINE_BYTES", 60), ("SLICE_BYTES", 90)):
        monkeypatch.setattr(f"lantai.search.shards.{name}", size)
    chance = random.Random(1)
    notices = [chance.random() < 0.6 for _ in range(9000)]
    titles = [
        f"{'关于' if chance.random() < 0.9 else ''}{n * 7919 % 9973}号{'通知' if is_notice else ''}"
        for n, is_notice in enumerate(notices)
    ]
    make(tmp_path, table(titles, fonds=[f"J{n // 300:03}" for n in range(9000)]))
    requests = [{"query": "关于 通知", "fonds": ["J029"]}, {"query": "通知", "fonds": ["J029"]}, {"query": "关于 通知"}]
    both = [n for n in range(9000) if notices[n] and "关于" in titles[n]]
    wanted = ([n for n in both if n >= 8700], [n for n in range(8700, 9000) if notices[n]], both)
    for answer, right in zip(ask(tmp_path, *requests), wanted, strict=True):
        assert answer["shown"] == right[:10] and answer["hits"] == right[:1000]
        assert answer["first"]["rounds"] <= 3 and answer["first"]["requests"] <= 15


def test_several_terms_take_three_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records with a word that most have; two frequent words and one in all; two that seldom meet early."""
    for name, size in (("WHOLE", 40), ("INLINE_BYTES", 60), ("SLICE_BYTES", 4000)):
        monkeypatch.setattr(f"lantai.search.shards.{name}", size)
    chance = random.Random(2)
    few = {*chance.sample(range(9000), 40)}

    def title(n: int) -> str:
        words = ["防汛" if n in few else "", "通知" if chance.random() < 0.6 else ""]
        words += ["甲" if chance.random() < 0.1 else "", "乙" if n > 150 and chance.random() < 0.5 else ""]
        return f"县{n * 7919 % 9973}" + "号".join(words)

    titles = [title(n) for n in range(9000)]
    make(tmp_path, table(titles))
    queries = ("防汛 通知", "通知 甲 县", "甲 乙", "通知 乙")
    for query, answer in zip(queries, ask(tmp_path, *queries), strict=True):
        right = [n for n in range(9000) if all(word in titles[n] for word in query.split())]
        assert {*answer["hits"]} <= {*right} and len(answer["hits"]) == min(len(right), 1000)
        assert (answer["counted"]["total"], answer["counted"]["exact"]) == (len(right), True)
        assert answer["first"]["rounds"] <= 3, query


def test_of_long_lists_no_more_is_read_than_a_page_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a word that others have or lack only the slices up to the tenth result, and from where both occur."""
    for name, size in (("WHOLE", 1000), ("INLINE_BYTES", 60), ("SLICE_BYTES", 90)):
        monkeypatch.setattr(f"lantai.search.shards.{name}", size)
    chance = random.Random(3)
    titles = [
        f"{n * 7919 % 9973}{'防汛' if chance.random() < 0.09 else ''}号{'通知' if chance.random() < 0.13 else ''}"
        for n in range(9000)
    ]
    titles = [title + "之育秧" * (n >= 6000 and chance.random() < 0.5) for n, title in enumerate(titles)]
    make(tmp_path, table(titles))
    most = {"防汛 通知": 11, "防汛 -通知": 5, "通知 育秧": 8}
    # Files; where all slices are read 16 and 12, and 14 where those before the first 育秧 are.
    for query, answer in zip(most, ask(tmp_path, *most), strict=True):
        first, second = query.split()
        wanted = not second.startswith("-")
        right = [n for n, title in enumerate(titles) if first in title and (second.strip("-") in title) == wanted]
        assert answer["hits"] == right[:1000] and answer["first"]["requests"] <= most[query]
        assert (answer["counted"]["total"], answer["counted"]["exact"]) == (len(right), True)
