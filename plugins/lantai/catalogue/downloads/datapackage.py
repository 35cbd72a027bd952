"""The tables among the downloads described for programs: a Data Package with Table Schemas, version 1.

Rules: specs.frictionlessdata.io, version 1 (tabular-data-package, tabular-data-resource, table-schema, csv-dialect).
What is a table's column comes from the definition of the fields, as the data dictionary does. Names of columns are
those that stand above them; ``column`` is the name in the dictionary. A schema has a file of its own, since thousands
of tables may share it. A cell made harmless for spreadsheets (``'`` before it) is text in a field of text; days and
words of a vocabulary never begin like a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantai.catalogue.downloads import atomcsv
from lantai.catalogue.downloads.about import DICTIONARY, SCHEMAS
from lantai.catalogue.downloads.columns import BESIDE, columns
from lantai.catalogue.downloads.delimited import harmless, header
from lantai.catalogue.downloads.scopes import file_name
from lantai.records.crosswalks import LEVEL_TERMS
from lantai.records.fields import ALWAYS, BY_NAME, DAYS, EXTRA, SEPARATOR, VOCABULARIES
from lantai.review.rules import OPEN

if TYPE_CHECKING:
    from lantai.catalogue.views import View

PACKAGE = "datapackage.json"
"""Its name within ``/data/``, which is the standard's."""
_OF_DICTIONARY = "schemas/dictionary.json"
_OBLIGATIONS = {"M": "必备 mandatory", "C": "有则必备 where it applies", "O": "可选 optional"}
_SEVERAL = f"多个值以“{SEPARATOR}”分隔 several values are joined by “{SEPARATOR}”"
_IDENTITY = ("repository_code", "ref_code")
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def documents(view: View, folder: Path, digests: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the description of all tables in ``folder`` and its schemas by their names within it.

    ``digests`` are those of the files by their name within ``folder``.
    """
    extra = view.catalogue.extra
    return {
        SCHEMAS["csv"]: records_schema(extra, view.language),
        SCHEMAS["atom.csv"]: _atom_schema(),
        _OF_DICTIONARY: _dictionary_schema(),
        PACKAGE: _package(view, folder, digests),
    }


def records_schema(extra: Iterable[str], language: str) -> dict[str, Any]:
    """Return the Table Schema of the downloads in CSV of a catalogue in ``language``."""
    fields = [{"name": header(name, language), **_column(name)} for name in columns(extra)]
    return {"fields": fields, "primaryKey": [header(name, language) for name in _IDENTITY], "missingValues": [""]}


def _column(name: str) -> dict[str, Any]:
    """Return what is known of a column but for its header."""
    if name in BESIDE:
        return _described(harmless(name), " / ".join(BESIDE[name]), [_OBLIGATIONS["M"]], required=True)
    if name not in BY_NAME:
        label = harmless(name.removeprefix(EXTRA))
        return _described(harmless(name), label, [_OBLIGATIONS["O"]])
    field = BY_NAME[name]
    said = [_OBLIGATIONS[field.obligation], *([_SEVERAL] if field.many else [])]
    standards = {"ISAD(G)": field.isad, "EAD3": field.ead3, "Dublin Core": field.dc, "schema.org": field.schema_org}
    said += [f"{standard} {value}" for standard, value in standards.items() if value]
    # The gate lets nothing else through: a reader that finds another status has found a leak.
    values = (OPEN,) if name == "open_status" else VOCABULARIES.get(name, ())
    kind = "date" if name in DAYS else "string"
    return _described(name, f"{field.zh} / {field.en}", said, kind, name in ALWAYS, values)


def _described(
    name: str, title: str, said: Iterable[str], kind: str = "string", required: bool = False, values: Iterable[str] = ()
) -> dict[str, Any]:
    constraints = {"required": required, "enum": list(values)}
    found = {"type": kind, "title": title, "description": "; ".join(said), "constraints": _given(constraints)}
    return _given({**found, "column": name})


def _atom_schema() -> dict[str, Any]:
    """Return the Table Schema of AtoM's template: which columns it has is its own rule, not that of our fields."""
    fields: list[dict[str, Any]] = []
    sources = dict(atomcsv.FIELDS)
    enums = {"levelOfDescription": list(LEVEL_TERMS.values()), "publicationStatus": ["Published"]}
    for name in atomcsv.COLUMNS:
        source = BY_NAME.get(sources.get(name, ""))
        constraints: dict[str, Any] = {"required": True} if name in ("legacyId", "culture", *enums) else {}
        constraints |= {"enum": enums[name]} if name in enums else {}
        title = f"{source.zh} / {source.en}" if source else ""
        fields.append(_given({"name": name, "type": "string", "title": title, "constraints": constraints}))
    return {"fields": fields, "primaryKey": "legacyId", "missingValues": [""]}


def _dictionary_schema() -> dict[str, Any]:
    required = {"constraints": {"required": True}}
    fields = [{"name": name, "type": "string", **(required if name in DICTIONARY[:4] else {})} for name in DICTIONARY]
    return {"fields": fields, "primaryKey": "column", "missingValues": [""]}


def _package(view: View, folder: Path, digests: Mapping[str, str]) -> dict[str, Any]:
    site, newest = view.site, view.catalogue.newest
    licence = {"path": site.licence_url, "title": site.licence.in_(view.language)}
    found = {
        "profile": "tabular-data-package",
        "name": _name(f"{site.archive.code}-catalogue"),
        "title": f"{site.name.in_(view.language)} · {view.t('catalogue.title')}",
        "description": view.t("catalogue.data_lead"),
        "homepage": site.base_url and site.base_url + view.routes.data(""),
        "created": newest.publish_at if newest else None,
        "licenses": [_given(licence)] if site.licence_url else None,
        "sources": [{"title": each.name.in_(view.language)} for each in site.archives],
        "resources": list(_resources(view, folder, digests)),
    }
    return _given(found)


def _resources(view: View, folder: Path, digests: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for scope in view.scopes.values():
        for extension in scope.extensions:
            if extension in SCHEMAS:
                name = f"{scope.stem}{'.atom' if extension.startswith('atom') else ''}"
                path = file_name(scope, extension)
                yield _resource(name, scope.title, path, SCHEMAS[extension], folder, digests)
    title = view.t("catalogue.dictionary")
    yield _resource("dictionary", title, "dictionary.csv", _OF_DICTIONARY, folder, digests)


def _resource(
    name: str, title: str, path: str, schema: str, folder: Path, digests: Mapping[str, str]
) -> dict[str, Any]:
    found = {
        "profile": "tabular-data-resource",
        "name": _name(name),
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "compression": "gz" if path.endswith(".gz") else None,
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": schema,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{digests[path]}",
    }
    return _given(found)


def _given(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value}


def _name(text: str) -> str:
    """Return a name as version 1 allows it, ``[-a-z0-9._/]``; other characters as their bytes between slashes.

    Codes know no case, so that different ones stay different.
    """
    return re.sub(r"[^-a-z0-9._/]+", lambda other: f"/{other[0].encode().hex()}/", text.lower()).strip("/")
