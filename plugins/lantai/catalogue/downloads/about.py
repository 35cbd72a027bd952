"""What stands beside the data: the data dictionary, the description for open-data portals (DCAT), checksums."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantai import files
from lantai.catalogue.downloads.columns import NAMES
from lantai.records.fields import BY_NAME

if TYPE_CHECKING:
    from lantai.catalogue.views import View

MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "xml": "application/xml",
    "parquet": "application/vnd.apache.parquet",
}


def dictionary(extra: Iterable[str]) -> bytes:
    """Return the data dictionary as CSV: each column of the downloads and what it corresponds to."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["column", "zh", "en", "obligation", "several", "isad", "ead3", "dublin_core", "schema_org"])
    for name in NAMES:
        field = BY_NAME[name]
        several = "；" if field.many else ""
        standards = (field.isad, field.ead3, field.dc, field.schema_org)
        writer.writerow([name, field.zh, field.en, field.obligation, several, *standards])
    for name in extra:
        writer.writerow([name, name, name, "O", "", "", "", "", ""])
    for name, zh, en in (("release", "批次", "Release"), ("address", "网址", "Address")):
        writer.writerow([name, zh, en, "M", "", "", "", "", ""])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def dcat(view: View, folder: Path) -> dict[str, Any]:
    """Return the catalogue's downloads as a DCAT 3 catalogue in JSON-LD, with sizes and checksums."""
    newest = view.catalogue.newest
    datasets = [_dataset(view, "catalogue", view.t("catalogue.title"), folder)]
    datasets += [
        _dataset(view, f"releases/{each.id}", view.releases[each.id].title.in_(view.language), folder)
        for each in view.catalogue.releases
    ]
    found = {
        "@context": {"@vocab": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                     "foaf": "http://xmlns.com/foaf/0.1/", "spdx": "http://spdx.org/rdf/terms#"},
        "@type": "Catalog",
        "dct:title": view.t("catalogue.title"),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": view.site.name.in_(view.language)},
        "dct:license": view.site.licence_url or None,
        "dct:modified": newest.publish_at if newest else None,
        "dataset": datasets,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _dataset(view: View, stem: str, title: str, folder: Path) -> dict[str, Any]:
    distributions = []
    for path in sorted(folder.glob(f"{stem}.*")):
        name = path.relative_to(folder).as_posix()
        distributions.append(
            {
                "@type": "Distribution",
                "downloadURL": view.site.base_url + view.routes.data(name),
                "mediaType": MEDIA_TYPES.get(path.suffix.lstrip("."), "application/octet-stream"),
                "byteSize": path.stat().st_size,
                "spdx:checksum": {"spdx:algorithm": "sha256", "spdx:checksumValue": files.sha256(path)},
            }
        )
    return {"@type": "Dataset", "dct:title": title, "dct:identifier": stem, "distribution": distributions}


def checksums(folder: Path) -> str:
    """Return the SHA-256 of every download in the form that ``sha256sum -c`` reads."""
    paths = [
        path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html" and path.name != "SHA256SUMS"
    ]
    lines = [f"{files.sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in sorted(paths)]
    return "".join(lines)
