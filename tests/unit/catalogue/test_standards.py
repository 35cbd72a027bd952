# ruff: noqa: E501 -- names of standards are long
"""Downloads and feeds, judged by what their standards say and by readers that know nothing of us."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from pyld import jsonld
from resync.capability_list import CapabilityList
from resync.change_list import ChangeList
from resync.resource_list import ResourceList
from resync.source_description import SourceDescription
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import downloads, releasepages
from lantai.catalogue.views import View

BASE = "https://archive.example"
SITE = """\
name: 某县档案馆
code: "LX"
contact: {email: office@archive.example}
licence_url: https://creativecommons.org/licenses/by/4.0/
"""
SCHEMA = "http://schema.org/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("standards")
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    first = [
        ("LX", "J001", "J001-1-0001-001", "item", "关于修堤的通知", "县政府；水利局", "19540708"),
        ("LX", "J001", "J001-1-0001-002", "item", "A&B “请示” <2>", "县政府", "1954年7月至8月"),
    ]
    write_release(folder, "2025-06-09", first)
    write_release(folder, "2026-06-09", [("LX", "J001", "J001-1-0001-002", "item", "更正的题名", "县政府", "1954")])
    found, problems = view_of(folder, BASE)
    assert not problems.errors
    downloads.write_all(found, folder / "output")
    return found


@pytest.fixture(scope="module")
def output(view: View) -> Path:
    return view.site.folder / "output"


def _offline(url: str, options: object) -> dict:
    """Stand in for schema.org's context, of which only the vocabulary and links matter here."""
    assert url.rstrip("/") == "https://schema.org"
    context = {"@vocab": SCHEMA, "url": {"@type": "@id"}}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def triples(path: Path) -> set[tuple[str, str, str]]:
    """Return what a JSON-LD file says, as another program's RDF."""

    document = json.loads(path.read_text(encoding="utf-8"))
    data = jsonld.to_rdf(document, {"documentLoader": _offline, "base": f"{BASE}/"})
    return {
        (each["subject"]["value"], each["predicate"]["value"], each["object"]["value"]) for each in data["@default"]
    }


def test_json_ld_says_what_it_should_in_triples(output: Path) -> None:
    """Type, code, title, day, makers and archive of a record, named by its address."""
    said = triples(output / "data" / "catalogue.jsonld")
    record = f"{BASE}/catalogue/J001/1/1-10/J001-1-0001-001/"
    about = {(predicate.removeprefix(SCHEMA), value) for subject, predicate, value in said if subject == record}
    assert {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{SCHEMA}ArchiveComponent"),
        ("identifier", "J001-1-0001-001"),
        ("name", "关于修堤的通知"),
        ("dateCreated", "1954-07-08"),
        ("additionalType", "Item"),
        ("conditionsOfAccess", "开放"),
    } <= about
    makers = {value for predicate, value in about if predicate == "creator"}
    assert {value for subject, predicate, value in said if subject in makers and predicate == f"{SCHEMA}name"} == {
        "县政府", "水利局",
    }  # fmt: skip
    (holder,) = (value for predicate, value in about if predicate == "holdingArchive")
    assert (holder, f"{SCHEMA}name", "某县档案馆") in said


def test_dcat_says_where_each_file_is_and_what_it_must_come_to(output: Path) -> None:
    """Every distribution has an address, a media type, a size and a checksum (DCAT 3)."""
    said = triples(output / "data" / "catalog.jsonld")
    dcat, spdx = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"
    files = {subject for subject, predicate, value in said if value == f"{dcat}Distribution"}
    addresses = {value for subject, predicate, value in said if predicate == f"{dcat}downloadURL"}
    assert len(files) == len(addresses) and f"{BASE}/data/catalogue.csv" in addresses
    for wanted in (f"{dcat}downloadURL", f"{dcat}mediaType", f"{dcat}byteSize", f"{spdx}checksum"):
        assert {subject for subject, predicate, _ in said if predicate == wanted} == files
    assert f"{BASE}/data/schemas/records.json" in {value for _, predicate, value in said if "conformsTo" in predicate}
    sums = (output / "data" / "SHA256SUMS").read_text(encoding="utf-8")
    for value in (value for _, predicate, value in said if predicate == f"{spdx}checksumValue"):
        assert value in sums


def test_the_feed_is_a_feed(view: View) -> None:
    """RFC 4287: what must stand once stands once, dates and addresses are such, ids differ, an author is named."""
    feed = etree.fromstring(releasepages.atom(view))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id"))
        rels = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert rels.count("alternate") == 1
        assert all(link.get("href").startswith(f"{BASE}/") for link in element.findall(f"{ATOM}link"))
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "某县档案馆"
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 3
    known = {"id", "title", "subtitle", "updated", "link", "author", "entry", "summary", "name"}
    assert {etree.QName(each).localname for each in feed.iter()} - {"feed"} <= known


def test_a_feed_reader_finds_the_releases_newest_first(view: View) -> None:
    """feedparser, which many programs read feeds with, has nothing to complain about."""
    found = feedparser.parse(releasepages.atom(view))
    assert (found.bozo, found.version, found.encoding) == (False, "atom10", "utf-8")
    assert (found.feed.author, found.feed.language) == ("某县档案馆", "zh-Hans")
    assert [(each.title, each.link, each.updated_parsed[:5]) for each in found.entries] == [
        ("批次 2026-06-09", f"{BASE}/releases/2026-06-09/", (2026, 6, 9, 1, 0)),
        ("批次 2025-06-09", f"{BASE}/releases/2025-06-09/", (2025, 6, 9, 1, 0)),
    ]
    assert all(each.summary and not each.get("content") for each in found.entries)


def test_resource_sync_leads_from_its_beginning_to_every_file(output: Path) -> None:
    """ANSI/NISO Z39.99: description → capability list → lists, each with its capability and the way up; all files exist."""
    seen: dict[str, str] = {}
    waiting = [("/.well-known/resourcesync", "description", "")]
    while waiting:
        path, capability, above = waiting.pop()
        root = etree.parse(str(output / path.strip("/"))).getroot()
        assert root.tag == f"{SITEMAP}urlset"
        assert root.find(f"{RS}md").get("capability") == capability
        up = [link.get("href") for link in root.findall(f"{RS}ln") if link.get("rel") == "up"]
        assert up == ([BASE + above] if above else [])
        if capability == "resourcelist":
            assert datetime.fromisoformat(root.find(f"{RS}md").get("at")).tzinfo
        if capability == "changelist":
            assert root.find(f"{RS}md").get("from")
        seen[path] = capability
        entries = root.findall(f"{SITEMAP}url")
        assert 0 < len(entries) <= 50_000
        for entry in entries:
            location, md = entry.findtext(f"{SITEMAP}loc"), entry.find(f"{RS}md")
            assert location.startswith(f"{BASE}/")
            if capability in ("description", "capabilitylist"):
                waiting.append((location.removeprefix(BASE), md.get("capability"), path))
            elif capability == "changelist":
                assert md.get("change") in ("created", "updated", "deleted") and md.get("datetime")
            else:
                assert (output / location.removeprefix(f"{BASE}/")).is_file(), location
    assert sorted(seen.values()) == ["capabilitylist", "changelist", "changelist", "description", "resourcelist"]


def test_the_reader_by_the_authors_of_resource_sync_finds_every_file(output: Path) -> None:
    """resync follows the same way, and each download has the size and the SHA-256 that the list says."""
    description, capabilities, listed, changed = SourceDescription(), CapabilityList(), ResourceList(), ChangeList()
    description.parse(str(output / ".well-known" / "resourcesync"))
    (leads,) = description.resources
    capabilities.parse(str(output / leads.uri.removeprefix(f"{BASE}/")))
    listed.parse(str(output / capabilities.capability_info("resourcelist").uri.removeprefix(f"{BASE}/")))
    there = {path.relative_to(output).as_posix() for path in (output / "data").rglob("*") if path.is_file()}
    found = {each.uri.removeprefix(f"{BASE}/"): each for each in listed}
    assert len(found) > 8 and found.keys() <= there
    for name, each in found.items():
        content = (output / name).read_bytes()
        assert (each.length, each.sha256) == (len(content), hashlib.sha256(content).hexdigest()), name
    for each in [each for each in capabilities if each.capability == "changelist"]:
        changed.parse(str(output / each.uri.removeprefix(f"{BASE}/")))
    assert {each.change for each in changed} == {"created", "updated"}


def test_the_static_repository_has_what_oai_demands(output: Path) -> None:
    """OAI-PMH static repository: identity, one format, every record with its id, day and simple Dublin Core."""
    root = etree.parse(str(output / "data" / "oai.xml")).getroot()
    assert [child.tag for child in root] == [
        f"{STATIC}{name}" for name in ("Identify", "ListMetadataFormats", "ListRecords")
    ]
    names = (
        "repositoryName",
        "baseURL",
        "protocolVersion",
        "adminEmail",
        "earliestDatestamp",
        "deletedRecord",
        "granularity",
    )
    assert [child.tag for child in root[0]] == [OAI + name for name in names]
    assert root[0].findtext(f"{OAI}earliestDatestamp") == "2025-06-09"
    records = root[2].findall(f"{OAI}record")
    ids = [record.findtext(f"{OAI}header/{OAI}identifier") for record in records]
    assert ids == ["oai:archive.example:LX/J001-1-0001-001", "oai:archive.example:LX/J001-1-0001-002"]
    assert all(
        re.fullmatch(r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+", each)
        for each in ids
    )
    days = [record.findtext(f"{OAI}header/{OAI}datestamp") for record in records]
    assert days == ["2025-06-09", "2026-06-09"]
    simple = {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"}
    simple |= {"identifier", "source", "language", "relation", "coverage", "rights"}
    for record in records:
        (held,) = record.find(f"{OAI}metadata")
        assert held.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
        assert {child.tag.removeprefix(DC) for child in held} <= simple
    assert records[1].findtext(f".//{DC}title") == "更正的题名"
