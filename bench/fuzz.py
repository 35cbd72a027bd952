"""Fuzzes one parser, or all, for as long as told: ``python bench/fuzz.py csv --minutes 10``.

The corpus is tests/fixtures/fuzz; what breaks a parser is written there as ``broken-<digest>``, so that the
tests try it from then on. The tests run the same harness for a fraction of a second each.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests"), str(ROOT)]

from tests.hostile import fuzzing, parsers  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parsers", nargs="*", metavar="PARSER", help=", ".join(parsers.PARSERS))
    parser.add_argument("--minutes", type=float, default=1.0, help="of processor time, for each parser")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    unknown = set(options.parsers) - set(parsers.PARSERS)
    if unknown:
        parser.error(f"no such parser: {', '.join(sorted(unknown))}")
    failed = 0
    for name in options.parsers or parsers.PARSERS:
        found = fuzzing.fuzz(parsers.PARSERS[name], options.minutes * 60, options.seed)
        failed += bool(found.broken)
        print(
            f"{name:9} {found.tried:8} inputs, slowest {found.slowest * 1000:6.0f} ms, {len(found.broken)} broken",
            flush=True,
        )
        for data, reason in found.broken:
            path = fuzzing.CORPUS / name / f"broken-{hashlib.sha256(data).hexdigest()[:8]}"
            path.write_bytes(data)
            print(f"  {path.relative_to(ROOT)}: {reason}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
