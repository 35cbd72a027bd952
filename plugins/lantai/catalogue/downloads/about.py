"""What stands beside the data: the data dictionary, the description for open-data portals (DCAT), checksums."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantai import files
from lantai.catalogue.downloads.columns import BESIDE, NAMES
from lantai.catalogue.downloads.delimited import harmless
from lantai.catalogue.downloads.formats import Scope
from lantai.catalogue.downloads.scopes import file_name
from lantai.records.fields import BY_NAME, EXTRA

if TYPE_CHECKING:
    from lantai.catalogue.views import View

SCHEMAS = {"csv": "schemas/records.json", "atom.csv": "schemas/atom.json"}
"""Names within ``/data/`` of the Table Schemas of formats that are tables of text."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "parquet": "application/vnd.apache.parquet",
}

DICTIONARY = ("column", "zh", "en", "obligation", "several", "isad", "ead3", "dublin_core", "schema_org")
"""The columns of the data dictionary."""


def dictionary(extra: Iterable[str]) -> bytes:
    """Return the data dictionary as CSV: each column of the downloads and what it corresponds to."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(DICTIONARY)
    for name in NAMES:
        field = BY_NAME[name]
        several = "；" if field.many else ""
        standards = (field.isad, field.ead3, field.dc, field.schema_org)
        writer.writerow([name, field.zh, field.en, field.obligation, several, *standards])
    for name in extra:
        label = harmless(name.removeprefix(EXTRA))
        writer.writerow([harmless(name), label, label, "O", "", "", "", "", ""])
    for name, (zh, en) in BESIDE.items():
        writer.writerow([name, zh, en, "M", "", "", "", "", ""])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def dcat(view: View, folder: Path, digests: Mapping[str, str]) -> dict[str, Any]:
    """Return the catalogue's downloads as a DCAT 3 catalogue in JSON-LD, with sizes and checksums.

    ``digests`` are those of the files by their name within ``folder``.
    """
    newest = view.catalogue.newest
    found = {
        "@context": {"@vocab": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                     "foaf": "http://xmlns.com/foaf/0.1/", "spdx": "http://spdx.org/rdf/terms#"},
        "@type": "Catalog",
        "dct:title": view.t("catalogue.title"),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": view.site.name.in_(view.language)},
        "dct:language": view.language,
        "dct:license": view.site.licence_url or None,
        "dct:modified": newest.publish_at if newest else None,
        "dataset": [_dataset(view, scope, folder, digests) for scope in view.scopes.values() if not scope.fonds],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _dataset(view: View, scope: Scope, folder: Path, digests: Mapping[str, str]) -> dict[str, Any]:
    distributions = []
    schemas = {form: {"@id": view.site.base_url + view.routes.data(name)} for form, name in SCHEMAS.items()}
    for extension in scope.extensions:
        name = file_name(scope, extension)
        found = {
            "@type": "Distribution",
            "dct:title": view.t(f"catalogue.format_{extension.split('.')[0]}"),
            "downloadURL": view.site.base_url + view.routes.data(name),
            "dct:conformsTo": schemas.get(extension),
            "mediaType": MEDIA_TYPES[extension.rpartition(".")[2]],
            "compressFormat": "application/gzip" if name.endswith(".gz") else None,
            "byteSize": (folder / name).stat().st_size,
            "spdx:checksum": {"spdx:algorithm": "sha256", "spdx:checksumValue": digests[name]},
        }
        distributions.append({key: value for key, value in found.items() if value is not None})
    released = view.releases[scope.release].publish_at if scope.release else None
    about = {
        "@type": "Dataset",
        "dct:title": scope.title,
        "dct:identifier": scope.stem,
        "dct:issued": released.isoformat() if released else None,
        "distribution": distributions,
    }
    return {key: value for key, value in about.items() if value is not None}


def digests(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the SHA-256 of every download by its name, in order; those ``known`` are not read again."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html"]
    names = sorted((path.relative_to(folder).as_posix(), path) for path in paths if path.name != "SHA256SUMS")
    return {name: (known or {}).get(name) or files.sha256(path) for name, path in names}


def checksums(digests: Mapping[str, str]) -> str:
    """Return digests in the form that ``sha256sum -c`` reads."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
