"""Pages as tokens: nothing is lost, and a change touches only what it names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lantai.publishing.offline.markup import Token, tokens, with_attributes

_PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<a href='x y'>",
            '<img alt="a > b" src=x>',
            "<!-- <a href=1> -->",
            "<script>if (a<b) '</p>'",
            "</script>",
            "<style>a>b{}</style>",
            "<title>1 < 2 & <b></title>",
            "text",
            "&lt;",
            "<",
            ">",
            '"',
            "<br/>",
            "<svg viewBox='0 0 1 1'>",
            "</A >",
        ]
    )
    | st.text(max_size=8)
)


@given(_PIECES)
def test_the_tokens_of_any_text_are_that_text(pieces: list[str]) -> None:
    page = "".join(pieces)
    assert "".join(token.text for token in tokens(page)) == page


def test_what_looks_like_a_tag_in_a_script_a_comment_or_an_attribute_is_none() -> None:
    page = '<!-- <a href="1"> --><script>"<a href=2>"</script><img alt="<a href=3>"><title><a></title>'
    assert [token.name for token in tokens(page) if token.name and not token.end] == ["script", "img", "title"]


def test_attributes_are_read_with_their_entities_resolved() -> None:
    token = next(tokens("<A HREF='?a=1&amp;b=2' hidden data-x=\"一 &lt;\" id=q>"))
    assert token.name == "a"
    assert token.attributes == {"href": "?a=1&b=2", "hidden": "", "data-x": "一 <", "id": "q"}


def test_a_changed_attribute_leaves_the_others_as_they_are_written() -> None:
    token = Token("<a class='x  y' href=\"../\" data-n=1>", "a")
    changed = with_attributes(token, {"href": 'b/"c"&d', "title": "新"})
    assert changed == '<a class=\'x  y\' href="b/&quot;c&quot;&amp;d" data-n=1 title="新">'


def test_an_attribute_can_be_removed_also_from_a_tag_that_closes_itself() -> None:
    assert with_attributes(Token('<use href="x" y="1"/>', "use"), {"href": None}) == '<use  y="1"/>'
