"""Columns by which the gate would hold records, whatever they are called: unread, they let pass what they hold.

Two sorts. One classifies every record (开放 and 控制, 秘密 and 公开): it must be read, or a person must say that it has
nothing to do with it. The other speaks only where something is not open (控制理由, 是否限制, 保密期限,
accessConditions): what stands there holds its row, whatever the first says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from lantai.intake.aliases import SECRECY_CODES, STATUS_CODES, field_of
from lantai.records.fields import OPEN_STATUSES

GUARDS = ("secrecy", "open_status")
"""Fields by which the gate holds records: a column of theirs must be read, or left out on purpose."""

_SECRET = {"涉密", "内部", "秘密", "机密", "绝密", "工作秘密"}
_SECRECY = {*SECRECY_CODES, "公开", "已解密", *_SECRET}
_LEAD = "(?:同意|予以|建议|应当?|拟|须|需|暂时?|继续|仍|全部)*"
_CLOSED = re.compile(
    rf"{_LEAD}(?:控制|划控|限制|受限|封闭|延期|延迟|暂缓|缓期)(?:开放|公开|利用|使用|阅览)*(?:档案)?"
    rf"|{_LEAD}(?:不同意|不予|不宜|不能|不可|不得|不|暂未|尚未|未)(?:予以)?(?:开放|公开|解密|鉴定|审核|审查|审定)(?:利用|使用)?"
    r"|不同意|已?(?:撤回|撤下|撤销|作废)|部分(?:开放|公开)|(?:开放|公开)\(部分\)|仅?限.{0,6}(?:利用|使用|查阅|阅览)|馆内(?:利用|查阅|阅览)|待(?:审核?|鉴定?|定)"
    r"|(?:closed|restricted|embargoed|withheld|confidential|classified)\b.*|not open",
    re.IGNORECASE,
)
"""How a value says that a record is not open, or not yet."""
_EXPLAINED = r"[(（\[【/／|,，;；:：。]"
"""What stands between such a value and why it is so: 控制（涉及隐私）, 控制：永久."""
CLOSED_ALONE = rf"(?i)^(?:{_CLOSED.pattern})(?:[。.]|{_EXPLAINED}.*)?$"
"""The same, for a whole cell."""
_OPEN = re.compile(
    rf"{_LEAD}(?:可以?|已经?|准予|主动|依申请|向社会)*(?:开放|公开|解密)(?:利用|使用)?(?:档案)?"
    r"|(?:不限制?|无限制|不受限|不控制|不划控)|open(?: access)?|unrestricted|no restrictions?",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"([0-9A-Za-z√×])(?:[-:=、.]|为|表示|代表|是)*([\u4e00-\u9fff]{2,})")
"""How a header explains the codes below it: 是否开放（1开放 0不开放）."""
_ALLOWED = re.compile("(?:同意|予以|可以?|准予|全部|已经?)*开放(?:利用)?")
"""How a value says that a record is open, and not only that somebody proposed it."""

_NAME = re.compile(
    "控制|划控|开放|公开|公布|发布|上网|涉密|保密|密级|定密|解密|限制|受限|封闭|^是否.{1,2}[开公控划涉限密]$"
)
"""The last: FoxPro cuts names of columns after five characters: 是否允许开."""
_NO_GUARD = re.compile(
    "(日期|时间|年限|期限|年度|年份|人|者|员|单位|部门|机构|机关|平台|渠道|网站|网址|地址|链接|名称?|依据|理由|原因|说明|批次|号|编号|次数|形式|方式)$"
)
_CLOSES = re.compile(
    "控制|划控|限制|受限|封闭|不开放|不公开|不予|不宜|延期|涉密|保密|定密|隐私|敏感|^是否.{1,2}[控划涉限]$|restrict|embargo|closure|confidential"
    r"|access[\s_]*conditions?|governing[\s_]*access|control[\s_]*(?:flag|mark|status|reason|scope|range)",
    re.IGNORECASE,
)
"""What a column is called that has something to say only of what is not open."""
_CLOSES_INITIALS = re.compile(
    r"(?<![A-Z])(?:(?:KZ|HK)(?:BS|BZ|ZT|SX|FW|LY|YY)|SFKZ|SFHK|SFSM|BMQX|BMNX|YQYY|YQLY|XZLY)$", re.IGNORECASE
)
"""The same by the first letters of its syllables, as systems name columns: 控制标识, 划控范围, 是否涉密, 保密期限."""
_SAYS_WHO = re.compile(
    "(日期|时间|年度|年份|人|者|员|单位|部门|批次|号|编号|次数|形式|方式|date|by|id)$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"(?!.*(?:until|after|except|unless|however|but\b|some|[0-9]{4}))"
    r"(?:[-—–/\\.·。、,]*|否|无|没有|不|0|n|no|none|false|f|不限制?|无限制|不受限|不控制|不划控|不涉密|非密|未定密|公开|可?以?开放"
    r"|open(?: access)?\.?|unrestricted\.?|.*\b(?:no|without|not subject to)\b[\w\s]*\brestrict.*"
    r"|.*\bopen (?:for|to|without) (?:research|all|everyone|(?:the )?public|restrict).*)",
    re.IGNORECASE,
)
_MARK = (
    r"[(（\[【〔]\s*(?:控制|划控|(?:不|未|暂不|不予|不宜)(?:开放|公开)|延期开放|限制利用|涉密)(?:使用|利用)?"
    r"\s*[)）\]】〕]"
)
CLOSED_IN_TITLE = rf"^\s*{_MARK}|{_MARK}\s*$"
"""How a title bears that its record is not open: 关于…的通知（控制）."""
_SAYS = r"\s*[：:]\s*"
CLOSED_HEADING = (
    r"(?:控制|划控|延期|(?:不|未|暂不|不予|不宜)(?:开放|公开)|限制|涉密|封闭)(?:开放|使用|利用)?的?(?:类|部分)?(?:档案|案卷)"
    r"|(?:延期开放|(?:不|未|暂不|不予|不宜)(?:开放|公开)|限制利用|控制使用|涉密)的?(?:类|部分)?(?:文件|目录|条目|清单|资料|[)）])"
    r"|^[^\p{L}]*(?:[一二三四五六七八九十]+、)?(?:控制|划控|延期(?:开放)?|(?:不|未|暂不|不予|不宜)(?:开放|公开)|限制利用|涉密|封闭)"
    r"(?:使用|利用)?的?(?:类|部分)?[^\p{L}]*$"
    rf"|(?:开放|公开)(?:状态|情况|标识|属性|鉴定|审核|与否)?(?:结果|意见)?{_SAYS}(?:{_CLOSED.pattern})"
    rf"|是否(?:开放|公开){_SAYS}[否不]|是否(?:控制|划控|限制){_SAYS}是|{CLOSED_IN_TITLE}"
)
"""How a title, a heading between rows or the name of a sheet says that what follows is not open."""
_CLASS = r"(?:绝\s*密|机\s*密|秘\s*密)"
SECRET_HEADING = (
    rf"密\s*级(?:标志|标识)?{_SAYS}(?:{_CLASS}|内\s*部|涉\s*密)|是否涉密{_SAYS}是"
    rf"|{_CLASS}(?:级|件)?\s*(?:[★☆]|[0-9]+\s*年|长\s*期)|[(（\[【〔]\s*{_CLASS}\s*[)）\]】〕]"
    rf"|^\W*{_CLASS}(?:级|件)?(?:文件|档案|案卷)?(?:目录|清单|一览表)?\W*$"
)
"""How the same places say that what follows is secret."""
CLOSED_IN_REMARK = r"(?:不|未)(?:予|宜|能|得|可|便)?(?:开放|公开)|延期开放|控制使用|限制利用"
"""How a remark says, among other things, that something of its record is not open: 附件二不予开放."""
OF_FILE = "案卷控制情况"
"""The column that says of documents how the file is closed in which they are; no export has it (``whole_lists``)."""
REMARKS = re.compile("备注|备考|附注|说明|意见|remark|note", re.IGNORECASE)
"""What columns of remarks are called."""
CLOSED_ANYWHERE = (
    r"(?:不|未|别|勿)(?:予|宜|能|得|可|要)?(?:开放|公开|公布|发布|上网)|控制|划控|延期|限制"
    r"|涉密|机密|秘密|绝密|保密|撤下|撤销|隐私|敏感"
)
"""What a note at a cell says if its record should perhaps not be published."""
CLOSED_BY_SIGN = (
    r"(?:[红黄蓝绿紫灰橙]|颜色|底纹|底色|加粗|斜体|字体|标记|标有|带有?|打有?|[★☆*△▲※#√●○])[^。；;]{0,14}"
    r"(?:控制|划控|(?:不|未|暂不|不予|不宜)(?:开放|公开)|延期开放|限制利用|涉密)"
)
"""How a note says that a colour or a sign in the list means that a record is not open."""
_MOST_VALUES = 12
"""Different values that a column has at most by which records are held: it classifies."""


def plain(value: str) -> str:
    """Return a value as it is compared: 全角 characters and blanks make no difference."""
    return re.sub(r"(?<![\x21-\x7e])\s+|\s+(?![\x21-\x7e])", "", unicodedata.normalize("NFKC", value)).strip()


def _said_first(value: str) -> str:
    """Return a value without what explains it."""
    return re.split(_EXPLAINED, value, maxsplit=1)[0] or value


def _is_closed(value: str) -> bool:
    first = _said_first(value)
    return any(each in _SECRET or each in OPEN_STATUSES[1:] or bool(_CLOSED.fullmatch(each)) for each in (value, first))


def _speaks(value: str) -> bool:
    """Whether a value says in words whether a record is open: not by a code, such as 1."""
    first = _said_first(value)
    return _is_closed(value) or first in _SECRECY or bool(_OPEN.fullmatch(first))


def hold(values: Collection[str]) -> bool:
    """Whether these are the different values of a column that holds some records: 控制 among 开放, 秘密 among 公开."""
    return any(map(_is_closed, map(plain, values))) and by_values(values)


def by_values(values: Collection[str]) -> bool:
    """Whether values classify what may be published, in words: further on in the list may be one that holds."""
    said = {plain(value) for value in values}
    words = {value for value in said if _speaks(value)}
    return bool(words) and 2 * len(words | (said & set(STATUS_CODES))) > len(said)


def of_column(header: str, values: Collection[str]) -> str:
    """Return the field by which records are held that a column seems to be, ``""`` if it seems to be none.

    Where only its name says so the opposite may be meant (是否控制): such values must be put in words.
    """
    name = field_of(header)
    if name in GUARDS:
        return name
    if by_values(values):
        return "secrecy" if {each for each in map(plain, values) if _speaks(each)} <= _SECRECY else "open_status"
    if name or not _NAME.search(header) or _NO_GUARD.search(header) or len(values) > _MOST_VALUES:
        return ""
    return "secrecy" if "密" in header else "open_status"


def closes(header: str) -> bool:
    """Whether what stands in a column of this name, other than that there is nothing, says that a row is not open."""
    said = _CLOSES.search(header) and not _SAYS_WHO.search(header)
    return bool(said or _CLOSES_INITIALS.search(header.strip("[]\"'` ")))


def is_nothing(value: str) -> bool:
    """Whether a cell of such a column says that nothing is the matter: 否, 无, 0, no restrictions."""
    return bool(_NOTHING.fullmatch(plain(value)))


def status_of(header: str, value: str) -> str:
    """Return the open status that a value of other systems means, ``""`` if that is not certain.

    In a column that says what is closed (控制标识) 是 is no word for open: only what is put in words counts. Where the
    header explains its codes (0开放 1控制), these mean that and nothing else.
    """
    said = plain(value)
    legend = dict(_LEGEND.findall(plain(header)))
    if legend and not _speaks(said):
        return status_of("", legend[said]) if said in legend else ""
    if _CLOSED.fullmatch(said) or _CLOSED.fullmatch(_said_first(said)):
        if re.search("延期|延迟|暂缓|缓期", said):
            return "延期开放"
        return "未审核" if re.search("待|审|鉴定", said) else "控制"
    if closes(header) and not _speaks(said):
        return ""
    return "开放" if _ALLOWED.fullmatch(said) else STATUS_CODES.get(said, "")
