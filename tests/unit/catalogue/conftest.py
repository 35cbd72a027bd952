"""Small catalogues for the tests: tables as they leave intake and gate, and a site to publish them on."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from lantai.records.dates import derive
from lantai.records.fields import MAPPABLE
from lantai.records.refcodes import match_key
from lantai.records.releases import Release
from lantai.review import Gated
from lantai.site.languages import LocalText


def rows(*records: dict[str, str | None]) -> pl.DataFrame:
    """Return records as intake gives them, with a ``holds`` column; only what matters need be named."""
    filled = [
        dict.fromkeys(MAPPABLE)
        | {"repository_code": "LX", "fonds": "J001", "level": "item", "open_status": "开放", "holds": None}
        | record
        for record in records
    ]
    frame = pl.DataFrame(filled, schema=dict.fromkeys([*MAPPABLE, "holds"], pl.String))
    keys = pl.Series("match_key", [match_key(code) for code in frame["ref_code"]], dtype=pl.String)
    return derive(frame.with_columns(keys))[0]


def release(identifier: str, kind: str = "additions", fonds: tuple[str, ...] = ()) -> Release:
    """Return a release without files."""
    return Release(identifier, Path(), LocalText((("zh-Hans", identifier),)), kind=kind, fonds=fonds)


def gated(*records: dict[str, str | None]) -> Gated:
    return Gated(rows(*records))


@pytest.fixture
def site_folder(tmp_path: Path) -> Path:
    """A site of one archive with one fonds and no release."""
    (tmp_path / "content").mkdir()
    (tmp_path / "catalogue" / "fonds").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\nplace: 某县\n", encoding="utf-8")
    fonds = '---\ncode: J001\ntitle: 某县人民委员会\nref_code: "{fonds}-{series}-{file}-{item}"\n---\n全宗介绍。\n'
    (tmp_path / "catalogue" / "fonds" / "J001.md").write_text(fonds, encoding="utf-8")
    return tmp_path
