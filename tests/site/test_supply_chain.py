"""What the program is made of is listed and fits its licence; the wheel is the same bytes every time, and works."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tools import licences

from lantai.publishing import bill_of_materials
from small import build, make_site, record

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
    bill = bill_of_materials.bill()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    named = {each["name"] for each in bill["components"]}
    assert {"pelican", "jinja2", "polars", "obstore", "openseadragon", "markupsafe"} <= named
    assert not {"pytest", "hypothesis", "moto"} & named
    assert all(each["licenses"] for each in bill["components"])
    (ours,) = (each["dependsOn"] for each in bill["dependencies"] if each["ref"].startswith("pkg:pypi/lantai@"))
    assert any(ref.startswith("pkg:pypi/pelican@") for ref in ours)


def test_a_build_leaves_its_bill_and_checksums_beside_the_site_not_in_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", [record(1, "县人委关于抢修城关堤段的通知")])
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    bill = json.loads((site / ".build" / bill_of_materials.BILL).read_text("utf-8"))
    assert bill == bill_of_materials.bill()
    sums = (site / ".build" / bill_of_materials.SUMS).read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in sums)}
    there = {
        path.relative_to(site / "output").as_posix(): path for path in (site / "output").rglob("*") if path.is_file()
    }
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    assert not [name for name in there if "bill-of-materials" in name]
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", str(site / ".build" / bill_of_materials.SUMS)],
        cwd=site / "output",
        check=False,
        capture_output=True,
    )
    assert checked.returncode == 0, checked.stdout
