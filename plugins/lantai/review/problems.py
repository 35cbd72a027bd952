"""What can be wrong with approvals, the ledger, withdrawals and the list of words."""

from lantai.problems import Kind, Severity

RELEASE_DRAFT = Kind(
    "release-draft",
    Severity.INFO,
    zh=("批次 {release} 还是草稿，{n} 条都不公布", "核对无误后，把 status: draft 改为 status: ready。"),
    en=(
        "release {release} is a draft: none of its {n:# record|# records} is published",
        "When all is right, write status: ready.",
    ),
)
RELEASE_SCHEDULED = Kind(
    "release-scheduled",
    Severity.INFO,
    zh=("批次 {release} 的 {n} 条到 {moment} 才公布", "到时再生成一次网站；要提前看，生成时加 --at {moment}。"),
    en=(
        "{n:the one record|the # records} of release {release} {n:is|are} not published before {moment}",
        "Build the site again then; to look at it now, build with --at {moment}.",
    ),
)
RELEASE_UNAPPROVED = Kind(
    "release-unapproved",
    Severity.WARNING,
    zh=(
        "批次 {release} 不予发布：{detail}",
        "核对后签署：python3 build.py review {release} --approve --sign 初审=姓名 …",
    ),
    en=(
        "release {release} is not published: {detail_en}",
        "Check it, then sign: python3 build.py review {release} --approve --sign 初审=NAME …",
    ),
)
RECORDS_HELD = Kind(
    "records-held",
    Severity.INFO,
    zh=("批次 {release}：{held} 条未予公布，共 {total} 条", "查看原因：python3 build.py review {release}"),
    en=(
        "release {release}: {held} of {total:# record|# records} {held:is|are} held",
        "See why: python3 build.py review {release}",
    ),
)
EARLY_WITHOUT_BASIS = Kind(
    "early-without-basis",
    Severity.ERROR,
    zh=(
        "批次 {release} 要提前开放{categories}类档案，但没有写依据",
        "在 access 中写 early_basis: 依据的文件名称、文号或条款；没有依据就删去 early_categories。",
    ),
    en=(
        "release {release} opens {categories} early but names no basis",
        "Write access: early_basis: the decree, its number or article; without one delete early_categories.",
    ),
)
SIGN_ROLE_UNKNOWN = Kind(
    "sign-role-unknown",
    Severity.ERROR,
    zh=("签署“{value}”无法理解", "写法为 --sign 角色=姓名，角色为：初审、复审、形成单位意见、审定。"),
    en=("the signature “{value}” is not understood", "Write --sign ROLE=NAME; roles: 初审, 复审, 形成单位意见, 审定."),
)
SIGN_WITHOUT_APPROVE = Kind(
    "sign-without-approve",
    Severity.ERROR,
    zh=("写了 --sign，没有写 --approve，没有签署", "确认签署请一并写上：--approve --sign 角色=姓名。"),
    en=("--sign without --approve: nothing was signed", "Write both: --approve --sign ROLE=NAME."),
)
APPROVE_WITHOUT_SIGN = Kind(
    "approve-without-sign",
    Severity.ERROR,
    zh=("写了 --approve，没有写由谁签署", "请写 --sign 角色=姓名，角色为：初审、复审、形成单位意见、审定。"),
    en=("--approve without saying who signs", "Write --sign ROLE=NAME; roles: 初审, 复审, 形成单位意见, 审定."),
)
SIGN_SAME_PERSON = Kind(
    "sign-same-person",
    Severity.ERROR,
    zh=("{name} 同时签署了 {first} 和 {second}", "四项签署须由不同的人作出；请由另一人签署其中一项。"),
    en=("{name} signed both as {first_en} and as {second_en}", "The four signatures come from different people."),
)
SIGN_MISSING = Kind(
    "sign-missing",
    Severity.WARNING,
    zh=("还缺签署：{roles}", "已记下现有签署；签署齐全之前，本批次不会公布。"),
    en=("signatures are still missing: {roles}", "The ones given are kept; until all are there nothing is published."),
)
SIGN_STALE = Kind(
    "sign-stale",
    Severity.WARNING,
    zh=("数据、映射或图像在上次签署后有改动，原有签署已作废", "请重新核对并全部重新签署。"),
    en=("data, mapping or pictures changed after the last signatures, which are void", "Check again and sign again."),
)
APPROVAL_UNWRITABLE = Kind(
    "approval-unwritable",
    Severity.ERROR,
    zh=("无法把签署写入文件：{detail}", "请检查 release.yaml 的 approval 部分是否写在最左边，再试一次。"),
    en=(
        "the approval cannot be written: {detail}",
        "Check that `approval:` in release.yaml starts at the left margin.",
    ),
)
LEDGER_LINE = Kind(
    "ledger-line",
    Severity.ERROR,
    zh=("审核台账的这一行无法读取：{detail}", "台账只能由程序追加。请从备份恢复这一行，或整行删除（该条将重新待审）。"),
    en=("this line of the ledger cannot be read: {detail}", "Restore it from a backup, or delete the whole line."),
)
WITHDRAWAL_INVALID = Kind(
    "withdrawal-invalid",
    Severity.ERROR,
    zh=("撤下记录“{value}”不完整", "每条须有 ref（档号）、on（日期）、reason（{classes}）。"),
    en=("the withdrawal “{value}” is incomplete", "Each needs ref, on (date) and reason ({classes})."),
)
WITHDRAWAL_UNKNOWN = Kind(
    "withdrawal-unknown",
    Severity.ERROR,
    zh=("任何批次中都没有档号“{ref}”{near}", "请核对档号；确要预先登记，请加 --force。"),
    en=("no release holds the reference code “{ref}”{near}", "Check the code; to note it anyway add --force."),
)
WITHDRAWAL_OF_SEVERAL = Kind(
    "withdrawal-of-several",
    Severity.ERROR,
    zh=("档号“{ref}”在几个馆都有：{archives}", "请用 --repository 写明是哪个馆的，例如 --repository 档案馆代码。"),
    en=("several archives hold “{ref}”: {archives}", "Say whose record it is: --repository CODE."),
)
WITHDRAWAL_REASON = Kind(
    "withdrawal-reason",
    Severity.ERROR,
    zh=("不认识的撤下原因“{value}”", "请用其中一个：{classes}"),
    en=("unknown reason class “{value}”", "Use one of: {classes}"),
)
WORDS_INVALID = Kind(
    "words-invalid",
    Severity.ERROR,
    zh=("词表的“{key}”写法不对：{value}", "应写成：{hint}"),
    en=("“{key}” of the word list cannot be used: {value}", "Write it like this: {hint}"),
)
SHEET_UNREADABLE = Kind(
    "sheet-unreadable",
    Severity.ERROR,
    zh=("审核表无法读取：{detail}", "请使用 --sheet 生成的表格，不改动工作表名、表头和“校验”列，保存为 .xlsx。"),
    en=(
        "the reviewers' sheet cannot be read: {detail_en}",
        "Use the sheet made by --sheet, its header row unchanged, as .xlsx.",
    ),
)
SHEET_SUFFIX = Kind(
    "sheet-suffix",
    Severity.ERROR,
    zh=("审核表是 Excel 工作簿，不能写成“{name}”", "请写 --sheet 审核表.xlsx。"),
    en=("the reviewers' sheet is a workbook; it cannot be “{name}”", "Write --sheet NAME.xlsx."),
)
SHEET_DECISION = Kind(
    "sheet-decision",
    Severity.ERROR,
    zh=("决定“{value}”无法理解", "只能填“放行”“不放行”，或留空。"),
    en=("the decision “{value}” is not understood", "Write 放行 (release), 不放行 (hold), or nothing."),
)
SHEET_CONTRADICTS = Kind(
    "sheet-contradicts",
    Severity.ERROR,
    zh=("{ref} 在表中有两个不同的决定（第 {rows} 行），都不采用", "请商定以后只留一行，再读一次。"),
    en=(
        "{ref} has two different decisions in the sheet (rows {rows}); neither is taken",
        "Agree on one and read again.",
    ),
)
SHEET_REFUSED_SINCE = Kind(
    "sheet-refused-since",
    Severity.ERROR,
    zh=(
        "{ref} 在制表之后已由{by}决定不放行，这张旧表里的“放行”不予采用",
        "确要改为放行，请重新生成审核表，再审这一条。",
    ),
    en=(
        "after this sheet was made {by} decided to hold {ref}; its release is not taken",
        "To release it after all, make a new sheet and decide again.",
    ),
)
SHEET_EDITED = Kind(
    "sheet-edited",
    Severity.WARNING,
    zh=("{ref} 的“{column}”在审核表里被改过；决定照记，改动不会进入目录", "要改目录，请在原系统改好，重新导出再导入。"),
    en=(
        "the “{column}” of {ref} was edited in the sheet; the decision is noted, the edit changes nothing",
        "To change the catalogue correct it in its system, export and import again.",
    ),
)
SHEET_NO_NAME = Kind(
    "sheet-no-name",
    Severity.ERROR,
    zh=("{ref} 有决定但没有审核人", "请在“审核人”一栏填写作出决定的人。"),
    en=("{ref} has a decision but no reviewer", "Write who decided in the column 审核人."),
)
SHEET_STALE = Kind(
    "sheet-stale",
    Severity.ERROR,
    zh=("{ref} 在制表之后内容有变，决定不予采用", "请重新生成审核表，再审这一条。"),
    en=("{ref} changed after the sheet was made; its decision is not taken", "Make a new sheet and decide again."),
)
SHEET_NOT_RELEASABLE = Kind(
    "sheet-not-releasable",
    Severity.ERROR,
    zh=("{ref} 不能由人放行：{reasons}", "{advice}"),
    en=("{ref} cannot be released by a decision: {reasons}", "{advice}"),
)
OBJECTS_UNSIGNED = Kind(
    "objects-unsigned",
    Severity.WARNING,
    zh=(
        "批次 {release} 有 {n} 个图像或文字文件在签署后新增或改动，暂不公布：{names}",
        "看过这些文件后重新签署：python3 build.py review {release} --approve --sign 初审=姓名 …；改错了的换回原来的文件。",
    ),
    en=(
        "{n:# file|# files} of pictures or their texts in release {release} {n:was|were} added or changed since it was signed and {n:is|are} not published: {names}",
        "look at them and sign again: python3 build.py review {release} --approve --sign 初审=NAME …; put back a file that was changed by mistake.",
    ),
)
OBJECT_CHANGED = Kind(
    "object-changed",
    Severity.ERROR,
    zh=("生成网站的时候，这个文件被改动了", "只公布会签时的原样。请等复制、扫描完成后，再生成一次。"),
    en=(
        "this file was changed while the site was built",
        "Only what was signed is published. Wait until copying or scanning has ended, then build again.",
    ),
)
OBJECT_TEXT_UNREADABLE = Kind(
    "object-text-unreadable",
    Severity.WARNING,
    zh=(
        "图像旁的文字文件不能读取（{detail}），不显示也不能检索",
        "请存成 UTF-8 的 .txt；.xml 须是 ALTO 格式；不超过 8 MB。",
    ),
    en=(
        "the text beside a picture cannot be read ({detail}): it is neither shown nor found",
        "Save it as .txt in UTF-8; .xml must be ALTO; no more than 8 MB.",
    ),
)
