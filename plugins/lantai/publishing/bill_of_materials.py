"""What a build was made with and what it holds: a software bill of materials, and checksums of every file.

Both stand in ``.build``, not in the site: which versions an archive runs is for its own people and its
auditors, and what is public must be the same bytes whatever made it. The bill is CycloneDX 1.6 (ECMA-424)
without time or serial number, so that the same installation gives the same file.
"""

from __future__ import annotations

import base64
import platform
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from lantai import __version__, files
from lantai.publishing.layout import ROOT, THEME, Layout
from lantai.publishing.manifest import Entries
from lantai.publishing.swap import MARKER

BILL, SUMS = "bill-of-materials.cdx.json", "SHA256SUMS"
NAME = "lantai"
LICENCE = "AGPL-3.0-or-later"

_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r"\bextra\s*==")
_OSI = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: its address (purl), its licence as it states it, and what it needs by name."""

    name: str
    version: str
    purl: str
    licence: str
    needs: tuple[str, ...] = ()
    sha512: str = ""


def write(layout: Layout, entries: Entries, bill: dict[str, Any]) -> None:
    """Write bill and checksums of a finished build into ``.build``. ``entries`` is its manifest."""
    files.write_json(layout.build / BILL, bill, indent=1)
    files.write(layout.build / SUMS, checksums(entries, files.sha256(layout.next / MARKER)))


def checksums(entries: Entries, of_manifest: str) -> str:
    """Return the checksums of a site as ``sha256sum --check`` reads them from the folder of the site."""
    lines = {name: entry.sha256 for name, entry in entries.items()} | {MARKER: of_manifest}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))


def bill() -> dict[str, Any]:
    """Return the bill of materials of this installation."""
    python, npm = python_packages(), npm_packages(THEME)
    purls = {package.name: package.purl for package in python}
    own = f"pkg:pypi/{NAME}@{__version__}"
    direct = [purls[name] for name in _closure_roots() if name in purls] + [package.purl for package in npm]
    dependencies = [{"ref": own, "dependsOn": sorted(direct)}]
    dependencies += [
        {"ref": package.purl, "dependsOn": sorted(purls[name] for name in package.needs if name in purls)}
        for package in (*python, *npm)
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": NAME,
                "version": __version__,
                "purl": own,
                "licenses": [{"license": {"id": LICENCE}}],
            },
            "properties": [{"name": "lantai:python", "value": platform.python_version()}],
        },
        "components": [_component(package) for package in (*python, *npm)],
        "dependencies": dependencies,
    }


def python_packages() -> list[Package]:
    """Return what the program needs and what that needs, as installed, by name. Tests' own tools are not among it."""
    found: dict[str, Package] = {}
    waiting = list(_closure_roots())
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or another Python
        needs = tuple(sorted(set(_names(distribution.requires or ()))))
        purl = f"pkg:pypi/{name}@{distribution.version}"
        found[name] = Package(name, distribution.version, purl, licence_of(distribution), needs)
        waiting += needs
    return [found[name] for name in sorted(found)]


def npm_packages(folder: Path) -> list[Package]:
    """Return what is locked in ``folder`` and there: packages for other systems are locked but not installed."""
    lock = folder / "package-lock.json"
    if not lock.is_file():
        return []
    found = []
    for place, about in sorted(files.read_json(lock)["packages"].items()):
        if not place or (about.get("optional") and not (folder / place).is_dir()):
            continue
        name = place.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40', 1)}@{about['version']}"
        algorithm, _, digest = about.get("integrity", "").partition("-")
        sha512 = base64.b64decode(digest).hex() if algorithm == "sha512" else ""
        found.append(Package(name, about["version"], purl, about.get("license", ""), (), sha512))
    return found


def licence_of(distribution: metadata.Distribution) -> str:
    """Return the licence that a package states: as SPDX if it does, else by its classifiers, else in its own words."""
    about = distribution.metadata
    expression = about.get("License-Expression")
    if expression:
        return expression
    classifiers = [each.removeprefix(_OSI) for each in about.get_all("Classifier", []) if each.startswith(_OSI)]
    words = (about.get("License") or "").strip().splitlines()
    return " / ".join(classifiers) or (words[0][:80] if words else "")


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
    }
    if package.licence:
        component["licenses"] = [{"license": {"name": package.licence}}]
    if package.sha512:
        component["hashes"] = [{"alg": "SHA-512", "content": package.sha512}]
    return component


def _closure_roots() -> list[str]:
    """Return what the program itself asks for: by ``pyproject.toml``, or by its metadata where it is installed."""
    project = ROOT / "pyproject.toml"
    if project.is_file():
        with project.open("rb") as stream:
            return list(_names(tomllib.load(stream)["project"]["dependencies"]))
    try:
        return list(_names(metadata.requires(NAME) or ()))
    except metadata.PackageNotFoundError:
        return []


def _names(requirements: Iterable[str]) -> Iterable[str]:
    """Yield the normalised names (PEP 503) of requirements, those of extras left out."""
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match and not _EXTRA.search(requirement):
            yield re.sub(r"[-_.]+", "-", match[1]).lower()
