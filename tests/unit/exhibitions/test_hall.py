"""The rooms of a hall: what hangs in them, what never does, and where each work leads."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from PIL import Image

HALL = "/exhibitions/flood/hall/"
MORE = """
- {id: shown, file: media/shown.jpg, caption: "《堤》**局部**，见[报告](record:J001)", alt: 堤上的旗, credit: 本馆}
- {id: grief, file: media/grief.jpg, caption: 遇难者, alt: 名单, credit: 本馆}
- {id: line, file: media/line.jpg, decorative: true}
- {id: base, file: media/base.jpg, caption: 草图, alt: 草图, credit: 本馆}
- {id: talk, file: media/talk.wav, caption: 老人的话, credit: 本馆}
"""
SECTION = """---
title: 人
summary: 谁在堤上。
cover: shown
---
/// figure | dike
///

/// figure | line
///

/// notice | 伤痛内容
    kind: grief
    reveal: true

//// figure | grief
////
///

/// map | base
    approval: 示意图，非地图
    places: [{name: 县城, x: 40, y: 25}]
///

/// audio | talk
///
"""


@pytest.fixture
def hung(built: Any, root: Any) -> Any:
    """The small exhibition with a hall and a third section that shows all sorts."""
    for name in ("shown", "grief", "line", "base"):
        Image.new("RGB", (1200, 600), f"#{len(name)}58").save(built.folder / "media" / f"{name}.jpg")
    shutil.copy(root / "exhibitions/lanxi-flood-1954/media/morse.wav", built.folder / "media/talk.wav")
    for name, more in (("exhibition.yaml", "hall: true\n"), ("figures.yaml", MORE)):
        built.write(name, (built.folder / name).read_text(encoding="utf-8") + more)
    built.write("03-people.md", SECTION)
    return built


def _works(page: Any) -> list[tuple[int, str]]:
    return [(room.number, work.figure.id) for room in page.data["rooms"] for work in room.works]


def test_an_exhibition_has_a_hall_only_if_it_says_so(built: Any) -> None:
    assert HALL not in built.pages()


def test_every_section_is_a_room_and_every_figure_hangs_once(hung: Any) -> None:
    """In order; the opening figure of a section first; what was shown before hangs where it was first shown."""
    pages = hung.pages()
    assert [room.title for room in pages[HALL].data["rooms"]] == ["雨", "堤", "人"]
    assert _works(pages[HALL]) == [(1, "dike"), (3, "shown"), (3, "base"), (3, "talk")]
    assert pages["/en" + HALL].data["rooms"][0].works[0].caption == "Dike"
    assert pages[HALL].alternates == {"zh-Hans": HALL, "en": "/en" + HALL}


def test_what_is_held_ornament_or_under_a_notice_does_not_hang(hung: Any) -> None:
    """A held scan is nowhere; a picture of grief would hang without the words that come before it."""
    page = hung.pages()[HALL]
    assert not {"secret", "line", "grief"} & {name for _, name in _works(page)}
    assert page.text is None, "search leads to the sections"


def test_a_work_says_what_the_exhibition_says_and_leads_to_its_place(hung: Any) -> None:
    works = {work.figure.id: work for room in hung.pages()[HALL].data["rooms"] for work in room.works}
    assert works["dike"].address == "/exhibitions/flood/rain/#figure-dike"
    assert works["dike"].record.code == "J001-002-0345-012"
    assert works["shown"].caption == "《堤》局部，见报告"
    assert works["base"].approval == "示意图，非地图"
    assert (works["talk"].kind, works["talk"].picture) == ("audio", None)


def test_a_film_hangs_as_its_poster(hung: Any, root: Any) -> None:
    shutil.copy(root / "exhibitions/lanxi-flood-1954/media/rise.webm", hung.folder / "media/film.webm")
    film = "- {id: film, file: media/film.webm, caption: 水, alt: 水, credit: 本馆, poster: media/shown.jpg}\n"
    hung.write("figures.yaml", (hung.folder / "figures.yaml").read_text(encoding="utf-8") + film)
    hung.write("03-people.md", "---\ntitle: 人\n---\n/// video | film\n///\n")
    (work,) = hung.pages()[HALL].data["rooms"][2].works
    assert (work.kind, work.picture.width, work.viewer) == ("video", 1200, "")


def test_pictures_beside_the_introduction_hang_in_a_room_before_the_sections(hung: Any) -> None:
    hung.write("index.md", "/// figure | dike\n///\n")
    rooms = hung.pages()[HALL].data["rooms"]
    assert [(room.number, [work.figure.id for work in room.works]) for room in rooms[:2]] == [(0, ["dike"]), (1, [])]


def test_no_section_may_be_called_as_the_hall_is(hung: Any) -> None:
    hung.write("04-hall.md", "---\ntitle: x\n---\n文字。\n")
    hung.load()
    assert ("section-hall", "exhibitions/flood/04-hall.md") in hung.codes()
