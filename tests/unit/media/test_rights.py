"""Licences and rights statements are known by their addresses."""

from __future__ import annotations

import pytest

from lantai.media.rights import rights_name, rights_uri

CC, RS = "creativecommons.org", "rightsstatements.org"


@pytest.mark.parametrize(
    ("address", "uri", "name"),
    [
        (f"https://{CC}/licenses/by-sa/4.0", f"http://{CC}/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
        (f"http://{CC}/publicdomain/zero/1.0/", f"http://{CC}/publicdomain/zero/1.0/", "CC0 1.0"),
        (f"http://{RS}/vocab/NoC-US/1.0/", f"http://{RS}/vocab/NoC-US/1.0/", "No Copyright – United States"),
        ("https://example.org/terms", None, ""),
        ("仅供研究", None, ""),
    ],
)
def test_an_address_and_its_name(address: str, uri: str | None, name: str) -> None:
    """IIIF Presentation 3.0 wants these URIs with http."""
    assert (rights_uri(address), rights_name(address)) == (uri, name)


def test_statements_are_named_in_the_language_of_the_page() -> None:
    """All twelve of RightsStatements.org have a Chinese name; licences keep the abbreviation that everyone knows."""
    from lantai.media import rights

    assert set(rights._CHINESE) == set(rights._STATEMENTS) and len(rights._CHINESE) == 12
    address = "https://rightsstatements.org/vocab/NoC-NC/1.0/"
    assert rights.rights_name(address, "zh-Hans") == "无版权：仅限非商业使用"
    assert rights.rights_name("https://creativecommons.org/licenses/by/4.0/", "zh-Hans") == "CC BY 4.0"
    assert rights.rights_name("https://creativecommons.org/publicdomain/mark/1.0/", "zh-Hans") == "公共领域标记 1.0"
