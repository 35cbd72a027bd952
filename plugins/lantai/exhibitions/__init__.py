"""Exhibitions: a folder that a curator writes → an exhibition → its pages."""

from lantai.exhibitions.further import check_themes, named
from lantai.exhibitions.load import load, scheduled
from lantai.exhibitions.model import Exhibition, Section
from lantai.exhibitions.pages import pages

__all__ = ["Exhibition", "Section", "check_themes", "load", "named", "pages", "scheduled"]
