"""Signatures: written without touching the rest of the file, bound to content, by different people."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.review.making import site

from lantai.problems import InputError, Problems
from lantai.records import releases
from lantai.review import approval
from lantai.review.approval import Signature

RELEASE = """\
# 第二批
title: 第二批开放档案目录   # 题名
publish_at: 2026-06-09T09:00:00+08:00
sources: [{file: list.csv}]
BLOCK
# 以下勿改
number: 2
"""
OLD = "approval:\n  # 上次\n  digest: sha256-old\n  sign_offs:\n  - {role: 初审, by: 旧人, on: 2025-01-01}\n"
DAY = date(2026, 5, 20)
FOUR = ["初审=甲", "复审=乙", "形成单位意见=县水利局 丙", "审定=丁"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue/releases/second"
    folder.mkdir(parents=True)
    (folder / "list.csv").write_text("档号\nJ001\n", "utf-8")
    (tmp_path / "catalogue/mapping.yaml").write_text("columns: {档号: ref_code}\n", "utf-8")
    (folder / "release.yaml").write_text(RELEASE.replace("BLOCK", ""), "utf-8")
    return folder


def signed(folder: Path, *signs: str) -> tuple[approval.Standing, Problems]:
    home, problems = site(folder.parents[2]), Problems()
    release = releases.load(folder, home, problems)
    assert release is not None
    digest = approval.digest_of(release, home)
    return approval.sign(release, digest, approval.parse_signs(signs, DAY), problems), problems


def standing(folder: Path) -> approval.Standing:
    home = site(folder.parents[2])
    release = releases.load(folder, home, Problems())
    assert release is not None
    return approval.standing(release, approval.digest_of(release, home))


def test_four_signatures_approve_and_leave_the_rest_of_the_file(folder):
    """Comments, order and every other line stay; the file read again is approved."""
    assert signed(folder, *FOUR)[0].approved
    assert standing(folder).approved
    text = (folder / "release.yaml").read_text("utf-8")
    assert [line for line in RELEASE.replace("BLOCK", "").splitlines() if line not in text.splitlines()] == []
    assert '    - {role: 形成单位意见, by: "县水利局 丙", on: 2026-05-20}' in text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("block", [OLD, OLD.replace("  - {", "    - {"), OLD + "\n\n", "approval: {}", "approval:"])
def test_an_old_block_is_replaced_whatever_its_shape(folder, block, newline):
    """An approval in any notation is replaced by the new one; comments below it belong to what follows."""
    path = folder / "release.yaml"
    path.write_bytes(RELEASE.replace("BLOCK", block).replace("\n", newline).encode())
    assert signed(folder, *FOUR)[0].approved
    assert standing(folder).approved
    data = path.read_bytes().decode()
    assert data.count("approval:") == 1
    assert "旧人" not in data
    assert f"# 以下勿改{newline}number: 2{newline}" in data


def test_signatures_gather_over_days(folder):
    """Each person may sign on their own; until the fourth the release is not approved."""
    for number, sign in enumerate(FOUR, 1):
        result, _ = signed(folder, sign)
        assert result.approved is (number == 4)


@pytest.mark.parametrize("changed", ["catalogue/releases/second/list.csv", "catalogue/mapping.yaml"])
def test_changed_data_or_mapping_is_unapproved(folder, changed):
    """One byte more in the data or the mapping makes all signatures void, and new ones start afresh."""
    signed(folder, *FOUR)
    path = folder.parents[2] / changed
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert standing(folder).stale
    result, problems = signed(folder, FOUR[0])
    assert result.missing == ("复审", "形成单位意见", "审定")
    assert [problem.code for problem in problems] == ["sign-stale", "sign-missing"]


def test_looser_rules_of_access_are_unapproved(folder):
    """Shortening the closure after signing needs new signatures; changing the title does not."""
    signed(folder, *FOUR)
    path = folder / "release.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("第二批开放", "第二批"), "utf-8")
    assert standing(folder).approved
    path.write_text(text + "access: {closure_years: 10}\n", "utf-8")
    assert standing(folder).stale


@pytest.mark.parametrize("again", ["复审=甲", "审定=甲", "审定= 甲 ", "审定=甲\u200b", "审定=乙", "形成单位意见=甲"])
def test_one_person_signs_once(folder, again):
    """Nobody signs in two roles, and nothing is written when somebody tries."""
    before = (folder / "release.yaml").read_bytes()
    signs = [again if sign.split("=")[0] == again.split("=")[0] else sign for sign in FOUR]
    result, problems = signed(folder, *signs)
    assert not result.approved
    assert [problem.code for problem in problems.errors] == ["sign-same-person"]
    assert (folder / "release.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("王平", "王 平", True),
        ("王平", "王·平", True),
        ("王平", "王平。", True),
        ("王平", "王平（代）", True),
        ("王平", "王平同志", True),
        ("王平", "王平（档案科）", True),
        ("王平", "李强、王平", True),
        ("张三", "張三", True),
        ("Li Qiang", "LI QIANG", True),
        ("王平（档案科）", "王平（办公室）", False),
        ("王平", "王平安", False),
        ("李强、王平", "赵明", False),
    ],
)
def test_one_person_however_the_name_is_written(folder, first, second, same):
    """Only what both names add tells two people of one name apart."""
    signs = [f"初审={first}", f"复审={second}", "形成单位意见=丙", "审定=丁"]
    result, _ = signed(folder, *signs)
    assert result.approved != same


@pytest.mark.parametrize("value", ["甲", "初审", "初审=", "终审=甲", "=甲", ""])
def test_signatures_that_mean_nothing(value):
    """A sign that is not ROLE=NAME is an error, never half a signature."""
    with pytest.raises(InputError):
        approval.parse_signs([value], DAY)


@given(st.text(min_size=1, max_size=20).filter(lambda name: name.strip() and name.isprintable()))
def test_any_name_is_written_so_that_it_is_read_again(name):
    """Quotes, colons and braces in a name do not break the file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.yaml"
        path.write_text("title: x\n", "utf-8")
        approval.write(path, "release.yaml", "sha256-1", [Signature("初审", name, DAY)])
        assert path.read_text("utf-8").startswith("title: x\n")
