"""Addresses follow from the code alone, never move and never collide."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.files import contained
from lantai.records import addresses
from lantai.records.refcodes import match_key, match_key_expr
from lantai.site.routes import output_path

FILES = "{fonds}-{series}-{file}-{item}"
ODD = st.text(alphabet='JAacon019-·/.:*?"~ _档案\u0600', min_size=1, max_size=14)
YEARLY = st.from_regex(r"J1[-·](20[01]\d|WS)[-·](Y|D[0-3]0|[13]0年)[-·]\d{1,3}", fullmatch=True)
DEVICE = st.from_regex(r"(con|NUL|aux|Lpt1)[.-]?[1.]{0,3}", fullmatch=True)
WORDED = st.from_regex(r"J1(/(Box|子系列|N|Subseries )[12](\.[1-3][ab]?){0,2}){1,3}(/0[1-3])?", fullmatch=True)
CODES = st.lists(ODD | YEARLY | DEVICE | WORDED, max_size=20)


@pytest.mark.parametrize(
    ("code", "fonds", "patterns", "list_address"),
    [
        ("J001-002-0345-012", "J001", [FILES], "/catalogue/J001/002/341-350/"),
        ("J001-002-0345", "J001", [FILES], "/catalogue/J001/002/341-350/"),
        ("J001-002", "J001", [FILES], "/catalogue/J001/002/"),
        ("J001", "J001", [FILES], "/catalogue/J001/"),
        ("J001-002-0345-012", "J001", [], "/catalogue/J001/002/341-350/"),
        ("全宋詩-000201", "全宋詩", [], "/catalogue/全宋詩/201-400/"),
        ("A00001", "TATE", [], "/catalogue/TATE/A1-200/"),
        ("J001-2011-WS-0200", "J001", [], "/catalogue/J001/2011/WS/1-200/"),
        ("J001-WS·2011-D30-0201", "J001", [], "/catalogue/J001/WS/2011/D30/201-400/"),
        ("J001-1986-30年-0201", "J001", [], "/catalogue/J001/1986/30年/201-400/"),
        ("J001-1986-1-30年", "J001", [], "/catalogue/J001/1986/1-10/"),
        ("J001-WS-D30-0201", "J001", [], "/catalogue/J001/WS/D21-30/"),
        ("Z109-WS·2011·Y·办公室-0001", "Z109", [], "/catalogue/Z109/WS/2011/Y/办公室/1-200/"),
        ("J001-WS-1985-0400", "J001", [], "/catalogue/J001/WS/1985/201-400/"),
        ("J001-甲", "J001", [], "/catalogue/J001/~甲/"),
        ("MS 1/Series 4/Subseries 4.1/003", "MS 1", [], "/catalogue/MS1/SERIES4/SUBSERIES4.1/1-200/"),
        ("MS 1/Series 4/Subseries 4.1b/Box 1/03", "MS 1", [], "/catalogue/MS1/SERIES4/SUBSERIES4.1B/BOX1-10/"),
        ("MS 1/Series 4/Subseries 4.1", "MS 1", [], "/catalogue/MS1/SERIES4/~S/"),
        ("MS 1/Box 1.2/Box 3.4/5", "MS 1", [], "/catalogue/MS1/BOX1.2/BOX3.4/1-200/"),
        ("J001/2.3-4", "J001", [], "/catalogue/J001/2/1-10/"),
    ],
)
def test_list_pages_are_ranges_of_codes(code: str, fonds: str, patterns: list[str], list_address: str) -> None:
    """Ten files with their items, or two hundred items directly below a container."""
    assert addresses.address(code, fonds, patterns=patterns).list_address == list_address


def test_a_record_has_a_place_on_a_list_and_could_have_a_page() -> None:
    """The anchor is the code; the page stands below the list; an archive of several comes first."""
    assert addresses.address("j001—002-0345-012", "J001", "LX", [FILES]) == (
        "/catalogue/LX/J001/002/341-350/",
        "J001-002-0345-012",
        "/catalogue/LX/J001/002/341-350/J001-002-0345-012/",
    )
    assert addresses.page_address("", "J001", "J001-002", [FILES]) == "/catalogue/J001/002/_/J001-002/"


@given(CODES, st.sampled_from([{}, {("", ""): [FILES]}, {("", ""): ["{fonds}-{item}", FILES]}]))
def test_a_column_of_codes_gets_what_each_would_get_alone(codes: list[str], patterns: dict) -> None:
    """Hence other records never change an address."""
    frame = pl.DataFrame({"ref_code": codes}, schema={"ref_code": pl.String}).with_columns(
        repository_code=pl.lit("LX"), fonds=pl.lit("J1"), match_key=match_key_expr(pl.col("ref_code"))
    )
    made = addresses.add_columns(frame, patterns).select("list_address", "anchor", "page_address").rows()
    assert made == [tuple(addresses.address(code, "J1", "", patterns.get(("", ""), ()))) for code in codes]


@given(CODES)
def test_different_codes_have_different_addresses_that_every_system_can_hold(codes: list[str]) -> None:
    """No two codes share a page, also where case does not count, and no name is one that Windows refuses."""
    keys = {match_key(code) for code in codes}
    pages = [addresses.page_address("", "J1", key) for key in keys]
    assert len({page.casefold() for page in pages}) == len(keys)
    for page in pages:
        contained(addresses_root(), output_path(page))


def addresses_root() -> Path:
    return Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("CON", "CON~a3dbc4b6"),
        ("NUL.1", "NUL_1~"),  # Windows takes what stands before the dot for the device
        ("1/1", "1+1"),
        ("A*B", "A_B~"),
        ("档案", "档案"),
        ("", "_~e3b0c442"),
        ("X" * 300, "X" * 24 + "~"),
    ],
)
def test_names_that_cannot_be_files_carry_a_digest(name: str, slug: str) -> None:
    """Windows names, forbidden characters and very long codes."""
    assert addresses.slug(name).startswith(slug)


def test_codes_that_look_alike_as_files_keep_apart() -> None:
    """Codes that differ only in forbidden characters keep different anchors."""
    frame = pl.DataFrame({"match_key": ["J1-A*B", "J1-A?B", "J1-A B"]})
    frame = frame.with_columns(repository_code=pl.lit("LX"), fonds=pl.lit("J1"))
    assert addresses.collisions(addresses.add_columns(frame, {})).height == 0
