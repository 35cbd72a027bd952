"""The quick reading of plain pages sees what a parser sees, or leaves the page to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai.publishing.audit import pages, plainly

HEAD = (
    '<!doctype html>\n<html lang="zh-Hans">\n<head><title>题名 &amp; 名</title>\n<link rel="stylesheet" href="a.css">\n'
)
FACTS = ("ids", "links", "loaded", "inline", "title", "language", "without_alt", "headings", "forwards")

TEXT = st.text(alphabet="甲乙a b&;=#'/-\n", max_size=12)
VALUE = st.text(alphabet="甲a/#?&;=. -'>", max_size=10)
PIECE = st.one_of(
    TEXT,
    st.sampled_from(['"', "<!-- c -->", "<p>", "</p>", "<br>", "<svg viewBox='0 0 1 1'></svg>", "<style>p{}</style>",
                     "<script>x()</script>", '<script src="x.js"></script>', "<textarea><p id=y></textarea>",
                     '<p style="a">', '<b onclick="x">', "<h2>x</h2>", "<h3 >x</h3>", "<H2>x</H2>", "<template id='t'>",
                     '<img alt="" src="i.png">', "<img src=i.png>", '<img src="i" alt>', '<use href="#u">', "<",
                     '<a\n href="#n">', '<area href="b">', '<form action="f/">', '<input type="image" src="j">']),
    st.builds('<p id="{}">'.format, VALUE),
    st.builds('<tr id="{}" class="above"><td>'.format, VALUE),
    st.builds('<a class="c" href="{}">'.format, VALUE),
    st.builds('<img alt="{}" src="{}">'.format, VALUE, VALUE),
    st.builds("<a href={}>".format, st.sampled_from(["x", "'y'", "y/"])),
    st.builds('<link rel="{}" href="c">'.format, st.sampled_from(["icon", "canonical", "preload", "me"])),
    st.builds('<script type="application/ld+json">{}</script>'.format, VALUE),
)  # fmt: skip


def _said(seen: plainly.Seen) -> tuple[object, ...]:
    values = (getattr(seen, name) for name in FACTS)
    return tuple(sorted(set(value)) if isinstance(value, list) and name != "headings" else value
                 for name, value in zip(FACTS, values, strict=True))  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECE, max_size=8))
def test_both_readings_agree(parts: list[str]) -> None:
    content = f"{HEAD}</head>\n<body>\n{''.join(parts)}\n</body></html>".encode()
    (quick,) = plainly.seen([content])
    if quick is not None:
        thorough = pages._seen(content)
        assert thorough is not None and _said(quick) == _said(thorough)


def test_a_list_page_is_plain() -> None:
    """Else nothing would be gained, and nobody would notice."""
    row = '<tr id="J001-1"><td class="code">J001-1</td><th scope="row"><a href="x/">题名</a></th></tr>\n'
    content = f"{HEAD}</head><body class='x'>".replace("'", '"') + f"<h1>h</h1><table>{row}</table></body></html>"
    (seen,) = plainly.seen([content.encode()])
    assert seen is not None and seen.ids == ["J001-1"] and seen.links == ["x/"]


_PARTS = st.sampled_from(
    ["..", "..", ".", "", "a", "J001-1", "档", "a b", "%2E", "x.html", ".well-known", "b:c", "~d", "?q", ";"]
)


@pytest.mark.parametrize(
    ("page", "written", "target", "fragment"),
    [
        ("a/b/index.html", "../c/#J001-1", "a/c/index.html", "J001-1"),
        ("a/b/index.html", "../../", "index.html", ""),
        ("a/b/index.html", "c.pdf", "a/b/c.pdf", ""),
        ("a/b/index.html", "#top", "a/b/index.html", "top"),
        ("a/b/index.html", "../../../x/", "../x/index.html", ""),
        ("index.html", "%E6%A1%A3/#%E5%8F%B7", "档/index.html", "号"),
    ],
)
def test_a_link_leads_where_a_browser_goes(page: str, written: str, target: str, fragment: str) -> None:
    assert pages.link_of(page, written) == pages.Link(written, target, fragment)


@given(st.lists(_PARTS, max_size=5), st.sampled_from(["", "#", "#J001-1", "#号", "#:~:text=x", "#a b"]))
def test_links_in_which_nothing_is_decoded_are_resolved_as_others(parts: list[str], fragment: str) -> None:
    for page in ("index.html", "a/index.html", "a/b/c.html"):
        written = "/".join(parts) + fragment
        assert pages.link_of(page, written) == pages._link_of(page, written)
