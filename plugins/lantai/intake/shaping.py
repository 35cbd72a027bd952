"""From the cells of a sheet to the fields of records, column by column."""

from __future__ import annotations

from collections import Counter

import polars as pl

from lantai.intake import cleaning, composing, gone, second_headers, unread
from lantai.intake import problems as kinds
from lantai.intake.headers import Header, folded
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records.fields import BY_NAME, EXTRA, GONE, MAPPABLE, OPEN_STATUSES, SEPARATOR
from lantai.records.mapping import Mapping
from lantai.text import fold

SOURCE = ("source_file", "source_sheet", "source_row")

CODES = ("ref_code", "fonds", "series", "file_no", "item_no", "parent_ref")
"""Fields that are codes or parts of one."""

DAMAGED = (
    r"(?i)^[0-9]+(\.[0-9]+)?e\+[0-9]+$|^[0-9]{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-[0-9]{2,4})?$|"
    r"^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-[0-9]{2,4}$|^[0-9]{1,2}月[0-9]{1,2}日$|^[0-9]{4}年[0-9]{1,2}月([0-9]{1,2}日)?$|"
    r"^#(ref|name|value|n/a|div/0|num|null)[!?]?$|^#+$"
)
"""Reference codes as Excel writes them into a CSV once it has taken them for numbers, dates or formulas."""

SERIAL, DIVIDED = "^[1-6][0-9]{4}$", "[-·/.]"
"""A day as Excel counts it, which no code is among such as are divided."""

_SPLIT_AT = "、；;，|"
_SPLIT_ONLY = {"media": "；;|", "language": "、；;，,|"}
_DERIVED = ("date_start", "date_end", "date_precision", "date_calendar", "date_certainty", "edtf")
"""Fields that no export has, only our own downloads."""


def shaped(grid: Grid, header: Header, mapping: Mapping, report: Reporter, year: pl.Expr) -> pl.DataFrame:
    """Return one row per row of data: SOURCE, every MAPPABLE field, public extras, GONE, and helper columns.

    Helpers: ``_filled`` (cells that are not blank), ``_text`` (all cells of sparse rows), ``_first`` (the first cell
    that is filled), ``_conflict`` (whether it is a header of other columns), ``_code_is`` and ``_date_is`` (what the
    cell is if not text), ``_beyond`` (cells right of the header), ``_merged``, ``_code_made`` (the code is the row's
    number), ``_composed_by`` (pattern or template of a composed code) and ``_part_missing`` (the part that it lacks) or
    ``_ends_before``, ``_year`` (what is said of that of the row), ``_id`` ``_parent`` ``_depth`` as the mapping's
    hierarchy says.
    """
    is_data = pl.col("row") >= header.data_row
    frame = _filled_down(grid, header, mapping).filter(is_data)
    own = grid.frame.filter(is_data)
    said = unread.Columns(grid, header, mapping, frame, frozenset(_used(header)))
    secret = said.secrecy(report)
    prose = {column for name in cleaning.PROSE for column in header.fields.get(name, ())}
    empty: list[tuple[int, str, str]] = []
    nulls = "" if _is_download(header) else f"{cleaning.NOTHING}|{cleaning.ERROR}"
    parts = {column for columns in header.parts.values() for column in columns}
    codes = {column for name in CODES for column in header.fields.get(name, ())} | parts
    many = {column for name, columns in header.fields.items() if BY_NAME[name].many for column in columns}
    for index in _used(header):
        odd = frame.select(pl.col(f"c{index}").str.contains(cleaning.ODD).fill_null(False)).to_series().arg_true()
        if len(odd):  # few cells are odd, so only these are worked on
            cells = frame.select("row", cell=f"c{index}")[odd]
            _report_controls(cells, grid, header.names[index], report)
            # An error in a code has destroyed it, and is told as that.
            here = cleaning.NOTHING if nulls and index in codes else nulls
            empty += [(row, header.names[index], text) for row, text in cleaning.nothing(cells, here) if here]
            cleaned = cells.select(cleaning.clean(pl.col("cell"), index in prose, index in many, here)).to_series()
            frame = frame.with_columns(frame[f"c{index}"].scatter(odd, cleaned))
    _report_empty(empty, grid, report)
    columns = {name: _field(name, header, mapping) for name in MAPPABLE}
    if secret is not None:
        columns["secrecy"] = pl.coalesce(pl.lit(secret), columns["secrecy"])
    columns["open_status"] = said.status(columns["open_status"], frame, report)
    said.tell(report)
    lost = gone.of(grid, header, mapping, frame, report)
    composes = mapping.compose and "ref_code" not in header.fields
    missing = before = pl.lit(None, dtype=pl.String)
    recipe = composing.Recipe.of(mapping)
    if composes:
        parts = {name: _first(at) for name, at in header.parts.items()}
        columns["ref_code"], missing, before = recipe.code(columns, parts, composing.label(grid))
        composing.report_numbers(recipe, grid, header, report)
    if grid.files and recipe.is_whole and composes:
        # A file is above its documents, and its code is its own.
        is_file, above = pl.col("row").is_in(grid.files), columns["parent_ref"]
        columns["ref_code"] = pl.when(is_file).then(above).otherwise(columns["ref_code"])
        columns["parent_ref"] = pl.when(~is_file).then(above)
        missing = pl.when(~is_file).then(missing)
    public = [extra for extra in mapping.extra if extra.public]
    width = grid.width - grid.stated
    cells = [f"c{index}" for index in range(width)]
    filled = pl.sum_horizontal([pl.col(cell).is_not_null() for cell in cells])
    # What a row says itself tells a sum from a record, not what is repeated in it from above.
    first = own.select(pl.coalesce(cells).alias("_first")).to_series()
    conflict = second_headers.conflicts(own, header)
    frame = frame.with_columns(
        own.select(filled.alias("_filled")).to_series(), _sparse(own, cells, filled), first, conflict
    )
    wide = [first for first, left, last, right in grid.merges if right > left and first == last]
    return frame.select(
        pl.lit(grid.file).alias("source_file"),
        pl.lit(grid.sheet or None, dtype=pl.String).alias("source_sheet"),
        pl.col("row").alias("source_row"),
        *(expression.alias(name) for name, expression in columns.items()),
        *(_extra(extra.name, header).alias(EXTRA + extra.label) for extra in public),
        "_filled",
        "_text",
        "_first",
        "_conflict",
        (
            _kind_of_parts(grid, header, recipe, frame)
            if composes
            else _kind_of_cell(grid, header.fields.get("ref_code", ()))
        ).alias("_code_is"),
        _kind_of_cell(grid, header.fields.get("date_text", ())).alias("_date_is"),
        _beyond(header, width).alias("_beyond"),
        pl.col("row").is_in(wide).alias("_merged"),
        year.alias("_year"),
        pl.lit(None if lost is None else lost, dtype=pl.String).alias(GONE),
        pl.lit(composes and composing.ROW in recipe.names).alias("_code_made"),
        pl.lit(recipe.text if composes else None, dtype=pl.String).alias("_composed_by"),
        missing.alias("_part_missing"),
        before.alias("_ends_before"),
        *(_first((column,)).alias(f"_{key}") for key, column in header.nesting.items()),
    )


def _filled_down(grid: Grid, header: Header, mapping: Mapping) -> pl.DataFrame:
    """Give every cell of a merge the value that Excel keeps in its first, and repeat what the mapping says."""
    frame = grid.unmerged(header.data_row)
    down = [f"c{header.names.index(folded(name))}" for name in mapping.fill_down if folded(name) in header.names]
    return frame.with_columns(pl.col(name).forward_fill() for name in down) if down else frame


def _field(name: str, header: Header, mapping: Mapping) -> pl.Expr:
    columns = header.fields.get(name, ())
    value = _all(columns) if name in header.joined else _first(columns)
    if name == "open_status":
        whole = value.str.replace_all(r"\s", "")
        value = pl.when(whole.is_in(OPEN_STATUSES)).then(whole).otherwise(value)
    if name in mapping.values:
        value = value.replace(dict(mapping.values[name]))
    if BY_NAME[name].many:
        usual = SEPARATOR if _is_download(header) else _SPLIT_ONLY.get(name, _SPLIT_AT)
        value = cleaning.parted(value, mapping.split.get(name) or usual)
    if mapping.constants.get(name):
        value = value.fill_null(mapping.constants[name])
    return value


def _is_download(header: Header) -> bool:
    """Return whether a sheet is a download of ours, whose values are joined by the one mark that none of them holds."""
    names = {fold(name) for name in header.names if name}
    return any({fold(getattr(BY_NAME[each], key)) for each in _DERIVED} <= names for key in ("name", "zh", "en"))


def _extra(name: str, header: Header) -> pl.Expr:
    return _first((header.extra[name],) if name in header.extra else ())


def _first(columns: tuple[int, ...]) -> pl.Expr:
    return pl.coalesce([pl.col(f"c{column}") for column in columns]) if columns else pl.lit(None, dtype=pl.String)


def _all(columns: tuple[int, ...]) -> pl.Expr:
    joined = pl.concat_str([pl.col(f"c{column}") for column in columns], separator=SEPARATOR, ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _used(header: Header) -> list[int]:
    fields = {column for columns in header.fields.values() for column in columns}
    parts = {column for columns in header.parts.values() for column in columns}
    return sorted(fields | parts | {*header.extra.values(), *header.nesting.values()})


def _sparse(frame: pl.DataFrame, cells: list[str], filled: pl.Expr) -> pl.Series:
    """Return all the text of rows with at most three cells, null for others: those may be footers and notes."""
    rows = frame.select(filled <= 3).to_series().arg_true()
    texts = frame[rows].select(pl.concat_str(cells, separator=" ", ignore_nulls=True)).to_series()
    return pl.Series("_text", [None], dtype=pl.String).new_from_index(0, frame.height).scatter(rows, texts)


def _report_controls(cells: pl.DataFrame, grid: Grid, column: str, report: Reporter) -> None:
    """Report cells with characters that cannot be seen and are no part of any text: what they were is lost."""
    odd = cells.filter(pl.col("cell").str.contains(cleaning.LOST))
    if odd.height:
        place = {"source_file": pl.lit(grid.file), "source_sheet": pl.lit(grid.sheet or None, pl.String)}
        told = odd.select(**place, source_row="row", value=pl.col("cell").str.replace_all(cleaning.LOST, "□"))
        report.rows(kinds.CONTROL_DROPPED, told, column)


def _report_empty(empty: list[tuple[int, str, str]], grid: Grid, report: Reporter) -> None:
    """Report the cells that hold nothing but a word for nothing, or an error, with how often each occurs."""
    errors = [each for each in empty if each[2].startswith("#")]
    words = [each for each in empty if not each[2].startswith("#")]
    for kind, found in ((kinds.NULL_READ_AS_BLANK, words), (kinds.ERROR_READ_AS_BLANK, errors)):
        if found:
            row, name, _ = min(found)
            counts = Counter(text for *_, text in found).most_common()
            said = {"words": "、".join(f"{text}（{count} 格）" for text, count in counts)}
            said["words_en"] = ", ".join(f"{text} ({count})" for text, count in counts)
            report.add(kind, Place(grid.file, grid.sheet, row, name), count=len(found), **said)


def _kind_of_cell(grid: Grid, columns: tuple[int, ...]) -> pl.Expr:
    kinds_by_row = {row: what for column in reversed(columns) for row, what in grid.not_text.get(column, {}).items()}
    if not kinds_by_row:
        return pl.lit(None, dtype=pl.String)
    return pl.col("row").cast(pl.Int64).replace_strict(kinds_by_row, default=None, return_dtype=pl.String)


def _kind_of_parts(grid: Grid, header: Header, recipe: composing.Recipe, frame: pl.DataFrame) -> pl.Expr:
    """What a part of a composed code is that Excel has spoiled; a plain number may be one."""
    columns = [at for name in recipe.names for at in recipe.columns(name, header)]
    spoiled = [pl.when(kind != "number").then(kind) for at in columns for kind in [_kind_of_cell(grid, (at,))]]
    written = [pl.when(pl.col(f"c{at}").str.contains(DAMAGED)).then(pl.lit("date")) for at in columns]
    divided = [at for at in columns if (frame[f"c{at}"].drop_nulls().str.contains(DIVIDED).mean() or 0) > 0.5]
    written += [pl.when(pl.col(f"c{at}").str.contains(SERIAL)).then(pl.lit("date")) for at in divided]
    return pl.coalesce(pl.lit(None, dtype=pl.String), *spoiled, *written)


def _beyond(header: Header, width: int) -> pl.Expr:
    last = max((index for index, name in enumerate(header.names[:width]) if name), default=0)
    beyond = [pl.col(f"c{index}").is_not_null() for index in range(last + 1, width)]
    return pl.sum_horizontal(beyond) if beyond else pl.lit(0)
