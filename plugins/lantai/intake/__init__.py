"""Intake: from an archive's exports to one table of records, with a report on everything that is odd."""

from lantai.intake.reading import Counts, Intake, digest_of, read

__all__ = ["Counts", "Intake", "digest_of", "read"]
