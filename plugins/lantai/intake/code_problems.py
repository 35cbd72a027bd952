"""What can be wrong with reference codes that are made of columns, or of where a row stands."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODE_FROM_ROW = Kind(
    "code-from-row",
    _W,
    zh=("{count} 条没有档号，按行号编成（如 {example}）", "建议由业务系统给出档号：行的位置变了，网址也会变。"),
    en=(
        "{count:# record has no code of its own; it was made from the row number|# records have no code of their own; theirs were made from row numbers} ({example})",
        "Better give each a code in its system: if rows move, addresses move.",
    ),
)
CODE_COMPOSED = Kind(
    "code-composed",
    _I,
    zh=(
        "{count} 条的档号由几列拼成（{by}），第一条是 {example}",
        "请核对是不是本馆的档号；拼法写在 mapping.yaml 的 ref_code。",
    ),
    en=(
        "the {count:code of # record is|codes of # records are} composed of several columns ({by}), the first is {example}",
        "Check that these are your codes; ref_code in mapping.yaml says how they are made.",
    ),
)
STATED_ABOVE = Kind(
    "stated-above",
    _I,
    zh=("表格上方写着的 {example}，用于它下面的各行", "请核对第一条和最后一条的档号。"),
    en=("what stands above the table ({example}) holds for the rows below it", "Check the first and the last code."),
)
FILES_AND_ITEMS = Kind(
    "files-and-items",
    _I,
    zh=(
        "这是全引目录（案卷后面列着卷内文件，共 {count} 卷）：卷内各件归入它上面的案卷，用它的案卷号和年度；案卷控制的、有密级的，卷内没有另外写明的也一样",
        "请核对第一卷和最后一卷的档号。案卷写着开放的，卷内各件并不因此开放：全部开放的，在 mapping.yaml 的 constants 中写 open_status: 开放；不是的，在卷内目录里单列一列。",
    ),
    en=(
        "this list has {count:# file|# files}, each followed by what is in it: documents belong to the file above them and have its number and year; what closes it or makes it secret holds for those that say nothing else",
        "Check the codes of the first and the last file. That a file is open does not open its documents: if all are, write open_status: 开放 under constants in mapping.yaml; if not, give documents a column for it.",
    ),
)
ROW_CONTINUES = Kind(
    "row-continues",
    _E,
    zh=(
        "这一行只有题名，没有编号，未作条目：{value}",
        "若是上一行没有写完的题名，请并到上一行；若是单独一条，请补上编号；若是标题，请删去。",
    ),
    en=(
        "this row has a title and no number; it makes no record: {value}",
        "If it continues the title above, put it there; if it is a record, number it; if it is a heading, delete it.",
    ),
)
CODE_FROM_PLACE = Kind(
    "code-from-place",
    _W,
    zh=("{count} 条没有档号，按在上级之下的次序编成（如 {example}）", "建议补上档号：次序变了，网址也会变。"),
    en=(
        "{count:# record has no code of its own; it was made from its place|# records have no code of their own; theirs were made from their place} ({example})",
        "Better give each a code: if their order changes, addresses change.",
    ),
)
CODE_PART_MISSING = Kind(
    "code-part-missing",
    _E,
    zh=(
        "“{missing}”是空的，编不成档号：{value}",
        "请补上；如果空格表示与上一行相同，在 mapping.yaml 写 fill_down: [{missing}]。",
    ),
    en=(
        "“{missing}” is blank, so no reference code can be made: {value}",
        "Fill it in; if a blank repeats the cell above, write fill_down: [{missing}] in mapping.yaml.",
    ),
)
CODE_ENDS_EARLY = Kind(
    "code-ends-early",
    _W,
    zh=("没有“{missing}”，档号拼到上一级为止：{value}", "是案卷的，可以不管；是漏填的，请补上，否则文件成了案卷。"),
    en=(
        "“{missing}” is blank, so the code ends above it: {value}",
        "Leave it if this is a file; if the number was forgotten, add it, or the document becomes its file.",
    ),
)
PART_IS_NUMBER = Kind(
    "code-part-number",
    _W,
    zh=(
        "“{header}”一列是数字，不是文本：显示为 0001 的，读到的只是 1",
        "请核对编成的档号；应为四位的，在 mapping.yaml 的 pattern（或 compose）中写 {{{part}:4}}，前面的 0 由程序补足。",
    ),
    en=(
        "“{header}” holds numbers, not text: what is shown as 0001 reads 1",
        "Check the codes that were made; if there should be four digits, write {{{part}:4}} in the pattern (or in compose).",
    ),
)
