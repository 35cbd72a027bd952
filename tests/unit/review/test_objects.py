"""What a record shows is published as it was when four people signed: another picture waits for new signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import edits
from harness import run_lantai
from lantai.problems import InputError, Problems
from lantai.publishing import build as publishing
from lantai.publishing import child
from lantai.publishing.layout import Layout
from lantai.site import config
from small import NOW, csv_bytes, make_site, record, sign_release

SIGNED = "catalogue/releases/first/objects.sha256"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A signed site whose first record shows a scan and what it says; its second has a picture that is not cleared."""
    rows = [[*record(1, "关于防汛的通知"), "leaf.png", "是"], [*record(2, "关于粮食的通知"), "other.png", ""]]
    folder = make_site(tmp_path / "site", csv_bytes(rows, edits.COLUMNS), sign=False)
    (folder / "catalogue" / "mapping.yaml").write_text(edits.MAPPING, encoding="utf-8")
    media = folder / "catalogue" / "media"
    media.mkdir()
    for name in ("leaf", "other"):
        Image.linear_gradient("L").resize((640, 400)).save(media / f"{name}.png")
    (media / "leaf.txt").write_text("堤上吃饭", encoding="utf-8")
    assert sign_release(folder, "first").returncode == 0
    return folder


def _swap(folder: Path) -> None:
    Image.radial_gradient("L").resize((640, 400)).save(folder / "catalogue" / "media" / "leaf.png")


def _reword(folder: Path) -> None:
    (folder / "catalogue" / "media" / "leaf.txt").write_text("堤上喝水", encoding="utf-8")


def _review(folder: Path, *more: str) -> str:
    done = run_lantai("review", "first", "--site", folder, "--at", NOW, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_list_is_what_sha256sum_checks(site: Path) -> None:
    """Of cleared objects and their texts, by name; it stands beside the release."""
    media = site / "catalogue" / "media"
    digests = [hashlib.sha256((media / name).read_bytes()).hexdigest() for name in ("leaf.png", "leaf.txt")]
    assert (site / SIGNED).read_text() == f"{digests[0]}  leaf.png\n{digests[1]}  leaf.txt\n"


@pytest.mark.parametrize(("change", "name"), [(_swap, "leaf.png"), (_reword, "leaf.txt")])
def test_a_file_changed_after_signing_holds_the_pictures_alone(
    site: Path, change: Callable[[Path], None], name: str
) -> None:
    """The record stays listed; the report names the file; what was not cleared concerns nobody."""
    assert "objects-unsigned" not in _review(site)
    change(site)
    (site / "catalogue" / "media" / "other.png").write_bytes(b"another")
    said = _review(site)
    assert f"1 个图像或文字文件在签署后新增或改动，暂不公布：{name} (objects-unsigned)" in said
    assert "可公布 2" in said and "四项签署齐全" in said


def test_what_is_signed_again_is_shown_again(site: Path) -> None:
    """Built, swapped, signed anew: with the scan, without, with the new one."""
    shown = []
    for step in (lambda: None, lambda: _swap(site), lambda: sign_release(site, "first")):
        step()
        assert run_lantai("site", "--site", site, "--at", NOW).returncode == 0
        page = next((site / "output" / "catalogue").rglob("J001-002-0345-001/index.html")).read_text(encoding="utf-8")
        shown.append(("manifest.json" in page, "堤上吃饭" in page))
    assert shown == [(True, True), (False, False), (True, True)]


@pytest.mark.parametrize("edit", ["append", "delete"])
def test_a_list_that_somebody_edits_voids_the_signatures(site: Path, edit: str) -> None:
    path = site / SIGNED
    _swap(site)
    if edit == "append":
        digest = hashlib.sha256((site / "catalogue" / "media" / "leaf.png").read_bytes()).hexdigest()
        path.write_text(f"{digest}  leaf.png\n", encoding="utf-8")
    else:
        path.unlink()
    said = _review(site)
    assert "签署后数据、映射或图像清单有改动" in said and "可公布 0" in said


def test_one_person_signing_twice_leaves_the_list_as_it_was(site: Path) -> None:
    before = (site / SIGNED).read_bytes()
    _swap(site)
    words = [word for sign in ("初审=甲", "复审=甲") for word in ("--sign", sign)]
    done = run_lantai("review", "first", "--site", site, "--at", NOW, "--approve", *words)
    assert done.returncode == 1
    assert (site / SIGNED).read_bytes() == before


@pytest.mark.parametrize("change", [_swap, _reword, lambda site: (site / "catalogue/media/new.png").write_bytes(b"")])
def test_what_changes_between_gate_and_page_is_not_published(
    site: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """The gate has seen the file that was signed, the page would show another, also if it is put back in time."""
    loaded, problems = config.load(site)
    assert loaded is not None and not problems.errors
    layout, moment = Layout.of(site), datetime.fromisoformat(NOW)
    real, before = child.Renderer.render, (site / "catalogue/media/leaf.png").read_bytes()

    def render(self: child.Renderer, *arguments: Any) -> Problems:
        change(site)
        found = real(self, *arguments)
        (site / "catalogue/media/leaf.png").write_bytes(before)
        return found

    with monkeypatch.context() as patched, pytest.raises(InputError) as raised:
        patched.setattr(child.Renderer, "render", render)
        publishing.build(loaded, moment, layout, jobs=1)
    assert {problem.code for problem in raised.value.problems} == {"object-changed"}
    assert not layout.output.exists()
