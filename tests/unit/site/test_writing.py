"""A page is written whole, once, and only into its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantai.files import PathEscapes
from lantai.site.writing import PageFiles


def test_a_page_stands_where_its_address_leads(tmp_path: Path) -> None:
    """As UTF-8 with the line ends it was given, on every system."""
    pages = PageFiles(tmp_path)
    pages.write("/", "<p>\n家\n")
    pages.write("/catalogue/J001/·2011/", "一")
    pages.write("/404.html", "无")
    assert (tmp_path / "index.html").read_bytes() == "<p>\n家\n".encode()
    assert (tmp_path / "catalogue/J001/·2011/index.html").read_text(encoding="utf-8") == "一"
    assert (tmp_path / "404.html").read_text(encoding="utf-8") == "无"


def test_a_page_never_writes_into_a_file_of_the_public_site(tmp_path: Path) -> None:
    """What was taken over is a second name of the public file: writing into it would change what is public."""
    public = tmp_path / "public.html"
    public.write_text("公开", encoding="utf-8")
    (tmp_path / "next/a").mkdir(parents=True)
    (tmp_path / "next/a/index.html").hardlink_to(public)
    with pytest.raises(FileExistsError):
        PageFiles(tmp_path / "next").write("/a/", "新")
    assert public.read_text(encoding="utf-8") == "公开"


@pytest.mark.parametrize("address", ["/../a/", "/a/../../b/", "/a//b/", "/con/", "/a:b/", "/a /"])
def test_an_address_cannot_lead_out_of_the_folder(tmp_path: Path, address: str) -> None:
    with pytest.raises(PathEscapes):
        PageFiles(tmp_path / "next").write(address, "x")
    assert not any(tmp_path.iterdir())
