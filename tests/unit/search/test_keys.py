"""Where files begin is told in a few bytes each, and is read again as it was."""

from __future__ import annotations

import json
import random
import subprocess

import pytest
from tests.unit.search.making import MODULES

from lantai import text
from lantai.search import keys, quality

READ = f"""
const {{ keysOf }} = await import({json.dumps((MODULES / "codec.js").as_uri())});
let given = "";
for await (const piece of process.stdin) given += piece;
console.log(JSON.stringify(JSON.parse(given).map(keysOf)));
"""


def read(texts: list[str]) -> list[list[str]]:
    """Return what the shipped module reads."""
    command = [quality.node(), "--no-warnings", "--input-type=module", "--eval", READ]
    done = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def test_a_key_is_what_it_has_not_in_common_with_the_one_before() -> None:
    """The example of the format, as it is written there."""
    assert keys.joined(["水", "水利", "水库"]) == "A水A利B库"
    assert keys.joined([]) == ""


def test_keys_are_read_as_they_were() -> None:
    """Characters beyond the first plane, an empty key, keys longer than letters can tell, and all kinds between."""
    chance = random.Random(7)
    lists = [
        [""],
        ["𠮷", "𠮷a", "𠮸", "𡀀"],
        ["a" * 24 + "b", "a" * 24 + "c", "b"],
        ["a" * 40, "b" * 40, "b" * 40 + "c", "c"],
        ["\x03", "\x041954", "1", "水\n利"],
        *(sorted({"".join(chance.choices("ab水𠮷𠮸", k=chance.randint(1, 30))) for _ in range(60)}) for _ in range(40)),
    ]
    assert read([keys.joined(each) for each in lists]) == lists


def test_nothing_folded_has_the_letters_that_begin_keys() -> None:
    """No character there is becomes a capital letter of ASCII."""
    folded = "".join(text.fold_character(chr(code)) for code in range(5, 0x110000) if not 0xD800 <= code < 0xE000)
    assert not {*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"} & {*folded}


@pytest.mark.parametrize(
    ("before", "key", "shortest"), [("", "水利", "水"), ("水利", "水库", "水库"), ("水", "水利", "水利")]
)
def test_a_separator_is_as_short_as_can_be(before: str, key: str, shortest: str) -> None:
    """It comes after what stands before it, and not after what it begins."""
    assert keys.separator(before, key) == shortest
