"""The catalogue of an archive with many fonds: in lines that can be filtered, in full without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import served

from small import build, make_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of thirty fonds with a record each; two have names."""
    rows = [[f"J{n:03}", f"J{n:03}-1", "关于防汛的通知", "县政府", "19540705", "", "开放"] for n in range(1, 31)]
    site = make_site(tmp_path_factory.mktemp("many") / "site", rows)
    (site / "catalogue" / "fonds").mkdir()
    for code, title in (("J007", "澜溪县水利局"), ("J008", "澜溪县粮食局")):
        (site / "catalogue" / "fonds" / f"{code}.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
    done = build(site)
    assert done.returncode == 0, done.stderr
    return site / "output"


def shown(page: Any) -> list[str]:
    return [row.locator(".code").inner_text() for row in page.locator(".fonds-row").all() if row.is_visible()]


def test_fonds_are_filtered_by_name_and_code_as_one_types(many: Path, browser: Any) -> None:
    """On a phone; what fits is counted aloud, and all come back when the field is emptied."""
    with served(many) as origin:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(origin + "/catalogue/")
        field, status = page.get_by_label("筛选全宗"), page.locator(".fonds-filter [role=status]")
        assert len(shown(page)) == 30
        field.press_sequentially("水利")
        assert shown(page) == ["J007"] and status.inner_text() == "1 个全宗"
        field.fill("ｊ00")
        assert len(shown(page)) == 9 and status.inner_text() == "9 个全宗"
        field.fill("铁路")
        assert shown(page) == [] and status.inner_text() == "没有这样的全宗"
        field.fill("")
        assert len(shown(page)) == 30 and status.inner_text() == ""
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.close()


def test_without_javascript_all_fonds_stand_there_and_no_field_that_does_nothing(many: Path, browser: Any) -> None:
    with served(many) as origin:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(origin + "/catalogue/")
        assert len(shown(page)) == 30 and not page.locator(".fonds-filter").is_visible()
        context.close()
