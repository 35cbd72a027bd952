"""What can be wrong with fonds, mappings and releases (dates have their own module)."""

from lantai.problems import Kind, Severity

FONDS_NAME_DIFFERS = Kind(
    "fonds-name-differs",
    Severity.ERROR,
    zh=("文件名与其中的全宗号“{code}”不一致", "请把文件改名为 {file}.md，或更正 code。"),
    en=("the file name differs from its fonds code “{code}”", "Rename the file to {file}.md, or correct code."),
)
FONDS_TWICE = Kind(
    "fonds-twice",
    Severity.ERROR,
    zh=("全宗“{code}”已由 {first} 介绍", "每个全宗只保留一个文件。"),
    en=("fonds “{code}” is already described by {first}", "Keep one file for each fonds."),
)
PATTERN_INVALID = Kind(
    "ref-code-pattern-invalid",
    Severity.ERROR,
    zh=(
        "档号规则“{pattern}”无法使用：{detail}",
        "写法如 {{fonds}}-{{series}}-{{file}}-{{item}}；相邻两部分之间要有分隔符，或写明位数，如 {{year:4}}。",
    ),
    en=(
        "the reference code pattern “{pattern}” cannot be used: {detail}",
        "Write it like {{fonds}}-{{series}}-{{file}}-{{item}}; put a separator between parts, or a width: {{year:4}}.",
    ),
)
MAPPING_MISSING = Kind(
    "mapping-missing",
    Severity.ERROR,
    zh=(
        "没有 mapping.yaml，不知道各列对应哪个著录项",
        "请用 python3 build.py import 文件 --release {release} 生成，再核对。",
    ),
    en=(
        "there is no mapping.yaml, so nothing says which column is which field",
        "Let python3 build.py import FILE --release {release} propose one, and check it.",
    ),
)
FIELD_UNKNOWN = Kind(
    "field-unknown",
    Severity.ERROR,
    zh=("没有“{field}”这个著录项", "请改用：{hint}"),
    en=("there is no field “{field}”", "Write instead: {hint}"),
)
SOURCE_MISSING = Kind(
    "source-missing",
    Severity.ERROR,
    zh=("找不到数据文件“{source}”", "请把文件放进 {folder}，或更正 sources 中的文件名。"),
    en=("there is no data file “{source}”", "Put it into {folder}, or correct the name under sources."),
)
SOURCE_OUTSIDE = Kind(
    "source-outside",
    Severity.ERROR,
    zh=("数据文件“{source}”经由链接指到网站文件夹之外", "请把文件放进来，或在 sources 中明确写出它的完整路径。"),
    en=(
        "the data file “{source}” leads out of the site folder through a link",
        "Put the file inside, or give its full path under sources.",
    ),
)
RELEASE_NAME = Kind(
    "release-name",
    Severity.ERROR,
    zh=("批次文件夹名“{name}”不能用作网址", "请只用小写字母、数字和连字符，例如 2026-06-09。"),
    en=(
        "the release folder “{name}” cannot be part of an address",
        "Use lower-case letters, digits and hyphens: 2026-06-09.",
    ),
)
RELEASE_NUMBER_TWICE = Kind(
    "release-number-twice",
    Severity.WARNING,
    zh=("批次号 {number} 已用于 {first}", "请给其中一批的 number 换一个没有用过的数；不需要批次号就删去这一行。"),
    en=(
        "release number {number} is already that of {first}",
        "Give one of them a number of its own, or delete the line if releases are not numbered.",
    ),
)
RELEASE_OVERDUE = Kind(
    "release-overdue",
    Severity.WARNING,
    zh=(
        "按计划最迟 {due} 应公布新一批开放目录，已过 {days} 天",
        "请安排下一批；间隔由 content/site.yaml 的 releases 规定。",
    ),
    en=(
        "a release of the open catalogue was due by {due}, {days:# day|# days} ago",
        "Plan the next one; releases in content/site.yaml says how often they are due.",
    ),
)
