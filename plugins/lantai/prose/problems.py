"""What can be wrong with texts, their blocks and their figures."""

from lantai.problems import Kind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

BLOCK_UNKNOWN = Kind(
    "block-unknown",
    _ERROR,
    zh=("没有叫“{name}”的内容块", "请检查拼写。相近的有：{hint}；全部内容块见《内容块》一页。"),
    en=("there is no block called “{name}”", "Check the spelling. Close to it: {hint}. The page “Blocks” lists all."),
)
BLOCK_WIDE = Kind(
    "block-wide",
    _ERROR,
    zh=("“{written}”里有全角的斜线、竖线或空格，不会当作内容块", "请用半角符号：{meant}"),
    en=("“{written}” has slashes, bars or spaces of full width and is no block", "Write it with plain ones: {meant}"),
)
BLOCK_UNCLOSED = Kind(
    "block-unclosed",
    _ERROR,
    zh=("内容块“{name}”没有结束", "请在它的内容之后单独写一行 {fence}"),
    en=("the block “{name}” is never closed", "Write {fence} on a line of its own after its content."),
)
BLOCK_STRAY_END = Kind(
    "block-stray-end",
    _ERROR,
    zh=("这一行 {fence} 没有对应的开始", "请删除这一行，或检查前面内容块的斜线数目是否相同。"),
    en=(
        "this {fence} ends a block that was never begun",
        "Remove it, or check that the opening line has as many slashes.",
    ),
)
BLOCK_INDENTED = Kind(
    "block-indented",
    _ERROR,
    zh=("内容块“{name}”前面缩进太多，会被当作普通文字", "请让 /// 顶格书写。内容块不能放在列表项里面。"),
    en=(
        "the block “{name}” is indented and would be shown as plain text",
        "Start /// at the margin; a block cannot stand in a list.",
    ),
)
BLOCK_ARGUMENT_MISSING = Kind(
    "block-argument-missing",
    _ERROR,
    zh=("内容块“{name}”缺少竖线后面的内容（{what}）", "请写成：/// {name} | {what}"),
    en=("the block “{name}” needs something after the bar ({what})", "Write: /// {name} | {what}"),
)
BLOCK_ARGUMENT_NOT_WANTED = Kind(
    "block-argument-not-wanted",
    _ERROR,
    zh=("内容块“{name}”的竖线后面不写内容", "请删除“| {argument}”。"),
    en=("the block “{name}” takes nothing after the bar", "Remove “| {argument}”."),
)
BLOCK_BODY_MISSING = Kind(
    "block-body-missing",
    _ERROR,
    zh=("内容块“{name}”里面没有文字", "请在开始行与结束行之间写上内容。"),
    en=("the block “{name}” is empty", "Write its text between the first line and the closing one."),
)
BLOCK_BODY_NOT_WANTED = Kind(
    "block-body-not-wanted",
    _ERROR,
    zh=("内容块“{name}”里面不能写文字", "选项每行前面要空四格；文字请移到内容块之外。"),
    en=("the block “{name}” holds no text", "Options are indented by four spaces; move other text outside the block."),
)
BLOCK_MISPLACED = Kind(
    "block-misplaced",
    _ERROR,
    zh=("内容块“{name}”只能放在“{parent}”里面", "请把它移到 /// {parent} 与它的结束行之间。"),
    en=("the block “{name}” belongs inside “{parent}”", "Move it between /// {parent} and its closing line."),
)
BLOCK_EMPTY = Kind(
    "block-empty",
    _ERROR,
    zh=("内容块“{name}”没有可以显示的内容", "请补上要显示的内容，例如：{hint}"),
    en=("the block “{name}” has nothing to show", "Say what it shows, for example: {hint}"),
)
BLOCK_CROSSED = Kind(
    "block-crossed",
    _ERROR,
    zh=("HTML 标签跨越了内容块“{name}”的边界", "请在内容块开始之前关闭所有 HTML 标签。"),
    en=("an HTML tag crosses the border of the block “{name}”", "Close every HTML tag before a block begins."),
)
FIGURE_UNKNOWN = Kind(
    "figure-unknown",
    _ERROR,
    zh=(
        "figures.yaml 中没有编号为“{figure}”的图",
        "相近的编号：{hint}。请改用其中之一，或先在 figures.yaml 里写上这张图（id、file、alt）。",
    ),
    en=(
        "figures.yaml has no figure “{figure}”",
        "Close to it: {hint}. Use one of them, or describe this figure in figures.yaml first (id, file, alt).",
    ),
)
FIGURE_KIND = Kind(
    "figure-kind",
    _ERROR,
    zh=("“{figure}”不是{zh}，不能用在这里", "请换一个编号，或检查 figures.yaml 中的文件。图用 figure，录音用 audio，录像用 video。"),
    en=("“{figure}” is no {en} and cannot stand here", "Name another, or check its file in figures.yaml. Images stand in figure, sound in audio, films in video."),
)  # fmt: skip
FIGURE_NOT_ON_PAGE = Kind(
    "figure-not-on-page",
    _ERROR,
    zh=("文字指向图“{figure}”，但这一页没有显示它", "请在本页加入 /// figure | {figure}"),
    en=("the words point to the figure “{figure}”, which is not on this page", "Add /// figure | {figure} to it."),
)
REGION_UNKNOWN = Kind(
    "region-unknown",
    _ERROR,
    zh=(
        "图“{figure}”没有名为“{region}”的局部",
        "这张图已有的局部：{hint}。请改用其中之一，或在 figures.yaml 的 regions 里画出它（预览中可以框选）。",
    ),
    en=(
        "the figure “{figure}” has no region “{region}”",
        "Regions it has: {hint}. Use one of them, or add it under regions in figures.yaml (draw it in the preview).",
    ),
)
REGION_OUTSIDE = Kind(
    "figure-region-outside",
    _ERROR,
    zh=("局部 {region} 超出了图像", "四个数是百分比：左、上、宽、高，且左+宽、上+高不大于 100。"),
    en=(
        "the region {region} lies outside the image",
        "Four percentages: left, top, width, height; left+width and top+height at most 100.",
    ),
)
RECORD_NOT_PUBLIC = Kind(
    "record-not-public",
    _ERROR,
    zh=(
        "引用的档号“{code}”不在公开目录中",
        "公开目录中相近的档号：{hint}。请核对；未公开的条目不能引用，也不会出现在网站上。",
    ),
    en=(
        "the record “{code}” cited here is not in the public catalogue",
        "Public codes like it: {hint}. Check it; what is not public cannot be cited and is not shown.",
    ),
)
LINK_UNKNOWN = Kind(
    "link-unknown",
    _ERROR,
    zh=(
        "链接“{target}”没有目标",
        "可以链接的有：{hint}。链接其他内容请写 record:档号、exhibition:名称、lesson:名称、guide:名称 或 https://…",
    ),
    en=(
        "the link “{target}” leads nowhere",
        "It may lead to: {hint}. For other things write record:CODE, exhibition:NAME, lesson:NAME, guide:NAME or https://…",
    ),
)
LINK_HIDDEN = Kind(
    "link-not-public",
    _ERROR,
    zh=("链接“{target}”指向的内容不存在，或还没有公开", "请核对名称（文件夹名）；未公开的内容等公开之后再链接。"),
    en=(
        "the link “{target}” leads to what does not exist or is not public yet",
        "Check the name, which is that of its folder; link to it once it is public.",
    ),
)
LINK_UNSAFE = Kind(
    "link-unsafe",
    _ERROR,
    zh=("链接“{target}”的类型不能使用", "可以使用 https、mailto、tel、record: 和站内地址。"),
    en=(
        "the link “{target}” is of a kind that is not allowed",
        "Use https, mailto, tel, record: or an address of this site.",
    ),
)
IMAGE_MISSING = Kind(
    "image-missing",
    _ERROR,
    zh=(
        "找不到文件“{name}”",
        "media 文件夹里相近的文件：{hint}。请核对文件名（大小写、扩展名也要一致），或把文件放进去。",
    ),
    en=(
        "there is no file “{name}”",
        "Files like it under media: {hint}. Check the name, upper and lower case and extension included, or put the file there.",
    ),
)
PATH_BACKSLASH = Kind(
    "path-backslash",
    _ERROR,
    zh=("“{name}”里的分隔符是反斜线", "请写斜线：{meant}"),
    en=("the folders in “{name}” are parted by backslashes", "Write slashes: {meant}"),
)
IMAGE_OUTSIDE = Kind(
    "image-outside",
    _ERROR,
    zh=("图像“{name}”不在本文件夹内", "请把文件放进 media/ 并写相对路径；不能引用其他网站的图像。"),
    en=(
        "the image “{name}” is not in this folder",
        "Put the file under media/ and write its relative path; images of other sites cannot be used.",
    ),
)
ALT_MISSING = Kind(
    "alt-missing",
    _ERROR,
    zh=("图像“{name}”没有替代文字", "请用一句话说明画面内容：![画面内容]({name})"),
    en=("the image “{name}” has no alternative text", "Say in one sentence what it shows: ![what it shows]({name})"),
)
HTML_REMOVED = Kind(
    "html-removed",
    _ERROR,
    zh=("这里的 HTML {what} 不允许使用", "请删除它，改用 Markdown 或内容块。"),
    en=("the HTML {what} is not allowed here", "Remove it and use Markdown or a block instead."),
)
ATTRIBUTE_UNKNOWN = Kind(
    "attribute-unknown",
    _ERROR,
    zh=("属性 {{{what}}} 不能使用", "请删除它，或改用：{hint}"),
    en=("the attribute {{{what}}} cannot be used", "Remove it, or use: {hint}"),
)
MARKDOWN_UNREADABLE = Kind(
    "markdown-unreadable",
    _ERROR,
    zh=(
        "这段文字的 Markdown 写法无法处理（{detail}）",
        "多半是脚注的写法：每条脚注写成一行 [^1]: 内容，前后各空一行。请逐段检查。",
    ),
    en=(
        "the Markdown of this text cannot be read ({detail})",
        "Most likely a footnote: write each as one line, [^1]: text, with blank lines around it. Check part by part.",
    ),
)
MARKDOWN_TOO_MUCH = Kind(
    "markdown-too-much",
    _ERROR,
    zh=(
        "从这一行起，符号 {what} 太多，没有成对，无法处理",
        "请检查这一段：多半是复制时出了错。方括号、圆括号应当成对。",
    ),
    en=(
        "from this line on there are too many {what} without their other half to be read",
        "Look at this paragraph: something went wrong when it was copied. Brackets come in pairs.",
    ),
)
FOOTNOTE_UNDEFINED = Kind(
    "footnote-undefined",
    _ERROR,
    zh=("脚注 [^{name}] 没有内容", "请在文末写：[^{name}]: 脚注内容"),
    en=("the footnote [^{name}] has no text", "Write at the end: [^{name}]: its text"),
)
FOOTNOTE_TWICE = Kind(
    "footnote-twice",
    _ERROR,
    zh=("脚注 [^{name}] 写了两条（第 {first} 行已有），只会显示一条", "请给其中一条换一个编号，正文也一起改。"),
    en=("the note [^{name}] is written twice (first in line {first})", "Give one another number, also in the text."),
)
TYPED_WIDE = Kind(
    "text-typed-wide",
    _WARNING,
    zh=("“{written}”里有全角的括号或冒号，会照原样显示", "请用半角符号：{meant}"),
    en=("“{written}” has brackets or colons of full width and is shown as it stands", "Write it with plain ones: {meant}"),
)  # fmt: skip
PHRASE_BROKEN = Kind(
    "phrase-broken",
    _WARNING,
    zh=(
        "“{written}”没有写完整，会照原样显示",
        "请写成：==文字=={{figure=编号 region=局部}}，两边各两个等号，花括号紧接在后。",
    ),
    en=("“{written}” is not complete and is shown as it stands", "Write ==words=={{figure=… region=…}}."),
)
TABLE_UNRULED = Kind(
    "table-unruled",
    _WARNING,
    zh=("这里像是表格，但第一行下面没有横线一行，会照原样显示", "请在第一行下面加一行：{meant}"),
    en=("this seems to be a table without a line below its first row, and is shown as it stands", "Add below the first row: {meant}"),
)  # fmt: skip
FOOTNOTE_UNUSED = Kind(
    "footnote-unused",
    _WARNING,
    zh=("脚注 [^{name}] 没有被引用，不会有人找到它", "请在正文中加上 [^{name}]，或删除这条脚注。"),
    en=("nothing refers to the footnote [^{name}]", "Put [^{name}] into the text, or remove the note."),
)
TERM_UNKNOWN = Kind(
    "term-unknown",
    _ERROR,
    zh=("术语“{term}”没有解释", "请在内容块里面写上解释。"),
    en=("the term “{term}” is not explained", "Write the explanation inside the block."),
)
DATE_UNREADABLE = Kind(
    "timeline-date-unreadable",
    _ERROR,
    zh=("看不懂日期“{value}”", "例如：1954-07-05、1954年7月、民国二十六年、光绪二十六年闰八月初一。"),
    en=(
        "the date “{value}” cannot be read",
        "For example: 1954-07-05, 1954年7月, 民国二十六年, 光绪二十六年闰八月初一.",
    ),
)
FIGURE_ID_INVALID = Kind(
    "figure-id-invalid",
    _ERROR,
    zh=("图的编号“{figure}”不合要求", "请用小写英文字母、数字和连字符，例如 dike-01。"),
    en=("“{figure}” cannot be the id of a figure", "Use lower-case letters, digits and hyphens, such as dike-01."),
)
FIGURE_TWICE = Kind(
    "figure-twice",
    _ERROR,
    zh=("图的编号“{figure}”出现了两次（第 {first} 行已有）", "请给每张图一个不同的编号。"),
    en=("the figure id “{figure}” is used twice (first on line {first})", "Give every figure an id of its own."),
)
FIGURE_ALT = Kind(
    "figure-alt",
    _ERROR,
    zh=("图“{figure}”需要 alt 与 decorative 二者之一", "请写 alt: 一句话说明画面内容；纯装饰的图写 decorative: true。"),
    en=(
        "the figure “{figure}” needs exactly one of alt and decorative",
        "Write alt: what it shows in one sentence; or decorative: true for mere ornament.",
    ),
)
FIGURE_HELD = Kind(
    "figure-held",
    _WARNING,
    zh=("图“{figure}”引用的档案没有公开，这张图不会显示", "请核对档号；条目公开之后图会自动出现。"),
    en=(
        "the record of the figure “{figure}” is not public, so the figure is not shown",
        "Check its code; once the record is public the figure appears.",
    ),
)
FIGURE_SAME = Kind(
    "figure-same",
    _WARNING,
    zh=("图“{figure}”与“{first}”是同一张图", "说明一次就够了：正文可以多次引用同一个编号，局部用 regions。"),
    en=(
        "the figure “{figure}” is the same image as “{first}”",
        "Describe it once: texts may show one id many times, and parts of it by regions.",
    ),
)
CHAPTER_BEYOND = Kind(
    "chapter-beyond-end",
    _ERROR,
    zh=("章节开始于 {at}，而录音、录像只有 {length}", "请核对 at；时间写作 分:秒 或 时:分:秒。"),
    en=("a chapter starts at {at}, but the recording is over after {length}", "Check at; times are written minutes:seconds or hours:minutes:seconds."),
)  # fmt: skip
FIGURE_CREDIT = Kind(
    "figure-credit",
    _WARNING,
    zh=("图“{figure}”没有署名（credit）", "请写明图像的来源或收藏者。"),
    en=("the figure “{figure}” has no credit", "Say where the image comes from."),
)
FIGURE_EXAMPLE = Kind(
    "figure-example-words",
    _WARNING,
    zh=(
        "图“{figure}”换了文件，署名还是示例里的",
        "请把 credit 改成这张图的来源，并看看 caption、alt、regions 是否也还是示例的。",
    ),
    en=(
        "the figure “{figure}” has another file and still the credit of the example",
        "Say where this image comes from; see whether caption, alt and regions are still those of the example.",
    ),
)
FIGURE_CAPTION = Kind(
    "figure-caption",
    _WARNING,
    zh=("图“{figure}”没有说明（caption）", "请写一句图注。"),
    en=("the figure “{figure}” has no caption", "Write a caption."),
)
RECORD_HELD = Kind(
    "record-cited-held",
    _WARNING,
    zh=("引用的条目“{code}”没有公开，这里不会显示它", "条目公开之后会自动出现；也可以删除这处引用。"),
    en=(
        "the record “{code}” cited here is not public and is left out",
        "It appears once it is public; or remove the citation.",
    ),
)
SPEAKER_SILENT = Kind(
    "speaker-silent",
    _WARNING,
    zh=("讲述者“{name}”在字幕、文字稿里没有说话", "speakers 请照字幕里 <v 姓名> 的写法（那里有：{hint}），或两种文字一起写：{{zh-Hans: …, en: …}}。"),
    en=("the speaker “{name}” says nothing in captions or transcript", "Write speakers as <v NAME> has them there ({hint}), or in both languages: {{zh-Hans: …, en: …}}."),
)  # fmt: skip
SPEAKER_DIFFERS = Kind(
    "captions-speaker-differs",
    _WARNING,
    zh=("{at} 这一句，原文是“{original}”说的，译文写的是“{here}”，别处却是“{elsewhere}”", "请核对这一句的 <v 姓名>：同一个人在译文里只用一种写法。"),
    en=("at {at} “{original}” speaks; the translation has “{here}” here and “{elsewhere}” elsewhere", "Check <v NAME> of this caption: a translation calls a person by one name."),
)  # fmt: skip
CAPTION_ALONE = Kind(
    "captions-translation-time",
    _WARNING,
    zh=("{at} 这一句在原文字幕 {original} 里没有开始时间相同的一句", "译文各句的时间请照原文：人名和跟读都按时间对应。"),
    en=("no caption of {original} begins at {at} as this one does", "Give the translation the times of the original: speakers and transcript are matched by them."),
)  # fmt: skip
CAPTIONS_MISSING = Kind(
    "captions-translation-missing",
    _WARNING,
    zh=("原文字幕 {original} 中有 {count} 句没有译文：{at}", "请补上，时间照原文。"),
    en=(
        "{count:# caption|# captions} of {original} {count:has|have} no translation: {at}",
        "Add them with the times of the original.",
    ),
)
