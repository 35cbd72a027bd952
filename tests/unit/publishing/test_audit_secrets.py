"""What must not be found on a site: what the gate held, except what the site must say for another reason."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from lantai.catalogue.model import TOMBSTONES
from lantai.publishing.audit import secrets
from lantai.records.store import NAMES, PUBLIC, WITHHELD


def test_codes_that_may_stand_on_the_site_are_no_secrets(tmp_path: Path) -> None:
    """A code that another archive published, took down or left out is said by its page; others are secrets."""
    held = [
        ("J001-1-0001-001", "words"),  # held here, public in another archive
        ("J001-1-0001-002", "words"),  # held here, withdrawn in another archive
        ("J001-1-0001-002", "withdrawn"),
        ("J001-1-0001-003", "words"),
        ("J001-1-0001-004", "words"),  # held here, left out of a later list by another archive
    ]
    pl.DataFrame(
        {"ref_code": [code for code, _ in held], "title": ["甲"] * 5, "holds": [holds for _, holds in held]}
    ).write_parquet(tmp_path / WITHHELD)
    pl.DataFrame({"ref_code": ["J001-1-0001-001"], "title": ["一份通知"]}).write_parquet(tmp_path / PUBLIC)
    pl.DataFrame({"ref_code": ["J001-1-0001-004"]}).write_parquet(tmp_path / TOMBSTONES)
    assert secrets.of(tmp_path).codes == ("J001-1-0001-003",)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("J001/1", "档号 J001/1。", True),
        ("J001/1", "/catalogue/J001/1/1-200/", False),
        ("J001/1", "J001/12", False),
        ("J001-1", "《J001-1》", True),
        ("J001-1", "J001-1-0003", False),
    ],
)
def test_a_code_counts_where_it_stands_alone(code: str, text: str, found: bool) -> None:
    """The beginning of a longer code is another code, and the address of a list is none."""
    before, _, after = text.partition(code)
    assert secrets.stands_alone(code, before.encode(), after.encode()) is found


@pytest.mark.parametrize(
    ("held", "secret"),
    [
        ("关于防汛工作的通知", False),  # named in the title of a record that passes it on
        ("澜溪县公安局", False),  # creator of a public record
        ("澜溪县防汛档案", False),  # a fonds as the archive calls it
        ("堵口复堤工程总结", False),  # in what a public record says of itself
        ("一九五四年七月八日", False),
        ("1954年7月8日—10日", False),
        ("1954年7月8日会议", True),
        ("关于杜某问题的复查结论", True),
        ("转发A&amp;B公司的通知", False),  # as a page writes what a public record says
        ("转发A&amp;C公司的通知", True),
        ("一九五四年抗洪纪事", False),  # as a reader sees what is written with an invisible character
    ],
)
def test_a_title_that_the_site_says_anyway_is_no_secret(tmp_path: Path, held: str, secret: bool) -> None:
    """Else a build would stop over words that the gate has let out, and nobody could do anything about it."""
    pl.DataFrame({"ref_code": ["J001-1"], "title": [held]}).write_parquet(tmp_path / WITHHELD)
    shown = {"ref_code": "J001-2", "title": "转发《关于防汛工作的通知》", "creators": "澜溪县公安局；县人委"}
    pl.DataFrame(
        [{**shown, "admin_history": "一九五五年写成堵口复堤工程总结，转发A&B公司的通知。一九五四年\u200d抗洪纪事。"}]
    ).write_parquet(tmp_path / PUBLIC)
    (tmp_path / NAMES).write_text('["澜溪县防汛档案", "某馆"]', encoding="utf-8")
    assert secrets.of(tmp_path).titles == ((held,) if secret else ())
