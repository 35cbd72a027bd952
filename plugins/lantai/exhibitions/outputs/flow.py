"""What an exhibition says, piece by piece, without anything that only a page on a screen can do.

A text is already checked, sanitised HTML; here it becomes a list of *pieces*, plain values that a print template and
an article can set as they see fit:

    heading    level, text                     label      text, the title of a block
    words      runs: [text, strong, emphasis]  quote      pieces, source
    list       ordered, items: [pieces, …]     terms      pairs: [term, pieces]
    table      caption, head, rows             box        title, pieces
    picture    src, alt, caption, code, credit, size, marks: [x, y in percent, number]
    pictures   pieces (pictures that stand side by side)
    recording  anchor, caption, code, credit   notes      items: [pieces, …], by the numbers in the text

Links lose their address, as paper has none. What asks for a hand (a download, a visit, a citation to copy) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import lxml.html
from lxml.html import HtmlElement

Piece = dict[str, Any]

_LEFT_OUT = frozenset({"cta", "download", "cite", "visit"})
"""Blocks that do nothing but lead somewhere."""
_NOT_SAID = frozenset(
    {"script", "style", "template", "button", "select", "input", "label", "nav", "svg", "audio", "track"}
)
_UNSEEN = re.compile(
    r"\b(visually-hidden|print-only|no-print|reader-tools|reader-links|story-crop|tour-crop|footnote-backref|"
    r"recording-address|recording-chapters|reader-texts|reader-record|tour-number|timeline-mark)\b"
)
_TITLES = frozenset({"tour-title", "person-name", "record-title", "timeline-title"})
"""Paragraphs that are the title of one of several things."""
_SIDE_BY_SIDE = frozenset({"gallery", "compare", "reader"})
_BOXES = frozenset({"aside", "notice", "details", "task"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "cite", "code", "dfn", "em", "i", "ins", "mark", "q", "ruby", "rb", "rt", "rp", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_SPACE = re.compile(r" +")
_SOURCE_SPACE = re.compile(r"[ \t\r\n]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def of(html: str, *, notes: bool = True) -> list[Piece]:
    """Return the pieces of a rendered text; without ``notes`` neither they nor their numbers."""
    if not html.strip():
        return []
    whole = lxml.html.fragment_fromstring(html, create_parent="div")
    if not notes:
        for each in whole.xpath(
            "//sup[starts-with(@id, 'fnref')] | //*[contains(@class, 'footnote') and not(self::a)]"
        ):
            each.drop_tree()
    return list(_pieces(whole))


def resolved(src: str, address: str) -> str:
    """Return the address in the site that ``src`` on the page at ``address`` means."""
    if src.startswith("/"):
        return src
    parts: list[str] = []
    for part in (*PurePosixPath(address.lstrip("/")).parts, *src.split("/")):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/" + "/".join(parts)


def _pieces(parent: HtmlElement) -> Iterator[Piece]:
    """Yield what stands in an element; text that stands in it directly makes a paragraph."""
    waiting: list[Any] = [parent.text or ""]
    for child in parent:
        if not isinstance(child.tag, str):
            waiting.append(child.tail or "")
        elif child.tag in _INLINE and child.find(".//img") is None:
            waiting += [child, child.tail or ""]
        else:
            yield from _words(waiting)
            waiting = [child.tail or ""]
            yield from _piece(child)
    yield from _words(waiting)


def _piece(element: HtmlElement) -> Iterator[Piece]:
    if _silent(element):
        return
    block = element.get("data-block", "")
    tag, classes = element.tag, element.get("class", "")
    if block in _LEFT_OUT:
        return
    if block in ("audio", "video"):
        caption = _captioned(element.find(".//figcaption"))
        yield {"kind": "recording", "anchor": element.get("id", ""), **caption}
    elif block in _SIDE_BY_SIDE:
        yield from _side_by_side(element)
    elif block in _BOXES:
        yield from _box(element)
    elif "block-title" in classes.split():
        yield {"kind": "label", "text": _said(element)}
    elif re.fullmatch(r"h[1-6]", tag):
        yield {"kind": "heading", "level": int(tag[1]), "text": _said(element)}
    elif tag == "p" and element.find(".//img") is None:
        yield from _words([element])
    elif "footnote" in classes.split():
        yield {"kind": "notes", "items": [list(_pieces(item)) for item in element.iter("li")]}
    elif tag in ("ul", "ol"):
        yield {
            "kind": "list",
            "ordered": tag == "ol",
            "items": [list(_pieces(item)) for item in element.iterchildren("li")],
        }
    elif tag == "blockquote":
        yield {"kind": "quote", "pieces": list(_pieces(element)), "source": ""}
    elif block in ("quote", "excerpt"):
        yield from _quoted(element)
    elif tag == "dl":
        yield {"kind": "terms", "pairs": list(_terms(element))}
    elif tag == "table":
        yield _table(element)
    elif tag == "figure" and element.find(".//table") is None:
        yield from _figure(element)
    elif tag == "picture" or tag == "img":
        yield from _picture(element, None)
    else:
        yield from _pieces(element)


def _silent(element: HtmlElement) -> bool:
    return element.tag in _NOT_SAID or "hidden" in element.attrib or bool(_UNSEEN.search(element.get("class", "")))


# Words ---------------------------------------------------------------------------------------


def _words(parts: list[Any]) -> Iterator[Piece]:
    """Yield a paragraph of texts and inline elements, if it says anything."""
    runs: list[list[Any]] = []
    for part in parts:
        for text, strong, emphasis in _runs(part, False, False):
            if runs and runs[-1][1:] == [strong, emphasis]:
                runs[-1][0] += text
            else:
                runs.append([text, strong, emphasis])
    for run in runs:
        run[0] = _tidy(run[0])
    while runs and not runs[0][0].strip():
        del runs[0]
    if runs:
        runs[0][0], runs[-1][0] = runs[0][0].lstrip(), runs[-1][0].rstrip()
    runs = [run for run in runs if run[0]]
    if runs:
        yield {"kind": "words", "runs": runs}


def _runs(part: Any, strong: bool, emphasis: bool) -> Iterator[tuple[str, bool, bool]]:
    if isinstance(part, str):
        yield _SOURCE_SPACE.sub(" ", part), strong, emphasis
        return
    if not isinstance(part.tag, str) or _silent(part):
        return
    if part.tag == "br":
        yield "\n", strong, emphasis
        return
    if part.get("class") == "chip":
        yield f" · {part.text_content().strip()}", strong, emphasis
        return
    if part.tag == "rt":
        yield f"（{part.text_content()}）", strong, emphasis
        return
    if part.tag == "sup" and part.get("id", "").startswith("fnref"):
        yield f"〔{part.text_content().strip()}〕", strong, emphasis
        return
    strong = strong or part.tag in ("strong", "b", "dfn") or part.get("class") in _TITLES
    emphasis = emphasis or part.tag in ("em", "i", "cite")
    yield from _runs(part.text or "", strong, emphasis)
    for child in part:
        yield from _runs(child, strong, emphasis)
        yield from _runs(child.tail or "", strong, emphasis)


def _tidy(text: str) -> str:
    """Return a text with single spaces, and none where a line of the source broke between Chinese characters."""
    return _BESIDE_HAN.sub("", _SPACE.sub(" ", text))


def _said(element: HtmlElement | None) -> str:
    """Return the words of an element on one line."""
    if element is None:
        return ""
    return "".join(run[0] for piece in _words([element]) for run in piece["runs"]).strip()


# Pictures ------------------------------------------------------------------------------------


def _figure(element: HtmlElement) -> Iterator[Piece]:
    """Yield what a figure shows; what is no picture in it (a list of places, the words of a step) follows."""
    caption = next(element.iterchildren("figcaption"), None)
    shown = [each for each in element.iter("img") if not _inside_unseen(each, element)]
    yield from (piece for title in element.iterchildren("p") for piece in _piece(title) if piece["kind"] == "label")
    for image in shown:
        yield from _picture(image, caption, element)
    for child in element:
        if child.tag in ("ol", "ul", "p", "div") and child.find(".//img") is None:
            yield from (piece for piece in _piece(child) if piece["kind"] != "label")


def _inside_unseen(element: HtmlElement, top: HtmlElement) -> bool:
    return any(
        _silent(each) for each in element.iterancestors() if each is not top and top in list(each.iterancestors())
    )


def _picture(element: HtmlElement, caption: HtmlElement | None, figure: HtmlElement | None = None) -> Iterator[Piece]:
    image = element if element.tag == "img" else element.find(".//img")
    if image is None:
        return
    classes = figure.get("class", "") if figure is not None else ""
    size = next((each for each in ("small", "wide", "full") if f"figure-{each}" in classes), "normal")
    yield {
        "kind": "picture",
        "src": image.get("src", ""),
        "alt": image.get("alt", ""),
        "size": size,
        "marks": [] if figure is None else list(_marks(figure)),
        **_captioned(caption),
    }


def _marks(figure: HtmlElement) -> Iterator[list[float]]:
    """Yield where on a map its places are numbered, and on the picture of a tour its stops."""
    for number, each in enumerate(figure.iter("circle"), 1):
        yield [float(each.get("cx", "0").rstrip("%")), float(each.get("cy", "0").rstrip("%")), number]
    if "tour-stage" in figure.get("class", ""):
        for number, stop in enumerate(figure.getparent().iter("li"), 1):
            left, top, *_ = map(float, (stop.get("data-region") or "0 0").split())
            yield [left, top, number]


def _captioned(caption: HtmlElement | None) -> dict[str, str]:
    """Return caption, reference code and credit of a figure."""
    found = {"caption": "", "code": "", "credit": ""}
    if caption is None:
        return found
    for name, path in (("code", "code"), ("credit", "figure-credit")):
        part = next((each for each in caption.iter() if path in (each.get("class") or "").split()), None)
        found[name] = _said(part)
    whole = _said(caption)
    for part in (found["credit"], found["code"]):
        whole = whole.replace(part, "", 1) if part else whole
    return {**found, "caption": whole.strip()}


def _side_by_side(element: HtmlElement) -> Iterator[Piece]:
    for title in element.iterchildren("p"):
        yield from _piece(title)
    shown = [piece for each in element.iter("figure") if each is not element for piece in _figure(each)]
    pictures = [piece for piece in shown if piece["kind"] == "picture"]
    if pictures:
        yield {"kind": "pictures", "pieces": pictures}


# Blocks --------------------------------------------------------------------------------------


def _box(element: HtmlElement) -> Iterator[Piece]:
    title, rest = "", []
    for piece in _pieces(element):
        if not title and piece["kind"] in ("label", "words") and not rest:
            title = piece["text"] if piece["kind"] == "label" else "".join(run[0] for run in piece["runs"])
        else:
            rest.append(piece)
    if rest:
        yield {"kind": "box", "title": title, "pieces": rest}
    elif title:
        yield {"kind": "box", "title": "", "pieces": [{"kind": "words", "runs": [[title, False, False]]}]}


def _quoted(element: HtmlElement) -> Iterator[Piece]:
    """Yield the title of a quotation, then it and what explains it (its translation) with its source."""
    pieces: list[Piece] = []
    source = ""
    for child in element:
        if child.tag == "figcaption":
            source = _said(child)
        elif "block-title" in (child.get("class") or "").split():
            yield from _piece(child)
        else:
            pieces += _pieces(child) if child.tag == "blockquote" else _piece(child)
    if pieces:
        yield {"kind": "quote", "pieces": pieces, "source": source}


def _terms(element: HtmlElement) -> Iterator[list[Any]]:
    term = ""
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            term = _said(child)
        else:
            yield [term, list(_pieces(child))]
            term = ""


def _table(element: HtmlElement) -> Piece:
    rows = [[_said(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    heads = element.findall("./thead/tr")
    bars = any("chart-cell" in (cell.get("class") or "") for cell in element.iter("td"))
    if bars:  # the drawn bar says what the number does
        rows = [[cell for cell in row if cell] for row in rows]
    head = rows[0] if heads else []
    return {
        "kind": "table",
        "caption": _said(element.find("./caption")),
        "head": head,
        "rows": rows[1:] if heads else rows,
    }
