"""What editors are told of YAML files: as strict as the readers, kinder than they, and up to date."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools import schemas

from lantai.commands import editor, lantai
from lantai.problems import Problems, UsageError
from lantai.site import yamls

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = schemas.written()
SIGNED = "title: 一\nsources: a.csv\napproval: {sign_offs: [{role: 初审, by: 王, on: 2026-05-20}]}\n"
SITE = "name: 某馆\ncode: '330000'\n"


def run(*arguments: object) -> None:
    result = CliRunner().invoke(lantai, [*map(str, arguments)], catch_exceptions=False, standalone_mode=False)
    if result.exception:
        raise result.exception


def problems(name: str, text: str) -> list[str]:
    """Return what an editor would underline: the paths of the values that do not fit."""
    from jsonschema import Draft202012Validator  # 1.5 seconds, which not every process of tests need take

    def plain(value):
        if isinstance(value, dict):
            return {str(key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, (date, datetime)) else value

    schema = json.loads(WRITTEN[f"zh/{name}.json"])
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(plain(yamls.parse(text, name, Problems()).data))
    return sorted("/".join(map(str, error.path)) or error.validator for error in found)


@pytest.mark.parametrize("path", sorted(WRITTEN))
def test_the_schemas_are_up_to_date(path):
    """Run ``python3 tools/schemas.py`` after changing what a file may hold."""
    assert (ROOT / "theme" / "schemas" / path).read_text(encoding="utf-8") == WRITTEN[path]


def test_every_yaml_file_of_the_demonstration_has_a_schema_that_it_fits():
    seen = set()
    for folder in ("content", "exhibitions", "catalogue"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            shown = path.relative_to(ROOT).as_posix()
            (name,) = (
                name
                for name, (patterns, _) in schemas.documents("zh").items()
                if any(
                    path.relative_to(ROOT).match(pattern) and shown.count("/") == pattern.count("/")
                    for pattern in patterns
                )
            )
            assert (shown, problems(name, path.read_text(encoding="utf-8"))) == (shown, [])
            seen.add(name)
    assert seen == set(schemas.documents("zh"))


@pytest.mark.parametrize(
    ("name", "text", "underlined"),
    [
        ("site", SITE + "langauges: [en]\n", ["additionalProperties"]),
        ("site", SITE + "languages: [fr]\nrecord_pages: every\n", ["languages/0", "record_pages"]),
        ("site", SITE + "contact: {closures: [{to: 2026-10-07}]}\n", ["contact/closures/0"]),
        ("site", SITE + "kiosk: {idle: soon}\n", ["kiosk/idle"]),
        ("site", "code: '1'\n", ["required"]),
        ("release", "title: 一\nsources: [{sheets: all}]\n", ["sources"]),
        ("release", "title: 一\nsources: a.csv\nkind: all\naccess: {undated: maybe}\n", ["access/undated", "kind"]),
        ("release", SIGNED.replace("初审", "三审"), ["approval/sign_offs/0/role"]),
        ("release", SIGNED, []),
        ("mapping", "columns: {档号: reference}\n", ["columns/档号"]),
        ("mapping", "columns: {ref_code: [档号, 件号], 备注: null}\nref_code: '{fonds}-{item}'\n", []),
        ("mapping", "constants: {levels: item}\nheader_row: 0\n", ["constants", "header_row"]),
        ("exhibition", "title: 水\nkind: temporary\n", ["kind"]),
        ("figures", "- {id: a, file: b.jpg, capton: c}\n", ["0"]),
        ("names", "- {zh-Hans: 柳湾乡}\n", ["0"]),
        ("synonyms", "- [省革委]\n", ["0"]),
        ("withdrawals", "- {ref: J1, on: 2026-06-10, reason: because}\n", ["0"]),
        ("withdrawals", "- J1\n", []),
        ("words", "allow: [{phrase: 造林成绩}]\n", ["allow/0"]),
    ],
)  # fmt: skip
def test_an_editor_underlines_what_the_reader_would_refuse(name, text, underlined):
    assert problems(name, text) == underlined


@pytest.mark.parametrize(("language", "meaning"), [("zh", "馆名，必填"), ("en", "name of the archive, required")])
def test_a_new_site_tells_its_editor_in_the_language_of_staff(tmp_path, monkeypatch, language, meaning):
    monkeypatch.setenv("LANTAI_LANG", language)
    run("new", "site", tmp_path / "site")
    settings = json.loads((tmp_path / "site" / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = {Path(path).stem: patterns for path, patterns in settings["yaml.schemas"].items()}
    assert set(named) == set(schemas.documents("zh"))
    assert named["figures"] == ["exhibitions/*/figures.yaml"]
    for path in settings["yaml.schemas"]:
        assert (tmp_path / "site" / path).is_file()
    schema = json.loads((tmp_path / "site" / ".vscode" / "lantai" / "site.json").read_text(encoding="utf-8"))
    assert schema["properties"]["name"]["description"] == meaning


def test_settings_that_a_folder_has_stay(tmp_path):
    run("new", "site", tmp_path / "site")
    path = tmp_path / "site" / editor.SETTINGS
    path.write_text('{"editor.tabSize": 2, "yaml.schemas": {"a.json": "a.yaml"}}', encoding="utf-8")
    run("editor", "--site", tmp_path / "site")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["editor.tabSize"] == 2 and found["yaml.schemas"]["a.json"] == "a.yaml"
    assert found["yaml.schemas"]["./.vscode/lantai/site.json"] == ["content/site.yaml"]


@pytest.mark.parametrize("text", ['{"a": 1, // why\n}', "[]", '{"yaml.schemas": []}'])
def test_settings_that_cannot_be_read_are_left_alone(tmp_path, text):
    run("new", "site", tmp_path / "site")
    path = tmp_path / "site" / editor.SETTINGS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        run("editor", "--site", tmp_path / "site")
    assert path.read_text(encoding="utf-8") == text
