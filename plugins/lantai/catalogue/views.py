"""What every catalogue page shares: the publication at hand, names, texts, crumbs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
from markupsafe import Markup

from lantai import prose
from lantai.catalogue import rows
from lantai.catalogue.model import Catalogue, FondsSummary
from lantai.catalogue.tree import Node, trees
from lantai.problems import Problems
from lantai.prose import templates
from lantai.records import addresses, fonds, releases
from lantai.records.fields import BY_NAME
from lantai.site.config import Archive, Site
from lantai.site.pages import Crumb
from lantai.site.routes import Routes


@dataclass
class View:
    """The catalogue of one publication, with what its pages look up again and again."""

    publication: Any

    @property
    def site(self) -> Site:
        return self.publication.site

    @property
    def catalogue(self) -> Catalogue:
        return self.publication.catalogue

    @property
    def language(self) -> str:
        return self.site.language

    @property
    def t(self) -> Callable[..., str]:
        return self.publication.translators[self.language]

    @property
    def routes(self) -> Routes:
        return self.publication.routes[self.language]

    @property
    def several(self) -> bool:
        return len(self.site.archives) > 1

    @cached_property
    def described(self) -> Mapping[tuple[str, str], fonds.Fonds]:
        """What the archive says about each fonds. Problems were reported when the catalogue was prepared."""
        return fonds.load_all(self.site, Problems())

    @cached_property
    def releases(self) -> Mapping[str, releases.Release]:
        return {release.id: release for release in releases.load_all(self.site, Problems())}

    @cached_property
    def trees(self) -> dict[str, Node]:
        return trees(self.catalogue)

    @cached_property
    def table(self) -> pl.DataFrame:
        """The public table; a record that something cites has its page here even in a large catalogue."""
        frame = self.catalogue.public
        cited = list(self.publication.links.cited("record"))
        lacking = frame.filter(pl.col("page_address").is_null() & pl.col("match_key").is_in(cited))
        if not lacking.height:
            return frame
        patterns = {(each.archive, each.code): each.patterns for each in self.described.values()}
        plain = lacking.drop("list_address", "anchor", "page_address")
        paged = addresses.add_columns(plain, patterns, self.several).select(
            "number", pl.col("page_address").alias("_page")
        )
        joined = frame.join(paged, on="number", how="left", maintain_order="left")
        return joined.with_columns(pl.coalesce("page_address", "_page").alias("page_address")).drop("_page")

    @cached_property
    def rows(self) -> dict[str, Markup]:
        return rows.list_rows(self.table, self.catalogue.tombstones, self.t, self.language)

    def archive(self, code: str) -> Archive:
        return next((each for each in self.site.archives if each.code == code), self.site.archive)

    def description(self, summary: FondsSummary) -> fonds.Fonds | None:
        """Return what the archive says about a fonds, None if it says nothing."""
        from lantai.records.refcodes import match_key

        return self.described.get((summary.repository, match_key(summary.code)))

    def fonds_title(self, summary: FondsSummary) -> str:
        found = self.description(summary)
        return found.title.in_(self.language) if found else self.t("catalogue.fonds_unnamed", code=summary.code)

    def label(self, name: str) -> str:
        """Return the name of a field in the language of the catalogue."""
        return BY_NAME[name].zh if self.language.startswith("zh") else BY_NAME[name].en

    def node_title(self, node: Node) -> str:
        """Return what a list page is called: the title of its container, or its range of codes."""
        if node.title:
            return node.title
        series = self._series_names(node)
        if series:
            return series
        if node.is_block:
            return self.t("catalogue.block", block=node.name.replace("-", "—"))
        return node.name

    def _series_names(self, node: Node) -> str:
        summary = next((each for each in self.catalogue.fonds if node.address.startswith(each.address)), None)
        found = self.description(summary) if summary else None
        names = getattr(found, "series", None) or {}
        name = names.get(node.name)
        return f"{node.name} {name.in_(self.language) if hasattr(name, 'in_') else name}" if name else ""

    def trail(self, node: Node, summary: FondsSummary, itself: bool = False) -> tuple[Crumb, ...]:
        """Return the breadcrumb above a list page, or above what lies below it (``itself``)."""
        crumbs = [Crumb(self.t("catalogue.title"), self.routes.section("catalogue"))]
        for step in [*node.path, *([node] if itself else [])]:
            title = self.fonds_title(summary) if step.address == summary.address else self.node_title(step)
            crumbs.append(Crumb(title, step.address))
        return tuple(crumbs)

    def prose(self, text: str, file: str, line: int, address: str) -> prose.Prose | None:
        """Render Markdown of the archive for the page at ``address``; None where there is none."""
        if not text.strip():
            return None
        context = prose.ProseContext(
            site=self.site,
            language=self.language,
            address=address,
            t=self.t,
            templates=templates.environment(),
            folder=self.site.catalogue / "fonds",
            records=self.publication.records,
            media=self.publication.media,
        )
        return prose.render(prose.ProseSource(text, file, line, self.language), context)


def year_span(start: int | None, end: int | None) -> str:
    """Return ``1950—1966``, ``1950`` or ``""``."""
    if start is None or end is None:
        return str(start or end or "")
    return str(start) if start == end else f"{start}—{end}"
