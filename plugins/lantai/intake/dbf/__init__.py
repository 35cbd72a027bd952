"""Tables of dBase and FoxPro: their layout, their cells, the memo files beside them, and what reads them together."""

from lantai.intake.dbf.reader import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
