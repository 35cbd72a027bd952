"""Citations and crosswalks."""

from __future__ import annotations

from lantai.records import citations, crosswalks


def test_gbt_7714() -> None:
    """``责任者. 题名: 档号[A]. 收藏地: 收藏者, 日期.``"""
    assert (
        citations.gbt7714(["某县人民政府"], "关于防汛的通知", "J001-002-0345-012", "某县", "某县档案馆", "1954-07-08")
        == "某县人民政府. 关于防汛的通知: J001-002-0345-012[A]. 某县: 某县档案馆, 1954-07-08."
    )


def test_gbt_7714_leaves_out_what_is_unknown() -> None:
    """An unknown creator or date takes its punctuation with it; more than three creators become 等."""
    assert citations.gbt7714(["不详"], "信", "A-1", "", "某县档案馆", "") == "信: A-1[A]. 某县档案馆."
    assert citations.gbt7714(["甲", "乙", "丙", "丁"], "信", "A-1", "", "馆", "").startswith("甲, 乙, 丙, 等. 信")


def test_bibtex_cannot_be_broken_out_of() -> None:
    """Braces and signs of TeX in the data are escaped."""
    entry = citations.bibtex(["A & B"], "50% {x}", "J001-1", "", "馆", "1954", "")
    assert entry.startswith("@misc{J001-1,\n")
    assert "{50\\% \\{x\\}}" in entry
    assert "author = {{A \\& B}}" in entry


def test_ris_is_one_field_a_line() -> None:
    """A line break in a title does not start a field."""
    assert "TI  - 甲 乙\r\n" in citations.ris([], "甲\n乙", "A-1", "", "馆", "", "")


def test_schema_org_and_dublin_core_hold_public_fields_only() -> None:
    """Both come from the crosswalk; several values are several statements."""
    record = {
        "ref_code": "J001-1",
        "title": "题",
        "level": "item",
        "creators": "甲；乙",
        "date_text": "1954年7月",
        "date_start": "1954-07-01",
        "date_end": "1954-07-31",
        "edtf": "1954-07",
        "notes": "内部",
        "open_status": "开放",
    }
    pairs = crosswalks.dublin_core(record)
    assert ("creator", "甲") in pairs
    assert ("creator", "乙") in pairs
    assert ("date", "1954-07") in pairs
    found = crosswalks.schema_org(record, "https://a.example/x/", "某县档案馆")
    assert found["@type"] == "ArchiveComponent"
    assert found["dateCreated"] == "1954-07-01/1954-07-31"
    assert "内部" not in str(pairs) + str(found)
