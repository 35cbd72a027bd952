"""Downloads: formulas, encodings, nesting, and nothing that is not public."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
from lxml import etree
from tests.unit.catalogue.conftest import gated, release

from lantai.catalogue.downloads.delimited import Csv
from lantai.catalogue.downloads.ead3 import NAMESPACE, Ead3, nested
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.catalogue.downloads.jsonlines import JsonLines
from lantai.catalogue.merging import merge
from lantai.catalogue.model import FondsSummary

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
