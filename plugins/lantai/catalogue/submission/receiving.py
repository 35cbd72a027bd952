"""Receiving a package at a catalogue centre: every checksum is verified before a byte is written.

What comes of it is a draft release of the submitting archive, with where it came from; the centre's own gate and
signatures stand between it and the public.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from lantai import files
from lantai.catalogue.submission import early
from lantai.catalogue.submission import problems as kinds
from lantai.catalogue.submission.content import ABOUT, CHECKSUMS, EARLY, FONDS, FORMAT, RECORDS, VERSION, WITHDRAWN
from lantai.problems import InputError, Kind
from lantai.records import releases
from lantai.records.fields import EXTRA, MAPPABLE
from lantai.review import withdrawals
from lantai.site import yamls
from lantai.site.config import Site

_BLOCK = 1 << 20
_SMALL = 1 << 24
"""Bytes of a member that is read at once: all but the records."""
_LINE = 1 << 22
"""Bytes that one record may have."""
_LEFT_OUT = frozenset({"date_from", "date_to", "cleared"})


@dataclass(frozen=True, slots=True)
class Received:
    """What was made of a package: the release, how many records it holds, how many codes it takes down."""

    folder: Path
    archive: str
    name: str
    records: int
    withdrawn: int
    fonds: int


def is_package(path: Path) -> bool:
    """Whether a file is a package, or was meant to be one."""
    return path.suffix.lower() == ".zip"


def receive(path: Path, site: Site, release: str = "", today: date | None = None) -> Received:
    """Verify a package and make a draft release of it. Raises InputError, and writes nothing, if it is not sound."""
    try:
        with zipfile.ZipFile(path) as package:
            return _received(package, path, site, release, today or date.today())
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise _broken(path, str(error)[:120] or "ZIP") from None


def _received(package: zipfile.ZipFile, path: Path, site: Site, release: str, today: date) -> Received:
    about = _verified(package, path)
    archive = about["archive"]
    if archive["code"] not in {each.code for each in site.archives}:
        raise _refused(kinds.PACKAGE_ARCHIVE, path, code=archive["code"], name=archive["name"])
    _only_own(package, path, archive["code"])
    name = release or _name(archive["code"], about.get("release") or "full")
    folder = site.catalogue / "releases" / name
    if not releases.usable_name(name):
        raise _broken(path, f"--release {name}")
    if (folder / "release.yaml").exists():
        raise _refused(kinds.PACKAGE_THERE, path, release=name)
    count = about.get("records")
    opened = early.read(package, count if isinstance(count, int) else 0)
    described = _write_fonds(package, site, archive["code"])
    folder.mkdir(parents=True, exist_ok=True)
    with files.replacing(folder / RECORDS) as target:
        for block in early.marked(package, opened, _LINE) if opened else _as_they_are(package):
            target.write(block)
    files.write(folder / "mapping.yaml", _mapping(about, named=bool(opened)))
    files.write(folder / "release.yaml", _release(about, path, today, opened))
    gone = [
        withdrawals.append(site, withdrawals.Withdrawal(code, today, "other", archive["code"]))
        for code in _codes(package)
    ]
    return Received(folder, archive["code"], archive["name"], about["records"], sum(gone), described)


def _as_they_are(package: zipfile.ZipFile) -> Iterator[bytes]:
    with package.open(RECORDS) as source:
        while block := source.read(_BLOCK):
            yield block


def _shown(package: zipfile.ZipFile, name: str) -> str:
    """Return the name of a member as whoever packed it wrote it: programs of Windows write GBK and do not say so."""
    if not package.getinfo(name).flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name[:60]


def _verified(package: zipfile.ZipFile, path: Path) -> Mapping[str, Any]:
    """Return ``package.json`` once every member is listed, in its place, and what its checksum says."""
    names = [info.filename for info in package.infolist()]
    if len(set(names)) != len(names):
        raise _broken(path, "同名文件 / a name twice")
    if not {ABOUT, CHECKSUMS} & set(names):
        shown = [name for name in names if not name.endswith("/")][:3]
        raise _refused(kinds.NO_PACKAGE, path, names="、".join(_shown(package, name) for name in shown) or "…")
    odd = [name for name in names if not _is_plain(name)]
    if odd:
        raise _broken(path, f"文件名 / name {odd[0][:60]}")
    sums = dict(
        reversed(line.split("  ", 1)) for line in _text(package, path, CHECKSUMS).splitlines() if "  " in line
    )  # fmt: skip
    missing = sorted(set(sums) ^ {name for name in names if name != CHECKSUMS})
    if missing:
        raise _broken(path, f"清单不符 / not as listed: {missing[0]}")
    for name, digest in sums.items():
        if _digest(package, name) != digest:
            raise _broken(path, f"校验值不符 / checksum differs: {name}")
    about = json.loads(_text(package, path, ABOUT))
    if not isinstance(about, dict) or about.get("format") != FORMAT or RECORDS not in names:
        raise _broken(path, f"不是目录报送包 / no {FORMAT}")
    if about.get("version") != VERSION:
        raise _broken(path, f"版本 / version {about.get('version')}")
    archive = about.get("archive")
    if not isinstance(archive, dict) or not all(isinstance(archive.get(key), str) for key in ("code", "name")):
        raise _broken(path, "archive")
    return about


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(re.fullmatch(r"[^\\:\x00-\x1f]+", name))
        and not name.startswith("/")
        and ".." not in parts
        and len(parts) <= 2
    )


def _text(package: zipfile.ZipFile, path: Path, name: str) -> str:
    if name not in package.namelist():
        raise _broken(path, f"缺少 / missing {name}")
    with package.open(name) as stream:
        content = stream.read(_SMALL + 1)
    if len(content) > _SMALL:
        raise _broken(path, f"过大 / too large {name}")
    return content.decode("utf-8-sig")


def _digest(package: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _only_own(package: zipfile.ZipFile, path: Path, archive: str) -> None:
    """Refuse a package with records of another archive: nobody speaks for somebody else."""
    foreign, example = 0, ""
    with package.open(RECORDS) as stream:
        for line in iter(lambda: stream.readline(_LINE), b""):
            record = json.loads(line)
            if not isinstance(record, dict) or record.get("repository_code") != archive:
                foreign += 1
                example = example or str(record.get("ref_code") if isinstance(record, dict) else record)[:40]
    if foreign:
        raise _refused(kinds.PACKAGE_FOREIGN, path, count=foreign, code=example)


def _write_fonds(package: zipfile.ZipFile, site: Site, archive: str) -> int:
    """Write the descriptions of fonds that the site does not have; return how many.

    An introduction with pictures or blocks stays with the archive that wrote it: these are not in the package.
    """
    count = 0
    for name in package.namelist():
        if not name.startswith(FONDS) or not name.endswith(".md"):
            continue
        target = files.contained(site.catalogue / "fonds", f"{archive}/{Path(name).name}")
        if target.exists() or (archive == site.archive.code and (site.catalogue / name).exists()):
            continue
        with package.open(name) as stream:
            head, body, _ = yamls.split_front_matter(stream.read(_SMALL).decode("utf-8-sig"))
        if not re.search(r"^archive:", head, re.MULTILINE):
            head = f"archive: {json.dumps(archive, ensure_ascii=False)}\n{head.lstrip()}"
        shown = "" if "///" in body or "](" in body else body.strip()
        files.write(target, f"---\n{head.rstrip()}\n---\n{shown}\n")
        count += 1
    return count


def _codes(package: zipfile.ZipFile) -> list[str]:
    if WITHDRAWN not in package.namelist():
        return []
    with package.open(WITHDRAWN) as stream:
        rows = list(csv.reader(io.StringIO(stream.read(_SMALL).decode("utf-8-sig"))))
    return [row[0] for row in rows[1:] if row and row[0]]


def _name(archive: str, release: str) -> str:
    """Return the name of the release: that of the archive, then its own; fit for an address."""
    return re.sub(r"[^a-z0-9]+", "-", f"{archive}-{release}".lower()).strip("-")


def _mapping(about: Mapping[str, Any], *, named: bool) -> str:
    """Return a mapping of field to field. What was published elsewhere was cleared there.

    Where the archive opened some of it early and has not ``named`` the category of each record, all bear ``EARLY``.
    Time holds just those that were opened early, so the category decides about no others, and about none until the
    release names it.
    """
    basis, _ = _early(about)
    constants = {"cleared": "是"} | ({"category": EARLY} if basis and not named else {})
    said: dict[str, Any] = {
        "columns": {name: name for name in MAPPABLE if name not in {*_LEFT_OUT, *constants}},
        "constants": constants,
    }
    extra = about.get("extra") or []
    if extra:
        said["extra"] = {EXTRA + str(label): {"label": str(label), "public": True} for label in extra}
    return "# 报送包的列与著录项同名。\n" + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)


def _release(about: Mapping[str, Any], path: Path, today: date, opened: Mapping[str, tuple[str, str]]) -> str:
    """Return a draft ``release.yaml`` that says where its records came from."""
    archive = about["archive"]
    provenance = {
        "archive": archive["code"],
        "name": archive["name"],
        "release": about.get("release") or "",
        "package": path.name,
        "sha256": files.sha256(path),
        "received": today,
    }
    access = about.get("access") if isinstance(about.get("access"), dict) else {}
    years, undated = access.get("closure_years", 25), access.get("undated", "hold")
    rules: dict[str, Any] = {"undated": undated if undated in releases.UNDATED else "hold"}
    rules |= (
        {"closure_years": years} if isinstance(years, int) else {"closure": "off"} if "closure_years" in access else {}
    )
    said: dict[str, Any] = {
        "title": f"{archive['name']}：{about.get('title') or '开放档案目录'}",
        "status": "draft",
        "kind": "full" if about.get("kind") == "full" else "additions",
        "sources": [{"file": RECORDS}],
        "access": rules,
        "provenance": {key: value for key, value in provenance.items() if value},
    }
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)
    head = "# 由报送包导入。核对后写明 publish_at，把 status 改为 ready，再审核、签署。\n"
    basis, categories = _early(about)
    if opened:
        head += early.advice(opened)
    elif basis:
        quoted = json.dumps(basis, ensure_ascii=False)
        which = f"{categories}类" if categories else "其中一部分"
        head += f"# 报送单位依据 {quoted} 提前开放了{which}，本站按期限暂不公布。\n"
        head += f"# 审核后认可其决定的，在 access 中加入：early_categories: [{EARLY}]\n"
        head += f"# 　　　　　　　　　　　　　　　和：early_basis: {quoted}\n"
    return head + text


def _early(about: Mapping[str, Any]) -> tuple[str, str]:
    """Return on what basis the archive opened some records early, "" if none, and which categories, for people."""
    said = about.get("access")
    access = said if isinstance(said, dict) else {}
    named = access.get("early_categories")
    categories = "、".join(_line(each) for each in named) if isinstance(named, list) else ""
    return _line(access.get("early_basis") or ""), categories


def _line(value: object) -> str:
    """Return a value of a package as one line, fit for a comment."""
    return " ".join(str(value).split())


def _broken(path: Path, detail: str) -> InputError:
    return _refused(kinds.PACKAGE_BROKEN, path, detail=detail)


def _refused(kind: Kind, path: Path, **values: Any) -> InputError:
    return InputError([kind.at(path.name, **values)])
