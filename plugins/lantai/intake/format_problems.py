"""What to do with an export in a format that is not read, told by the end of its name."""

from __future__ import annotations

from collections.abc import Iterable

_USUAL = (
    "请提供 XLSX、CSV、DBF、EAD（XML）或 JSON Lines 文件。别的表格另存为 .xlsx；Word 和 PDF 里的表格先复制到 Excel；压缩包先解压。",
    "Provide XLSX, CSV, DBF, EAD (XML) or JSON Lines. Save other spreadsheets as .xlsx; copy tables of Word or PDF to one; unpack archives.",
)
_TEXT_FIRST = "先把档号一列设为“文本”格式", "format the column of codes as Text first"


def _by_suffix(*told: tuple[Iterable[str], str, str]) -> dict[str, tuple[str, str]]:
    return {suffix: (zh, en) for suffixes, zh, en in told for suffix in suffixes}


_ADVICE = _by_suffix(
    (
        (".fpt", ".dbt", ".cdx", ".idx", ".ntx", ".ndx", ".mdx"),
        "这是 FoxPro、dBase 的备注文件或索引。请导入同名的 .dbf；备注文件和它放在一起，索引用不着。",
        "This is a memo file or an index of FoxPro or dBase. Import the .dbf of the same name, with its memo file beside it.",
    ),
    (
        (".dbc", ".dct", ".dcx"),
        "这是 FoxPro 的数据库容器，目录在它的表里。请导入目录那张表（.dbf），连同同名的 .fpt。",
        "This is a database container of FoxPro. Import the table (.dbf) of the list in it, with its .fpt.",
    ),
    (
        (".mdb", ".accdb"),
        "这是 Access 数据库。请在 Access 里打开目录那张表，用“外部数据”里的“导出到 Excel”存为 .xlsx。",
        "This is an Access database. Open the table in Access and export it to Excel as .xlsx (External Data).",
    ),
    (
        (".et", ".ett", ".uos", ".uof"),
        "这是 WPS 等办公软件自己的格式。请用它打开，另存为 .xlsx。",
        "This is the format of another office suite. Open it there and save it as .xlsx.",
    ),
    (
        (".numbers",),
        "这是 Numbers 表格。请在 Numbers 里用“文件—导出为—Excel”存为 .xlsx。",
        "This is a Numbers spreadsheet. Export it to Excel (.xlsx) in Numbers.",
    ),
    (
        (".gsheet", ".url", ".webloc"),
        "这只是一个网址，表格在网上。请打开它，用“文件—下载—Microsoft Excel（.xlsx）”存下来。",
        "This is only a link to a table on the web. Open it and download it as Microsoft Excel (.xlsx).",
    ),
    (
        (".sql", ".bak", ".mdf", ".dmp", ".db", ".sqlite", ".sqlite3"),
        "这是数据库或它的备份。请在数据库工具里查询目录那张表，把结果存为带列名的 CSV（UTF-8）。",
        "This is a database or a dump of one. Query the table there and save the result as CSV (UTF-8) with its header.",
    ),
    (
        (".rpt", ".prn", ".lst"),
        "这是供打印的文本。请在原系统把结果存为带列名的 CSV；或者用 Excel 打开，按固定宽度“分列”，另存为 .xlsx。",
        "This is text for printing. Save the result as CSV with its header, or open it in Excel by fixed width and save as .xlsx.",
    ),
    (
        (".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf", ".ofd"),
        f"这是文稿，不是表格。请从业务系统导出 Excel 或 CSV；只有文稿的，把其中的表格复制到 Excel（{_TEXT_FIRST[0]}），另存为 .xlsx。",
        f"This is a document. Export XLSX or CSV from the system; failing that copy its table to Excel ({_TEXT_FIRST[1]}).",
    ),
    (
        (".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz"),
        "这是压缩文件。请先解压，再导入其中的表格。",
        "This is an archive of files. Unpack it and import the tables in it.",
    ),
    (
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"),
        "这是图片。请从业务系统导出 Excel 或 CSV。",
        "This is a picture. Export XLSX or CSV from the system.",
    ),
)


def unknown(suffix: str) -> dict[str, str]:
    """Return the values of the sentence that such a file is not read, with what to do."""
    zh, en = _ADVICE.get(suffix.lower().removesuffix(".gz"), _USUAL)
    return {"suffix": suffix, "advice": zh, "advice_en": en}
