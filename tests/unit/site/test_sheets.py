"""Style sheets as visitors load them."""

from __future__ import annotations

import shutil
from pathlib import Path

from lantai.site import sheets

ROOT = Path(__file__).resolve().parents[3]


def test_a_sheet_that_imports_holds_what_it_imports(tmp_path: Path) -> None:
    """In the order of its lines, without comments; other sheets stay as they are written."""
    (tmp_path / "a.css").write_text("/* One. */\n:root { --a: 1; }\n", encoding="utf-8")
    (tmp_path / "b.css").write_text("p { color: var(--a); } /* two */\n@import none;\n", encoding="utf-8")
    (tmp_path / "all.css").write_text('/* All. */\n@import "a.css";\n@import "b.css";\n', encoding="utf-8")
    before = (tmp_path / "b.css").read_bytes()
    sheets.unite(tmp_path)
    assert (tmp_path / "all.css").read_text() == ":root { --a: 1; }\np { color: var(--a); } @import none;\n"
    assert (tmp_path / "b.css").read_bytes() == before


def test_what_every_page_has_is_one_file(tmp_path: Path) -> None:
    """No request follows from it; sizes, frame and search are in it."""
    shutil.copytree(ROOT / "theme/static/css", tmp_path / "css")
    sheets.unite(tmp_path / "css")
    text = (tmp_path / "css" / "base.css").read_text(encoding="utf-8")
    assert "@import" not in text and "/*" not in text
    assert text.index("--paper:") < text.index(".site-header") < text.index(".search-form")
