"""The frame of every page, as a Pelican plugin: template context, the page generator, the theme's files."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from pelican import signals
from pelican.generators import Generator

from lantai.site import sheets
from lantai.site.pages import Bundle, Page
from lantai.site.rendering import HELPERS, shared
from lantai.site.routes import output_path
from lantai.site.writing import PageFiles


class PageGenerator(Generator, ABC):
    """Writes the pages that a subject describes. Subclasses say only which.

    ``self.publication`` is what is being published (``publishing.publication.Publication``).
    """

    subject: ClassVar[str] = ""

    @property
    def publication(self) -> Any:
        return self.settings["LANTAI"]

    @abstractmethod
    def pages(self) -> Iterable[Page]:
        """Yield the subject's pages."""

    def bundles(self) -> Iterable[Bundle]:
        """Yield the subject's pages in bundles; those with a key are taken over while it stays the same."""
        yield Bundle(self.pages)

    def generate_output(self, writer: Any) -> None:
        for bundle in self.bundles():
            self._write(bundle)

    @cached_property
    def _files(self) -> PageFiles:
        return PageFiles(Path(self.output_path))

    def _write(self, bundle: Bundle) -> None:
        publication, parts = self.publication, self.publication.parts
        taken = parts.take(bundle.name, bundle.key) if bundle.name else None
        if taken is not None:
            for stub in taken.notes:
                publication.register(Page.from_stub(stub))
            return
        written = []
        for page in bundle.pages():
            publication.register(page)
            self._files.write(page.address, self.get_template(page.template).render(self._context(page)))
            if bundle.name:
                written.append(page.stub())
        if bundle.name:
            parts.note(bundle.name, bundle.key, [output_path(stub[0]) for stub in written], written)

    def _context(self, page: Page) -> dict[str, Any]:
        """Return what templates see. Pelican's own settings are left out: they would be copied for every block."""
        return {"page": page, **self._shared(page.language)}

    @cache  # noqa: B019 - a generator lives as long as its process
    def _shared(self, language: str) -> dict[str, Any]:
        return shared(language, self.publication)


def _prepare(generator: Any) -> None:
    generator.env.globals.update(HELPERS)


class ThemeFiles(Generator):
    """Copies the theme's own files into a folder named by the digest of their content."""

    def generate_output(self, writer: Any) -> None:
        publication = self.settings["LANTAI"]
        source = Path(self.settings["THEME"]) / "static"
        target = Path(self.output_path) / publication.theme_address.strip("/")
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
        sheets.unite(target / "css")


def _theme_files(pelican: Any) -> type:
    return ThemeFiles


def register() -> None:
    signals.generator_init.connect(_prepare)
    signals.get_generators.connect(_theme_files)
