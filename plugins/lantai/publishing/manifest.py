"""The list of everything in a built site: path, size and SHA-256 of each file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lantai import files
from lantai.publishing.swap import MARKER


def write(root: Path, jobs: int = 1) -> dict[str, int]:
    """Write ``manifest.json`` into ``root``. Returns the number of files and of bytes listed."""
    paths = sorted(
        (path for path in root.rglob("*") if path.is_file() and path != root / MARKER),
        key=lambda path: path.relative_to(root).as_posix(),
    )
    with ThreadPoolExecutor(jobs) as pool:
        digests = list(pool.map(files.sha256, paths))
    entries = {
        path.relative_to(root).as_posix(): {"size": path.stat().st_size, "sha256": digest}
        for path, digest in zip(paths, digests, strict=True)
    }
    files.write_json(root / MARKER, {"format": "lantai-manifest-1", "files": entries})
    return {"files": len(entries), "bytes": sum(entry["size"] for entry in entries.values())}
