"""What can be wrong with an exhibition's folder."""

from lantai.problems import Kind, Severity

FOLDER_NAME = Kind(
    "exhibition-folder-name",
    Severity.ERROR,
    zh=("展览文件夹的名字“{name}”不能用作网址", "请改用小写英文字母、数字和连字符，例如 lanxi-flood-1954。"),
    en=("the folder name “{name}” cannot be an address", "Use lower-case letters, digits and hyphens, such as lanxi-flood-1954."),
)  # fmt: skip
NO_YAML = Kind(
    "exhibition-no-yaml",
    Severity.ERROR,
    zh=("展览文件夹里没有 exhibition.yaml", "请补上，至少写 title；新建展览请用：python3 build.py new exhibition 名称"),
    en=("the exhibition has no exhibition.yaml", "Add one with at least a title; start one with: python3 build.py new exhibition NAME"),
)  # fmt: skip
NO_SECTIONS = Kind(
    "exhibition-no-sections",
    Severity.ERROR,
    zh=("展览没有任何单元", "请写第一个单元，文件名如 01-rain.md。"),
    en=("the exhibition has no sections", "Write the first one in a file such as 01-rain.md."),
)
SECTION_NAME = Kind(
    "section-name",
    Severity.ERROR,
    zh=("文件名“{name}”不像一个单元", "单元的文件名是两位数字、连字符和英文名，例如 02-dike.md；英文版是 02-dike.en.md。"),
    en=("“{name}” does not look like a section", "Sections are named with two digits, a hyphen and a name: 02-dike.md; its English text 02-dike.en.md."),
)  # fmt: skip
SECTION_TWICE = Kind(
    "section-twice",
    Severity.ERROR,
    zh=("两个单元都叫“{name}”", "网址用的是数字后面的名字，请让它们不同。"),
    en=("two sections are both called “{name}”", "The address is the name after the digits; make them differ."),
)
SECTION_HALL = Kind(
    "section-hall",
    Severity.ERROR,
    zh=("单元“{name}”与展厅同名", "exhibition.yaml 写了 hall: true，网址 {name}/ 归展厅；请给这个单元换一个名字。"),
    en=("the section “{name}” is called as the hall is", "exhibition.yaml says hall: true, so the address {name}/ is the hall's; give the section another name."),
)  # fmt: skip
SECTION_ORPHAN = Kind(
    "section-orphan",
    Severity.ERROR,
    zh=("译文“{name}”没有对应的原文", "请检查文件名：译文与原文只差 .{language}。"),
    en=(
        "the translation “{name}” has no original",
        "Check its name: it differs from the original only by .{language}.",
    ),
)
TRANSLATION_MISSING = Kind(
    "translation-missing",
    Severity.WARNING,
    zh=("{language} 版缺 {count} 篇：{names}", "缺的会显示原文并说明；请补上译文，如 01-rain.en.md。"),
    en=(
        "{count:# text is|# texts are} missing in {language}: {names}",
        "They show the original and say so; add the translations, such as 01-rain.en.md.",
    ),
)
FIGURES_UNTRANSLATED = Kind(
    "figures-untranslated",
    Severity.WARNING,
    zh=("{total} 张图中有 {count} 张没有 {language} 的说明：{names}", "请在 figures.yaml 的 caption 和 alt 中按语言写，如 {{zh-Hans: …, en: …}}；缺的先显示原文。"),
    en=("{count} of {total:# figure|# figures} {count:lacks|lack} words in {language}: {names}", "Write caption and alt of figures.yaml by language, such as {{zh-Hans: …, en: …}}; until then the original is shown."),
)  # fmt: skip
TEXT_UNSHOWN = Kind(
    "exhibition-text-unshown",
    Severity.WARNING,
    zh=("这篇 {language} 的文字不会显示：展览没有这一版，只有 {known}", "要有这一版，content/site.yaml 的 languages 里要有 {language}，exhibition.yaml 的 title 也要写上这种语言，如 {{zh-Hans: …, en: …}}。"),
    en=("this text in {language} is not shown: the exhibition is made in {known} only", "For that, languages of content/site.yaml must have {language}, and title of exhibition.yaml too: {{zh-Hans: …, en: …}}."),
)  # fmt: skip
WORDS_UNTRANSLATED = Kind(
    "exhibition-words-untranslated",
    Severity.WARNING,
    zh=("exhibition.yaml 里这些没有 {language} 的文字：{names}", "请按语言写，如 title: {{zh-Hans: …, en: …}}；缺的先显示原文。"),
    en=("these of exhibition.yaml have no words in {language}: {names}", "Write them by language, such as title: {{zh-Hans: …, en: …}}; until then the original is shown."),
)  # fmt: skip
RIGHTS_UNSAID = Kind(
    "figures-rights-unsaid",
    Severity.INFO,
    zh=("{total} 张图中有 {count} 张没有说明可否使用：{names}", "请写 rights：一句话，或知识共享、RightsStatements.org 的网址；全站相同的写在 content/site.yaml 的 licence。"),
    en=("{count} of {total:# figure|# figures} {count:does|do} not say how they may be used: {names}", "Write rights: a sentence, or an address of Creative Commons or RightsStatements.org; what holds for the whole site is licence in content/site.yaml."),
)  # fmt: skip
FILE_UNUSED = Kind(
    "file-unused",
    Severity.WARNING,
    zh=("文件没有用到：{name}", "请在 figures.yaml 或正文中使用它，或移走。"),
    en=("the file is used nowhere: {name}", "Use it in figures.yaml or a text, or move it away."),
)
FIGURE_UNUSED = Kind(
    "figure-unused",
    Severity.WARNING,
    zh=("图“{figure}”没有在任何单元中显示", "请用 /// figure | {figure} 显示它，或从 figures.yaml 中删除。"),
    en=(
        "no section shows the figure “{figure}”",
        "Show it with /// figure | {figure}, or remove it from figures.yaml.",
    ),
)
RELATED_UNKNOWN = Kind(
    "exhibition-cites-unknown",
    Severity.ERROR,
    zh=("related 中的展览“{name}”不存在", "请写 exhibitions 文件夹里的名字；相近的有：{hint}"),
    en=("there is no exhibition “{name}”, which related names", "Write the name of a folder under exhibitions; close to it: {hint}"),
)  # fmt: skip
LESSON_UNKNOWN = Kind(
    "exhibition-lesson-unknown",
    Severity.ERROR,
    zh=("lessons 中的课程“{name}”不存在", "请写 content/learn 文件夹里的名字；现有：{hint}"),
    en=("there is no lesson “{name}”, which lessons names", "Write the name of a folder under content/learn; there are: {hint}"),
)  # fmt: skip
THEME_NEAR = Kind(
    "exhibition-theme-unknown",
    Severity.WARNING,
    zh=("themes 中的“{name}”没有专题页，相近的有：{hint}", "如果就是它，请照写它的标题或文件名；否则不必理会，它只用来筛选展览。"),
    en=("there is no theme “{name}”, which themes names; close to it: {hint}", "If that is meant, write its title or file name; if not, leave it: it only filters the list of exhibitions."),
)  # fmt: skip
THEME_ALONE = Kind(
    "exhibition-theme-alone",
    Severity.INFO,
    zh=("themes 中的“{name}”没有专题页，也没有别的展览用它", "它只会筛出这一个展览。专题写在 catalogue/themes/；现有：{hint}"),
    en=("themes names “{name}”, which has no page and which no other exhibition bears", "It only finds this exhibition. Themes stand in catalogue/themes/; there are: {hint}"),
)  # fmt: skip
LANGUAGE_UNKNOWN = Kind(
    "exhibition-language-unknown",
    Severity.WARNING,
    zh=("languages 中的“{language}”不是本站的语言，不会生成这一版", "本站的语言是：{known}；要增加语言，请在 content/site.yaml 的 languages 中写上。"),
    en=("languages names “{language}”, which is not a language of the site, so no pages are made in it", "The site has: {known}; to add one, name it under languages in content/site.yaml."),
)  # fmt: skip
COVER_UNKNOWN = Kind(
    "exhibition-cover-unknown",
    Severity.ERROR,
    zh=("封面“{name}”不在 figures.yaml 中", "cover 要写图的编号；相近的有：{hint}"),
    en=("figures.yaml has no figure “{name}” for the cover", "cover is the id of a figure; close to it: {hint}"),
)
NAMES_NO_LIST = Kind(
    "names-no-list",
    Severity.ERROR,
    zh=("译名表应当是列表", "每行写一个名称，如：- {{zh-Hans: 柳湾乡, en: Liuwan Township}}"),
    en=("the names are not a list", "Write one name a line: - {{zh-Hans: 柳湾乡, en: Liuwan Township}}"),
)
NAMES_ENTRY = Kind(
    "names-entry",
    Severity.ERROR,
    zh=("译名表的这一行无法使用：{entry}", "写出同一名称在两种以上语言中的写法，如：- {{zh-Hans: 柳湾乡, en: Liuwan Township}}"),
    en=("this name cannot be used: {entry}", "Give the name in two languages or more: - {{zh-Hans: 柳湾乡, en: Liuwan Township}}"),
)  # fmt: skip
NAMES_LANGUAGE = Kind(
    "names-language",
    Severity.WARNING,
    zh=("译名表里的语言“{language}”不是本站的语言", "本站的语言是 {known}；请改正，或在 site.yaml 的 languages 里加上。"),
    en=("“{language}” is not a language of the site", "The site's languages are {known}; correct it, or add it to languages in site.yaml."),
)  # fmt: skip
NAMES_TWICE = Kind(
    "names-twice",
    Severity.ERROR,
    zh=("“{name}”在译名表里写了两次", "一个名称只写一行，请删去或合并其中一行。"),
    en=("“{name}” is in the list of names twice", "Write a name in one line only; remove or join the other."),
)
NAME_UNPAIRED = Kind(
    "exhibition-name-unpaired",
    Severity.WARNING,
    zh=("译文里的“{name}”不知道是原文中的哪一个（{original}）", "索引里会成为两条。请写成 {{zh-Hans: 原文的写法, en: 译文的写法}}；讲述者也可以照字幕 <v 姓名> 写，两种字幕的时间一致就对得上。"),
    en=("it is not known which of the original ({original}) “{name}” of the translation is", "The index would have two entries. Write {{zh-Hans: as the original has it, en: as here}}; speakers are also matched by <v NAME> of captions with the same times."),
)  # fmt: skip
