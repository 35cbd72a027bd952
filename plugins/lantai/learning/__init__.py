"""Lessons: a folder that teachers write → a lesson with its source set → pages for pupils and teachers, a pack."""

from lantai.learning.load import load, scheduled
from lantai.learning.model import Lesson, Source
from lantai.learning.pack import packs
from lantai.learning.pages import pages

__all__ = ["Lesson", "Source", "load", "packs", "pages", "scheduled"]
