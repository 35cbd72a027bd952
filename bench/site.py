"""The whole site for any number of records, as ``lantai site`` builds it, beside tantivy on the same titles.

    python bench/site.py 100000 [--folder DIR] [--keep] [--write]

Makes a site folder with one signed release as CSV, builds it in a process of its own, and indexes the
same titles with tantivy's ngram(2,2) in the same run, which is the unit: figures of one run can be
compared on any machine. ``--write`` puts the row into docs/developers/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from memory import PeakMemory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "bench")]

import tantivy  # noqa: E402

import titles  # noqa: E402
from lantai.problems import Problems  # noqa: E402
from lantai.records import releases  # noqa: E402
from lantai.review import approval, words  # noqa: E402
from lantai.site import config  # noqa: E402
from running import emptied, environment  # noqa: E402

PAGE = ROOT / "docs" / "developers" / "benchmarks.md"
HEADING = "## Whole site"
INTRODUCTION = """
`python bench/site.py N --write`: made-up titles as CSV, one signed release, `lantai site` with search, downloads and
audit. *t* is tantivy indexing the same titles with ngram(2,2) in the same run; load is that of the machine (2 cores)
before the run: above 0 others worked too, and then seconds of CPU tell more. Memory is the peak of all processes
together (PSS). The machine of 27 November takes 1.8 times as long as that of the 21st: compare × t. On ext4 new files
pass over inodes deleted in the last minute (250 µs instead of 33 for a file of 9 KB), so the benchmarks wait that long.
"""
STEPS = ("read", "render", "audit", "manifest")
COLUMNS = (
    *("Records", "Held", "Seconds", "× t", "CPU s", "× CPU of t"),
    *(*STEPS, "Peak GiB", "Files", "MB", "Load", "Day"),
)
MOMENT = "2026-06-10T09:00+08:00"
HELD_OF = 100
"""One record in so many has a trigger word, so that gate and leak search have something to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took."""

    steps: dict[str, float]
    seconds: float
    cpu: float
    peak: int
    files: int
    bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", type=int)
    parser.add_argument("--folder", type=Path, help="where the site is made (default: a temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave the site and its output there")
    parser.add_argument("--again", action="store_true", help="build the site that an earlier run left, with its caches")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="lantai-bench-"))
    if not arguments.again:
        make_site(folder, arguments.records)
    texts = pl.read_csv(folder / "catalogue/releases/first/open-list.csv", columns=["题名"])["题名"].to_list()
    held = len(texts) - arguments.records
    unit = tantivy_seconds(texts, folder / "tantivy")
    del texts
    run = build(folder)
    shutil.rmtree(folder / "tantivy")  # not before: what is deleted makes new files dear for a while
    row = _row(arguments.records, held, run, unit, load)
    print(f"t = {unit[0]:.2f} s, {unit[1]:.2f} s of CPU")
    print("\n".join(_table([row])))
    if arguments.write:
        write(row)
    if not arguments.keep:
        shutil.rmtree(folder)


def make_site(folder: Path, count: int) -> None:
    """Write a site folder whose one release publishes ``count`` records and holds a few more."""
    emptied(folder)
    batch = folder / "catalogue" / "releases" / "first"
    batch.mkdir(parents=True)
    (folder / "content").mkdir()
    about = 'name: 某省档案馆\ncode: "Z001"\n'
    (folder / "content" / "site.yaml").write_text(about, encoding="utf-8")
    (folder / "catalogue" / "mapping.yaml").write_text(
        "columns: {档号: ref_code, 题名: title, 责任者: creators, 文号: doc_no, 形成时间: date_text,\n"
        "          开放状态: open_status}\n"
        "constants: {level: item, access_mode: 到馆}\n",
        encoding="utf-8",
    )
    export(count, folder).write_csv(batch / "open-list.csv", line_terminator="\r\n")
    (batch / "release.yaml").write_text(
        "title: 第一批开放档案目录\nnumber: 1\npublish_at: 2026-06-09T09:00:00+08:00\nkind: additions\n"
        "sources: [{file: open-list.csv}]\naccess: {closure_years: 25, undated: hold}\n",
        encoding="utf-8",
    )
    site, problems = config.load(folder)
    problems.raise_errors()
    assert site is not None
    release = releases.load(batch, site, problems)
    problems.raise_errors()
    assert release is not None
    signs = approval.parse_signs(["初审=甲", "复审=乙", "形成单位意见=丙", "审定=丁"], date(2026, 6, 1))
    approval.sign(release, approval.digest_of(release, site), signs, problems)
    problems.raise_errors()


def export(count: int, folder: Path) -> pl.DataFrame:
    """Return the table as an archive's system would export it: files numbered within their fonds."""
    frame = titles.records(count * 4 // 3).select("number", "ref_code", "title", "creators", "doc_no", "date_text")
    vocabulary = words.load(folder, Problems())
    asked = vocabulary.present(vocabulary.searched(pl.col("title")))
    harmful = pl.concat([piece.select(asked) for piece in frame.iter_slices(titles.PIECE)]).to_series()
    chosen = pl.concat([frame.filter(~harmful).head(count), frame.filter(harmful).head(count // HELD_OF)])
    parts = chosen.sort("number").with_columns(
        pl.col("ref_code").str.split("-").list.to_struct(fields=["_fonds", "_file", "_item"])
    )
    parts = parts.unnest("ref_code").with_columns(
        (pl.col("_file").rank("dense").over("_fonds")).alias("_number"),
        pl.int_range(1, pl.len() + 1).over("_file").alias("_item"),
    )
    code = pl.format(
        "{}-{}-{}-{}",
        "_fonds",
        pl.col("_number") // 1000 + 1,
        (pl.col("_number") % 1000 + 1).cast(pl.String).str.zfill(4),
        pl.col("_item").cast(pl.String).str.zfill(3),
    )
    return parts.select(
        code.alias("档号"),
        pl.col("title").alias("题名"),
        pl.col("creators").alias("责任者"),
        pl.col("doc_no").alias("文号"),
        pl.col("date_text").alias("形成时间"),
        pl.lit("开放").alias("开放状态"),
    )


def tantivy_seconds(texts: list[str], folder: Path) -> tuple[float, float]:
    """Return the seconds, and those of CPU, in which tantivy indexes the titles with bigrams on all cores."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    schema = tantivy.SchemaBuilder().add_text_field("title", tokenizer_name="bigrams").build()
    started, cpu = time.perf_counter(), time.process_time()
    index = tantivy.Index(schema, path=str(folder))
    index.register_tokenizer("bigrams", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, False)).build())
    writer = index.writer(heap_size=512 << 20)
    for text in texts:
        writer.add_document(tantivy.Document(title=text))
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - started, time.process_time() - cpu


def build(folder: Path) -> Run:
    """Build the site in a process of its own, watching the memory of everything it starts."""
    command = [sys.executable, "-m", "lantai", "site", "--site", str(folder), "--at", MOMENT]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with PeakMemory(process.pid) as memory:
        said, _ = process.communicate()
    seconds, usage = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(said)
    steps = {name: float(value) for name, value in re.findall(r"^(\w+) +([0-9.]+) s$", said, re.MULTILINE)}
    paths = [path for path in (folder / "output").rglob("*") if path.is_file()]
    return Run(
        steps,
        seconds,
        usage.ru_utime + usage.ru_stime,
        memory.peak,
        len(paths),
        sum(path.stat().st_size for path in paths),
    )


def _row(count: int, held: int, run: Run, unit: tuple[float, float], load: float) -> tuple[str, ...]:
    steps = (f"{run.steps.get(name, 0):.1f}" for name in STEPS)
    return (
        *(f"{count:,}", f"{held:,}", f"{run.seconds:.1f}", f"{run.seconds / unit[0]:.1f}"),
        *(f"{run.cpu:.1f}", f"{run.cpu / unit[1]:.1f}", *steps),
        *(f"{run.peak / 2**30:.2f}", f"{run.files:,}", f"{run.bytes / 1e6:,.0f}", f"{load:.1f}"),
        datetime.now().date().isoformat(),
    )


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    lines = [COLUMNS, tuple("--:" for _ in COLUMNS), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def write(row: tuple[str, ...]) -> None:
    """Put a row into the table of the page, in place of an older one for the same number of records."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
    before, _, rest = text.partition(HEADING + "\n")
    section, mark, after = rest.partition("\n## ")
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in section.splitlines()]
    cells = [each for each in cells if each[0][:1].isdigit()]
    kept = [old for old in cells if old[0] != row[0]]  # a row with a remark behind its number stays
    rows = sorted([*kept, row], key=lambda each: int(each[0].split()[0].replace(",", "")))
    table = "\n".join(_table(rows))
    PAGE.write_text(f"{before.rstrip()}\n\n{HEADING}\n{INTRODUCTION}\n{table}\n{mark}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
