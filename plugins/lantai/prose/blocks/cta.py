"""``cta``: one link that matters, as a button; a QR code in print."""

from markupsafe import Markup

from lantai.media import qr
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    target = call.options["to"]
    address = rendering.address(target, call.options.place("to")) if target else None
    if address is None:
        return None
    return {
        "label": rendering.inline(call.argument, call.place),
        "address": address,
        "shown": shown_address(rendering, target),
        "qr": code_for(rendering, target, address),
    }


def shown_address(rendering: Rendering, target: str) -> str:
    """Return an address as it can be typed from paper."""
    base = rendering.context.site.base_url
    return base + target if target.startswith("/") and base else target.removeprefix("mailto:").removeprefix("tel:")


def code_for(rendering: Rendering, target: str, address: str) -> Markup:
    """Return a QR code of an address, or nothing while the site does not know its own."""
    if target.startswith(("http:", "https:")):
        return Markup(qr(target))
    base = rendering.context.site.base_url
    if not base or not target.startswith("/"):
        return Markup("")
    return Markup(qr(base + target))


BLOCK = Block(
    name="cta",
    zh="一个醒目的链接；打印时是二维码。",
    en="One link that matters; a QR code in print.",
    build=build,
    argument=Option("label", "text", "按钮上的字", "what the button says", required=True),
    options=(Option("to", "link", "去哪里", "where it leads", required=True),),
    body="optional",
    example="/// cta | 检索开放档案\n    to: /search/\n///",
)
