"""What each key means in the files that are read by hand-written readers: site, release, mapping, fonds, themes.

The names come from the code (``tools/reference.py`` takes them from there and fails where one is not explained
here); files that are read by ``Option`` definitions explain themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

SITE: Mapping[str, tuple[str, str]] = {
    "name": ("馆名，必填", "name of the archive, required"),
    "code": ("档案馆代码，必填", "repository code, required"),
    "place": ("所在地，用于引文", "place, for citations"),
    "archives": (
        "一站多馆时其他馆：`[{code: …, name: …, place: …}]`",
        "other archives of the same site",
    ),
    "languages": (
        "界面语言，第一个是目录语言；不写为 `[zh-Hans]`",
        "languages of the interface; the first is that of the catalogue",
    ),
    "base_url": (
        "网址，如 `https://…`；不写则页面只用相对地址",
        "address of the site; without it only relative links are made",
    ),
    "timezone": ("时区；不写为 `Asia/Shanghai`", "time zone"),
    "staff_language": ("报告用的语言，`zh` 或 `en`", "language of reports"),
    "demo": ("`true`：每页标明“示例”", "`true` labels every page as a demonstration"),
    "tagline": ("馆名旁的一句话", "a line beside the name"),
    "description": ("网站介绍，也用于搜索引擎", "about the site, also for search engines"),
    "seal": ("印章上的一至四个字", "one to four characters on the seal"),
    "contact": ("联系方式：`address` `phone` `email` `hours` `closures`", "how to reach the archive"),
    "footer": (
        "页脚：`sponsor` 主办单位、`site_id` 网站标识码、`icp` 备案号、`police` 公安备案号",
        "what the foot of Chinese public sites shows",
    ),
    "licence": ("内容的许可", "licence of the content"),
    "licence_url": ("许可的网址", "address of the licence"),
    "mark": (
        "图上的可见标记：文字，或 content/ 中背景透明的 PNG",
        "visible mark on pictures: words, or a PNG with a transparent ground in content/",
    ),
    "navigation": ("导航栏，至多六项", "the navigation, at most six"),
    "home": ("首页，各键见下", "the home page, see below"),
    "record_pages": (
        "单独成页的条目：`auto`（五万条以内全部）、`all`、`cited`（被引用或有图的）",
        "which records have pages of their own",
    ),
    "booking": ("预约网址，`{ref}` 处填档号", "address of booking; `{ref}` becomes the reference code"),
    "search": (
        "检索：`file_limit` 索引文件数上限（0 为不限）、`threshold` 查全率和查准率下限、"
        "`agreement` 与 Whoosh 前十条相同的下限、`pinyin: true` 输入拼音或首字母时提示可能要找的词",
        "search: limit of index files, least recall and precision, least agreement with Whoosh's first ten, "
        "whether Chinese words are suggested for their pinyin or its initials",
    ),
    "kiosk": (
        "触摸屏：`idle` 无人操作多少秒回首页、`warning` 最后多少秒倒计时、`home` 回到哪一页、`keyboard` 有没有键盘",
        "touch screen: seconds until it returns home, seconds of countdown, its home, whether it has a keyboard",
    ),
    "releases": (
        "开放目录的公布间隔，如 `{every: 12 months}`；过期时 `check` 和 `due` 提醒",
        "how often a release is due; `check` and `due` remind of it",
    ),
}

RELEASE: Mapping[str, tuple[str, str]] = {
    "title": ("批次名称，必填", "title, required"),
    "number": ("第几批", "its number"),
    "status": ("`ready` `draft` `withdrawn`", "status"),
    "publish_at": ("何时公开", "when it becomes public"),
    "until": ("何时结束", "when it ends"),
    "kind": (
        "`additions` 增补；`full` 整体替换所列全宗，缺少的视为撤下",
        "additions, or a full replacement of its fonds: what is missing counts as withdrawn",
    ),
    "fonds": ("`full` 时替换哪些全宗；不写为数据中出现的", "which fonds a full release replaces"),
    "notice": ("公告，Markdown", "notice to the public, Markdown"),
    "note": ("内部说明，不公开", "note for staff, never published"),
    "sources": (
        "数据文件，必填：`[{file, sheets, encoding, delimiter, format}]`",
        "data files, required",
    ),
    "mapping": ("映射文件；不写则用本文件夹的，再用 `catalogue/mapping.yaml`", "mapping file"),
    "access": (
        "开放规则：`closure_years` 封闭年限（25）、`early_categories` 提前开放的门类、`early_basis` 提前开放的依据"
        "（有门类则必填）、`undated` 无日期的（`hold` 或 `publish`）、`closure: off` 不适用封闭期",
        "rules of access: years of closure, what opens early and on what basis, what becomes of undated records",
    ),
    "approval": (
        "签署，由 `review --approve` 写入：`digest` 摘要、`sign_offs` 四项签署",
        "signatures, written by review --approve",
    ),
    "provenance": (
        "由报送包导入时的来源：`archive` `name` `release` `package` `sha256` `received`，由 import 写入",
        "where the records came from, written by import of a package",
    ),
}

MAPPING: Mapping[str, tuple[str, str]] = {
    "columns": ("表头 → 著录项目，例如 `档号: ref_code`", "header → field"),
    "constants": ("每行都相同、导出中没有的值", "values that the export leaves unsaid"),
    "values": ('值的换算，例如 `open_status: {"1": 开放}`', "translation of values"),
    "ref_code": (
        '档号的组成，`{pattern: "{fonds}-{series}-{file}-{item}"}`；没有档号一列的，写明怎样拼：'
        '`{compose: "{案卷档号}-{顺序号}"}`',
        "how reference codes are built; where no column holds them, of which columns: `{compose: …}`",
    ),
    "hierarchy": (
        "上下级：`id` 与 `parent`，或 `depth`；`separator` 续接上级档号",
        "how rows hang together: id and parent, or depth",
    ),
    "header_row": ("表头在第几行；`auto` 自动", "row of the header, or auto"),
    "extra": ("本馆自有的列：`{官职: {label: 官职, public: true}}`", "columns of the archive's own"),
    "ignore": ("有意不用的列", "columns left out on purpose"),
    "fill_down": ("合并单元格要向下填充的列", "columns to fill down"),
    "split": ("多值之间的分隔符", "separators between several values"),
    "not_records": ("哪些行不是条目：`no_code` `no_title`", "which rows are no records"),
}

FONDS: Mapping[str, tuple[str, str]] = {
    "code": ("全宗号，不写时是文件名", "code; unless given, the name of the file"),
    "title": ("全宗名称，必填", "title, required"),
    "title_en": ("英文名称", "title in English"),
    "archive": ("一站多馆时，属于哪一馆", "code of the archive that holds it"),
    "levels": ("层级名称", "names of its levels"),
    "series": ("目录号 → 目录名称", "titles of series by their code"),
    "ref_code": ("档号的组成，一种或几种", "how its reference codes are built"),
    "order": ("排列次序", "place among fonds"),
    "dates": ("起止年代", "dates"),
    "creator": ("立档单位", "creator"),
    "extent": ("数量", "extent"),
    "language": ("语言和文字", "language"),
    "arrangement": ("整理情况", "arrangement"),
    "custodial_history": ("保管沿革", "custodial history"),
    "admin_history": ("组织沿革", "administrative history"),
    "scope": ("范围和提要", "scope and content"),
    "access": ("利用条件", "conditions of access"),
}

THEME: Mapping[str, tuple[str, str]] = {
    "title": ("专题名称，必填", "title, required"),
    "lead": ("一句话导语", "a sentence"),
    "order": ("排列次序", "place among themes"),
    "status": ("`ready` `draft` `withdrawn`", "status"),
    "publish_at": ("何时公开", "when it becomes public"),
    "until": ("何时结束", "when it ends"),
    "query": ("条件：`contains` `years` `release` `has_media` 或任何公开的著录项目", "the query"),
    "records": ("排在最前面的档号", "codes that come first"),
    "sort": ("`date` 或 `code`", "by date or by code"),
    "limit": ("最多列多少条", "records listed at most"),
    "image": ("题图", "image"),
    "alt": ("题图的替代文字", "what the image shows"),
}
