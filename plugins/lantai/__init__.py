"""Lantai (兰台): open-archives catalogues and online exhibitions as a static, searchable website.

The rooms and what each may import are drawn in ``docs/developers/architecture.md``
and held by ``tests/test_architecture.py``.
"""

import gc

__version__ = "0.1.0"

# Nearly all that is imported and loaded stays until its process ends: looking for cycles among it after every few
# hundred new objects, as Python does, takes a tenth of a build in which little has changed.
gc.set_threshold(500_000)
