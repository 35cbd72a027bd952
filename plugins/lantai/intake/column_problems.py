"""What can be wrong with columns that decide what may be published – unread, blank, of unknown values – and with others
that the mapping does not read.
"""

from lantai.problems import Kind, Severity

COLUMN_GUARDS = Kind(
    "column-guards",
    Severity.ERROR,
    zh=(
        "列“{header}”（例：{example}）关系到能否公开，而 mapping.yaml 没有读它",
        "请在 columns 中写 {header}: {name}；确实无关时写进 ignore。",
    ),
    en=(
        "the column “{header}” (e.g. {example}) decides what may be published, and mapping.yaml does not read it",
        "Write {header}: {name} under columns; if it has nothing to do with that, add it to ignore.",
    ),
)
COLUMN_GUARDS_UNCLEAR = Kind(
    "column-guards-unclear",
    Severity.ERROR,
    zh=(
        "列“{header}”（例：{example}）似乎关系到能否公开，而程序不知道怎样读它",
        "请在表里加一列“开放状态”，逐行写开放或控制，再导入一次；确实无关时把 {header} 写进 ignore。",
    ),
    en=(
        "the column “{header}” (e.g. {example}) seems to decide what may be published; how to read it is not known",
        "Add a column “开放状态” that says 开放 (open) or 控制 (closed) in every row and import again; "
        "if it has nothing to do with that, add {header} to ignore.",
    ),
)
COLUMN_GUARDS_TOO = Kind(
    "column-guards-too",
    Severity.ERROR,
    zh=(
        "列“{header}”（{values}）也说能否公开，而{field}读的是另一列",
        "请对照两列：应以这一列为准的，在 columns 中改为 {header}: {name}；确实无关时写进 ignore。",
    ),
    en=(
        "the column “{header}” ({values}) tells what may be published, too, but {field_en} is read from another",
        "Compare both: if this is the one that counts, write {header}: {name} under columns instead; else add it to ignore.",
    ),
)
COLUMN_MARKED = Kind(
    "column-marked",
    Severity.WARNING,
    zh=(
        "列“{header}”没有映射，却有 {count} 格带密级标志（{example}）；这些行按涉密处理，不会公布",
        "请核对：这一列是密级的，在 columns 中写 {header}: secrecy；标志有误的，在原系统改好重新导出。",
    ),
    en=(
        "the column “{header}” is mapped to nothing, but {count:# of its cells bears|# of its cells bear} a secrecy marking ({example}); "
        "{count:this row is|these rows are} held",
        "If it is the secrecy class, write {header}: secrecy under columns; correct wrong markings and export again.",
    ),
)
COLUMN_CLOSES = Kind(
    "column-closes",
    Severity.WARNING,
    zh=(
        "列“{header}”说有 {count} 行不能公开（{example}），而这些行又写着开放；一律按控制处理，不会公布",
        "请核对这些行：不能公开的，可以不管；确应开放的，在原系统改掉这一格、重新导出；没有映射而与能否公开无关的列，写进 ignore。",
    ),
    en=(
        "the column “{header}” closes {count:# row that is|# rows that are} said to be open ({example}); "
        "{count:it is|they are} held",
        "Check these rows: if they are not open, leave it so; if one is, mend this cell in its system and export again; "
        "if the column is mapped to nothing and has nothing to do with it, add it to ignore.",
    ),
)
GONE = Kind(
    "record-gone",
    Severity.WARNING,
    zh=(
        "列“{header}”说有 {count} 行已经销毁、遗失或移交他处（{example}），不会公布",
        "请核对这些行：确实不在馆里的，可以不管，以前公布过的另用 withdraw 撤下；还在的，在原系统改掉这一格、重新导出；这一列说的不是在不在馆，写进 ignore。",
    ),
    en=(
        "the column “{header}” says of {count:# row|# rows} that it was destroyed, lost or given away ({example}); {count:it is|they are} not published",
        "Check these rows: leave those that are no longer there (withdraw what has been published before); if one is, mend this cell and export again; if the column says something else, add it to ignore.",
    ),
)
GONE_PERHAPS = Kind(
    "record-gone-perhaps",
    Severity.WARNING,
    zh=(
        "列“{header}”有 {count} 行提到销毁、遗失或移交（{example}），说不准还在不在馆，没有据此留住",
        "请核对这些行：整件不在馆里的，把这一格改成“已销毁”“遗失”或“移交某馆”，重新导入；只缺附件、几页的，可以不管。",
    ),
    en=(
        "the column “{header}” speaks in {count:# row|# rows} of destruction, loss or transfer ({example}); whether the record is still there is not certain, and it is not held for that",
        "Check these rows: if all of a record is gone, write just that (已销毁, 遗失) and import again; if only some pages are, leave it.",
    ),
)
HEADING_GONE = Kind(
    "heading-gone",
    Severity.ERROR,
    zh=(
        "“{value}”说以下的档案已经销毁（或将销毁、移出、遗失），不该作为馆藏公布",
        "请把这些条目移出去；其实还在馆里的，改掉这几个字，重新导入。",
    ),
    en=(
        "“{value}” says that what follows has been destroyed (or will be), moved away or lost: it should not be published as held",
        "Move these records elsewhere; if they are in the archive, change these words. Then import again.",
    ),
)
HEADING_CLOSES = Kind(
    "heading-closes",
    Severity.ERROR,
    zh=(
        "“{value}”说有的条目不开放，而表里没有开放状态一列，分不清是哪些",
        "请在表里加一列“开放状态”，逐行写开放或控制；或者把不开放的部分移出去。其实全部开放的，请改掉这几个字。然后重新导入。",
    ),
    en=(
        "“{value}” says that some records are not open, but no column tells which",
        "Add a column “开放状态” that says 开放 (open) or 控制 (closed) in every row, or move what is not open elsewhere; "
        "if all of it is open, change these words. Then import again.",
    ),
)
HEADING_SECRET = Kind(
    "heading-secret",
    Severity.ERROR,
    zh=(
        "“{value}”有密级，而表里没有密级一列，分不清是哪些",
        "请在表里加一列“密级”，逐行写明；或者把有密级的部分移出去。其实都没有密级（或已解密）的，请改掉这几个字。然后重新导入。",
    ),
    en=(
        "“{value}” says that something is secret, but no column tells what",
        "Add a column “密级” with the class in every row, or move what is secret elsewhere; if nothing of it is, change "
        "these words. Then import again.",
    ),
)
SIGN_CLOSES = Kind(
    "sign-closes",
    Severity.ERROR,
    zh=(
        "“{value}”：用颜色或符号表示不开放，程序看不出是哪些行",
        "请在表里逐行写明：在“开放状态”一列写控制（Excel 可按颜色筛选后一起填），再删去这句说明，重新导入。",
    ),
    en=(
        "“{value}”: a colour or a sign says what is not open; which rows these are cannot be seen",
        "Say it in every row: write 控制 (closed) under 开放状态 (Excel can filter by colour), delete this note and import again.",
    ),
)
COLUMN_UNMAPPED = Kind(
    "column-unmapped",
    Severity.INFO,
    zh=(
        "列“{header}”没有对应的著录项，已略去（例：{example}）",
        "需要时写进 mapping.yaml 的 columns 或 extra；确实不要的写进 ignore。",
    ),
    en=(
        "the column “{header}” is mapped to nothing and was left out (e.g. {example})",
        "Add it to columns, extra or ignore.",
    ),
)
STATUS_BLANK = Kind(
    "status-blank",
    Severity.WARNING,
    zh=("{count} 条的开放状态是空的，一律不会公布", "请在原系统逐条写明开放或控制，重新导出；不该公布的，可以不管。"),
    en=(
        "{count:# record has|# records have} no open status while others have one; {count:it|none of them} will "
        "{count:not |}be published",
        "Say 开放 (open) or 控制 (closed) of each in its system and export again; leave what should not be published.",
    ),
)
STATUS_ABSENT = Kind(
    "status-absent",
    Severity.WARNING,
    zh=(
        "{count} 条没有写明开放状态，一律不会公布",
        "确认这些条目全部开放后，在本批 mapping.yaml 的 constants 中写 open_status: 开放。",
    ),
    en=(
        "{count:# record does not say whether it is|# records do not say whether they are} open, so {count:it will not|none of them will} be published",
        "If {count:it is|all of them are} open, write open_status: 开放 under constants in the release's mapping.yaml.",
    ),
)
VALUE_UNTRANSLATED = Kind(
    "value-unknown",
    Severity.WARNING,
    zh=(
        "“{field}”的值“{value}”不在可用的值之内（{count} 条），这些条目不会公布",
        "可用：{hint}。请在 mapping.yaml 的 values 中对应。",
    ),
    en=(
        "the value “{value}” of “{field_en}” is not one of those known; {count:# record is|# records are} held",
        "Known: {hint}. Translate it under values.",
    ),
)
