"""JSON Schemas of the YAML files that staff write, for editors that complete and check while one types.

``python3 tools/schemas.py`` writes ``theme/schemas/<language>/*.json``; a test fails while they are out of date. What
is defined by ``Option`` describes itself; for files whose readers only list their keys, the shapes stand here and the
meanings in ``plain_keys``. ``build.py editor`` gives the schemas to a site, each for the files under its ``x-files``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from tools import plain_keys  # noqa: E402

from lantai.exhibitions.model import OPTIONS as EXHIBITION  # noqa: E402
from lantai.learning.model import OPTIONS as LESSON  # noqa: E402
from lantai.prose import figures, guide  # noqa: E402
from lantai.prose.options import TYPES  # noqa: E402
from lantai.prose.schemas import schema  # noqa: E402
from lantai.records import mapping, releases  # noqa: E402
from lantai.records.fields import BY_NAME, MAPPABLE  # noqa: E402
from lantai.review import approval, withdrawals, words  # noqa: E402
from lantai.site import config  # noqa: E402
from lantai.site.languages import INTERFACE  # noqa: E402
from lantai.site.moments import STATUSES  # noqa: E402
from lantai.visits import home  # noqa: E402

Schema = dict[str, Any]

FOLDER = ROOT / "theme" / "schemas"
LANGUAGES = ("zh", "en")
DIALECT = "https://json-schema.org/draft/2020-12/schema"

LOCAL, STRINGS, MOMENT, FLAG = (dict(TYPES[name].schema) for name in ("local", "list", "moment", "boolean"))
TEXT = {"type": ["string", "number"]}
WHOLE = {"type": "integer", "minimum": 0}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def one_of(*values: str | bool) -> Schema:
    return {"enum": list(values)}


def some_of(values: tuple[str, ...]) -> Schema:
    return {"type": "array", "items": one_of(*values)}


def group(required: tuple[str, ...] = (), **shapes: Schema) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": False, "properties": shapes}
    return found | ({"required": list(required)} if required else {})


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def either(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


def by_name(shape: Schema, names: Schema | None = None) -> Schema:
    """Return the shape of a group whose keys are whatever its writer has, or such as ``names`` allow."""
    return {"type": "object", "additionalProperties": shape} | ({"propertyNames": names} if names else {})


def site(language: str) -> Mapping[str, Schema]:
    closure = group(("from",), **{"from": DATE, "to": DATE}, reason=LOCAL)
    return {
        "name": LOCAL,
        "code": TEXT,
        "place": LOCAL,
        "archives": many(group(("code", "name"), code=TEXT, name=LOCAL, place=LOCAL)),
        "languages": some_of(INTERFACE),
        "base_url": {"type": "string", "pattern": "^https?://"},
        "timezone": {"type": "string"},
        "staff_language": one_of(*config.STAFF_LANGUAGES),
        "demo": FLAG,
        "tagline": LOCAL,
        "description": LOCAL,
        "seal": {"type": "string", "maxLength": 4},
        "contact": group(address=LOCAL, phone=TEXT, email=TEXT, hours=LOCAL, closures=many(closure)),
        "footer": group(sponsor=LOCAL, site_id=TEXT, icp=TEXT, police=TEXT),
        "licence": LOCAL,
        "licence_url": {"type": "string"},
        "mark": TEXT,
        "navigation": some_of(config.NAVIGABLE) | {"maxItems": 6},
        "home": schema(home.OPTIONS, language),
        "record_pages": one_of(*config.RECORD_PAGES),
        "booking": {"type": "string"},
        "search": group(file_limit=WHOLE, threshold={"type": "number"}, agreement={"type": "number"}, pinyin=FLAG),
        "kiosk": group(idle=WHOLE, warning=WHOLE, home={"type": "string"}, keyboard=FLAG),
        "releases": group(every=TEXT),
    }


def release(language: str) -> Mapping[str, Schema]:
    del language
    source = group(
        ("file",), file={"type": "string"}, sheets=STRINGS, encoding=TEXT, delimiter=TEXT, format={"type": "string"}
    )
    signed = group(("role", "by"), role=one_of(*approval.ROLES), by=TEXT, on=DATE)
    return {
        "title": LOCAL,
        "number": {"type": "integer", "minimum": 1},
        "status": one_of(*STATUSES),
        "publish_at": MOMENT,
        "until": MOMENT,
        "kind": one_of(*releases.KINDS),
        "fonds": STRINGS,
        "notice": LOCAL,
        "note": TEXT,
        "sources": either({"type": "string"}, source, many(either({"type": "string"}, source)) | {"minItems": 1}),
        "mapping": {"type": "string"},
        "access": group(
            closure_years=WHOLE,
            closure=one_of("on", "off", True, False),
            early_categories=STRINGS,
            early_basis=TEXT,
            undated=one_of(*releases.UNDATED),
        ),
        "approval": group(digest=TEXT, sign_offs=many(signed)),
        "provenance": by_name(TEXT),
    }


def columns(language: str) -> Mapping[str, Schema]:
    named = [*MAPPABLE, *mapping.SYNONYMS]
    meant = [BY_NAME[mapping.SYNONYMS.get(name, name)] for name in named]
    field = {
        "enum": named,
        "markdownEnumDescriptions": [one.zh if language == "zh" else one.en for one in meant],
    }
    of_field = {"enum": named}
    patterns = either({"type": "string"}, many({"type": "string"}))
    composed = either(FLAG, {"type": "string"})
    code = group(pattern=patterns, fonds=by_name(patterns), compose=composed, parts=by_name(STRINGS))
    return {
        "columns": by_name(either(field, many(TEXT), {"type": "null"})),
        "constants": by_name(TEXT, of_field),
        "values": by_name(by_name(TEXT), of_field),
        "ref_code": either(patterns, code),
        "hierarchy": group(id=TEXT, parent=TEXT, depth=TEXT, separator=TEXT),
        "header_row": either(one_of("auto"), {"type": "integer", "minimum": 1}),
        "extra": by_name(group(label=TEXT, public=FLAG)),
        "ignore": STRINGS,
        "fill_down": STRINGS,
        "split": by_name(TEXT, of_field),
        "not_records": some_of(mapping.NOT_RECORDS),
    }


def described(
    shapes: Mapping[str, Schema], meant: Mapping[str, tuple[str, str]], required: tuple[str, ...], language: str
) -> Schema:
    """Return a group of shapes with what each key means, which ``plain_keys`` says in both languages."""
    if set(shapes) != set(meant):
        raise SystemExit(f"tools/schemas.py: {sorted(set(shapes) ^ set(meant))}")
    which = LANGUAGES.index(language)
    return group(required, **{key: shape | {"description": meant[key][which]} for key, shape in shapes.items()})


def withdrawal(language: str) -> Schema:
    names = [meant[LANGUAGES.index(language)] for meant in withdrawals.CLASSES.values()]
    reason = one_of(*withdrawals.CLASSES) | {"markdownEnumDescriptions": names}
    entry = group(("ref", "on", "reason"), ref={"type": "string"}, repository=TEXT, on=DATE, reason=reason)
    return many(either({"type": "string"}, entry))


def documents(language: str) -> dict[str, tuple[list[str], Schema]]:
    """Return for each kind of file where it lies in a site, and its schema in a language of staff."""
    home_of_release = "catalogue/releases/*/"
    return {
        "site": (["content/site.yaml"], described(site(language), plain_keys.SITE, ("name", "code"), language)),
        "lesson": (["content/learn/*/lesson.yaml"], schema(LESSON, language)),
        "exhibition": (["exhibitions/*/exhibition.yaml"], schema(EXHIBITION, language)),
        "figures": (["exhibitions/*/figures.yaml"], many(schema(figures.OPTIONS, language))),
        "names": (["exhibitions/names.yaml"], many(by_name({"type": "string"}) | {"minProperties": 2})),
        "release": (
            [f"{home_of_release}release.yaml"],
            described(release(language), plain_keys.RELEASE, ("title", "sources"), language),
        ),
        "mapping": (
            ["catalogue/mapping.yaml", f"{home_of_release}mapping*.yaml"],
            described(columns(language), plain_keys.MAPPING, (), language),
        ),
        "synonyms": (["catalogue/synonyms.yaml"], many(many(TEXT) | {"minItems": 2})),
        "withdrawals": ([withdrawals.FILE], withdrawal(language)),
        "words": (
            [words.OVERLAY],
            group(add=by_name(STRINGS), allow=many(group(("phrase", "reason"), phrase=TEXT, reason=TEXT))),
        ),
    }


def written() -> dict[str, str]:
    """Return what each schema should say, by path below ``theme/schemas``."""
    found = {}
    for language in LANGUAGES:
        for name, (where, shape) in documents(language).items():
            whole = {"$schema": DIALECT, "title": where[0].rpartition("/")[2], "x-files": where, **shape}
            found[f"{language}/{name}.json"] = whole
        found[f"{language}/blocks.json"] = {"$schema": DIALECT, **guide.blocks_schema(language)}
    return {path: json.dumps(document, ensure_ascii=False, indent=1) + "\n" for path, document in found.items()}


def main() -> None:
    for path, text in written().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
