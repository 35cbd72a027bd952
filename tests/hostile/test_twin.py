"""Whatever words stand in a site, its pages have the elements and attributes of a site with harmless words."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.browser.visiting import served
from tests.hostile import corpus, twin

from small import build

pytestmark = [pytest.mark.site, pytest.mark.browser]

_SKELETON = """
(texts) => texts.map((text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const of = (root, path) => [...root.querySelectorAll("*")].flatMap((each) => {
    const names = each.getAttributeNames().sort().map((name) => {
      if (["id", "class", "rel", "type", "role", "method", "name", "http-equiv"].includes(name))
        return `${name}=${each.getAttribute(name).replace(/[0-9a-f]{10,}/g, "#")}`;
      if (["href", "src", "action", "srcset", "poster", "data", "formaction"].includes(name)) {
        const address = new URL(each.getAttribute(name), "https://archives.example.cn/x/");
        return `${name}=${address.protocol}//${address.host}`;
      }
      return name;
    });
    const own = `${path}${each.localName}[${names.join(" ")}]`;
    return each.localName === "template" ? [own, ...of(each.content, "template>")] : [own];
  });
  return of(page, "");
})
"""
"""The elements of pages as a browser reads them, with the attributes of each and, of addresses, where they lead."""

BY_NAME = "exhibitions/names/index.html"
"""Pages in the order of names: other words stand in another order, and only the elements together are the same."""

_WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  told(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
Object.defineProperty(window, "__hit", {set: (which) => told(`word ${which} ran`)});
"""
"""Tells at once what the policy refused and which word of the corpus ran."""


@dataclass(frozen=True)
class Pair:
    """The two sites as built: same files, other words."""

    benign: Path
    hostile: Path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("twin")

    def built(name: str) -> Path:
        site = folder / name
        twin.make(site, hostile=name == "hostile")
        done = build(site, "--jobs", "1")
        assert done.returncode == 0, done.stdout + done.stderr
        return site / "output"

    with ThreadPoolExecutor(2) as pool:
        return Pair(*pool.map(built, ("benign", "hostile")))


def _names(output: Path, suffix: str = "") -> list[str]:
    return sorted(
        path.relative_to(output).as_posix()
        for path in output.rglob(f"*{suffix}")
        if path.is_file() and suffix in path.name
    )


def test_words_change_no_file_name(pair: Pair) -> None:
    """Only digests differ: no word of a record, a title or a caption comes into an address.

    Into how many files the index of search is divided depends on how well words pack.
    """
    plain = [_plain(output) for output in (pair.benign, pair.hostile)]
    assert plain[0] == plain[1]


def _plain(output: Path) -> list[str]:
    """Return the names of all files without digests, and the numbered parts of the index of search as one each."""
    names = [_DIGEST.sub("#", name) for name in _names(output)]
    parts = {_PART.sub(r"\1/#", name) for name in names if _PART.match(name)}
    return sorted([*(name for name in names if not _PART.match(name)), *parts])


_DIGEST = re.compile("[0-9a-f]{10,}")
_PART = re.compile(r"^(search/index/#/[a-z]/\d+)/\d+(?=\.bin$)")


def test_every_place_was_written(pair: Pair) -> None:
    """The corpus is in the pages: a test of words that went nowhere would prove nothing."""
    text = "\n".join(html.unescape((pair.hostile / name).read_text("utf-8")) for name in _names(pair.hostile, ".html"))
    site = twin.Words(hostile=True)
    assert site("x") and "<img src=x onerror=window.__hit=3>" in text
    shown = {int(number) for number in re.findall(r"[=+\-@＝](\d+) (?:<script>|&lt;b&gt;|<b>)", text)}
    assert len(shown) > 250


@pytest.fixture(scope="module")
def reader(browser: Any) -> Iterator[Any]:
    """A page of nobody in which texts are parsed as a browser parses them, and nothing runs."""
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    yield page
    context.close()


def test_pages_have_the_elements_of_their_harmless_twin(pair: Pair, reader: Any) -> None:
    wrong = {}
    names = _names(pair.benign, ".html")
    assert len(names) > 50
    for start in range(0, len(names), 20):
        some = names[start : start + 20]
        texts = [(root / name).read_text("utf-8") for root in (pair.benign, pair.hostile) for name in some]
        found = reader.evaluate(_SKELETON, texts)
        for name, one, two in zip(some, found[: len(some)], found[len(some) :], strict=True):
            if name.endswith(BY_NAME):
                one, two = sorted(one), sorted(two)
            if one != two:
                wrong[name] = [(each, other) for each, other in zip(one, two, strict=False) if each != other][:2]
                wrong[name].append((len(one), len(two)))
    assert wrong == {}


def test_data_in_pages_is_data(pair: Pair) -> None:
    """JSON-LD and other islands: nothing in them ends the element, and they are valid JSON of the same shape."""
    for name in _names(pair.hostile, ".html"):
        text = (pair.hostile / name).read_text("utf-8")
        for kind, content in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
            if "json" in kind:
                assert "<" not in content, name
                json.loads(content)
            else:
                assert content.strip() == "", name


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        # The name of a column of the archive's own is a word too.
        return {re.sub("^extra:.*", "extra", key, flags=re.DOTALL): _shape(each) for key, each in value.items()}
    return [_shape(each) for each in value] if isinstance(value, list) else type(value).__name__


@pytest.mark.parametrize("suffix", [".json", ".jsonld", ".jsonl"])
def test_json_has_the_shape_of_its_harmless_twin(pair: Pair, suffix: str) -> None:
    names = [name for name in _names(pair.benign, suffix) if name.endswith(suffix) and name != "manifest.json"]
    assert names
    for name in names:
        one, two = (
            [_shape(json.loads(line)) for line in ([text] if suffix != ".jsonl" else text.strip().split("\n"))]
            for text in ((root / name).read_text("utf-8") for root in (pair.benign, pair.hostile))
        )
        assert one == two, name


def test_xml_has_the_elements_of_its_harmless_twin(pair: Pair) -> None:
    """EAD, Dublin Core, feeds, sitemaps, OpenSearch, SVG: well-formed, no entity, same elements."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)

    def elements(path: Path) -> list[tuple[str, list[str]]]:
        content = path.read_bytes()
        assert b"<!DOCTYPE" not in content and b"<!ENTITY" not in content
        return [(str(each.tag), sorted(each.attrib)) for each in etree.fromstring(content, parser).iter()]

    names = [name for name in _names(pair.benign) if name.endswith((".xml", ".svg", ".atom"))]
    assert len(names) >= 5
    assert [name for name in names if elements(pair.benign / name) != elements(pair.hostile / name)] == []


def _cells(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
        yield from row


def test_no_cell_of_a_table_is_a_formula(pair: Pair) -> None:
    """OWASP, CSV injection: a cell beginning with = + - @ tab or return is calculated by a spreadsheet."""
    names = [name for name in _names(pair.hostile) if name.endswith(".csv")]
    assert names
    for name in names:
        one, two = ([*_cells((root / name).read_bytes())] for root in (pair.benign, pair.hostile))
        assert len(one) == len(two), name
        assert [cell for cell in two if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")] == [], (
            name
        )


def test_lines_of_calendars_cannot_be_forged(pair: Pair) -> None:
    """RFC 5545: a property a line; a word of ours makes no property."""
    for name in (name for name in _names(pair.benign) if name.endswith(".ics")):
        one, two = (
            [
                line.split(b":")[0].split(b";")[0]
                for line in re.sub(b"\r\n ", b"", (root / name).read_bytes()).split(b"\r\n")
            ]
            for root in (pair.benign, pair.hostile)
        )
        assert one == two, name


def test_archives_hold_the_files_of_their_harmless_twin(pair: Pair) -> None:
    names = [name for name in _names(pair.benign) if name.endswith(".zip")]
    assert names
    for name in names:
        one, two = (zipfile.ZipFile(root / name).namelist() for root in (pair.benign, pair.hostile))
        assert one == two and not any(each.startswith(("/", "..")) for each in two)


def test_nothing_runs_in_a_browser(pair: Pair, browser: Any) -> None:
    """A page of every kind, and searches for the corpus itself: no script of ours runs a word, no policy is broken."""
    found: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.expose_function("told", lambda what: found.append(f"{page.url}: {what}"))
    page.add_init_script(_WATCH)
    page.on("dialog", lambda dialog: (found.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: found.append(str(error)))
    kinds: dict[str, str] = {}
    for name in _names(pair.hostile, ".html"):
        kind = re.search(r'<body class="([^"]*)"', (pair.hostile / name).read_text("utf-8"))
        kinds.setdefault(kind[1] if kind else name, "/" + name.removesuffix("index.html"))
    sections = [f"/exhibitions/twin/part-{number}/" for number in range(1, 6)]
    with served(pair.hostile) as origin:
        page.on(
            "request",
            lambda asked: found.append(asked.url) if not asked.url.startswith((origin, "data:", "blob:")) else None,
        )
        queries = [
            "/search/?q=window",
            "/search/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.__hit%3D1%22%3E",
            "/search/?q=script#%3Cimg%20src=x%20onerror=window.__hit=2%3E",
            "/r/?%22%3E%3Cscript%3Ewindow.__hit=1%3C/script%3E",
        ]
        for address in [*kinds.values(), *sections, *queries]:
            page.goto(origin + address, wait_until="load")
            page.wait_for_timeout(200 if "?" in address else 30)
        # The address of a code leads on by itself: another may be opened only when that has come to its end.
        page.goto(f"{origin}/r/?J001-002-0345-001", wait_until="commit")
        page.wait_for_url("**/catalogue/**/J001-002-0345-001/", wait_until="load")
    context.close()
    assert found == [] and len(kinds) > 15


def test_the_corpus_would_run_where_it_is_not_escaped(browser: Any) -> None:
    """The judge itself: the same words, put into a page as they are, do run."""
    page = browser.new_page()
    page.set_content(f"<title>x</title><p>{corpus.EVERYTHING}</p>")
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.__hit") is not None
    page.close()
