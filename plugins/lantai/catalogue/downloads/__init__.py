"""Downloads of the catalogue: per release, per fonds and whole, in every format, as streams.

The public table is read fonds by fonds; what a fonds gives is written to its own files, to the
files of the whole and to those of each release, so that no more than one fonds is in memory.
Bytes depend on the input only.
"""

from lantai.catalogue.downloads.writing import FORMATS, write_all

__all__ = ["FORMATS", "write_all"]
