"""One folding, the same in Python and in the browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai import text
from lantai.search.quality import node

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/fixtures/fold-vectors.json").read_text(encoding="utf-8"))
FOLD_JS = ROOT / "theme/static/js/search/fold.js"

BOTH = """
const { Folding } = await import(process.argv[1]);
const { readFileSync } = await import("node:fs");
const { table, texts } = JSON.parse(readFileSync(0, "utf8"));
const folding = new Folding(table);
const all = texts.map((t) => [folding.fold(t), folding.withYears(folding.fold(t)), folding.codeParts(t),
  folding.mapped(t.normalize("NFC")).map(([c]) => c).join("")]);
process.stdout.write(JSON.stringify(all));
"""


def in_javascript(texts: list[str]) -> list[list[str]]:
    request = json.dumps({"table": text.browser_table(), "texts": texts})
    done = subprocess.run(
        [node(), "--no-warnings", "--input-type=module", "-e", BOTH, FOLD_JS.as_uri()],
        input=request.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize(("given_", "expected"), VECTORS["fold"])
def test_fold(given_: str, expected: str) -> None:
    """Two writings of the same words become the same characters."""
    assert text.fold(given_) == expected


@pytest.mark.parametrize(("given_", "expected"), VECTORS["with_years"])
def test_years(given_: str, expected: str) -> None:
    """Chinese and era years are written in Arabic digits; what only looks like one stays."""
    assert text.with_years(text.fold(given_)) == expected


@pytest.mark.parametrize(("given_", "expected"), VECTORS["code_parts"])
def test_codes(given_: str, expected: str) -> None:
    """Reference codes meet whatever their punctuation."""
    assert text.code_parts(given_) == expected
    assert text.code_key(given_) == expected.replace("-", "")


def test_the_browser_folds_the_same() -> None:
    """The shipped JavaScript gives the same results for all vectors and for every assigned block of characters."""
    samples = [given_ for name in ("fold", "with_years", "code_parts") for given_, _ in VECTORS[name]]
    samples += [
        "".join(map(chr, range(start, start + 64))) for start in (*range(0, 0xD800, 64), *range(0xE000, 0x323C0, 64))
    ]
    for sample, (folded, years, code, mapped) in zip(samples, in_javascript(samples), strict=True):
        known = [c for c in sample if c.isprintable() or c.isspace()]
        if len(known) != len(sample):
            continue
        assert folded == text.fold(sample), sample
        assert years == text.with_years(text.fold(sample))
        assert code == text.code_parts(sample)
        assert mapped == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(sample: str) -> None:
    """A folded text is its own folding."""
    assert text.fold(text.fold(sample)) == text.fold(sample)


@given(st.integers(1, 99))
def test_numerals(number: int) -> None:
    """Every number to ninety-nine is read in Chinese writing."""
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert text.numeral(written) == number


def test_every_variant_is_stable() -> None:
    """No simplified form is folded on to something else, so a title in simplified characters keeps its own."""
    for source, target in text.variants().items():
        assert text.fold_character(source) == text.fold_character(target)
