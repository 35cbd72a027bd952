"""IIIF documents: Presentation 3 manifests and collection, Image API 3 level 0 descriptions.

Sources: IIIF Presentation API 3.0 (sections 3 and 5), IIIF Image API 3.0 (section 5) and its
compliance levels (level 0: whole images and tiles in sizes that exist as files).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lantai.media.derivatives import Tiles
from lantai.media.images import Image, Region
from lantai.media.rights import rights_uri
from lantai.site.languages import LocalText

if TYPE_CHECKING:
    from lantai.media.store import MediaStore

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
IMAGE = "http://iiif.io/api/image/3/context.json"
ATTRIBUTION = LocalText((("zh-Hans", "来源"), ("en", "Attribution")))

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """Something said about an image, or about a part of it: a stop of a tour, a transcript.

    ``region`` None is the whole image. ``transcribes`` tells text *of* the image from text *about* it.
    """

    region: Region | None
    text: LocalText
    transcribes: bool = False


@dataclass(frozen=True, slots=True)
class Canvas:
    """One image of a manifest, in order, with what is said about it. The last four mean what they do in ``About``."""

    image: Image
    label: LocalText = LocalText()
    summary: LocalText = LocalText()
    notes: tuple[Note, ...] = ()
    tiles: bool = False
    rights: str = ""
    attribution: LocalText = LocalText()
    date: str = ""
    metadata: tuple[tuple[LocalText, LocalText], ...] = ()


@dataclass(frozen=True, slots=True)
class SeeAlso:
    """A machine-readable description of the same thing, e.g. a record as JSON or EAD3."""

    address: str
    format: str
    label: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class About:
    """What a manifest is about.

    ``name``       its place under ``/iiif/``: ``exhibition/flood-1954``, ``record/J001-002-0345``
    ``rights``     URL of a Creative Commons licence or a RightsStatements.org statement, or ""
    ``attribution`` must be shown wherever the images are
    ``holder``     the archive that provides them; the site's own unless given
    ``date``       first day of what is shown, ISO 8601 (``1954-08-03``), for timelines of viewers
    ``paged``      pages of a volume, to be shown as openings
    ``right_to_left``  order in which pages of traditional volumes turn
    ``homepages``  address and title of the page by language
    """

    name: str
    label: LocalText
    summary: LocalText = LocalText()
    metadata: tuple[tuple[LocalText, LocalText], ...] = ()
    rights: str = ""
    attribution: LocalText = LocalText()
    holder: LocalText = LocalText()
    date: str = ""
    paged: bool = False
    right_to_left: bool = False
    homepages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    see_also: tuple[SeeAlso, ...] = ()


def info(identifier: str, sizes: Sequence[tuple[int, int]], tiles: Tiles | None) -> Document:
    """Return info.json for an image that exists in ``sizes``, the last being the largest."""
    width, height = sizes[-1]
    document: Document = {
        "@context": IMAGE,
        "id": identifier,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": width,
        "height": height,
        "sizes": [{"width": width, "height": height} for width, height in sizes],
        "preferredFormats": ["jpg"],
    }
    if tiles:
        document["tiles"] = [{"width": tiles.size, "scaleFactors": tiles.levels()}]
    return document


def manifest(about: About, canvases: Sequence[Canvas], address: str, store: MediaStore) -> Document:
    """Return the manifest that will stand at ``address``."""

    def name(target: str) -> str:
        return store.identifier(target, address)

    document: Document = {
        "@context": PRESENTATION,
        "id": name(address),
        "type": "Manifest",
        "label": language_map(about.label) or {"none": [about.name]},
    }
    if about.summary:
        document["summary"] = language_map(about.summary)
    document |= _described(about)
    document["provider"] = [_provider(store, name, about.holder)]
    if about.paged:
        document["behavior"] = ["paged"]
    document["viewingDirection"] = "right-to-left" if about.right_to_left else "left-to-right"
    if about.homepages:
        document["homepage"] = [
            {"id": name(page), "type": "Text", "label": {lang: [title]}, "format": "text/html", "language": [lang]}
            for lang, (page, title) in about.homepages.items()
        ]
    if about.see_also:
        document["seeAlso"] = [_see_also(item, name) for item in about.see_also]
    items = [_canvas(canvas, number, address, store) for number, canvas in enumerate(canvases, 1)]
    if items:
        document["thumbnail"] = [_thumbnail(canvases[0].image, address, store)]
    document["items"] = items
    return document


def _described(thing: About | Canvas) -> Document:
    """Return metadata, rights, required statement and date of a manifest or a canvas, those that are known."""
    found: Document = {}
    pairs = [(language_map(label), language_map(value)) for label, value in thing.metadata]
    if known := [{"label": label, "value": value} for label, value in pairs if label and value]:
        found["metadata"] = known
    if (rights := rights_uri(thing.rights)) is not None:
        found["rights"] = rights
    if thing.attribution:
        found["requiredStatement"] = {
            "label": language_map(ATTRIBUTION),
            "value": language_map(thing.attribution),
        }
    if thing.date:
        found["navDate"] = instant(thing.date)
    return found


def instant(day: str) -> str:
    """Return the first moment of a year, month or day in ISO 8601, as ``navDate`` wants it."""
    return day if "T" in day else f"{day}{'-01' * (2 - day.count('-'))}T00:00:00Z"


def collection(documents: Mapping[str, Document], address: str, store: MediaStore) -> Document:
    """Return the collection of every manifest among ``documents`` (by address)."""
    items = []
    for target, document in sorted(documents.items()):
        if document.get("type") != "Manifest":
            continue
        item = {"id": store.identifier(target, address), "type": "Manifest", "label": document["label"]}
        items.append(item)
    return {
        "@context": PRESENTATION,
        "id": store.identifier(address, address),
        "type": "Collection",
        "label": language_map(store.site.name),
        "provider": [_provider(store, lambda target: store.identifier(target, address))],
        "items": items,
    }


def language_map(text: LocalText) -> dict[str, list[str]]:
    """Return a text as a IIIF language map: ``{"zh-Hans": ["…"], "en": ["…"]}``."""
    return {language or "none": [value] for language, value in text if value}


def _provider(store: MediaStore, name: Any, holder: LocalText = LocalText()) -> Document:
    label = language_map(holder or store.site.archive.name or store.site.name)
    home = {"id": name("/"), "type": "Text", "label": label, "format": "text/html"}
    return {"id": name("/"), "type": "Agent", "label": label, "homepage": [home]}


def _see_also(item: SeeAlso, name: Any) -> Document:
    found: Document = {"id": name(item.address), "type": "Dataset", "format": item.format}
    if item.label:
        found["label"] = language_map(item.label)
    return found


def _service(image: Image, address: str, store: MediaStore) -> Document:
    identifier = store.identifier(store.image_service(image), address)
    return {"id": identifier, "type": "ImageService3", "profile": "level0"}


def _picture(image: Image, size: tuple[int, int], name: str, address: str, store: MediaStore) -> Document:
    target = f"{store.image_service(image)}/full/{name}/0/default.jpg"
    return {
        "id": store.identifier(target, address),
        "type": "Image",
        "format": "image/jpeg",
        "width": size[0],
        "height": size[1],
        "service": [_service(image, address, store)],
    }


def _thumbnail(image: Image, address: str, store: MediaStore) -> Document:
    width, height = store.zoom_sizes(image)[0]
    return _picture(image, (width, height), f"{width},{height}", address, store)


def _canvas(canvas: Canvas, number: int, address: str, store: MediaStore) -> Document:
    root = address.removesuffix("manifest.json")
    width, height = store.zoom_sizes(canvas.image)[-1]
    identifier = store.identifier(f"{root}canvas/{number}", address)
    painting = {
        "id": f"{identifier}/annotation",
        "type": "Annotation",
        "motivation": "painting",
        "body": _picture(canvas.image, (width, height), "max", address, store),
        "target": identifier,
    }
    found: Document = {
        "id": identifier,
        "type": "Canvas",
        "label": language_map(canvas.label) or {"none": [str(number)]},
        "height": height,
        "width": width,
        "thumbnail": [_thumbnail(canvas.image, address, store)],
        "items": [{"id": f"{identifier}/page", "type": "AnnotationPage", "items": [painting]}],
    }
    if canvas.summary:
        found["summary"] = language_map(canvas.summary)
    found |= _described(canvas)
    if canvas.notes:
        notes = list(_notes(canvas.notes, identifier, width, height))
        found["annotations"] = [{"id": f"{identifier}/notes", "type": "AnnotationPage", "items": notes}]
    return found


def _notes(notes: Iterable[Note], identifier: str, width: int, height: int) -> Iterable[Document]:
    for index, note in enumerate(notes, 1):
        bodies = [
            {"type": "TextualBody", "value": text, "format": "text/plain", "language": language}
            for language, text in note.text
        ]
        yield {
            "id": f"{identifier}/notes/{index}",
            "type": "Annotation",
            "motivation": "supplementing" if note.transcribes else "commenting",
            "body": bodies[0] if len(bodies) == 1 else bodies,
            "target": identifier + _fragment(note.region, width, height),
        }


def _fragment(region: Region | None, width: int, height: int) -> str:
    """Return a region in percent as a media fragment in pixels; the whole image needs none."""
    if region is None:
        return ""
    edges = zip(region, (width, height, width, height), strict=True)
    return "#xywh=" + ",".join(str(round(part * whole / 100)) for part, whole in edges)
