"""``excerpt``: a passage of a document as it is written, optionally with a reading in plain language."""

from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.blocks.quote import LANG, RECORD, SOURCE, VERTICAL
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict:
    options = call.options
    source, plain = options["source"], options["plain"]
    return {
        "title": title_of(call, rendering),
        "source": rendering.text(source, options.place("source"))[1] if source else "",
        "record": rendering.record(options["record"], options.place("record")) if options["record"] else None,
        "excerpt_lang": options["lang"] or "",
        "vertical": options["vertical"],
        "plain": rendering.markdown(plain, options.place("plain")) if plain else "",
    }


BLOCK = Block(
    name="excerpt",
    zh="档案原文摘录，可附白话。",
    en="A passage of a document, optionally with a reading in plain language.",
    build=build,
    options=(TITLE, SOURCE, RECORD, LANG, VERTICAL, Option("plain", "markdown", "白话", "in plain language")),
    body="required",
    example=(
        "/// excerpt\n    source: 《堤工日记》\n    plain: 连下了七天雨，水涨到了城门。\n\n淫雨七日，水及城闉。\n///"
    ),
)
