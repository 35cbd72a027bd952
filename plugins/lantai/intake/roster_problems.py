"""What can be wrong with a roster of fonds."""

from lantai.problems import Kind, Severity

NO_ROSTER = Kind(
    "roster-missing",
    Severity.ERROR,
    zh=("没有找到全宗名册：没有同时写着“全宗号”和“全宗名称”的表头", "请核对文件；表头的一列写作全宗号，一列写作全宗名称（或立档单位）。"),
    en=("no roster of fonds was found: no header names both a code and a title", "Check the file; call one column 全宗号 (fonds code) and one 全宗名称 (fonds title)."),
)  # fmt: skip
NAMELESS = Kind(
    "roster-nameless",
    Severity.WARNING,
    zh=("全宗“{code}”没有名称，没有为它建介绍", "请在名册里填上名称，再运行一次；已建好的不会改动。"),
    en=("fonds “{code}” has no title; no description was made", "Fill in its title and run it again; what was made stays."),
)  # fmt: skip
NAMES_DIFFER = Kind(
    "roster-names-differ",
    Severity.WARNING,
    zh=("全宗“{code}”这里叫“{title}”，前面叫“{first}”；用了前面的", "请核对；应是后一个的，改 catalogue/fonds 中这个全宗的 title。"),
    en=("fonds “{code}” is called “{title}” here and “{first}” before; the first is used", "Check it; if the second is right, correct title in its file in catalogue/fonds."),
)  # fmt: skip
