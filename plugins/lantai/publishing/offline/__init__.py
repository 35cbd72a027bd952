"""The offline edition: a finished site, or one exhibition or lesson of it, as a folder that opens by a double click.

Made by transforming the finished tree, so that it never holds what the public site does not.
``docs/developers/offline.md`` tells how.
"""

from lantai.publishing.offline.choosing import Scope
from lantai.publishing.offline.edition import Made, make
from lantai.publishing.offline.tree import Tree

__all__ = ["Made", "Scope", "Tree", "make"]
