"""What can be wrong with an export. Advice is for the person who has it open in Excel."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# ---- the file ---------------------------------------------------------------------------------
ENCODING_USED = Kind(
    "encoding-used",
    _I,
    zh=("按 {encoding} 编码读取，分隔符为 {delimiter}", ""),
    en=("read as {encoding}, separated by {delimiter}", ""),
)
UNDECODABLE = Kind(
    "file-undecodable",
    _E,
    zh=(
        "第 {offset} 字节无法按 UTF-8 或 GB18030 解读，文件可能已损坏",
        "请从原系统重新导出，或用 Excel 打开检查后另存为“CSV UTF-8”。",
    ),
    en=(
        "byte {offset} is neither UTF-8 nor GB18030; the file may be damaged",
        "Export it again, or open it in Excel, check it and save it as “CSV UTF-8”.",
    ),
)
ENCODING_WRONG = Kind(
    "encoding-wrong",
    _E,
    zh=("文件不是 sources 中写明的编码 {encoding}（第 {offset} 字节）", "请更正 encoding，或删去它让程序自行判断。"),
    en=("the file is not in {encoding} as sources say (byte {offset})", "Correct encoding, or remove it."),
)
FILE_EMPTY = Kind(
    "export-empty",
    _E,
    zh=("文件里没有数据", "请确认导出是否成功。"),
    en=("the file holds no data", "Check that the export succeeded."),
)
EXPORT_MISSING = Kind(
    "export-missing",
    _E,
    zh=("没有这个文件", "请核对文件名和路径；相对路径从 {here} 算起。"),
    en=("there is no such file", "Check its name and path; a relative path starts at {here}."),
)
EXPORT_IS_FOLDER = Kind(
    "export-is-folder",
    _E,
    zh=("这是文件夹，不是导出的文件", "请写出其中的文件，例如 文件夹/*.xlsx。"),
    en=("this is a folder, not an export", "Name the files in it, such as folder/*.xlsx."),
)
FORMAT_UNKNOWN = Kind(
    "format-unknown",
    _E,
    zh=(
        "不认识的文件格式“{suffix}”",
        "请提供 XLSX、CSV、EAD（XML）或 JSON Lines 文件。WPS 表格另存为 .xlsx；Word 和 PDF 里的表格先复制到 Excel。",
    ),
    en=(
        "unknown file format “{suffix}”",
        "Provide XLSX, CSV, EAD (XML) or JSON Lines. Save other spreadsheets as .xlsx; copy tables of Word or PDF to one.",
    ),
)
WORKBOOK_UNREADABLE = Kind(
    "workbook-unreadable",
    _E,
    zh=("无法打开工作簿：{detail}", "请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx。"),
    en=("the workbook cannot be opened: {detail}", "Open it in Excel, remove any password and save it as .xlsx."),
)
PACKED_BROKEN = Kind(
    "packed-broken",
    _E,
    zh=("压缩文件（.gz）已损坏或不完整，没有读取：{detail}", "请重新下载或复制一次，再用校验值核对。"),
    en=(
        "the packed file (.gz) is damaged or not complete, so it was not read: {detail}",
        "Download or copy it again, and compare its checksum.",
    ),
)
PACKED_TOO_LARGE = Kind(
    "packed-too-large",
    _E,
    zh=(
        "压缩文件（.gz）展开后超过 {limit} MiB，没有读取",
        "目录不会压得这样小：请核对来源；确是目录的，请解压后再导入。",
    ),
    en=(
        "the packed file (.gz) unpacks to more than {limit} MiB, so it was not read",
        "No catalogue packs so small: check where it comes from; if it is one, unpack it and import that.",
    ),
)
WORKBOOK_TOO_LARGE = Kind(
    "workbook-too-large",
    _E,
    zh=(
        "工作簿展开后太大，没有打开：{detail}",
        "如果写的是单元格，请删除它所在的行和列（远离表格的一格会使整张表变得极大）；否则请另存为新的工作簿，或分成几个文件。",
    ),
    en=(
        "the workbook would become too large, so it was not opened: {detail}",
        "If a cell is named, delete its row and column (one cell far from the table makes the sheet huge); otherwise save as a new workbook, or split it.",
    ),
)
ROW_TOO_WIDE = Kind(
    "row-too-wide",
    _E,
    zh=("这一行的分隔符超过 {limit} 个，文件没有读取", "没有表格有这么多列：请检查这一行是否损坏，或重新导出。"),
    en=(
        "this line has more than {limit} delimiters, so the file was not read",
        "No table is that wide: check whether the line is damaged, or export again.",
    ),
)
QUOTE_UNCLOSED = Kind(
    "csv-quote",
    _E,
    zh=(
        "从这一行起引号不配对：{detail}；此后约 {rows} 行未能读取",
        "请检查这一行的英文双引号；单元格里的双引号应写成两个。",
    ),
    en=(
        "from this row on the quotes do not match: {detail}; about {rows} rows after it were not read",
        "Check the double quotes in this row; inside a cell each must be doubled.",
    ),
)
QUOTE_SWALLOWS = Kind(
    "csv-quote-swallows",
    _E,
    zh=("这一行的一个单元格里含有 {lines} 行文字，可能是引号不配对吞掉了后面的行", "请检查这一行的英文双引号。"),
    en=(
        "a cell in this row holds {lines} lines: an unmatched quote may have swallowed rows",
        "Check its double quotes.",
    ),
)
ROW_TOO_LONG = Kind(
    "row-too-long",
    _E,
    zh=("这一行有 {cells} 个单元格，而表头只有 {header} 列", "单元格里的分隔符要加英文双引号；请核对这一行。"),
    en=("this row has {cells} cells, the header {header}", "A separator inside a cell needs quotes; check this row."),
)

# ---- sheets and headers -----------------------------------------------------------------------
SHEET_MISSING = Kind(
    "sheet-missing",
    _E,
    zh=("工作簿里没有工作表“{name}”", "现有：{hint}"),
    en=("the workbook has no sheet “{name}”", "There are: {hint}"),
)
SHEET_HIDDEN = Kind(
    "sheet-hidden",
    _W,
    zh=("隐藏的工作表没有读取（约 {rows} 行）", "需要发布时请取消隐藏，或在 sources 的 sheets 中写明。"),
    en=(
        "a hidden sheet was not read (about {rows} rows)",
        "Unhide it, or name it under sheets, if it is to be published.",
    ),
)
ROWS_HIDDEN = Kind(
    "rows-hidden",
    _W,
    zh=("这张表有 {count} 行被隐藏或筛掉（如第 {examples} 行），仍会读取", "若本不想发布，请删除这些行后再导入。"),
    en=(
        "{count} rows of this sheet are hidden or filtered (such as {examples}) and were read",
        "Delete them if unwanted.",
    ),
)
COLUMNS_HIDDEN = Kind(
    "columns-hidden",
    _I,
    zh=("这张表有隐藏的列：{columns}；mapping.yaml 提到的照常读取", ""),
    en=("this sheet has hidden columns: {columns}; those named in mapping.yaml are read", ""),
)
SHEET_SKIPPED = Kind(
    "sheet-skipped",
    _W,
    zh=("这张表没有可认出的表头，未读取（{rows} 行）", "若其中有目录，请核对表头与 mapping.yaml。"),
    en=(
        "no header was recognised on this sheet; it was not read ({rows} rows)",
        "Compare its header with mapping.yaml.",
    ),
)
SHEET_EMPTY = Kind(
    "sheet-empty",
    _W,
    zh=("表头下面没有数据", "请确认导出是否完整。"),
    en=("there is no data below the header", "Check that the export is complete."),
)
HEADER_MISSING = Kind(
    "header-missing",
    _E,
    zh=("找不到表头：没有一行含有 mapping.yaml 中的列名（{expected}）；{rows} 行未读取", "{hint}"),
    en=("no header found: no row holds the columns of mapping.yaml ({expected}); {rows} rows not read", "{hint}"),
)
HEADER_DOUBLED = Kind(
    "header-doubled",
    _E,
    zh=("列名“{header}”出现了 {count} 次，不知道用哪一列", "请给其中一列改名或删去。"),
    en=("the header “{header}” occurs {count} times", "Rename or delete one of these columns."),
)
COLUMN_MISSING = Kind(
    "column-missing",
    _E,
    zh=("没有“{header}”这一列，而“{field}”必须有", "{hint}"),
    en=("there is no column “{header}”, and “{field_en}” is required", "{hint}"),
)
COLUMN_ABSENT = Kind(
    "column-absent",
    _W,
    zh=("没有 mapping.yaml 提到的列“{header}”（{field}）", "{hint}"),
    en=("there is no column “{header}” ({field_en}), which mapping.yaml names", "{hint}"),
)
COLUMN_NEARLY = Kind(
    "column-nearly",
    _E,
    zh=("列名“{close}”与 mapping.yaml 中的“{header}”（{field}）只差空格、全半角或大小写，未读取", "请把两处写成一样。"),
    en=(
        "the header “{close}” differs from “{header}” ({field_en}) only in blanks, width or case; not read",
        "Make both the same.",
    ),
)
COLUMN_GUARDS = Kind(
    "column-guards",
    _E,
    zh=(
        "列“{header}”（例：{example}）关系到能否公开，而 mapping.yaml 没有读它",
        "请在 columns 中写 {header}: {name}；确实无关时写进 ignore。",
    ),
    en=(
        "the column “{header}” (e.g. {example}) decides what may be published, and mapping.yaml does not read it",
        "Write {header}: {name} under columns; if it has nothing to do with that, add it to ignore.",
    ),
)
COLUMN_UNMAPPED = Kind(
    "column-unmapped",
    _I,
    zh=(
        "列“{header}”没有对应的著录项，已略去（例：{example}）",
        "需要时写进 mapping.yaml 的 columns 或 extra；确实不要的写进 ignore。",
    ),
    en=(
        "the column “{header}” is mapped to nothing and was left out (e.g. {example})",
        "Add it to columns, extra or ignore.",
    ),
)

# ---- rows -------------------------------------------------------------------------------------
ROW_WITHOUT_CODE = Kind(
    "row-without-code",
    _E,
    zh=("这一行没有档号：{value}", "请补上档号；若是小计或说明，请删除。"),
    en=("this row has no reference code: {value}", "Add the code; delete the row if it is a note or subtotal."),
)
ROW_WITHOUT_TITLE = Kind(
    "row-without-title",
    _E,
    zh=("“{value}”没有题名", "请补上题名；自拟题名外加方括号 []。"),
    en=("“{value}” has no title", "Add a title; put one of your own into square brackets."),
)
FOOTER = Kind(
    "row-footer",
    _I,
    zh=("这一行是表尾或说明，未作条目：{value}", ""),
    en=("this row is a footer or note and makes no record: {value}", ""),
)
ROW_LEFT_OUT = Kind(
    "row-left-out",
    _I,
    zh=("这一行没有{missing}，按 mapping.yaml 的 not_records 不作条目：{value}", ""),
    en=("this row has no {missing_en} and makes no record, as not_records in mapping.yaml says: {value}", ""),
)
CODE_FROM_ROW = Kind(
    "code-from-row",
    _W,
    zh=("{count} 条没有档号，按行号编成（如 {example}）", "建议由业务系统给出档号：行的位置变了，网址也会变。"),
    en=(
        "{count} records have no code of their own; theirs were made from row numbers ({example})",
        "Better give each a code in its system: if rows move, addresses move.",
    ),
)
CODE_FROM_PLACE = Kind(
    "code-from-place",
    _W,
    zh=("{count} 条没有档号，按在上级之下的次序编成（如 {example}）", "建议补上档号：次序变了，网址也会变。"),
    en=(
        "{count} records have no code of their own; theirs were made from their place ({example})",
        "Better give each a code: if their order changes, addresses change.",
    ),
)
HIERARCHY_CYCLE = Kind(
    "hierarchy-cycle",
    _E,
    zh=("“{value}”的上级绕了一圈又回到自己", "请更正“{header}”列。"),
    en=("the parents of “{value}” lead back to itself", "Correct the column “{header}”."),
)
DEPTH_UNREADABLE = Kind(
    "hierarchy-depth",
    _E,
    zh=("层次“{value}”不是数字", "请填 1、2、3……"),
    en=("the depth “{value}” is not a number", "Write 1, 2, 3 …"),
)
NOT_A_RECORD = Kind(
    "row-not-a-record",
    _W,
    zh=("这一行只有一个单元格有内容，未作条目：{value}", "若是条目，请补全档号和题名；若是标题，可以不管。"),
    en=("only one cell of this row is filled; it makes no record: {value}", "Complete it if it is a record."),
)
HEADER_REPEATED = Kind(
    "row-header-repeated",
    _I,
    zh=("这一行重复了表头，已略过", ""),
    en=("this row repeats the header and was skipped", ""),
)
CODE_DAMAGED = Kind(
    "code-damaged",
    _E,
    zh=(
        "档号“{value}”被 Excel 变成了{what}，原来的档号已无法还原",
        "请从原系统重新导出；在 Excel 中先把档号列设为“文本”格式再粘贴。",
    ),
    en=(
        "Excel has turned the reference code “{value}” into {what_en}; what it was cannot be told",
        "Export again; in Excel, format the column as Text before pasting.",
    ),
)
CODE_TWICE = Kind(
    "code-twice",
    _E,
    zh=("档号“{value}”与 {first} 重复", "两条只能保留一条，或更正其中一条的档号。"),
    en=("the reference code “{value}” is the same as that of {first}", "Keep one of the two, or correct a code."),
)
CODE_ODD = Kind(
    "code-without-pattern",
    _W,
    zh=("档号“{value}”不合本全宗的档号规则", "请核对档号；若规则有变，请改 ref_code 的 pattern。"),
    en=("the reference code “{value}” does not fit the pattern of its fonds", "Check the code, or extend the pattern."),
)
FONDS_UNKNOWN = Kind(
    "fonds-undescribed",
    _W,
    zh=("全宗“{value}”没有介绍（{count} 条）", "请新建 catalogue/fonds/{value}.md，写明全宗名称。"),
    en=("fonds “{value}” is not described ({count} records)", "Write catalogue/fonds/{value}.md with its title."),
)
PARENT_MISSING = Kind(
    "parent-missing",
    _W,
    zh=("上级档号“{value}”不在目录中", "请补上这一条，或更正上级档号。"),
    en=("the parent “{value}” is not in the catalogue", "Add it, or correct the parent's code."),
)
LEVEL_UNKNOWN = Kind(
    "level-unknown",
    _E,
    zh=(
        "不认识的著录层级“{value}”",
        "请用 全宗、目录、案卷、文件（fonds series file item），或在 mapping.yaml 的 values 中对应。",
    ),
    en=("unknown level of description “{value}”", "Use fonds, series, file or item, or translate it under values."),
)
TEXT_DAMAGED = Kind(
    "text-damaged",
    _W,
    zh=("文字可能已损坏（{what}）：{value}", "请对照原件或原系统更正这一格。"),
    en=("the text may be damaged ({what}): {value}", "Correct the cell from the original."),
)
DATE_FROM_NUMBER = Kind(
    "date-number",
    _W,
    zh=("日期“{value}”在表里是数字，可能丢了末尾的 0 或被换算过", "请对照原件；把日期列设为“文本”格式。"),
    en=(
        "the date “{value}” is a number in the sheet: it may have lost a 0 or been converted",
        "Format the column as Text.",
    ),
)
VALUE_UNTRANSLATED = Kind(
    "value-unknown",
    _W,
    zh=("“{field}”的值“{value}”不在可用的值之内（{count} 条）", "可用：{hint}。请在 mapping.yaml 的 values 中对应。"),
    en=(
        "the value “{value}” of “{field_en}” is not one of those known ({count} records)",
        "Known: {hint}. Translate it under values.",
    ),
)

# ---- other formats ----------------------------------------------------------------------------
JSON_BROKEN = Kind(
    "json-broken",
    _E,
    zh=("这一行不是完好的 JSON 对象：{detail}", '每行应是一个对象：{{"ref_code": …, "title": …}}'),
    en=("this line is not a JSON object: {detail}", 'Each line is one object: {{"ref_code": …, "title": …}}'),
)

MORE = {
    severity: Kind(
        f"more-{severity.name.lower()}s",
        severity,
        zh=("另有 {count} 处同类问题（{code}）", ""),
        en=("{count} more of the same kind ({code})", ""),
    )
    for severity in Severity
}
"""Stands for the rest of a kind once a report has shown enough of it."""
