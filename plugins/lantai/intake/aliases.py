"""Names of fields beyond those in ``records.fields``, and systems that are known by their headers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lantai.intake.headers import loosely
from lantai.records.fields import FIELDS, MAPPABLE
from lantai.text import fold

_MORE = {
    # museums and finding aids
    "identifier": "ref_code",
    "acno": "ref_code",
    "accessionnumber": "ref_code",
    "id": "ref_code",
    "reference": "ref_code",
    "referencenumber": "ref_code",
    "findingaidreference": "ref_code",
    "callnumber": "ref_code",
    "levelofdescription": "level",
    "archivaldescriptionlevel": "level",
    "all_artists": "creators",
    "artist": "creators",
    "author": "creators",
    "maker": "creators",
    "datetext": "date_text",
    "datefrom": "date_from",
    "dateto": "date_to",
    "startyear": "date_from",
    "endyear": "date_to",
    "itemtitle": "title",
    "itemdescription": "title",
    "text": "title",
    "medium": "carrier",
    "dimensions": "extent",
    "accessstatus": "open_status",
    "accesscondition": "open_status",
    **dict.fromkeys(("文件标题", "案卷标题", "材料名称", "文件名称", "文件材料题名", "卷内文件题名"), "title"),
    **dict.fromkeys(("发文机关", "发文单位", "文件形成单位", "责任人"), "creators"),
    "卷号": "file_no",
    **dict.fromkeys(("档案编号", "档案号"), "ref_code"),
    **dict.fromkeys(("编制时间", "成文时间", "形成年月", "文件日期"), "date_text"),
    "文件形成时间": "date_text",
    "文件形成日期": "date_text",
    # who may see it
    **dict.fromkeys(("控制标识", "划控标识", "开放标志", "开放控制标识", "控制标志"), "open_status"),
    **dict.fromkeys(
        ("保密等级", "涉密等级", "密级标识", "密级标志", "文件密级", "密级程度", "密级和保密期限"), "secrecy"
    ),
    **dict.fromkeys(("KZBS", "KZBZ", "KZZT", "HKBS", "HKBZ", "SFKZ", "SFHK"), "open_status"),
    # by the first letters of their syllables, as the columns of FoxPro were called: three letters at least
    **dict.fromkeys(("DABH", "DAH"), "ref_code"),
    **dict.fromkeys(("BLTM",), "title_parallel"),
    **dict.fromkeys(("FTM",), "title_sub"),
    **dict.fromkeys(("WJMC", "AJMC", "CLMC"), "title"),
    **dict.fromkeys(("FWJG", "FWDW", "BZDW", "XCDW", "CWDW"), "creators"),
    **dict.fromkeys(("JNSXH", "WJSXH"), "item_no"),
    **dict.fromkeys(("QZRQ", "QZSJ", "QZNY"), "date_text"),
    **dict.fromkeys(("KSRQ", "QSSJ", "QSNY"), "date_from"),
    **dict.fromkeys(("JSRQ", "ZZSJ", "ZZNY"), "date_to"),
    **dict.fromkeys(("SWH", "YDH", "JDH"), "alt_refs"),
    **dict.fromkeys(("GJC",), "subjects"),
    **dict.fromkeys(("NRTY", "NRZY"), "scope"),
    **dict.fromkeys(("KFQK", "KFJDYJ", "KFSHYJ", "KFJDJG", "KFSHJG"), "open_status"),
    **dict.fromkeys(("BMJB", "BMDJ", "MJBS", "MJBZ"), "secrecy"),
    **dict.fromkeys(("YQZ", "JMRQ", "JMSJ"), "review_on"),
    **dict.fromkeys(("CFWZ", "KWH"), "storage"),
    "DAGDM": "repository_code",
    # keys of interfaces
    **dict.fromkeys(("archno", "archiveno", "archivecode", "archivalcode"), "ref_code"),
    **dict.fromkeys(("filedate", "docdate", "formdate"), "date_text"),
    **dict.fromkeys(("openflag", "isopen"), "open_status"),
    **dict.fromkeys(("secretlevel", "securitylevel", "secretclass"), "secrecy"),
    # photographs, plans
    "照片号": "ref_code",
    "照片题名": "title",
    "摄影者": "creators",
    "拍摄者": "creators",
    "拍摄时间": "date_text",
    "拍摄日期": "date_text",
    **dict.fromkeys(("主题人物", "人物姓名", "涉及人物", "照片人物"), "names"),
    **dict.fromkeys(("文字说明", "照片说明", "图片说明", "说明文字"), "scope"),
    "图名": "title",
    "编制单位": "creators",
    "编制日期": "date_text",
    # several parts of a code in one column
    "全宗号目录号案卷号": "parent_ref",
    "全宗目录案卷号": "parent_ref",
    "全宗号目录号案卷号件号": "ref_code",
    "全宗号目录号案卷号顺序号": "ref_code",
    "文件顺序号": "item_no",
    "文件序号": "item_no",
    # AtoM
    "eventdates": "date_text",
    "eventactors": "creators",
    "publicationstatus": "open_status",
    "alternativeidentifiers": "alt_refs",
    "parentid": "",
    # ArchivesSpace: bulk import spreadsheet, CSV of search results
    "unitid": "ref_code",
    "componentuniqueidentifier": "ref_code",
    "publish": "open_status",
    "expression": "date_text",
    "datesexpression": "date_text",
    "begin": "date_from",
    "end": "date_to",
    "start": "date_from",
    "begindate": "date_from",
    "enddate": "date_to",
    "nscopecontent": "scope",
    "nbioghist": "admin_history",
    "narrangement": "arrangement",
    "naccessrestrict": "",
    "nuserestrict": "rights",
    "ncustodhist": "custodial_history",
    "noriginalsloc": "originals",
    "naltformavail": "copies",
    "nrelatedmaterial": "related",
    "landlang": "language",
    "extentnumber": "",  # 2 and linear feet: neither says how much by itself
    "extenttype": "",
    # our own downloads, whose derived dates say less than the EDTF beside them
    "最早日期": "",
    "最晚日期": "",
    "earliestdate": "",
    "latestdate": "",
    "dateprecision": "",
    "datecertainty": "",
    # never what their beginning suggests
    "repository": "",
    "收藏地": "",
    "公布日期": "",
}
_NOISE = re.compile(r"(?:^|_)(?:values?|original|formatted|raw|field|column|the)(?=_|$)")


def _aliases() -> dict[str, str]:
    found = {}
    for each in FIELDS:
        if each.name in MAPPABLE:
            for name in (each.name, each.zh, each.en, *each.aliases):
                found.setdefault(loosely(name), each.name)
    return found | {loosely(name): target for name, target in _MORE.items()}


ALIASES = MappingProxyType(_aliases())
"""Loose header → field; ``""`` for headers that look like a field and are none."""


def plain_name(header: str) -> str:
    """Return a header of a program loosely, without words that say nothing: ``start_date_original_value``."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", header).lower()
    return loosely(_NOISE.sub("", snake))


@cache
def _folded() -> Mapping[str, str]:
    """Return the same by folded names: 檔號 題名 責任者 密級 開放狀態."""
    return MappingProxyType({fold(name): target for name, target in reversed(ALIASES.items())})


_SIDES = {
    "date_from": ("起", "始", "起始", "开始", "起日", "自", "最早", "from", "start", "begin"),
    "date_to": ("止", "终", "终止", "结束", "迄", "止日", "至", "最晚", "to", "end"),
}
_SIDE_OF = {name: field for field, names in _SIDES.items() for name in names}


def field_of(header: str) -> str:
    """Return the field that a header names, or ``""``.

    ``档号/全宗号`` and ``形成时间/起`` stand in two rows, the upper one above several columns.
    """
    known = _named(header)
    if known is None and "." in header:
        return _within(header)
    if known is not None or "/" not in header:
        return known or ""
    above, _, name = header.rpartition("/")
    if _named(above) == "date_text" and loosely(name) in _SIDE_OF:
        return _SIDE_OF[loosely(name)]
    return _named(name) or ""


_SAYS_NOTHING = ("name", "value", "text", "label", "full", "display")


def _within(key: str) -> str:
    """Return the field of a key within others: ``meta.title``, ``creator.name`` – which is the creator."""
    *above, last = key.split(".")
    if last.casefold() in _SAYS_NOTHING and above:
        last = above[-1]
    return _named(last) or ""


_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")
"""What explains a header to those who fill in the column: 日期（年月日）, 页数（页）."""


def _named(header: str) -> str | None:
    for name in (header, _BRACKETED.sub("", header)):
        known = loosely(name)
        found = ALIASES[known] if known in ALIASES else _folded().get(fold(known))
        if found is not None:
            return found
    return _cut_off(header)


_CUT = (9, 10)
"""Bytes that are left of a longer name of a column in a table of FoxPro: five characters, or one less and a half."""


@cache
def _cut_off(header: str) -> str | None:
    """Return the field of a name that has been cut off: 开放鉴定意, if all that it may have been are the same field."""
    if not "\u4e00" <= header[:1] <= "\u9fff" or len(header.encode("gb18030", "replace")) not in _CUT:
        return None
    known = loosely(header)
    meant = {target for name, target in ALIASES.items() if name.startswith(known)}
    return meant.pop() if len(meant) == 1 else None


STATUS_CODES = MappingProxyType(
    dict.fromkeys(
        (*("1", "是", "Y", "√", "✓", "✔", "☑", "公开", "open", "Open", "OPEN", "Published", "TRUE", "True", "true"),),
        "开放",
    )
    | dict.fromkeys(
        (*("0", "否", "N", "×", "✗", "✘", "closed", "Closed", "Draft", "FALSE", "False", "false"),),
        "控制",
    )
    | {"開放": "开放", "延期開放": "延期开放", "未審核": "未审核"}
)
"""How other systems write the open status, beside words that ``guards`` understands; a person confirms each."""

SECRECY_CODES = MappingProxyType(
    dict.fromkeys(("无", "無", "无密", "无密级", "非密", "非涉密", "不涉密"), "公开")
    | dict.fromkeys(("解密", "已解除", "已解除密级"), "已解密")
)
"""How other systems write that nothing is secret; a person confirms each."""


@dataclass(frozen=True, slots=True)
class System:
    """A system known by its headers, and how its rows hang together.

    ``id`` and ``parent`` name the columns by which a row points to the one above it, ``depth`` the one that
    says how deep a row stands below those before it. ``separator`` joins a code to the one above it.
    """

    headers: frozenset[str]
    id: str = ""
    parent: str = ""
    depth: str = ""
    separator: str = ""
    between: str = ""
    """What alone stands between several values in one cell."""
    fonds: str = ""
    """The column that names the fonds of each row."""

    def is_this(self, headers: set[str]) -> bool:
        return self.headers <= headers

    def hierarchy(self, headers: Sequence[str]) -> dict[str, str]:
        """Return what ``hierarchy`` says in a mapping of this system's exports."""
        named = {
            key: name for key in ("id", "parent", "depth") for name in headers if loosely(name) == getattr(self, key)
        }
        return named | ({"separator": self.separator} if self.separator else {})


SYSTEMS = (
    System(
        frozenset({"legacyid", "parentid", "levelofdescription"}),
        id="legacyid",
        parent="parentid",
        separator="-",
        between="|",
    ),
    System(frozenset({"hierarchy", "level", "title"}), depth="hierarchy", separator="/", fonds="ead"),
)
"""AtoM's ISAD CSV, whose identifiers continue those above them; ArchivesSpace's bulk import spreadsheet."""
