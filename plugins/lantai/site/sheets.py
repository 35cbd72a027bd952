"""Style sheets as visitors load them: what one imports from beside it stands in it, without comments.

The sheets in ``theme/static/css`` stay as they are written; what is united is the copy in the built site. As it is
written it works as well, and takes a visitor's browser a request more, and a round of waiting, for each.
"""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_IMPORT = re.compile(r'@import "([\w-]+\.css)";\n')


def unite(folder: Path) -> None:
    """Put what they import into the sheets of ``folder`` that do nothing but import."""
    for sheet in sorted(folder.glob("*.css")):
        text = _COMMENT.sub("", sheet.read_text(encoding="utf-8"))
        if (names := _IMPORT.findall(text)) and not _IMPORT.sub("", text):
            parts = [_COMMENT.sub("", (folder / name).read_text(encoding="utf-8")) for name in names]
            sheet.unlink()
            sheet.write_text("".join(parts), encoding="utf-8")
