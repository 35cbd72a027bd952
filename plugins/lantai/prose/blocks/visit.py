"""``visit``: how to come. What is not written comes from site.yaml."""

from lantai.prose.blocks.common import on_paper
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering
from lantai.site.languages import LocalText


def build(call: Call, rendering: Rendering) -> dict:
    site, language = rendering.context.site, rendering.context.language

    def text(name: str, fallback: LocalText) -> str:
        return (call.options[name] or fallback).in_(language)

    booking = call.options["booking"]
    book = rendering.address(booking, call.options.place("booking")) if booking else ""
    anchor = rendering.anchor(f"{rendering.context.prefix}visit")
    return {
        "where": text("place", site.contact.address),
        "hours": text("hours", site.contact.hours),
        "phone": site.contact.phone,
        "dates": call.options["dates"].in_(language) if call.options["dates"] else "",
        "booking": book,
        "anchor": anchor,
        "paper": on_paper(rendering, book or f"#{anchor}"),
    }


BLOCK = Block(
    name="visit",
    zh="怎样来参观；没有写的内容取自 site.yaml。",
    en="How to come; what is not written here comes from site.yaml.",
    build=build,
    options=(
        Option("place", "local", "地点", "place"),
        Option("hours", "local", "开放时间", "opening hours"),
        Option("dates", "local", "展期", "dates of the show"),
        Option("booking", "link", "预约地址", "where to book"),
    ),
    body="optional",
    example="/// visit\n    place: 本馆一楼展厅\n    dates: 2026年6月9日至12月31日\n///",
)
