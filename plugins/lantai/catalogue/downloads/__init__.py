"""Downloads of the catalogue: whole, per archive, release and fonds, in every format, as streams.

The public table is read fonds by fonds; what a fonds gives is written to its own files, to the
files of the whole and to those of its archive and releases, so that no more than one fonds is in
memory. What the public site has of a fonds that is as it was is copied. Bytes depend on the input only.
"""

from lantai.catalogue.downloads.former import Former
from lantai.catalogue.downloads.scopes import (
    EVERY,
    FEW,
    WHOLE,
    all_scopes,
    archive_stem,
    fonds_stem,
    offered,
    release_stem,
)
from lantai.catalogue.downloads.writing import write_all

__all__ = [
    "EVERY",
    "FEW",
    "WHOLE",
    "Former",
    "all_scopes",
    "archive_stem",
    "fonds_stem",
    "offered",
    "release_stem",
    "write_all",
]
