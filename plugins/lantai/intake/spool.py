"""Tables that grow on disk, piece by piece: a folder of Parquet files that is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl


class Spool:
    """Pieces of one table, all with the same columns, in a temporary folder beside the one they will be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self._parts: list[tuple[Path, int]] = []

    @classmethod
    @contextmanager
    def beside(cls, target: Path) -> Iterator[Spool]:
        """Open a spool; what has not been settled when the block ends is gone."""
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}."))
        try:
            yield cls(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def add(self, frame: pl.DataFrame) -> None:
        """Put a piece down."""
        path = self.folder / f"{len(self._parts):06}.parquet"
        frame.write_parquet(path, compression="zstd", compression_level=1)
        self._parts.append((path, frame.height))
        self.count += frame.height

    def scan(self) -> pl.LazyFrame:
        """Return all pieces as one table, in order."""
        return scan(self.folder)

    def keep(self, kept: pl.Series) -> None:
        """Leave out the rows where ``kept`` is false, rewriting only the pieces they stand in."""
        start = 0
        for index, (path, height) in enumerate(self._parts):
            mask = kept.slice(start, height)
            start += height
            if not mask.all():
                frame = pl.read_parquet(path, memory_map=False).filter(mask)
                frame.write_parquet(path, compression="zstd", compression_level=1)
                self._parts[index] = (path, frame.height)
        self.count = sum(height for _, height in self._parts)

    def fill(self, column: str, values: pl.Series) -> None:
        """Put the values of a column down where there are any, rewriting only the pieces they stand in."""
        start = 0
        for path, height in self._parts:
            own = values.slice(start, height)
            start += height
            if own.null_count() < height:
                frame = pl.read_parquet(path, memory_map=False).with_columns(own.alias(column))
                frame.write_parquet(path, compression="zstd", compression_level=1)

    def settle(self, target: Path) -> None:
        """Make the folder ``target``, in place of an older one."""
        self.folder.chmod(0o755)
        shutil.rmtree(target, ignore_errors=True)
        self.folder.rename(target)


def scan(folder: Path) -> pl.LazyFrame:
    """Return the table in a folder of pieces."""
    return pl.scan_parquet(sorted(folder.glob("*.parquet")), glob=False)
