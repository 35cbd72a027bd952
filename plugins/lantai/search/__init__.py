"""Search in plain static files: any contiguous part of a title, at ten million records.

``docs/developers/search-format.md`` describes the files; ``theme/static/js/search`` reads them.
"""

from lantai.search.build import SearchReport, build

__all__ = ["SearchReport", "build"]
