"""An exhibition with film, sound, a story, upright and vertical writing, as visitors and other viewers meet it."""

from __future__ import annotations

import base64
import json
import os
import socket
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from iiif_prezi3 import skeleton
from PIL import Image, ImageDraw

import edits
from lantai import files
from lantai.publishing import preview
from small import build, csv_bytes, make_site, record, sign_release

pytestmark = pytest.mark.browser

MIRADOR = Path(__file__).resolve().parents[1] / "viewers" / "node_modules" / "mirador" / "dist" / "mirador.min.js"
"""A viewer by others. It is large, so it is installed only where this is tested: npm ci in tests/viewers."""

FIGURES = """
- {id: page-one, file: media/one.jpg, caption: 第一叶, alt: 满文一叶, credit: 某馆, date: 1900-09,
   rights: "https://creativecommons.org/publicdomain/mark/1.0/"}
- {id: page-two, file: media/two.jpg, caption: 第二叶, alt: 满文又一叶, credit: 某馆}
- {id: page-three, file: media/three.jpg, caption: 第三叶, alt: 满文第三叶, credit: 某馆}
- {id: view, file: media/view.jpg, caption: 江景, alt: 江上有船, credit: 某馆, regions: {boat: [60, 60, 20, 20]}}
- {id: film, file: media/film.webm, caption: 短片, alt: 一个方块从左走到右, credit: 某馆,
   captions: media/words.vtt, poster: media/view.jpg}
- {id: talk, file: media/talk.wav, caption: 口述, credit: 某馆, transcript: media/words.vtt}
"""
WORDS = """WEBVTT

00:00.000 --> 00:01.000
<v 李某>水来的时候

00:01.000 --> 00:02.000
<v 李某>我们在堤上

00:02.000 --> 00:03.000
后来退了
"""
SECTION = """---
title: 看与听
---
开头一段。

/// video | film
///

/// audio | talk
    speakers: [李某]
    chapters: [{at: "0:00", title: 开头}, {at: "0:02", title: 后来}]
///

/// story | view
    title: 一步一步
    side: end
//// step
    region: boat
看这条船。
////
//// step | page-one
换一张。
////
//// step
再看全景。
////
///

/// tour | view
    stops:
      - {region: boat, title: 船, text: 一条小船。}
      - {region: [10, 10, 20, 20], title: 天}
///

/// reader
    title: 满文折件
    direction: rtl
    vertical: true
    lang: mnc
    pages:
      - {figure: page-one, label: 第一叶, transcript: ᠠᠮᠪᠠ ᠮᡠᡴᡝ, translation: 大水}
      - {figure: page-two, label: 第二叶, transcript: ᠨᡳᠶᠠᠯᠮᠠ, translation: 人}
      - {figure: page-three, label: 第三叶, transcript: ᠪᠣᠣ, translation: 家}
///
"""
FILM = """
async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(15), {mimeType: "video/webm"});
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((done) => (recorder.onstop = done));
  recorder.start();
  for (let x = 0; x < 45; x += 1) {
    pen.fillStyle = "#faf7f0";
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = "#b02a1c";
    pen.fillRect(x * 6, 70, 40, 40);
    await new Promise((next) => setTimeout(next, 66));
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
"""


@dataclass(frozen=True)
class Shown:
    """A built site that is being served: where, and its files."""

    origin: str
    output: Path


def write_site(folder: Path, film: bytes) -> None:
    """Write an exhibition, and a catalogue of one record of two leaves that are cleared."""
    here = folder / "exhibitions" / "river"
    row = [*record(1, "请求书"), "leaf.jpg；leaf-2.jpg", "是"]
    make_site(folder, csv_bytes([row], edits.COLUMNS), sign=False)
    files.write(folder / "catalogue" / "mapping.yaml", edits.MAPPING)
    files.write(here / "exhibition.yaml", "title: 江\ncover: view\nthemes: [水利]\n")
    files.write(here / "figures.yaml", FIGURES)
    files.write(here / "01-see.md", SECTION)
    files.write(here / "media" / "words.vtt", WORDS)
    files.write(here / "media" / "film.webm", film)
    for name, colour in (("one", "#cdbb95"), ("two", "#d8c8a0"), ("three", "#bca97f"), ("view", "#5a7a8c")):
        image = Image.new("RGB", (1600, 1200), colour)
        ImageDraw.Draw(image).ellipse([960, 720, 1280, 960], fill="#b02a1c")
        image.save(here / "media" / f"{name}.jpg")
    files.write(folder / "catalogue" / "media" / "leaf.txt", "為請求書事\n")
    files.write(folder / "catalogue" / "media" / "leaf-2.txt", "民工在堤上吃\n飯，不得擅離。\n" + "又一行\n" * 80)
    for name in ("leaf", "leaf-2"):
        (folder / "catalogue" / "media").mkdir(exist_ok=True)
        Image.new("RGB", (1200, 1600), "#cdbb95").save(folder / "catalogue" / "media" / f"{name}.jpg")
    assert sign_release(folder, "first").returncode == 0
    with wave.open(str(here / "media" / "talk.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 24000)


@pytest.fixture(scope="module")
def shown(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The site, built for the address at which it is then served; the film is a real one, recorded by the browser."""
    page = browser.new_page()
    film = base64.b64decode(page.evaluate(FILM))
    page.close()
    folder = tmp_path_factory.mktemp("river") / "site"
    write_site(folder, film)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = build(folder, "--base-url", f"http://127.0.0.1:{port}")
    assert done.returncode == 0, done.stdout + done.stderr
    server = preview.serve(preview.Preview(folder / "output"), port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Shown(f"http://127.0.0.1:{port}", folder / "output")
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Any, shown: Shown) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{shown.origin}/exhibitions/river/see/")
    wait(page, "document.querySelector('[data-block=reader]').classList.contains('is-live')")
    yield page
    context.close()
    assert faults == [], "nothing fails and the policy forbids nothing that is done"


def wait(page: Any, condition: str) -> None:
    """Wait until an expression is true. Playwright's own way needs eval, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(condition)


def document(shown: Shown, path: str) -> dict[str, Any]:
    return json.loads((shown.output / path).read_text(encoding="utf-8"))


def test_what_a_record_says_is_found_and_opens_at_the_place(page: Any, shown: Shown) -> None:
    """Words of the second leaf, over the end of a line, in the other script: the hit opens there with them marked."""
    page.goto(f"{shown.origin}/search/?q=在堤上吃饭，不得擅离")
    hit = page.locator("#search-texts .hit")
    hit.wait_for()
    assert hit.locator(".hit-code").inner_text() == "第 2 页文字"
    assert hit.locator("mark").all_inner_texts() == ["在堤上吃飯，不得擅離"]
    assert page.locator("#search-records .hit").count() == 0
    hit.locator("a").click()
    wait(page, "location.hash === '#text-2' && (CSS.highlights.get('search-hit')?.size ?? 0) === 1")
    marked = "[...CSS.highlights.get('search-hit')][0]"
    assert page.evaluate(f"{marked}.toString()") == "在堤上吃\n飯，不得擅離"
    wait(page, f"(({{top, bottom}}) => top > 0 && bottom < innerHeight)({marked}.getBoundingClientRect())")


def test_the_film_plays_with_captions_and_poster(page: Any) -> None:
    player = page.locator("video")
    player.scroll_into_view_if_needed()
    assert player.get_attribute("poster")
    player.evaluate("player => { player.muted = true; return player.play(); }")
    wait(page, "document.querySelector('video').currentTime > 0.3")
    assert player.evaluate("player => player.videoWidth") == 320
    wait(page, "document.querySelector('video').textTracks[0].cues?.length === 3")
    wait(page, "document.querySelectorAll('[data-block=video] .cues [aria-current]').length === 1")


def test_the_transcript_seeks_and_follows(page: Any) -> None:
    """A time in the transcript, or a chapter, starts the sound there; the line that is heard is marked."""
    page.evaluate("document.querySelector('audio').muted = true")
    page.get_by_role("button", name="从 0:01 播放").last.click()
    wait(page, "document.querySelector('audio').currentTime >= 1")
    marked = "document.querySelector('[data-block=audio] .cues [aria-current]')?.textContent ?? ''"
    wait(page, f"({marked}).includes('我们在堤上')")
    page.locator("[data-block=audio] [data-seek='2']").click()
    wait(page, f"({marked}).includes('后来退了')")
    wait(page, "document.querySelector('[data-seek=\"2\"]').getAttribute('aria-current') === 'true'")


def test_a_story_moves_its_image_and_changes_it(page: Any) -> None:
    steps = page.locator(".story-step")
    steps.nth(0).locator(".story-words").evaluate("words => words.scrollIntoView({block: 'center'})")
    wait(page, "document.querySelector('.story-stage .stage-mover').style.transform.includes('scale')")
    steps.nth(1).locator(".story-words").evaluate("words => words.scrollIntoView({block: 'center'})")
    wait(page, "document.querySelector('.story-layer').classList.contains('is-shown')")
    steps.nth(2).locator(".story-words").evaluate("words => words.scrollIntoView({block: 'center'})")
    wait(page, "!document.querySelector('.story-layer').classList.contains('is-shown')")
    assert page.locator(".story-stage .stage-mover").evaluate("mover => mover.style.transform") == ""


def test_manchu_stands_upright_and_leaves_turn_from_right_to_left(page: Any) -> None:
    words = page.locator(".reader-transcript .reader-words").first
    assert words.evaluate("words => getComputedStyle(words).writingMode") == "vertical-lr"
    page.locator("[data-block=reader] a[data-viewer]").first.focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".reader-page:not([hidden]) .reader-label").inner_text() == "第二叶"


def test_on_paper_every_part_is_there(page: Any) -> None:
    """The crops of tours and stories, and the leaves that were turned away, with their images loaded."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    wait(page, "[...document.querySelectorAll('main img')].every((image) => image.complete && image.naturalWidth)")
    seen = page.evaluate("""() => [".tour-crop img", ".story-crop img", ".reader-page img"].map((name) =>
      [...document.querySelectorAll(name)].map((image) => image.getBoundingClientRect().width > 50))""")
    assert seen == [[True, True], [True], [True, True, True]]
    poster = page.locator("[data-block=video] .recording-poster img")
    assert poster.is_visible() and poster.evaluate("image => image.naturalWidth") > 50, "a film is its poster on paper"
    assert not page.locator("video").is_visible()


def test_every_document_passes_the_schema_of_the_specification(shown: Shown) -> None:
    """iiif-prezi3's classes are generated from the JSON schema of the IIIF Presentation API 3.0."""
    found = [path for path in sorted((shown.output / "iiif").rglob("*.json")) if path.name != "info.json"]
    assert len(found) == 4, "the exhibition, the document in the reader, the record, the collection"
    for path in found:
        read = json.loads(path.read_text(encoding="utf-8"))
        getattr(skeleton, read["type"]).model_validate(read)


def test_the_manifest_of_a_traditional_volume(shown: Shown) -> None:
    """Leaves turn from right to left in openings; texts come as annotations in their languages."""
    found = document(shown, "iiif/document/exhibitions/river/see/reader-page-one/manifest.json")
    assert (found["viewingDirection"], found["behavior"]) == ("right-to-left", ["paged"])
    notes = found["items"][0]["annotations"][0]["items"]
    assert [(note["motivation"], note["body"]["language"], note["body"]["value"]) for note in notes] == [
        ("supplementing", "mnc", "ᠠᠮᠪᠠ ᠮᡠᡴᡝ"),
        ("commenting", "zh-Hans", "大水"),
    ]


def test_the_manifest_of_an_exhibition_carries_its_tours_rights_and_dates(shown: Shown) -> None:
    found = document(shown, "iiif/exhibition/river/manifest.json")
    assert found["navDate"] == "1900-09-01T00:00:00Z"
    canvases = {canvas["label"]["zh-Hans"][0]: canvas for canvas in found["items"]}
    stops = canvases["江景"]["annotations"][0]["items"]
    assert [stop["body"]["value"] for stop in stops] == ["船\n一条小船。", "天"]
    assert stops[0]["target"].endswith("/canvas/2#xywh=960,720,320,240")
    leaf = canvases["第一叶"]
    assert leaf["rights"] == "http://creativecommons.org/publicdomain/mark/1.0/"
    assert leaf["requiredStatement"]["value"] == {"zh-Hans": ["某馆"]}


def test_the_manifest_opens_in_mirador(browser: Any, shown: Shown) -> None:
    """A viewer that knows nothing of us shows title, image and the stops of the tour."""
    options = {"canvasIndex": 1, "sideBarOpen": True, "sideBarPanel": "annotations"}
    with mirador(browser, shown, "iiif/exhibition/river/manifest.json", **options) as (page, images):
        page.get_by_text("一条小船").wait_for(timeout=60_000)
        assert page.get_by_text("江", exact=True).count()
        wait(page, "document.querySelector('.openseadragon-canvas canvas') !== null")
        shows(page, images, 1)


def test_the_manifest_of_a_record_opens_in_mirador(browser: Any, shown: Shown) -> None:
    """Its page links to it, and the viewer shows title, reference code and both leaves."""
    (path,) = (shown.output / "iiif" / "record").rglob("manifest.json")
    manifest = path.relative_to(shown.output).as_posix()
    address = path.parent.relative_to(shown.output / "iiif" / "record").as_posix()
    own = (shown.output / "catalogue" / address / "index.html").read_text(encoding="utf-8")
    assert manifest in own
    with mirador(browser, shown, manifest, sideBarOpen=True, sideBarPanel="info") as (page, images):
        page.get_by_text("J001-002-0345-001", exact=True).first.wait_for(timeout=60_000)
        assert page.get_by_text("请求书").count()
        wait(page, "document.querySelector('.openseadragon-canvas canvas') !== null")
        page.get_by_role("button", name="Next item").or_(page.get_by_role("button", name="下一")).first.click()
        shows(page, images, 2)


def shows(page: Any, images: list[str], count: int) -> None:
    """Wait until the viewer has got so many different images."""
    for _ in range(200):
        got = {image.split("/iiif/image/")[1].split("/")[0] for image in images if "/full/" in image}
        if len(got) >= count:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{count} images are asked for: {images}")


@contextmanager
def mirador(browser: Any, shown: Shown, manifest: str, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """Open a manifest in Mirador; yields the page and the addresses of images that came."""
    if not MIRADOR.is_file():
        lacking = "Mirador is not installed; run npm ci in tests/viewers"
        pytest.fail(lacking) if os.environ.get("CI") else pytest.skip(lacking)
    windows = json.dumps([{"manifestId": f"{shown.origin}/{manifest}", **options}])
    html = f"""<!doctype html><html lang="zh"><title>Mirador</title><div id="mirador"></div>
    <script src="/__test__/mirador.js"></script>
    <script>Mirador.viewer({{id: "mirador", windows: {windows}}})</script>"""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    images: list[str] = []
    page.on(
        "response", lambda answer: images.append(answer.url) if answer.ok and "/iiif/image/" in answer.url else None
    )
    page.route("**/__test__/mirador.js", lambda route: route.fulfill(path=MIRADOR, content_type="text/javascript"))
    page.route("**/__test__/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{shown.origin}/__test__/")
    try:
        yield page, images
    finally:
        context.close()
