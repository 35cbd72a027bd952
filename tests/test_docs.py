"""What the documentation says is true and complete: commands, keys, blocks, problems, terms, links."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest
import yaml
from tools import reference

from harness import ROOT
from lantai.commands import lantai as command_group
from lantai.prose.blocks import REGISTRY

PAGES = sorted((ROOT / "docs").rglob("*.md")) + [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]
_COMMAND = re.compile(r"(?:python3 )?build\.py ([a-z-]+)([^\n`（）]*)")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def commands() -> dict[str, click.Command]:
    context = click.Context(command_group)
    return {name: command_group.get_command(context, name) for name in command_group.list_commands(context)}


def test_all_modules_can_be_imported_together() -> None:
    """Nothing is declared twice, such as a kind of problem in two rooms."""
    done = subprocess.run(
        [sys.executable, "-c", "from tools import reference; reference.import_everything()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted(reference.PAGES))
def test_the_reference_is_what_the_code_says(page: str) -> None:
    """``python tools/reference.py`` would change nothing: every command, key, field and problem is there."""
    assert (reference.FOLDER / page).read_text(encoding="utf-8") == reference.written()[page], (
        "run: python tools/reference.py"
    )


def test_every_block_is_documented_in_both_languages() -> None:
    for name in ("blocks.md", "blocks.en.md"):
        text = (ROOT / "docs" / "staff" / name).read_text(encoding="utf-8")
        assert [block for block in REGISTRY if f"`{block}`" not in text and f"/// {block}" not in text] == [], name


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_named_in_the_documentation_exist(path: Path) -> None:
    """Each ``build.py …`` names a command that exists, with options that it has."""
    wrong = []
    for name, rest in _COMMAND.findall(path.read_text(encoding="utf-8")):
        command = commands().get(name)
        if command is None:
            wrong.append(name)
            continue
        group = command.commands.values() if isinstance(command, click.Group) else ()
        known = {option for each in (command, *group) for parameter in each.params for option in parameter.opts}
        wrong += [
            f"{name} {word}" for word in re.findall(r"(?<![\w-])--[a-z-]+", rest) if word not in {*known, "--help"}
        ]
    assert wrong == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_options_named_in_a_sentence_belong_to_a_command(path: Path) -> None:
    """``--read`` and the like, written in passing, are options of some command of ours."""
    known = {option for command in commands().values() for each in _with_inner(command) for option in each}
    named = re.findall(r"`(--[a-z-]+)[^`\n]*`", path.read_text(encoding="utf-8"))
    assert [option for option in named if option not in {*known, "--help", "--version"}] == []


def _with_inner(command: click.Command) -> list[list[str]]:
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return [parameter.opts for each in (command, *inner) for parameter in each.params]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_inside_the_documentation_lead_somewhere(path: Path) -> None:
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    targets = [target.partition("#")[0] for target in _LINK.findall(text) if not re.search("://|[{}]", target)]
    assert [target for target in targets if target and not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_yaml_in_the_documentation_can_be_read(path: Path) -> None:
    """An example that staff copy is at least YAML."""
    for block in re.findall(r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        yaml.safe_load(block)


def test_the_glossary_says_one_word_for_one_thing() -> None:
    """Every row has both languages, and no term stands twice."""
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| 中文"))
    ]
    assert len(rows) > 30
    for column in (0, 1):
        terms = [row[column].casefold() for row in rows]
        assert all(terms)
        assert len(set(terms)) == len(terms), sorted(term for term in terms if terms.count(term) > 1)


def test_terms_in_the_code_are_those_of_the_glossary() -> None:
    """The names of rooms' central things, as the field names them."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    words = ("fonds", "series", "reference code", "release", "derivative", "exhibition", "figure", "block", "lesson")
    more = ("source set", "worksheet", "withdrawal", "tombstone", "ledger", "mapping", "posting", "shard", "gram")
    assert [word for word in (*words, *more) if word not in text] == []
