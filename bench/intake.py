"""The same rows as CSV and as XLSX through intake: rows a second, and the ratio.

    python bench/intake.py [200000]

A workbook is compressed XML; the goal is that reading one takes at most twice the CPU time of the same rows as CSV.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "bench")]

from lantai import tuning  # noqa: E402, F401 - before polars, which it tells of the machine as for everybody (tuning.py)

# isort: split
import polars as pl  # noqa: E402
import xlsxwriter  # noqa: E402

import titles  # noqa: E402
from lantai import intake  # noqa: E402
from lantai.problems import Problems  # noqa: E402
from lantai.records import releases  # noqa: E402
from lantai.site import config  # noqa: E402

HEADERS = {"ref_code": "档号", "title": "题名", "creators": "责任者", "doc_no": "文号", "date_text": "形成时间"}


def main(count: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="lantai-intake-"))
    frame = titles.records(count).select(pl.col(name).alias(header) for name, header in HEADERS.items())
    frame = frame.with_columns(pl.lit("开放").alias("开放状态"))
    seconds = {}
    for name, write in (("list.csv", _csv), ("list.xlsx", _xlsx)):
        site = folder / name.partition(".")[2]
        batch = site / "catalogue" / "releases" / "first"
        batch.mkdir(parents=True)
        (site / "content").mkdir()
        (site / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: Z001\n", encoding="utf-8")
        columns = (
            "{档号: ref_code, 题名: title, 责任者: creators, 文号: doc_no, 形成时间: date_text, 开放状态: open_status}"
        )
        mapping = f"columns: {columns}\nconstants: {{level: item}}\n"
        (site / "catalogue" / "mapping.yaml").write_text(mapping, encoding="utf-8")
        about = f"title: 一\npublish_at: 2026-06-09T09:00:00+08:00\nkind: additions\nsources: [{{file: {name}}}]\n"
        (batch / "release.yaml").write_text(about, encoding="utf-8")
        write(frame, batch / name)
        seconds[name] = _read(site, batch)
    shutil.rmtree(folder)
    for name, (cpu, wall, rows) in seconds.items():
        print(f"{name}: {rows:,} records, {cpu:.2f} s of CPU, {wall:.2f} s, {rows / cpu:,.0f} a second of CPU")
    print(f"speed of XLSX to CSV: {seconds['list.csv'][0] / seconds['list.xlsx'][0]:.2f}")


def _csv(frame: pl.DataFrame, path: Path) -> None:
    frame.write_csv(path, line_terminator="\r\n")


def _xlsx(frame: pl.DataFrame, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("目录")
    for row, values in enumerate([frame.columns, *frame.iter_rows()]):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write_string(row, column, str(value))
    book.close()


def _read(folder: Path, batch: Path) -> tuple[float, float, int]:
    """Return seconds of CPU and of the clock that intake takes, and the records that it gives."""
    site, problems = config.load(folder)
    assert site is not None
    release = releases.load(batch, site, problems)
    assert release is not None
    mapping = releases.mapping_of(release, site, problems)
    assert mapping is not None
    problems.raise_errors()
    cpu, wall = time.process_time(), time.perf_counter()
    taken = intake.read(release, mapping, site, Problems(), folder / "cache")
    return time.process_time() - cpu, time.perf_counter() - wall, taken.counts.records


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
