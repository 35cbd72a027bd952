"""What can only be judged once all sheets are together: doubles, fonds, levels, patterns, damaged text."""

from __future__ import annotations

import json
from collections.abc import Iterable

import polars as pl

from lantai.intake import cleaning
from lantai.intake import column_problems as column_kinds
from lantai.intake import problems as kinds
from lantai.intake.headers import labels
from lantai.intake.shaping import SOURCE
from lantai.intake.spool import Spool
from lantai.intake.tables import Reporter
from lantai.problems import Place
from lantai.records import markings
from lantai.records.fields import LEVELS, OPEN_STATUSES
from lantai.records.fonds import FondsByCode, file_name
from lantai.records.refcodes import match_key, match_key_expr

LEVEL_WORDS = {
    "fonds": ("全宗", "collection", "recordgrp", "archive", "fond", "fonds级", "全宗级"),
    "series": (
        "目录",
        "类别",
        "类",
        "系列",
        "subfonds",
        "subseries",
        "subgrp",
        "class",
        "otherlevel",
        "series级",
        "类别级",
        "recordgroup",
        "subgroup",
    ),
    "file": ("案卷", "卷", "盒", "file级", "案卷级", "folder", "box"),
    "item": ("文件", "件", "单件", "文件级", "件级", "part", "document"),
}
_LEVELS = {word: level for level, words in LEVEL_WORDS.items() for word in (level, *words)}

_DAMAGE = (
    ("U+FFFD", "\ufffd"),
    ("锟斤拷", "锟斤拷|锘|锟|烫烫|屯屯屯|葺葺"),
    ("乱码", "[\x80-\x9f]|Ã[\x80-\xbf]|â€|æ[\x80-\xbf]|ï¼|Â·"),
    ("私用区", "[\ue000-\uf8ff\U000f0000-\U0010fffd]"),
    ("暠灡暣暤", "[暠灡暣暤]"),
    ("Excel 公式错误", rf"^{cleaning.ERROR}$|^#{{3,}}$"),
    ("???", r"\?{3,}|？{3,}|□{2,}|■{2,}"),
)
_IN_ENGLISH = {"乱码": "another encoding", "私用区": "private use", "Excel 公式错误": "an error of a formula"}
_ANY_DAMAGE = "|".join(regex for _, regex in _DAMAGE)
_CHECKED_TEXTS = ("ref_code", "title", "title_sub", "creators", "doc_no", "date_text", "scope", "subjects", "names")


def levels(frame: pl.DataFrame, report: Reporter) -> pl.DataFrame:
    """Return ``frame`` with the words for levels of description translated; unknown ones are reported."""
    word = pl.col("level").str.to_lowercase().str.replace_all(r"[\s_-]+", "")
    known = frame.with_columns(_level=word.replace_strict(_LEVELS, default=None, return_dtype=pl.String))
    odd = known.filter(pl.col("level").is_not_null() & pl.col("_level").is_null())
    report.rows(kinds.LEVEL_UNKNOWN, odd.select(*SOURCE, value="level"), report.column("level"))
    assert set(_LEVELS.values()) == set(LEVELS)
    return known.with_columns(level=pl.col("_level")).drop("_level")


def without_doubles(spool: Spool, report: Reporter) -> None:
    """Keep the first record of every code; each later one is reported with the first."""
    identity = ["repository_code", "match_key"]
    first = spool.scan().select(identity).collect().select(pl.struct(identity).is_first_distinct()).to_series()
    if first.all():
        return
    frame = spool.scan().select(*SOURCE, *identity, "ref_code").collect()
    again = frame.filter(~first).join(
        frame.filter(first).select(*identity, *(pl.col(name).alias(f"_{name}") for name in SOURCE)),
        on=identity,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    told = [
        {"first": _spaced(_beside(place, same, "zh").strip()), "first_en": _beside(place, same, "en")}
        for *place, file, sheet in again.select(*(f"_{name}" for name in SOURCE), *SOURCE[:2]).iter_rows()
        for same in [(place[0] == file, place[1] == sheet)]
    ]
    again = pl.concat([again, pl.DataFrame(told, schema={"first": pl.String, "first_en": pl.String})], how="horizontal")
    report.rows(kinds.CODE_TWICE, again.select(*SOURCE, "first", "first_en", value="ref_code"))
    spool.keep(first)


def _spaced(text: str) -> str:
    """Return text as it follows Chinese characters: Latin letters keep a blank's distance."""
    return f" {text}" if text[:1].isascii() else text


def _beside(place: list, same: tuple[bool, bool], language: str) -> str:
    """Return a place in words, without what it shares with the one it is told at."""
    file, sheet, row = place
    shown = Place("" if same[0] else file.rpartition("/")[2], "" if all(same) else sheet or "", row or 0)
    return shown.told(language)


def texts(frame: pl.DataFrame, report: Reporter) -> None:
    """Report cells that look damaged: wrong encodings, private characters, question marks for characters."""
    for name in _CHECKED_TEXTS:
        column = frame[name]
        suspicious = frame.filter(column.str.contains(_ANY_DAMAGE).fill_null(False))
        for what, regex in _DAMAGE:
            odd = suspicious.filter(pl.col(name).str.contains(regex)).select(*SOURCE, value=name)
            if odd.height:
                said = {"what": what, "what_en": _IN_ENGLISH.get(what, what)}
                report.rows(kinds.TEXT_DAMAGED, odd, report.column(name), **said)


_DITTO = r"^[(（]?(?:同上|同前|上同|〃+|″+|“”|”|\"+|ditto|do\.|idem)[)）]?$|^〃"


def dittos(frame: pl.DataFrame, report: Reporter) -> None:
    """Report cells that only refer to the one above them, which a record of its own cannot."""
    for name in ("title", "creators", "date_text", "doc_no"):
        odd = frame.filter(pl.col(name).str.contains(f"(?i){_DITTO}"))
        if odd.height:
            report.rows(kinds.CELL_DITTO, odd.select(*SOURCE, value=name), report.column(name))


_ALIKE = (
    ("西里尔", "Cyrillic", "[АВЕКМНОРСТУХЅІЈасеорхуіјѕ]"),
    ("希腊", "Greek", "[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ]"),
)
"""Letters that look like Latin ones and are others: a code with one of them is found by nobody who types it."""


def codes(frame: pl.DataFrame, report: Reporter) -> None:
    """Report reference codes with letters of another script that look Latin, unless all of its letters are of that."""
    code = pl.col("ref_code")
    for zh, en, regex in _ALIKE:
        odd = frame.filter(code.str.contains(regex) & ~code.str.contains(r"[БГДЁЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯΓΔΘΛΞΠΣΦΨΩ]"))
        if odd.height:
            shown = odd.select(*SOURCE, value="ref_code", what=code.str.extract(f"({regex})"))
            report.rows(kinds.CODE_ALIKE, shown, report.column("ref_code"), script=zh, script_en=en)


def statuses(table: pl.LazyFrame, report: Reporter) -> None:
    """Report values of the open status that the gate will not understand; it holds such records."""
    found = table.group_by("open_status").agg(pl.len(), pl.col("source_file").first()).collect()
    absent = column_kinds.STATUS_BLANK if found.height > 1 else column_kinds.STATUS_ABSENT
    for count, file in found.filter(pl.col("open_status").is_null()).select("len", "source_file").iter_rows():
        report.add(absent, Place(file), count=count)
    for value, count, file in sorted(found.filter(pl.col("open_status").is_not_null()).iter_rows()):
        if value not in OPEN_STATUSES:
            hint = "、".join(OPEN_STATUSES)
            values = {**labels("open_status"), "value": value, "count": count, "hint": hint}
            report.add(column_kinds.VALUE_UNTRANSLATED, Place(file), **values)


_CLASSES = ("公开", "已解密", "秘密", "机密", "绝密", "内部", "工作秘密", "涉密")


def secrecy(table: pl.LazyFrame, report: Reporter) -> None:
    """Report values of the secrecy class that are none, such as 普通 or 0; the gate holds such records."""
    found = table.group_by("secrecy").agg(pl.len(), pl.col("source_file").first()).drop_nulls("secrecy").collect()
    odd = found.filter(~pl.col("secrecy").is_in(_CLASSES))
    marked = set(odd["secrecy"].gather(markings.marked(odd["secrecy"])))
    for value, count, file in sorted(odd.iter_rows()):
        if value not in marked:
            values = {**labels("secrecy"), "value": value, "count": count, "hint": "、".join(_CLASSES)}
            report.add(column_kinds.VALUE_UNTRANSLATED, Place(file), **values)


def fonds_described(table: pl.LazyFrame, fonds: FondsByCode, own: str, report: Reporter) -> None:
    """Report fonds that neither the site nor a record of their own describes. ``own`` is the archive of the site."""
    whole = table.filter((pl.col("level") == "fonds") & pl.col("title").is_not_null())
    rows = whole.select("repository_code", "match_key").collect().iter_rows()
    known = {*fonds, *((archive or "", key) for archive, key in rows)}
    counts = table.group_by("repository_code", "fonds").len().collect()
    for archive, code, count in counts.sort("repository_code", "fonds", nulls_last=True).iter_rows():
        if (archive or "", match_key(code or "")) not in known:
            foreign = archive if archive and archive != own else ""
            file = file_name(code or "")
            more = [f"code: {json.dumps(code, ensure_ascii=False)}"] if file != code else []
            more += [f"archive: {foreign}"] if foreign else []
            report.add(
                kinds.FONDS_UNKNOWN,
                Place("catalogue/fonds"),
                value=code,
                count=count,
                file=f"{foreign}/{file}" if foreign else file,
                whose=f"{foreign}，" if foreign else "",
                whose_en=f"{foreign}, " if foreign else "",
                more="".join(f"，以及 {each}" for each in more),
                more_en="".join(f", and {each}" for each in more),
            )


def patterns(frame: pl.DataFrame, fits: pl.Series, report: Reporter) -> None:
    """Report codes that do not fit the pattern of their fonds."""
    odd = frame.filter(~fits.fill_null(True))
    report.rows(kinds.CODE_ODD, odd.select(*SOURCE, value="ref_code"), report.column("ref_code"))


def parents(given: Iterable[pl.DataFrame], table: pl.LazyFrame, report: Reporter) -> None:
    """Report parents that the export names and that are not in the same table.

    A parent whose code only begins the record's own may well be missing: lists of items have no rows for files.
    """
    for part in given:
        named = part.lazy().with_columns(match_key=match_key_expr(pl.col("parent_ref")))
        named = named.filter(~match_key_expr(pl.col("ref_code")).str.starts_with(pl.col("match_key")).fill_null(False))
        odd = named.join(table.select("match_key"), on="match_key", how="anti", maintain_order="left").collect()
        _report_parents(odd, report)


def _report_parents(odd: pl.DataFrame, report: Reporter) -> None:
    report.rows(kinds.PARENT_MISSING, odd.select(*SOURCE, value="parent_ref"), report.column("parent_ref"))
