"""Pages of releases, the permanent address of any record, and the page of downloads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import polars as pl

from lantai.catalogue.listing import STYLES, downloads_of
from lantai.catalogue.model import ReleaseSummary
from lantai.catalogue.views import View
from lantai.records.fields import CLEARED, FIELDS, PUBLIC
from lantai.records.refcodes import match_key
from lantai.site.pages import Crumb, Page

FORMATS = ("csv", "jsonl", "ead3.xml")


def pages(view: View) -> Iterator[Page]:
    """Yield the index of releases, a page for each, the resolver and the page of downloads."""
    yield _index(view)
    for summary in view.catalogue.releases:
        yield _release(view, summary)
    yield _resolver(view)
    yield _data(view)


def day_of(summary: ReleaseSummary) -> date | None:
    """Return the day on which a release became public."""
    return datetime.fromisoformat(summary.publish_at).date() if summary.publish_at else None


def _index(view: View) -> Page:
    newest_first = [
        {"summary": each, "title": view.releases[each.id].title, "day": day_of(each)}
        for each in reversed(view.catalogue.releases)
    ]
    return Page(
        address="/releases/",
        template="releases",
        title=view.t("catalogue.releases"),
        kind="release",
        language=view.language,
        description=view.t("catalogue.releases_lead"),
        styles=STYLES,
        text=view.t("catalogue.releases"),
        data={"releases": newest_first},
    )


def _release(view: View, summary: ReleaseSummary) -> Page:
    release = view.releases[summary.id]
    title = release.title.in_(view.language)
    notice = view.prose(release.notice.in_(view.language), release.file, 1, view.routes.release(summary.id))
    published = view.table.filter(pl.col("release") == summary.id)
    return Page(
        address=view.routes.release(summary.id),
        template="release",
        title=title,
        kind="release",
        language=view.language,
        description=view.t(
            "catalogue.release_counts", added=summary.added, changed=summary.changed, withdrawn=summary.withdrawn
        ),
        trail=(Crumb(view.t("catalogue.releases"), "/releases/"),),
        styles=STYLES,
        updated=day_of(summary),
        text=" ".join(filter(None, (title, notice.text if notice else ""))),
        source=release.file,
        jsonld={
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": title,
            "datePublished": summary.publish_at or None,
            "creator": {"@type": "ArchiveOrganization", "name": view.site.name.in_(view.language)},
            "license": view.site.licence_url or None,
        },
        data={
            "summary": summary,
            "day": day_of(summary),
            "notice": notice.html if notice else "",
            "changes": _changes(view, summary),
            "changed": _changed(published, summary),
            "withdrawn": summary.withdrawn_codes,
            "downloads": downloads_of(view, f"releases/{summary.id}", FORMATS),
        },
    )


def _changes(view: View, summary: ReleaseSummary) -> list[dict[str, Any]]:
    by_code = {(each.repository, match_key(each.code)): each for each in view.catalogue.fonds}
    found = []
    for change in summary.changes:
        fonds = by_code.get((change.repository or view.site.archive.code, match_key(change.fonds)))
        title = view.fonds_title(fonds) if fonds else change.fonds
        found.append({"change": change, "title": title, "address": fonds.address if fonds else ""})
    return found


def _changed(published: pl.DataFrame, summary: ReleaseSummary) -> list[dict[str, Any]]:
    rows = published.filter(pl.col("match_key").is_in(list(summary.changed_keys)))
    return [
        {
            "ref_code": row["ref_code"],
            "title": row["title"],
            "address": row["page_address"] or f"{row['list_address']}#{row['anchor']}",
        }
        for row in rows.iter_rows(named=True)
    ]


def _resolver(view: View) -> Page:
    return Page(
        address="/r/",
        template="resolver",
        title=view.t("catalogue.resolver"),
        kind="page",
        language=view.language,
        styles=STYLES,
        scripts=("catalogue/resolve.js",),
        listed=False,
    )


def _data(view: View) -> Page:
    fields = [field for field in FIELDS if field.name in (*PUBLIC, *CLEARED)]
    fonds = [
        {
            "title": view.fonds_title(each),
            "code": each.code,
            "count": each.count,
            "downloads": downloads_of(
                view, "fonds/" + each.address.removeprefix("/catalogue/").strip("/").replace("/", "_"), FORMATS
            ),
        }
        for each in view.catalogue.fonds
    ]
    released = [
        {
            "title": view.releases[each.id].title.in_(view.language),
            "count": each.count,
            "downloads": downloads_of(view, f"releases/{each.id}", FORMATS),
        }
        for each in reversed(view.catalogue.releases)
    ]
    return Page(
        address="/data/",
        template="data",
        title=view.t("catalogue.data"),
        kind="page",
        language=view.language,
        description=view.t("catalogue.data_lead"),
        styles=STYLES,
        text=view.t("catalogue.data"),
        data={
            "whole": downloads_of(view, "catalogue", (*FORMATS, "parquet")),
            "about": [
                (view.t("catalogue.dictionary"), view.routes.data("dictionary.csv")),
                ("DCAT (JSON-LD)", view.routes.data("catalog.jsonld")),
                ("SHA256SUMS", view.routes.data("SHA256SUMS")),
            ],
            "count": view.catalogue.count,
            "fonds": fonds,
            "releases": released,
            "fields": fields,
            "chinese": view.language.startswith("zh"),
        },
    )
