"""Manifests and image descriptions follow the IIIF 3 specifications, so that any viewer opens them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from lantai.media import iiif
from lantai.site.languages import LocalText

TEXT = LocalText((("zh-Hans", "洪水"), ("en", "The flood")))


def scan(folder: Path, name: str = "scan.png", size: tuple[int, int] = (6000, 3000)) -> Path:
    Image.new("L", size, 200).save(folder / name)
    return folder / name


def read(output: Path, address: str) -> dict:
    return json.loads((output / address.lstrip("/")).read_text(encoding="utf-8"))


def about(**options) -> iiif.About:
    return iiif.About("exhibition/flood", TEXT, **options)


def test_every_size_of_an_image_is_a_file_where_level_0_wants_it(store, folder, tmp_path, problems) -> None:
    """Image API 3.0, 4.2 and 5: ``full/w,h/0/default.jpg`` for each of ``sizes`` and ``full/max``."""
    image = store.image(scan(folder), "f", problems)
    address = store.zoomable(image)
    store.finish(tmp_path / "out", 1, problems)
    found = read(tmp_path / "out", address)
    assert found["id"] + "/info.json" == "https://archives.example" + address
    assert (found["type"], found["profile"], found["protocol"]) == (
        "ImageService3", "level0", "http://iiif.io/api/image",
    )  # fmt: skip
    assert found["sizes"] == [
        {"width": 480, "height": 240}, {"width": 960, "height": 480},
        {"width": 1600, "height": 800}, {"width": 4096, "height": 2048},
    ]  # fmt: skip
    assert (found["width"], found["height"], "tiles" in found) == (4096, 2048, False)
    folder = (tmp_path / "out" / address.lstrip("/")).parent
    for name in ("480,240", "960,480", "1600,800", "4096,2048", "max"):
        with Image.open(folder / f"full/{name}/0/default.jpg") as made:
            assert name == "max" or f"{made.width},{made.height}" == name


def test_tiles_on_request_cover_the_image_at_every_scale(store, folder, tmp_path, problems) -> None:
    image = store.image(scan(folder, size=(1300, 700)), "f", problems)
    address = store.zoomable(image, tiles=True)
    store.finish(tmp_path / "out", 1, problems)
    assert read(tmp_path / "out", address)["tiles"] == [{"width": 512, "scaleFactors": [1, 2, 4]}]
    root = (tmp_path / "out" / address.lstrip("/")).parent
    tiles = {path.relative_to(root).as_posix() for path in root.rglob("*.jpg")} - {
        path.relative_to(root).as_posix() for path in (root / "full").rglob("*.jpg")
    }
    assert tiles == {
        "0,0,512,512/512,512/0/default.jpg", "512,0,512,512/512,512/0/default.jpg",
        "1024,0,276,512/276,512/0/default.jpg", "0,512,512,188/512,188/0/default.jpg",
        "512,512,512,188/512,188/0/default.jpg", "1024,512,276,188/276,188/0/default.jpg",
        "0,0,1024,700/512,350/0/default.jpg", "1024,0,276,700/138,350/0/default.jpg",
        "0,0,1300,700/325,175/0/default.jpg",
    }  # fmt: skip


def test_a_manifest_says_whose_it_is_how_to_read_it_and_what_may_be_done(store, folder, tmp_path, problems) -> None:
    image = store.image(scan(folder), "f", problems)
    address = store.manifest(
        about(
            summary=TEXT,
            rights="https://creativecommons.org/licenses/by/4.0",
            attribution=TEXT,
            date="1954-08-01",
            paged=True,
            right_to_left=True,
            homepages={"zh-Hans": ("/exhibitions/flood/", "洪水")},
            see_also=(iiif.SeeAlso("/data/flood.json", "application/json", TEXT),),
            metadata=((LocalText((("zh-Hans", "档号"),)), LocalText((("zh-Hans", "J001"),))),),
        ),
        [iiif.Canvas(image, TEXT, notes=(iiif.Note((25, 50, 10, 10), TEXT),))],
    )
    store.finish(tmp_path / "out", 1, problems)
    found = read(tmp_path / "out", address)
    assert address == "/iiif/exhibition/flood/manifest.json"
    assert found["label"] == {"zh-Hans": ["洪水"], "en": ["The flood"]}
    assert found["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert found["requiredStatement"]["value"] == {"zh-Hans": ["洪水"], "en": ["The flood"]}
    assert (found["navDate"], found["behavior"], found["viewingDirection"]) == (
        "1954-08-01T00:00:00Z", ["paged"], "right-to-left",
    )  # fmt: skip
    assert found["provider"][0]["label"]["en"] == ["Lanxi County Archives"]
    assert found["seeAlso"][0]["id"] == "https://archives.example/data/flood.json"
    canvas = found["items"][0]
    assert canvas["annotations"][0]["items"][0]["target"] == canvas["id"] + "#xywh=1024,1024,410,205"
    body = canvas["items"][0]["items"][0]["body"]
    assert body["id"].endswith("/full/max/0/default.jpg") and (body["width"], body["height"]) == (4096, 2048)
    collection = read(tmp_path / "out", "/iiif/collection.json")
    assert [item["id"] for item in collection["items"]] == ["https://archives.example" + address]


def test_manifests_pass_the_models_made_from_the_official_schema(store, folder, tmp_path, problems) -> None:
    models = pytest.importorskip("iiif_prezi3")
    image = store.image(scan(folder, size=(900, 700)), "f", problems)
    address = store.manifest(about(attribution=TEXT), [iiif.Canvas(image)] * 2)
    store.finish(tmp_path / "out", 1, problems)
    models.Manifest(**read(tmp_path / "out", address))
    models.Collection(**read(tmp_path / "out", "/iiif/collection.json"))


def test_without_an_address_of_the_site_ids_are_relative_to_their_document_and_staff_are_told(
    new_store, folder, tmp_path, problems
) -> None:
    store = new_store()
    image = store.image(scan(folder, size=(900, 700)), "f", problems)
    manifest = store.manifest(about(), [iiif.Canvas(image)])
    store.finish(tmp_path / "out", 1, problems)
    found = read(tmp_path / "out", manifest)
    body = found["items"][0]["items"][0]["items"][0]["body"]["id"]
    assert body.startswith("../../image/scan-")
    assert ((tmp_path / "out" / manifest.lstrip("/")).parent / body).resolve().is_file()
    assert [problem.code for problem in problems] == ["iiif-no-base"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://creativecommons.org/publicdomain/mark/1.0/", "http://creativecommons.org/publicdomain/mark/1.0/"),
        ("https://rightsstatements.org/vocab/NoC-NC/1.0/", "http://rightsstatements.org/vocab/NoC-NC/1.0/"),
        ("版权所有", None),
        ("", None),
    ],
)
def test_only_rights_that_the_specification_allows_are_stated(address, expected) -> None:
    assert iiif.rights_uri(address) == expected


def test_tiles_asked_for_once_are_not_forgotten_by_a_manifest(store, folder, tmp_path, problems) -> None:
    """A figure with ``tiles: true`` is asked for by pages and manifests in any order."""
    image = store.image(scan(folder, size=(1300, 700)), "f", problems)
    address = store.zoomable(image, tiles=True)
    store.manifest(about(), [iiif.Canvas(image, TEXT)])
    store.finish(tmp_path / "out", 1, problems)
    assert "tiles" in read(tmp_path / "out", address)
