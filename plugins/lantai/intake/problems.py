"""What can be wrong with an export. Advice is for the person who has it open in Excel."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# ---- sheets and headers -----------------------------------------------------------------------
SHEET_MISSING = Kind(
    "sheet-missing",
    _E,
    zh=("工作簿里没有工作表“{name}”", "请更正 release.yaml 中的 sheets，工作簿里有：{hint}"),
    en=("the workbook has no sheet “{name}”", "Correct sheets in release.yaml; the workbook has: {hint}"),
)
CELLS_WITHOUT_VALUE = Kind(
    "cells-without-value",
    _W,
    zh=(
        "这张表有 {count} 格的公式没有结果或出错（#N/A 之类；如 {examples}），按空格读",
        "请用 Excel 打开，改好公式（或复制后“选择性粘贴”为数值），存盘后重新导入。",
    ),
    en=(
        "{count:# cell of this sheet holds|# cells of this sheet hold} a formula without a result or with an error ({count:it is|such as} {examples}); "
        "{count:it is|they are} read as blank",
        "Open it in Excel, mend the formulas or paste them as values, save and import again.",
    ),
)
SHEET_SKIPPED = Kind(
    "sheet-skipped",
    _W,
    zh=("这张表没有可认出的表头，未读取（{rows} 行）", "若其中有目录，请核对表头与 mapping.yaml。"),
    en=(
        "no header was recognised on this sheet; it was not read ({rows:# row|# rows})",
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
    zh=(
        "找不到表头：没有一行含有 mapping.yaml 中的列名（{expected}）；{rows} 行未读取",
        "最像表头的是第 {likely} 行：{hint}。请在 mapping.yaml 的 columns 中照写这些列名{more}。",
    ),
    en=(
        "no header found: no row holds the columns of mapping.yaml ({expected}); {rows:# row|# rows} not read",
        "Row {likely} looks most like one: {hint}. Write these names under columns in mapping.yaml{more_en}.",
    ),
)
HEADER_DOUBLED = Kind(
    "header-doubled",
    _E,
    zh=("列名“{header}”出现了 {count} 次，不知道用哪一列", "请给其中一列改名或删去。"),
    en=("the header “{header}” occurs {count:once|# times}", "Rename or delete one of these columns."),
)
TABLES_BESIDE = Kind(
    "tables-beside",
    _E,
    zh=(
        "左右并排了 {count} 张目录（{headers} 各出现 {count} 次），不能按一行一条来读",
        "请把右边的各列剪下来，接在左边的下面（同名的列对齐），存盘后重新导入。",
    ),
    en=(
        "{count:# list stands|# lists stand} side by side ({headers} occur {count:once|# times} each), so a row is not one record",
        "Cut the columns on the right and put them below those on the left, save and import again.",
    ),
)
LISTS_BESIDE = Kind(
    "lists-beside",
    _I,
    zh=("左右并排了 {count} 张列名相同的目录，已分开读：先左后右", ""),
    en=(
        "{count:# list stands|# lists stand} side by side under the same header; they were read one after the other",
        "",
    ),
)
COLUMN_MISSING = Kind(
    "column-missing",
    _E,
    zh=(
        "没有一列对应“{field}”（mapping.yaml 找的是：{header}），而“{field}”必须有",
        "请在 mapping.yaml 的 columns 中写明哪一列是{field}。表里有：{hint}{more}",
    ),
    en=(
        "no column is “{field_en}” (mapping.yaml looks for {header}), which is required",
        "Say under columns in mapping.yaml which column it is. The table has: {hint}{more_en}",
    ),
)
COLUMN_ABSENT = Kind(
    "column-absent",
    _W,
    zh=("没有 mapping.yaml 提到的列“{header}”（{field}）", "如果改了名，请在 mapping.yaml 中照改。表里有：{hint}"),
    en=(
        "there is no column “{header}” ({field_en}), which mapping.yaml names",
        "If it was renamed, write its new name in mapping.yaml. The table has: {hint}",
    ),
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


# ---- rows -------------------------------------------------------------------------------------
ROW_WITHOUT_CODE = Kind(
    "row-without-code",
    _E,
    zh=(
        "这一行没有档号：{value}",
        "请补上档号；若是上一行没有写完的题名、责任者，请并到上一行；若是小计、标题或说明，请删除，或在 mapping.yaml 写 not_records: [no_code]。",
    ),
    en=(
        "this row has no reference code: {value}",
        "Add the code; if it goes on from the row above, put both into one; if it is a note or heading, delete it or write not_records: [no_code] in mapping.yaml.",
    ),
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
HIERARCHY_CYCLE = Kind(
    "hierarchy-cycle",
    _E,
    zh=(
        "“{value}”的上级绕了一圈又回到自己",
        "请更正“{header}”列：每一行写上一级的编号，最上一级的这一格空着。",
    ),
    en=(
        "the parents of “{value}” lead back to itself",
        "Correct the column “{header}”: it names the level above, and is empty at the top.",
    ),
)
DEPTH_UNREADABLE = Kind(
    "hierarchy-depth",
    _E,
    zh=("层次“{value}”不是数字", "请填 1、2、3……：最上一级是 1，它下面的是 2。"),
    en=("the depth “{value}” is not a number", "Write 1 for the top, 2 for what is below it, and so on."),
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
HEADER_CHANGED = Kind(
    "header-changed",
    _E,
    zh=(
        "这一行是另一个表头（{names}），列的次序或名称与上面不同；它和其后 {rows} 行没有读取",
        "多半是几张表粘在一起：请把下面的部分移到另一个工作表或文件，再导入。",
    ),
    en=(
        "this row is another header ({names}), its columns in another order or of other names; "
        "it and {rows:# row|# rows} after it were not read",
        "Tables were probably pasted together: move what is below to another sheet or file and import again.",
    ),
)
BELOW_OTHER_HEADER = Kind(
    "header-changed-below",
    _E,
    zh=("从这一行起还有 {rows} 行在第 {header} 行的另一个表头之下，没有读取", "同上：请把它们移到另一个工作表或文件。"),
    en=(
        "{rows:# more row from here on stands|# more rows from here on stand} below the other header in row {header} and {rows:was|were} not read",
        "As above: move them to another sheet or file.",
    ),
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
    zh=("档号“{value}”重复，前一处在{first}", "两条只能保留一条，或更正其中一条的档号。"),
    en=("the reference code “{value}” is the same as that of {first_en}", "Keep one of the two, or correct a code."),
)
CODE_ODD = Kind(
    "code-without-pattern",
    _W,
    zh=(
        "档号“{value}”不合本全宗的档号规则",
        "请核对档号；规则不是这样的，请改 mapping.yaml（或 catalogue/fonds 中这个全宗的文件）里 ref_code 的 pattern。",
    ),
    en=(
        "the reference code “{value}” does not fit the pattern of its fonds",
        "Check the code; if the pattern is wrong, correct it under ref_code in mapping.yaml (or in the file of the fonds in catalogue/fonds).",
    ),
)
FONDS_UNKNOWN = Kind(
    "fonds-undescribed",
    _W,
    zh=(
        "全宗“{value}”没有介绍（{whose}{count} 条）",
        "请新建 catalogue/fonds/{file}.md，写明全宗名称{more}；有全宗名册的，运行 python3 build.py new fonds 名册文件，一次建好。",
    ),
    en=(
        "fonds “{value}” is not described ({whose_en}{count:# record|# records})",
        "Write catalogue/fonds/{file}.md with its title{more_en}; python3 build.py new fonds FILE makes all of a roster.",
    ),
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
CODE_ALIKE = Kind(
    "code-alike",
    _W,
    zh=(
        "档号“{value}”中的“{what}”是{script}字母，只是看上去像拉丁字母",
        "请改成拉丁字母，否则输入这个档号的人查不到它。",
    ),
    en=(
        "“{what}” in the reference code “{value}” is a {script_en} letter that looks Latin",
        "Write the Latin letter: who types the code will not find it otherwise.",
    ),
)
CONTROL_DROPPED = Kind(
    "control-dropped",
    _W,
    zh=("这一格里有看不见的控制字符，已去掉：{value}", "请对照原件，看有没有因此少了字。"),
    en=("the cell held invisible control characters, which were dropped: {value}", "Compare it with the original."),
)
NULL_READ_AS_BLANK = Kind(
    "null-blank",
    _I,
    zh=(
        "表里有 {count} 格只写着 {words}，程序和数据库以此表示没有内容；从这里起按空格读",
        "确是题名的，请写成“[NULL]”。",
    ),
    en=(
        "{count:this cell of the table says|# cells of the table, from this one on, say} {words_en}, as programs write for nothing; {count:it is|they are} read as blank",
        "A title that is such a word may be written “[NULL]”.",
    ),
)
ERROR_READ_AS_BLANK = Kind(
    "errors-blank",
    _W,
    zh=(
        "表里有 {count} 格写着 Excel 的公式错误：{words}；从这里起按空格读",
        "请在原来的表格里改好公式（或复制后“选择性粘贴”为数值），重新导出。",
    ),
    en=(
        "{count:this cell of the table holds an error|# cells of the table, from this one on, hold errors} of Excel: {words_en}; {count:it is|they are} read as blank",
        "Mend the formulas in the original sheet or paste them as values, and export again.",
    ),
)
CELL_DITTO = Kind(
    "cell-ditto",
    _W,
    zh=(
        "这一格写着“{value}”，程序不知道它代表哪些字",
        "请在 Excel 里把它换成上面那一格的内容（选中这一列，查找“{value}”，逐个向下填充），再导入；题名本来如此的，可以不管。",
    ),
    en=(
        "this cell says “{value}” (ditto); which words it stands for is not known",
        "Replace it by what the cell above says (find it in Excel and fill down) and import again; leave a title that is so.",
    ),
)
TEXT_DAMAGED = Kind(
    "text-damaged",
    _W,
    zh=("文字可能已损坏（{what}）：{value}", "请对照原件或原系统更正这一格。"),
    en=("the text may be damaged ({what_en}): {value}", "Correct the cell from the original."),
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
DATE_COMPLETED = Kind(
    "date-completed",
    _I,
    zh=(
        "有 {count} 条的日期只写了月、日（如“{value}”），年份取自同一行的“年度”、上面的标题或表头上方，读作 {date} 等",
        "请核对第一条；年度与形成时间不同年的（如归档年度），请把日期写全。",
    ),
    en=(
        "the date of {count:# record has|# records have} no year (“{value}”); it is that of a column in its row, of the heading above or of the title: {date}",
        "Check the first; write dates in full where the year is that of filing.",
    ),
)
DATE_BELOW = Kind(
    "date-below",
    _E,
    zh=(
        "这一行只有日期“{value}”，多半是上一行起止日期的下半截；不读它，上一条就显得早就到期了",
        "请把上下两格并成一格（如 1954.3.1—1954.5.2），或者分成起、止两列，再导入。",
    ),
    en=(
        "this row holds only the date “{value}”, probably the end of that in the row above, which would seem over earlier",
        "Put both into one cell (such as 1954.3.1—1954.5.2) or into two columns, and import again.",
    ),
)

MORE = {
    severity: Kind(
        f"more-{severity.name.lower()}s",
        severity,
        zh=("另有 {count} 处同类问题（{code}）", "改法与上面列出的相同；改好后再检查一次，会列出其余各处。"),
        en=(
            "{count} more of the same kind ({code})",
            "Mend them as those above; checked again, the report lists the rest.",
        ),
    )
    for severity in Severity
}
"""Stands for the rest of a kind once a report has shown enough of it."""
