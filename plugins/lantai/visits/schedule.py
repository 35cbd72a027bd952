"""When each thing of this room is public, for ``due``: campaigns, their events, guides, news, free pages, shelves."""

from __future__ import annotations

from collections.abc import Iterator

from lantai.problems import Problems
from lantai.site.config import Site
from lantai.site.moments import Showing
from lantai.visits import campaigns, events, guides, news
from lantai.visits.content_files import Text, read_folder
from lantai.visits.pages import SHAPE as PAGE_SHAPE
from lantai.visits.shelves import SHELVED

Scheduled = tuple[str, str, str, Showing]
"""What it is (of a shelf, the name of that), its name in ``content/``, its title, and when it is shown."""

_FOLDERS = (
    ("archives-day", "archives-day", campaigns.SHAPE),
    ("guide", "guides", guides.SHAPE),
    ("news", "news", news.SHAPE),
    ("page", "pages", PAGE_SHAPE),
    *((shelf.name, shelf.name, shelf.shape) for shelf in SHELVED),
)


def scheduled(site: Site, problems: Problems) -> Iterator[Scheduled]:
    """Yield everything the room holds, public or not. What cannot be read is in ``problems``."""
    for kind, folder, shape in _FOLDERS:
        for text in read_folder(site.content / folder, shape, site, problems):
            yield from _files(kind, text)
            if kind == "archives-day":
                yield from _events(text, problems)


def _files(kind: str, text: Text) -> Iterator[Scheduled]:
    """Yield the original, and a translation that has a time of its own."""
    yield kind, text.slug, text.original.title, text.original.showing
    for language, file in text.translations.items():
        if file.showing not in (Showing(), text.original.showing):
            yield kind, f"{text.slug}.{language}", file.title, file.showing


def _events(text: Text, problems: Problems) -> Iterator[Scheduled]:
    for event in events.read(text.original.head["events"], problems):
        yield "event", f"{text.slug}/{event.id}", str(event.title), event.showing
