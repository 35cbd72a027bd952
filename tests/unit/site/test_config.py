"""What begins every address of a site is an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantai.prose.options import IDENTIFIER
from lantai.site import config
from lantai.site.config import is_base_url


@pytest.mark.parametrize(
    "text",
    ["https://www.example.org", "http://10.1.2.3:8080/archives", "https://档案.example/目录", "https://a.cn/%E4%B8%80"],
)
def test_an_address_may_have_a_port_a_path_and_any_script(text: str) -> None:
    assert is_base_url(text)


@pytest.mark.parametrize(
    "text",
    [
        *("javascript:alert(1)", "//a.cn", "https://", "https:///x", "https://a.cn?x", "https://a.cn/#x", "ftp://a.cn"),
        *('https://a.cn/"><script>', "https://a.cn'x", "https://name:word@a.cn", "https://a.cn/x y", "https://a.cn\n"),
    ],
)
def test_what_would_end_an_attribute_or_carry_a_login_is_none(text: str) -> None:
    assert not is_base_url(text)


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_no_folder_gets_a_name_that_windows_keeps_for_itself(name: str) -> None:
    assert not IDENTIFIER.fullmatch(name)
    assert IDENTIFIER.fullmatch(name + "-") and IDENTIFIER.fullmatch("x" + name)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "yuyue.example", "ftp://yuyue.example/{ref}"])
def test_where_a_visit_is_booked_is_an_address_of_the_web_or_told(address: str, tmp_path: Path) -> None:
    """It was left out without a word, so that nobody could book."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(f"name: 馆\ncode: A\nbooking: {address}\n", encoding="utf-8")
    site, problems = config.load(tmp_path)
    assert site is None
    (told,) = problems.errors
    assert told.place.line == 3 and address in told.what() and "https://" in told.advice()
