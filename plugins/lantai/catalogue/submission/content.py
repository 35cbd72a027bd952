"""What stands in a package, so that the one who makes it and the one who receives it agree."""

from __future__ import annotations

FORMAT = "lantai-submission"
VERSION = 1
ABOUT = "package.json"
"""Who submits what: archive, release, rules of access, licence; size and checksum of each file."""
README = "README.txt"
CHECKSUMS = "SHA256SUMS"
RECORDS = "records.jsonl"
"""The file that a centre reads; the others hold the same for people and other systems."""
COPIES = ("records.csv", RECORDS, "records.ead3.xml")
DICTIONARY = "dictionary.csv"
WITHDRAWN = "withdrawn.csv"
FONDS = "fonds/"
EARLY_RECORDS = "early.csv"
"""Which records were opened early, by which category, on what basis; only where there are any. For the centre alone."""
EARLY = "报送单位提前开放"
"""Category that a centre gives the records of a package that tells of early openings, but not of which."""
