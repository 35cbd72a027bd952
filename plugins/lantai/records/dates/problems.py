"""What can be odd about a date. Nothing here stops a build: the reading is widened, the record may be held."""

from lantai.problems import Kind, Severity


def _odd(code: str, zh: tuple[str, str], en: tuple[str, str], severity: Severity = Severity.WARNING) -> Kind:
    return Kind(code, severity, zh, en)


UNREADABLE = _odd(
    "date-unreadable",
    (
        "看不懂日期“{value}”，按无日期处理",
        "请改写为 19850312、1985年3月12日、光绪二十六年八月初一 这样的形式，或写“不详”。",
    ),
    (
        "the date “{value}” cannot be read and counts as undated",
        "Write it as 19850312, 1985-03-12 or 光绪二十六年八月初一; or “不详” if it is unknown.",
    ),
)
TWO_DIGIT_YEAR = _odd(
    "date-two-digit-year",
    ("日期“{value}”的年份只有两位，世纪不明，按无日期处理", "请写出四位年份。"),
    ("the year in “{value}” has two digits; the date counts as undated", "Write the year with four digits."),
)
BARE_CYCLIC = _odd(
    "date-bare-cyclic",
    ("日期“{value}”只有干支，六十年一循环，按无日期处理", "请补上年号或公元年份，如“光绪庚子”。"),
    ("“{value}” is only a place in the sixty-year cycle and counts as undated", "Add the reign or the year."),
)
CYCLIC_MISMATCH = _odd(
    "date-cyclic-mismatch",
    ("日期“{value}”中的干支与年份对不上，已放宽", "请核对干支和年份。"),
    ("the cyclic name and the year in “{value}” disagree; widened", "Check both against the document."),
)
CYCLIC_TWICE = _odd(
    "date-cyclic-twice",
    ("日期“{value}”的干支在这个年号里出现两次，已放宽到两个年份", "请补上年份，如“康熙元年”或“康熙六十一年”。"),
    ("the cyclic year in “{value}” occurs twice in that reign; widened to both", "Add the number of the year."),
)
LEAP_MONTH_ABSENT = _odd(
    "date-leap-month-absent",
    ("“{value}”：那一年没有这个闰月，已放宽到全年", "请对照原件核对月份。"),
    ("“{value}”: that year had no such leap month; widened to the year", "Check the month against the document."),
)
DAY_ABSENT = _odd(
    "date-day-absent",
    ("“{value}”：没有这一天或这个月，已放宽到全年", "请对照原件核对月、日。"),
    ("“{value}”: there is no such day or month; widened to the year", "Check month and day against the document."),
)
EXCEL_DECIMAL = _odd(
    "date-excel-decimal",
    (
        "“{value}”可能是 Excel 去掉末位零的 10 月，已放宽到全年",
        "请把该列设为文本格式后重新导出，或写成 1985-01、1985-10。",
    ),
    (
        "“{value}” may be October with its zero lost in Excel; widened to the year",
        "Export the column as text, or write 1985-01 or 1985-10.",
    ),
)
EXCEL_ZERO = _odd(
    "date-excel-zero",
    (
        "“{value}”是 Excel 把 0 当作日期显示的样子，按无日期处理",
        "请对照原件填写日期；没有日期的，请清空这一格或写“不详”。",
    ),
    (
        "“{value}” is how Excel shows 0 as a date; it counts as undated",
        "Fill in the date of the document; if there is none, clear the cell or write “不详”.",
    ),
)
ERA_PAST_END = _odd(
    "date-era-past-end",
    ("“{value}”：这个年号没有这一年，已放宽到推算的年份", "请对照原件核对年号和年份。"),
    ("“{value}”: that reign had no such year; widened to the year it would be", "Check it against the document."),
)
AMBIGUOUS = _odd(
    "date-ambiguous",
    ("日期“{value}”有不止一种读法，已放宽到都包括在内", "请改写为 1985-03-12、1985年3月 或 1910—1911年。"),
    ("“{value}” can be read in more than one way; widened to all", "Write 1985-03-12, March 1985 or 1910/1911."),
)
LUNAR_UNCLEAR = _odd(
    "date-lunar-unclear",
    ("“{value}”用公历年份配农历月日，无法确定，已放宽", "如是农历，请写“农历1951年正月初五”。"),
    ("“{value}” has lunar words in a Western year; widened", "If it is lunar write 农历 before it."),
)
BEYOND_TABLE = _odd(
    "date-beyond-table",
    ("“{value}”早于（晚于）可逐日换算的年代，只取到年", "无需处理；如知道公历日期可写在括号里。"),
    ("“{value}” lies outside the years known to the day; read to the year only", "Nothing need be done."),
    Severity.INFO,
)
HEAVENLY_CALENDAR = _odd(
    "date-heavenly-calendar",
    ("“{value}”用太平天国的天历，只取到年", "无需处理；如知道公历日期可写在括号里。"),
    ("“{value}” is of the calendar of the Heavenly Kingdom; read to the year only", "Nothing need be done."),
    Severity.INFO,
)
CENTURY_UNDERSTOOD = _odd(
    "date-century-understood",
    ("“{value}”没有写世纪，按20世纪理解", "如不是20世纪，请写明，如“19世纪50年代”。"),
    ("“{value}” names no century; read as the twentieth", "If it is another, write it, e.g. 19世纪50年代."),
    Severity.INFO,
)
CONFLICT = _odd(
    "date-conflict",
    ("日期“{value}”的两种写法对不上，已放宽到都包括在内", "请核对原文日期与起止日期（或括号内的日期）。"),
    ("the two forms of “{value}” disagree; widened to both", "Check the date against its start and end or its gloss."),
)
REVERSED = _odd(
    "date-reversed",
    ("“{value}”的终止早于起始，已放宽到都包括在内", "请核对起止日期。"),
    ("“{value}” ends before it begins; widened to both", "Check the start and the end."),
)
