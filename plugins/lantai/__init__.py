"""Lantai (兰台): open-archives catalogues and online exhibitions as a static, searchable website.

The rooms and what each may import are drawn in ``docs/developers/architecture.md``
and held by ``tests/test_architecture.py``.
"""

from lantai import tuning

__version__ = "0.1.0"

tuning.apply()
