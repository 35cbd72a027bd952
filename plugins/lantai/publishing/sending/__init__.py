"""Sending what was built and checked to where it is served (folder, remote machine, object storage), and back."""

from lantai.publishing.sending.delivering import Published, back, publish

__all__ = ["Published", "back", "publish"]
