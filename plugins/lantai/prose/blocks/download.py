"""``download``: a file to take away, with its format and size."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import on_paper
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    options = call.options
    anchor = ""
    if options["to"]:
        address = rendering.address(options["to"], options.place("to"))
    elif options["figure"]:
        anchor = rendering.anchor(f"{rendering.context.prefix}download-{options['figure']}")
        address = _image(options["figure"], anchor, call, rendering)
    else:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="to: /data/… / figure: dike")
        return None
    if address is None:
        return None
    return {
        "label": rendering.inline(call.argument, call.place),
        "address": address,
        "format": options["format"] or address.rsplit(".", 1)[-1].upper()[:5],
        "bytes": options["bytes"] or "",
        "anchor": anchor,
        # The file of an image has another name as soon as the image is another; its place in the page stays.
        "paper": on_paper(rendering, f"#{anchor}" if anchor else address),
    }


def _image(identifier: str, anchor: str, call: Call, rendering: Rendering) -> str | None:
    """Return a link to the largest derivative of a figure; originals are never given out."""
    figure = rendering.figure(identifier, call.options.place("figure"), at=anchor)
    return rendering.href(figure.picture("100vw").sources[-1][1][-1][0]) if figure else None


BLOCK = Block(
    name="download",
    zh="供下载的文件或图像。",
    en="A file or image to take away.",
    build=build,
    argument=Option("label", "text", "名称", "what it is called", required=True),
    options=(
        Option("to", "link", "站内地址", "address on this site"),
        Option("figure", "identifier", "或一张图的编号", "or the id of a figure"),
        Option("format", "text", "格式", "format"),
        Option("bytes", "text", "大小，如 2.4 MB", "size, such as 2.4 MB"),
    ),
    body="optional",
    example="/// download | 抢修堤段的照片\n    figure: dike\n///",
)
