"""Rule 3: years that speak against the date of a record. Whatever is dated too early opens before it is due.

The year in its code or in the number of the document, a year that its title names and in which it would not be open
yet, and that it is far older than its fonds, which intake has found out: each of them waits for a person.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from lantai.records.fields import APART, BY_NAME
from lantai.review.rules import text

_YEAR_OF_CODE = (
    r"(?:[·-]((?:19|20)\d{2})[·-](?:Y|C|D\d{2}|永久|长期|短期|定期|\d{2}年?)(?:[·-]|$)|[A-Z]{2}·((?:19|20)\d{2})·)"
)
"""The year in the code of a document filed by itself: J001-WS·2015·Y-0001 (DA/T 13), J001-2015-Y-0001 (DA/T 22)."""
_YEAR_OF_NUMBER = r"[〔\[（(【]\s*((?:19|20)\d{2})\s*[〕\]）)】]"
_FILED_LATER = 2
"""Years after which no document is filed that is dated rightly."""
_YEAR_OF_TITLE = r"(?:1[5-9]|20)[0-9]{2}\s*(?:年|[-—–－~～至到、/])"
_FIGURES = ("０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")
"""How the figures of a year are written beside 0 to 9."""


def against(frame: pl.DataFrame, closure_years: int | None, opens: datetime) -> pl.Series:
    """Return for each row its date with what speaks against it, null where nothing does."""
    dated = text(frame, "date_end").str.slice(0, 4).cast(pl.Int32, strict=False)
    code = text(frame, "match_key" if "match_key" in frame.columns else "ref_code").str.extract_groups(_YEAR_OF_CODE)
    of_code = pl.coalesce(code.struct.field("1"), code.struct.field("2")).cast(pl.Int32)
    of_number = text(frame, "doc_no").str.extract(_YEAR_OF_NUMBER).cast(pl.Int32)
    named = {"ref_code": of_code, "doc_no": of_number, "title": pl.lit(_years_of_titles(frame, closure_years, opens))}
    found = frame.select(dated=dated, date=text(frame, "date_text"), apart=text(frame, APART), **named)
    # Of an undated record a year in which it would not be open yet is enough.
    closed = pl.lit(opens.year - closure_years if closure_years is not None else None, pl.Int32)
    late = {name: pl.coalesce(pl.col(name) - pl.col("dated") >= _FILED_LATER, pl.col(name) >= closed) for name in named}
    rows = found.select(pl.any_horizontal(*late.values(), pl.col("apart").is_not_null()).arg_true()).to_series()
    said = [
        pl.when(is_late).then(pl.format("{}里是 {} 年", pl.lit(BY_NAME[name].zh), name))
        for name, is_late in late.items()
    ]
    date = pl.coalesce("date", pl.col("dated").cast(pl.String), pl.lit("—"))
    told = pl.format(
        "{}：{}（{}）",
        pl.lit(BY_NAME["date_text"].zh),
        date,
        pl.concat_str(*said, "apart", separator="，", ignore_nulls=True),
    )
    nothing = pl.Series("against", [None], pl.String).new_from_index(0, frame.height)
    return nothing.scatter(rows, found[rows].select(told).to_series()) if len(rows) else nothing


def _years_of_titles(frame: pl.DataFrame, closure_years: int | None, opens: datetime) -> pl.Series:
    """Return the first year that each title names, where it names one in which its record would not be open yet.

    Other titles name what is past, or what a plan of the time looked forward to.
    """
    nothing = pl.Series("title", [None], pl.Int32).new_from_index(0, frame.height)
    if closure_years is None or "title" not in frame.columns:
        return nothing
    closed = range(opens.year - closure_years, opens.year + 1)
    writings = [f"{written}{blank}年" for year in closed for written in _written(year) for blank in ("", " ")]
    rows = frame["title"].str.contains_any(writings).fill_null(False).arg_true()
    if not len(rows):
        return nothing
    titles = frame["title"].gather(rows).str.replace_many(list("".join(_FIGURES)), list("0123456789" * len(_FIGURES)))
    years = titles.str.extract_all(_YEAR_OF_TITLE).list.eval(pl.element().str.slice(0, 4).cast(pl.Int32)).list.min()
    return nothing.scatter(rows, years)


def _written(year: int) -> list[str]:
    return [str(year), *("".join(figures[int(figure)] for figure in str(year)) for figures in _FIGURES)]
