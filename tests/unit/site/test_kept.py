"""What pages share is rendered once, and no page shows what belongs to another."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from lantai.prose.templates import THEME, translator
from lantai.site import compiled
from lantai.site.config import Archive, Site
from lantai.site.kept import standpoint
from lantai.site.languages import LocalText, direction
from lantai.site.pages import Crumb, Page
from lantai.site.routes import Routes, relative

LANGUAGES = ("zh-Hans", "en")
NAME = LocalText((("zh-Hans", "某县档案馆"),))
SITE = Site(Path(), NAME, (Archive("Z001", NAME),), LANGUAGES)
ADDRESSES = (
    *("/", "/404.html", "/about/", "/en/", "/en/about/", "/catalogue/", "/catalogue/J001/", "/catalogue/J001/1/1-10/"),
    *("/catalogue/J002/1/1-10/", "/exhibitions/", "/exhibitions/flood/", "/en/exhibitions/flood/", "/releases/one/"),
)


def test_every_page_has_the_frame_it_would_have_alone() -> None:
    """The frame of each page, rendered after many others, is that of the page rendered by itself."""
    shared = compiled.environment(THEME)
    for page in _pages():
        assert _html(shared, page) == _html(compiled.environment(THEME), page), page


def test_what_is_kept_is_rendered_once_for_the_same_values() -> None:
    """Rendering again with the same values calls nothing; another value, language, depth or site does."""
    asked: list[str] = []
    environment = Environment(
        loader=DictLoader({"a": '{% keep "a", page.kind %}{{ count() }}{{ href("/search/") }}{% endkeep %}'}),
        extensions=["lantai.site.kept.Keep"],
        autoescape=True,
    )

    def rendered(address: str, kind: str, lang: str = "zh-Hans", site: Site = SITE) -> str:
        page = Page(address, "a", "题", kind, lang)
        values = {"count": lambda: asked.append(address) or "", "href": lambda target: relative(target, address)}
        return environment.get_template("a").render(page=page, site=site, lang=lang, **values)

    assert [rendered(address, "list") for address in ("/catalogue/J001/", "/catalogue/J002/")] == ["../../search/"] * 2
    assert asked == ["/catalogue/J001/"]
    assert rendered("/catalogue/J001/1/", "list") == "../../../search/"
    rendered("/catalogue/J001/", "fonds")
    rendered("/catalogue/J001/", "list", "en")
    assert len(asked) == 4
    rendered("/catalogue/J001/", "list", site=Site(Path("other"), SITE.name, SITE.archives, LANGUAGES))
    assert len(asked) == 5


_NAME = st.text("abz", min_size=1, max_size=2)
_ADDRESS = st.lists(_NAME | st.sampled_from(LANGUAGES), max_size=4).map(lambda parts: "/".join(["", *parts, ""]))


@given(_ADDRESS, _ADDRESS, _NAME, st.sampled_from(LANGUAGES))
def test_pages_with_one_standpoint_link_alike_to_every_part_of_the_site(
    one: str, other: str, part: str, language: str
) -> None:
    """Links to home pages, to top-level parts and to files in them."""
    if standpoint(one, LANGUAGES) != standpoint(other, LANGUAGES):
        return
    top = part if language == "zh-Hans" else f"{language}/{part}"
    for target in ("/", "/en/", f"/{top}/", f"/{top}/feed.xml"):
        assert relative(target, one) == relative(target, other)


def _pages() -> list[Page]:
    found = []
    shapes = itertools.product(("page", "home", "search", "not-found"), (False, True), (None, date(2026, 6, 9)))
    for (kind, rich, updated), address in itertools.product(shapes, ADDRESSES):
        language = "en" if address.startswith("/en/") else "zh-Hans"
        other = address.removeprefix("/en") if language == "en" else f"/en{address}"
        found.append(
            Page(
                *(address, "base", f"题 {address}", kind, language),
                trail=(Crumb("目录", "/catalogue/"),) if rich else (),
                alternates={language: address, LANGUAGES[language == "zh-Hans"]: other} if rich else {},
                updated=updated,
                styles=("catalogue.css",) if rich else (),
                scripts=("catalogue/list.js",) if rich else (),
            )
        )
    return found


def _html(environment: Environment, page: Page) -> str:
    language = page.language
    return environment.get_template("base.html").render(
        page=page,
        site=SITE,
        lang=language,
        dir=direction(language),
        t=translator(language),
        routes=Routes(language, "zh-Hans"),
        local=lambda text: text.in_(language),
        href=lambda address: relative(address, page.address),
        asset=lambda path: relative("/theme/x/" + path, page.address),
        absolute=lambda address: "",
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", (0, "", "")),
        ("/404.html", (0, "404.html", "404.html")),
        ("/catalogue/J001/1/", (3, "catalogue", "")),
        ("/en/learn/flood/", (3, "en/learn", "")),
    ],
)
def test_standpoints(address: str, expected: tuple[int, str, str]) -> None:
    assert standpoint(address, LANGUAGES) == expected
