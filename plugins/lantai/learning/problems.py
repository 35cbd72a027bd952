"""What can be wrong with a lesson."""

from lantai.problems import Kind, Severity

LESSON_NAME = Kind(
    "lesson-name",
    Severity.ERROR,
    zh=("课程文件夹名“{name}”不能用作网址", "请只用小写字母、数字和连字符，例如 flood-1954。"),
    en=("the folder name “{name}” cannot be an address", "Use lower-case letters, digits and hyphens: flood-1954."),
)
LESSON_TEXT_MISSING = Kind(
    "lesson-text-missing",
    Severity.ERROR,
    zh=("缺少 {file}", "请写出学生读的正文（Markdown），至少一段导语。"),
    en=("there is no {file}", "Write what pupils read (Markdown), at least an introduction."),
)
SOURCE_FIGURE_UNKNOWN = Kind(
    "source-figure-unknown",
    Severity.ERROR,
    zh=("figures.yaml 中没有图“{figure}”{near}", "请核对编号，或先在 figures.yaml 中登记这幅图。"),
    en=("figures.yaml has no figure “{figure}”{near}", "Check the id, or describe the figure in figures.yaml first."),
)
SOURCE_EMPTY = Kind(
    "source-empty",
    Severity.ERROR,
    zh=("第 {number} 则资料既没有 figure 也没有 record", "请写 figure（图的编号）或 record（档号），最好两者都有。"),
    en=("source {number} has neither figure nor record", "Give a figure (its id) or a record (its code), best both."),
)
SOURCE_HELD = Kind(
    "source-held",
    Severity.WARNING,
    zh=("资料“{ref}”的档案未公开，本课暂不显示这则资料", "档案公开后会自动出现；或换一份已公开的档案。"),
    en=(
        "the record of source “{ref}” is not public; the lesson goes without it",
        "It appears once the record is public.",
    ),
)
SOURCE_NOT_CLEARED = Kind(
    "source-not-cleared",
    Severity.ERROR,
    zh=("资料“{ref}”没有注明可以复制给学生", "确认权利后写 copy: true；不能复制的资料不要放进资料包。"),
    en=("source “{ref}” is not cleared for copying", "Once rights are settled write copy: true, or leave it out."),
)
SOURCE_COUNT = Kind(
    "source-count",
    Severity.WARNING,
    zh=("资料集有 {count} 则资料", "一课以 6 至 18 则为宜：少了可以再选几则，多了可以分成两课。确实合适的，不必改。"),
    en=(
        "the source set has {count:# source|# sources}",
        "Between 6 and 18 serve a class best: add some, or make two lessons of it. If it is right as it is, leave it.",
    ),
)
MINUTES = Kind(
    "lesson-minutes",
    Severity.WARNING,
    zh=("各步骤共 {minutes} 分钟，与 {hours} 课时（每课时 {length} 分钟）不符", "请核对 steps 的 minutes 或 hours。"),
    en=("the steps take {minutes} minutes, not {hours} class hours of {length}", "Check minutes of steps, or hours."),
)
FIGURES_FROM = Kind(
    "lesson-figures-from",
    Severity.ERROR,
    zh=("没有展览“{name}”，或它没有 figures.yaml", "请核对 exhibitions/ 中的文件夹名。"),
    en=("there is no exhibition “{name}” with a figures.yaml", "Check the folder names in exhibitions/."),
)
ACTIVITY_UNFIT = Kind(
    "activity-unfit",
    Severity.ERROR,
    zh=(
        "活动“{title}”（{kind}）缺少它需要的内容",
        "{needs}",
    ),
    en=(
        "the activity “{title}” ({kind}) lacks what it needs",
        "{needs_en}",
    ),
)
PDF_CHARACTERS = Kind(
    "pack-characters",
    Severity.WARNING,
    zh=(
        "本机的中文字体没有这些字：{characters}；课程“{lesson}”的 PDF 资料包里以〓代替（网页和 ZIP 不受影响）",
        "安装收字更多的字体后重新生成，例如“遍黑体”“天珩全字库”；或在文中改用常见写法。",
    ),
    en=(
        "no font of this machine has {characters}; the PDF pack of “{lesson}” shows 〓 instead (pages and ZIP are complete)",
        "Install a font with more characters and build again, or write them in another way.",
    ),
)
PDF_FONT = Kind(
    "pack-no-chinese-font",
    Severity.WARNING,
    zh=(
        "本机没有中文字体，课程“{lesson}”没有生成 PDF 资料包（ZIP 不受影响）",
        "安装一种中文字体后重新生成，例如 Debian/Ubuntu：sudo apt install fonts-noto-cjk。",
    ),
    en=(
        "this machine has no Chinese font, so the lesson “{lesson}” has no PDF pack (the ZIP is complete)",
        "Install one and build again; on Debian or Ubuntu: sudo apt install fonts-noto-cjk.",
    ),
)
