"""Lists made by others become sites of their own: an import, a look at the mapping, four signatures, a build."""

from __future__ import annotations

import csv
import lzma
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from harness import run_lantai
from lantai import intake
from lantai.records import releases
from lantai.records.fields import PUBLIC
from lantai.search import quality
from lantai.site import config
from small import SIGNS

pytestmark = pytest.mark.site

SIGNED, BUILT = "2026-06-08T09:00+08:00", "2026-06-10T09:00+08:00"
ENGLISH = "name: The Archive\ncode: AR\nlanguages: [en]\nstaff_language: en\nrecord_pages: cited\n"
CHINESE = "name: 诗词总目\ncode: SC\nrecord_pages: cited\n"


def publish(folder: Path, export: Path, site_yaml: str, mapping: dict[str, str] | None = None) -> Path:
    """Import an export, confirm its mapping (with ``mapping`` replaced in it), sign, build; returns the output."""
    (folder / "content").mkdir(parents=True)
    (folder / "exhibitions").mkdir()
    (folder / "content" / "site.yaml").write_text(site_yaml, encoding="utf-8")
    imported = run_lantai("import", export, "--release", "first", "--site", folder, "--yes")
    assert imported.returncode in (0, 1), imported.stderr
    release = folder / "catalogue" / "releases" / "first"
    changes = {"  # open_status: 开放": "  open_status: 开放", **(mapping or {})}
    edit(release / "mapping.yaml", changes)
    edit(
        release / "release.yaml",
        {
            "status: draft": "status: ready",
            "# publish_at: 2026": "publish_at: 2020",
            "closure_years: 25, undated: hold": "closure: off, undated: publish",
        },
    )
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    signed = run_lantai("review", "first", "--site", folder, "--at", SIGNED, "--approve", *signs)
    assert signed.returncode == 0, signed.stdout + signed.stderr
    built = run_lantai("site", "--site", folder, "--at", BUILT)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "output"


def edit(path: Path, changes: dict[str, str]) -> None:
    """Replace texts in a file; each must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, (old, text)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def public(output: Path) -> pl.DataFrame:
    return pl.read_parquet(output.parent / ".build" / "work" / "public.parquet")


def found(root: Path, output: Path, query: str) -> int:
    """Return how many records the browser's own search finds."""
    modules, index = root / "theme" / "static" / "js" / "search", output / "search" / "index"
    (answer,) = quality.measure(modules, index, [{"query": query, "page": 10, "all": 50}])
    return answer["total"]


def unpacked(path: Path, target: Path, wanted: slice | None = None, always: str = "") -> Path:
    """Write (part of) a packed CSV: its header, the rows of ``wanted`` and those that contain ``always``."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream, target.open("w", encoding="utf-8") as out:
        rows: Iterator[list[str]] = csv.reader(stream)
        writer = csv.writer(out)
        writer.writerow(next(rows))
        part = wanted or slice(None)
        for number, row in enumerate(islice(rows, part.start, part.stop)):
            if number % (part.step or 1) == 0 or (always and any(always in cell for cell in row)):
                writer.writerow(row)
    return target


def comes_back(output: Path, form: str) -> None:
    """Import a download into an empty site; every record must be there as it was published."""
    before = public(output)
    folder = output.parent.parent / f"back-{form}"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(ENGLISH, encoding="utf-8")
    done = run_lantai("import", output / "data" / f"catalogue.{form}", "--release", "back", "--site", folder, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    site, problems = config.load(folder)
    assert site is not None
    (release,) = releases.load_all(site, problems)
    mapping = releases.mapping_of(release, site, problems)
    assert mapping is not None
    after = intake.read(release, mapping, site, problems, folder / ".build").frame
    # Parts of codes follow from the pattern of the fonds, of which none is described here.
    fields = [name for name in PUBLIC if name not in ("series", "file_no", "item_no")]
    order = ["repository_code", "match_key"]
    assert after.sort(order).select(fields).to_dicts() == before.sort(order).select(fields).to_dicts()


def test_poems_are_found_by_any_part_of_their_text(root: Path, shared_data: Path, tmp_path: Path) -> None:
    """Every fortieth of 343,965 poems, text as subtitle: simplified and traditional queries find one line."""
    export = unpacked(
        shared_data / "poems" / "poems.csv.xz", tmp_path / "poems.csv", slice(None, None, 40), "輕舟已過萬重山"
    )
    mapping = {
        '["title", "text_first500"]': "[title, text_first500]\n  text_first500: title_sub\n  collection: fonds\n#",
        "  - collection\n": "",
    }
    output = publish(tmp_path / "site", export, CHINESE, mapping)
    table = public(output)
    assert table.height > 8_500
    assert set(table["fonds"]) == {"全宋詩", "全唐詩", "全宋词", "元曲"}
    line = table.filter(pl.col("title_sub").str.contains("輕舟已過萬重山"))
    assert line["title"].to_list() == ["早發白帝城"]
    assert found(root, output, "輕舟已過萬重山") == found(root, output, "轻舟已过万重山") == 1
    assert found(root, output, "早发白帝城") >= 1
    assert (
        found(root, output, "著") == found(root, output, "着") > 400  # a plain look finds 319 and 92 of them
    )
    assert found(root, output, "每") == found(root, output, "毎") > 130
    assert (
        found(root, output, "兩岸猿聲") == found(root, output, "两岸猿声") == found(root, output, "两岸猿声 轻舟") == 1
    )


def test_a_museum_list_in_english(root: Path, shared_data: Path, tmp_path: Path) -> None:
    """Two thousand works of the Tate: nothing but the open status is said by hand; dates have their years."""
    export = unpacked(shared_data / "tate" / "tate_artworks.csv.xz", tmp_path / "tate.csv", slice(0, 2_000))
    output = publish(tmp_path / "site", export, ENGLISH)
    table = public(output)
    assert table.height >= 1_990
    assert table["fonds"].unique().to_list() == ["AR"]
    circa = table.filter(pl.col("ref_code") == "A00003")
    assert circa.select("date_text", "date_start", "date_end", "date_certainty").row(0) == (
        "?c.1785", "1785-01-01", "1785-12-31", "uncertain",
    )  # fmt: skip
    assert found(root, output, "frightened figures") == 1
    # 64 rows of the file have a first year before 1830 and a last one after 1819.
    assert found(root, output, "1820s") == found(root, output, "1820-1829") == 64
    page = (output / "catalogue" / "AR" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    comes_back(output, "parquet")


def test_a_finding_aid_without_codes_is_numbered_by_its_rows(root: Path, shared_data: Path, tmp_path: Path) -> None:
    """A typescript read by a machine into XLSX: every row is a record, its code is made, and that is said."""
    (export,) = (shared_data / "xlsx-finding-aids").glob("64463*.xlsx")
    output = publish(tmp_path / "site", export, ENGLISH)
    table = public(output)
    assert table.height > 900
    assert table["ref_code"][0] == "FIRST-2"
    minutes = table.filter(pl.col("ref_code") == "FIRST-3").select("title", "alt_refs", "date_start", "date_end")
    assert minutes.row(0) == ("Minute Books 1945-1965.", "1/1", "1945-01-01", "1965-12-31")
    assert found(root, output, "minute books") >= 1
    comes_back(output, "csv")


def test_a_finding_aid_in_ead_keeps_its_hierarchy(root: Path, shared_data: Path, tmp_path: Path) -> None:
    """Pomerantz papers in EAD: 407 units, each below its series; a subseries lies in its series and nowhere else."""
    output = publish(tmp_path / "site", shared_data / "ead" / "pomerantz890.xml", ENGLISH)
    table = public(output)
    assert table.height > 390
    assert table.filter(pl.col("parent_ref").is_null()).height == 1
    assert set(table["level"]) <= {"fonds", "series", "file", "item"}
    places = table.filter(pl.col("parent_ref").str.ends_with("Subseries 4.1"))["list_address"].unique().to_list()
    assert places == ["/catalogue/MANUSCRIPTCOLLECTIONNO.890/SERIES4/SUBSERIES4.1/1-200/"]
    series = (output / "catalogue" / "MANUSCRIPTCOLLECTIONNO.890" / "SERIES2" / "index.html").read_text(
        encoding="utf-8"
    )
    assert re.findall(r'<a href="(SUBSERIES[^"]+)/1-200/">([^<]+)', series) == [
        ("SUBSERIES2.1", "Research files - Individuals"),
        ("SUBSERIES2.2", "Research files - Subject"),
        ("SUBSERIES2.3", "Reporter&#39;s notebooks"),
    ]
    assert found(root, output, "pomerantz") >= 1
    comes_back(output, "ead3.xml")
    comes_back(output, "jsonl")
