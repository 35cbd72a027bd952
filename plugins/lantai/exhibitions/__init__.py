"""Exhibitions: a folder that a curator writes → an exhibition → its pages."""

from lantai.exhibitions.load import load, scheduled
from lantai.exhibitions.model import Exhibition, Section
from lantai.exhibitions.pages import pages

__all__ = ["Exhibition", "Section", "load", "pages", "scheduled"]
