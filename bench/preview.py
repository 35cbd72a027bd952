"""How soon a saved section is in the preview: an exhibition of forty sections in a site like the demonstration.

    python bench/preview.py [--sections 40] [--saves 10]

Copies the demonstration site, adds an exhibition, starts ``serve`` and saves one section again and again. Told are the
seconds from the save until the server gives out the page with the new words, and those of CPU that all processes
of the preview took until the whole site was built again behind.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image

from running import environment

ROOT = Path(__file__).resolve().parents[1]
MOMENT = "2026-06-10T09:00+08:00"
TEXT = "一九五四年六月，雨下了七天七夜，城关堤段告急。县人委连夜召集各区负责人，议定分段守堤。\n\n" * 12
PATIENCE, FIRST = 120, 900


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, default=40)
    parser.add_argument("--saves", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lantai-preview-") as scratch:
        folder = make_site(Path(scratch) / "site", arguments.sections)
        with Served(folder) as served:
            seconds = [served.saved(folder, number) for number in range(arguments.saves)]
    print(" ".join(f"{each:.2f}" for each in seconds))
    print(f"median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s, load {os.getloadavg()[0]:.1f}")


def make_site(folder: Path, sections: int) -> Path:
    """Copy the demonstration and add an exhibition, each of whose sections has a picture."""
    for name in ("content", "exhibitions", "catalogue"):
        shutil.copytree(ROOT / name, folder / name)
    exhibition = folder / "exhibitions" / "long"
    (exhibition / "media").mkdir(parents=True)
    (exhibition / "exhibition.yaml").write_text(
        "title: 四十个单元\nsummary: 一句话。\ncover: p1\ncredits: [{role: 策展, names: [王某], cited: true}]\n",
        encoding="utf-8",
    )
    figures = []
    for number in range(1, sections + 1):
        Image.radial_gradient("L").resize((1200 + number, 800)).save(exhibition / "media" / f"{number}.png")
        figures.append(f"- {{id: p{number}, file: media/{number}.png, caption: 图, alt: 一张图, credit: 本馆}}\n")
        (exhibition / f"{number:02d}-s{number}.md").write_text(section(number, ""), encoding="utf-8")
    (exhibition / "figures.yaml").write_text("".join(figures), encoding="utf-8")
    return folder


def section(number: int, words: str) -> str:
    return f"---\ntitle: 单元{number}\n---\n{TEXT}{words}\n\n/// figure | p{number}\n///\n"


class Served:
    """``serve`` while the block lasts."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rsplit(":", 1)[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lantai", "serve", "--site", str(folder), "--port", port, "--at", MOMENT],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Served:
        try:
            self._until("单元20", FIRST)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *raised: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def saved(self, folder: Path, number: int) -> float:
        """Save a section with new words; return the seconds until its page shows them."""
        words = f"第{number}次修改"
        time.sleep(0.5)
        started = time.perf_counter()
        (folder / "exhibitions" / "long" / "20-s20.md").write_text(section(20, words), encoding="utf-8")
        self._until(words)
        return time.perf_counter() - started

    def _until(self, words: str, patience: int = PATIENCE) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/exhibitions/long/s20/", timeout=5) as answer:
                    if words in answer.read().decode():
                        return
            except OSError:
                pass
            time.sleep(0.02)
        sys.exit(f"not seen within {patience} s: {words}")


if __name__ == "__main__":
    main()
