"""Write the exports of the two demonstration releases and their objects, always the same bytes: ``python -m tools.demo.catalogue``."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

import csv
import io
import random
import shutil
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from tools.demo import bureaus, county, qing, republic
from tools.demo.flood import CHANGED, SHOWN
from tools.demo.world import SEED, Row

RELEASES = Path("catalogue/releases")
MEDIA = Path("catalogue/media")
FACSIMILES = Path("exhibitions/lanxi-flood-1954/media")
CSV_HEADERS = (
    "档号", "层级", "题名", "并列题名", "责任者", "文号", "形成时间", "页数", "主题词", "地名", "文种", "提要", "内容公开", "密级", "保管期限",
    "存放位置", "开放状态", "备注",
)  # fmt: skip
XLSX_HEADERS = (
    "序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "主题词", "地名", "提要", "内容公开", "保管期限", "开放类别", "开放状态", "备注", "利用方式", "数字对象",
)  # fmt: skip
WIDTHS = (6, 30, 18, 22, 60, 14, 8, 6, 12, 16, 40, 10, 10, 10, 10, 24, 10, 30)


def csv_bytes(rows: list[Row]) -> bytes:
    """Return the list as Excel saves "CSV (逗号分隔)" on a Chinese Windows: GB18030, CRLF, quotes only where needed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEADERS)
    for row in rows:
        writer.writerow((
            row.ref, row.level, row.title, row.parallel, row.creators, row.doc_no, row.date, row.pages, row.subjects, row.places,
            row.genre, row.scope, row.cleared, row.secrecy, row.retention, row.storage,
            "延期" if row.status == "延期开放" else row.status, row.notes,
        ))  # fmt: skip
    return text.getvalue().encode("gb18030")


def write_xlsx(path: Path, sheets: dict[str, list[Row]]) -> None:
    """Write the workbook: on each sheet two title rows, the header, the rows, and a line with their count."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"author": "澜溪县档案馆（示例）", "created": datetime(2026, 5, 20, 9, 0, 0)})
    heading = book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "宋体"})
    header = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, len(XLSX_HEADERS) - 1, f"澜溪县档案馆第二批开放档案目录（{name}）", heading)
        sheet.merge_range(
            1, 0, 1, len(XLSX_HEADERS) - 1, "编制单位：澜溪县档案馆　　编制日期：2026年5月20日　　（示例数据）"
        )
        sheet.write_row(2, 0, XLSX_HEADERS, header)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, start=1):
            values = (
                number, row.ref, row.doc_no, row.creators, row.title, row.date, row.secrecy, row.pages, row.subjects, row.places,
                row.scope, row.cleared, row.retention, row.category, row.status, row.notes, "在线" if row.objects else "到馆",
                "；".join(row.objects),
            )  # fmt: skip
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(number + 2, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number + 2, column, value)
                elif value:
                    sheet.write_string(number + 2, column, value)
        sheet.write(len(rows) + 3, 0, f"共 {len(rows)} 条")
        sheet.freeze_panes(3, 2)
    book.close()


def main() -> None:
    """Write both exports, put the digital objects beside them and say how many rows each has."""
    rng = random.Random(SEED)
    first = qing.rows(rng) + republic.rows(rng) + county.rows(rng)
    water, culture = bureaus.water(rng), bureaus.culture(rng)
    RELEASES.joinpath("2025-06-09/open-list.csv").write_bytes(csv_bytes(first))
    second = {"县水利局、县人委补遗": sorted([*CHANGED, *water], key=lambda row: row.ref), "县文化局": culture}
    write_xlsx(RELEASES / "2026-06-09/open-list.xlsx", second)
    MEDIA.mkdir(exist_ok=True)
    for name, facsimile in SHOWN.items():
        shutil.copyfile(FACSIMILES / f"{facsimile}.jpg", MEDIA / name)
    print(f"2025-06-09: {len(first)}", *(f"2026-06-09 {name}: {len(rows)}" for name, rows in second.items()), sep="\n")


if __name__ == "__main__":
    main()
