"""One page of the site as a page of the edition: its links, its scripts, what it says of itself."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lantai.publishing.offline import bundling, markup
from lantai.publishing.offline.choosing import LINKS, OWN_LINKS, Choice
from lantai.publishing.offline.tree import INDEX, Tree
from lantai.site.routes import relative

Translate = Callable[..., str]

_MODULE = re.compile(r'<script type="module" src="([^"]+)"')
_NAVIGATION = frozenset({"site-nav", "languages", "colophon-links", "breadcrumb", "branch"})
"""Lists of ways through the site: an entry that leads out of the edition is left out, not written as text."""
_TOUCHED = re.compile(
    r"<html|<ul|\b(?:href|src|srcset|poster|action)=|\bdata-|\bsearch-form\b"
    r"|\b(?:site-footer|" + "|".join(sorted(_NAVIGATION)) + r")\b"
)
"""Start tags with something to do; most have nothing, and are passed on unread."""
_OPENED = frozenset({"data-viewer", "data-seek"})
"""A link with one of these is opened within its page; in a kiosk every other link to a file is none."""
_HEAD_LINKS = frozenset({"canonical", "alternate", "search", "modulepreload", "preload"})
_LOADED = LINKS - {"href", "action"}
_PLAYABLE = {".vtt": "text/vtt"}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(frozen=True)
class Frame:
    """What all pages of an edition share. ``kiosk`` is None, or what assets/kiosk.js reads (without its texts)."""

    tree: Tree
    choice: Choice
    translators: Mapping[str, Translate]
    title: Mapping[str, str]
    """Of the exhibition or lesson by language; empty for a whole site."""
    kiosk: Mapping[str, Any] | None = None

    def t(self, language: str) -> Translate:
        return self.translators.get(language) or next(iter(self.translators.values()))


def modules_of(page: str, theme: str) -> bundling.Modules:
    """Return the modules that a page loads, by their path in the theme's folder."""
    return tuple(link[link.index(theme) + len(theme) :] for link in _MODULE.findall(page) if theme in link)


def rewrite(frame: Frame, name: str, page: str) -> str:
    """Return the page ``name`` as it stands in the edition."""
    return _Rewriting(frame, name, page).done()


class _Rewriting:
    """Goes through a page once, from tag to tag."""

    def __init__(self, frame: Frame, name: str, page: str) -> None:
        self.frame, self.name, self.page = frame, name, page
        self.tree, self.choice = frame.tree, frame.choice
        self.out: list[str] = []
        self.language = self.tree.language
        self.open_links: list[str] = []
        """For each open <a>, what its end tag becomes."""
        self.regions: list[str] = []
        """Open elements inside a list of ways, outermost first."""
        self.items: list[_Item] = []
        self.skipping = self.in_search_form = self.in_site_nav = self.in_site_footer = False

    def done(self) -> str:
        for token in markup.tokens(self.page):
            if not token.name:
                self.out.append(token.text)
            elif token.end:
                self._end(token)
            else:
                self._start(token)
        return "".join(self.out)

    # Tags

    def _start(self, token: markup.Token) -> None:
        if not self.regions and not _TOUCHED.search(token.text):
            self.out.append(token.text)
            return
        attributes = token.attributes
        if not _is_void(token) and (self.regions or _NAVIGATION.intersection(attributes.get("class", "").split())):
            self.regions.append(token.name)
            if token.name == "li":
                self.items.append(_Item(len(self.out)))
        if token.name == "nav" and "site-nav" in attributes.get("class", "").split():
            self.in_site_nav = True
        if token.name == "footer" and "site-footer" in attributes.get("class", "").split():
            self.in_site_footer = True
        if token.name == "html":
            self._html(token, attributes)
        elif token.name == "link" and _HEAD_LINKS.intersection(attributes.get("rel", "").split()):
            pass
        elif token.name == "script" and attributes.get("type") == "module":
            self.skipping = True
        elif token.name == "a" and "href" in attributes:
            self._anchor(token, attributes)
        elif token.name == "track":
            self.out.append(markup.with_attributes(token, {"src": self._inlined(attributes.get("src", ""))}))
        else:
            self.out.append(self._relinked(token, attributes))
        if token.name == "ul" and self.in_site_nav:
            self.in_site_nav = False
            self.out.append(self._ways())

    def _end(self, token: markup.Token) -> None:
        if token.name == "script" and self.skipping:
            self.skipping = False
            return
        if token.name == "head":
            self.out.append(f'<link rel="stylesheet" href="{self._theme("css/edition.css")}">\n')
        elif token.name == "footer" and self.in_site_footer:
            self.in_site_footer = False
            self.out.append(self._note())
        elif token.name == "body":
            self.out.append(self._scripts())
        if token.name == "a" and self.open_links:
            self.out.append(self.open_links.pop())
        else:
            self.out.append(token.text)
        if token.name == "form" and self.in_search_form:
            self.in_search_form = False
            self.out.append(self._search_notice())
        if self.regions:
            self.regions.pop()
            if token.name == "li" and self.items:
                item = self.items.pop()
                item.settle(self.out)
                if self.items:
                    self.items[-1].inside += item.inside

    def _html(self, token: markup.Token, attributes: Mapping[str, str]) -> None:
        self.language = attributes.get("lang", self.language)
        added: dict[str, str | None] = {"data-edition": self.choice.scope.name}
        if self.frame.kiosk:
            added["data-kiosk"] = "keyboard" if self.frame.kiosk["keyboard"] else "touch"
        self.out.append(markup.with_attributes(token, added))

    def _anchor(self, token: markup.Token, attributes: Mapping[str, str]) -> None:
        """A link stays, leads to the website, or becomes text with a word that it is there."""
        target = self.tree.target(self.name, attributes["href"])
        raw = self.frame.kiosk and target and not target.file.endswith(".html") and not _OPENED.intersection(attributes)
        kept = None if raw else self._address(attributes["href"], follow=True)
        if self.items:
            self.items[-1].inside += kept is not None
            self.items[-1].outside += kept is None
        if kept is not None:
            changed = {"href": kept} | self._own(attributes)
            self.out.append(markup.with_attributes(token, changed))
            self.open_links.append("</a>")
            return
        self.out.append('<span class="elsewhere">')
        word = (
            ""
            if target is None
            else f' <span class="elsewhere-word">{html.escape(self._t("offline.elsewhere"))}</span>'
        )
        self.open_links.append(word + "</span>")

    def _relinked(self, token: markup.Token, attributes: Mapping[str, str]) -> str:
        changed = self._own(attributes)
        for key in LINKS & attributes.keys():
            if key == "srcset":
                parts = (each.strip().split(None, 1) for each in attributes[key].split(",") if each.strip())
                changed[key] = ", ".join(" ".join([self._address(part[0]) or part[0], *part[1:]]) for part in parts)
            else:
                changed[key] = self._address(attributes[key])
        if "data-worker" in attributes:
            changed["data-worker"] = None  # a page from a disk may start none
        if "data-unknown" in attributes and not self.choice.whole:
            changed["data-unknown"] = self._t("offline.resolve_part")
        if attributes.get("id") == "search-form" and not self.choice.whole:
            self.in_search_form = True
        same = all(attributes.get(key) == value for key, value in changed.items())
        return token.text if same else markup.with_attributes(token, changed)

    def _own(self, attributes: Mapping[str, str]) -> dict[str, str | None]:
        return {key: self._address(attributes[key]) for key in OWN_LINKS & attributes.keys()}

    # Addresses

    def _address(self, link: str, *, follow: bool = False) -> str | None:
        """Return a link as it stands in the edition; None if it leads out and nothing there can be opened.

        ``follow`` tells that a person follows the link, so that it may lead to the website.
        """
        target = self.tree.target(self.name, link)
        if target is None:
            return None if follow and self.frame.kiosk and not link.startswith("#") else link
        if self.choice.holds(target.file):
            return self._to_file(link, target.file)
        if follow and self.tree.base_url and not self.frame.kiosk:
            return self.tree.public(self.name, link)
        return None

    @staticmethod
    def _to_file(link: str, file: str) -> str:
        """Name the index of a folder: no server adds it."""
        end = min((at for at in (link.find("?"), link.find("#")) if at >= 0), default=len(link))
        path, rest = link[:end], link[end:]
        if PurePosixPath(file).name != INDEX or path.endswith(INDEX):
            return link
        return path + ("/" if path and not path.endswith("/") else "") + INDEX + rest

    def _inlined(self, link: str) -> str | None:
        """Return a file as a data URL: captions may not be read from a disk."""
        target = self.tree.target(self.name, link)
        if target is None or target.file not in self.tree.entries:
            return link
        kind = _PLAYABLE.get(PurePosixPath(target.file).suffix, "application/octet-stream")
        data = base64.b64encode((self.tree.root / target.file).read_bytes()).decode()
        return f"data:{kind};base64,{data}"

    def _theme(self, path: str) -> str:
        return relative(f"/{self.tree.theme}{path}", "/" + self.name)

    # What the edition says

    def _t(self, key: str, **values: Any) -> str:
        return self.frame.t(self.language)(key, **values)

    def _title(self) -> str:
        titles = self.frame.title
        return titles.get(self.language) or next(iter(titles.values()), "")

    def _ways(self) -> str:
        """Return the ways through a part of a site: its subject and search, where the site has its columns."""
        if self.choice.whole:
            return ""
        entries = self.choice.entries
        entry = entries.get(self.language) or next(iter(entries.values()))
        ways = {entry: self._t(f"offline.nav_{self.choice.scope.kind}")}
        if not self.frame.kiosk or self.frame.kiosk["keyboard"]:
            ways[self.tree.prefixes.get(self.language, "") + "search/" + INDEX] = self._t("frame.search")
        items = []
        for name, words in ways.items():
            here = ' aria-current="page"' if name == self.name else ""
            link = relative("/" + name, "/" + self.name)
            items.append(f'<li><a href="{link}"{here}>{html.escape(words)}</a></li>')
        return "".join(items)

    def _note(self) -> str:
        words = self._t("offline.note_of", date=self.tree.as_of or "—", version=self.tree.version)
        parts = [f"<strong>{html.escape(self._t('offline.note'))}</strong>", html.escape(words)]
        if not self.choice.whole:
            parts.append(html.escape(self._t("offline.note_part", title=self._title())))
        parts.append(html.escape(self._t("offline.note_newer")))
        if self.tree.base_url and not self.frame.kiosk:
            parts.append(f'<a href="{html.escape(self.tree.base_url)}/">{html.escape(self._t("offline.website"))}</a>')
        return f'<div class="site-footer-inner"><p class="edition-note">{" ".join(parts)}</p></div>\n'

    def _search_notice(self) -> str:
        words = self._t("offline.search_part", title=self._title(), n=len(self.choice.records))
        return f'\n<p class="notice">{html.escape(words)}</p>'

    def _scripts(self) -> str:
        modules = modules_of(self.page, self.tree.theme)
        script = f'<script src="{self._theme(bundling.script_of(modules))}"></script>\n' if modules else ""
        return self._kiosk() + script

    def _kiosk(self) -> str:
        if not self.frame.kiosk:
            return ""
        names = ("bar", "home", "back", "full", "countdown", "stay")
        home = relative("/" + self.frame.kiosk["home"], "/" + self.name)
        settings = {
            **{key: self.frame.kiosk[key] for key in ("idle", "warning")},
            "home": home if not home.endswith("/") else home + INDEX,
            "texts": {key: self._t(f"offline.kiosk_{key}") for key in names},
        }
        data = json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")
        return f'<script type="application/json" id="kiosk">{data}</script>\n'


def _is_void(token: markup.Token) -> bool:
    return token.name in _VOID or token.text.endswith("/>")


@dataclass(slots=True)
class _Item:
    """A list item in a list of ways: where it began, and how many of its links stay or lead out."""

    start: int
    inside: int = 0
    outside: int = 0

    def settle(self, out: list[str]) -> None:
        """Leave the item out if nothing in it leads anywhere."""
        if self.outside and not self.inside:
            del out[self.start :]
