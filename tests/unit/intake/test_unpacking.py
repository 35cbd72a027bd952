"""Packed exports (``.csv.gz``, ``.jsonl.gz``), as our own large downloads are, give what the plain ones give."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lantai.catalogue.downloads.sinks import member
from lantai.commands import lantai
from lantai.intake import unpacking
from lantai.problems import UsageError

CODES = [f"J001-1-0001-{number:03}" for number in range(1, 41)]
CSV = "档号,题名,形成时间,开放状态\n" + "".join(f"{code},关于“防汛”的通知,1954,开放\n" for code in CODES)
JSONL = "".join(
    json.dumps({"ref_code": code, "title": "通知", "date_text": "1954", "open_status": "开放"}) + "\n" for code in CODES
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    return tmp_path / "site"


def taken(site: Path, path: Path) -> Result:
    return CliRunner().invoke(lantai, ["import", str(path), "--release", "r1", "--yes", "--site", str(site)])


def written(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [name for name in found if not name.startswith((".build/intake/r1-", "content/"))]


@pytest.mark.parametrize(("name", "text"), [("list.csv.gz", CSV), ("list.JSONL.GZ", JSONL)])
def test_a_packed_export_is_read_as_the_plain_one(site: Path, tmp_path: Path, name: str, text: str) -> None:
    """Of two members with zeros after them (RFC 1952, 2.2), cut within a line; places name the packed file."""
    data = text.encode()
    (tmp_path / name).write_bytes(member(data[:701]) + gzip.compress(data[701:]) + bytes(512))
    done = taken(site, tmp_path / name)
    assert done.exit_code == 0, done.output
    assert "读到 40 行：40 条目录，0 行见报告。" in done.output
    assert f"catalogue/releases/r1/{name}" in written(site)
    assert not [path for path in written(site) if "unpacked" in path]


def test_a_row_of_a_packed_export_is_named_in_the_report(site: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress((CSV + f"{CODES[0]},再来一次,1954,开放\n").encode()))
    done = taken(site, tmp_path / "list.csv.gz")
    assert "catalogue/releases/r1/list.csv.gz 第 42 行" in done.output
    assert done.exit_code == 1


DAMAGED = {
    "cut": (lambda data: data[:-9], "packed-broken"),
    "one byte": (lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:], "packed-broken"),
    "more after it": (lambda data: data + b"more", "packed-broken"),
    "not packed": (lambda data: CSV.encode(), "packed-broken"),
    "nothing": (lambda data: b"", "export-empty"),
    "a bomb": (lambda data: gzip.compress(CSV.encode() + bytes(3 << 20)), "packed-too-large"),
    "many bombs": (lambda data: gzip.compress(bytes(1 << 18)) * 12, "packed-too-large"),
}


@pytest.mark.parametrize("fault", DAMAGED)
@pytest.mark.parametrize("name", ["list.csv.gz", "list.jsonl.gz"])
def test_a_damaged_one_is_refused_and_nothing_is_written(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: str
) -> None:
    """Also one that unpacks to far more than a catalogue does, in one member or in many."""
    monkeypatch.setattr(unpacking, "_ALWAYS", 1 << 20)
    spoil, code = DAMAGED[fault]
    (tmp_path / name).write_bytes(spoil(gzip.compress(CSV.encode())))
    done = taken(site, tmp_path / name)
    assert done.exit_code == (0 if name == "list.jsonl.gz" and fault == "nothing" else 1), done.output
    assert code in done.output or fault == "nothing"
    assert written(site) == [] or fault == "nothing"


def test_what_is_packed_in_itself_is_not_packed_again(site: Path, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx.gz").write_bytes(gzip.compress(b"PK"))
    done = taken(site, tmp_path / "list.xlsx.gz")
    assert isinstance(done.exception, UsageError)
    assert "“.xlsx.gz”" in next(iter(done.exception.problems)).what()
