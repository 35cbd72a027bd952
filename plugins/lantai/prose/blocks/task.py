"""``task``: a question for a class. Its answer stands elsewhere: in the lesson's teacher pages."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

LEVELS = ("observe", "understand", "analyse", "evaluate")


def build(call: Call, rendering: Rendering) -> dict:
    level = call.options["level"]
    return {
        "title": rendering.inline(call.argument, call.place) if call.argument else rendering.context.t("blocks.task"),
        "level": rendering.context.t(f"blocks.task_{level}") if level else "",
        "lines": call.options["lines"],
    }


BLOCK = Block(
    name="task",
    zh="想一想：给学生的问题；打印时留出书写的地方。答案不写在这里，写在课程的教师页里。",
    en="A question for a class, with room to write in print. The answer belongs in the lesson's teacher pages.",
    build=build,
    argument=Option("title", "text", "标题", "title"),
    options=(
        Option("level", "choice", "层次", "level", choices=LEVELS),
        Option("lines", "integer", "打印时留几行", "lines to write on in print", default=4, minimum=0, maximum=30),
    ),
    body="required",
    example="/// task | 看一看\n    level: observe\n\n旗上写了什么字？\n///",
)
