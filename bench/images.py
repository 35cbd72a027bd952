"""How much of what Pillow can do arrives: photographs to three widths in two formats, against a bare pool.

    python bench/images.py [--count 200] [--jobs 2] [--folder DIR]

The photographs are made by this script (12 megapixels, noise over soft shapes, so that they cost as much
to encode as real ones). Compared are the making of derivatives as a build does it, from an empty cache to
files in the output, and the same Pillow calls in a pool of processes with nothing around them. Both run
the same number of processes; CPU time counts them all. Then the build runs again: nothing may be encoded.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children, get_context
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plugins"))

from lantai.media import MediaStore
from lantai.media.derivatives import SETTINGS
from lantai.media.store import WIDTHS
from lantai.problems import Problems
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText

SIZE = (4000, 3000)
FORMATS = ("webp", "jpeg")


def photograph(path: Path, seed: int) -> None:
    """Write one photograph of its own: soft shapes, texture at three scales, film grain."""
    random = np.random.default_rng(seed)
    width, height = SIZE
    canvas = np.zeros((height, width, 3), dtype=np.float32)
    for cells, weight in ((6, 90), (48, 45), (400, 22)):
        coarse = (random.random((cells * 3 // 4, cells, 3)) * 255).astype(np.uint8)
        soft = Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC)
        canvas += np.asarray(soft, dtype=np.float32) / 255 * weight
    canvas += random.normal(0, 6, (height, width, 1)).astype(np.float32) + 40
    Image.fromarray(canvas.clip(0, 255).astype(np.uint8)).save(path, quality=92)


def bare(job: tuple[str, str]) -> int:
    """Make the derivatives of one photograph with Pillow alone."""
    source, target = job
    made = 0
    with Image.open(source) as image:
        image.load()
        for width in WIDTHS:
            size = width, round(image.height * width / image.width)
            small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            for form in FORMATS:
                small.save(f"{target}-{width}.{form}", **SETTINGS[form])
                made += 1
    return made


def in_bare_pool(photographs: list[Path], target: Path, jobs: int) -> int:
    target.mkdir()
    work = [(str(path), str(target / path.stem)) for path in photographs]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(bare, work))


def in_build(photographs: list[Path], folder: Path, output: str, jobs: int) -> int:
    """Make them as a build does; returns how many were encoded."""
    name = LocalText.of("bench", "en")
    site = Site(folder=folder, name=name, archives=(Archive("B", name),), base_url="https://bench.example")
    store, problems = MediaStore(folder / "cache", site, formats=FORMATS), Problems()
    for path in photographs:
        image = store.image(path, path.name, problems)
        assert image is not None, list(problems)
        store.picture(image)
    made = store.finish(folder / output, jobs, problems)
    assert not problems.errors, list(problems)
    return made


def timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """Return what ``work`` returned, its seconds by the clock, its seconds of CPU in all processes."""
    before, start = _cpu(), time.perf_counter()
    made = work()
    wall = time.perf_counter() - start
    for child in active_children():  # only those that ended are counted
        child.join()
    return made, wall, _cpu() - before


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.folder:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        photographs = [folder / f"photo-{number:03}.jpg" for number in range(options.count)]
        for number, path in enumerate(photographs):
            photograph(path, number)
        rows = {
            "bare pool": timed(lambda: in_bare_pool(photographs, folder / "bare", options.jobs)),
            "build": timed(lambda: in_build(photographs, folder, "out", options.jobs)),
            "second build": timed(lambda: in_build(photographs, folder, "again", options.jobs)),
        }
    print(f"{options.count} photographs of 12 MP, {len(WIDTHS)} widths, {', '.join(FORMATS)}, {options.jobs} processes")
    for label, (made, wall, cpu) in rows.items():
        print(f"{label:13} {made:5} encoded  {wall:7.1f} s  {cpu:7.1f} s CPU  {made / wall:6.1f} files/s")
    for label, index in (("clock", 1), ("CPU", 2)):
        print(f"of what the bare pool reaches, by {label}: {rows['bare pool'][index] / rows['build'][index]:.0%}")


if __name__ == "__main__":
    main()
