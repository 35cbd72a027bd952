"""Numbers of people in what an office writes and lays beside it: none of them gets out, wherever it stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from small import add_exhibition, build, make_site, record

pytestmark = pytest.mark.site

NUMBER = "11010519491231002X"
"""The example of GB 11643-1999."""
CAMPAIGN = "---\ntitle: 国际档案日\ntheme: 档案\ndownloads: [{{file: media/{name}, title: 材料}}]\n---\n"


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _write(path: str, text: str) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")

    return write


FIGURES, SECTION = "exhibitions/flood/figures.yaml", "exhibitions/flood/01-rain.md"
WRITTEN = {
    "alternative text": _edit(FIGURES, "alt: 一道江堤", f"alt: 身份证 {NUMBER} 的复印件"),
    "caption": _edit(FIGURES, "caption: 江堤", "caption: 证号１１０１０５１９４９１２３１００２Ｘ"),
    "credit in points": _edit(FIGURES, "credit: 本馆", "credit: 张某 110105.19491231.002X"),
    "text": _edit(SECTION, "雨下了七天。", f"张某（{NUMBER}）说：雨下了七天。"),
    "head of a section": _edit(SECTION, "title: 雨", f"title: 雨 {NUMBER}"),
    "comment in a text": _edit(SECTION, "雨下了七天。", f"雨下了七天。\n\n<!-- {NUMBER} -->"),
    "captions": _write("exhibitions/flood/media/a.vtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\n{NUMBER}\n"),
    "name of a file": _write(f"exhibitions/flood/media/证{NUMBER}.txt", "甲"),
    "news": _write("content/news/2026-06-01-a.md", f"---\ntitle: 甲\ndate: 2026-06-01\nsummary: {NUMBER}\n---\n"),
    "lesson": _write("content/learn/a/lesson.yaml", f"title: 甲\nquestion: 乙\nsummary: {NUMBER}\nstages: [初中]\n"),
    "notice of a release": _edit("catalogue/releases/first/release.yaml", "number: 1", f"notice: {NUMBER}"),
    "fonds": _write("catalogue/fonds/J001.md", f"---\ntitle: 甲\n---\n{NUMBER}\n"),
}


def _site(folder: Path) -> Path:
    site = make_site(folder / "site", [record(1, "关于防汛的通知")])
    add_exhibition(site)
    return site


@pytest.mark.parametrize("place", WRITTEN)
def test_a_number_in_a_text_is_told_with_its_place(place: str, tmp_path: Path) -> None:
    """Nothing is built, and the report does not repeat it."""
    site = _site(tmp_path)
    WRITTEN[place](site)
    done = build(site)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "(personal-number)" in said, said
    assert "110…2X" in said and not (site / "output").exists()


def _workbook() -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.add_worksheet("公开").write(0, 0, "甲")
    hidden = workbook.add_worksheet("底稿")
    hidden.write_string(0, 0, NUMBER)
    hidden.very_hidden()
    workbook.close()
    return stream.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _pdf(title: str, body: str = "a") -> bytes:
    made = typst.compile(f"#set document(title: {title!r})\n{body}".replace("'", '"').encode(), format="pdf")
    assert isinstance(made, bytes) and pypdfium2.PdfDocument(made)
    return made


def _png() -> bytes:
    info, stream = PngInfo(), io.BytesIO()
    info.add_text("Comment", NUMBER)
    Image.new("L", (900, 900)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def _jpeg() -> bytes:
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x010E] = NUMBER
    Image.new("L", (900, 900)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


ATTACHED = {
    "comments.docx": lambda: _zip({"word/document.xml": b"<w:t>a</w:t>", "word/comments.xml": NUMBER.encode()}),
    "properties.docx": lambda: _zip({"docProps/core.xml": f"<dc:creator>张某 {NUMBER}</dc:creator>".encode()}),
    "hidden-sheet.zip": lambda: _zip({"a.xlsx": _workbook()}),
    "named.zip": lambda: _zip({f"{NUMBER}.txt": b"a"}),
    "properties.pdf": lambda: _pdf(NUMBER),
    "text.pdf": lambda: _pdf("a", f"No. {NUMBER}"),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_a_number_in_an_attachment_keeps_the_site_from_going_live(name: str, tmp_path: Path) -> None:
    """Also where only a program shows it: in properties, comments, hidden sheets, names within an archive."""
    site = _site(tmp_path)
    _write("content/archives-day/2026.md", CAMPAIGN.format(name=name))(site)
    (site / "content" / "archives-day" / "media").mkdir()
    (site / "content" / "archives-day" / "media" / name).write_bytes(ATTACHED[name]())
    done = build(site)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "(audit-identifier)" in said, said
    assert f"files/{name}" in said and not (site / "output").exists()


def test_what_is_written_otherwise_than_it_reads_is_found_in_the_finished_page(tmp_path: Path) -> None:
    """Escapes of YAML are no digits to whoever looks through the text."""
    site = _site(tmp_path)
    _edit(FIGURES, "alt: 一道江堤", r'alt: "\u0031\u0031\u0030105\u00319491231\u0030\u0030\u0032X"')(site)
    done = build(site)
    assert done.returncode == 1 and "(audit-identifier)" in done.stdout + done.stderr


@pytest.mark.parametrize("make", [_jpeg, _png])
def test_what_hides_in_a_picture_on_show_does_not_get_out(make: Callable[[], bytes], tmp_path: Path) -> None:
    """Derivatives have no properties, nor do pictures to download."""
    site = _site(tmp_path)
    (site / "exhibitions" / "flood" / "media" / "dike.png").write_bytes(make())
    _write("content/archives-day/2026.md", CAMPAIGN.format(name="poster.png"))(site)
    _write("content/archives-day/media/poster.png", "")(site)
    (site / "content" / "archives-day" / "media" / "poster.png").write_bytes(make())
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "output" / "archives-day" / "2026" / "files" / "poster.png").is_file()
    assert not any(NUMBER.encode() in path.read_bytes() for path in (site / "output").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("证号 110105××××××××002×", []),
        ("电话 0999-1234567，邮编 310000", []),
        ("浙公网安备33010602009975号", []),
        ("卡号 4111 1111 1111 1111", ["personal-number-likely"]),
        ("打他的手机 138 0013 8000", ["personal-number-likely"]),
    ],
)
def test_other_numbers_stop_nothing(text: str, told: list[str], tmp_path: Path) -> None:
    """What may be a number of a person is told, and whoever knows decides."""
    site = _site(tmp_path)
    _edit(SECTION, "雨下了七天。", text)(site)
    done = build(site)
    said = done.stdout + done.stderr
    assert done.returncode == 0 and ["personal-number-likely"] * said.count("(personal-number-likely)") == told, said


def test_a_name_that_the_archive_watches_for_is_told_in_texts_too(tmp_path: Path) -> None:
    """However it is spelt; the words that every archive watches for are usual in exhibitions."""
    site = _site(tmp_path)
    _write(
        "catalogue/review/words.yaml", "add: {protected: [张守诚, 柳叶儿]}\nallow: [{phrase: 柳叶儿桥, reason: 地名}]\n"
    )(site)
    _edit(SECTION, "雨下了七天。", "張 守 誠受了处分，过了柳叶儿桥。")(site)
    _edit(FIGURES, "alt: 一道江堤", "alt: 柳叶儿站在堤上")(site)
    done = build(site)
    said = done.stdout + done.stderr
    assert done.returncode == 0 and said.count("(personal-word)") == 2, said
    assert "01-rain.md 第 4 行" in said and "张守诚" in said and "figures.yaml 第 1 行" in said and "处分" not in said
