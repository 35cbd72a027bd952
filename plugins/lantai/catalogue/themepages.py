"""Pages of themes (专题): an introduction, what it finds, and which exhibitions and lessons belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantai.catalogue import pictures
from lantai.catalogue.listing import STYLES
from lantai.catalogue.themes import Theme
from lantai.catalogue.views import View
from lantai.links import Citation
from lantai.records.dates import SHOWN_FROM, display
from lantai.records.store import Record
from lantai.site.pages import Crumb, Page

INDEX = "/themes/"
MOST_PICTURES = 200
"""A theme shows at most so many records by their pictures; more stand in its list."""
FEWEST_PICTURES = 3
"""With fewer it is a list."""
_SIZES = "(min-width: 64rem) 14rem, (min-width: 30rem) 30vw, 45vw"


def pages(view: View) -> Iterator[Page]:
    """Yield the index of themes and a page for each; nothing where the archive has none."""
    themes = view.texts.themes
    if not themes:
        return
    shown = [(theme, _records(view, theme)) for theme in themes]
    yield _index(view, shown)
    for theme, records in shown:
        yield _theme(view, theme, records)


def _index(view: View, shown: list[tuple[Theme, list[Record]]]) -> Page:
    return Page(
        address=INDEX,
        template="themes",
        title=view.t("catalogue.themes"),
        kind="theme",
        language=view.language,
        description=view.t("catalogue.themes_lead"),
        trail=(Crumb(view.t("catalogue.title"), view.routes.section("catalogue")),),
        styles=STYLES,
        text=view.t("catalogue.themes"),
        data={"themes": [{"theme": theme, "count": _total(view, theme, records)} for theme, records in shown]},
    )


def _theme(view: View, theme: Theme, records: list[Record]) -> Page:
    title, text = theme.title.in_(view.language), theme.prose
    rows = [_row(view, *each) for each in zip(records, _pictures(view, records), strict=True)]
    return Page(
        address=theme.address,
        template="theme",
        title=title,
        kind="theme",
        language=view.language,
        description=theme.lead.in_(view.language) or (text.opening if text else ""),
        trail=(
            Crumb(view.t("catalogue.title"), view.routes.section("catalogue")),
            Crumb(view.t("catalogue.themes"), INDEX),
        ),
        styles=(*STYLES, *(text.styles if text else ())),
        scripts=("catalogue/list.js", *(text.scripts if text else ())),
        text="\n".join(filter(None, (title, theme.lead.in_(view.language), text.text if text else ""))),
        source=theme.file,
        jsonld={
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": title,
            "about": [{"@type": "ArchiveComponent", "name": each.title} for each in records[:20]],
        },
        data={
            "theme": theme,
            "introduction": text.html if text else "",
            "records": rows,
            "total": _total(view, theme, records),
            "cited_by": _cited_by(view, theme),
        },
    )


def _cited_by(view: View, theme: Theme) -> list[Citation]:
    """Return the pages that name a theme, by its slug or by its title in a language."""
    names = (theme.slug, *(title for _, title in theme.title))
    return list(dict.fromkeys(citation for name in names for citation in view.cited_by("theme", name)))


def _total(view: View, theme: Theme, records: list[Record]) -> int:
    """Return how many records belong to a theme of which ``records`` are shown."""
    return len(records) if len(records) < theme.limit else len(theme.numbers(view.publication.records))


def _records(view: View, theme: Theme) -> list[Record]:
    """Return what a theme shows: the records it names, then what its query finds, in its order."""
    store = view.publication.records
    first = [record for code in theme.records if isinstance(record := store.get(code), Record)]
    if not theme.query:
        return first[: theme.limit]
    named = {record.number for record in first}
    found = list(store.query(limit=theme.limit + len(first), **theme.query))
    rest = [record for record in found if record.number not in named]
    if theme.sort == "date":
        rest.sort(key=lambda record: (record["date_start"] or "9999", record.number))
    return (first + rest)[: theme.limit]


def _pictures(view: View, records: list[Record]) -> list[dict[str, Any] | None]:
    """Return the first picture of each record that the theme shows by it; of none if only a few have one."""
    found: list[dict[str, Any] | None] = []
    left = MOST_PICTURES
    for record in records:
        said = {name: record[name] for name in ("media", "title", "ref_code")}
        first = next(pictures.of_record(view, said, _SIZES), None) if record.has_media and left else None
        found.append(first)
        left -= first is not None
    return found if MOST_PICTURES - left >= FEWEST_PICTURES else [None] * len(found)


def _row(view: View, record: Record, picture: dict[str, Any] | None) -> dict[str, Any]:
    page = record.page_address or view.own_pages.get(record.number, "")
    return {
        "ref_code": record.ref_code,
        "title": record.title,
        "creators": view.t("frame.between").join(record.creators),
        "date": display(*(record[name] or None for name in SHOWN_FROM)),
        "address": page or f"{record.list_address}#{record.anchor}",
        "has_media": record.has_media,
        "fonds": record.fonds,
        "shown": picture,
    }
