"""What must not be found on a site: what the gate held, except what the site must say for another reason."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lantai.publishing.audit import secrets


def test_codes_that_may_stand_on_the_site_are_no_secrets(tmp_path: Path) -> None:
    """A code that another archive published or took down is said by its page or tombstone; others are secrets."""
    held = [
        ("J001-1-0001-001", "words"),  # held here, public in another archive
        ("J001-1-0001-002", "words"),  # held here, withdrawn in another archive
        ("J001-1-0001-002", "withdrawn"),
        ("J001-1-0001-003", "words"),
    ]
    withheld, public = tmp_path / "withheld.parquet", tmp_path / "public.parquet"
    pl.DataFrame(
        {"ref_code": [code for code, _ in held], "title": ["甲"] * 4, "holds": [holds for _, holds in held]}
    ).write_parquet(withheld)
    pl.DataFrame({"ref_code": ["J001-1-0001-001"], "title": ["一份通知"]}).write_parquet(public)
    assert secrets.of(withheld, public).codes == ("J001-1-0001-003",)
