"""``reader``: the pages of a document beside transcript, simplified text and translation."""

from typing import Any

from lantai.media import iiif
from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import Rendering
from lantai.site.languages import LocalText

TEXTS = ("transcript", "simplified", "translation")
"""The columns that may stand beside a page, in their order."""

_PAGE = (
    Option("figure", "identifier", "图的编号", "id of the figure", required=True),
    Option("label", "local", "页的名称，如“第二叶上”", "name of the page, such as f. 2r"),
    Option("transcript", "markdown", "录文", "transcript"),
    Option("simplified", "markdown", "简体或白话", "simplified or modern text"),
    Option("translation", "markdown", "译文", "translation"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    options = call.options
    pages = [_page(page, number, rendering) for number, page in enumerate(options["pages"] or (), 1)]
    shown = [page for page in pages if page is not None]
    if not options["pages"]:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="pages: [{figure: …, transcript: …}]")
    if not shown:
        return None
    record = rendering.record(options["record"], options.place("record")) if options["record"] else None
    anchor = rendering.anchor(f"{rendering.context.prefix}reader-{shown[0]['figure'].id}")
    title = title_of(call, rendering)
    return {
        "anchor": anchor,
        "title": title,
        "manifest": _manifest(anchor, title or (record.title if record else ""), shown, call, rendering),
        "pages": shown,
        "texts": [name for name in TEXTS if any(page[name] for page in shown)],
        "direction": options["direction"],
        "vertical": options["vertical"],
        "text_lang": options["lang"] or "",
        "translation_lang": options["translation-lang"] or rendering.context.language,
        "record": record,
    }


def _manifest(anchor: str, title: str, pages: list[dict[str, Any]], call: Call, rendering: Rendering) -> str:
    """Ask for a IIIF manifest of the document, its texts as annotations; returns its address."""
    context, options = rendering.context, call.options
    languages = {
        "transcript": options["lang"] or context.site.language,
        "simplified": context.site.language,
        "translation": options["translation-lang"] or context.language,
    }

    def said(page: dict[str, Any]) -> tuple[iiif.Note, ...]:
        texts = [(languages[name], page[name].striptags(), name) for name in TEXTS if page[name]]
        return tuple(iiif.Note(None, LocalText(((lang, text),)), name == "transcript") for lang, text, name in texts)

    canvases = [
        iiif.Canvas(
            page["figure"].image,
            LocalText.of(page["label"] or page["figure"].caption.striptags(), context.language),
            notes=said(page),
            attribution=page["figure"].figure.credit,
            date=page["figure"].figure.first_day,
        )
        for page in pages
    ]
    shown_at = title or context.t("blocks.reader")
    about = iiif.About(
        name=f"document{context.address.rstrip('/')}/{anchor}",
        label=LocalText(((context.language, shown_at),)),
        attribution=context.site.archive.name,
        date=min((canvas.date for canvas in canvases if canvas.date), default=""),
        paged=len(pages) > 2,
        right_to_left=options["direction"] == "rtl",
        homepages={context.language: (f"{context.address}#{anchor}", shown_at)},
    )
    return context.media.manifest(about, canvases)


def _page(page: Values, number: int, rendering: Rendering) -> dict[str, Any] | None:
    if not page["figure"]:
        return None
    figure = rendering.figure(page["figure"], page.place("figure"))
    if figure is None:
        return None
    texts = {name: rendering.markdown(page[name], page.place(name)) if page[name] else "" for name in TEXTS}
    label = page["label"].in_(rendering.context.language) if page["label"] else ""
    return {
        "figure": figure,
        "picture": figure.picture("(min-width: 64rem) 38rem, 100vw"),
        "label": label,
        "number": number,
        **texts,
    }


BLOCK = Block(
    name="reader",
    zh="阅读器：原件图像与录文、简体、译文对照，可竖排，可从右向左翻页。",
    en="The pages of a document beside transcript, simplified text and translation; vertical text, right-to-left pages.",  # noqa: E501
    build=build,
    options=(
        TITLE,
        Option("pages", "items", "各页", "its pages", required=True, items=_PAGE),
        Option("direction", "choice", "翻页方向", "page order", default="ltr", choices=("ltr", "rtl")),
        Option("vertical", "boolean", "录文竖排", "transcript in vertical writing", default=False),
        Option("lang", "text", "原文的语言", "language of the document"),
        Option("translation-lang", "text", "译文的语言", "language of the translation"),
        Option("record", "code", "是哪件档案", "the record it is"),
    ),
    script="media/reader.js",
    example=(
        "/// reader\n"
        "    title: 县政府布告\n"
        "    pages:\n"
        "      - figure: dike\n"
        "        transcript: 为布告事\n"
        "        simplified: 特此布告\n"
        "///"
    ),
)
