"""Rule 7: which records' pictures, and what these say, wait for a person although the record itself is public."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lantai.problems import Place, Problems
from lantai.records import objecttexts
from lantai.records.fields import SEPARATOR
from lantai.review import problems as kinds
from lantai.review import reasons, rules
from lantai.review.ledger import Applied
from lantai.review.objects import Signed
from lantai.review.words import Words
from lantai.site.config import Site

_TOLD_BY = ("title", "title_sub", "scope", "subjects", "genre", "carrier")
_APPROVED_BY = ("rights", "scope", "title", "title_sub", "copies")
_SAID = "图文"
"""What the text beside pictures is called where staff read what was found in it."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the gate says of each record's pictures, one value per row; null where nothing is to be said.

    ``holds``   codes of the reasons that hold them
    ``words``   trigger words in the text beside them, joined by ``；``
    ``detail``  what was found in that text, for staff
    """

    holds: pl.Series
    words: pl.Series
    detail: pl.Series


def examined(
    frame: pl.DataFrame, vocabulary: Words, decided: Applied, signed: Signed | None, site: Site, problems: Problems
) -> Pictures:
    """Return what holds the pictures of each row of ``frame``.

    Pictures that may show minors, maps whose fields name no approval number (审图号), and pictures whose text has
    trigger words wait until a person releases the record, having seen these words; an identifier or a secrecy
    marking in the text holds them whatever was decided, and so does a file that is not as it was ``signed`` (None
    where nothing is). Where nothing is cleared there is nothing to hold.
    """
    told, texts = _told(frame, vocabulary, decided.released), _by_text(frame, vocabulary, decided.words, site, problems)
    other = _unsigned(frame, signed)
    codes = rules.joined([told, texts["codes"], other["codes"]])
    return Pictures(codes, texts["words"], rules.joined([texts["detail"], other["detail"]]))


def _unsigned(frame: pl.DataFrame, signed: Signed | None) -> pl.DataFrame:
    """Return ``codes`` and ``detail`` of records that show files which were not signed as they are."""
    found: dict[int, str] = {}
    if signed is not None and "media" in frame.columns:
        for row, names in frame.select("media").with_row_index("_at").drop_nulls("media").iter_rows():
            if other := [file for name in names.split(SEPARATOR) for file in signed.other(name)]:
                found[row] = f"签署后新增或改动：{'、'.join(other)}"
    none = pl.Series([None] * frame.height, dtype=pl.String)
    codes = none.scatter(list(found), reasons.MEDIA_UNSIGNED.code) if found else none
    return pl.DataFrame({"codes": codes, "detail": none.clone().scatter(list(found), list(found.values()))})


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


def _by_text(
    frame: pl.DataFrame, vocabulary: Words, decided: pl.Series, site: Site, problems: Problems
) -> pl.DataFrame:
    """Return ``codes``, ``words`` and ``detail`` of what stands in the text that lies beside the pictures.

    ``decided`` are the words that a person saw who released the record, null where nobody did.
    """
    columns = ("codes", "words", "detail")
    result = {name: pl.Series(name, [None] * frame.height, pl.String) for name in columns}
    if "media" in frame.columns and (site.catalogue / "media").is_dir():
        named = frame.select("media", decided=pl.lit(decided)).with_row_index("_at").drop_nulls("media")
        texts = [_text(names.split(SEPARATOR), site, problems) for names in named["media"]]
        some = named.with_columns(pl.Series(_SAID, texts, pl.String)).drop_nulls(_SAID)
        found = _found(some, vocabulary) if some.height else some.select("_at", **dict.fromkeys(columns, "media"))
        for name in columns:
            result[name].scatter(found["_at"].to_list(), found[name].to_list())
    return pl.DataFrame(result)


def _found(some: pl.DataFrame, vocabulary: Words) -> pl.DataFrame:
    """Return ``_at`` and the three columns for records beside whose pictures something is written."""
    words = some.select(words=vocabulary.found(vocabulary.searched(pl.col(_SAID))))["words"]
    decided = [set((each or "").split(SEPARATOR)) for each in some["decided"]]
    unseen = [not set(each) <= seen for each, seen in zip(words, decided, strict=True)]
    identifiers = rules.identifier_details(some, [_SAID], vocabulary.allowed)
    masks = {
        reasons.MEDIA_IDENTIFIER: identifiers.is_not_null(),
        reasons.MEDIA_MARKING: rules.marking(some, [_SAID]),
        reasons.MEDIA_WORDS: pl.Series(unseen, dtype=pl.Boolean),
    }
    codes = [pl.when(pl.lit(mask)).then(pl.lit(reason.code)) for reason, mask in masks.items()]
    joined = words.list.join(SEPARATOR).replace("", None)
    detail = pl.Series([_told_words(each, vocabulary) for each in words], dtype=pl.String)
    return some.select(
        "_at",
        codes=pl.concat_str(codes, separator=SEPARATOR, ignore_nulls=True).replace("", None),
        words=pl.lit(joined),
        detail=pl.lit(rules.joined([identifiers, detail])),
    )


def _told_words(words: list[str], vocabulary: Words) -> str | None:
    named = "、".join(f"{word}（{vocabulary.label(word)}）" for word in words)
    return f"{_SAID}中的词：{named}" if named else None


def _text(names: list[str], site: Site, problems: Problems) -> str | None:
    """Return all that a record's objects say; None if nothing lies beside them.

    Each page stands there as it is written, for markings on a line of their own, and as it is searched.
    """
    found = []
    for name in names:
        path = objecttexts.beside(site.catalogue / "media", name)
        if path is None:
            continue
        try:
            for page in objecttexts.pages(path):
                found += (page, objecttexts.joined(page))
        except objecttexts.Unreadable as error:
            problems.add(kinds.OBJECT_TEXT_UNREADABLE.at(Place(site.shown(path)), detail=str(error)))
    return "\n".join(found) or None


def _together(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.Expr:
    joined = pl.concat_str([rules.text(frame, column) for column in columns], separator=SEPARATOR, ignore_nulls=True)
    return joined.str.normalize("NFKC").str.replace_all(r"\s+", "")
