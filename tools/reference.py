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
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from tools import licences, plain_keys  # noqa: E402

import lantai  # noqa: E402
from lantai import counting  # noqa: E402
from lantai.catalogue import themes  # noqa: E402
from lantai.commands import lantai as command_group  # noqa: E402
from lantai.commands import wording  # noqa: E402
from lantai.exhibitions import model as exhibition  # noqa: E402
from lantai.learning import model as lesson  # noqa: E402
from lantai.problems import Severity, all_kinds  # noqa: E402
from lantai.prose import figures  # noqa: E402
from lantai.prose.options import TYPES, Option  # noqa: E402
from lantai.records import fonds, mapping, releases  # noqa: E402
from lantai.records.fields import FIELDS  # noqa: E402
from lantai.site import config  # noqa: E402
from lantai.visits import campaigns, guides, home, news  # noqa: E402
from lantai.visits.pages import SHAPE as PAGE_SHAPE  # noqa: E402
from lantai.visits.shelves import SHELVED  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
_SEVERITY = {Severity.ERROR: "错误 ERROR", Severity.WARNING: "警告 WARNING", Severity.INFO: "说明 INFO"}


def import_everything() -> None:
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
        zh, en = f"- {kind.zh[0]}。→ {kind.zh[1]}", f"- {kind.en[0]}. → {kind.en[1]}"
        lines += [counting.of_several(zh), counting.of_several(en), ""]
    return "\n".join(lines)


def commands() -> str:
    """Every command with its options, as ``--help`` shows them."""
    lines = ["# 命令一览 · Commands", "", "用法 Usage: `python3 build.py COMMAND …`", ""]
    context = click.Context(command_group, info_name="build.py", **command_group.context_settings)
    for name in command_group.list_commands(context):
        command = command_group.get_command(context, name)
        assert command is not None
        lines += [f"## `{name}`", "", "```text", _help(command, name, context, "zh"), "```", ""]
        lines += ["```text", _help(command, name, context, "en"), "```", ""]
    return "\n".join(lines)


def _help(command: click.Command, name: str, parent: click.Context, language: str) -> str:
    with (
        wording.spoken(language),
        click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100) as context,
    ):
        return command.get_help(context)


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


PLAIN = (
    ("content/site.yaml", tuple(config._KEYS), plain_keys.SITE),
    ("catalogue/releases/…/release.yaml", tuple(releases.KEYS), plain_keys.RELEASE),
    ("mapping.yaml", tuple(mapping.KEYS), plain_keys.MAPPING),
    ("catalogue/fonds/….md", tuple(fonds.KEYS), plain_keys.FONDS),
    ("catalogue/themes/….md", tuple(themes.KEYS), plain_keys.THEME),
)
"""Files whose readers only list their keys; what they mean stands in ``plain_keys``."""

DEFINED: tuple[tuple[str, tuple[Option, ...]], ...] = (
    ("site.yaml → home", home.OPTIONS),
    ("exhibitions/…/exhibition.yaml", exhibition.OPTIONS),
    ("exhibitions/…/01-….md", exhibition.SECTION_OPTIONS),
    ("figures.yaml", figures.OPTIONS),
    ("content/learn/…/lesson.yaml", lesson.OPTIONS),
    ("content/archives-day/<year>.md", campaigns.SHAPE.of(original=True)),
    ("content/guides/….md", guides.SHAPE.of(original=True)),
    ("content/news/….md", news.SHAPE.of(original=True)),
    ("content/pages/….md", PAGE_SHAPE.of(original=True)),
    *((f"content/{shelf.name}/….md", shelf.shape.of(original=True)) for shelf in SHELVED),
)
"""Files whose keys are defined with type, default and meaning."""


def keys() -> str:
    """Every key of every YAML file and YAML head that staff write."""
    lines = ["# YAML 键一览 · Keys of YAML files", "", "内容块的选项见 [staff/blocks.md](../staff/blocks.md)。", ""]
    for name, known, explained in PLAIN:
        if set(known) != set(explained):
            raise SystemExit(f"{name}: tools/plain_keys.py does not explain {sorted(set(known) ^ set(explained))}")
        lines += [f"## {name}", "", "| 键 | 说明 | Meaning |", "|---|---|---|"]
        lines += [f"| `{key}` | {explained[key][0]} | {explained[key][1]} |" for key in known]
        lines.append("")
    for name, options in DEFINED:
        lines += [f"## {name}", "", "| 键 | 可以写什么 | 不写时 | 说明 | Meaning |", "|---|---|---|---|---|"]
        lines += _rows(options, "")
        lines.append("")
    return "\n".join(lines)


def _rows(options: tuple[Option, ...], above: str) -> list[str]:
    rows = []
    for option in options:
        name = above + option.name
        values = " ".join(f"`{choice}`" for choice in option.choices) or TYPES[option.type].zh
        default = (
            "必填" if option.required else "" if option.default in (None, "", (), {}) else f"`{_yaml(option.default)}`"
        )
        rows.append(f"| `{name}` | {values} | {default} | {option.zh} | {option.en} |")
        rows += _rows(option.items, name + ".")
    return rows


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


PAGES: dict[str, Callable[[], str]] = {
    "problems.md": problems,
    "commands.md": commands,
    "fields.md": fields,
    "keys.md": keys,
    "licences.md": licences.page,
}


def written() -> dict[str, str]:
    """Return what each page should say, by file name."""
    import_everything()
    return {name: page().rstrip() + "\n" for name, page in PAGES.items()}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
