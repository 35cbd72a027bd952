"""Files as scripts: what a page may not fetch from a disk it may load with ``<script src>``."""

from __future__ import annotations

import base64
import json

SUFFIX = ".js"


def wrapped(name: str, data: bytes) -> str:
    """Return a script that hands ``data`` to the page as the file ``name`` of the edition (see assets/page.js)."""
    return f'lantaiFile({json.dumps(name, ensure_ascii=False)},"{base64.b64encode(data).decode()}");\n'
