"""``quote``: words of a person or a document, with their source."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict:
    options = call.options
    record = rendering.record(options["record"], options.place("record")) if options["record"] else None
    source = options["source"]
    return {
        "source": rendering.text(source, options.place("source"))[1] if source else "",
        "record": record,
        "quote_lang": options["lang"] or "",
        "size": options["size"],
        "vertical": options["vertical"],
    }


SOURCE = Option("source", "local", "出处", "source")
RECORD = Option("record", "code", "出自哪件档案", "the record it is from")
LANG = Option("lang", "text", "引文的语言", "language of the words, such as mnc")
VERTICAL = Option("vertical", "boolean", "竖排", "vertical writing", default=False)

BLOCK = Block(
    name="quote",
    zh="引语，注明出处。",
    en="A quotation with its source.",
    build=build,
    options=(
        SOURCE,
        RECORD,
        LANG,
        Option("size", "choice", "大小", "size", default="normal", choices=("normal", "large")),
        VERTICAL,
    ),
    body="required",
    example="/// quote\n    source: 民工李某口述\n\n水来的时候，谁也没有走。\n///",
)
