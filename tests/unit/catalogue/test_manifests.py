"""A record whose cleared pictures are shown has a IIIF manifest that other viewers open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from iiif_prezi3 import skeleton
from PIL import Image
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import recordpages
from lantai.problems import Problems

ROWS = [("LX0001", "Q001", "Q001-1-0001-001", "item", "为禀请修堤事", "澜溪县", "光绪二十六年闰八月初一")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "exhibitions").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(
        "name: {zh-Hans: 澜溪县档案馆, en: Lanxi Archives}\ncode: LX0001\n", encoding="utf-8"
    )
    write_release(tmp_path, "2026-06-09", ROWS)
    media = tmp_path / "catalogue" / "media"
    media.mkdir()
    for number in (1, 2, 3):
        Image.effect_noise((240, 160), 40 + number).convert("RGB").save(media / f"leaf-{number}.jpg")
    return tmp_path


def made(folder: Path, tmp_path: Path, **more: Any) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Return manifest, collection and page of the one record, with three pictures and ``more`` fields."""
    view, _ = view_of(folder, "https://a.example")
    (summary,) = view.catalogue.fonds
    pictures = pl.lit("leaf-1.jpg；leaf-2.jpg；leaf-3.jpg")
    fields = {name: pl.lit(value) for name, value in more.items()}
    frame = view.part(summary).with_columns(media=pictures, has_media=True, **fields)
    (page,) = recordpages.pages(view, summary, frame)
    output = tmp_path / "out"
    view.publication.media.finish(output, 1, Problems())

    def read(address: str) -> dict[str, Any]:
        return json.loads((output / address.lstrip("/")).read_text(encoding="utf-8"))

    return read(page.data["manifest"]), read("/iiif/collection.json"), page


def test_it_says_what_the_record_is_whose_on_what_terms_and_where_more_is_told(folder: Path, tmp_path: Path) -> None:
    found, collection, page = made(folder, tmp_path, rights="https://rightsstatements.org/vocab/NKC/1.0/")
    assert found["id"] == "https://a.example/iiif/record/Q001/1/1-10/Q001-1-0001-001/manifest.json"
    assert found["label"] == {"zh-Hans": ["为禀请修堤事"]}
    assert found["rights"] == "http://rightsstatements.org/vocab/NKC/1.0/"
    assert found["requiredStatement"]["value"] == {
        "zh-Hans": ["澜溪县档案馆，Q001-1-0001-001"],
        "en": ["Lanxi Archives, Q001-1-0001-001"],
    }
    assert found["provider"][0]["label"]["en"] == ["Lanxi Archives"]
    assert found["navDate"] == "1900-09-24T00:00:00Z"
    assert found["homepage"][0]["id"] == "https://a.example" + page.address
    assert found["seeAlso"][0]["id"] == "https://a.example/data/fonds/Q001.ead3.xml"
    assert {"zh-Hans": ["档号"], "en": ["Reference code"]} in [pair["label"] for pair in found["metadata"]]
    assert [canvas["label"]["zh-Hans"] for canvas in found["items"]] == [["第 1 幅"], ["第 2 幅"], ["第 3 幅"]]
    assert found["id"] in [item["id"] for item in collection["items"]]
    skeleton.Manifest.model_validate(found)
    skeleton.Collection.model_validate(collection)


@pytest.mark.parametrize(
    ("fields", "behaviour", "direction"),
    [
        ({"year_end": 1900}, ["paged"], "right-to-left"),
        ({"year_end": 1900, "language": "满文"}, ["paged"], "left-to-right"),
        ({"year_end": 1954}, ["paged"], "left-to-right"),
        ({"year_end": 1954, "genre": "照片"}, None, "left-to-right"),
    ],
)
def test_pages_turn_as_the_volume_does(
    folder: Path, tmp_path: Path, fields: dict[str, Any], behaviour: list[str] | None, direction: str
) -> None:
    """Chinese volumes before 1912 turn from right to left, Manchu ones do not; photographs do not turn at all."""
    found, _, _ = made(folder, tmp_path, **fields)
    assert (found.get("behavior"), found["viewingDirection"]) == (behaviour, direction)


def test_words_on_rights_stand_with_the_pictures(folder: Path, tmp_path: Path) -> None:
    """What is no address of a known licence cannot be ``rights``; it is said where it must be shown."""
    found, _, _ = made(folder, tmp_path, rights="仅供个人研究")
    assert "rights" not in found
    assert found["requiredStatement"]["value"]["zh-Hans"] == ["澜溪县档案馆，Q001-1-0001-001。仅供个人研究"]
