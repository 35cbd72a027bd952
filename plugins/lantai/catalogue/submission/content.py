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
EARLY = "报送单位提前开放"
"""Category that a centre gives the records of a package with early openings; its own release says whether it counts."""
