"""What workbooks hide or strike through: nobody should publish what nobody sees, or what an office has crossed out."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

ROWS_HIDDEN = Kind(
    "rows-hidden",
    _W,
    zh=(
        "这张表有 {count} 行被隐藏或筛掉（如第 {examples} 行），没有读入",
        "打开表格的人看不见的，不予发布。应当发布的，请取消隐藏、清除筛选，存盘后重新导入。",
    ),
    en=(
        "{count:# row of this sheet is|# rows of this sheet are} hidden or filtered ({count:row|such as} {examples}) and {count:was|were} not read",
        "What nobody sees who opens the sheet is not published. Show them, clear the filter, save and import again.",
    ),
)
ROWS_STRUCK = Kind(
    "rows-struck",
    _W,
    zh=(
        "有 {count} 行划了删除线（如第 {examples} 行），没有读入",
        "划掉的视为撤下，不予发布；以前发布过的，另用 withdraw 撤下。应当发布的，请去掉删除线；只划掉几个字或一列的，"
        "请把它们删去，存盘后重新导入。",
    ),
    en=(
        "{count:# row is|# rows are} struck through ({count:row|such as} {examples}) and {count:was|were} not read",
        "What is struck through is not published; withdraw what has been published before. If a row is to be published, take the "
        "line away; if only some words or a column are struck through, delete these, save and import again.",
    ),
)
HEADER_HIDDEN = Kind(
    "header-hidden",
    _W,
    zh=("这张表的表头（第 {row} 行）是隐藏的，各列仍照它读", "请取消隐藏，核对列名与下面的内容相符，存盘后重新导入。"),
    en=(
        "the header of this sheet (row {row}) is hidden; its columns are read by it all the same",
        "Show it, check that its names fit what stands below, save and import again.",
    ),
)
HEADER_STRUCK = Kind(
    "header-struck",
    _W,
    zh=(
        "这张表的表头（第 {row} 行）有列名划了删除线，这些列照常读取",
        "整列作废的，请把那一列删去；没有作废的，去掉删除线。存盘后重新导入。",
    ),
    en=(
        "in the header of this sheet (row {row}) a name is struck through; its column is read all the same",
        "If the column is withdrawn, delete it; otherwise take the line away. Save and import again.",
    ),
)
STRUCK_BY_RULE = Kind(
    "struck-by-rule",
    _E,
    zh=(
        "这张表用“条件格式”划删除线（{ranges}），程序算不出划掉的是哪些行",
        "请在 Excel 里找出划掉的行：应撤下的删去，或直接给它们设删除线；再从“条件格式—管理规则”删去这条规则，存盘后重新导入。",
    ),
    en=(
        "conditional formatting strikes cells of this sheet through ({ranges}); which rows these are is not known",
        "Find the rows in Excel: delete those withdrawn, or strike them through themselves; then remove the rule "
        "(Conditional Formatting, Manage Rules), save and import again.",
    ),
)
COMMENTS_CLOSE = Kind(
    "comments-close",
    _E,
    zh=(
        "这张表有 {count} 处批注像是说不能公开（{examples}），程序不知道该怎样算",
        "请逐处看过：不能公开的，在“开放状态”一列写控制；看过以后删去这些批注，存盘后重新导入。",
    ),
    en=(
        "{count:# note at a cell of this sheet seems|# notes at cells of this sheet seem} to say that something is not "
        "open ({examples}); how to take this is not known",
        "Read each: write 控制 (closed) under 开放状态 where it is so; then delete these notes, save and import again.",
    ),
)
COMMENTS_UNREAD = Kind(
    "comments-unread",
    _I,
    zh=("这张表有 {count} 处批注（{examples}），没有读取", ""),
    en=("{count:# note at a cell of this sheet was|# notes at cells of this sheet were} not read ({examples})", ""),
)
HIDDEN_UNKNOWN = Kind(
    "hidden-unknown",
    _W,
    zh=(
        "旧格式（{suffix}）看不出哪些行被隐藏、筛掉或划了删除线：这些行也读入了",
        "请打开核对：没有隐藏、筛选、划线的，可以不管；有的，另存为 .xlsx 再导入，这些行就不会读入。",
    ),
    en=(
        "a workbook of this format ({suffix}) does not tell which rows are hidden or struck through: those were read, too",
        "Open it: if rows are hidden, filtered or struck through, save it as .xlsx and import that, which leaves them out.",
    ),
)
COLUMNS_HIDDEN = Kind(
    "columns-hidden",
    _I,
    zh=("这张表有隐藏的列：{columns}；mapping.yaml 提到的照常读取", ""),
    en=("this sheet has hidden columns: {columns}; those named in mapping.yaml are read", ""),
)
SHEET_HIDDEN = Kind(
    "sheet-hidden",
    _W,
    zh=(
        "隐藏的工作表没有读取（约 {rows} 行）",
        "需要发布时请取消隐藏，或在 release.yaml 的 sources 里用 sheets 写明。",
    ),
    en=(
        "a hidden sheet was not read (about {rows:# row|# rows})",
        "Unhide it, or name it under sheets in release.yaml, if it is to be published.",
    ),
)
