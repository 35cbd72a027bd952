"""What a small change costs beside many records: one edited section, one withdrawn record, a second release.

    python bench/again.py 100000 [--release 10000] [--folder DIR] [--write]

Makes the site of ``bench/site.py`` with an exhibition, builds it, makes each change and builds again in the same
folder. Told are the seconds until the new site is public, and what part they are of the full build's; then those until
the command has ended, which meanwhile writes down what the next build may take over and deletes what is old.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import polars as pl
from PIL import Image

from running import SETTLES, environment

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "bench")]

from lantai.problems import Problems  # noqa: E402
from lantai.records import releases  # noqa: E402
from lantai.review import approval  # noqa: E402
from lantai.site import config  # noqa: E402

PAGE = ROOT / "docs" / "developers" / "benchmarks.md"
HEADING = "## Building again"
CHANGES = ("Nothing", "One edited section", "One record withdrawn", "A second release")
COLUMNS = ("Records", "Full build", *CHANGES, "Withdrawn and public", "Load", "Day")
SECTION = "---\ntitle: 雨\n---\n雨下了七天。{}\n\n/// figure | dike\n///\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", type=int)
    parser.add_argument("--release", type=int, default=10_000, help="records of the second release")
    parser.add_argument("--folder", type=Path, help="where the site is made (default: a temporary folder)")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="lantai-again-"))
    rows = make_site(folder, arguments.records, arguments.release)
    full = build(folder)
    costs = [build(folder)]
    (folder / "exhibitions" / "flood" / "01-rain.md").write_text(SECTION.format("水涨了。"), encoding="utf-8")
    costs.append(build(folder))
    timed(folder, "publish", str(folder / "public"))
    noting = timed(folder, "withdraw", rows["档号"][len(rows) // 2], "--reason", "error", *AT)
    costs.append(build(folder))
    publishing = timed(folder, "publish", str(folder / "public"))
    withdrawn = [sum(each.seconds for each in (noting, costs[-1], publishing)),
                 sum(each.cpu for each in (noting, costs[-1], publishing))]  # fmt: skip
    add_release(folder, rows.tail(arguments.release))
    costs.append(build(folder))
    parts = [f"{each.public:.1f} s, {each.public / full.public:.1%} ({each.cpu / full.cpu:.1%})" for each in costs]
    public = f"{withdrawn[0]:.1f} s ({withdrawn[1]:.1f})"
    row = (
        f"{arguments.records:,}",
        f"{full.public:.1f} s ({full.cpu:.1f})",
        *parts,
        public,
        f"{load:.1f}",
        str(date.today()),
    )
    print("\n".join(f"{name}: {value}" for name, value in zip(COLUMNS, row, strict=True)))
    if arguments.write:
        write(row)
    if not arguments.folder:
        shutil.rmtree(folder)


def make_site(folder: Path, count: int, more: int) -> pl.DataFrame:
    """Write the site; returns all rows, of which its one release has all but the last ``more``."""
    whole = _whole_site()
    whole.make_site(folder, count + more)
    export = folder / "catalogue" / "releases" / "first" / "open-list.csv"
    rows = pl.read_csv(export, infer_schema=False)
    rows.head(len(rows) - more).write_csv(export, line_terminator="\r\n")
    _sign(folder, "first")
    exhibition = folder / "exhibitions" / "flood"
    (exhibition / "media").mkdir(parents=True)
    about = "title: 大水\nsummary: 一句话。\ncover: dike\ncredits: [{role: 策展, names: [王某], cited: true}]\n"
    (exhibition / "exhibition.yaml").write_text(about, encoding="utf-8")
    figure = "- {id: dike, file: media/dike.png, caption: 江堤, alt: 一道江堤, credit: 本馆}\n"
    (exhibition / "figures.yaml").write_text(figure, encoding="utf-8")
    (exhibition / "01-rain.md").write_text(SECTION.format(""), encoding="utf-8")
    Image.radial_gradient("L").resize((1200, 900)).save(exhibition / "media" / "dike.png")
    return rows


def add_release(folder: Path, rows: pl.DataFrame) -> None:
    batch = folder / "catalogue" / "releases" / "second"
    shutil.copytree(folder / "catalogue" / "releases" / "first", batch)
    rows.write_csv(batch / "open-list.csv", line_terminator="\r\n")
    text = (batch / "release.yaml").read_text(encoding="utf-8").partition("approval:")[0]
    text = text.replace("第一批", "第二批").replace("number: 1", "number: 2")
    (batch / "release.yaml").write_text(text, encoding="utf-8")
    _sign(folder, "second")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds until what a command makes is public, until it has ended, and those of CPU."""

    public: float
    seconds: float
    cpu: float


def build(folder: Path) -> Took:
    """Build, when what the build before has deleted no longer makes new files dear."""
    if (folder / "output").exists():
        time.sleep(SETTLES)
    return timed(folder, "site", *AT)


def timed(folder: Path, command: str, *arguments: str) -> Took:
    """Run a command and tell what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "lantai", command, *arguments, "--site", str(folder)]
    public, said, steps = 0.0, [], []
    started = time.perf_counter()
    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.startswith("swap "):
                public = time.perf_counter() - started
            if line.endswith(" s\n"):
                steps.append(line.strip())
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit("".join(said))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{command}: public {public:.1f}, ended {seconds:.1f} s, {cpu:.1f} of CPU; {' '.join(steps)}", flush=True)
    return Took(public or seconds, seconds, cpu)


AT = ("--at", "2026-06-10T09:00+08:00")


def write(row: tuple[str, ...]) -> None:
    """Put a row into the table of the page, in place of an older one for the same number of records."""
    before, heading, rest = PAGE.read_text(encoding="utf-8").partition(HEADING + "\n")
    start = rest.index("| " + " | ".join(COLUMNS) + " |")
    table, gap, after = rest[start:].partition("\n\n")
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]
    rows = sorted([*(each for each in cells if each[0] != row[0]), row], key=_count)
    lines = ["| " + " | ".join(each) + " |" for each in (COLUMNS, ["--:"] * len(COLUMNS), *rows)]
    PAGE.write_text(before + heading + rest[:start] + "\n".join(lines) + gap + after, encoding="utf-8")


def _count(row: tuple[str, ...]) -> int:
    return int(row[0].split()[0].replace(",", ""))


def _sign(folder: Path, name: str) -> None:
    site, problems = config.load(folder)
    assert site is not None
    release = releases.load(folder / "catalogue" / "releases" / name, site, problems)
    problems.raise_errors()
    assert release is not None
    signs = approval.parse_signs(["初审=甲", "复审=乙", "形成单位意见=丙", "审定=丁"], datetime(2026, 6, 1).date())
    found = Problems()
    approval.sign(release, approval.digest_of(release, site), signs, found)
    found.raise_errors()


def _whole_site() -> ModuleType:
    """Return ``bench/site.py``, whose name Python's own ``site`` has taken."""
    spec = importlib.util.spec_from_file_location("whole_site", ROOT / "bench" / "site.py")
    assert spec and spec.loader
    module = sys.modules["whole_site"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
