"""From what a person writes as destination to the place it names."""

from __future__ import annotations

import re
from pathlib import Path

from lantai.problems import UsageError
from lantai.publishing.layout import Layout
from lantai.publishing.sending import problems as kinds
from lantai.publishing.sending import to_bucket, to_folder, to_remote
from lantai.publishing.sending.order import Target


def target_of(destination: str, layout: Layout) -> Target:
    """Return the place that ``destination`` names, none of the folders in ``layout``.

    A folder, ``host:folder`` reached by rsync over ssh, or ``s3://bucket/prefix`` of any S3-compatible storage.
    Raises UsageError or CannotFinish if it cannot be reached from this machine at all.
    """
    if not destination.strip():
        raise UsageError(kinds.DESTINATION_EMPTY.at(""))
    if destination.startswith(to_bucket.SCHEME):
        return to_bucket.Bucket(destination)
    if re.match(r"[a-z][a-z0-9+.-]+://", destination):
        raise UsageError(kinds.DESTINATION_SCHEME.at(destination))
    if re.match(r"^[^/\\]{2,}:", destination):
        return to_remote.Remote(destination)
    if inside := layout.inside(Path(destination)):
        raise UsageError(kinds.DESTINATION_INSIDE.at(destination, inside=inside))
    return to_folder.Folder(Path(destination))
