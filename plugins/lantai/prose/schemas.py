"""JSON Schema from the definitions of options, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from lantai.prose.options import TYPES, Option


def schema(options: tuple[Option, ...], language: str = "zh") -> dict[str, Any]:
    """Return the JSON Schema of a mapping with these options."""
    found: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
    for option in options:
        found["properties"][option.name] = option_schema(option, language)
    required = [option.name for option in options if option.required]
    return found | ({"required": required} if required else {})


def option_schema(option: Option, language: str = "zh") -> dict[str, Any]:
    """Return the JSON Schema of one option."""
    found = dict(TYPES[option.type].schema)
    if option.type == "items":
        found["items"] = schema(option.items, language)
    elif option.type == "mapping":
        found = schema(option.items, language)
    elif option.type == "choice":
        found["enum"] = list(option.choices)
    elif option.type == "choices":
        one = {"type": "string", "enum": list(option.choices)}
        found = {"anyOf": [one, {"type": "array", "items": one}]}
    if option.minimum is not None:
        found["minimum"] = option.minimum
    if option.maximum is not None:
        found["maximum"] = option.maximum
    found["description"] = option.zh if language == "zh" else option.en
    if isinstance(option.default, (str, int, float, bool)):
        found["default"] = option.default
    return found
