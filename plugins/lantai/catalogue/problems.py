"""What can be wrong with the catalogue as a whole."""

from lantai.problems import Kind, Severity

ADDRESS_COLLISION = Kind(
    "record-address-collision",
    Severity.ERROR,
    zh=(
        "档号“{first}”与“{second}”会得到同一个网址",
        "请核对这两个档号；若确为两条，请在全宗文件中写明档号规则 ref_code。",
    ),
    en=(
        "the reference codes “{first}” and “{second}” would share one address",
        "Check both codes; if they are two records, state the pattern ref_code in the fonds file.",
    ),
)
RELEASE_UNKNOWN = Kind(
    "release-unknown",
    Severity.ERROR,
    zh=("没有批次“{release}”", "请改用其中一个：{known}"),
    en=("there is no release “{release}”", "Name one of these: {known}"),
)
PICTURES_MISSING = Kind(
    "record-pictures-missing",
    Severity.WARNING,
    zh=(
        "目录中写明的数字对象有 {n} 个在 catalogue/media 中找不到，例如 {code} 的 {name}",
        "请把文件放进 catalogue/media（文件名须与目录中一致），或清空这些条目的“数字对象”。这些条目将只显示文字。",
    ),
    en=(
        "{n:# digital object|# digital objects} named in the catalogue {n:is|are} not in catalogue/media, for example {name} of {code}",
        "Put the files there under the very names, or empty the field. Until then these records show text only.",
    ),
)
THEME_NAME = Kind(
    "theme-name",
    Severity.ERROR,
    zh=("专题的文件名“{name}”不能用作网址", "请改用小写字母、数字和连字符，例如 flood-control.md。"),
    en=(
        "the file name “{name}” cannot be part of an address",
        "Use small letters, digits and hyphens: flood-control.md.",
    ),
)
THEME_RECORD_UNKNOWN = Kind(
    "theme-record-unknown",
    Severity.ERROR,
    zh=("目录中没有档号“{code}”", "请核对档号，或从 records 中删去。"),
    en=("the catalogue has no reference code “{code}”", "Check the code, or take it out of records."),
)
THEME_RECORD_HELD = Kind(
    "theme-record-held",
    Severity.WARNING,
    zh=("档号“{code}”目前不公开，专题中不显示", "待其公开后会自动出现；不需要时请从 records 中删去。"),
    en=("the record “{code}” is not public now, so the theme leaves it out", "It will appear once it is public."),
)
