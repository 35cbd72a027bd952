"""What an audit has passed it does not look into again, and still nothing gets by: no new file, no new secret."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from importlib import metadata
from pathlib import Path

import polars as pl
import pytest

from lantai.parts import Known
from lantai.publishing import audit
from lantai.publishing.audit import beforehand, looking, members, remembered

PAGE = '<!doctype html><html lang="zh-Hans"><head><title>t</title></head><body><h1>h</h1>{}</body></html>'
FIRST, SECOND = "澜溪县某某人民公社社员处分决定", "没有公开的另一条题名"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sound site of two pages and a download that has two names."""
    root, work = tmp_path / "site", tmp_path / "work"
    (root / "a").mkdir(parents=True)
    work.mkdir()
    (root / "index.html").write_text(PAGE.format('<a href="a/#x">a</a>'), encoding="utf-8")
    (root / "a" / "index.html").write_text(PAGE.format(f'<p id="x">{SECOND}'), encoding="utf-8")
    (root / "one.txt").write_text("公开的内容", encoding="utf-8")
    (root / "two.txt").hardlink_to(root / "one.txt")
    shown = {"ref_code": ["A-1"], "title": ["甲"], "list_address": ["/a/"], "anchor": ["x"]}
    pl.DataFrame(shown).write_parquet(work / "public.parquet")
    _withhold(root, FIRST)
    return root


def _withhold(site: Path, *titles: str) -> None:
    hidden = {
        "ref_code": [f"Z-{n}-{n}" for n in range(len(titles))],
        "title": list(titles),
        "holds": ["words"] * len(titles),
    }
    pl.DataFrame(hidden).write_parquet(site.parent / "work" / "withheld.parquet")


def _look(site: Path, monkeypatch: pytest.MonkeyPatch, **more: object) -> tuple[list[str], list[str]]:
    """Return what the audit finds, and which files it looks into."""
    looked: list[str] = []
    own = looking.look

    def noted(root, names, *rest):  # type: ignore[no-untyped-def]
        looked.extend(names)
        return own(root, names, *rest)

    monkeypatch.setattr(audit.looking, "look", noted)
    before = beforehand.of(site.parent / "work", site.parent / "seen")
    found = audit.examine(site, before, **more)  # type: ignore[arg-type]
    found.remember()
    monkeypatch.setattr(audit.looking, "look", own)
    return sorted({problem.code for problem in found.problems}), sorted(looked)


def test_a_file_is_looked_into_once_for_all_its_names(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _look(site, monkeypatch) == ([], ["a/index.html", "index.html", "one.txt"])


def test_what_has_passed_is_not_looked_into_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _look(site, monkeypatch)
    assert _look(site, monkeypatch) == ([], [])


def test_a_changed_file_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _look(site, monkeypatch)
    (site / "one.txt").unlink()
    (site / "one.txt").write_text(FIRST, encoding="utf-8")
    assert _look(site, monkeypatch) == (["audit-leak"], ["one.txt"])


def test_a_new_secret_is_looked_for_in_files_that_have_passed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is withdrawn stands in pages that were sound yesterday."""
    _look(site, monkeypatch)
    _withhold(site, FIRST, SECOND)
    codes, looked = _look(site, monkeypatch)
    assert codes == ["audit-leak"] and "a/index.html" in looked


def _line(number: int, title: str = "") -> bytes:
    """Return a row of a table that takes more bytes, packed, than those by which a member is recognised."""
    return f"A-{number},{title},{hashlib.sha512(bytes([number])).hexdigest()}\r\n".encode()


LINES = [_line(number) for number in range(1, 4)]


def _packed(*texts: bytes) -> bytes:
    return b"".join(gzip.compress(text, 1, mtime=0) for text in texts)


def _leaks(site: Path) -> list[str]:
    before = beforehand.of(site.parent / "work", site.parent / "seen")
    return sorted(each.place.file for each in audit.examine(site, before).problems if each.code == "audit-leak")


def test_of_a_new_download_only_members_are_unpacked_that_no_earlier_audit_passed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the file in which they were has not been looked into for some time, or is gone."""
    unpacked: list[int] = []
    own = members._Reading.__init__
    monkeypatch.setattr(
        members._Reading, "__init__", lambda self, stream, at: unpacked.append(at) or own(self, stream, at)
    )
    (site / "old.csv.gz").write_bytes(_packed(LINES[0], LINES[1]))
    _look(site, monkeypatch)
    (site / "one.txt").unlink()  # the next audit has something to remember
    _look(site, monkeypatch)
    (site / "new.csv.gz").write_bytes(_packed(LINES[0], LINES[2], LINES[1]))
    (site / "old.csv.gz").unlink()
    unpacked.clear()
    assert _look(site, monkeypatch)[0] == []
    assert unpacked == [len(_packed(LINES[0]))]
    (site / "new.csv.gz").unlink()
    (site / "newer.csv.gz").write_bytes(_packed(LINES[2]))
    unpacked.clear()
    assert _look(site, monkeypatch)[0] == [] and unpacked == []


def test_a_new_secret_is_looked_for_in_members_that_have_passed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they are in the file that they were in, or in a new one."""
    line = _line(1, SECOND)
    (site / "old.csv.gz").write_bytes(_packed(LINES[0], line))
    assert _look(site, monkeypatch)[0] == []
    (site / "new.csv.gz").write_bytes(_packed(line, LINES[1]))
    _withhold(site, FIRST, SECOND)
    found = _leaks(site)
    assert found[0] == "a/index.html" and {"new.csv.gz", "old.csv.gz"} & {*found}
    (site / "old.csv.gz").unlink()
    assert _leaks(site) == ["a/index.html", "new.csv.gz"]


@pytest.mark.parametrize("named", ["all", "new"])
def test_beside_members_that_have_passed_every_secret_is_looked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """What is looked for in them is new; in what lies between them, and in other files, nothing was looked for yet."""
    (site / "a" / "index.html").write_text(PAGE.format('<p id="x">x'), encoding="utf-8")
    (site / "old.csv.gz").write_bytes(_packed(LINES[0], LINES[1]))
    assert _look(site, monkeypatch)[0] == []
    number = b"11010519491231002X\r\n"
    (site / "new.csv.gz").write_bytes(_packed(LINES[0], _line(4, FIRST), LINES[1]))
    (site / "number.csv.gz").write_bytes(_packed(LINES[1], number, LINES[0]))
    (site / "broken.csv.gz").write_bytes(_packed(LINES[0])[:-4])
    (site / "sold.csv.gz").write_bytes(_packed(_line(5, FIRST)))
    _withhold(site, FIRST, *([SECOND] if named == "new" else []))
    before = beforehand.of(site.parent / "work", site.parent / "seen")
    told = {(each.code, each.place.file) for each in audit.examine(site, before).problems}
    leaks = {("audit-leak", "new.csv.gz"), ("audit-leak", "sold.csv.gz")}
    assert told == leaks | {("audit-identifier", "number.csv.gz"), ("audit-file-damaged", "broken.csv.gz")}


def test_a_member_that_is_read_once_more_is_counted_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "data" / "fonds").mkdir(parents=True)
    (site / "data" / "fonds" / "A.csv.gz").write_bytes(_packed(*LINES[:2]))
    assert _look(site, monkeypatch)[0] == []
    (site / "data" / "catalogue.csv.gz").write_bytes(_packed(*LINES))
    _withhold(site, FIRST, SECOND)
    before = beforehand.of(site.parent / "work", site.parent / "seen")
    names = ["data/catalogue.csv.gz", "data/fonds/A.csv.gz"]
    looked = looking.look(
        *(site, names, before.hidden, frozenset(names[1:]), before.known.members_like(names), before.new)
    )
    assert looked.facts.select("name", "count").rows() == [("data/catalogue.csv.gz", 2)]
    assert looked.problems == []


def test_members_of_a_file_that_is_gone_are_not_taken_for_passed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has looked for the newest secrets in them."""
    line = _line(1, SECOND)
    (site / "a" / "index.html").write_text(PAGE.format('<p id="x">x'), encoding="utf-8")
    (site / "old.csv.gz").write_bytes(_packed(line))
    assert _look(site, monkeypatch)[0] == []
    (site / "old.csv.gz").unlink()
    _withhold(site, FIRST, SECOND)
    assert _look(site, monkeypatch)[0] == []
    (site / "old.csv.gz").write_bytes(_packed(line))
    assert _leaks(site) == ["old.csv.gz"]


def test_a_site_that_failed_is_not_remembered(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "leak.txt").write_text(FIRST, encoding="utf-8")
    assert _look(site, monkeypatch)[0] == ["audit-leak"]
    assert _look(site, monkeypatch)[0] == ["audit-leak"]


@pytest.mark.parametrize("at", [0, 40, -3])
def test_a_damaged_memory_is_none(site: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    everything = _look(site, monkeypatch)[1]
    seen = bytearray((site.parent / "seen").read_bytes())
    seen[at] ^= 1
    (site.parent / "seen").write_bytes(bytes(seen))
    assert _look(site, monkeypatch) == ([], everything)


@pytest.mark.parametrize("library", ["lxml", "numpy", "polars", "pypdfium2", "zlib-ng"])
def test_what_another_version_of_a_library_has_passed_is_looked_into_again(
    site: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """The new one may see what that did not."""
    everything = _look(site, monkeypatch)[1]
    monkeypatch.setattr(remembered, "version", lambda name: "another" if name == library else metadata.version(name))
    monkeypatch.setattr(remembered, "_program", remembered._program.__wrapped__)
    assert _look(site, monkeypatch) == ([], everything)


def test_a_damaged_memory_of_what_must_not_be_found_is_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _look(site, monkeypatch)
    kept = site.parent / "seen.secrets"
    kept.write_bytes(kept.read_bytes().replace(FIRST.encode(), SECOND.encode()))
    (site / "one.txt").unlink()
    (site / "one.txt").write_text(FIRST, encoding="utf-8")
    assert _look(site, monkeypatch)[0] == ["audit-leak"]


def test_a_record_that_is_public_now_is_no_secret_any_more(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _withhold(site, FIRST, SECOND)
    assert _look(site, monkeypatch)[0] == ["audit-leak"]
    _withhold(site, FIRST)
    assert _look(site, monkeypatch)[0] == []


def test_a_record_that_stands_on_no_page_is_missed_though_no_page_has_changed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _look(site, monkeypatch)[0] == []
    shown = {"ref_code": ["A-1", "A-2"], "title": ["甲", "乙"], "list_address": ["/a/", "/a/"], "anchor": ["x", "y"]}
    pl.DataFrame(shown).write_parquet(site.parent / "work" / "public.parquet")
    assert _look(site, monkeypatch)[0] == ["audit-record-unlisted"]
    assert _look(site, monkeypatch)[0] == ["audit-record-unlisted"]


def test_a_link_to_a_page_that_went_is_found_though_its_own_page_has_passed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _look(site, monkeypatch)
    (site / "a" / "index.html").write_text(PAGE.format("nothing here"), encoding="utf-8")
    assert _look(site, monkeypatch)[0] == ["audit-anchor-broken", "audit-record-unlisted"]


def test_a_moved_page_is_read_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its links lead depends on where it stands."""
    _look(site, monkeypatch)
    (site / "b" / "c").mkdir(parents=True)
    (site / "b" / "c" / "index.html").write_bytes((site / "index.html").read_bytes())
    assert _look(site, monkeypatch) == (["audit-link-broken"], ["b/c/index.html"])


def test_what_is_known_of_a_file_counts_only_while_it_is_untouched(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audit.examine(site, beforehand.of(site.parent / "work", site.parent / "seen"))
    first.remember()
    status = (site / "one.txt").stat()
    digest = first.files["one.txt"].sha256
    untouched = {"one.txt": Known(status.st_ino, status.st_size, status.st_mtime_ns, digest)}
    (site / "one.txt").write_text(FIRST[:5], encoding="utf-8")
    os.utime(site / "one.txt", ns=(1, status.st_mtime_ns + 1))
    assert _look(site, monkeypatch, untouched=untouched)[1] == ["one.txt"]


BALANCE = {"id": "r", "rows": 9, "records": 7, "reported": 2, "public": 3, "held": 2, "withdrawn": 1, "waiting": 1,
           "listed": 1, "superseded": 2}  # fmt: skip


@pytest.fixture
def balanced(site: Path) -> Path:
    """The sums of one release, which come out: 9 = 7 + 2; 7 = 3 + 2 + 1 + 1; 3 = 1 + 2; 4 rows are withheld."""
    work = site.parent / "work"
    shown = {"ref_code": ["A-1"], "title": ["甲"], "release": ["r"], "list_address": ["/a/"], "anchor": ["x"]}
    pl.DataFrame(shown).write_parquet(work / "public.parquet")
    _withhold(site, *(f"不公开的题名之{n}" for n in "甲乙丙丁"))
    (work / "balance.json").write_text(json.dumps({"releases": [BALANCE]}), encoding="utf-8")
    return site


def test_sums_that_come_out_pass(balanced: Path) -> None:
    assert audit.audit(balanced, balanced.parent / "work") == []


@pytest.mark.parametrize("name", [name for name in BALANCE if name != "id"])
def test_one_row_more_or_less_at_any_step_is_found(balanced: Path, name: str) -> None:
    wrong = {"releases": [BALANCE | {name: BALANCE[name] + 1}]}  # type: ignore[operator]
    (balanced.parent / "work" / "balance.json").write_text(json.dumps(wrong), encoding="utf-8")
    found = {problem.code for problem in audit.audit(balanced, balanced.parent / "work")}
    assert found == {"audit-rows-lost"}
