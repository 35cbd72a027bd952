"""``bibliography``: references, in the order written."""

from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

_REFERENCE = (
    Option("text", "markdown", "按 GB/T 7714 写的一条", "one reference, as GB/T 7714 has it", required=True),
    Option("url", "link", "地址", "address"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    found = []
    for entry in call.options["references"] or ():
        if not entry["text"]:
            continue
        url = rendering.address(entry["url"], entry.place("url")) if entry["url"] else None
        found.append({"text": rendering.inline(entry["text"], entry.place("text")), "url": url, "shown": entry["url"]})
    return {"title": title_of(call, rendering), "references": found} if found else None


BLOCK = Block(
    name="bibliography",
    zh="参考文献。",
    en="References.",
    build=build,
    options=(TITLE, Option("references", "items", "各条文献", "references", required=True, items=_REFERENCE)),
    example="/// bibliography\n    references:\n      - text: 澜溪县地方志编纂委员会. 澜溪县志[M]. 1992.\n///",
)
