"""The JSON Schema of ``exhibition.yaml``; ``python3 -m lantai.exhibitions.schema DIR`` writes it into a checkout."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from lantai import files
from lantai.exhibitions.model import OPTIONS
from lantai.prose.schemas import schema

PATH = "theme/schemas/exhibition.json"


def exhibition_schema(language: str = "zh") -> dict[str, Any]:
    """Return the schema, with descriptions in a staff language."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": "exhibition.yaml", **schema(OPTIONS, language)}


def text() -> str:
    return json.dumps(exhibition_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    files.write(Path(sys.argv[1]) / PATH, text())
