"""What a plain web server does with a finished site: nginx as documented, asked by wrk over loopback.

    python bench/hosting.py OUTPUT [--seconds 10] [--connections 64] [--write]

The addresses are drawn from the site itself, three rounds of different work: pages, pieces of the search index, and
both once more with a cache that is right already (``If-None-Match``). Needs nginx and wrk (both in Debian).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "developers" / "benchmarks.md"
HEADING = "## Hosting"
INTRODUCTION = """
`python bench/hosting.py OUTPUT --write`: nginx with `docs/hosting/nginx.conf`, compressing as it goes, asked by wrk
over loopback on the same machine for addresses of the site drawn by lot. Errors are answers of 400 and above, failed
connections and time-outs. *MB on disk* counts whole blocks, as a disk does; files and folders each take an inode.
"""
COLUMNS = (
    "Asked for",
    "Requests/s",
    "MB/s",
    "90 % within ms",
    "Errors",
    "Files",
    "Folders",
    "MB",
    "MB on disk",
    "Load",
    "Day",
)
ADDRESSES = 2_000

SCRIPT = """
local paths, tags = {}, {}
for line in io.lines("%s") do
  local path, tag = line:match("^(%%S+)%%s?(.*)$")
  table.insert(paths, path); table.insert(tags, tag)
end
local next_path = math.random(#paths)
request = function()
  next_path = next_path %% #paths + 1
  local headers = {["Accept-Encoding"] = "gzip"}
  if tags[next_path] ~= "" then headers["If-None-Match"] = tags[next_path] end
  return wrk.format("GET", paths[next_path], headers)
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%d %%.1f %%d\\n", summary.requests, summary.bytes, summary.duration,
    latency:percentile(90) / 1000, e.connect + e.read + e.write + e.timeout + e.status))
end
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What wrk measured: requests and bytes a second, milliseconds for nine of ten answers, errors."""

    requests: float
    bytes: float
    within: float
    errors: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    if not shutil.which("wrk") or not _nginx():
        sys.exit("needs nginx and wrk: apt-get install nginx-light wrk")
    load = os.getloadavg()[0]
    files, folders, size, blocks = _measured(arguments.output)
    rows = []
    with served(arguments.output) as port:
        pages, shards = _addresses(arguments.output)
        rounds = (
            ("pages", [(path, "") for path in pages]),
            ("search index", [(path, "") for path in shards]),
            ("pages, unchanged", _tagged(port, pages)),
        )
        for name, lines in rounds:
            result = _asked(port, lines, arguments.seconds, arguments.connections)
            rows.append((
                *(name, f"{result.requests:,.0f}", f"{result.bytes / 1e6:,.0f}", f"{result.within:.1f}"),
                f"{result.errors}",
                *(f"{files:,}", f"{folders:,}", f"{size / 1e6:,.0f}", f"{blocks / 1e6:,.0f}", f"{load:.1f}"),
                datetime.now().date().isoformat(),
            ))  # fmt: skip
    print("\n".join(_table(rows)))
    if arguments.write:
        _write(rows)


@contextmanager
def served(root: Path) -> Iterator[int]:
    """Serve ``root`` with nginx as documented; gives the port."""
    with tempfile.TemporaryDirectory(prefix="lantai-hosting-") as name, socket.socket() as free:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = (ROOT / "docs" / "hosting" / "nginx.conf").read_text(encoding="utf-8")
        server = server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/archives", str(root.resolve()))
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        user = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\nworker_processes auto;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\nsendfile on;\n{temporary}{server}\n}}\n",
            encoding="utf-8",
        )
        command = [_nginx(), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf", "-p", name]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            yield port
        finally:
            running.terminate()
            running.wait()


def _nginx() -> str:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("nginx did not start")


def _addresses(root: Path) -> tuple[list[str], list[str]]:
    """Return addresses of pages and of pieces of the search index, drawn by lot, the same every time."""
    draw = random.Random(1)
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    pages = [name.removesuffix("index.html") for name in names if name.endswith("index.html")]
    shards = [name for name in names if name.startswith("search/index/") and name.endswith(".bin")]
    chosen = (draw.sample(each, min(ADDRESSES, len(each))) for each in (pages, shards))
    first, second = (["/" + quote(name) for name in each] for each in chosen)
    return first, second


def _tagged(port: int, paths: list[str]) -> list[tuple[str, str]]:
    """Return paths with the entity tags that the server gives them."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    found = []
    for path in paths:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        found.append((path, answer.getheader("ETag") or ""))
    connection.close()
    return found


def _asked(port: int, lines: list[tuple[str, str]], seconds: int, connections: int) -> Result:
    with tempfile.TemporaryDirectory() as name:
        listed, script = Path(name, "paths.txt"), Path(name, "ask.lua")
        listed.write_text("".join(f"{path} {tag}\n" for path, tag in lines), encoding="utf-8")
        script.write_text(SCRIPT % listed, encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = re.search(r"^RESULT (\d+) (\d+) (\d+) ([\d.]+) (\d+)$", said, re.MULTILINE)
    if match is None:
        sys.exit(said)
    requests, size, micros, within, errors = match.groups()
    took = int(micros) / 1e6
    return Result(int(requests) / took, int(size) / took, float(within), int(errors))


def _measured(root: Path) -> tuple[int, int, int, int]:
    """Return the numbers of files and folders, the bytes in files, and the bytes that they take on this disk."""
    files = folders = size = blocks = 0
    for folder, _, names in os.walk(root):
        folders += 1
        for name in names:
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - twice as fast for many files
            files, size, blocks = files + 1, size + status.st_size, blocks + status.st_blocks * 512
    return files, folders, size, blocks


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    lines = [COLUMNS, ("---", *("--:" for _ in COLUMNS[1:])), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def _write(rows: list[tuple[str, ...]]) -> None:
    """Put the table into the page, in place of the one of an earlier run."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(HEADING + "\n")
    after = rest.partition("\n## ")
    tail = f"\n## {after[2]}" if after[1] else ""
    table = "\n".join(_table(rows))
    PAGE.write_text(f"{before.rstrip()}\n\n{HEADING}\n{INTRODUCTION}\n{table}\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
