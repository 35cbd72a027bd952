"""What of a site goes into an edition: all of it, or one exhibition or lesson with what it cites."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lantai.problems import UsageError
from lantai.publishing.offline import markup
from lantai.publishing.offline import problems as kinds
from lantai.publishing.offline.tree import INDEX, Tree

LINKS = frozenset({"href", "src", "srcset", "poster", "action"})
OWN_LINKS = frozenset({"data-viewer", "data-viewer-source", "data-resolver", "data-search"})
"""Attributes of ours that hold an address which a script opens."""

_FOLDERS = {"exhibition": "exhibitions", "lesson": "learn"}
_WORDS = {"exhibition": ("展览", "exhibition"), "lesson": ("课程", "lesson")}
_STANDING = ("search/", "r/", "requests/", "accessibility/")
"""Pages that every edition has, where the site has them."""
_FOR_SERVERS = re.compile(r"[^/]+\.(?!html$)[^/]*|404\.html|(.*/)?(feed\.xml|opensearch\.xml|sitemap[^/]*\.xml)")
"""Files that only a web server or a feed reader asks for: everything at the top that is no page, and these."""
_DOWNLOADS = frozenset({".pdf", ".zip", ".csv", ".ics", ".xml", ".jsonl", ".jsonld", ".parquet", ".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Scope:
    """``kind`` is ``site``, ``exhibition`` or ``lesson``; the latter two have a ``slug``."""

    kind: str = "site"
    slug: str = ""

    @property
    def name(self) -> str:
        return self.slug or self.kind

    @property
    def folder(self) -> str:
        """The folder of its pages in the first language."""
        return "" if self.kind == "site" else f"{_FOLDERS[self.kind]}/{self.slug}/"


@dataclass(slots=True)
class Choice:
    """The files of an edition.

    ``pages`` are rewritten, ``fetched`` are wrapped as scripts, ``plain`` go as they are.
    ``entries`` is the first page of its subject in each language, ``records`` the record pages that it cites;
    both are empty for a whole site, whose home page leads to everything.
    """

    scope: Scope
    pages: list[str] = field(default_factory=list)
    plain: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)
    entries: dict[str, str] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.scope.kind == "site"

    def holds(self, name: str) -> bool:
        """Return whether a link to ``name`` leads somewhere in the edition."""
        return name in self._held

    def settle(self, covers: Iterable[str] = ()) -> Choice:
        """Fix what links may lead to. ``covers`` are pages that are made for the edition."""
        self._held = {*self.pages, *self.plain, *self.fetched, *covers}
        return self

    _held: set[str] = field(default_factory=set, repr=False)


def choose(tree: Tree, scope: Scope, *, kiosk: bool = False) -> Choice:
    """Return what goes into the edition. Raises UsageError for an exhibition or lesson that the site has not."""
    return _whole(tree, kiosk) if scope.kind == "site" else _part(tree, scope, kiosk)


def _whole(tree: Tree, kiosk: bool) -> Choice:
    choice = Choice(Scope())
    for name in tree.entries:
        if _FOR_SERVERS.fullmatch(name) or _machine_only(tree, name) or (kiosk and _is_download(name)):
            continue
        if name.endswith(".html"):
            choice.pages.append(name)
        elif _is_fetched(name):
            choice.fetched.add(name)
        else:
            choice.plain.add(name)
    return choice.settle()


def _part(tree: Tree, scope: Scope, kiosk: bool) -> Choice:
    _must_exist(tree, scope)
    choice = Choice(scope)
    homes = tuple(prefix + scope.folder for prefix in tree.prefixes.values())
    subject = [name for name in tree.entries if name.startswith(homes)]
    choice.pages = [name for name in subject if name.endswith(".html")]
    choice.plain = {name for name in subject if not name.endswith(".html")}
    choice.entries = {
        code: prefix + scope.folder + INDEX
        for code, prefix in tree.prefixes.items()
        if prefix + scope.folder + INDEX in tree.entries
    }
    choice.records = _records_cited(tree, choice.pages)
    standing = [code + page + INDEX for code in _prefixes_used(tree, choice) for page in _STANDING]
    choice.pages += [*choice.records, *(name for name in standing if name in tree.entries)]
    for page in choice.pages:
        for name in _needed(tree, page):
            (choice.fetched if _is_fetched(name) else choice.plain).add(name)
    choice.fetched.update({"r/withdrawn.json"} & tree.entries.keys())
    choice.plain.update(name for name in tree.entries if name.startswith(tree.theme) and not _machine_only(tree, name))
    if kiosk:
        choice.plain = {name for name in choice.plain if not _is_download(name)}
    covers = [prefix + INDEX for prefix in _prefixes_used(tree, choice)]
    return choice.settle(covers)


def _must_exist(tree: Tree, scope: Scope) -> None:
    """An address that only says that what stood there has ended is none of them."""
    parent = scope.folder.split("/")[0]
    firsts = {name.split("/")[1]: name for name in tree.entries if re.fullmatch(rf"{parent}/[^/]+/{INDEX}", name)}
    known = sorted(slug for slug, name in firsts.items() if tree.kind(name) == scope.kind)
    if scope.slug in known:
        return
    near = difflib.get_close_matches(scope.slug, known, 3, 0.4) or known[:8]
    zh, en = _WORDS[scope.kind]
    raise UsageError(
        kinds.UNKNOWN_SLUG.at(
            f"{parent}/{scope.slug}",
            slug=scope.slug,
            what=zh,
            what_en=en,
            hint=f"网站上有：{'、'.join(near)}" if near else f"网站上还没有公开的{zh}。",
            hint_en=f"The site has: {', '.join(near)}" if near else f"The site has no public {en} yet.",
        )
    )


def _prefixes_used(tree: Tree, choice: Choice) -> list[str]:
    """The folders of the languages in which the subject exists, the first language always among them."""
    return [prefix for code, prefix in tree.prefixes.items() if code in choice.entries or code == tree.language]


def _records_cited(tree: Tree, pages: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for page in pages:
        for _, link in links(tree.text(page)):
            target = tree.target(page, link)
            if target and target.file.startswith("catalogue/") and target.file in tree.entries:
                found.setdefault(target.file)
    return [name for name in found if tree.kind(name) == "record"]


def _needed(tree: Tree, page: str) -> Iterator[str]:
    """Yield the files of the site that a page shows or opens: images, sound, captions, the viewer's images."""
    for attribute, link in links(tree.text(page)):
        target = tree.target(page, link)
        if target is None or target.file not in tree.entries or target.file.endswith(".html"):
            continue
        if target.file.startswith(tree.theme) or _machine_only(tree, target.file):
            continue
        if attribute == "href" and not target.file.startswith(("media/", "iiif/")):
            continue
        yield target.file
        if target.file.endswith("/info.json"):
            service = target.file.removesuffix("info.json")
            yield from (name for name in tree.entries if name.startswith(service))


def links(page: str) -> Iterator[tuple[str, str]]:
    """Yield every address in the attributes of a page with the name of its attribute."""
    for token in markup.tokens(page):
        if not token.name or token.end:
            continue
        for name, value in token.attributes.items():
            if name == "srcset":
                yield from ((name, each.split()[0]) for each in value.split(",") if each.strip())
            elif name in LINKS or name in OWN_LINKS:
                yield name, value


def _is_fetched(name: str) -> bool:
    """Whether a script reads the file with fetch."""
    return name.startswith("search/index/") or name == "r/withdrawn.json" or name.endswith("/info.json")


def _is_download(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in _DOWNLOADS or (name.startswith("data/") and path.name != INDEX)


def _machine_only(tree: Tree, name: str) -> bool:
    """Whether a file is of no use on a disk: modules (bundled anew), manifests for viewers of others."""
    if name.startswith(tree.theme + "js/"):
        return name != tree.theme + "js/frame/early.js"
    return name.startswith("iiif/") and name.endswith(".json") and not name.endswith("/info.json")
