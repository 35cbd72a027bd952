"""What can be wrong with a finding aid in EAD."""

from lantai.problems import Kind, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

XML_BROKEN = Kind(
    "xml-broken",
    _E,
    zh=(
        "不是完好的 XML：{detail}",
        "请用导出它的系统重新导出。若手工改过，请看这一行附近：标签要成对，文字里的 & 写成 &amp;，< 写成 &lt;。",
    ),
    en=(
        "not well-formed XML: {detail}",
        "Export it again from its system. If it was edited by hand, look about this line: tags come in pairs, & in a "
        "text is written &amp; and < is written &lt;.",
    ),
)
XML_NOT_EAD = Kind(
    "xml-not-ead",
    _E,
    zh=("这个 XML 文件不是 EAD（根元素是 {root}）", "请提供 EAD 2002 或 EAD3 文件。"),
    en=("this XML file is not EAD (its root is {root})", "Provide EAD 2002 or EAD3."),
)
XML_ENTITY = Kind(
    "xml-entity",
    _W,
    zh=("{count} 处自定义实体（如 &{example};）没有展开，那里的文字缺失", "请在导出前把实体换成文字。"),
    en=(
        "{count:# custom entity|# custom entities} (such as &{example};) {count:was|were} not expanded; {count:its|their} text is missing",
        "Replace them by text.",
    ),
)
EAD_INVALID = Kind(
    "ead-invalid",
    _W,
    zh=("{name} 不是 EAD 的元素或属性（{count} 处），没有读取", "请用 EAD 模式检查这个文件，再由原系统重新导出。"),
    en=(
        "{name} is no element or attribute of EAD ({count:once|# times}) and was not read",
        "Validate the file against the schema of EAD and export it again.",
    ),
)
EAD_CODE_MADE = Kind(
    "ead-code-made",
    _W,
    zh=(
        "{count} 个著录单元没有自己的 unitid，档号按所在位置编成（如 {example}）",
        "建议在 EAD 中补上 unitid：位置变了，网址也会变。",
    ),
    en=(
        "{count:# component has no unitid; its code was made from its place|# components have no unitid; their codes were made from their place} ({example})",
        "Better give each a unitid: if the place changes, so does its address.",
    ),
)
EAD_TITLE_MADE = Kind(
    "ead-title-made",
    _I,
    zh=("{count} 个著录单元没有 unittitle，题名取自日期或上级", ""),
    en=("{count:# component has|# components have} no unittitle; the title was taken from the date or the parent", ""),
)
EAD_DATE_IN_TITLE = Kind(
    "ead-date-in-title",
    _W,
    zh=(
        "{count} 个著录单元没有 unitdate，题名里却写着年份（如“{example}”）",
        "程序不从题名里猜日期，这些条目按无日期处理。请在原系统中把日期标为 unitdate（可以就标在 unittitle 里）再导出；"
        "或在 release.yaml 的 access 中写 undated，决定无日期的条目怎么办。",
    ),
    en=(
        "{count:# component has no unitdate, but a year in its title|# components have no unitdate, but a year in their title} (such as “{example}”)",
        "No date is guessed from a title: these records are undated. Mark the date as unitdate in the system they come "
        "from (it may stand within unittitle) and export again; or decide what happens to undated records by undated "
        "under access in release.yaml.",
    ),
)
EAD_LEFT_OUT = Kind(
    "ead-internal",
    _I,
    zh=('{count} 个标为 audience="internal" 的部分没有读取', ""),
    en=('{count:# part marked audience="internal" was|# parts marked audience="internal" were} not read', ""),
)
