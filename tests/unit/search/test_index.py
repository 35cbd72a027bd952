"""The index finds what a plain scan finds, from files that are never wrong."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai import text
from lantai.problems import Problems
from lantai.search import build, client, quality, streams, synonyms, varints
from lantai.search.staff import find
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.pages import Page

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "theme/static/js/search"

TITLES = (
    "澜溪县人民政府关于土地改革的通知",
    "关于一九五四年春耕生产的报告",
    "民国二十六年征粮案",
    "臺灣省立第一中學校舍修繕案",
    "1937年防汛经费决算",
    "育工会议记录",
    "教育工会会议记录",
    "Report on the Tate Gallery",
    "ཀླུ་སྒྲུབ་ 𠮷田 文书",
    '关于<b>编码</b>的"引号"',
)


def table(titles: tuple[str, ...] | list[str] = TITLES, **columns: Any) -> pl.DataFrame:
    count = len(titles)
    base: dict[str, Any] = {
        "number": list(range(count)),
        "title": list(titles),
        "ref_code": [f"J00{i % 2 + 1}-WS·{1950 + i}-{i:04d}" for i in range(count)],
        "fonds": ["J001"] * count,
        "level": ["item"] * count,
        "release": ["2026"] * count,
        "repository_code": ["X"] * count,
        "date_text": [None] * count,
        "year_start": [None] * count,
        "year_end": [None] * count,
        "has_media": [False] * count,
        "list_address": ["/catalogue/J001/"] * count,
        "anchor": [f"r{i}" for i in range(count)],
        "page_address": [None] * count,
    }
    base.update(columns)
    schema = {
        "year_start": pl.Int32,
        "year_end": pl.Int32,
        "date_text": pl.String,
        "page_address": pl.String,
        "title": pl.String,
    }
    return pl.DataFrame(base, schema_overrides=schema)


def make(folder: Path, records: pl.DataFrame, pages: list[Page] | None = None, **options: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    public = folder / "public.parquet"
    records.write_parquet(public)
    build(public, np.zeros(len(records), bool), pages or [], folder / "index", **options)
    return folder


def ask(folder: Path, *queries: str | dict[str, Any]) -> list[dict[str, Any]]:
    requests = [{"query": q, "all": 1000} if isinstance(q, str) else {"all": 1000, **q} for q in queries]
    return quality.measure(MODULES, folder / "index", requests)


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
    "没有这个": [],
    "\u202e土地": [0],
    "-": [],
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


def test_synonyms(tmp_path: Path) -> None:
    """A word finds its synonyms, inside a longer term, too, and in both scripts."""
    records = table(["省革命委员会文件", "省革委会议", "省委文件"])
    make(tmp_path, records, synonyms=(("省革委", "省革命委員會"),))
    answers = ask(tmp_path, "省革委", "省革委文件", "省革命委员会", "-省革委")
    assert [sorted(answer["hits"]) for answer in answers[:3]] == [[0, 1], [0], [0, 1]]


def test_a_variant_that_no_dictionary_knows(tmp_path: Path) -> None:
    """猨 is 猿 once the archive's own list says so, in both scripts."""
    make(tmp_path, table(["兩岸猨聲啼不住", "两岸猿声"]), synonyms=(("猿", "猨"),))
    assert [sorted(answer["hits"]) for answer in ask(tmp_path, "兩岸猿聲", "两岸猨声")] == [[0, 1], [0, 1]]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("省革委: 省革命委员会", "synonyms-no-list"),
        ("- [省革委]", "synonyms-group"),
        ("- [省革委, 省革委]", "synonyms-group"),
        ("- 省革委", "synonyms-group"),
    ],
)
def test_bad_synonyms_are_told(tmp_path: Path, written: str, code: str) -> None:
    """A file that is no list of groups of words is a problem with its place."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / synonyms.FILE).write_text(written, encoding="utf-8")
    problems = Problems()
    name = LocalText((("zh-Hans", "馆"),))
    assert synonyms.load(Site(tmp_path, name, (Archive("Z001", name),)), problems) == ()
    assert [problem.kind.code for problem in problems] == [code]


def test_fewer_files_where_the_host_limits_them(tmp_path: Path) -> None:
    """``file_limit`` is kept, and everything is still found."""
    from bench.titles import records

    made = records(20_000)
    made.write_parquet(tmp_path / "public.parquet")
    report = build(tmp_path / "public.parquet", np.zeros(len(made), bool), [], tmp_path / "index", file_limit=150)
    assert report.files <= 150
    [answer] = ask(tmp_path, made["title"][777])
    assert 777 in answer["hits"]


def test_a_page_of_results_costs_no_more_in_a_larger_catalogue() -> None:
    """Beyond a million records a block holds no more of them, unless the host takes few files."""
    plan = sys.modules["lantai.search.build"].Plan
    assert [plan.of(count).block for count in (1_000_000, 3_000_000, 10_000_000)] == [303, 303, 303]
    assert [plan.of(count).factor for count in (1_000_000, 2_000_000, 10_000_000)] == [1.0, 1.0, 4.0]
    assert plan.of(10_000_000, 18_000).block > 303


def test_a_large_catalogue_waits_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks that are spilled to disk and joined give the same bytes as those that are not."""
    made = table([f"{title}之{i % 7}" for i, title in enumerate(TITLES * 40)])
    make(tmp_path / "a", made)
    monkeypatch.setattr("lantai.search.spill.SMALL", 0)
    monkeypatch.setattr(sys.modules["lantai.search.build"], "LARGE", 0)
    make(tmp_path / "b", made)
    assert (tmp_path / "a/index/current.json").read_bytes() == (tmp_path / "b/index/current.json").read_bytes()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_chunks_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Lists of many small chunks are those of one large one."""
    made = table([f"{title}之{i % 7}" for i, title in enumerate(TITLES * 8)], year_start=[1900 + i for i in range(80)])
    make(tmp_path / "a", made)
    monkeypatch.setattr("lantai.search.suffixes.CHUNK", size)
    make(tmp_path / "b", made)
    assert (tmp_path / "a/index/current.json").read_bytes() == (tmp_path / "b/index/current.json").read_bytes()


def test_dates_are_shown_in_both_forms(tmp_path: Path) -> None:
    """Digits of an export become a date, an era gets its Western year."""
    made = table(
        ["甲", "乙", "丙"],
        date_text=["19540706", "光绪二十六年闰八月初一", None],
        date_start=["1954-07-06", "1900-09-24", None],
        date_end=["1954-07-06", "1900-09-24", None],
        date_precision=["day", "day", None],
        date_calendar=["gregorian", "lunar", None],
    )
    make(tmp_path, made)
    block = next((tmp_path / "index").glob("*/r/0/0.bin"))
    body = zlib.decompress(block.read_bytes(), -15).decode(errors="replace")
    assert "1954-07-06\n光绪二十六年闰八月初一（1900-09-24）\n\x1e" in body


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


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one table have the same name, hence the same files."""
    a, b = (make(tmp_path / name, table()) for name in "ab")
    assert (a / "index/current.json").read_bytes() == (b / "index/current.json").read_bytes()


def test_an_older_index_is_removed(tmp_path: Path) -> None:
    """Rebuilding with other records leaves only the new index: a folder of the records, one of the rest."""
    make(tmp_path, table())
    make(tmp_path, table(["另一条"]))
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 2


def test_another_page_changes_no_file_of_the_records(tmp_path: Path) -> None:
    """What a visitor's browser has kept of the records stays good when the archive only writes a piece of news."""
    page = Page("/news/a/", "page", "消息", "news", "zh-Hans", text="防汛")
    trees = []
    for pages in ([], [page]):
        make(tmp_path, table(), pages)
        trees.append(
            {path.as_posix() for path in (tmp_path / "index").rglob("*") if path.parent.parent.name in "cfgrs"}
        )
    assert trees[0] == trees[1] and trees[0]
    assert ask(tmp_path, "土地")[0]["total"] > 0


@pytest.mark.parametrize("titles", [[], [""], ["一"], ["同"] * 300])
def test_odd_catalogues(tmp_path: Path, titles: list[str]) -> None:
    """No records, an empty title, one character, all the same: nothing breaks."""
    records = table([title or None for title in titles])  # type: ignore[list-item]
    answers = ask(make(tmp_path, records), "同", "同一", "一", "J001")
    assert answers[0]["counted"]["total"] == titles.count("同")
    assert answers[2]["counted"]["total"] == titles.count("一")


@pytest.mark.parametrize("damage", ["truncate", "flip", "swap", "version", "remove"])
def test_damaged_files_are_errors(tmp_path: Path, damage: str) -> None:
    """A damaged, cut, exchanged, unknown or missing file is an error by name, never a wrong result."""
    make(tmp_path, table())
    shard = next((tmp_path / "index").glob("*/g/0/0.bin"))
    data = shard.read_bytes()
    if damage == "truncate":
        shard.write_bytes(data[: len(data) // 2])
    elif damage == "flip":
        plain = bytearray(zlib.decompress(data, -15))
        plain[-1] ^= 1
        shard.write_bytes(zlib.compress(bytes(plain), 9, -15))
    elif damage == "version":
        plain = bytearray(zlib.decompress(data, -15))
        plain[2] = 99
        shard.write_bytes(zlib.compress(bytes(plain), 9, -15))
    elif damage == "swap":
        shard.write_bytes(next((tmp_path / "index").glob("*/r/0/0.bin")).read_bytes())
    else:
        shard.unlink()
    expected = {
        "truncate": "damaged",
        "flip": "damaged",
        "swap": "mismatched",
        "version": "format",
        "remove": "missing",
    }
    assert ask(tmp_path, "土地")[0] == {"error": expected[damage]}


def copied(folder: Path, number: int, kind: str) -> Path:
    """Copy the index of ``folder`` to a place beside it, and return the first file of a kind there."""
    shutil.copytree(folder / "index", folder / str(number))
    return next((folder / str(number)).glob(f"*/{kind}/0/0.bin"))


def rewritten(path: Path, change: Callable[[bytearray], bytes | bytearray]) -> None:
    """Put another body into a file, with a header that is right for it."""
    data = path.read_bytes()
    plain = zlib.decompress(data, -15)
    body = bytes(change(bytearray(plain[16:])))
    path.write_bytes(zlib.compress(plain[:12] + struct.pack("<I", zlib.crc32(body)) + body, 9, -15))


@pytest.mark.parametrize("kind", ["g", "c", "r", "d", "v"])
def test_nonsense_in_a_whole_file_is_an_error(tmp_path: Path, kind: str) -> None:
    """A file with a right header and checksum whose body nothing can be read from is told by name."""
    make(tmp_path, table())
    query = "J001-WS" if kind == "c" else "土地改革"
    asked = []
    for number, body in enumerate((b"", b"\xff" * 300, b"\x7f" * 300, "无意义".encode() * 40)):
        asked.append({"query": query, "index": str(tmp_path / str(number))})
        rewritten(copied(tmp_path, number, kind), lambda _, body=body: body)
    assert ask(tmp_path, *asked) == [{"error": "damaged"}] * 4


def test_a_shard_with_wrong_bytes_gives_no_wrong_result(tmp_path: Path) -> None:
    """Whatever stands in a shard, the answer is an error that the page has words for, or records that are right."""
    make(tmp_path, table())
    chance = random.Random(4)

    def change(body: bytearray) -> bytearray:
        for _ in range(chance.choice((1, 1, 8))):
            body[chance.randrange(len(body))] = chance.randrange(256)
        return body

    right = {"土地": {0}, "会议": {5, 6}, "报告": {1}}
    asked = []
    for number in range(20):
        rewritten(copied(tmp_path, number, "g"), change)
        asked += [{"query": query, "index": str(tmp_path / str(number))} for query in right]
    for request, answer in zip(asked, ask(tmp_path, *asked), strict=True):
        assert answer.get("error") in {"damaged", "missing"} or right[request["query"]].issuperset(answer["hits"])


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
    ]
    found, _ = quality.assess(scan, MODULES, folder / "index", queries)
    assert (found.recall, found.precision, found.exact_totals, found.wrong_totals) == (1.0, 1.0, 1.0, 0)


@settings(max_examples=30)
@given(st.lists(st.text("土改地 aB1九五四年〇〔–", max_size=12), min_size=1, max_size=8))
def test_columns_fold_like_single_texts(titles: list[str]) -> None:
    """Folding by the column gives what folding each title gives."""
    found = streams.of_texts([[title] for title in titles])
    joined = found.codes.astype("<u4").tobytes().decode("utf-32-le")
    assert joined == "".join(f"\x02{text.fold(title)}\x03" for title in titles)


@given(st.sampled_from((7, 14, 21, 28, 32)).flatmap(lambda bits: st.lists(st.integers(0, 2**bits - 1), max_size=50)))
def test_varints(values: list[int]) -> None:
    """What is encoded is decoded."""
    assert varints.decode(varints.encoded(values)).tolist() == values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "00"),
        (127, "7f"),
        (128, "8001"),
        (300, "ac02"),
        (16384, "808001"),
        (2097151, "ffff7f"),
        (4294967295, "ffffffff0f"),
    ],
)
def test_a_number_is_written_as_leb128(value: int, written: str) -> None:
    """Alone and among others; the bytes are those of the LEB128 of DWARF and WebAssembly."""
    assert varints.one(value).hex() == varints.encoded([value]).hex() == written
    assert varints.encoded([1, value, 2]).hex() == f"01{written}02"


def test_staff_find_everything(tmp_path: Path) -> None:
    """The staff search has the same operators and finds by code, too."""
    frame = table().lazy()
    assert find(frame, "會議 -教育")[0]["title"].to_list() == ["育工会议记录"]
    assert find(frame, "1954")[0]["title"].to_list() == ["关于一九五四年春耕生产的报告"]
    assert find(frame, "j001/ws/1950")[0]["number"].to_list() == [0]


def test_packed_modules_answer_the_same(small: Path, tmp_path: Path) -> None:
    """What visitors load is small and finds what the readable modules find."""
    packed = tmp_path / "search"
    shutil.copytree(MODULES, packed)
    assert client.pack(packed, ROOT / "theme")
    requests = [{"query": query, "all": 100} for query in ("会议 -教育", "J002-WS", "一九五四", "没有这个")]
    answers = [
        [answer["hits"] for answer in quality.measure(folder, small / "index", requests)]
        for folder in (MODULES, packed)
    ]
    assert answers[0] == answers[1]
    first = {"page.js", "worker.js"}
    later = {name for module in first for name in loaded(packed / module, r'import\("\./([^"]+)"\)')}
    assert [loaded(packed / module, r'(?:from|import)"\./([^"]+)"') for module in first] == [[], []]
    assert weight(packed, first) < 15_000
    assert weight(packed, first | later) < 18_600


def test_a_field_that_few_records_have_costs_no_more_than_a_page(tmp_path: Path) -> None:
    """Thousands have the word in their titles and none as a subject: what is read has a limit, and the total is 约."""
    make(tmp_path, table([f"澜溪县第{n}区水利{n * 7919 % 9973}号通知之{n * 104729 % 99991}" for n in range(9000)]))
    subject, title = ask(tmp_path, {"query": "主题:水利", "all": None}, {"query": "题名:水利", "all": None})
    assert subject["first"]["bytes"] < 200_000 and subject["shown"] == [] and not subject["exact"]
    assert title["shown"] == list(range(10)) and title["first"]["bytes"] < 60_000


def loaded(module: Path, pattern: str) -> list[str]:
    """Return the modules that a packed one loads in one way: at once, or later."""
    return re.findall(pattern, module.read_text(encoding="utf-8"))


def weight(folder: Path, names: set[str]) -> int:
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in names)


def test_no_internal_field_enters_the_index(tmp_path: Path) -> None:
    """Columns that search does not name are in no file, whatever the table holds."""
    records = table().with_columns(notes=pl.lit("内部备注金丝雀"), storage=pl.lit("库位金丝雀"))
    make(tmp_path, records)
    for path in (tmp_path / "index").rglob("*.bin"):
        assert "金丝雀".encode() not in zlib.decompress(path.read_bytes(), -15)
    assert set(json.loads((tmp_path / "index/current.json").read_text())) == {"format", "index", "stamp"}
