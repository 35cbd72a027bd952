"""What can be wrong with pages, guides, news and Archives Day campaigns."""

from lantai.problems import Kind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CONTENT_NAME = Kind(
    "content-name",
    _ERROR,
    zh=(
        "文件名“{name}”不能用作网址",
        "请改用小写字母、数字和连字符，如 marriage-records.md；译文加语言，如 marriage-records.en.md。",
    ),
    en=(
        "the file name “{name}” cannot become an address",
        "Use lower-case letters, digits and hyphens, as in marriage-records.md; for a translation marriage-records.en.md.",
    ),
)
CONTENT_YEAR = Kind(
    "content-year",
    _ERROR,
    zh=("国际档案日的文件名应是年份，不能是“{name}”", "请改为四位年份，如 2026.md；译文如 2026.en.md。"),
    en=("an Archives Day file is named by its year, not “{name}”", "Rename it, as in 2026.md or 2026.en.md."),
)
CONTENT_IGNORED = Kind(
    "content-ignored",
    _WARNING,
    zh=("文件“{name}”没有用到", "这里只读 .md 文件；供下载的文件请放在 media/ 中并在文中写明，多余的请移走。"),
    en=(
        "the file “{name}” is not used",
        "Only .md files are read here; put downloads into media/ and name them, remove the rest.",
    ),
)
CONTENT_LANGUAGE = Kind(
    "content-language",
    _WARNING,
    zh=(
        "本站没有语言“{language}”，此文件不会显示",
        "请在 content/site.yaml 的 languages 中加上它，或更正文件名：{hint}",
    ),
    en=(
        "the site does not speak “{language}”; this file is not shown",
        "Add it to languages in content/site.yaml, or correct the file name: {hint}",
    ),
)
CONTENT_TWICE = Kind(
    "content-twice",
    _ERROR,
    zh=("与 {other} 是同一内容的同一语言", "请只留一个文件。"),
    en=("the same text in the same language as {other}", "Keep one of the two files."),
)
TRANSLATION_ALONE = Kind(
    "translation-alone",
    _ERROR,
    zh=("译文没有原文", "请先写原文 {original}。"),
    en=("a translation without its original", "Write the original first: {original}."),
)
PAGE_RESERVED = Kind(
    "page-reserved",
    _ERROR,
    zh=("“{name}”是网站固定栏目的网址，页面不能用它", "请给文件换一个名字。"),
    en=("“{name}” is the address of a fixed part of the site", "Give the file another name."),
)
NOT_THERE = Kind(
    "visit-target-missing",
    _ERROR,
    zh=("没有找到{what}“{name}”", "请检查名称；{folder}/ 里有：{hint}"),
    en=("there is no {what} “{name}”", "Check its name; {folder}/ holds: {hint}"),
)
EVENT_TWICE = Kind(
    "event-twice",
    _ERROR,
    zh=("活动编号“{id}”用了两次", "请给每个活动一个不同的 id。"),
    en=("two events have the id “{id}”", "Give each event an id of its own."),
)
THEME_MISSING = Kind(
    "archives-day-theme-missing",
    _ERROR,
    zh=("{year} 年的主题没有预置，文件中也没有写", "请在文件开头加上：theme: 当年公布的主题"),
    en=(
        "the theme of {year} is not known to the program and not in the file",
        "Add to the head: theme: the theme announced",
    ),
)
DOWNLOAD_UNFIT = Kind(
    "download-unfit",
    _ERROR,
    zh=("供下载的文件“{name}”不可用：{detail}", "请把文件放在 {folder}/ 中，类型为 {types}。"),
    en=("the download “{name}” cannot be offered: {detail}", "Put it into {folder}/; types: {types}."),
)
DOCUMENT_NAMES = Kind(
    "document-names",
    _WARNING,
    zh=(
        "供下载的文件“{name}”的属性 {property} 写着“{value}”，会原样公布",
        "要去掉，在制作软件里清除（Word 和 WPS：文件—信息—检查文档；PDF：清空作者后重新导出）；本馆的名称可以留着。",
    ),
    en=(
        "the property {property} of the download “{name}” says “{value}”, and is published as it is",
        "To take it out, use the program that made it (Word: File, Info, Inspect Document; PDF: export again without an "
        "author). The name of the archive itself may stay.",
    ),
)
DOCUMENT_UNREAD = Kind(
    "document-unread",
    _WARNING,
    zh=(
        "供下载的文件“{name}”的属性读不出来：{detail}",
        "请用制作软件打开看看文件是否损坏或加了密码，属性里有没有人名。",
    ),
    en=(
        "the properties of the download “{name}” cannot be read: {detail}",
        "Open it: is it damaged or locked, and does it name anybody in its properties?",
    ),
)
HOME_KEY = Kind(
    "home-key",
    _ERROR,
    zh=("home 中的“{key}”不合要求：{detail}", "可用的字段：{known}"),
    en=("“{key}” under home cannot be used: {detail}", "Known keys: {known}"),
)
NAVIGATION_EMPTY = Kind(
    "navigation-empty",
    _ERROR,
    zh=(
        "navigation 中的“{name}”眼下没有可公布的内容，导航栏的链接会落空",
        "请在 content/{name}/ 中放入 .md 文件（未到公布时间的不算），或从 navigation 中删去它。",
    ),
    en=(
        "“{name}” in navigation has nothing to show at this moment, so the menu would lead nowhere",
        "Put .md files into content/{name}/ (what is not yet due does not count), or remove it from navigation.",
    ),
)
