"""The preview follows every folder, shows what is wrong where the author looks, and recovers with the next save."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness import ROOT, run_lantai
from lantai.publishing import elsewhere
from small import NOW, add_exhibition, build, make_site, record

pytestmark = pytest.mark.site

PATIENCE = 90
"""Seconds in which a rebuild must be seen on a busy machine."""


class Served:
    """A running preview of a site, with a copy of the program that a test may edit."""

    def __init__(self, folder: Path, program: Path, *, wait: bool = True) -> None:
        self.folder, self.program = folder, program
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder.parent / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lantai", "serve", "--site", folder, "--port", str(self.port), "--at", NOW],
                env={**os.environ, "PYTHONPATH": str(program / "plugins"), "NO_COLOR": "1"},
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        if wait:
            self.wait_until(lambda state: state["version"] >= 1)

    def state(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.address}/__preview__/state", timeout=5) as answer:
            return json.load(answer)

    def page(self, address: str) -> str:
        with urllib.request.urlopen(self.address + address, timeout=5) as answer:
            return answer.read().decode()

    def wait_until(self, true: Any) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                state = self.state()
            except OSError:
                state = None
            if state is not None and true(state):
                return state
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)
        raise AssertionError(f"{state}\n{self.log.read_text(encoding='utf-8')}")

    def saved(self, path: Path, text: str) -> dict[str, Any]:
        """Save a file as an editor does and wait for the rebuild that follows."""
        before = self.state()["version"]
        path.write_text(text, encoding="utf-8")
        return self.wait_until(lambda state: state["version"] > before and not state["building"])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program: the preview watches it too."""
    folder = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("node_modules")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copyfile(ROOT / "pelicanconf.py", folder / "pelicanconf.py")
    if (ROOT / "theme" / "node_modules").is_dir():
        (folder / "theme" / "node_modules").symlink_to((ROOT / "theme" / "node_modules").resolve())
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, program: Path) -> Iterator[Served]:
    folder = make_site(tmp_path_factory.mktemp("serve") / "site", [record(1, "县人委关于抢修城关堤段的通知")])
    add_exhibition(folder)
    (folder / "content" / "guides").mkdir()
    (folder / "content" / "guides" / "access.md").write_text(GUIDE.format("旧的正文"), encoding="utf-8")
    (folder / "catalogue" / "fonds").mkdir()
    (folder / "catalogue" / "fonds" / "J001.md").write_text("---\ntitle: 县人委\n---\n旧的介绍。\n", encoding="utf-8")
    running = Served(folder, program)
    yield running
    if running.process.poll() is None:
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()


GUIDE = "---\ntitle: 查档\nsummary: 一句话。\n---\n{}\n"


def test_a_save_in_content_is_seen(served: Served) -> None:
    served.saved(served.folder / "content" / "guides" / "access.md", GUIDE.format("新的正文"))
    assert "新的正文" in served.page("/guides/access/")


def test_a_save_in_an_exhibition_is_seen(served: Served) -> None:
    path = served.folder / "exhibitions" / "flood" / "01-rain.md"
    served.saved(path, path.read_text(encoding="utf-8") + "\n水退了。\n")
    assert "水退了。" in served.page("/exhibitions/flood/rain/")


def test_what_was_saved_is_shown_before_the_site_is_built_and_stays_the_same_when_it_is(served: Served) -> None:
    path = served.folder / "exhibitions" / "flood" / "01-rain.md"
    before = served.state()["version"]
    path.write_text(path.read_text(encoding="utf-8") + "\n堤还在。\n", encoding="utf-8")
    state = served.wait_until(lambda state: state["version"] > before)
    first = served.page("/exhibitions/flood/rain/")
    assert state["building"] and "堤还在。" in first
    served.wait_until(lambda state: state["version"] > before + 1 and not state["building"])
    assert served.page("/exhibitions/flood/rain/") == first
    assert not (served.folder / ".build" / ".preview.glimpse").exists()


def test_a_save_in_the_catalogue_is_seen(served: Served) -> None:
    served.saved(served.folder / "catalogue" / "fonds" / "J001.md", "---\ntitle: 县人委\n---\n新的介绍。\n")
    assert "新的介绍。" in served.page("/catalogue/J001/")


def test_a_save_in_the_theme_is_seen(served: Served) -> None:
    path = served.program / "theme" / "templates" / "guide.html"
    served.saved(path, path.read_text(encoding="utf-8").replace("{% block main %}", "{% block main %}<p>新模板</p>"))
    assert "新模板" in served.page("/guides/access/")


def test_a_save_in_the_program_is_seen(served: Served) -> None:
    path = served.program / "plugins" / "lantai" / "publishing" / "sitemap.py"
    served.saved(path, path.read_text(encoding="utf-8").replace("Allow: /", "Disallow: /"))
    assert "Disallow: /" in served.page("/robots.txt")


@pytest.mark.browser
def test_an_error_shows_at_its_place_in_the_page_and_the_next_save_recovers(served: Served, browser: Any) -> None:
    path = served.folder / "exhibitions" / "flood" / "01-rain.md"
    good = path.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{served.address}/exhibitions/flood/rain/")
    page.locator(".picker-start").wait_for(timeout=PATIENCE * 1000)  # authors may pick regions on figures
    assert page.locator(".picker-start").count() == 1
    path.write_text(good + "\n/// figrue | dike\n///\n", encoding="utf-8")
    note = page.locator("main .lantai-note.lantai-error", has_text="figrue")
    note.wait_for(timeout=PATIENCE * 1000)
    assert "exhibitions/flood/01-rain.md:" in note.inner_text()
    panel = page.locator("#lantai-preview")
    panel.locator("summary").click()
    assert "figrue" in panel.locator("article").first.inner_text()
    served.wait_until(lambda state: not state["building"])
    assert "exhibitions/flood/01-rain.md" in served.log.read_text(encoding="utf-8")
    path.write_text(good + "\n改好了。\n", encoding="utf-8")
    page.get_by_text("改好了。").wait_for(timeout=PATIENCE * 1000)
    assert not panel.locator(".lantai-error").count()
    page.close()


@pytest.mark.browser
def test_a_region_is_drawn_in_the_preview_and_its_line_can_be_pasted(served: Served, browser: Any) -> None:
    """By mouse and by keys, in percent of the whole image; the line is YAML that the next build reads."""
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{served.address}/exhibitions/flood/rain/")
    page.locator(".picker-start").click(timeout=PATIENCE * 1000)
    image = page.locator("#lantai-picker img")
    image.evaluate("image => image.decode()")
    box = image.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.4, steps=4)
    page.mouse.up()
    numbers = page.locator(".picker-yaml").nth(1)
    drawn = [float(part) for part in numbers.inner_text().removeprefix("region: [").removesuffix("]").split(", ")]
    assert all(abs(a - b) < 0.6 for a, b in zip(drawn, (20, 10, 40, 30), strict=True)), drawn
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    moved = [float(part) for part in numbers.inner_text().removeprefix("region: [").removesuffix("]").split(", ")]
    assert moved == [drawn[0] + 0.5, drawn[1], drawn[2], drawn[3] - 0.5], "a click draws nothing; keys move and resize"
    page.get_by_label("名称").fill("堤: 口")
    line = page.locator(".picker-yaml").first.inner_text()
    page.keyboard.press("Escape")
    page.locator("#lantai-picker").wait_for(state="detached")
    assert page.evaluate("document.activeElement.className") == "picker-start"
    page.close()
    figures = served.folder / "exhibitions" / "flood" / "figures.yaml"
    path = served.folder / "exhibitions" / "flood" / "01-rain.md"
    before, text = figures.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")
    figures.write_text(before.rstrip().removesuffix("}") + ", " + line + "}\n", encoding="utf-8")
    state = served.saved(path, text + "\n==堤口=={figure=dike region=堤-口}在这里。\n")
    assert not [each for each in state["problems"] if each["severity"] == "ERROR"]
    assert "data-region" in served.page("/exhibitions/flood/rain/")
    figures.write_text(before, encoding="utf-8")
    served.saved(path, text)


@pytest.mark.browser
def test_what_is_not_public_is_shown_with_a_bar_that_says_so_and_never_built_for_the_public(
    served: Served, browser: Any
) -> None:
    """Authors see a draft; they may look with the eyes of the public; the public's site knows nothing of it."""
    shutil.copytree(served.folder / "exhibitions" / "flood", served.folder / "exhibitions" / "later")
    served.saved(served.folder / "exhibitions" / "later" / "exhibition.yaml", "title: 尚未写完\nstatus: draft\n")
    page = browser.new_page()
    page.goto(f"{served.address}/exhibitions/later/")
    bar = page.locator("#lantai-bar")
    bar.locator("strong", has_text="本页是草稿").wait_for(timeout=PATIENCE * 1000)
    assert bar.locator("summary").inner_text() == "未公开 1 项"
    bar.get_by_role("button", name="只看公众所见").click()
    page.get_by_role("heading", name="没有找到这一页").wait_for(timeout=PATIENCE * 1000)
    bar.get_by_role("button", name="含未公开内容").click()
    bar.locator("strong", has_text="本页是草稿").wait_for(timeout=PATIENCE * 1000)
    page.close()
    refused = run_lantai("site", "--site", served.folder, "--at", NOW, "--preview", "drafts")
    assert refused.returncode == 2 and not (served.folder / "output").exists()
    done = build(served.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    output = served.folder / "output"
    assert not (output / "exhibitions" / "later").exists() and (output / "exhibitions" / "flood").exists()
    pages = [path.read_text(encoding="utf-8") for path in output.rglob("*.html")]
    assert pages and not any("尚未写完" in each or "data-at=" in each for each in pages)


def test_an_error_in_site_yaml_is_survived(served: Served) -> None:
    path = served.folder / "content" / "site.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text("name: [x\n", encoding="utf-8")
    state = served.wait_until(lambda state: any(each["severity"] == "ERROR" for each in state["problems"]))
    assert [each["place"]["file"] for each in state["problems"]] == ["content/site.yaml"]
    served.saved(path, good)
    assert not [each for each in served.state()["problems"] if each["severity"] == "ERROR"]


def _serve(folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lantai", "serve", "--site", folder, "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_a_second_preview_of_a_site_is_told_where_the_first_is(served: Served) -> None:
    """Both would build into one folder; a note that a killed preview left behind is not believed."""
    done = _serve(served.folder, served.port + 1)
    assert done.returncode == 2
    assert f"http://127.0.0.1:{served.port}/" in done.stderr and "Traceback" not in done.stderr
    note = served.folder / ".build" / "preview.port"
    assert note.read_text(encoding="utf-8") == str(served.port)
    assert elsewhere.port_of(served.folder.resolve()) == served.port
    note.write_text("9", encoding="utf-8")
    assert elsewhere.port_of(served.folder.resolve()) is None
    note.write_text(str(served.port), encoding="utf-8")
    assert elsewhere.port_of(served.folder.parent) is None


def test_a_taken_port_is_told_with_another(served: Served, tmp_path: Path) -> None:
    done = _serve(make_site(tmp_path / "other", [record(1, "一条")]), served.port)
    assert done.returncode == 2
    assert f"--port {served.port + 1}" in done.stderr and "Traceback" not in done.stderr


def test_the_interrupt_key_ends_it_quietly(served: Served) -> None:
    """The last test of this file: nothing is served after it."""
    assert served.stop() == 0
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def test_the_interrupt_key_ends_a_build_at_once(tmp_path: Path, program: Path) -> None:
    """It reaches all processes of a terminal, and none of them begins anew what it has ended."""
    folder = make_site(tmp_path / "site", [record(1, "一条")])
    running = Served(folder, program, wait=False)
    running.wait_until(lambda state: (folder / ".build" / ".preview.lock").exists())
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(timeout=30) == 0
    assert not (folder / ".build" / "preview").exists()
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


def test_a_service_that_is_stopped_in_the_middle_of_a_build_ends_quietly(tmp_path: Path, program: Path) -> None:
    """The system's signal goes to one process alone; the others find that nobody listens any more."""
    folder = make_site(tmp_path / "site", [record(1, "一条")])
    running = Served(folder, program, wait=False)
    running.wait_until(lambda state: state["building"] and (folder / ".build" / ".preview.lock").exists())
    running.process.terminate()
    assert running.process.wait(timeout=60) == 0
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


def test_a_site_that_never_built_is_served_with_its_errors(tmp_path: Path, program: Path) -> None:
    folder = make_site(tmp_path / "site", [record(1, "一条")], sign=False)
    (folder / "content" / "site.yaml").write_text("name: [x\n", encoding="utf-8")
    running = Served(folder, program, wait=False)
    try:
        state = running.wait_until(lambda state: state["problems"])
        assert state["version"] == 0 and state["problems"][0]["place"]["file"] == "content/site.yaml"
        with pytest.raises(urllib.error.HTTPError) as raised:
            running.page("/")
        assert raised.value.code == 503 and "网站还没有生成" in raised.value.read().decode()
        raised.value.close()
    finally:
        assert running.stop() == 0
