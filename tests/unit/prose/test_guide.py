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
