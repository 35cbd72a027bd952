"""The staff page and the schemas follow the definitions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lantai.prose import guide
from lantai.prose.blocks import REGISTRY

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", sorted(guide.outputs()))
def test_what_is_generated_is_up_to_date(name):
    """Run ``python3 -m lantai.prose.guide .`` after changing a block."""
    assert (ROOT / name).read_text(encoding="utf-8") == guide.outputs()[name]


def test_every_option_is_explained_in_both_languages():
    """No option of any block lacks a description."""

    def every(options):
        for option in options:
            yield option
            yield from every(option.items)

    for block in REGISTRY.values():
        assert block.zh
        assert block.en
        for option in every(block.options):
            assert option.zh, (block.name, option.name)
            assert option.en, (block.name, option.name)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_has_a_picture_of_each_block(language):
    """Run ``tools/block_pictures.py`` on a built demonstration after adding a block. Together they stay light."""
    pictures = {path.stem: path.stat().st_size for path in (ROOT / "docs/images/blocks" / language).glob("*.webp")}
    assert set(pictures) == {*REGISTRY, "phrase"}
    assert sum(pictures.values()) < 750_000


def test_every_block_stands_in_an_exhibition_of_the_demonstration():
    """Whoever looks at the demonstration has seen them all, in Chinese; and words that point into an image."""
    texts = [
        path.read_text(encoding="utf-8") for path in (ROOT / "exhibitions").glob("*/*.md") if path.stem.count(".") == 0
    ]
    used = {name for text in texts for name in re.findall(r"^/{3,} ([a-z-]+)", text, re.MULTILINE)}
    assert used == set(REGISTRY)
    assert any(re.search(r"==[^=]+=={figure=", text) for text in texts)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_option_of_a_block_is_in_the_guides_and_the_schema(name):
    """With its own description in either language, those of entries too."""
    block = REGISTRY[name]
    rows = {}
    for language, page in (("zh", "blocks.md"), ("en", "blocks.en.md")):
        text = (ROOT / "docs/staff" / page).read_text(encoding="utf-8")
        (section,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        rows[language] = dict(re.findall(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", section, re.MULTILINE))
    schema = json.loads((ROOT / "theme/schemas/zh/blocks.json").read_text(encoding="utf-8"))["$defs"][name]

    def hold(options, properties, prefix):
        for option in options:
            assert rows["zh"][prefix + option.name] == option.zh
            assert rows["en"][prefix + option.name] == option.en
            described = properties[option.name]
            hold(option.items, described.get("items", described).get("properties", {}), f"{prefix}{option.name}: ")

    hold(block.options, schema["properties"], "")
    assert set(schema["properties"]) == {option.name for option in block.options}
