"""``people``: who is who."""

from lantai.prose.blocks.common import TITLE, others, title_of
from lantai.prose.context import Named
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import Rendering
from lantai.site.routes import name_anchor

_PERSON = (
    Option("name", "local", "姓名", "name", required=True),
    Option("role", "local", "身份", "role"),
    Option("dates", "text", "生卒年", "years of life"),
    Option("text", "markdown", "介绍", "about them"),
    Option("figure", "identifier", "肖像的编号", "id of a portrait"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    people = [_person(person, rendering) for person in call.options["people"] or () if person["name"]]
    return {"title": title_of(call, rendering), "people": people} if people else None


def _person(person: Values, rendering: Rendering) -> dict:
    figure = rendering.figure(person["figure"], person.place("figure")) if person["figure"] else None
    name = person["name"].in_(rendering.context.language)
    anchor = rendering.anchor(rendering.context.prefix + name_anchor("person", name))
    rendering.named.append(Named("people", name, anchor, also=others(person["name"], rendering.context.language)))
    ((_, indexed),) = rendering.names("people", [name])
    return {
        "name": name,
        "anchor": anchor,
        "indexed": indexed,
        "role": person["role"].in_(rendering.context.language) if person["role"] else "",
        "dates": person["dates"] or "",
        "text": rendering.markdown(person["text"], person.place("text")) if person["text"] else "",
        "figure": figure,
        "picture": figure.picture("8rem") if figure else None,
    }


BLOCK = Block(
    name="people",
    zh="人物介绍。",
    en="Who is who.",
    build=build,
    options=(TITLE, Option("people", "items", "人物", "people", required=True, items=_PERSON)),
    example=(
        "/// people\n"
        "    people:\n"
        "      - name: 李某\n"
        "        role: 民工\n"
        "        dates: 1920—1987\n"
        "        text: 守堤二十三天。\n"
        "///"
    ),
)
