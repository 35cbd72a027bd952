"""A withheld title whose edge looks like syntax is found where it stands, and nowhere else."""

from __future__ import annotations

import csv
import html
import io
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import markupsafe
import polars as pl
import pytest

from lantai.publishing.audit import leaks, looking, secrets
from lantai.publishing.audit.secrets import Secrets
from lantai.records.store import PUBLIC, WITHHELD

CORE = "关于防汛工作的通知"


def _row(text: str) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(["J001", text, "1954"])
    return stream.getvalue()


WRITERS: dict[str, Callable[[str], str]] = {
    "page.html": lambda text: f'<p class="t">{html.escape(text)}</p>',
    "attribute.html": lambda text: f'<img alt="{html.escape(text)}" src="a.png">',
    "template.html": lambda text: f"<h1>{markupsafe.escape(text)}</h1>",
    "template-attribute.html": lambda text: f'<input value="{markupsafe.escape(text)}">',
    "prose.html": lambda text: f"<p>{html.escape(text, quote=False)}</p>",
    "data.html": lambda text: (
        '<script type="application/ld+json">' + json.dumps({"name": text}).replace("<", "\\u003c") + "</script>"
    ),
    "list.xml": lambda text: f"<unittitle>{html.escape(text, quote=False)}</unittitle>",
    "list.jsonl": lambda text: json.dumps({"title": text, "date": "1954"}, ensure_ascii=False) + "\n",
    "list.json": lambda text: json.dumps([text]),
    "list.csv": _row,
    "list.txt": lambda text: f"{text}\n",
}
EDGES = (
    "",
    "&",
    "&amp",
    "&#38",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "\\\\",
    '\\"',
    "amp;",
    "lt;",
    "n",
    ",",
    "#",
    "&lt;",
    "《",
    '""',
)
TITLES = sorted({before + CORE + after for before, after in itertools.product(EDGES, EDGES)})


def _found(tmp_path: Path, name: str, text: str, titles: tuple[str, ...]) -> set[str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    looked = looking.look(tmp_path, [name], Secrets(titles=titles))
    return {each["values"]["what"] for each in looked.problems if each["code"] == "audit-leak"}


@pytest.mark.parametrize("name", WRITERS)
def test_a_title_is_found_however_it_begins_and_ends(name: str, tmp_path: Path) -> None:
    """As each file that we write, or that people lay beside, would hold it."""
    missed = [each for each in TITLES if each not in _found(tmp_path, name, WRITERS[name](each), (each,))]
    assert missed == []


@pytest.mark.parametrize("name", [each for each in WRITERS if not each.endswith(".txt")])
@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (f"{CORE}&", f"{CORE}<b>某"),
        (f"{CORE}&amp", f"{CORE}&某"),
        (f"amp;{CORE}", f"&{CORE}"),
        (f'{CORE}"', f"某,{CORE}"),
        (f'"{CORE}', f"{CORE},某"),
        (f"{CORE}<", CORE),
        (f">{CORE}", CORE),
        (f"{CORE}\\", f'{CORE}"某'),
        (f"n{CORE}", f"一\n{CORE}"),
        (f"{CORE},", CORE),
        (f",{CORE}", CORE),
    ],
)
def test_another_title_is_not_taken_for_it(name: str, held: str, shown: str, tmp_path: Path) -> None:
    """What follows it, or stands before it, is an entity, a tag, an escape or a quotation mark of the file."""
    assert _found(tmp_path, name, WRITERS[name](shown), (held,)) == set()


def test_a_code_is_found_as_files_write_it(tmp_path: Path) -> None:
    """A code with a character of syntax stands in a page as an entity."""
    (tmp_path / "a.html").write_text("<p>档号 J001&amp;WS-12。</p>", encoding="utf-8")
    search = leaks.Search(Secrets(codes=("J001&WS-12",)))
    search.add("a.html", (tmp_path / "a.html").read_bytes())
    search.flush()
    assert [problem.values["what"] for problem in search.found] == ["J001&WS-12"]


@pytest.mark.parametrize(
    ("held", "secret"),
    [
        ("J001", False),  # the fonds of a public record
        ("J001-1-", False),  # stands before a bracket in the code of one
        ("J001-1", False),  # what one is part of
        ("旧J001-7", False),  # another code of one
        ("J001-1-002", True),
        ("J001-2", True),
        ("J001-1-（2", True),  # only the beginning of one: 2 goes on to 22
    ],
)
def test_a_code_that_public_records_say_is_no_secret(held: str, secret: bool, tmp_path: Path) -> None:
    """Else no archive could publish the items of a fonds or file whose own row in the list is held."""
    pl.DataFrame({"ref_code": [held], "title": ["某"]}).write_parquet(tmp_path / WITHHELD)
    shown = {
        "ref_code": "J001-1-（22）",
        "title": "一",
        "fonds": "J001",
        "parent_ref": "J001-1",
        "alt_refs": "旧J001-7",
    }
    pl.DataFrame([shown]).write_parquet(tmp_path / PUBLIC)
    assert secrets.of(tmp_path).codes == ((held,) if secret else ())
