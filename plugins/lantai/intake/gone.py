"""Records of what is no longer there: destroyed, lost, given to another archive. Nobody can be shown it.

A remark, a column of what became of it, or the end of a title says so. Where that is certain the gate holds the record
(``GONE``) until the export says otherwise; where a remark only speaks of it, a person is told.
"""

from __future__ import annotations

import re

import polars as pl

from lantai.intake import column_problems as kinds
from lantai.intake import guards
from lantai.intake.headers import Header, folded
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records.mapping import Mapping

_DATE = r"(?:(?:1[89]|20)?[0-9]{2}\s*[年./-]\s*(?:[0-9]{1,2}\s*[月./-]?\s*(?:[0-9]{1,2}\s*日?)?)?)"
_LEAD = (
    rf"(?:{_DATE}|[本该此全整][卷件档]|原[件卷]|原档|实体|档案|已经?|业已|均已?|全部|于|在|由我?馆"
    r"|经.{0,8}(?:批准|鉴定)[，,]?)*"
)
_DESTROYED = r"(?:鉴定|剔除|依法)?销毁|注销|剔除"
_LOST = r"遗失|丢失|佚失|散失|灭失|被盗|烧毁|焚毁|霉毁|毁坏无存"
_MISSING = (
    r"缺|缺失|缺[卷件号档]|空[号卷]|无此[件卷]|无[件卷]|无实体|实体不存|无原件|查无此[件卷]"
    r"|找不到|未找到|下落不明|不存|不在馆"
)
_PLACE = r"(?:馆|局|室|处|委|办|厅|部|院|所|公司|单位|[县区市省])"
_MOVED = (
    r"(?:移交|移出|调出|调走|划归|划出|转出|转移|退还|退回)(?:给|至|到|往)?"
    rf"(?:[他外][馆县区市省]|[^，。；]{{0,14}}{_PLACE})"
)
_ENDS = r"(?:处理|了|者)?\s*(?:[。.，,；;：:(（\[【].*)?$"
DESTROYED = rf"^\s*{_LEAD}(?:{_DESTROYED}){_ENDS}"
LOST = rf"^\s*{_LEAD}(?:{_DESTROYED}|{_LOST}){_ENDS}|^\s*(?:{_MISSING})\s*$"
MOVED = rf"^\s*{_LEAD}(?:{_MOVED}){_ENDS}"
HERE = "本馆|我馆|进馆|入馆|[县区](?:档案)?馆"
"""Where a record has been moved that is in the archive; which county's archive is meant is not certain either."""
IN_TITLE = rf"[(（\[【〔]\s*(?:{_LEAD}(?:{_DESTROYED}|{_LOST}|{_MOVED})|缺|缺[卷件]|佚|存目|空号)\s*[)）\]】〕]\s*$"
"""How a title bears that there is but this entry: 关于…的通知（缺）."""
_BRACKETS = [*")）]】〕"]
SPOKEN_OF = rf"{_DESTROYED}|{_LOST}|已移交|移交[给至到]"
HEADING = (
    r"(?:已|拟|待|应|经鉴定)?销毁的?(?:档案|案卷|文件|会计档案)?.{0,4}(?:清册|目录|清单|登记[表册簿]|一览表)"
    r"|(?:移出|调出|遗失|丢失|缺失|注销)的?(?:档案|案卷|文件)?(?:清册|目录|清单|登记[表册簿])"
    r"|^[^\p{L}]*(?:[一二三四五六七八九十]+、)?(?:已|拟|待)(?:销毁|注销)的?(?:档案|案卷|文件|部分)?[^\p{L}]*$"
)
"""How a title, a heading between rows or the name of a sheet says that what follows is not there, or will not be."""
_STATES = re.compile("状态|状况|情况|去向|存毁|处置|处理|鉴定|意见|结果|实体|在库|在馆|存佚|盘点|清点", re.IGNORECASE)
"""What columns are called that say what became of a record."""
_INTERNAL = frozenset({"notes", "storage", "retention", "category", "review_on", "open_status", "gov_info"})
_MANY = 0.5
"""When so many records have been given to somebody, this is how they came to the archive."""


def of(grid: Grid, header: Header, mapping: Mapping, frame: pl.DataFrame, report: Reporter) -> pl.Series | None:
    """Return what says of each row that it is no longer there, null for the others; None where none is so."""
    found = None
    ignored = {folded(name) for name in mapping.ignore}
    fields = {column: name for name, columns in header.fields.items() for column in columns}
    for at, name in enumerate(header.names):
        if name in ignored or (at in fields and fields[at] not in (*_INTERNAL, "title")):
            continue
        cells = frame[f"c{at}"]
        certain, spoken = _said(cells, name, fields.get(at, ""))
        place = Place(grid.file, grid.sheet, 0, name or f"#{at + 1}")
        for kind, rows in ((kinds.GONE, certain), (kinds.GONE_PERHAPS, spoken)):
            if len(rows):
                where = Place(place.file, place.sheet, frame["row"][rows[0]], place.column)
                report.add(kind, where, header=place.column, count=len(rows), example=cells[rows[0]][:40])
        if len(certain):
            blank = pl.Series("gone", [None] * len(cells), pl.String) if found is None else found
            found = blank.scatter(certain, cells.gather(certain))
    return found


def _said(cells: pl.Series, name: str, field: str) -> tuple[pl.Series, pl.Series]:
    """Return the rows in which a column says that a record is gone, and those in which it only speaks of that."""
    nothing = pl.Series([], dtype=pl.UInt32)
    texts = cells.fill_null("")
    if field == "title":
        bracketed = texts.str.slice(-1).is_in(_BRACKETS).arg_true()
        return bracketed.filter(texts.gather(bracketed).str.contains(IN_TITLE)), nothing
    is_remark = bool(guards.REMARKS.search(name) or _STATES.search(name)) or field in (
        "notes",
        "open_status",
        "storage",
    )
    if not is_remark:
        return texts.str.contains(DESTROYED).arg_true(), nothing
    moved = texts.str.contains(MOVED) & ~texts.str.contains(HERE)
    if moved.sum() > _MANY * len(moved) > 1:
        moved = moved & pl.Series([False]).new_from_index(0, len(moved))
    certain = texts.str.contains(LOST) | moved
    spoken = texts.str.contains(SPOKEN_OF) & ~certain
    return certain.arg_true(), spoken.arg_true()


def of_records(frame: pl.DataFrame) -> pl.Expr:
    """Return the same of records that come with their fields: by their titles and notes."""
    notes, title = pl.col("notes"), pl.col("title")
    moved = notes.str.contains(MOVED) & ~notes.str.contains(HERE)
    said = (("notes", notes.str.contains(LOST) | moved), ("title", title.str.contains(IN_TITLE)))
    return pl.coalesce(pl.when(is_gone).then(pl.col(name)) for name, is_gone in said)
