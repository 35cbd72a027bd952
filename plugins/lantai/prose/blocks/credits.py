"""``credits``: people with their roles; without entries of its own, those of exhibition.yaml."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

PERSON = (
    Option("role", "local", "角色，如“策展”“文字”“设计”", "role, such as curator, text, design", required=True),
    Option("names", "list", "姓名", "names", required=True),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    language = rendering.context.language
    own = [(entry["role"].in_(language), entry["names"]) for entry in call.options["people"] or () if entry["role"]]
    credits = own or rendering.context.extras.get("credits", ())
    if not credits:
        hint = "people: [{role: 策展, names: [某某]}]"
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint=hint)
        return None
    return {"title": title_of(call, rendering), "credits": credits}


BLOCK = Block(
    name="credits",
    zh="参与者与各自的工作；不写时取自 exhibition.yaml。",
    en="People with their roles; taken from exhibition.yaml unless written here.",
    build=build,
    options=(TITLE, Option("people", "items", "参与者", "people", items=PERSON)),
    body="optional",
    example="/// credits\n    people:\n      - {role: 策展, names: [王某, 赵某]}\n///",
)
