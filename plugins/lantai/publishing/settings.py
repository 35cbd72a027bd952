"""Pelican's settings for a site folder.

Pelican's own articles, pages and feeds are off: it publishes future pages as if they were due and
costs over a millisecond an article, so visibility and records are ours and Pelican renders, writes
and runs the plugins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lantai.publishing.layout import THEME, Layout
from lantai.site import compiled, config

PLUGINS = tuple(
    f"lantai.{room}.plugin"
    for room in ("site", "catalogue", "exhibitions", "learning", "visits", "media", "search", "publishing")
)
"""In the order in which they write: search and the sitemap come last because they list what the others wrote."""


def pelican_settings(folder: str | Path, layout: Layout | None = None) -> dict[str, Any]:
    """Return Pelican's settings, in the upper-case names it reads."""
    folder = Path(folder).resolve()
    site, problems = config.load(folder)
    problems.raise_errors()
    assert site is not None
    layout = layout or Layout.of(folder)
    return {
        "SITENAME": str(site.name),
        "SITEURL": site.base_url,
        "PATH": str(site.content),
        "OUTPUT_PATH": str(layout.next),
        "THEME": str(THEME),
        "THEME_STATIC_PATHS": [],
        "LOCALE": ["C.UTF-8", "C"],  # that of the machine may not be installed on it, of which Pelican warns
        "TIMEZONE": str(site.zone),
        "DEFAULT_LANG": site.language,
        "PLUGINS": list(PLUGINS),
        "READERS": dict.fromkeys(("rst", "md", "html", "htm", "mkd", "mdown", "markdown")),
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "DIRECT_TEMPLATES": [],
        "AUTHOR_SAVE_AS": "",
        "CATEGORY_SAVE_AS": "",
        "TAG_SAVE_AS": "",
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "DELETE_OUTPUT_DIRECTORY": False,
        "LOAD_CONTENT_CACHE": False,
        "JINJA_ENVIRONMENT": dict(compiled.SETTINGS),
        "LOG_FILTER": [],
    }
