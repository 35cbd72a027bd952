"""What can be wrong with a table of dBase or FoxPro (DBF), which archives kept their catalogues in."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

DBF_READ = Kind(
    "dbf-read",
    _I,
    zh=("这是 FoxPro、dBase 的表，文字按 {encoding} 编码读取；行号就是记录号", ""),
    en=("a table of FoxPro or dBase, its text read as {encoding}; rows are numbered as its records are", ""),
)
DBF_DELETED = Kind(
    "dbf-deleted",
    _W,
    zh=(
        "有 {count} 条记录打了删除标记（如第 {examples} 条），没有读入",
        "删除了的不予发布；以前发布过的，另用 withdraw 撤下。应当发布的，请在 FoxPro 里用 RECALL 恢复，再导入一次。",
    ),
    en=(
        "{count:# record is|# records are} marked as deleted ({count:record|such as} {examples}) and {count:was|were} not read",
        "What is deleted is not published; withdraw what has been published before. RECALL in FoxPro what is to be published, and import again.",
    ),
)
DBF_BROKEN = Kind(
    "dbf-broken",
    _E,
    zh=(
        "这个表的文件头坏了（{detail}），没有读取",
        "请重新复制一次（不要用会转换文本的方式传送）；仍不行的，用 FoxPro 打开，COPY TO 一个新表，再导入。",
    ),
    en=(
        "the header of this table is damaged ({detail_en}), so it was not read",
        "Copy it again (not in a mode that converts text); failing that, open it in FoxPro and COPY it TO a new table.",
    ),
)
DBF_VERSION = Kind(
    "dbf-version",
    _E,
    zh=(
        "这个表是 {what} 的格式，程序不读",
        "请用原来的软件或 LibreOffice 打开，另存为 dBase III/IV 的 .dbf 或者 .xlsx，再导入。",
    ),
    en=(
        "this table is in the format of {what}, which is not read",
        "Open it in its program or in LibreOffice, save it as dBase III/IV (.dbf) or .xlsx and import that.",
    ),
)
DBF_ENCRYPTED = Kind(
    "dbf-encrypted",
    _E,
    zh=("这个表是加密的，无法读取", "请用原来的软件打开，另存为不加密的表，再导入。"),
    en=(
        "this table is encrypted and cannot be read",
        "Open it in its program, save it without encryption and import that.",
    ),
)
DBF_TRUNCATED = Kind(
    "dbf-truncated",
    _E,
    zh=(
        "文件头说有 {records} 条记录，文件里只有 {found} 条：文件没有复制完，或已损坏；没有读取",
        "请从原来的电脑重新复制，再核对文件大小；原来就是这样的，在 FoxPro 里修复后 COPY TO 一个新表，再导入。",
    ),
    en=(
        "its header tells of {records:# record|# records}, the file holds {found}: it is not complete, or damaged, and was not read",
        "Copy it again and compare its size; if it was so before, repair it in FoxPro, COPY it TO a new table and import that.",
    ),
)
DBF_LONGER = Kind(
    "dbf-longer",
    _E,
    zh=(
        "文件头说有 {records} 条记录，其后却还有内容（文件里有 {found} 条）：多半是录入时死机，没有存好；没有读取",
        "请用 FoxPro 打开（它会问是否修复），核对最后几条，COPY TO 一个新表，再导入。",
    ),
    en=(
        "its header tells of {records:# record|# records}, but more follow (the file holds {found}): it was probably not closed properly, and was not read",
        "Open it in FoxPro, which offers to repair it, check the last records, COPY it TO a new table and import that.",
    ),
)
DBF_SHIFTED = Kind(
    "dbf-shifted",
    _E,
    zh=(
        "从这条记录起，各项错了位（删除标记的位置上是别的字节）：文件已损坏，没有读取",
        "请重新复制一次（不要用会转换文本的方式传送）；仍不行的，在 FoxPro 里修复后 COPY TO 一个新表，再导入。",
    ),
    en=(
        "from this record on everything is out of place (what marks deletion is another byte): the file is damaged, and was not read",
        "Copy it again (not in a mode that converts text); failing that, repair it in FoxPro, COPY it TO a new table and import that.",
    ),
)
DBF_MEMO_MISSING = Kind(
    "dbf-memo-missing",
    _E,
    zh=(
        "“{columns}”的文字在备注文件 {name} 里，这里没有它；没有读取",
        "请把同名的 {name} 和这个 .dbf 放在一起，再导入一次。",
    ),
    en=(
        "the text of “{columns}” is in the memo file {name}, which is not here; nothing was read",
        "Put {name} beside this .dbf and import it again.",
    ),
)
DBF_MEMO_BROKEN = Kind(
    "dbf-memo-broken",
    _E,
    zh=(
        "这一格的文字应在备注文件 {name} 里，那里却没有：备注文件不完整、已损坏，或者是另一个表的；这条没有读入",
        "请重新复制 .dbf 和同名的备注文件（两个一起），再导入一次。",
    ),
    en=(
        "the text of this cell should be in the memo file {name} and is not: that is not complete, damaged or of another table; the record was not read",
        "Copy the .dbf and its memo file again, both together, and import it again.",
    ),
)
DBF_CELL_BROKEN = Kind(
    "dbf-cell-broken",
    _E,
    zh=(
        "这一格不能按 {encoding} 解读，多半已损坏；这条没有读入",
        "请在原来的软件里改好这一格；整列都这样的，在 release.yaml 的 sources 里写明 encoding（如 gb18030、big5）。",
    ),
    en=(
        "this cell cannot be read as {encoding}; it is probably damaged, and the record was not read",
        "Mend the cell in its program; if the whole column is so, name the encoding under sources in release.yaml (gb18030, big5).",
    ),
)
DBF_CELL_CUT = Kind(
    "dbf-cell-cut",
    _W,
    zh=(
        "“{header}”这一列宽 {width} 字节，有 {count} 格写满了，末尾的字多半被截掉（如第 {row} 条：{example}）",
        "请对照原件补全；表里放不下的，把这一列加宽，或导出为 .xlsx 后再补。",
    ),
    en=(
        "the column “{header}” is {width} bytes wide, and {count:# cell of it is|# cells of it are} full to the last: the end is probably cut off (record {row}: {example})",
        "Complete the text from the original; widen the column, or export as .xlsx and complete it there.",
    ),
)
DBF_COLUMN_UNREAD = Kind(
    "dbf-column-unread",
    _I,
    zh=("“{header}”这一列不是文字（图片或别的程序的对象），没有读取", ""),
    en=("the column “{header}” holds no text (pictures, objects of other programs) and was not read", ""),
)
