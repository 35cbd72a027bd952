"""What can be wrong with ``content/site.yaml`` and with YAML files in general."""

from lantai.problems import Kind, Severity

SITE_MISSING = Kind(
    "site-missing",
    Severity.ERROR,
    zh=(
        "找不到 content/site.yaml",
        "请确认 --site 指向网站文件夹；新建网站请用：python3 build.py new site 文件夹",
    ),
    en=(
        "there is no content/site.yaml",
        "Check that --site names a site folder; start one with: python3 build.py new site DIR",
    ),
)
LINK_OUTSIDE = Kind(
    "link-outside",
    Severity.ERROR,
    zh=("这个符号链接指向网站文件夹以外：{target}", "请把文件复制进来，代替链接。网站只用自己文件夹里的内容。"),
    en=(
        "this symbolic link leads out of the site folder, to {target}",
        "Put a copy of the files in its place: a site uses nothing but what lies in its own folder.",
    ),
)
LINK_BROKEN = Kind(
    "link-broken",
    Severity.ERROR,
    zh=("这个符号链接指向不存在的文件，或绕回自己", "请删去它，或换成文件本身。"),
    en=("this symbolic link leads nowhere, or back to itself", "Delete it, or put the file itself in its place."),
)
FILE_SPECIAL = Kind(
    "file-special",
    Severity.ERROR,
    zh=("这不是普通的文件（而是管道、套接字或设备）", "请删去它。"),
    en=("this is no ordinary file but a pipe, a socket or a device", "Delete it."),
)
SOURCE_MISPLACED = Kind(
    "source-misplaced",
    Severity.ERROR,
    zh=("这个文件不起作用：写的内容只有放在 {expected} 里才算数", "请改名或移到那里；不用的请删去，或在文件名前加 _。"),
    en=(
        "this file does nothing: what it says counts in {expected} only",
        "Rename or move it there; delete what is not wanted, or let its name begin with _.",
    ),
)
SOURCE_IS_FOLDER = Kind(
    "source-is-folder",
    Severity.ERROR,
    zh=("这里应当是一个文件，现在是文件夹", "请把它改名，再放上文件。"),
    en=("a file is expected here, and this is a folder", "Rename it, then put the file there."),
)
SOURCE_HEADLESS = Kind(
    "source-headless",
    Severity.WARNING,
    zh=("网站不会用到这个文件夹：里面没有 {first}", "请写上 {first}，或把文件夹移走；暂时不用的，在文件夹名前加 _。"),
    en=(
        "nothing of the site is made of this folder, which has no {first}",
        "Write {first}, or move the folder away; let its name begin with _ while it is not wanted.",
    ),
)
SOURCE_UNREAD = Kind(
    "source-unread",
    Severity.WARNING,
    zh=(
        "网站不会用到这个文件：名字或位置不对",
        "最接近的是 {expected}，请照它改名或移动；只是备忘的，请在文件名前加 _。",
    ),
    en=(
        "nothing of the site is made of this file: its name or its place is wrong",
        "The nearest is {expected}: rename or move it so; let the name of a mere note begin with _.",
    ),
)
YAML_SYNTAX = Kind(
    "yaml-syntax",
    Severity.ERROR,
    zh=("YAML 格式有误：{zh}", "请检查这一行及上一行的缩进、冒号后的空格和引号。"),
    en=("not valid YAML: {detail}", "Check indentation, the space after colons, and quotes here and one line above."),
)
YAML_COLON = Kind(
    "yaml-colon",
    Severity.ERROR,
    zh=("“{key}”后面的冒号是全角的“：”", "请改成半角冒号，后面空一格：{key}: …"),
    en=("the colon after “{key}” is the full-width “：”", "Write a plain colon and a space: {key}: …"),
)
YAML_SPACE = Kind(
    "yaml-space",
    Severity.ERROR,
    zh=("“{key}:”后面没有空格", "请在冒号后面空一格：{key}: …"),
    en=("there is no space after “{key}:”", "Write a space after the colon: {key}: …"),
)
YAML_INDENT = Kind(
    "yaml-indent",
    Severity.ERROR,
    zh=("“{key}”前面有全角空格或不间断空格", "请删去，改用普通的（半角）空格，与同一层的其他行对齐。"),
    en=("there is a full-width or no-break space before “{key}”", "Indent by plain spaces, as the lines beside it."),
)
YAML_QUOTES = Kind(
    "yaml-quotes",
    Severity.ERROR,
    zh=("这里以 {signs} 之一开头，程序不会当作文字", '是文字的，请给整句加引号，例如 caption: "*江堤*"。'),
    en=("this begins with one of {signs} and is not read as text", 'Put quotes around it: caption: "*The dike*".'),
)
YAML_KEY_TWICE = Kind(
    "yaml-key-twice",
    Severity.ERROR,
    zh=("“{key}”写了两次", "每个字段只写一次，请把两处合成一处。"),
    en=("“{key}” is written twice", "Each key stands once: join the two."),
)
HEAD_LINE = Kind(
    "head-line",
    Severity.ERROR,
    zh=("文件开头的“{written}”不是三个减号", "说明的上面和下面各单独写一行三个半角减号：---"),
    en=("“{written}” at the top of the file is not three hyphens", "Write --- on a line of its own above and below the head."),
)  # fmt: skip
HEAD_MISSING = Kind(
    "head-missing",
    Severity.ERROR,
    zh=("文件开头没有用 --- 括起来的说明", "请在第一行写 ---，然后写 title: 标题，再写一行 ---，下面是正文。"),
    en=(
        "the file has no head between lines of ---",
        "Begin with ---, then title: …, then --- again; the text follows.",
    ),
)
HEAD_OPEN = Kind(
    "head-open",
    Severity.ERROR,
    zh=("文件开头的说明没有结束", "请在说明之后单独写一行 ---，再写正文。"),
    en=("the head of the file is never closed", "Write --- on a line of its own after it, before the text."),
)
YAML_TOO_COMPLEX = Kind(
    "yaml-too-complex",
    Severity.ERROR,
    zh=("YAML 嵌套得太深：{detail} 层", "请写得平一些；多半是多写了方括号或花括号。"),
    en=("the YAML is nested too deeply: {detail} levels", "Write it flatter; most likely there are brackets too many."),
)
YAML_CHARACTER = Kind(
    "yaml-character",
    Severity.ERROR,
    zh=(
        "这里有一个不能用的字符（{code}）",
        "这是看不见的控制字符或残缺的编码，多半是复制时带进来的：请删掉，重新输入这几个字。",
    ),
    en=(
        "there is a character here that cannot be used ({code})",
        "It is an invisible control or a broken encoding, most likely copied along: delete it and type the words again.",
    ),
)
FILE_UNREADABLE = Kind(
    "file-unreadable",
    Severity.ERROR,
    zh=("无法读取文件：{detail}", "请检查文件是否存在、能否打开，并保存为 UTF-8 编码。"),
    en=("the file cannot be read: {detail}", "Check that it exists and opens, and save it as UTF-8."),
)
FILE_ENCODING = Kind(
    "file-encoding",
    Severity.ERROR,
    zh=("{name} 不是 UTF-8 编码（像是 {encoding}）", "请用记事本或 VS Code 打开，另存为，编码选 UTF-8。"),
    en=("{name} is not in UTF-8 (but, it seems, {encoding})", "Open it in an editor and save it again as UTF-8."),
)
KEY_UNKNOWN = Kind(
    "key-unknown",
    Severity.ERROR,
    zh=("不认识的字段“{key}”", "这里可以写：{hint}。请改正，或删去这一行。"),
    en=("unknown key “{key}”", "What can be written here: {hint}. Correct it, or delete the line."),
)
KEY_MISSING = Kind(
    "key-missing",
    Severity.ERROR,
    zh=("缺少必填字段“{key}”", "请补充：{hint}"),
    en=("the required key “{key}” is missing", "Add it: {hint}"),
)
VALUE_INVALID = Kind(
    "value-invalid",
    Severity.ERROR,
    zh=("字段“{key}”的值“{value}”不合要求", "应为：{hint}"),
    en=("the value “{value}” of “{key}” cannot be used", "Expected: {hint}"),
)
ENDS_BEFORE_START = Kind(
    "ends-before-start",
    Severity.ERROR,
    zh=("结束时间 {end} 早于开始时间 {start}", "请检查两个时间的日期和时刻。"),
    en=("it ends {end} before it starts {start}", "Check both dates and times."),
)
MESSAGE_MISSING = Kind(
    "message-missing",
    Severity.ERROR,
    zh=("界面语言 {language} 缺少文字“{key}”", "请在 theme/messages/{language}/ 中补上。"),
    en=("the interface language {language} lacks the text “{key}”", "Add it in theme/messages/{language}/."),
)
ADDRESS_TAKEN = Kind(
    "address-taken",
    Severity.ERROR,
    zh=("两个内容争用同一个网址 {address}：{first} 与 {second}", "请修改其中一个的文件夹名、文件名或档号。"),
    en=("two things want the address {address}: {first} and {second}", "Rename one of the folders, files or codes."),
)
