"""The staff page and the schemas follow the definitions."""

from __future__ import annotations

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
