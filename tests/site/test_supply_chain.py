"""What the program is made of is listed and fits its licence; the wheel is the same bytes every time, and works."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools import licences

from harness import ROOT
from lantai.publishing import bill_of_materials

pytestmark = pytest.mark.site


def test_every_locked_package_has_a_licence_that_fits() -> None:
    """AGPL-3.0-or-later may be combined with each of them."""
    found = {name: licences.licence(name) for name in licences.python_names()}
    assert len(found) > 60
    assert {name: licence for name, licence in found.items() if not licences.compatible(licence)} == {}
    for folder in licences.NPM:
        npm = licences.npm_licences(folder)
        assert npm and {name: licence for name, licence in npm.items() if not licences.compatible(licence)} == {}


@pytest.mark.parametrize(
    ("expression", "fits"),
    [("MIT", True), ("GPL-2.0-only", False), ("GPL-2.0-only OR MIT", True), ("MIT AND SSPL-1.0", False), ("", False)],
)
def test_a_licence_that_does_not_fit_is_noticed(expression: str, fits: bool) -> None:
    assert licences.compatible(expression) is fits


def test_the_bill_is_valid_and_complete() -> None:
    """CycloneDX 1.6, by the official schema; each thing the project asks for is in it with its version."""
    from cyclonedx.schema import SchemaVersion  # 1.6 seconds, which not every process of tests need take
    from cyclonedx.validation.json import JsonStrictValidator

    bill = bill_of_materials.bill()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    named = {each["name"] for each in bill["components"]}
    assert {"pelican", "jinja2", "polars", "obstore", "openseadragon", "three", "markupsafe"} <= named
    assert not {"pytest", "hypothesis", "moto"} & named
    assert all(each["licenses"] for each in bill["components"])
    (ours,) = (each["dependsOn"] for each in bill["dependencies"] if each["ref"].startswith("pkg:pypi/lantai@"))
    assert any(ref.startswith("pkg:pypi/pelican@") for ref in ours)


SOURCES = ("plugins", "theme", "pyproject.toml", "setup.py", "README.md", "LICENSE", "pelicanconf.py")


def _wheel(folder: Path, tmp: Path) -> Path:
    """Build the wheel from a copy of the sources in ``folder``, offline, with what is installed."""
    folder.mkdir(parents=True)
    tmp.mkdir(parents=True, exist_ok=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "*esbuild*", ".*")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored, copy_function=shutil.copy)
        else:
            shutil.copy(source, folder / name)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp), str(folder)],
        cwd=folder.parent,  # where no build.py of ours goes by the name of the tool
        env={**os.environ, "SOURCE_DATE_EPOCH": "1780000000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (made,) = tmp.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return _wheel(folder / "sources", folder / "made")


def test_the_wheel_is_the_same_bytes_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    again = _wheel(tmp_path / "elsewhere and deeper" / "sources", tmp_path / "made")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_an_installed_wheel_makes_a_site(wheel: Path, tmp_path: Path) -> None:
    """Unpacked where no checkout is: ``new site`` and ``site`` work, with theme, texts and viewer out of the wheel."""
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1"}
    for words in (["new", "site", "mine", "--name", "某县档案馆"], ["site", "--site", "mine"]):
        done = subprocess.run(
            [sys.executable, "-m", "lantai", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    output, beside = tmp_path / "mine" / "output", tmp_path / "mine" / ".build"
    assert "某县档案馆" in (output / "index.html").read_text("utf-8")
    assert list(output.glob("theme/*/vendor/openseadragon/LICENSE.txt"))
    _holds_its_papers(output, beside)


def _holds_its_papers(output: Path, beside: Path) -> None:
    """Bill and checksums stand beside the site, not in it; the checksums are those of every file."""
    bill = json.loads((beside / bill_of_materials.BILL).read_text("utf-8"))
    assert {"pelican", "openseadragon"} <= {each["name"] for each in bill["components"]}
    assert not list(output.rglob(f"*{bill_of_materials.BILL}*"))
    sums = beside / bill_of_materials.SUMS
    listed = {line.split("  ", 1)[1] for line in sums.read_text("utf-8").splitlines()}
    assert listed == {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    command = ["sha256sum", "--check", "--strict", "--quiet", str(sums)]
    checked = subprocess.run(command, cwd=output, check=False, capture_output=True)
    assert checked.returncode == 0, checked.stdout
