"""Packages by which an archive submits its open catalogue to a catalogue centre (目录中心报送包).

A package is a ZIP of what the archive has published, and of nothing else: the records, a description of every
column, the archive's words on its fonds, what it has taken down, and the checksum of each file.
"""

from lantai.catalogue.submission.making import make
from lantai.catalogue.submission.receiving import Received, is_package, receive

__all__ = ["Received", "is_package", "make", "receive"]
