"""Rule 7: which records' pictures, and what these say, wait for a person although the record itself is public."""

from __future__ import annotations

import polars as pl

from lantai.problems import Place, Problems
from lantai.records import objecttexts
from lantai.records.fields import SEPARATOR
from lantai.review import problems as kinds
from lantai.review import reasons, rules
from lantai.review.words import Words
from lantai.site.config import Site

_TOLD_BY = ("title", "title_sub", "scope", "subjects", "genre", "carrier")
_APPROVED_BY = ("rights", "scope", "title", "title_sub", "copies")


def holds(frame: pl.DataFrame, vocabulary: Words, released: pl.Series, site: Site, problems: Problems) -> pl.Series:
    """Return the codes of the reasons that hold each record's pictures, or null.

    Pictures that may show minors, maps whose fields name no approval number (审图号), and pictures whose text has
    trigger words wait until a person releases the record; an identifier or a secrecy marking in the text holds
    them whatever was decided. Where nothing is cleared there is nothing to hold.
    """
    told = _told(frame, vocabulary, released)
    return rules.joined([told, _by_text(frame, vocabulary, released, site, problems)]).alias("media_holds")


def _told(frame: pl.DataFrame, vocabulary: Words, released: pl.Series) -> pl.Series:
    result = pl.Series("told", [None] * frame.height, pl.String)
    some = frame.with_row_index("_row").filter(rules.text(frame, "media").is_not_null() & ~pl.lit(released))
    told, approved = _together(frame, _TOLD_BY), _together(frame, _APPROVED_BY)
    minors = told.str.contains_any(list(vocabulary.minors))
    maps = told.str.contains_any(list(vocabulary.maps)) & ~approved.str.contains(rules.MAP_NUMBER)
    codes = [
        pl.when(minors).then(pl.lit(reasons.MEDIA_MINORS.code)),
        pl.when(maps).then(pl.lit(reasons.MEDIA_MAP.code)),
    ]
    joined = pl.concat_str(codes, separator=SEPARATOR, ignore_nulls=True)
    found = some.select("_row", pl.when(joined != "").then(joined).alias("codes")).drop_nulls()
    return result.scatter(found["_row"].to_list(), found["codes"].to_list())


def _by_text(frame: pl.DataFrame, vocabulary: Words, released: pl.Series, site: Site, problems: Problems) -> pl.Series:
    """Return what holds pictures because of the text that lies beside them."""
    result = pl.Series("by_text", [None] * frame.height, pl.String)
    if "media" not in frame.columns or not (site.catalogue / "media").is_dir():
        return result
    named = frame.select("media", free=pl.lit(released)).with_row_index("_at").drop_nulls("media")
    texts = [_text(names.split(SEPARATOR), site, problems) for names in named["media"]]
    some = named.with_columns(objects=pl.Series(texts, dtype=pl.String)).drop_nulls("objects")
    if not some.height:
        return result
    searched = vocabulary.searched(pl.col("objects"))
    found = [
        (reasons.MEDIA_IDENTIFIER, rules.identifier_details(some, ["objects"]).is_not_null()),
        (reasons.MEDIA_MARKING, rules.marking(some, ["objects"])),
        (reasons.MEDIA_WORDS, some.select(vocabulary.present(searched) & ~pl.col("free")).to_series()),
    ]
    codes = [pl.when(pl.lit(mask)).then(pl.lit(reason.code)) for reason, mask in found]
    held = some.select(
        "_at", pl.concat_str(codes, separator=SEPARATOR, ignore_nulls=True).replace("", None).alias("codes")
    )
    held = held.drop_nulls()
    return result.scatter(held["_at"].to_list(), held["codes"].to_list())


def _text(names: list[str], site: Site, problems: Problems) -> str | None:
    """Return all that a record's objects say, as it is searched; None if nothing lies beside them."""
    found = []
    for name in names:
        path = objecttexts.beside(site.catalogue / "media", name)
        if path is None:
            continue
        try:
            found += map(objecttexts.joined, objecttexts.pages(path))
        except objecttexts.Unreadable as error:
            problems.add(kinds.OBJECT_TEXT_UNREADABLE.at(Place(site.shown(path)), detail=str(error)))
    return "\n".join(found) or None


def _together(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.Expr:
    joined = pl.concat_str([rules.text(frame, column) for column in columns], separator=SEPARATOR, ignore_nulls=True)
    return joined.str.normalize("NFKC").str.replace_all(r"\s+", "")
