"""An article for WeChat: the exhibition, or some sections of it, as a page to copy from into the editor of an account.

The editor keeps styles that stand at each element and throws away everything else: style sheets, classes, ids, scripts,
links to other sites. So every element carries its own style, and addresses stand as text. Pictures that it can fetch
from the public site it takes over when the page is pasted; others have to be uploaded by hand, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lantai.exhibitions.outputs import flow
from lantai.exhibitions.outputs.choosing import Chosen
from lantai.exhibitions.outputs.flow import Piece
from lantai.media.derivatives import Derivative, make
from lantai.prose import plain

WIDTH = 1080
"""Pixels of the pictures: an article is shown 360 to 430 points wide on telephones of two to three pixels a point."""


@dataclass(frozen=True, slots=True)
class Made:
    """The page, the pictures beside it by name, and whether the page shows those of the public site."""

    html: str
    pictures: dict[str, Path]
    public: bool


def build(chosen: Chosen, *, public: bool) -> Made:
    """Return the article of what was chosen. ``public``: its pictures are on the site already."""
    pictures = _Pictures(chosen, public and bool(chosen.site.base_url))
    exhibition, language = chosen.exhibition, chosen.language
    whole = len(chosen.sections) == len(exhibition.sections)
    intro = exhibition.intro.get(language) if whole else None
    address = chosen.address if whole else chosen.sections[0].texts[language].address
    page = (
        _environment()
        .get_template("article.html")
        .render(
            t=chosen.t,
            language=language,
            archive=chosen.site.name.in_(language),
            title=exhibition.title.in_(language),
            subtitle=exhibition.subtitle.in_(language),
            summary=exhibition.summary.in_(language) if whole else "",
            cover=pictures.of_figure(exhibition.cover) if whole else None,
            intro=pictures.placed(intro.prose.html, intro.address) if intro else [],
            sections=[_section(section.texts[language], pictures) for section in chosen.sections],
            credits=[(role, "　".join(names)) for role, names in exhibition.credited(language)],
            address=chosen.site.base_url + address if chosen.site.base_url else "",
            public=pictures.public,
            pictures=len(pictures.files),
        )
    )
    return Made(page, pictures.files, pictures.public)


def _section(text: Any, pictures: _Pictures) -> dict[str, Any]:
    return {
        "title": text.title,
        "kicker": text.kicker,
        "summary": text.summary,
        "pieces": pictures.placed(text.prose.html, text.address),
    }


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class _Pictures:
    """The pictures of the article in their order: files beside it, shown from the public site where that has them."""

    def __init__(self, chosen: Chosen, public: bool) -> None:
        self.files: dict[str, Path] = {}
        self.public = public
        self._chosen = chosen

    def placed(self, html: str, address: str) -> list[Piece]:
        """Return the pieces of a text at ``address`` with the addresses of their pictures."""
        return list(self._each(flow.of(html), address))

    def of_figure(self, identifier: str) -> dict[str, str] | None:
        """Return address and words of a figure's picture by its id; None where it has none."""
        figure = self._chosen.exhibition.figures.shown.get(identifier)
        image = figure and figure.kind == "image" and self._chosen.exhibition.cover_image
        if not figure or not image:
            return None
        picture = self._chosen.media.picture(image)
        return {
            "src": self._shown(Derivative(image, *_fitting(image)), picture.src),
            "alt": plain(figure.alt.in_(self._chosen.language)),
        }

    def _each(self, pieces: Sequence[Piece], address: str) -> Iterator[Piece]:
        for piece in pieces:
            if piece["kind"] == "picture":
                where = flow.resolved(piece["src"], address)
                wanted = self._chosen.media.wanted(where)
                if wanted is not None:
                    fitting = replace(
                        wanted, **dict(zip(("width", "height"), _fitting(wanted.image, wanted.crop), strict=True))
                    )
                    yield {**piece, "src": self._shown(replace(fitting, format="jpeg"), where)}
                continue
            inner = dict(piece)
            if "pieces" in piece:
                inner["pieces"] = list(self._each(piece["pieces"], address))
            if piece["kind"] in ("list", "notes"):
                inner["items"] = [list(self._each(item, address)) for item in piece["items"]]
            if piece["kind"] == "terms":
                inner["pairs"] = [[term, list(self._each(said, address))] for term, said in piece["pairs"]]
            yield inner

    def _shown(self, derivative: Derivative, public: str) -> str:
        path = derivative.cached(self._chosen.media.cache)
        if not path.is_file():
            make([derivative], self._chosen.media.cache)
        name = f"images/{len(self.files) + 1:02d}.jpg"
        self.files[name] = path
        return self._chosen.site.base_url + public if self.public else name


def _fitting(image: Any, crop: Any = None) -> tuple[int, int]:
    width, height = (image.width * crop[2] / 100, image.height * crop[3] / 100) if crop else (image.width, image.height)
    scale = min(1.0, WIDTH / width)
    return max(1, round(width * scale)), max(1, round(height * scale))
