"""Images, documents, sound and film: probed safely, made small for the web, described for viewers.

Originals never leave the site folder. What a page shows are *derivatives*: resized, in sRGB,
upright, without metadata, with addresses that change when the image does.

    MediaStore   the media of one build: look at a file, ask for what a page needs, finish
    iiif         manifests (About, Canvas, Note, SeeAlso), to be given to MediaStore.manifest
    qr           a QR code as SVG
"""

from lantai.media.images import Image, Region
from lantai.media.qr import qr
from lantai.media.recordings import Recording
from lantai.media.store import MediaStore, Picture

__all__ = ["Image", "MediaStore", "Picture", "Recording", "Region", "qr"]
