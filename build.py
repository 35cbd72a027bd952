#!/usr/bin/env python3
"""兰台 Lantai, the one command: ``python3 build.py site`` builds the website, ``--help`` lists the rest.

The first run makes ``.venv`` beside this file and installs what is locked in ``requirements.lock`` and
``theme/package-lock.json``; later runs start at once. Until then only the standard library is used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "lantai-installed"
REQUIREMENTS = ROOT / "requirements.lock"
NODE_REQUIREMENTS = ROOT / "requirements-node.lock"
NPM_FOLDERS = tuple(
    path.parent for path in (ROOT / "theme/package-lock.json", ROOT / "tests/package-lock.json") if path.is_file()
)
OLDEST_PYTHON = (3, 11)
CANNOT_FINISH = 3


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        version = ".".join(map(str, OLDEST_PYTHON))
        return _fail(
            f"需要 Python {version} 或更高版本；当前是 {sys.version.split()[0]}。",
            f"Python {version} or newer is needed; this is {sys.version.split()[0]}.",
        )
    if not _installed():
        try:
            _install()
        except _Missing as missing:
            return _fail(*missing.args)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    command = [str(PYTHON), "-m", "lantai", *sys.argv[1:]]
    if os.name != "nt":
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


def _installed() -> bool:
    return PYTHON.is_file() and STAMP.is_file() and STAMP.read_text(encoding="ascii") == _wanted()


def _wanted() -> str:
    """Return a digest of everything that the installation follows from."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in (REQUIREMENTS, *(folder / "package-lock.json" for folder in NPM_FOLDERS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _install() -> None:
    """Make ``.venv`` complete, or raise _Missing with what is lacking and how to get it."""
    STAMP.unlink(missing_ok=True)
    if not PYTHON.is_file():
        _say("第一次运行：建立 .venv …", "First run: making .venv …")
        _make_venv()
    _say("安装 Python 软件包 …", "Installing Python packages …")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    wanted = [REQUIREMENTS] if shutil.which("npm") else [REQUIREMENTS, NODE_REQUIREMENTS]
    _run(
        [*pip, *(word for path in wanted for word in ("-r", str(path)))],
        ROOT,
        (
            "未能安装 Python 软件包。请检查网络（或为 pip 设置单位内部的镜像）后重试。",
            "Python packages could not be installed. Check the network, or point pip at your mirror, and try again.",
        ),
    )
    for folder in NPM_FOLDERS:
        _say(f"安装 {folder.name}/ 的 npm 软件包 …", f"Installing npm packages of {folder.name}/ …")
        _run(
            [_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            folder,
            (
                "未能安装 npm 软件包。请检查网络（或为 npm 设置镜像）后重试。",
                "npm packages could not be installed. Check the network, or point npm at your mirror, and try again.",
            ),
        )
    STAMP.write_text(_wanted(), encoding="ascii")


def _make_venv() -> None:
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists(), symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise _Missing(
            f"未能建立 .venv（{error}）。Debian/Ubuntu 请先执行：sudo apt install python3-venv",
            f".venv could not be made ({error}). On Debian or Ubuntu run first: sudo apt install python3-venv",
        ) from error


def _npm() -> str:
    """Return the npm to use: the machine's own, else the one that came with the wheel of Node."""
    return shutil.which("npm") or shutil.which("npm", path=str(PYTHON.parent)) or "npm"


def _run(command: list[str], folder: Path, advice: tuple[str, str]) -> None:
    try:
        done = subprocess.run(command, cwd=folder, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise _Missing(f"{advice[0]}（{error}）", f"{advice[1]} ({error})") from error
    if done.returncode != 0:
        raise _Missing(*advice)


class _Missing(Exception):
    """Something is lacking; the arguments are the advice in Chinese and in English."""


def _say(zh: str, en: str) -> None:
    print(en if _english() else zh, file=sys.stderr, flush=True)


def _fail(zh: str, en: str) -> int:
    _say(f"错误：{zh}", f"Error: {en}")
    return CANNOT_FINISH


def _english() -> bool:
    return os.environ.get("LANTAI_LANG", "").lower().startswith("en")


if __name__ == "__main__":
    sys.exit(main())
