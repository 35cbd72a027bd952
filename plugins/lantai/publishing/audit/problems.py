"""What the audit of a finished site can find."""

from lantai.problems import Kind, Severity

LEAK = Kind(
    "audit-leak",
    Severity.ERROR,
    zh=(
        "不应公开的内容“{what}”出现在成品文件中",
        "该网站不会启用。请确认这条内容是否写进了展览、页面或文件名；若没有，请联系维护人员。",
    ),
    en=(
        "“{what}” must not be public and stands in this file",
        "The site will not go live. Look for it in exhibitions, pages and file names; if it is not there, call the maintainers.",
    ),
)
IDENTIFIER = Kind(
    "audit-identifier",
    Severity.ERROR,
    zh=(
        "成品文件中有居民身份证号（{masked}）",
        "该网站不会启用。请找出它来自哪份展览、课、页面或附件（附件的属性、批注、隐藏工作表里也可能有），删去或把中间几位换成 ×，再重新生成。",
    ),
    en=(
        "there is a resident ID in the finished file ({masked})",
        "The site will not go live. Find the exhibition, lesson, page or attachment that it comes from (it may stand in "
        "properties, comments or hidden sheets of a document), delete it or write × for the digits in the middle, and "
        "build again.",
    ),
)
LINK_BROKEN = Kind(
    "audit-link-broken",
    Severity.ERROR,
    zh=("链接 {link} 指向不存在的 {target}", "请改正链接，或补上它指向的页面或文件。"),
    en=("the link {link} leads to {target}, which does not exist", "Correct the link or add what it points to."),
)
ANCHOR_BROKEN = Kind(
    "audit-anchor-broken",
    Severity.ERROR,
    zh=(
        "链接 {link} 指向的位置在目标页中不存在",
        "请在预览里打开目标页，点一下要链到的标题，把地址栏中 # 之后的部分抄过来；或去掉 # 及其后。",
    ),
    en=(
        "the link {link} names a place that its page does not have",
        "Open that page in the preview, go to the heading and copy what stands after # in its address; or leave out # "
        "and what follows it.",
    ),
)
THIRD_PARTY = Kind(
    "audit-third-party",
    Severity.ERROR,
    zh=("页面会向别的网站 {target} 请求内容", "请把该文件放进本站，或改成普通链接。"),
    en=("the page would request {target} from another site", "Put the file on this site or make it a plain link."),
)
INLINE_CODE = Kind(
    "audit-inline-code",
    Severity.ERROR,
    zh=("页面含有内联脚本或样式（{what}），会被内容安全策略拦下", "请移到 theme/static 下的文件中。"),
    en=(
        "the page has inline script or style ({what}), which the security policy blocks",
        "Move it to a file under theme/static.",
    ),
)
PAGE_INCOMPLETE = Kind(
    "audit-page-incomplete",
    Severity.ERROR,
    zh=("页面缺少 {what}", "这是网页模板的问题，不是内容有误。请把这一行发给维护人员。"),
    en=("the page lacks {what}", "Its template is at fault, not what you wrote: send this line to the maintainers."),
)
ID_REPEATED = Kind(
    "audit-id-repeated",
    Severity.ERROR,
    zh=("页面中 id “{name}” 出现了不止一次", "请改掉其中一个，使链接只有一个去处。"),
    en=("the id “{name}” stands in the page more than once", "Rename one, so that a link has one place to go."),
)
NO_PLAIN_FILE = Kind(
    "audit-no-plain-file",
    Severity.ERROR,
    zh=("这不是普通文件（是链接或管道），或者文件名不是 UTF-8，网站里不应有", "请删除它，再检查一次。"),
    en=(
        "this is no plain file (a link, a pipe), or its name is no UTF-8: no site holds it",
        "Delete it and audit again.",
    ),
)
FILE_DAMAGED = Kind(
    "audit-file-damaged",
    Severity.ERROR,
    zh=("成品文件无法解码：{detail}", "请重新构建；若再次出现，请联系维护人员。"),
    en=("the finished file cannot be decoded: {detail}", "Build again; if it happens again, call the maintainers."),
)
HEADINGS = Kind(
    "audit-headings",
    Severity.WARNING,
    zh=("页面标题层级不连续：{what}", "请让标题逐级递进（## 之下用 ###），读屏软件靠它导航。"),
    en=(
        "the levels of the headings are out of order: {what}",
        "Go down one level at a time; screen readers steer by them.",
    ),
)
COUNT_DIFFERS = Kind(
    "audit-count-differs",
    Severity.ERROR,
    zh=("这里有 {found} 条，而应公布 {count} 条", "这是程序的问题，请联系维护人员。"),
    en=(
        "{found:# record stands|# records stand} here; {count:# is|# are} public",
        "This is a fault of the program: call its maintainers.",
    ),
)
RECORD_UNLISTED = Kind(
    "audit-record-unlisted",
    Severity.ERROR,
    zh=("应公布的 {code} 不在这一列表页上", "这是程序的问题，请联系维护人员。"),
    en=(
        "the public record {code} does not stand on this list page",
        "This is a fault of the program: call its maintainers.",
    ),
)
TOMBSTONE_MISSING = Kind(
    "audit-tombstone-missing",
    Severity.ERROR,
    zh=("已撤下的 {code} 在原网址没有说明", "这是程序的问题，请联系维护人员。"),
    en=(
        "nothing tells at its address that {code} was withdrawn",
        "This is a fault of the program: call its maintainers.",
    ),
)
SITEMAP_BROKEN = Kind(
    "audit-sitemap-broken",
    Severity.ERROR,
    zh=("站点地图列出的 {link} 不存在", "这是程序的问题，请联系维护人员。"),
    en=("the sitemap names {link}, which does not exist", "This is a fault of the program: call its maintainers."),
)
ADDRESS_GONE = Kind(
    "audit-address-gone",
    Severity.WARNING,
    zh=(
        "以前可以打开的网址 {address} 现在没有了（共 {n} 个）",
        "别人可能收藏或引用过它。若不是有意撤下，请恢复原来的名称；若已改名或撤下，请在 content/moved.yaml 写一行 {{from: {address}, to: 新网址}}（撤下的只写 from）。",
    ),
    en=(
        "the address {address} answered before and is gone ({n} in all)",
        "Others may have kept or cited it. Give the file or folder its old name, or write a line into "
        "content/moved.yaml: {{from: {address}, to: the new address}} (only from, if it was taken down).",
    ),
)
ADDRESS_PACKED = Kind(
    "audit-address-packed",
    Severity.INFO,
    zh=(
        "下载文件 {address} 已变大，改为压缩文件 {address}.gz（共 {n} 个）",
        "nginx 和 Apache 按 docs/hosting 配置的，旧网址会转到新网址，不用做什么；放在对象存储上的，请告诉常来下载的人。",
    ),
    en=(
        "the download {address} has grown and is compressed now, as {address}.gz ({n} in all)",
        "nginx and Apache as in docs/hosting lead from the old address to the new one; on object storage tell those who "
        "download it often.",
    ),
)
ADDRESS_UNPACKED = Kind(
    "audit-address-unpacked",
    Severity.INFO,
    zh=(
        "下载文件 {address} 已变小，不再压缩，网址末尾没有 .gz 了（共 {n} 个）",
        "nginx 和 Apache 按 docs/hosting 配置的，旧网址会转到新网址，不用做什么；放在对象存储上的，请告诉常来下载的人。",
    ),
    en=(
        "the download {address} has become small and is not compressed any more: its address has lost .gz ({n} in all)",
        "nginx and Apache as in docs/hosting lead from the old address to the new one; on object storage tell those who "
        "download it often.",
    ),
)
TOO_HEAVY = Kind(
    "audit-too-heavy",
    Severity.WARNING,
    zh=("{what} 传输 {kilobytes} KB，超过 {limit} KB", "手机上会打开得慢。请减少这一页的内容。"),
    en=(
        "{what} takes {kilobytes} KB to send, more than {limit} KB",
        "It will open slowly on a telephone. Put less on the page.",
    ),
)
ROWS_LOST = Kind(
    "audit-rows-lost",
    Severity.ERROR,
    zh=("条目数目对不上：{found} ≠ {wanted}（{what}）", "有条目被漏掉或重复计入。这是程序的问题，请联系维护人员。"),
    en=(
        "the numbers of records do not add up: {found} ≠ {wanted} ({what})",
        "Records were lost or counted twice. This is a fault of the program: call its maintainers.",
    ),
)
