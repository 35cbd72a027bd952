"""``editor``: let an editor complete and check the YAML files of a site while one types."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from lantai import files
from lantai.commands.options import open_site, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import Kind, Severity, UsageError
from lantai.publishing.layout import THEME

SETTINGS = ".vscode/settings.json"
SCHEMAS = ".vscode/lantai"
"""Where an editor finds the settings of a folder, and where the schemas go that they name."""

UNREADABLE = Kind(
    "editor-settings",
    Severity.ERROR,
    zh=(
        "{file} 不是单纯的 JSON（可能含有注释），没有改动",
        "请先把它移走，运行后再把原来的设置抄回来。",
    ),
    en=(
        "{file} is not plain JSON (perhaps it has comments) and was left as it is",
        "Move it away, run this again, and copy its settings back.",
    ),
)

_TEXT = {
    "zh": "{n} 种 YAML 文件的说明写进了 {folder}。用 VS Code 打开网站文件夹，装上 Red Hat 的 YAML 扩展，"
    "写字段时就有提示，写错处会划线。",
    "en": "Schemas of {n} kinds of YAML files are in {folder}. Open the site's folder in VS Code with the YAML "
    "extension of Red Hat: keys are completed and mistakes underlined.",
}


@click.command("editor", help="Let VS Code complete and check the YAML files of the site.")
@site_option
def command(folder: Path) -> None:
    site = open_site(folder)
    language = staff_language(site)
    contents = settings(language)
    path = site.folder / SETTINGS
    contents[SETTINGS] = _joined(path, contents[SETTINGS])
    for name, text in contents.items():
        files.write(site.folder / name, text)
    shown = os.path.relpath(site.folder / SCHEMAS)
    say(_TEXT[language].format(n=len(contents) - 1, folder=shown))


def settings(language: str) -> dict[str, str]:
    """Return the files that tell an editor of the schemas, by path in the site's folder."""
    found, where = {}, {}
    for path in sorted((THEME / "schemas" / language).glob("*.json")):
        text = path.read_text(encoding="utf-8")
        if patterns := json.loads(text).get("x-files"):
            found[f"{SCHEMAS}/{path.name}"] = text
            where[f"./{SCHEMAS}/{path.name}"] = patterns
    return found | {SETTINGS: _written({"yaml.schemas": where})}


def _joined(path: Path, ours: str) -> str:
    """Return the settings that a folder has, ours among them; others, also of other schemas, stay."""
    if not path.is_file():
        return ours
    try:
        theirs = json.loads(path.read_text(encoding="utf-8-sig"))
        schemas = theirs.get("yaml.schemas", {}) | json.loads(ours)["yaml.schemas"]
    except (ValueError, AttributeError, TypeError):
        raise UsageError(UNREADABLE.at(SETTINGS, file=SETTINGS)) from None
    return _written(theirs | {"yaml.schemas": schemas})


def _written(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
