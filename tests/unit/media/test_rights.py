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
