"""Writes the reference pages under ``docs/reference/`` from the code, so that they cannot drift from it.

``python tools/reference.py`` rewrites them; a test fails while any differs from what this would write.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

import lantai  # noqa: E402
from lantai.commands import lantai as command_group  # noqa: E402
from lantai.problems import Severity, all_kinds  # noqa: E402
from lantai.records.fields import FIELDS  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
_SEVERITY = {Severity.ERROR: "错误 ERROR", Severity.WARNING: "警告 WARNING", Severity.INFO: "说明 INFO"}


def _import_everything() -> None:
    """Import every module of ours except Pelican plugins, so that all kinds of problem are declared."""
    for module in pkgutil.walk_packages(lantai.__path__, "lantai."):
        if not module.name.endswith((".plugin", ".__main__", "publishing.render")):
            importlib.import_module(module.name)


def problems() -> str:
    """Every kind of problem: code, severity, what it says and what it advises."""
    lines = ["# 问题一览 · Problems", "", "程序报告的每一种问题。`{…}` 处填入具体内容。", ""]
    for kind in all_kinds():
        if kind.code.startswith("test-"):
            continue
        lines += [f"## `{kind.code}`", "", f"{_SEVERITY[kind.severity]}", ""]
        lines += [f"- {kind.zh[0]}。→ {kind.zh[1]}", f"- {kind.en[0]}. → {kind.en[1]}", ""]
    return "\n".join(lines)


def commands() -> str:
    """Every command with its options, as ``--help`` shows them."""
    lines = ["# 命令一览 · Commands", "", "用法 Usage: `python3 build.py COMMAND …`", ""]
    context = click.Context(command_group, info_name="build.py")
    for name in command_group.list_commands(context):
        command = command_group.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context, max_content_width=100) as inner:
            text = command.get_help(inner)
        lines += [f"## `{name}`", "", "```text", text, "```", ""]
    return "\n".join(lines)


def fields() -> str:
    """The fields of a record: the data dictionary."""
    lines = [
        "# 著录项目 · Fields of a record",
        "",
        "必备性 M 必备 C 有则必备 O 可选；公开 P 公开 R 内容放行后公开 I 不公开。",
        "",
        "| 字段 | 中文 | English | 必备性 | 公开 | 常见表头 | ISAD(G) | EAD3 | DC | schema.org |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for field in FIELDS:
        cells = (f"`{field.name}`", field.zh, field.en, field.obligation, field.visibility.value)
        more = ("、".join(field.aliases), field.isad, field.ead3, field.dc, field.schema_org)
        lines.append("| " + " | ".join((*cells, *more)) + " |")
    return "\n".join([*lines, ""])


PAGES: dict[str, Callable[[], str]] = {"problems.md": problems, "commands.md": commands, "fields.md": fields}


def main() -> None:
    _import_everything()
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page().rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
