"""What can be wrong with the year of a record that can be read: it is earlier than it can be."""

from lantai.problems import Kind, Severity

YEAR_APART = Kind(
    "year-apart",
    Severity.WARNING,
    zh=(
        "日期“{value}”比同一全宗的其他档案早得多（其余 {others} 条在 {rest} 年），可能写错，留给人复核",
        "请对照原件。写错的，请改正后重新导出；没有写错的，复核时放行。",
    ),
    en=(
        "the date “{value}” is far earlier than all others of its fonds ({others:# is|# are} of {rest}); it may be a mistake and waits for a person",
        "Check it against the document. Correct it and export again or, if it is right, release it in the review.",
    ),
)
YEARS_EARLY = Kind(
    "years-early",
    Severity.WARNING,
    zh=(
        "有 {count} 条的日期早于 {year} 年（如“{value}”）",
        "请核对年份是否少写、错写了数字；确是这样古老的（如拓片），不必改。",
    ),
    en=(
        "{count:# record is|# records are} dated before {year} (“{value}”)",
        "Check whether figures of the year are missing or wrong. If they are as old (rubbings, say) nothing need be done.",
    ),
)
