"""The staff page on blocks and their schema, made from the definitions.

``python3 -m lantai.prose.guide DIR`` writes ``docs/staff/blocks.md`` and its English form under the repository
DIR; a test fails while they are out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lantai import files
from lantai.prose.blocks import REGISTRY
from lantai.prose.definition import Block
from lantai.prose.options import TYPES, Option
from lantai.prose.schemas import option_schema, schema

_WORDS = {
    "zh": {
        "head": "# 内容块\n\n本页由程序中的定义生成，请不要手工修改。\n\n"
        "内容块写在正文里，三条斜线开始、三条斜线结束，顶格书写。竖线后面是它的对象（例如图的编号），"
        "下面每行空四格写选项，再空一行写里面的文字。内容块里面可以再放内容块。\n",
        "argument": "竖线后面",
        "option": "选项",
        "values": "可以写什么",
        "default": "不写时",
        "about": "说明",
        "required": "必填",
        "body": {"none": "里面不写文字。", "optional": "里面可以写文字。", "required": "里面必须写文字。"},
        "parent": "只能放在 `{name}` 里面。",
        "phrase": "## 文字指向图的局部\n\n`==写着字的旗=={figure=dike region=banner}`：读者点这几个字，图就移到那里。图要在同一页上。\n",  # noqa: E501
    },
    "en": {
        "head": "# Blocks\n\nThis page is made from the program's own definitions; do not edit it.\n\n"
        "A block begins and ends with three slashes at the margin. After the bar stands what it is about (such as the id of "  # noqa: E501
        "a figure); options follow, indented by four spaces; then, after a blank line, its text. Blocks may stand in blocks.\n",  # noqa: E501
        "argument": "After the bar",
        "option": "Option",
        "values": "What to write",
        "default": "If absent",
        "about": "Meaning",
        "required": "required",
        "body": {"none": "It holds no text.", "optional": "It may hold text.", "required": "It holds text."},
        "parent": "It stands inside `{name}` only.",
        "phrase": "## Words that point into an image\n\n`==the flag=={figure=dike region=banner}`: these words move the image to "  # noqa: E501
        "that place. The figure stands on the same page.\n",
    },
}  # fmt: skip


def page(language: str) -> str:
    """Return the Markdown of the staff page on blocks, ``zh`` or ``en``."""
    words: dict[str, Any] = _WORDS[language]
    parts = [words["head"], words["phrase"], _picture("phrase", language) + "\n"]
    parts += ["\n".join(_block(block, language, words)) for block in REGISTRY.values()]
    return "\n".join(parts).rstrip() + "\n"


def _block(block: Block, language: str, words: dict[str, Any]) -> Iterator[str]:
    yield f"## {block.name}\n"
    yield (block.zh if language == "zh" else block.en) + " " + words["body"][block.body]
    if block.parent:
        yield words["parent"].format(name=block.parent)
    yield "\n" + _picture(block.name, language)
    if block.argument:
        need = f"（{words['required']}）" if block.argument.required and language == "zh" else ""
        need = f" ({words['required']})" if block.argument.required and language == "en" else need
        yield f"\n{words['argument']}: {_about(block.argument, language)}{need}"
    if block.options:
        yield f"\n| {words['option']} | {words['values']} | {words['default']} | {words['about']} |\n|---|---|---|---|"
        yield from _rows(block.options, language, words)
    fence = "```"
    yield f"\n{fence}markdown\n{block.example}\n{fence}\n"


def _picture(name: str, language: str) -> str:
    """Return the picture of a block, taken from the demonstration by ``tools/block_pictures.py``."""
    return f"![{name}](../images/blocks/{language}/{name}.webp)"


def _rows(options: tuple[Option, ...], language: str, words: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for option in options:
        kind = TYPES[option.type].zh if language == "zh" else TYPES[option.type].en
        values = " ".join(f"`{choice}`" for choice in option.choices) or kind
        default = words["required"] if option.required else _default(option)
        yield f"| `{prefix}{option.name}` | {values} | {default} | {_about(option, language)} |"
        yield from _rows(option.items, language, words, f"{prefix}{option.name}: ")


def _default(option: Option) -> str:
    if isinstance(option.default, bool):
        return f"`{str(option.default).lower()}`"
    return f"`{option.default}`" if isinstance(option.default, (str, int, float)) else ""


def _about(option: Option, language: str) -> str:
    return option.zh if language == "zh" else option.en


def blocks_schema(language: str = "zh") -> dict[str, Any]:
    """Return a JSON Schema of each block's argument and options, by block name."""
    found: dict[str, Any] = {}
    for block in REGISTRY.values():
        found[block.name] = schema(block.options, language) | {
            "description": block.zh if language == "zh" else block.en
        }
        if block.argument:
            found[block.name]["x-argument"] = option_schema(block.argument, language)
    return {"title": "Lantai blocks", "$defs": found}


def outputs() -> dict[str, str]:
    """Return what ``write`` writes, by path in the repository."""
    return {"docs/staff/blocks.md": page("zh"), "docs/staff/blocks.en.md": page("en")}


def write(repository: Path) -> None:
    """Write the pages into a checkout of the repository."""
    for name, text in outputs().items():
        files.write(repository / name, text)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
