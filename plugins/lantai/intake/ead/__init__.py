"""Finding aids in EAD: their elements and identifiers, the names that the standard knows, and the reader."""

from lantai.intake.ead.reader import read

__all__ = ["read"]
