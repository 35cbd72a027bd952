"""Compiled templates are kept beside the program, and only trusted as far as they are what was compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from lantai.site.compiled import Compiled
from lantai.site.kept import Keep


def _render(folder: Path, source: str) -> str:
    environment = Environment(
        loader=DictLoader({"page": source}), extensions=[Keep], bytecode_cache=Compiled(folder), autoescape=True
    )
    return environment.get_template("page").render(name="<兰台>")


def test_another_process_takes_what_was_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    assert _render(tmp_path, "{{ name }}") == "&lt;兰台&gt;"
    (kept,) = tmp_path.iterdir()
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert _render(tmp_path, "{{ name }}") == "&lt;兰台&gt;"
    assert kept.name.startswith("template-")


def test_another_source_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    _render(tmp_path, "{{ name }}")
    assert _render(tmp_path, "新 {{ name }}") == "新 &lt;兰台&gt;"


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x80\x04K", "from the beginning"])
def test_a_damaged_file_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | str
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    _render(tmp_path, "{{ name }}")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage if isinstance(damage, bytes) else whole[: len(whole) // 2])
    assert _render(tmp_path, "{{ name }}") == "&lt;兰台&gt;"


def test_nothing_is_written_where_python_writes_no_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    _render(tmp_path, "{{ name }}")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    place = tmp_path / "file"
    place.write_text("in the way", encoding="utf-8")
    assert _render(place, "{{ name }}") == "&lt;兰台&gt;"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
