"""EAD3: whatever is in the records, the file keeps to the rules of the format, and is read back as the same records."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.unit.catalogue.ead3_rules import faults
from tests.unit.catalogue.test_downloads import FONDS, part

from lantai.catalogue.downloads.ead3 import NAMESPACE, Ead3
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.intake import cleaning, ead
from lantai.intake.tables import Reporter
from lantai.problems import Problems
from lantai.records.mapping import Extra, Mapping

SEVERAL = ("creators", "subjects", "places", "names", "genre", "language", "alt_refs", "class_codes")
SINGLE = ("scope", "arrangement", "originals", "copies", "related", "rights", "extent", "pages", "carrier", "doc_no")
SINGLE += ("title_sub", "title_parallel", "title_supplied", "admin_history", "custodial_history", "access_mode")
MAPPING = Mapping({}, extra=(Extra("官职", "任职", True),))
WHOLE = Scope("catalogue", "开放档案目录", 1)
ONE = Scope("fonds/J001", "某县人民委员会 <甲&乙>", 1, fonds=FONDS)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="；\ufffe\uffff"), min_size=1
)
RECORD = st.dictionaries(st.sampled_from(SINGLE), TEXT.map(lambda text: " ".join(text.split()) or "文"))
CODES = st.lists(st.sampled_from(["J001-1", "J001-1-2", "J001-1-2-3", "J001-10", "J001·2", "K9"]), unique=True)


def document(content: Part, scope: Scope) -> bytes:
    form = Ead3("馆", "2026-06-09T09:00:00+08:00", "zh-Hans", ("extra:任职",))
    body = form.body(content, form.prepare(content))
    head, tail = form.head(scope) + form.before(scope, content), form.after(scope, content) + form.tail(scope)
    return head.encode() + body + tail.encode()


def with_own(content: Part, value: str | None = None) -> Part:
    frame = content.frame.with_columns(pl.lit(value, pl.String).alias("extra:任职"))
    return dataclasses.replace(content, frame=frame)


@pytest.mark.parametrize("scope", [WHOLE, ONE], ids=["whole", "fonds"])
def test_a_record_with_every_field_keeps_to_the_rules(scope: Scope) -> None:
    """Elements, their order, attributes and fixed values are those of EAD3 1.1."""
    said = dict.fromkeys(SEVERAL, "甲；乙") | dict.fromkeys(SINGLE, "文 <&>")
    dates = {"date_text": "1950—1954", "date_start": "1950-01-01", "date_end": "1954-12-31"}
    content = part(
        {"ref_code": "J001-1-1", "title": "题", "parent_ref": "J001-1", "open_status": "开放"} | said | dates
    )
    root = etree.fromstring(document(with_own(content, "知县"), scope))
    assert faults(root) == []
    assert root.tag == f"{{{NAMESPACE}}}ead"


def test_the_rules_find_faults() -> None:
    """A judge that accepts everything would prove nothing."""
    made = document(with_own(part({"ref_code": "J001-1-1", "title": "题"})), ONE).decode()
    for before, after in (
        ('level="item"', 'level="piece"'),
        ("<unittitle>题</unittitle>", "<p>题</p>"),
        ('<maintenancestatus value="derived"/>', ""),
        ("</dsc></archdesc>", "</dsc><c/></archdesc>"),
        ("<dsc>", "<dsc>文"),
    ):
        assert before in made
        assert faults(etree.fromstring(made.replace(before, after, 1).encode())), after


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), CODES)
def test_any_records_come_back_from_a_file_that_keeps_to_the_rules(
    tmp_path: Path, data: st.DataObject, codes: list
) -> None:
    """Any text in any field, codes within codes, parents that are not public: same codes, same parents, same text."""
    records: list[dict] = []
    for code in sorted(codes):
        parent = data.draw(
            st.sampled_from([None, "J001", "J001-1", "J001-7", "X-1"]).filter(lambda each, own=code: each != own)
        )
        records.append({"ref_code": code, "title": "题", "parent_ref": parent} | data.draw(RECORD))
    if not records:
        return
    content = with_own(part(*records))
    path = tmp_path / "list.ead3.xml"
    path.write_bytes(document(content, WHOLE))
    assert faults(etree.parse(str(path)).getroot()) == []
    back, count = ead.read(path, "list", MAPPING, Reporter(Problems()))
    assert count == len(records)
    before = {row["ref_code"]: row for row in content.frame.iter_rows(named=True)}
    for row in back.iter_rows(named=True):
        was = before.pop(row["ref_code"])
        for name in SINGLE:
            assert _as_xml(row[name]) == _as_xml(was[name]), name
        if was["parent_ref"]:
            above = [code for code in codes if row["ref_code"].startswith(f"{code}-")]
            assert row["parent_ref"] in (was["parent_ref"], *above)
    assert not before


def test_other_codes_come_back_as_often_as_they_stand_there(tmp_path: Path) -> None:
    """Also one that is the code of the record itself."""
    path = tmp_path / "list.ead3.xml"
    row = {"ref_code": "J001-1-1", "title": "题", "alt_refs": "旧1；旧1；J001-1-1"}
    path.write_bytes(document(with_own(part(row)), WHOLE))
    back, _ = ead.read(path, "list", MAPPING, Reporter(Problems()))
    assert back.select("ref_code", "alt_refs").rows() == [("J001-1-1", "旧1；旧1；J001-1-1")]


def _as_xml(text: str | None) -> str:
    """Return a text without what XML or intake may not keep of it: control characters and blanks."""
    return re.sub(f"[{cleaning.LOST[1:-1]}\\s\u200b\ufeff]+", "", text or "")
