"""Making an offline edition: from a finished site to a folder that opens by a double click, and its ZIP file."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lantai import files
from lantai.problems import CannotFinish, InputError, Problems, UsageError
from lantai.publishing import machine, manifest, swap
from lantai.publishing.layout import THEME, Layout
from lantai.publishing.offline import bundling, cover, packing, part_search, readme
from lantai.publishing.offline import problems as kinds
from lantai.publishing.offline.choosing import Choice, Scope, choose
from lantai.publishing.offline.rewriting import Frame, modules_of, rewrite
from lantai.publishing.offline.tree import INDEX, Tree
from lantai.publishing.offline.wrapping import SUFFIX, wrapped
from lantai.site import messages
from lantai.site.kiosk import KioskSettings
from lantai.site.languages import INTERFACE
from lantai.site.routes import output_path

MARK = "edition.json"
"""Stands in every edition and nowhere else, so that nothing but an edition is ever replaced by one."""
FORMAT = "lantai-edition-1"
_PARTS = {"theme/": "theme", "search/": "search", "media/": "images", "iiif/": "images", "data/": "downloads"}
_WRAPPED_SHARE = 1.5
"""Wrapped files are a third larger; the rest is for pages that say more."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: folder, ZIP file if wanted, files and bytes, bytes by part, and what is worth knowing."""

    folder: Path
    archive: Path | None
    archive_bytes: int
    files: int
    bytes: int
    parts: Mapping[str, int]
    pages: int
    records: int
    problems: Problems


def make(
    tree: Tree,
    scope: Scope,
    target: Path,
    *,
    build_folder: Path,
    kiosk: KioskSettings | None = None,
    pack: bool = False,
) -> Made:
    """Make the edition ``scope`` of ``tree`` in the folder ``target`` (and ``<target>.zip``).

    What stood there before stays until the new edition is complete. Raises UsageError for an unknown exhibition
    or lesson, InputError for a target or names that cannot be used, CannotFinish if the machine is in the way.
    """
    choice = choose(tree, scope, kiosk=kiosk is not None)
    layout = Layout(build_folder, target)
    archive = target.with_name(target.name + ".zip")
    _check_target(tree, target, archive if pack else None)
    _check_space(tree, choice, target, copies=2 if pack else 1)
    with machine.in_words(str(target)), swap.only_build(layout, passing=True):
        try:
            swap.recover(layout)
            _write(_frame(tree, choice, kiosk), layout.next, kiosk)
            entries = manifest.of_folder(layout.next, os.cpu_count() or 1)
            problems = packing.check_names(entries)
            problems.raise_errors()
            manifest.save(layout.next / swap.MARKER, entries)
            swap.swap(layout)
            packed = packing.pack(target, archive) if pack else 0
        finally:
            swap.clear(layout)
            swap.remove(layout.previous)
    return Made(
        folder=target,
        archive=archive if pack else None,
        archive_bytes=packed,
        files=len(entries),
        bytes=sum(entry.size for entry in entries.values()),
        parts=_parts(entries),
        pages=sum(name.endswith(".html") for name in entries),
        records=len(choice.records),
        problems=problems,
    )


def _check_target(tree: Tree, target: Path, archive: Path | None) -> None:
    inside = target == tree.root or tree.root in target.parents or target in tree.root.parents
    foreign = target.exists() and (not target.is_dir() or any(target.iterdir())) and not (target / MARK).is_file()
    if inside or foreign:
        raise InputError([kinds.TARGET_UNSAFE.at(str(target), path=target)])
    if archive is not None and archive.exists() and not _is_edition(archive):
        raise InputError([kinds.TARGET_UNSAFE.at(str(archive), path=archive)])


def _is_edition(archive: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as opened:
            return any(name.endswith("/" + MARK) for name in opened.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def _check_space(tree: Tree, choice: Choice, target: Path, copies: int) -> None:
    wanted = (*choice.pages, *choice.plain, *choice.fetched)
    needed = int(sum(tree.entries[name].size for name in wanted) * _WRAPPED_SHARE) * copies
    folder = next(each for each in target.parents if each.is_dir())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotFinish(kinds.NO_SPACE.at(str(folder), path=folder, needed=needed // 10**6, free=free // 10**6))


def _frame(tree: Tree, choice: Choice, kiosk: KioskSettings | None) -> Frame:
    problems = Problems()
    texts = messages.load(THEME / "messages", INTERFACE, problems)
    problems.raise_errors()
    return Frame(
        tree=tree,
        choice=choice,
        translators={language: messages.translator(texts[language]) for language in INTERFACE},
        title={language: cover.title_of(tree, name) for language, name in choice.entries.items()},
        kiosk=None if kiosk is None else asdict(kiosk) | {"home": _kiosk_home(tree, choice, kiosk)},
    )


def _kiosk_home(tree: Tree, choice: Choice, kiosk: KioskSettings) -> str:
    """Return the page to which the kiosk returns, as a path in the edition."""
    if not kiosk.home:
        return choice.entries.get(tree.language) or next(iter(choice.entries.values()), INDEX)
    name = output_path(kiosk.home)
    if not choice.holds(name):
        raise UsageError(kinds.KIOSK_HOME.at("content/site.yaml", home=kiosk.home))
    return name


def _write(frame: Frame, out: Path, kiosk: KioskSettings | None) -> None:
    tree, choice = frame.tree, frame.choice
    sets: set[bundling.Modules] = set()
    for name, page in _pages(frame):
        sets.add(modules_of(page, tree.theme))
        files.write(files.contained(out, name), rewrite(frame, name, page))
    for name in sorted(choice.plain):
        path = files.contained(out, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree.root / name, path)
    bundling.write(tree.root / tree.theme, out / tree.theme, tree.theme, sets - {()}, kiosk=kiosk is not None)
    shutil.copyfile(bundling.ASSETS / "edition.css", out / tree.theme / "css" / "edition.css")
    for name, data in _fetched(frame, out):
        path = files.contained(out, name + SUFFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wrapped(name, data), encoding="utf-8", newline="\n")
    files.write(out / readme.NAME, readme.text(frame))
    mark = {
        "format": FORMAT,
        "kind": choice.scope.kind,
        "slug": choice.scope.slug,
        "of": tree.version,
        "as_of": tree.as_of,
    }
    files.write_json(out / MARK, mark | {"kiosk": kiosk is not None})


def _pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield every page of the edition as it stands on the site, covers last."""
    for name in frame.choice.pages:
        yield name, frame.tree.text(name)
    for language in frame.choice.entries:
        yield frame.tree.prefixes[language] + INDEX, cover.cover(frame, language)
    if frame.choice.entries and frame.tree.language not in frame.choice.entries:
        yield INDEX, cover.cover(frame, frame.tree.language)


def _fetched(frame: Frame, out: Path) -> Iterator[tuple[str, bytes]]:
    tree, choice = frame.tree, frame.choice
    for name in sorted(choice.fetched):
        data = (tree.root / name).read_bytes()
        yield name, data if choice.whole or name != "r/withdrawn.json" else _withdrawn(choice, tree.root / name)
    if choice.whole:
        return
    index = out / "search" / "index"
    part_search.build(tree, choice, index)
    found = sorted(path for path in index.rglob("*") if path.is_file())
    for path in found:
        data = path.read_bytes()
        path.unlink()
        yield path.relative_to(out).as_posix(), data


def _withdrawn(choice: Choice, path: Path) -> bytes:
    """Return the withdrawn codes whose tombstone is in the edition."""
    kept = {
        code: held
        for code, addresses in files.read_json(path).items()
        if (held := [address for address in addresses if choice.holds(output_path(address))])
    }
    return json.dumps(kept, ensure_ascii=False).encode()


def _parts(entries: manifest.Entries) -> dict[str, int]:
    """Return bytes by part: pages, theme, search, images, downloads and the like."""
    found: dict[str, int] = {}
    for name, entry in entries.items():
        part = (
            "pages"
            if name.endswith(".html")
            else next((_PARTS[key] for key in _PARTS if name.startswith(key)), "files")
        )
        found[part] = found.get(part, 0) + entry.size
    return dict(sorted(found.items(), key=lambda item: -item[1]))
