"""The catalogue: the public table, fonds, list, record and release pages, downloads."""

from lantai.catalogue.model import Catalogue, open
from lantai.catalogue.preparing import prepare

__all__ = ["Catalogue", "open", "prepare"]
