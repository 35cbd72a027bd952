"""Downloads: formulas, encodings, nesting, and nothing that is not public."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import replace

import polars as pl
import pytest
from lxml import etree
from tests.unit.catalogue.conftest import gated, release
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import downloads, pages
from lantai.catalogue.downloads.atomcsv import AtomCsv
from lantai.catalogue.downloads.cells import Cells
from lantai.catalogue.downloads.delimited import Csv
from lantai.catalogue.downloads.dublincore import DublinCore
from lantai.catalogue.downloads.ead3 import NAMESPACE, Ead3
from lantai.catalogue.downloads.ead3_nesting import nested
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.catalogue.downloads.jsonld import JsonLd
from lantai.catalogue.downloads.jsonlines import JsonLines
from lantai.catalogue.merging import merge
from lantai.catalogue.model import FondsSummary
from lantai.site.languages import LocalText

FONDS = FondsSummary("LX", "J001", "/catalogue/J001/", 0, 3, 1900, 1954, {})
SCOPE = Scope("fonds/J001", "某县人民委员会 <甲&乙>", 3, fonds=FONDS)


def part(*records: dict) -> Part:
    table = merge([(release("one"), gated(*records))]).public
    placed = table.with_columns(
        list_address=pl.lit("/catalogue/J001/1/1-10/"), anchor=pl.col("match_key"), page_address=pl.lit(None, pl.String)
    )
    return Part(FONDS, "某县人民委员会", "某县档案馆", None, placed)


def written(form, content: Part) -> bytes:
    body = form.body(content, form.prepare(content))
    before = form.head(SCOPE) + form.before(SCOPE, content)
    return before.encode() + body + (form.after(SCOPE, content) + form.tail(SCOPE)).encode()


def test_csv_opens_in_excel_and_runs_no_formula() -> None:
    """UTF-8 with its mark, quoted as RFC 4180 says, formula cells with an apostrophe before them."""
    evil = {"ref_code": "J001-1-1-1", "title": '=HYPERLINK("x")', "doc_no": "-1+1", "creators": "甲，\n乙"}
    data = written(Csv((), "", "zh-Hans"), part(evil))
    assert data.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    found = dict(zip(header, row, strict=True))
    assert (found["题名"], found["文号"], found["责任者"]) == ('\'=HYPERLINK("x")', "'-1+1", "甲，\n乙")
    assert found["网址"] == "/catalogue/J001/1/1-10/#J001-1-1-1"
    assert "备注" not in found


@pytest.mark.parametrize(
    "form",
    [
        *(Csv((), "", "zh-Hans"), JsonLines((), ""), JsonLd("", ""), DublinCore(""), AtomCsv("zh-Hans", False)),
        Ead3("馆", "", "zh-Hans"),
    ],
    ids=lambda form: form.extension,
)
def test_what_is_written_of_a_fonds_ends_where_a_line_does(form) -> None:
    """So that equal members of packed files are texts by themselves, which the audit need not look into twice."""
    content = part({"ref_code": "J001-1-1", "title": "甲"}, {"ref_code": "J001-1-2", "title": "乙"})
    for text in (form.head(SCOPE) + form.before(SCOPE, content), form.body(content, form.prepare(content)).decode()):
        assert text == "" or text.endswith("\n")


def test_json_lines_leave_out_what_is_empty_and_list_what_is_many() -> None:
    """Each line is an object; several values are a list; dates are derived."""
    record = {"ref_code": "J001-1-1-1", "title": '引"号\\', "creators": "甲；乙", "date_text": "光绪二十六年闰八月初一"}
    line = json.loads(written(JsonLines((), "https://a.example"), part(record)))
    assert line["title"] == '引"号\\'
    assert line["creators"] == ["甲", "乙"]
    assert line["date_start"] == "1900-09-24"
    assert line["address"] == "https://a.example/catalogue/J001/1/1-10/#J001-1-1-1"
    assert "doc_no" not in line


def test_ead3_nests_items_in_their_file() -> None:
    """Items stand inside the file whose code begins theirs; markup in titles is escaped."""
    content = part(
        {"ref_code": "J001-1-1", "title": "案卷", "level": "file"},
        {"ref_code": "J001-1-1-1", "title": "<件>&", "date_text": "1954-07-08", "creators": "甲；乙"},
        {"ref_code": "J001-1-10", "title": "另一卷", "level": "file", "date_text": "1950—1954"},
    )
    root = etree.fromstring(written(Ead3("某县档案馆", "2026-06-09T09:00:00+08:00", "zh-Hans"), content))
    names = {"e": NAMESPACE}
    files = root.findall(".//e:dsc/e:c[@level='series']/e:c", names)
    assert [each.get("level") for each in files] == ["file", "file"]
    inner = files[0].findall("e:c", names)
    assert [each.findtext("e:did/e:unittitle", namespaces=names) for each in inner] == ["<件>&"]
    assert inner[0].find(".//e:datesingle", names).get("standarddate") == "1954-07-08"
    assert [each.text for each in inner[0].findall(".//e:origination/e:name/e:part", names)] == ["甲", "乙"]
    assert files[1].find(".//e:todate", names).get("standarddate") == "1954-12-31"


def test_nesting_closes_everything_it_opens() -> None:
    """As many ends as beginnings, whatever the order of codes."""
    out = b"".join(nested(["A", "A-1", "A-1-1", "A-10", "B", "B-1"], [b"<c>"] * 6))
    assert out.replace(b"\n", b"") == b"<c><c><c></c></c><c></c></c><c><c></c></c>"


def test_control_characters_do_not_break_xml() -> None:
    """Characters that XML cannot hold are left out of it."""
    data = written(Ead3("馆", "", "zh-Hans"), part({"ref_code": "J001-1", "title": "甲\x0b乙\uffff"}))
    assert "甲乙" in data.decode()
    etree.fromstring(data)


def test_json_ld_is_one_graph_of_archive_components() -> None:
    """It parses, and says of each record what it is, what it is called, when and by whom it was made."""
    content = part(
        {"ref_code": "J001-1-1", "title": '引"号\\与\n换行', "level": "file", "creators": "甲；乙", "date_text": "1954"}
    )
    graph = json.loads(written(JsonLd("https://a.example", "https://creativecommons.org/licenses/by/4.0/"), content))
    record, dataset = graph["@graph"]
    assert (dataset["@type"], dataset["name"]) == ("Dataset", SCOPE.title)
    assert (record["@type"], record["additionalType"], record["name"]) == (
        "ArchiveComponent",
        "File",
        '引"号\\与\n换行',
    )
    assert [each["name"] for each in record["creator"]] == ["甲", "乙"]
    assert record["dateCreated"] == "1954-01-01/1954-12-31"
    assert record["@id"] == "https://a.example/catalogue/J001/1/1-10/#J001-1-1"


def test_dublin_core_names_terms_of_the_crosswalk() -> None:
    """Elements of DCMI terms; a field of several values gives several elements; no internal field leaves."""
    root = etree.fromstring(
        written(
            DublinCore(""), part({"ref_code": "J001-1", "title": "<甲>", "subjects": "防汛；复堤", "notes": "内部"})
        )
    )
    (record,) = root
    found = [(etree.QName(each).localname, each.text) for each in record]
    assert ("title", "<甲>") in found and ("identifier", "J001-1") in found
    assert [text for name, text in found if name == "subject"] == ["防汛", "复堤"]
    assert "内部" not in str(found)


def test_atom_csv_follows_the_rules_of_its_import() -> None:
    """A parent stands above its child and is named by its legacyId; several values are separated by a bar."""
    content = part(
        {"ref_code": "J001-1-1", "title": "案卷", "level": "file"},
        {
            "ref_code": "J001-1-1-1",
            "title": "件",
            "parent_ref": "J001-1-1",
            "subjects": "防汛；复堤",
            "date_text": "1954-07-08",
        },
    )
    data = written(AtomCsv("zh-Hans", several=False), content)
    assert not data.startswith(b"\xef\xbb\xbf")
    fonds, file, item = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert (fonds["legacyId"], fonds["parentId"], fonds["levelOfDescription"]) == ("lantai-fonds:J001", "", "Fonds")
    assert (file["legacyId"], file["parentId"], file["levelOfDescription"]) == ("J001-1-1", "lantai-fonds:J001", "File")
    assert (item["parentId"], item["subjectAccessPoints"]) == ("J001-1-1", "防汛|复堤")
    assert (item["eventTypes"], item["eventStartDates"], item["culture"]) == ("Creation", "1954-07-08", "zh")


def test_atom_csv_has_as_many_values_in_columns_that_belong_together() -> None:
    """Two creators are two events, of which one has the date; each other code has a label."""
    said = {"creators": "甲；乙", "date_text": "1954", "date_start": "1954-01-01", "date_end": "1954-12-31"}
    more = {"doc_no": "1号", "alt_refs": "旧1；旧2", "language": "汉语；zh-Hant；满语；锡伯语"}
    data = written(AtomCsv("zh-Hans", several=True), part({"ref_code": "J001-1-1", "title": "题"} | said | more))
    _, row = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert (row["eventTypes"], row["eventActors"]) == ("Creation|Creation", "甲|乙")
    assert (row["eventDates"], row["eventEndDates"]) == ("1954|NULL", "1954-12-31|NULL")
    assert row["alternativeIdentifiers"] == "1号|旧1|旧2"
    assert row["alternativeIdentifierLabels"] == "文号|其他编号|其他编号"
    assert row["language"] == "zh|zh|mnc"


def test_a_bar_within_a_value_parts_it_in_no_column_of_atom() -> None:
    """AtoM has no way to write it, so it becomes the full-width one; columns that belong together stay together."""
    said = {"creators": "甲|乙；丙", "date_text": "1954|1955", "doc_no": "1|2号", "subjects": "a||b", "scope": "x|y"}
    data = written(AtomCsv("zh-Hans", several=False), part({"ref_code": "J001-1-1", "title": "题|名"} | said))
    _, row = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert (row["eventTypes"], row["eventActors"]) == ("Creation|Creation", "甲｜乙|丙")
    assert (row["eventDates"], row["alternativeIdentifiers"]) == ("1954｜1955|NULL", "1｜2号")
    assert (row["alternativeIdentifierLabels"], row["subjectAccessPoints"]) == ("文号", "a｜｜b")
    assert (row["title"], row["scopeAndContent"]) == ("题|名", "x|y")


def test_a_series_without_a_record_is_a_level_of_the_finding_aid() -> None:
    """It has its number and the name that the archive gives it; a series with a record is that record."""
    content = part({"ref_code": "J001-1-1-1", "title": "件"})
    named = replace(content, series={"/catalogue/J001/1/": LocalText((("zh-Hans", "永久 & 长期"),))})
    root = etree.fromstring(written(Ead3("馆", "", "zh-Hans"), named))
    (series,) = root.findall(".//e:dsc/e:c", {"e": NAMESPACE})
    assert series.get("level") == "series"
    assert series.findtext("e:did/e:unittitle", namespaces={"e": NAMESPACE}) == "永久 & 长期"
    described = part(
        {"ref_code": "J001-1", "title": "目录一", "level": "series"}, {"ref_code": "J001-1-1-1", "title": "件"}
    )
    placed = described.frame.with_columns(
        pl.when(pl.col("level") == "series")
        .then(pl.lit("/catalogue/J001/1/"))
        .otherwise("list_address")
        .alias("list_address")
    )
    root = etree.fromstring(written(Ead3("馆", "", "zh-Hans"), replace(described, frame=placed)))
    assert [each.get("level") for each in root.iter(f"{{{NAMESPACE}}}c")] == ["series", "item"]


def test_large_downloads_are_packed_and_hold_the_same(site_folder, tmp_path, monkeypatch) -> None:
    """A gzip file of several members unpacks to what the plain file would be."""
    rows = [("LX", f"J00{n}", f"J00{n}-1-0001-001", "item", f"第{n}件", "县政府", "1954") for n in (1, 2)]
    write_release(site_folder, "2026-06-09", rows)
    downloads.write_all(view_of(site_folder)[0], tmp_path / "plain")
    monkeypatch.setattr("lantai.catalogue.downloads.scopes.LARGE", 1)
    downloads.write_all(view_of(site_folder)[0], tmp_path / "packed")
    for name in ("catalogue.csv", "catalogue.ead3.xml", "releases/2026-06-09.jsonld"):
        packed = gzip.decompress((tmp_path / "packed/data" / f"{name}.gz").read_bytes())
        assert packed == (tmp_path / "plain/data" / name).read_bytes()
    etree.fromstring((tmp_path / "plain/data/catalogue.ead3.xml").read_bytes())
    json.loads((tmp_path / "plain/data/catalogue.jsonld").read_bytes())


def _members(data: bytes) -> list[bytes]:
    """Return the members of a gzip file by the length that each says in its extra field (RFC 1952, 2.3.1.1)."""
    found, start = [], 0
    while start < len(data):
        assert data[start : start + 4] == b"\x1f\x8b\x08\x04"
        assert data[start + 4 : start + 8] == b"\0\0\0\0"
        assert data[start + 10 : start + 16] == b"\x08\0IG\x04\0"
        length = int.from_bytes(data[start + 16 : start + 20], "little")
        found.append(data[start : start + length])
        start += length
    return found


def test_what_a_fonds_has_is_packed_once(site_folder, tmp_path, monkeypatch) -> None:
    """In a large catalogue the file of a large fonds holds the members that hold it in that of the whole."""
    rows = [("LX", "J001", f"J001-1-0001-00{n}", "item", f"第{n}件", "县政府", "1954") for n in range(1, 7)]
    write_release(site_folder, "2026-06-09", [*rows, ("LX", "J002", "J002-1-0001-001", "item", "一件", "某", "1954")])
    monkeypatch.setattr("lantai.catalogue.downloads.scopes.LARGE", 3)
    monkeypatch.setattr("lantai.catalogue.downloads.scopes.LARGE_FONDS", {"csv": 5, "ead3.xml": 1})
    monkeypatch.setattr("lantai.catalogue.downloads.sinks.MOST", 400)
    view = view_of(site_folder)[0]
    downloads.write_all(view, tmp_path)
    written = {path.name for path in (tmp_path / "data/fonds").iterdir()}
    assert written == {"J001.csv.gz", "J001.ead3.xml.gz", "J002.csv", "J002.ead3.xml"}
    for extension in ("csv.gz", "ead3.xml.gz"):
        whole = _members((tmp_path / "data" / f"catalogue.{extension}").read_bytes())
        own = _members((tmp_path / "data" / "fonds" / f"J001.{extension}").read_bytes())
        shared = [gzip.decompress(each) for each in own if each in whole]
        assert len(shared) >= 2
        assert all(each.endswith(b"\n") for each in shared)
        assert b"".join(shared).count("第".encode()) == 6
    labels = [label for label, _ in downloads.offered(view, "fonds/J001")]
    assert labels == ["CSV（gzip 压缩，解压后用 Excel 打开）", "EAD3（XML），gzip 压缩"]
    assert downloads.offered(view, "fonds/J002")[0] == ("CSV（Excel 可直接打开）", "/data/fonds/J002.csv")
    (about,) = (page for page in pages.all_pages(view) if page.address == "/data/")
    assert about.data["packed"]
    catalog = json.loads((tmp_path / "data/catalog.jsonld").read_text(encoding="utf-8"))
    formats = [each.get("compressFormat") for each in catalog["dataset"][0]["distribution"]]
    assert formats == ["application/gzip"] * 6 + [None]


def test_what_formats_need_of_a_fonds_is_made_once(site_folder, tmp_path, monkeypatch) -> None:
    """Two releases and the whole hold records of one fonds: its columns are looked at once for all of them."""
    for day, number in (("2025-06-09", 1), ("2026-06-09", 2)):
        row = ("LX", "J001", f"J001-1-0001-00{number}", "item", f"第{number}件", "县政府", "1954")
        write_release(site_folder, day, [row])
    made, of = [], Cells.of
    monkeypatch.setattr(Cells, "of", lambda frame: made.append(frame.height) or of(frame))
    downloads.write_all(view_of(site_folder)[0], tmp_path)
    assert made == [2]


def test_harvesters_learn_what_came_changed_and_went(site_folder, tmp_path) -> None:
    """ResourceSync: the change list of a release names permanent addresses with created, updated, deleted."""
    first = [("LX", "J001", f"J001-1-0001-00{n}", "item", f"第{n}件", "县政府", "1954") for n in (1, 2, 3)]
    write_release(site_folder, "2025-06-09", first)
    second = [first[0], ("LX", "J001", "J001-1-0001-002", "item", "更正的第2件", "县政府", "1954")]
    write_release(
        site_folder,
        "2026-06-09",
        [*second, ("LX", "J001", "J001-1-0001-009", "item", "新", "某", "1954")],
        "kind: full\n",
    )
    downloads.write_all(view_of(site_folder, "https://a.example")[0], tmp_path)
    root = etree.parse(tmp_path / "data/releases/2026-06-09.changes.xml").getroot()
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "rs": "http://www.openarchives.org/rs/terms/"}
    found = {
        each.findtext("s:loc", namespaces=names)[-3:]: each.find("rs:md", names).get("change")
        for each in root.findall("s:url", names)
    }
    assert found == {"002": "updated", "009": "created", "003": "deleted"}
    assert (tmp_path / ".well-known/resourcesync").is_file()
