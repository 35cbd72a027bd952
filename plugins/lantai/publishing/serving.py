"""How files are to be served: type and caching, as in the configurations of ``docs/hosting``.

The preview and object storage take these from here; a test compares nginx and Apache with them.
"""

from __future__ import annotations

import re

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "jsonl": "application/x-ndjson",
    "xml": "application/xml",
    "bin": "application/octet-stream",
    "parquet": "application/octet-stream",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "csv": "text/csv",
    "ics": "text/calendar",
    "txt": "text/plain",
    "md": "text/plain",
    "vtt": "text/vtt",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "woff2": "font/woff2",
}
"""Media types by extension. Not ``mimetypes``, whose answers depend on the machine."""

SUMS = "SHA256SUMS"
"""The one file without an extension: text for ``sha256sum``."""

UNKNOWN = "application/octet-stream"
_TEXT = re.compile(r"^text/|[/+](json|xml|x-ndjson)$")

BY_CONTENT = re.compile(r"^(theme/[0-9a-f]+/|media/.+-[0-9a-f]{10}[-.]|search/index/[0-9a-f]{16}/)")
"""Paths of files that are named by their content, so that they never change."""

DOWNLOADS, PACKED = "/data/", ".gz"
"""A download may be compressed as it grows; its address then has this at its end. Never as ``Content-Encoding``: these
files are rows of gzip members, and a browser need not read more than the first."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def otherwise_packed(address: str) -> str:
    """Return the other address of a download, compressed if ``address`` is not and the reverse; "" for other files."""
    if not address.startswith(DOWNLOADS):
        return ""
    return address.removesuffix(PACKED) if address.endswith(PACKED) else address + PACKED


def content_type(path: str) -> str:
    """Return the media type of a file by its extension, with the character set of what is text."""
    name = path.rpartition("/")[2]
    found = "text/plain" if name == SUMS else TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN)
    return f"{found}; charset=utf-8" if _TEXT.search(found) else found


def cache_control(path: str) -> str:
    """Return the caching rule of a path in the site: kept for ever if named by its content, else asked again."""
    return FOR_EVER if BY_CONTENT.match(path) else ASK_AGAIN
