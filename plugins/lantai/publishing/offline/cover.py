"""The first page of an edition of one exhibition or lesson: the site's home page with a cover in its place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from lantai.publishing.offline import markup
from lantai.publishing.offline.rewriting import Frame
from lantai.publishing.offline.tree import INDEX, Tree
from lantai.site.routes import relative

_MAIN = re.compile(r"(<main\b[^>]*>).*?(</main>)", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_ARTICLE_TITLE = re.compile(r'<meta name="ArticleTitle" content="([^"]*)"')
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_PICTURE = re.compile(r"<picture\b.*?</picture>", re.DOTALL)
_CODE = re.compile(r'<p class="kicker"><span class="code">([^<]*)</span>')


def title_of(tree: Tree, page: str) -> str:
    """Return the title of a page."""
    found = _ARTICLE_TITLE.search(tree.head(page))
    return html.unescape(found[1]) if found else page.removesuffix("/" + INDEX)


def cover(frame: Frame, language: str) -> str:
    """Return the cover in ``language`` as a page of the site at that language's home, not yet rewritten."""
    tree, prefix = frame.tree, frame.tree.prefixes[language]
    home = prefix + INDEX
    title = frame.title.get(language) or next(iter(frame.title.values()))
    page = _TITLE.sub(lambda match: f"<title>{html.escape(title)}</title>", tree.text(home), count=1)
    body = _body(frame, language, title, home)
    return _MAIN.sub(lambda match: match[1] + body + match[2], page, count=1)


def _body(frame: Frame, language: str, title: str, home: str) -> str:
    tree, kind, t = frame.tree, frame.choice.scope.kind, frame.t(language)
    entries = frame.choice.entries
    entry = entries.get(language) or next(iter(entries.values()))
    text = tree.text(entry)
    description = _DESCRIPTION.search(text)
    parts = [
        f'<p class="kicker">{html.escape(t(f"offline.cover_{kind}"))}</p>',
        f"<h1>{html.escape(title)}</h1>",
        _picture(tree, text, entry, home),
        f'<p class="lead">{description[1]}</p>' if description else "",
        _ways(frame, t, language, home),
        _records(frame, t, home),
        _about(frame, t),
    ]
    inner = "\n".join(part for part in parts if part)
    return f'<div class="frame"><div class="frame-main edition-cover">\n{inner}\n</div></div>'


def _ways(frame: Frame, t: Callable[..., str], language: str, home: str) -> str:
    """Return the buttons: into the exhibition or lesson, and to search."""
    entries = frame.choice.entries
    entry = _link(entries.get(language) or next(iter(entries.values())), home)
    search = _link(frame.tree.prefixes[language] + "search/" + INDEX, home)
    enter, look = (html.escape(t(f"offline.cover_{key}")) for key in (f"enter_{frame.choice.scope.kind}", "search"))
    return (
        f'<p class="actions"><a class="button" href="{entry}">{enter}</a> '
        f'<a class="button button-quiet edition-search" href="{search}">{look}</a></p>'
    )


def _picture(tree: Tree, text: str, entry: str, home: str) -> str:
    """Return the first picture of a page, its addresses seen from the cover."""
    main = _MAIN.search(text)
    found = _PICTURE.search(main[0]) if main else None
    if not found:
        return ""

    def moved(link: str) -> str:
        target = tree.target(entry, link)
        return _link(target.file, home) if target else link

    out = []
    for token in markup.tokens(found[0]):
        changed: dict[str, str | None] = {"alt": ""} if token.name == "img" else {}
        for key, value in token.attributes.items() if token.name and not token.end else ():
            if key == "src":
                changed[key] = moved(value)
            elif key == "srcset":
                pieces = (each.split(None, 1) for each in value.split(",") if each.strip())
                changed[key] = ", ".join(" ".join([moved(piece[0]), *piece[1:]]).strip() for piece in pieces)
        out.append(markup.with_attributes(token, changed) if changed else token.text)
    return "".join(out)


def _records(frame: Frame, t: Callable[..., str], home: str) -> str:
    records = frame.choice.records
    if not records:
        return ""
    items = []
    for name in sorted(records):
        code = _CODE.search(frame.tree.text(name))
        items.append(
            f'<li><span class="code">{code[1] if code else ""}</span> '
            f'<a href="{_link(name, home)}">{html.escape(title_of(frame.tree, name))}</a></li>'
        )
    heading = html.escape(t("offline.cover_records", n=len(records)))
    return (
        f'<section lang="{frame.tree.language}"><h2 class="section-title">{heading}</h2>'
        f'<ul class="code-list">{"".join(items)}</ul></section>'
    )


def _about(frame: Frame, t: Callable[..., str]) -> str:
    facts = {
        "date": frame.tree.as_of or "—",
        "version": frame.tree.version,
        "holds": t(f"offline.cover_holds_{frame.choice.scope.kind}", n=len(frame.choice.records)),
        "lacks": t("offline.cover_lacks_text"),
    }
    rows = "".join(
        f"<div><dt>{html.escape(t(f'offline.cover_{name}'))}</dt><dd>{html.escape(value)}</dd></div>"
        for name, value in facts.items()
    )
    heading = html.escape(t("offline.cover_about"))
    return f'<section><h2 class="section-title">{heading}</h2><dl class="meta-list edition-about">{rows}</dl></section>'


def _link(name: str, home: str) -> str:
    return relative("/" + name, "/" + home)
