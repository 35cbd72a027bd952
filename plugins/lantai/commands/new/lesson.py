"""A new lesson: its question, stage and competences, and a text to change."""

from __future__ import annotations

import json

from lantai.commands.new import comments


def files(title: str, language: str, spoken: str) -> dict[str, str | bytes]:
    """Return the files of a lesson in the site's language, with comments in that of staff."""
    texts = comments.in_words_of(_ZH if language.startswith("zh") else _EN, _ZH if spoken == "zh" else _EN)
    texts = comments.in_characters_of(texts, language)
    return {name: text.replace("@TITLE@", json.dumps(title, ensure_ascii=False)) for name, text in texts.items()}


_ZH = {
    "lesson.yaml": """\
# 一课。改好以后运行 python3 build.py serve 就能看到。
title: @TITLE@
question: 一个值得探究的问题，例如：当时的人怎样知道洪水要来？
summary: 一两句话介绍这一课。
status: draft           # 资料集放好以后改为 ready
stages: [初中]          # 小学低 小学中 小学高 初中 高中 中职 大学 社会
subjects: [历史]
hours: 1
competences: [史料实证, 历史解释]
objectives: [能从一件档案中找出时间、地点和人物]
steps:
  - {title: 导入, minutes: 5, text: 提出问题。}
  - {title: 读资料, minutes: 25, grouping: 四人一组, text: 各组读一则资料，填写学习单。}
  - {title: 讨论, minutes: 15, text: 回到问题。}
# 资料集：6 至 18 则。每则写档号（record）或 figures.yaml 中的图（figure）。
# sources:
#   - record: J001-002-0345-012
#     kind: document
#     background: 背景
#     think: 想一想
#     copy: true
""",
    "lesson.md": "这里写给学生看的话。\n",
}

_EN = {
    "lesson.yaml": """\
# A lesson. Change it and run: python3 build.py serve
title: @TITLE@
question: One question worth asking, such as how people knew that a flood was coming
summary: A sentence or two about the lesson.
status: draft           # ready once its source set is there
stages: [初中]          # 小学低 小学中 小学高 初中 高中 中职 大学 社会
subjects: [History]
hours: 1
objectives: [Find date, place and people in a record]
steps:
  - {title: Opening, minutes: 5, text: Ask the question.}
  - {title: Reading, minutes: 25, grouping: groups of four, text: Each group reads a source.}
  - {title: Discussion, minutes: 15, text: Return to the question.}
# The source set: 6 to 18 sources, each a record or a figure of figures.yaml.
# sources:
#   - record: J001-002-0345-012
#     kind: document
#     background: Background
#     think: Something to think about
#     copy: true
""",
    "lesson.md": "What pupils read stands here.\n",
}
