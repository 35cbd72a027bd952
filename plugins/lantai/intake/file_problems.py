"""What can be wrong with the file of an export itself: its format, its encoding, its quotes."""

from lantai.problems import Kind, Severity

_E, _I = Severity.ERROR, Severity.INFO

ENCODING_USED = Kind(
    "encoding-used",
    _I,
    zh=("按 {encoding} 编码读取，分隔符为{delimiter}", ""),
    en=("read as {encoding}, separated by {delimiter_en}", ""),
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
    zh=("文件里没有数据", "请在原系统中重新导出，打开文件看看里面有条目，再导入。"),
    en=("the file holds no data", "Export it again, open the file to see that records are in it, and import that."),
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
EXPORT_IN_USE = Kind(
    "export-in-use",
    _E,
    zh=(
        "这个文件打不开：别的程序正占用它，或者您没有读它的权限",
        "请先在 Excel、WPS 里存盘并关闭它（网盘正在同步的，等它完成），再试一次；仍不行的，把它复制一份，导入副本。",
    ),
    en=(
        "this file cannot be opened: another program is using it, or you may not read it",
        "Save and close it in Excel (or wait for your cloud drive) and try again; failing that, copy it and import the copy.",
    ),
)
EXPORT_IS_LOCK = Kind(
    "export-is-lock",
    _E,
    zh=(
        "这是 Excel 打开文件时留下的临时文件（~$ 开头），里面没有目录",
        "请在 Excel 里存盘并关闭那个文件，再导入名字里没有 ~$ 的那一个。",
    ),
    en=(
        "this is what Excel keeps beside a file that is open (~$ …); there is no list in it",
        "Save and close that file in Excel, and import the one without ~$ in its name.",
    ),
)
TEXT_UNDIVIDED = Kind(
    "text-undivided",
    _E,
    zh=(
        "每一行都只有一格，找不到分隔符；{rows} 行未读取",
        "请在原系统导出时选用逗号或 Tab 分隔；各列用空格对齐的，用 Excel 打开，按固定宽度“分列”，另存为 .xlsx。",
    ),
    en=(
        "every line is one cell: there is no separator; {rows:# row|# rows} not read",
        "Export it separated by commas or tabs; if blanks line up its columns, open it in Excel by fixed width and save as .xlsx.",
    ),
)
EXPORT_UNLISTED = Kind(
    "export-unlisted",
    _E,
    zh=(
        "批次 {release} 已有 release.yaml，其中的 sources（{sources}）不含这个文件，导入了也不会读取",
        "修订后重新导出的，请把文件改成原来的名字；另加的文件，请先在 {where} 的 sources 中加一行 - {{file: {name}}}。",
    ),
    en=(
        "release {release} has a release.yaml already, whose sources ({sources}) do not name this file: it would not be read",
        "Give a corrected export its old name; for a further file first add - {{file: {name}}} to sources in {where}.",
    ),
)
FORMAT_UNKNOWN = Kind(
    "format-unknown",
    _E,
    zh=("程序不读“{suffix}”格式的文件", "{advice}"),
    en=("files of the format “{suffix}” are not read", "{advice_en}"),
)
WORKBOOK_UNREADABLE = Kind(
    "workbook-unreadable",
    _E,
    zh=(
        "无法打开工作簿，文件多半不完整或已损坏（{detail}）",
        "请用 Excel 或 WPS 打开，另存为新的 .xlsx；打不开的，请重新下载、复制，或从原系统重新导出。",
    ),
    en=(
        "the workbook cannot be opened; it is probably damaged or not complete ({detail})",
        "Open it in Excel and save it as a new .xlsx; failing that, download or copy it again, or export it again.",
    ),
)
WORKBOOK_LOCKED = Kind(
    "workbook-locked",
    _E,
    zh=("工作簿设有打开密码，无法读取", "请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx。"),
    en=(
        "the workbook has a password and cannot be read",
        "Open it in Excel, remove the password and save it as .xlsx.",
    ),
)
WORKBOOK_IS_OTHER = Kind(
    "workbook-is-other",
    _E,
    zh=("文件名以 {suffix} 结尾，内容却是：{what}", "{advice}"),
    en=("its name ends in {suffix}, but it is {what_en}", "{advice_en}"),
)
READ_AS_OTHER = Kind(
    "read-as-other",
    _I,
    zh=("文件名以 {suffix} 结尾，内容却是：{what}；已照此读取", ""),
    en=("its name ends in {suffix}, but it is {what_en}, and was read as that", ""),
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
        "从这一行起英文双引号不配对（{detail}）；此后约 {rows} 行未能读取",
        "请检查这一行的英文双引号；单元格里的双引号应写成两个。",
    ),
    en=(
        "from this row on the quotes do not match ({detail_en}); about {rows:# row after it was|# rows after it were} not read",
        "Check the double quotes in this row; inside a cell each must be doubled.",
    ),
)
QUOTE_SWALLOWS = Kind(
    "csv-quote-swallows",
    _E,
    zh=("这一行的一个单元格里含有 {lines} 行文字，可能是引号不配对吞掉了后面的行", "请检查这一行的英文双引号。"),
    en=(
        "a cell in this row holds {lines:# line|# lines}: an unmatched quote may have swallowed rows",
        "Check its double quotes.",
    ),
)
ROW_TOO_LONG = Kind(
    "row-too-long",
    _E,
    zh=("这一行有 {cells} 个单元格，而表头只有 {header} 列", "单元格里的分隔符要加英文双引号；请核对这一行。"),
    en=(
        "this row has {cells:# cell|# cells}, the header {header}",
        "A separator inside a cell needs quotes; check this row.",
    ),
)
JSON_BROKEN = Kind(
    "json-broken",
    _E,
    zh=(
        "这里不是完好的 JSON 对象：{detail_zh}",
        '每行一个对象：{{"ref_code": …, "title": …}}；或整个文件是一个列表：[{{…}}, {{…}}]。',
    ),
    en=(
        "there is no sound JSON object here: {detail}",
        'One object a line: {{"ref_code": …, "title": …}}; or the whole file one list: [{{…}}, {{…}}].',
    ),
)
JSON_NESTED = Kind(
    "json-nested",
    _E,
    zh=(
        "这个对象里套着几条目录（“{key}”有 {count} 个），没有读入",
        "请让业务系统按件导出：每件一个对象，案卷的各项（如案卷档号）在每件里都写上。",
    ),
    en=(
        "this object holds several records (“{key}” stands there {count:once|# times}) and was not read",
        "Export one object for each document, with what is said of its file (such as the file's code) in each.",
    ),
)
