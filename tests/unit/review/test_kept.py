"""What the gate said is said again without looking, only while nothing has changed of what it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from tests.unit.review.making import BASIS, MOMENT, ZONE, frame, release, site

from lantai.problems import Problems
from lantai.records.releases import Access, Approval
from lantai.review import Gated, approval, gate_kept, objects

ROWS = (
    {"title": "关于兴修水利的通知", "date_end": "1985-03-12"},
    {"title": "关于给予处分的决定", "date_end": "1985-03-12"},
    {"title": "关于防汛的通知", "date_end": "2001-06-20", "date_text": "20010620"},
)


class Kept:
    """A release that passes the gate again and again, and how often its rows were looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.looked, self.problems = folder, 0, Problems()

    def gated(
        self,
        table: str = "t",
        program: str = "p",
        moment: datetime = MOMENT,
        closure_years: int = 25,
        rows: tuple[dict, ...] = ROWS,
        **values,
    ) -> Gated:
        access = Access(closure_years, early_categories=("经济",), early_basis=BASIS)
        given = release(self.folder, access=access, **values)
        contents = objects.Contents(site(self.folder))
        objects.write(given, objects.listing(frame(*rows), contents))
        return gate_kept(
            lambda: self._pieces(rows),
            *(table, contents, given, site(self.folder), moment, self.problems, self.folder / "cache", program),
        )

    def _pieces(self, rows: tuple[dict, ...]) -> Iterator[pl.DataFrame]:
        self.looked += 1
        yield frame(*rows).with_columns(match_key=pl.col("ref_code"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(approval, "digest_of", lambda release, site: "sha256-0")
    return Kept(tmp_path)


def test_an_unchanged_release_is_not_looked_at_again(kept: Kept) -> None:
    """Held and public rows are those of the first time; a later day that opens nothing more changes nothing."""
    first = kept.gated()
    again = kept.gated(moment=datetime(2026, 6, 15, tzinfo=ZONE))
    assert kept.looked == 1
    assert first.public["title"].to_list() == ["关于兴修水利的通知"]
    assert again.public.equals(first.public)
    assert again.frame["holds"].to_list() == ["words", "closed"]
    assert again.frame.equals(first.frame)


def test_the_day_on_which_a_record_opens_is_looked_at(kept: Kept) -> None:
    """25 years after 20 June 2001 is the 20th of June 2026: from then on it is public."""
    kept.gated(moment=datetime(2026, 6, 19, 23, tzinfo=ZONE))
    found = kept.gated(moment=datetime(2026, 6, 20, tzinfo=ZONE))
    assert kept.looked == 2
    assert found.public["title"].to_list() == ["关于兴修水利的通知", "关于防汛的通知"]


@pytest.mark.parametrize(
    "change", [{"table": "other"}, {"program": "other"}, {"closure_years": 60}, {"approval": Approval("", ())}]
)
def test_another_table_program_rule_or_signature_is_looked_at(kept: Kept, change: dict) -> None:
    """What is not signed any more is held, whatever was said before."""
    kept.gated()
    found = kept.gated(**change)
    assert kept.looked == 2
    assert found.public.height == (0 if "approval" in change or "closure_years" in change else 1)


@pytest.mark.parametrize(
    ("name", "text", "public"),
    [
        ("review/words.yaml", "add: {local: [兴修水利]}\n", 0),
        ("review/words.yaml", "allow: [{phrase: 给予处分, reason: 已核}]\n", 2),
    ],
)
def test_words_are_looked_at(kept: Kept, name: str, text: str, public: int) -> None:
    """A word added, a phrase allowed: each counts at once."""
    kept.gated()
    path = kept.folder / "catalogue" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert kept.gated().public.height == public
    assert kept.looked == 2


def test_a_withdrawal_counts_without_another_look(kept: Kept) -> None:
    """A record that was public, and one that was held, are taken down; when the line goes the first is public again."""
    first = kept.gated()
    path = kept.folder / "catalogue" / "withdrawals.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"- {{ref: J001-002-0345-00{number}, on: 2026-06-01, reason: personal}}\n" for number in (1, 2)]
    path.write_text("".join(lines), encoding="utf-8")
    found = kept.gated()
    assert found.public.height == 0
    assert sorted(found.frame.select("ref_code", "holds").rows()) == [
        ("J001-002-0345-001", "withdrawn"),
        ("J001-002-0345-002", "withdrawn；words"),
        ("J001-002-0345-003", "closed"),
    ]
    assert found.withdrawn["title"].to_list() == ["关于给予处分的决定", "关于兴修水利的通知"]
    path.write_text("[]\n", encoding="utf-8")
    assert kept.gated().public.equals(first.public)
    assert kept.looked == 1


def test_a_decision_is_looked_at(kept: Kept) -> None:
    """A person holds a record that was public."""
    kept.gated()
    path = kept.folder / "catalogue" / "review" / "decisions.jsonl"
    path.parent.mkdir(parents=True)
    said = '{"key": "J001-002-0345-001", "decision": "hold", "by": "甲", "at": "2026-06-01", "digest": "x"}\n'
    path.write_text(said, encoding="utf-8")
    assert kept.gated().public.height == 0


def test_what_lies_beside_a_picture_is_looked_at(kept: Kept) -> None:
    """A text that comes later, with a secrecy marking, holds the picture; one that cannot be read is told each time."""
    pictured = ({"media": "leaf.jpg", "cleared": "是"},)
    assert kept.gated(rows=pictured).public["media"].to_list() == ["leaf.jpg"]
    beside = kept.folder / "catalogue" / "media" / "leaf.txt"
    beside.parent.mkdir(parents=True)
    beside.write_text("机密\n关于某事的通知", encoding="utf-8")
    assert kept.gated(rows=pictured).public["media"].to_list() == [None]
    beside.write_bytes(b"\xff\xfe\x00\xd8")
    for _ in range(2):
        kept.problems = Problems()
        kept.gated(rows=pictured)
        assert [problem.code for problem in kept.problems] == ["object-text-unreadable"]
    assert kept.looked == 4


@pytest.mark.parametrize("name", ["gated.json", "public.parquet", "held.parquet"])
def test_what_cannot_be_read_is_looked_at(kept: Kept, name: str) -> None:
    """A damaged or missing file of the cache is no answer."""
    first = kept.gated()
    (kept.folder / "cache" / "2026-06-09" / name).write_bytes(b"PAR1")
    assert kept.gated().public.equals(first.public)
    assert kept.looked == 2


def test_without_a_name_for_the_program_nothing_is_kept(kept: Kept) -> None:
    """Whoever cannot say what program it is gates each time."""
    kept.gated(program="")
    kept.gated(program="")
    assert kept.looked == 2
    assert not (kept.folder / "cache").exists()
