"""A new lesson: its question, stage and competences, and a text to change."""

from __future__ import annotations

import json


def files(title: str, language: str) -> dict[str, str | bytes]:
    """Return the files of a lesson in the site's language."""
    texts = _ZH if language.startswith("zh") else _EN
    return {name: text.replace("@TITLE@", json.dumps(title, ensure_ascii=False)) for name, text in texts.items()}


_ZH = {"lesson.yaml": "title: @TITLE@\n"}
_EN = {"lesson.yaml": "title: @TITLE@\n"}
