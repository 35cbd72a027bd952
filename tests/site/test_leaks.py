# ruff: noqa: E501 -- rows of tables stay on one line
"""Canaries: in every field of what is held, in every field that stays inside, in every format that comes in or goes out."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import pytest
import xlsxwriter
import yaml

from lantai import catalogue
from lantai.problems import Problems
from lantai.publishing.audit import decoding
from lantai.records.fields import CLEARED, INTERNAL, MAPPABLE
from lantai.site import config
from small import NOW, RELEASE, build, csv_bytes, make_site, sign_release

pytestmark = pytest.mark.site

GUARDS = {"open_status": "开放", "secrecy": "", "level": "item", "fonds": "J001", "date_text": "19540708", "date_from": "",
          "date_to": "", "repository_code": "", "cleared": "", "category": "", "access_mode": "到馆", "review_on": ""}  # fmt: skip
"""Fields whose values decide or are fixed: they hold no canary."""
SONG = [name for name in MAPPABLE if name not in GUARDS]
MAPPING = {
    "columns": {name: name for name in MAPPABLE},
    "extra": {"内部项": {"label": "内部项", "public": False}},
    "ignore": ["没有写进映射的列"],
}
COLUMNS = (*MAPPABLE, "内部项", "没有写进映射的列")


def row(singer: str, code: str, fields: list[str] | tuple[str, ...] = (), **said: str) -> dict[str, str]:
    """Return a record with a canary of its own in each of ``fields``."""
    good = {"ref_code": code, "title": f"可以公布的题名{code[-1]}", "creators": "县人民委员会"}
    songs = {name: f"canary-{singer}-{name.replace('_', '-')}" for name in fields}
    return dict.fromkeys(COLUMNS, "") | GUARDS | good | songs | said


HELD = {
    "closed": {"open_status": "控制"},
    "deferred": {"open_status": "延期开放"},
    "secret": {"secrecy": "机密"},
    "young": {"date_text": "20150708"},
    "undated": {"date_text": ""},
    "person": {"title": "canary-person-title 13800138000"},
    "words": {"title": "canary-words-title 关于开除某人的决定"},
    "marked": {"notes": "canary-marked-notes 机密★长期"},
    "withdrawn": {},
}
PUBLIC = row(
    "public", "J001-1-0001-001", [*(n for n in INTERNAL if n not in GUARDS), *CLEARED, "内部项", "没有写进映射的列"]
)
"""Open, but nothing of this is cleared, and part of it never leaves."""
ROWS = [
    PUBLIC,
    *(
        row(name, f"J001-canary-{name}", SONG[1:], **said) | {"ref_code": f"J001-canary-{name}"}
        for name, said in HELD.items()
    ),
]


def everything(output: Path) -> str:
    paths = [path for path in sorted(output.rglob("*")) if path.is_file()]
    return "\n".join(text for path in paths for text in (path.relative_to(output).as_posix(), *decoding.texts(path)))


def site_of(folder: Path, name: str, content: bytes) -> Path:
    make_site(folder, b"", sign=False, release=RELEASE.replace("open-list.csv", name))
    batch = folder / "catalogue" / "releases" / "first"
    (batch / "open-list.csv").unlink()
    (batch / name).write_bytes(content)
    (folder / "catalogue" / "mapping.yaml").write_text(yaml.safe_dump(MAPPING, allow_unicode=True), encoding="utf-8")
    gone = '- {ref: "J001-canary-withdrawn", on: 2020-06-09, reason: personal}\n'
    (folder / "catalogue" / "withdrawals.yaml").write_text(gone, encoding="utf-8")
    signed = sign_release(folder, "first")
    assert signed.returncode == 0, signed.stdout + signed.stderr
    return folder


def test_no_canary_is_in_any_file_of_the_site_nor_in_its_package(tmp_path: Path) -> None:
    """Pages, lists, index, feeds, sitemaps, CSV, JSON Lines, JSON-LD, Parquet, EAD, Dublin Core, AtoM, file names, ZIP."""
    rows = [[each[name] for name in COLUMNS] for each in ROWS]
    folder = site_of(tmp_path / "site", "list.csv", csv_bytes(rows, COLUMNS, "utf-8"))
    site = folder / "content" / "site.yaml"
    contact = "base_url: https://archive.example\ncontact: {email: office@archive.example}\nsearch: {pinyin: true}\n"
    site.write_text(site.read_text(encoding="utf-8") + contact, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (folder / "output" / "data").iterdir()} >= {"oai.xml", "catalogue.parquet"}
    text = everything(folder / "output")
    assert "可以公布的题名1" in text
    left = [line for line in text.splitlines() if "canary" in line and "J001-canary-withdrawn" not in line]
    assert not left, left[:3]
    assert "canary-withdrawn-" not in text  # of what was taken down the code remains, on its tombstone
    target = tmp_path / "package.zip"
    from harness import run_lantai

    assert run_lantai("submit", "--site", folder, "--output", target).returncode == 0
    with zipfile.ZipFile(target) as package:
        sung = {name: package.read(name).decode().count("canary") for name in package.namelist()}
    assert {name for name, count in sung.items() if count} == {"withdrawn.csv"} and sung["withdrawn.csv"] == 1


def _workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("目录")
    for line, cells in enumerate([COLUMNS, *([each[name] for name in COLUMNS] for each in ROWS)]):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell)
    book.close()


def _finding_aid(path: Path) -> None:
    def unit(each: dict[str, str]) -> str:
        notes = "".join(f'<odd localtype="{name}"><p>{escape(each[name])}</p></odd>' for name in ("内部项", "notes"))
        notes += "".join(
            f"<{tag}><p>{escape(each[name])}</p></{tag}>"
            for name, tag in (
                ("scope", "scopecontent"),
                ("related", "relatedmaterial"),
                ("open_status", "accessrestrict"),
            )
            if each[name]
        )
        inside = f'<processinfo audience="internal"><p>canary-{each["ref_code"]}-inside</p></processinfo>'
        did = f"<unitid>{each['ref_code']}</unitid><unittitle>{escape(each['title'])}</unittitle>"
        did += f"<unitdate>{each['date_text']}</unitdate><physloc>{escape(each['storage'])}</physloc>"
        names = (
            f"<controlaccess><persname><part>{each['names']}</part></persname></controlaccess>" if each["names"] else ""
        )
        return f'<c level="item"><did>{did}</did>{notes}{inside}{names}</c>'

    # EAD knows no secrecy: what only a secrecy class holds is left to the other formats.
    units = "".join(unit(each) for each in ROWS if not each["secrecy"])
    path.write_text(
        f'<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>J001</recordid></control>'
        f'<archdesc level="fonds"><did><unitid localtype="number">J001</unitid><unittitle>全宗</unittitle></did>'
        f"<dsc>{units}</dsc></archdesc></ead>",
        encoding="utf-8",
    )


WRITERS = {
    "list.xlsx": _workbook,
    "list.jsonl": lambda path: path.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in ROWS), encoding="utf-8"
    ),
    "list.parquet": lambda path: pl.DataFrame(ROWS).write_parquet(path),
    "list.xml": _finding_aid,
}


@pytest.mark.parametrize("name", WRITERS)
def test_no_canary_of_any_format_is_in_the_public_table(tmp_path: Path, name: str) -> None:
    """The one table from which everything public is made has the one open record, and nothing sings in it."""
    source = tmp_path / name
    WRITERS[name](source)
    folder = site_of(tmp_path / "site", name, source.read_bytes())
    site, _ = config.load(folder)
    assert site is not None
    catalogue.prepare(site, datetime.fromisoformat(NOW), folder / ".build" / "work", Problems())
    public = pl.read_parquet(folder / ".build" / "work" / "public.parquet")
    assert public["ref_code"].to_list() == ["J001-1-0001-001"]
    assert "canary" not in public.write_csv() + str(public.columns)
