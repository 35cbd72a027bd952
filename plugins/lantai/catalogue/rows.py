"""Rows of list pages as HTML, made by the column: a million of them in seconds, one template call per page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import polars as pl
from markupsafe import Markup

from lantai.records.dates import SHOWN_FROM, shown
from lantai.records.fields import BY_NAME, LEVELS, SEPARATOR
from lantai.records.refcodes import sort_key_expr
from lantai.site.traditional import written

DETAILS = (
    "title_parallel",
    "title_sub",
    "doc_no",
    "alt_refs",
    "pages",
    "extent",
    "places",
    "subjects",
    "genre",
    "scope",
)
"""Fields that stand in the small line under a title, in this order, where a record has them."""

_DEPTHS = {level: depth for depth, level in enumerate(LEVELS)}

COLUMNS = frozenset(
    {*DETAILS, *SHOWN_FROM, *("list_address", "anchor", "page_address", "match_key")}
    | {"ref_code", "title", "level", "creators", "has_media"}
)
"""What rows are made of."""


def escaped(column: str | pl.Expr) -> pl.Expr:
    """Return text with what HTML reads as markup written as entities."""
    text = pl.col(column) if isinstance(column, str) else column
    return text.str.replace_many(["&", "<", ">", '"', "'"], ["&amp;", "&lt;", "&gt;", "&#34;", "&#39;"])


def with_shown_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Return ``frame`` with ``date_shown``: the date as written, and its Gregorian form."""
    return frame.with_columns(shown(frame))


def list_rows(frame: pl.DataFrame, tombstones: pl.DataFrame, t: Callable[..., str], language: str) -> dict[str, Markup]:
    """Return the ``<tr>`` elements of every list page by its address, in archival order.

    A record with a page of its own links to it; without one its details stand in the row. It is marked as above
    others if its list has some of a deeper level. Cells have neither classes nor end tags, which HTML does not ask for:
    at a million records they would be a sixth of all pages.
    """
    frame = with_shown_dates(frame)
    rows = frame.select("list_address", "match_key", _row(frame, t, language).alias("html"))
    if tombstones.height:
        stones = tombstones.select("list_address", "match_key", _tombstone(t).alias("html"))
        both = pl.concat([rows, stones]).with_columns(sort_key_expr(pl.col("match_key")).alias("key"))
        touched = both.join(stones.select("list_address").unique(), on="list_address", how="semi").sort("key")
        rest = rows.join(stones.select("list_address").unique(), on="list_address", how="anti")
        rows = pl.concat([rest, touched.drop("key")])
    pages = rows.group_by("list_address", maintain_order=True).agg(pl.col("html").str.join(""))
    return {address: Markup(html) for address, html in pages.iter_rows()}


def below(rows: Markup, way: str) -> Markup:
    """Return rows of a list page as they stand on a page above it, from which ``way`` leads down to it."""
    return Markup(str(rows).replace('<th scope="row"><a href="', f'<th scope="row"><a href="{_quoted(way)}'))


_LONG_CODE = 40
"""Characters from which on a code may break, so that it leaves room for its title."""


def _code_cell() -> pl.Expr:
    is_long = pl.col("ref_code").str.len_chars() > _LONG_CODE
    return pl.when(is_long).then(pl.lit('<td class="long">')).otherwise(pl.lit("<td>"))


def _row(frame: pl.DataFrame, t: Callable[..., str], language: str) -> pl.Expr:
    between = t("frame.between")
    title = pl.col("title").fill_null(pl.col("ref_code"))
    has_page = pl.col("page_address").is_not_null()
    link = pl.lit('<a href="') + _own_page() + '">' + escaped(title) + "</a>"
    named = pl.when(has_page).then(link).otherwise(escaped(title))
    media = (
        pl.when("has_media").then(pl.lit(f' <span class="chip">{t("frame.record_media")}</span>')).otherwise(pl.lit(""))
    )
    details = pl.when(has_page).then(pl.lit("")).otherwise(_details(frame, language, between))
    depth = pl.col("level").replace_strict(_DEPTHS, default=len(LEVELS), return_dtype=pl.Int8)
    above = depth < depth.max().over("list_address")
    level = pl.when(above).then(pl.lit(' class="above"')).otherwise(pl.lit(""))
    return pl.concat_str(
        pl.lit('<tr id="'), escaped("anchor"), pl.lit('"'), level, pl.lit(">"), _code_cell(), escaped("ref_code"),
        pl.lit('<th scope="row">'), named, media, details,
        pl.lit("<td>"), _readable("creators", between).fill_null(""),
        pl.lit("<td>"), escaped("date_shown").fill_null(""), pl.lit("</tr>\n"),
    )  # fmt: skip


def _own_page() -> pl.Expr:
    """Return the link from a list page to a record's own page, which lies below it."""
    below = pl.col("page_address").str.slice(pl.col("list_address").str.len_chars())
    return below.map_batches(
        lambda links: pl.Series([_quoted(link) for link in links], dtype=pl.String), return_dtype=pl.String
    )


def _quoted(link: str | None) -> str:
    return quote(link, safe="/;,@!$()*+=~·-._") if link else ""


def _readable(name: str, between: str) -> pl.Expr:
    """Return a field that may have several values with ``between`` between them."""
    text = escaped(name)
    return text.str.replace_all(SEPARATOR, between, literal=True) if BY_NAME[name].many else text


def _details(frame: pl.DataFrame, language: str, between: str) -> pl.Expr:
    present = [name for name in DETAILS if name in frame.columns and frame[name].null_count() < frame.height]
    if not present:
        return pl.lit("")
    chinese = language.startswith("zh")
    parts = []
    for name in present:
        label = written(BY_NAME[name].zh, language) if chinese else BY_NAME[name].en
        parts.append(pl.lit(f"<span><b>{label}</b> ") + _readable(name, between) + pl.lit("</span>"))
    joined = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    return pl.when(joined != "").then(pl.lit("<small>") + joined + "</small>").otherwise(pl.lit(""))


def _tombstone(t: Callable[..., str]) -> pl.Expr:
    return pl.concat_str(
        pl.lit('<tr id="'), escaped("anchor"), pl.lit('" class="withdrawn">'), _code_cell(), escaped("ref_code"),
        pl.lit(f'<th scope="row">{t("catalogue.withdrawn")}<td><td></tr>\n'),
    )  # fmt: skip


def records(frame: pl.DataFrame) -> Iterator[dict]:
    """Yield each row without its empty columns."""
    for row in frame.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None}
