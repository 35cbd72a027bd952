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
    zh=("没有批次“{release}”", "现有批次：{known}"),
    en=("there is no release “{release}”", "Known releases: {known}"),
)
