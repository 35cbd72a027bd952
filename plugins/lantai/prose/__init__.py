"""Texts that staff write: Markdown with blocks → safe HTML, checked against figures, records and pages."""

from lantai.prose.context import Heading, Prose, ProseContext, ProseSource
from lantai.prose.figures import Figure, Figures
from lantai.prose.render import plain, render

__all__ = ["Figure", "Figures", "Heading", "Prose", "ProseContext", "ProseSource", "plain", "render"]
