"""A small site to build in tests: an archive, one signed release, nothing else unless asked for."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image

from harness import run_lantai

HEADERS = ("全宗号", "档号", "题名", "责任者", "形成时间", "密级", "开放状态")
SIGNS = ("初审=甲", "复审=乙", "形成单位意见=丙", "审定=丁")
MAPPING = """\
columns: {全宗号: fonds, 档号: ref_code, 题名: title, 责任者: creators, 形成时间: date_text,
          密级: secrecy, 开放状态: open_status}
constants: {level: item, access_mode: 到馆}
"""
RELEASE = """\
title: 第一批开放档案目录
number: 1
publish_at: 2020-06-09T09:00:00+08:00
kind: additions
sources: [{file: open-list.csv}]
access: {closure_years: 25, undated: hold}
"""
NOW = "2026-06-10T09:00+08:00"


def record(number: int, title: str, *, date: str = "19540705", secrecy: str = "", status: str = "开放") -> list[str]:
    """Return one row of an export: an open, old record unless said otherwise."""
    return ["J001", f"J001-002-0345-{number:03d}", title, "澜溪县人民委员会", date, secrecy, status]


def csv_bytes(rows: Iterable[Sequence[str]], headers: Sequence[str] = HEADERS, encoding: str = "gb18030") -> bytes:
    """Return a CSV as Excel writes it: CRLF, quoted where needed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return buffer.getvalue().encode(encoding)


def make_site(
    folder: Path, data: bytes | Iterable[Sequence[str]], *, sign: bool = True, release: str = RELEASE
) -> Path:
    """Write a site with one release in ``folder`` and sign it; returns the folder."""
    (folder / "content").mkdir(parents=True)
    (folder / "exhibitions").mkdir()
    (folder / "content" / "site.yaml").write_text('name: 某县档案馆\ncode: "LX0001"\n', encoding="utf-8")
    batch = folder / "catalogue" / "releases" / "first"
    batch.mkdir(parents=True)
    (folder / "catalogue" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (batch / "release.yaml").write_text(release, encoding="utf-8")
    (batch / "open-list.csv").write_bytes(data if isinstance(data, bytes) else csv_bytes(data))
    if sign:
        done = sign_release(folder, "first")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


EXHIBITION = {
    "exhibition.yaml": "title: 大水\nsummary: 一九五四年的大水\ncover: dike\n"
    "credits: [{role: 策展, names: [王某], cited: true}]\n",
    "figures.yaml": "- {id: dike, file: media/dike.png, caption: 江堤, alt: 一道江堤, credit: 本馆}\n",
    "01-rain.md": "---\ntitle: 雨\n---\n雨下了七天。\n\n/// figure | dike\n///\n",
}


def add_exhibition(folder: Path, slug: str = "flood") -> Path:
    """Add an exhibition of one section with one drawn figure; returns its folder."""
    exhibition = folder / "exhibitions" / slug
    (exhibition / "media").mkdir(parents=True)
    for name, text in EXHIBITION.items():
        (exhibition / name).write_text(text, encoding="utf-8")
    Image.radial_gradient("L").resize((1000, 800)).save(exhibition / "media" / "dike.png")
    return exhibition


def sign_release(folder: Path, release: str) -> subprocess.CompletedProcess[str]:
    """Sign a release by four different people."""
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    return run_lantai("review", release, "--site", folder, "--at", NOW, "--approve", *signs)


def build(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as it is on the day after Archives Day 2026."""
    return run_lantai("site", "--site", folder, "--at", NOW, *arguments, **environment)


def tree(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under ``root`` by its path."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
