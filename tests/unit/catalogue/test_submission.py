"""Packages for a catalogue centre: three counties submit what they published, a province shows whose it is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import yaml
from tests.unit.catalogue.publishing import NOW, SIGNS, view_of, write_release

from lantai import files
from lantai.catalogue import downloads, pages, submission
from lantai.problems import InputError, Problems
from lantai.records import releases
from lantai.review import approval
from lantai.site import config

COUNTIES = {"C1": "甲县档案馆", "C2": "乙县档案馆", "C3": "丙县档案馆"}
FONDS = "---\ntitle: {name}全宗\nref_code: '{{fonds}}-{{series}}-{{file}}-{{item}}'\n---\n{name}的介绍。\n"


def county(folder: Path, code: str) -> Path:
    """A county that has published two records of a fonds J001 and taken one down; returns its site."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(f"name: {COUNTIES[code]}\ncode: {code}\n", encoding="utf-8")
    fonds = folder / "catalogue" / "fonds"
    fonds.mkdir(parents=True)
    (fonds / "J001.md").write_text(FONDS.format(name=COUNTIES[code]), encoding="utf-8")
    rows = [
        (code, "J001", f"J001-1-0001-00{number}", "item", f"{COUNTIES[code]}的第{number}件", "县政府", "19540708")
        for number in (1, 2, 3)
    ]
    write_release(folder, "2026-06-09", rows)
    (folder / "catalogue" / "withdrawals.yaml").write_text(
        '- {ref: "J001-1-0001-003", on: 2026-06-09, reason: error}\n', encoding="utf-8"
    )
    view, problems = view_of(folder)
    assert not problems.errors
    downloads.write_all(view, folder / "output")
    return folder


def package(folder: Path, target: Path, release: str = "2026-06-09") -> Path:
    site, _ = config.load(folder)
    assert site is not None
    submission.make(site, folder / "output", folder / ".build" / "work", target, release)
    return target


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A province that publishes the records of three counties beside its own, and has none yet."""
    folder = tmp_path / "province"
    (folder / "content").mkdir(parents=True)
    named = [{"code": code, "name": name} for code, name in COUNTIES.items()]
    said = {"name": "某省档案馆", "code": "P1", "archives": named}
    (folder / "content" / "site.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (folder / "catalogue").mkdir()
    return folder


def received(centre: Path, path: Path) -> submission.Received:
    site, _ = config.load(centre)
    assert site is not None
    return submission.receive(path, site, today=NOW.date())


def sign(centre: Path, folder: Path) -> None:
    """Do what the centre's people do: set it ready with a moment, and sign."""
    path = folder / "release.yaml"
    text = path.read_text(encoding="utf-8").replace("status: draft", "publish_at: 2026-06-09T12:00:00+08:00")
    path.write_text(text, encoding="utf-8")
    site, problems = config.load(centre)
    assert site is not None
    release = releases.load(folder, site, problems)
    assert release is not None, list(problems)
    approval.sign(release, approval.digest_of(release, site), approval.parse_signs(SIGNS, NOW.date()), Problems())


def test_three_counties_become_one_catalogue_that_says_whose_each_record_is(tmp_path: Path, centre: Path) -> None:
    """The same code in each county is another record; titles of fonds come along; provenance stands on the release."""
    for code in COUNTIES:
        made = received(centre, package(county(tmp_path / code, code), tmp_path / f"{code}.zip"))
        assert (made.archive, made.records, made.fonds) == (code, 2, 1)
        sign(centre, made.folder)
    view, problems = view_of(centre)
    assert not problems.errors, [each.what() for each in problems.errors]
    table = pl.read_parquet(centre / ".build" / "work" / "public.parquet")
    assert sorted(table.select("repository_code", "ref_code").rows()) == [
        (code, f"J001-1-0001-00{number}") for code in COUNTIES for number in (1, 2)
    ]
    shown = {page.address: page for page in pages.all_pages(view)}
    assert shown["/catalogue/C2/J001/1/1-10/J001-1-0001-001/"].title == "乙县档案馆的第1件"
    assert shown["/catalogue/C3/J001/"].title == "丙县档案馆全宗"
    release = releases.load(centre / "catalogue" / "releases" / "c1-2026-06-09", view.site, Problems())
    assert release is not None
    said = release.provenance
    assert (said.archive, said.name, said.release, said.package) == ("C1", "甲县档案馆", "2026-06-09", "C1.zip")


def test_what_a_county_took_down_is_taken_down_at_the_centre(tmp_path: Path, centre: Path) -> None:
    """The package names the code and nothing else; only that county's record goes."""
    path = package(county(tmp_path / "C1", "C1"), tmp_path / "C1.zip")
    with zipfile.ZipFile(path) as made:
        assert list(csv.reader(io.StringIO(made.read("withdrawn.csv").decode("utf-8-sig")))) == [
            ["档号"], ["J001-1-0001-003"],
        ]  # fmt: skip
        assert "第3件" not in "".join(made.read(name).decode("utf-8") for name in made.namelist())
    assert received(centre, path).withdrawn == 1
    (entry,) = yaml.safe_load((centre / "catalogue" / "withdrawals.yaml").read_text(encoding="utf-8"))
    assert (entry["ref"], entry["repository"]) == ("J001-1-0001-003", "C1")


def test_the_same_publication_gives_the_same_package(tmp_path: Path) -> None:
    """Byte for byte; and ``sha256sum -c`` finds every file as it was."""
    site = county(tmp_path / "C1", "C1")
    assert package(site, tmp_path / "a.zip").read_bytes() == package(site, tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        assert {"records.csv", "records.jsonl", "records.ead3.xml", "dictionary.csv", "package.json", "README.txt",
                "withdrawn.csv", "fonds/J001.md", "SHA256SUMS"} == set(made.namelist())  # fmt: skip
        about = json.loads(made.read("package.json"))
    assert (about["format"], about["archive"]["code"], about["records"]) == ("lantai-submission", "C1", 2)


def test_only_what_was_built_can_be_submitted(tmp_path: Path) -> None:
    """A download that was changed after the build, or a release that is not public, is refused."""
    site = county(tmp_path / "C1", "C1")
    with pytest.raises(InputError) as refused:
        package(site, tmp_path / "a.zip", "2027-06-09")
    assert [each.code for each in refused.value.problems] == ["submission-not-published"]
    path = site / "output" / "data" / "releases" / "2026-06-09.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(InputError) as refused:
        package(site, tmp_path / "a.zip")
    assert [each.code for each in refused.value.problems] == ["submission-changed"]
    assert not (tmp_path / "a.zip").exists()


def _changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[dict[str, bytes]], None]:
    def apply(members: dict[str, bytes]) -> None:
        members[name] = change(members[name])

    return apply


SPOILED = {
    "one byte": (_changed("records.jsonl", lambda content: content.replace("第1件".encode(), "第2件".encode())),
                 "package-broken"),
    "missing": (lambda members: members.pop("dictionary.csv"), "package-broken"),
    "added": (lambda members: members.update({"more.txt": b""}), "package-broken"),
    "climbs": (lambda members: members.update({"../evil.md": b""}), "package-broken"),
    "absolute": (lambda members: members.update({"/etc/evil": b""}), "package-broken"),
    "no list": (lambda members: members.pop("SHA256SUMS"), "package-broken"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_package_is_refused_and_nothing_is_written(tmp_path: Path, centre: Path, fault: str) -> None:
    """Whatever happened to it on the way."""
    path = package(county(tmp_path / "C1", "C1"), tmp_path / "C1.zip")
    with zipfile.ZipFile(path) as good:
        members = {name: good.read(name) for name in good.namelist()}
    spoil, code = SPOILED[fault]
    spoil(members)
    with zipfile.ZipFile(path, "w") as bad:
        for name, content in members.items():
            bad.writestr(name, content)
    before = sorted(centre.rglob("*"))
    with pytest.raises(InputError) as refused:
        received(centre, path)
    assert [each.code for each in refused.value.problems] == [code]
    assert sorted(centre.rglob("*")) == before


def test_others_are_told_apart(tmp_path: Path, centre: Path) -> None:
    """No ZIP at all; an archive the centre does not know; a package that was taken in already."""
    (tmp_path / "list.zip").write_bytes(b"PK nothing")
    with pytest.raises(InputError) as refused:
        received(centre, tmp_path / "list.zip")
    assert [each.code for each in refused.value.problems] == ["package-broken"]
    path = package(county(tmp_path / "C1", "C1"), tmp_path / "C1.zip")
    received(centre, path)
    with pytest.raises(InputError) as refused:
        received(centre, path)
    assert [each.code for each in refused.value.problems] == ["package-already-there"]
    (centre / "content" / "site.yaml").write_text("name: 某省档案馆\ncode: P1\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        received(centre, path)
    assert [each.code for each in refused.value.problems] == ["package-archive-unknown"]


def test_nobody_submits_for_somebody_else(tmp_path: Path, centre: Path) -> None:
    """A package of C1 with a record of C2 in it, checksums and all."""
    site = county(tmp_path / "C1", "C1")
    path = site / "output" / "data" / "releases" / "2026-06-09.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"C1"', '"C2"', 1), encoding="utf-8")
    sums = site / "output" / "data" / "SHA256SUMS"
    lines = [line for line in sums.read_text(encoding="utf-8").splitlines() if not line.endswith("09.jsonl")]
    lines.append(f"{files.sha256(path)}  releases/2026-06-09.jsonl")
    sums.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        received(centre, package(site, tmp_path / "C1.zip"))
    assert [each.code for each in refused.value.problems] == ["package-foreign-records"]


def opening_early(folder: Path) -> Path:
    """Let a county open its first record by the category 经济 and its second by 文化, against the closure years."""
    batch = folder / "catalogue" / "releases" / "2026-06-09"
    rows = (batch / "list.csv").read_text(encoding="utf-8").replace("状态", "状态,类别", 1).splitlines()
    rows[1] = rows[1].replace("19540708", "20200708") + ",经济"
    rows[2] = rows[2].replace("19540708", "20190101") + ",文化"
    rows[3] = rows[3].replace("-003", "-004") + ",经济"  # old enough: its category opened nothing
    rows.append(f"{rows[3].replace('-004', '-005').replace('19540708', '20200708').removesuffix('经济')}税收")  # held
    (batch / "list.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    mapping = folder / "catalogue" / "mapping.yaml"
    text = mapping.read_text(encoding="utf-8").replace("状态: open_status", "状态: open_status, 类别: category")
    mapping.write_text(text, encoding="utf-8")
    with (batch / "release.yaml").open("a", encoding="utf-8") as said:
        said.write("access: {early_categories: [经济, 文化], early_basis: 档案法第二十七条}\n")
    sign(folder, batch)
    view, _ = view_of(folder)
    shutil.rmtree(folder / "output")
    downloads.write_all(view, folder / "output")
    return folder


def accepting(release: Path, category: str) -> None:
    accepted = f"access:\n  early_categories: [{category}]\n  early_basis: 档案法第二十七条\n"
    release.write_text(release.read_text(encoding="utf-8").replace("access:\n", accepted, 1), encoding="utf-8")


@pytest.mark.parametrize("release", ["2026-06-09", ""])
def test_each_category_opened_early_waits_for_the_centre_to_accept_it(
    tmp_path: Path, centre: Path, release: str
) -> None:
    """Nothing opens by itself; the centre's release opens the category that it names, once signed, and no other."""
    folder = opening_early(county(tmp_path / "C1", "C1"))
    path = package(folder, tmp_path / "C1.zip", release)
    with zipfile.ZipFile(path) as made:
        assert made.read("early.csv").decode("utf-8-sig").splitlines() == [
            "ref_code,category,basis",
            "J001-1-0001-001,经济,档案法第二十七条",
            "J001-1-0001-002,文化,档案法第二十七条",
        ]
        assert "early.csv" in json.loads(made.read("package.json"))["files"]
        assert "  early.csv\n" in made.read("SHA256SUMS").decode()
    assert package(folder, tmp_path / "again.zip", release).read_bytes() == path.read_bytes()
    made = received(centre, path)
    draft = made.folder / "release.yaml"
    assert "early_categories" not in yaml.safe_load(draft.read_text(encoding="utf-8"))["access"]
    assert '"经济"　1 条，依据 "档案法第二十七条"' in draft.read_text(encoding="utf-8")
    sign(centre, made.folder)
    assert _public(centre) == ["J001-1-0001-004"]
    accepting(draft, "经济")
    assert _public(centre) == []  # the signatures were given for something else
    sign(centre, made.folder)
    assert _public(centre) == ["J001-1-0001-001", "J001-1-0001-004"]


def test_what_opened_a_record_early_is_in_nothing_that_is_published(tmp_path: Path, centre: Path) -> None:
    """Neither at the archive nor at the centre does a category come into the output."""
    folder = opening_early(county(tmp_path / "C1", "C1"))
    made = received(centre, package(folder, tmp_path / "C1.zip"))
    accepting(made.folder / "release.yaml", "经济, 文化")
    sign(centre, made.folder)
    view, _ = view_of(centre)
    downloads.write_all(view, centre / "output")
    assert len(view.publication.records) == 3
    for path in [*(folder / "output").rglob("*"), *(centre / "output").rglob("*")]:
        assert path.name != "early.csv"
        if path.is_file() and path.suffix != ".parquet":
            content = path.read_bytes()
            assert "文化".encode() not in content and "第二十七条".encode() not in content, path
    for table in (folder, centre):
        assert "category" not in pl.read_parquet_schema(table / ".build" / "work" / "public.parquet")


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Change the members of a package and list them anew, as its maker could."""
    with zipfile.ZipFile(path) as good:
        members = {name: good.read(name) for name in good.namelist() if name != "SHA256SUMS"}
    change(members)
    sums = "".join(f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members))
    with zipfile.ZipFile(path, "w") as made:
        for name, content in (members | {"SHA256SUMS": sums.encode()}).items():
            made.writestr(name, content)
    return path


def test_an_older_package_tells_no_categories_and_is_accepted_as_a_whole(tmp_path: Path, centre: Path) -> None:
    """Its records bear one category that the centre's release may name."""
    path = package(opening_early(county(tmp_path / "C1", "C1")), tmp_path / "C1.zip")
    made = received(centre, repacked(path, lambda members: members.pop("early.csv")))
    draft = made.folder / "release.yaml"
    assert "提前开放了经济、文化类" in draft.read_text(encoding="utf-8")
    sign(centre, made.folder)
    assert _public(centre) == ["J001-1-0001-004"]
    accepting(draft, "报送单位提前开放")
    sign(centre, made.folder)
    assert _public(centre) == ["J001-1-0001-001", "J001-1-0001-002", "J001-1-0001-004"]


ROW = "J001-1-0001-001,经济,依据\r\n"


@pytest.mark.parametrize(
    "text",
    ["", "ref_code,category\r\nJ001-1-0001-001,经济\r\n", f"ref_code,category,basis\r\n{ROW}{ROW}",
     "ref_code,category,basis\r\nJ001-1-0001-001,,依据\r\n", 'ref_code,category,basis\r\n"' + "x" * 200_000,
     "ref_code,category,basis\r\n" + "".join(f"X-{number},经济,依据\r\n" for number in range(9))],
)  # fmt: skip
def test_a_table_of_categories_that_makes_no_sense_is_refused(tmp_path: Path, centre: Path, text: str) -> None:
    """Empty, of another shape, a code twice, no category, an endless cell, more rows than records."""
    path = package(opening_early(county(tmp_path / "C1", "C1")), tmp_path / "C1.zip")
    repacked(path, lambda members: members.update({"early.csv": text.encode("utf-8-sig")}))
    before = sorted(centre.rglob("*"))
    with pytest.raises(InputError) as refused:
        received(centre, path)
    assert [each.code for each in refused.value.problems] == ["package-broken"]
    assert sorted(centre.rglob("*")) == before


def _public(folder: Path) -> list[str]:
    view_of(folder)
    return pl.read_parquet(folder / ".build" / "work" / "public.parquet")["ref_code"].sort().to_list()


def test_a_zip_of_lists_is_no_package_and_called_what_it_is(tmp_path: Path, centre: Path) -> None:
    """Whoever packed a list is told to unpack it; its names are legible as Windows writes them, in GBK unsaid."""
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("AAAA.xlsx", b"")
        made.writestr("开放目录.csv", "档号,题名\n")
    path.write_bytes(path.read_bytes().replace(b"AAAA.xlsx", "照片.xlsx".encode("gbk")))
    with pytest.raises(InputError) as refused:
        received(centre, path)
    (told,) = refused.value.problems
    assert told.code == "package-none" and "照片.xlsx、开放目录.csv" in told.what("zh")
    assert "先解压" in told.advice("zh")
