"""Pages of releases with their feed, the permanent address of any record, the request list, the page of downloads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import polars as pl

from lantai.catalogue import downloads
from lantai.catalogue.listing import STYLES
from lantai.catalogue.model import ReleaseSummary
from lantai.catalogue.views import View, archive_address
from lantai.records.fields import CLEARED, FIELDS, PUBLIC
from lantai.records.refcodes import match_key
from lantai.site import feed
from lantai.site.pages import Crumb, Page

INDEX = "/releases/"
FEED = "/releases/feed.xml"
REQUESTS = "/requests/"


def pages(view: View) -> Iterator[Page]:
    """Yield the index of releases, a page for each, the resolver, the request list and the page of downloads."""
    yield _index(view)
    for summary in view.catalogue.releases:
        yield _release(view, summary)
    yield _resolver(view)
    yield _requests(view)
    yield _data(view)


def atom(view: View) -> bytes:
    """Return the feed of releases (RFC 4287), the newest first; it depends on the input only."""
    about = feed.About(
        title=f"{view.site.name.in_(view.language)} · {view.t('catalogue.releases')}",
        subtitle=view.t("catalogue.releases_lead"),
        language=view.language,
        address=FEED,
        page=INDEX,
    )
    entries = [
        feed.Entry(
            title=view.releases[each.id].title.in_(view.language),
            address=view.routes.release(each.id),
            updated=datetime.fromisoformat(each.publish_at),
            summary=_counts(view, each),
        )
        for each in reversed(view.catalogue.releases)
        if each.publish_at
    ]
    return feed.atom(about, entries, view.site)


def _counts(view: View, summary: ReleaseSummary) -> str:
    return view.t("catalogue.release_counts", added=summary.added, changed=summary.changed, withdrawn=summary.withdrawn)


def day_of(summary: ReleaseSummary) -> date | None:
    """Return the day on which a release became public."""
    return datetime.fromisoformat(summary.publish_at).date() if summary.publish_at else None


def _index(view: View) -> Page:
    newest_first = [
        {"summary": each, "title": view.releases[each.id].title, "day": day_of(each)}
        for each in reversed(view.catalogue.releases)
    ]
    return Page(
        address=INDEX,
        template="releases",
        title=view.t("catalogue.releases"),
        kind="release",
        language=view.language,
        description=view.t("catalogue.releases_lead"),
        styles=STYLES,
        text=view.t("catalogue.releases"),
        data={"releases": newest_first, "feed": FEED},
    )


def _release(view: View, summary: ReleaseSummary) -> Page:
    release = view.releases[summary.id]
    title = release.title.in_(view.language)
    notice = view.texts.releases.get(summary.id)
    return Page(
        address=view.routes.release(summary.id),
        template="release",
        title=title,
        kind="release",
        language=view.language,
        description=_counts(view, summary),
        trail=(Crumb(view.t("catalogue.releases"), INDEX),),
        styles=(*STYLES, *(notice.styles if notice else ())),
        scripts=notice.scripts if notice else (),
        updated=day_of(summary),
        text="\n".join(filter(None, (title, notice.text if notice else ""))),
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
            "provenance": release.provenance,
            "changes": _changes(view, summary),
            "changed": _changed(view, summary),
            "withdrawn": summary.withdrawn_codes,
            "downloads": downloads.offered(view, downloads.release_stem(summary.id)),
            "cited_by": view.cited_by("release", summary.id),
        },
    )


def _changes(view: View, summary: ReleaseSummary) -> list[dict[str, Any]]:
    by_code = {(each.repository, match_key(each.code)): each for each in view.catalogue.fonds}
    found = []
    for change in summary.changes:
        fonds = by_code.get((change.repository or view.site.archive.code, match_key(change.fonds)))
        title = view.fonds_title(fonds) if fonds else change.fonds
        whose = view.archive(change.repository).name.in_(view.language) if view.several else ""
        found.append({"change": change, "title": title, "address": fonds.address if fonds else "", "archive": whose})
    return found


def _changed(view: View, summary: ReleaseSummary) -> list[dict[str, Any]]:
    """Return the first few hundred changed records as they are now, each with the names of the fields that changed."""
    fields = dict(summary.changed_fields)
    chosen = (pl.col("release") == summary.id) & pl.col("match_key").is_in(list(fields))
    rows = view.catalogue.scan().filter(chosen).with_columns(view.page_address)
    rows = rows.select("ref_code", "match_key", "title", "page_address", "list_address", "anchor").collect()
    between = view.t("catalogue.comma")
    return [
        {
            "ref_code": row["ref_code"],
            "title": row["title"],
            "address": row["page_address"] or f"{row['list_address']}#{row['anchor']}",
            "fields": between.join(view.label(name) for name in fields[row["match_key"]]),
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
        data={"archives": _archives(view)},
    )


def _archives(view: View) -> dict[str, str]:
    """Return the name of each archive by the address of its page; nothing on a site of one."""
    archives = view.site.archives if view.several else ()
    return {archive_address(each.code): each.name.in_(view.language) for each in archives}


def _requests(view: View) -> Page:
    """Return the page of what a visitor wants to see: kept in the browser, printed or saved, never sent."""
    return Page(
        address=REQUESTS,
        template="requests",
        title=view.t("catalogue.requests"),
        kind="page",
        language=view.language,
        description=view.t("catalogue.requests_lead"),
        styles=STYLES,
        scripts=("catalogue/requests.js",),
        text=view.t("catalogue.requests"),
    )


def _data(view: View) -> Page:
    fields = [field for field in FIELDS if field.name in (*PUBLIC, *CLEARED)]
    groups = {"archives": [], "releases": [], "fonds": []}
    for stem, scope in view.scopes.items():
        if stem == downloads.WHOLE:
            continue
        group = "fonds" if scope.fonds else "releases" if scope.release else "archives"
        code = scope.fonds.code if scope.fonds else ""
        offered = downloads.offered(view, stem)
        whose = view.archive(scope.fonds.repository).name.in_(view.language) if scope.fonds and view.several else ""
        said = {"title": scope.title, "code": code, "archive": whose, "count": scope.count, "downloads": offered}
        groups[group].append(said)
    groups["releases"].reverse()
    return Page(
        address="/data/",
        template="data",
        title=view.t("catalogue.data"),
        kind="page",
        language=view.language,
        description=view.t("catalogue.data_lead"),
        styles=STYLES,
        text=view.t("catalogue.data"),
        jsonld=_data_set(view),
        data={
            "whole": downloads.offered(view, downloads.WHOLE),
            "about": [
                (view.t("catalogue.dictionary"), view.routes.data("dictionary.csv")),
                ("Data Package (JSON)", view.routes.data("datapackage.json")),
                ("DCAT (JSON-LD)", view.routes.data("catalog.jsonld")),
                ("SHA256SUMS", view.routes.data("SHA256SUMS")),
            ],
            "packed": any(scope.packed for scope in view.scopes.values()),
            "count": view.catalogue.count,
            "groups": groups,
            "fields": fields,
            "chinese": view.language.startswith("zh"),
        },
    )


def _data_set(view: View) -> dict[str, Any]:
    """Return the whole catalogue as a schema.org Dataset."""
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": view.t("catalogue.title"),
        "description": view.t("catalogue.data_lead"),
        "creator": {"@type": "ArchiveOrganization", "name": view.site.name.in_(view.language)},
        "license": view.site.licence_url,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": label, "contentUrl": view.site.base_url + address}
            for label, address in downloads.offered(view, downloads.WHOLE)
        ],
    }
    return {key: value for key, value in found.items() if value}
