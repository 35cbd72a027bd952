"""What every catalogue page shares: the publication at hand, the records of a fonds, names, crumbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl
from markupsafe import Markup

from lantai.catalogue import citing, downloads, lists, rows
from lantai.catalogue.downloads.formats import Scope
from lantai.catalogue.lists import Lists
from lantai.catalogue.model import Catalogue, FondsSummary
from lantai.catalogue.texts import Texts
from lantai.catalogue.tree import Node, root_of, trees
from lantai.links import Citation
from lantai.parts import digest
from lantai.problems import Problems
from lantai.records import addresses, crosswalks, fonds, language_names, releases
from lantai.records.fields import BY_NAME
from lantai.records.refcodes import match_key
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.pages import Crumb
from lantai.site.routes import Routes
from lantai.site.traditional import written

_YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}$")
_RETENTION = re.compile(r"(Y|D(?P<years>[1-9][0-9]?))$")

MOST_TOMBSTONE_PAGES = 5000
"""More withdrawn records than this have only their line in the list, unless every record has a page."""


@dataclass
class View:
    """The catalogue of one publication, with what its pages look up again and again."""

    publication: Any
    _listed: Mapping[str, Lists] = field(default_factory=dict)
    """The lists made last, by address of the fonds."""

    @property
    def site(self) -> Site:
        return self.publication.site

    @cached_property
    def catalogue(self) -> Catalogue:
        return self.publication.catalogue

    @cached_property
    def language(self) -> str:
        return self.site.language

    @cached_property
    def t(self) -> Callable[..., str]:
        return self.publication.translators[self.language]

    @cached_property
    def routes(self) -> Routes:
        return self.publication.routes[self.language]

    @property
    def several(self) -> bool:
        """Whether the site publishes the records of several archives."""
        return len(self.site.archives) > 1

    @cached_property
    def texts(self) -> Texts:
        return self.catalogue.texts or Texts()

    @cached_property
    def described(self) -> Mapping[tuple[str, str], fonds.Fonds]:
        """What the archive says about each fonds. Problems were reported when the catalogue was prepared."""
        return fonds.load_all(self.site, Problems())

    @cached_property
    def releases(self) -> Mapping[str, releases.Release]:
        return {release.id: release for release in releases.load_all(self.site, Problems())}

    @cached_property
    def release_digests(self) -> Mapping[str, str]:
        """Digests of all that is known of each release."""
        return {identifier: digest(release) for identifier, release in self.releases.items()}

    @cached_property
    def trees(self) -> dict[str, Node]:
        return trees(self.catalogue, self.several)

    def trees_of(self, fonds: Collection[str]) -> dict[str, Node]:
        """Return the trees of some fonds, which need not wait for those of all others."""
        return trees(self.catalogue, self.several, fonds)

    # ---- records -----------------------------------------------------------------------------

    @cached_property
    def own_pages(self) -> dict[int, str]:
        """Addresses of the pages that records have because something cites them, by number.

        Empty where every record has a page anyway. Asking settles it: whoever cites later links to the list.
        """
        numbers = self.publication.records.settle()
        if self.catalogue.own_pages:
            return {}
        cited = pl.col("match_key").is_in(list(self.publication.links.cited("record")))
        found = self.catalogue.scan().filter(
            pl.col("page_address").is_null() & (cited | pl.col("number").is_in(list(numbers)))
        )
        columns = found.select("number", "list_address", "anchor").collect()
        return {number: addresses.own_page(listed, anchor) for number, listed, anchor in columns.iter_rows()}

    def part(self, summary: FondsSummary) -> pl.DataFrame:
        """Return the public records of one fonds in archival order, each with the address of its page if it has one."""
        return self.with_pages(self.catalogue.scan().slice(summary.first, summary.count).collect())

    def with_pages(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return rows of the public table with ``page_address`` also where a record is only cited."""
        return frame.with_columns(self.page_address) if self.own_pages else frame

    @cached_property
    def page_address(self) -> pl.Expr:
        """The address of a record's own page, null where it has none."""
        if not self.own_pages:
            return pl.col("page_address")
        own = pl.col("number").replace_strict(self.own_pages, default=None, return_dtype=pl.String)
        return pl.coalesce("page_address", own).alias("page_address")

    def lists(self, summary: FondsSummary) -> Lists:
        """Return what stands on the list pages of a fonds, and of those beside it, which are made with it."""
        if summary.address not in self._listed:
            batch = self._batch[summary.address]
            self._listed = dict.fromkeys((each.address for each in batch), self.lists_of(batch))
        return self._listed[summary.address]

    @cached_property
    def _batch(self) -> Mapping[str, tuple[FondsSummary, ...]]:
        return {each.address: batch for batch in lists.batches(self.catalogue.fonds) for each in batch}

    def lists_of(self, summaries: Sequence[FondsSummary]) -> Lists:
        """Return what stands on the list pages of fonds that stand beside each other in the public table."""
        table = self.catalogue.scan()
        wanted = [name for name in table.collect_schema().names() if name in lists.COLUMNS]
        count = sum(each.count for each in summaries)
        frame = self.with_pages(table.select(wanted).slice(summaries[0].first, count).collect())
        stones = self.catalogue.tombstones.filter(lists.below(summaries))
        paged = frame.filter(pl.col("page_address").is_not_null())["number"]
        return Lists(
            rows.list_rows(frame, stones, self.t, self.language),
            lists.jumps(frame, self._decade),
            paged,
            self._interleaved(frame, stones),
        )

    def _interleaved(self, frame: pl.DataFrame, stones: pl.DataFrame) -> Mapping[str, Markup]:
        """Return the rows of interleaved lists together, in archival order, as their container shows them."""
        containers = lists.interleaved(frame)
        within = pl.col("list_address").replace_strict(containers, default=None, return_dtype=pl.String)
        both = (each.with_columns(list_address=within).drop_nulls("list_address") for each in (frame, stones))
        return rows.list_rows(*both, self.t, self.language) if containers else {}

    def _decade(self, year: int) -> str:
        return self.t("catalogue.decade", year=year)

    @cached_property
    def tombstone_pages(self) -> bool:
        """Whether withdrawn records keep the page they had, or may have had."""
        return self.catalogue.own_pages or self.catalogue.tombstones.height <= MOST_TOMBSTONE_PAGES

    @cached_property
    def citations(self) -> citing.Citations:
        """Who cites which record, by address of the fonds."""
        return citing.of_records(self)

    def cited_by(self, kind: str, identifier: str) -> list[Citation]:
        """Return the pages that cite a thing; of one page in several languages that in the catalogue's own."""
        found: dict[tuple[str, str], Citation] = {}
        for citation in self.publication.links.of(kind, identifier):
            address = citation.address.removeprefix(f"/{citation.language}/").lstrip("/")
            same = (citation.kind, address)
            if same not in found or citation.language in ("", self.language):
                found[same] = citation
        return list(found.values())

    # ---- names -------------------------------------------------------------------------------

    @cached_property
    def _archives(self) -> Mapping[str, Archive]:
        return {each.code: each for each in self.site.archives}

    def archive(self, code: str) -> Archive:
        return self._archives.get(code, self.site.archive)

    @cached_property
    def _fonds(self) -> Mapping[str, FondsSummary]:
        return {each.address: each for each in self.catalogue.fonds}

    @cached_property
    def emptied(self) -> Mapping[str, FondsSummary]:
        """Fonds of which every record was withdrawn, by address: the pages that they had still answer."""
        holders = dict(self.catalogue.tombstones.select("list_address", "repository_code").iter_rows())
        gone = {root_of(address, self.several) for address in holders} - self._fonds.keys()
        found = {}
        for address, root in self.trees_of(gone).items():
            holder = next((holders[node.address] for node in root.walk() if node.address in holders), None)
            found[address] = FondsSummary(holder or "", root.name, address, 0, 0, None, None)
        return found

    def fonds_at(self, address: str) -> FondsSummary:
        """Return the fonds whose page is at ``address``, which may have no record any more."""
        return self._fonds.get(address) or self.emptied[address]

    def description(self, summary: FondsSummary) -> fonds.Fonds | None:
        """Return what the archive says about a fonds, None if it says nothing."""
        return self.described.get((summary.repository, match_key(summary.code)))

    def fonds_title(self, summary: FondsSummary) -> str:
        found = self._titles.get(summary.address)
        if found is None:
            about = self.description(summary)
            own = summary.title or self.t("catalogue.fonds_unnamed", code=summary.code)
            found = about.title.in_(self.language) if about else own
            self._titles[summary.address] = found
        return found

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Titles of fonds by their address: every page of a fonds names it."""
        return {}

    def values(self, record: Mapping[str, Any], name: str) -> list[str]:
        """Return the values of a field of a record as a page shows them: languages by their names, not by codes."""
        found = crosswalks.values(record, name)
        return [language_names.named(each, self.language) for each in found] if name == "language" else found

    def label(self, name: str) -> str:
        """Return the name of a field, or of a column of the archive's own, in the language of the catalogue."""
        if name not in BY_NAME:
            return name.removeprefix("extra:")
        return written(BY_NAME[name].zh, self.language) if self.language.startswith("zh") else BY_NAME[name].en

    def node_title(self, node: Node) -> str:
        """Return what a list page is called: the title of its container, or its range of codes."""
        if node.title:
            return node.title
        if node.is_block:
            return self._block_title(node)
        series = self._series.get(node.address)
        if series:
            return f"{node.name} {series.in_(self.language)}"
        return self._retention(node) or self._numbered(node) or node.name

    def _block_title(self, node: Node) -> str:
        """Return what a list page is called that is no container: a range of numbers, or an initial."""
        initial = addresses.initial_of(node.name)
        if initial is None:
            block = node.name.replace("-", "—")
            return self.t(f"catalogue.block_{node.part}" if node.part else "catalogue.block", block=block)
        return self.t("catalogue.block_initial", initial=initial) if initial else self.t("catalogue.block_other")

    def _numbered(self, node: Node) -> str:
        """Return what a container is called that has nothing but a number, "" for any other page.

        It is what the records below it say, else a series right below the fonds, and a class further down.
        """
        if node.parent is None or _YEAR.match(node.name) or not node.name.isdecimal():
            return ""
        part = node.part or ("series" if node.parent.parent is None else "class")
        return self.t(f"catalogue.{part}_numbered", code=node.name)

    def _retention(self, node: Node) -> str:
        """Return what the code of a retention period below a year means (DA/T 22—2015, 5.3), "" if it is none."""
        found = _RETENTION.match(node.name)
        if found is None or node.parent is None or not _YEAR.match(node.parent.name):
            return ""
        years = found["years"]
        return self.t("catalogue.retention_years", years=years) if years else self.t("catalogue.retention_permanent")

    @cached_property
    def _series(self) -> Mapping[str, LocalText]:
        """Names of series by the address of their page; ``A/B`` or ``A-B`` names a series within a series."""
        found = {}
        for summary in self.catalogue.fonds:
            about = self.description(summary)
            for code, name in (about.series if about else {}).items():
                for parts in ([code], code.replace("/", "-").split("-")):
                    steps = (addresses.slug(match_key(part), container=True) for part in parts if part)
                    found.setdefault(summary.address + "".join(f"{step}/" for step in steps), name)
        return found

    def series_of(self, summary: FondsSummary) -> dict[str, LocalText]:
        """Return the names that the archive gives to the series of a fonds, by the address of their page."""
        return {address: name for address, name in self._series.items() if address.startswith(summary.address)}

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """Everything that can be downloaded, by its name without extension."""
        return {scope.stem: scope for scope in downloads.all_scopes(self)}

    def trail(self, node: Node, summary: FondsSummary, itself: bool = False) -> tuple[Crumb, ...]:
        """Return the breadcrumb above a list page, or above what lies below it (``itself``)."""
        if not itself:
            return self.trail(node.parent, summary, itself=True) if node.parent else self.top(summary.repository)
        found = self._trails.get(node.address)
        if found is None:
            title = self.fonds_title(summary) if node.address == summary.address else self.node_title(node)
            found = self._trails[node.address] = (*self.trail(node, summary), Crumb(title, node.address))
        return found

    @cached_property
    def _trails(self) -> dict[str, tuple[Crumb, ...]]:
        """Breadcrumbs down to a container by its address: all pages in it have the same."""
        return {}

    def top(self, repository: str) -> tuple[Crumb, ...]:
        """Return the breadcrumb above the fonds of an archive: the catalogue, and the archive if there are several."""
        found = (Crumb(self.t("catalogue.title"), self.routes.section("catalogue")),)
        if self.several:
            archive = self.archive(repository)
            found += (Crumb(archive.name.in_(self.language), archive_address(archive.code)),)
        return found


def archive_address(code: str) -> str:
    """Return the address of an archive's page on a site of several."""
    return addresses.fonds_address("", code)


def year_span(start: int | None, end: int | None) -> str:
    """Return ``1950—1966``, ``1950`` or ``""``."""
    if start is None or end is None:
        return str(start or end or "")
    return str(start) if start == end else f"{start}—{end}"
