"""For harvesters: ResourceSync (ANSI/NISO Z39.99-2017) and an OAI-PMH static repository.

Both name things by full URLs, so they are written once the site has a ``base_url``. A record is named by
its permanent address ``/r/?<档号>``, which answers whether or not it has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from lantai import files
from lantai.catalogue.downloads.scopes import file_name
from lantai.records import crosswalks

if TYPE_CHECKING:
    from lantai.catalogue.model import ReleaseSummary
    from lantai.catalogue.views import View

MOST_URLS = 50_000
"""URLs in one file of the sitemap protocol."""
MOST_OAI = 5_000
"""Records in a static repository: its specification leaves larger ones to a server."""
_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:rs="http://www.openarchives.org/rs/terms/">\n'
)


def write(view: View, output: Path, digests: Mapping[str, str]) -> None:
    """Write what harvesters read into ``output``; nothing while the site's address is not known.

    ``digests`` has the SHA-256 of each download by its name, so that a harvester need not fetch what it has.
    """
    if not view.site.base_url or view.catalogue.newest is None:
        return
    _resource_sync(view, output, digests)
    if view.catalogue.count <= MOST_OAI and view.site.contact.email:
        files.write(output / "data" / "oai.xml", _static_repository(view))


# ---- ResourceSync --------------------------------------------------------------------------------


def _resource_sync(view: View, output: Path, digests: Mapping[str, str]) -> None:
    base = view.site.base_url
    newest = view.catalogue.newest
    assert newest is not None
    description = f"{base}/.well-known/resourcesync"
    listed = [f"{base}/data/resourcelist.xml"]
    files.write(output / "data" / "resourcelist.xml", _resource_list(view, newest, output / "data", digests))
    for release in view.catalogue.releases:
        for number, entries in enumerate(_batches(_changes(view, release)), start=1):
            name = f"releases/{release.id}.changes{'' if number == 1 else f'-{number}'}.xml"
            listed.append(f"{base}/data/{name}")
            head = _meta(
                "changelist", f"{base}/data/capabilitylist.xml", ' from="{0}" until="{0}"'.format(_moment(release))
            )
            files.write(output / "data" / name, _URLSET + head + "".join(entries) + "</urlset>\n")
    kinds = ["resourcelist", *["changelist"] * (len(listed) - 1)]
    entries = (
        f'<url><loc>{escape(url)}</loc><rs:md capability="{kind}"/></url>\n'
        for url, kind in zip(listed, kinds, strict=True)
    )
    head = _meta("capabilitylist", description)
    files.write(output / "data" / "capabilitylist.xml", _URLSET + head + "".join(entries) + "</urlset>\n")
    entry = f'<url><loc>{escape(base)}/data/capabilitylist.xml</loc><rs:md capability="capabilitylist"/></url>\n'
    about = f'<rs:ln rel="describedby" href="{escape(base)}/data/catalog.jsonld"/>\n<rs:md capability="description"/>\n'
    files.write(output / ".well-known" / "resourcesync", _URLSET + about + entry + "</urlset>\n")


def _meta(capability: str, above: str, times: str = "") -> str:
    return f'<rs:ln rel="up" href={quoteattr(above)}/>\n<rs:md capability="{capability}"{times}/>\n'


def _resource_list(view: View, newest: ReleaseSummary, folder: Path, digests: Mapping[str, str]) -> str:
    """Return the list of downloads in ``folder``; the records themselves are in them."""
    head = _meta("resourcelist", f"{view.site.base_url}/data/capabilitylist.xml", f' at="{_moment(newest)}"')
    names = [file_name(scope, extension) for scope in view.scopes.values() for extension in scope.extensions]
    entries = (
        f"<url><loc>{escape(view.site.base_url + quote(view.routes.data(name)))}</loc>"
        f"<lastmod>{_moment(newest)}</lastmod>"
        f'<rs:md hash="sha-256:{digests[name]}" length="{(folder / name).stat().st_size}"/></url>\n'
        for name in names[:MOST_URLS]
    )
    return _URLSET + head + "".join(entries) + "</urlset>\n"


def _changes(view: View, release: ReleaseSummary) -> Iterator[str]:
    """Yield what a release changed, record by record: created, updated, deleted."""
    changes = view.catalogue.changes.filter(pl.col("release") == release.id)
    known = dict(changes.select("ref_code", "change").iter_rows())
    now = view.catalogue.scan().filter(pl.col("release") == release.id).select("ref_code").collect()["ref_code"]
    for code in now:
        change = known.get(code, "created")
        if change != "unchanged":
            yield _change(view, release, code, change)
    for code in changes.filter(pl.col("change") == "deleted")["ref_code"]:
        yield _change(view, release, code, "deleted")


def _change(view: View, release: ReleaseSummary, code: str, change: str) -> str:
    url = escape(view.site.base_url + view.routes.resolver(code))
    return f'<url><loc>{url}</loc><rs:md change="{change}" datetime="{_moment(release)}"/></url>\n'


def _batches(entries: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == MOST_URLS:
            yield batch
            batch = []
    if batch:
        yield batch


def _moment(release: ReleaseSummary) -> str:
    return escape(release.publish_at)


# ---- OAI-PMH static repository ---------------------------------------------------------------------

_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SIMPLE = {"created": "date", "isPartOf": "relation", "provenance": "description", "accessRights": "rights"}
_SIMPLE |= {"extent": "format"}
"""Elements of Dublin Core 1.1 for the DCMI terms that refine them."""


def _static_repository(view: View) -> str:
    site, newest = view.site, view.catalogue.newest
    assert newest is not None
    day = newest.publish_at[:10]
    first = min((each.publish_at[:10] for each in view.catalogue.releases if each.publish_at), default=day)
    names = f'xmlns="{_OAI}static-repository" xmlns:oai="{_OAI}" xmlns:xsi="{_XSI}"'
    names += f' xsi:schemaLocation="{_OAI}static-repository {_OAI}static-repository.xsd"'
    identify = (
        f"<Identify><oai:repositoryName>{escape(site.name.in_(view.language))}</oai:repositoryName>"
        f"<oai:baseURL>{escape(site.base_url)}/data/oai.xml</oai:baseURL><oai:protocolVersion>2.0</oai:protocolVersion>"
        f"<oai:adminEmail>{escape(site.contact.email)}</oai:adminEmail>"
        f"<oai:earliestDatestamp>{first}</oai:earliestDatestamp><oai:deletedRecord>no</oai:deletedRecord>"
        "<oai:granularity>YYYY-MM-DD</oai:granularity></Identify>\n"
        "<ListMetadataFormats><oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix>"
        f"<oai:schema>{_OAI}oai_dc.xsd</oai:schema><oai:metadataNamespace>{_OAI}oai_dc/</oai:metadataNamespace>"
        "</oai:metadataFormat></ListMetadataFormats>\n"
    )
    days = {each.id: each.publish_at[:10] or day for each in view.catalogue.releases}
    frame = view.catalogue.scan().collect()
    records = "".join(_oai_record(view, record, days) for record in frame.iter_rows(named=True))
    listed = f'<ListRecords metadataPrefix="oai_dc">\n{records}</ListRecords>\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Repository {names}>\n{identify}{listed}</Repository>\n'


def _oai_record(view: View, record: dict, days: dict[str, str]) -> str:
    host = view.site.base_url.split("://", 1)[1].split("/", 1)[0].split(":", 1)[0]
    local = quote(f"{record['repository_code'] or view.site.archive.code}/{record['match_key']}", safe="/-.")
    pairs = dict.fromkeys((_SIMPLE.get(name, name), value) for name, value in crosswalks.dublin_core(record))
    pairs[("identifier", view.site.base_url + view.routes.resolver(record["ref_code"]))] = None
    elements = "".join(f"<dc:{name}>{escape(_clean(value))}</dc:{name}>" for name, value in pairs)
    return (
        f"<oai:record><oai:header><oai:identifier>oai:{host}:{local}</oai:identifier>"
        f"<oai:datestamp>{days.get(record['release'], '')}</oai:datestamp></oai:header><oai:metadata>"
        f'<oai_dc:dc xmlns:oai_dc="{_OAI}oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xsi:schemaLocation="{_OAI}oai_dc/ {_OAI}oai_dc.xsd">{elements}</oai_dc:dc></oai:metadata></oai:record>\n'
    )


def _clean(text: str) -> str:
    return "".join(character for character in text if character >= " " or character in "\t\n\r")
