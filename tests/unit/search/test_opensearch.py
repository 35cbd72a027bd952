"""A browser can offer the site's search in its own search box."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from lantai.search import opensearch
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.routes import Routes

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize(
    ("language", "address", "template"),
    [
        ("zh-Hans", "/opensearch.xml", "https://archives.example/site/search/?q={searchTerms}"),
        ("en", "/en/opensearch.xml", "https://archives.example/site/en/search/?q={searchTerms}"),
    ],
)
def test_the_description_names_the_search_page(language: str, address: str, template: str) -> None:
    """Name, language and full URL of the search page, as OpenSearch 1.1 wants them, whatever signs the name has."""
    name = LocalText((("zh-Hans", "澜溪县档案馆<公共>服务与利用中心及方志室"), ("en", "Lanxi & District")))
    site = Site(Path(), name, (Archive("Z001", name),), ("zh-Hans", "en"), base_url="https://archives.example/site")
    routes = Routes(language, "zh-Hans")
    assert opensearch.address(routes) == address
    root = ElementTree.fromstring(opensearch.description(site, language, routes))
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    assert len(root.findtext(f"{NAMESPACE}ShortName", "")) <= 16
    assert root.findtext(f"{NAMESPACE}Description") == name.in_(language)
    url = root.find(f"{NAMESPACE}Url")
    assert url is not None and (url.get("type"), url.get("template")) == ("text/html", template)
