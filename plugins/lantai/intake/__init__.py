"""Intake: from an archive's exports to one table of records, with a report on everything that is odd."""

from lantai.intake.reading import Counts, Intake, read

__all__ = ["Counts", "Intake", "read"]
