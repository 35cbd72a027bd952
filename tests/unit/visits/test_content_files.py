"""Markdown files with heads: names, translations, visibility, problems with their lines."""

import os
from datetime import datetime

import pytest

GUIDE = "---\ntitle: 查档\n---\n正文\n"


def place_of(loaded, code):
    return next(str(problem.place) for problem in loaded.problems if problem.code == code)


def test_original_and_translation_are_one_text(load):
    """A text stands at the same address in each language, and each version names the others."""
    loaded = load({"content/guides/land.md": GUIDE, "content/guides/land.en.md": "---\ntitle: Land\n---\nText\n"})
    pages = loaded.pages()
    assert loaded.codes == []
    assert pages["/guides/land/"].title == "查档"
    assert pages["/en/guides/land/"].title == "Land"
    assert pages["/guides/land/"].alternates == {"zh-Hans": "/guides/land/", "en": "/en/guides/land/"}


def test_missing_translation_has_a_stand_in(load):
    """Where a translation is missing the original stands in; it is not listed, not searched, no alternate."""
    page = load({"content/guides/land.md": GUIDE}).pages()["/en/guides/land/"]
    assert page.title == "查档"
    assert page.data["text"].language == "zh-Hans"
    assert (page.listed, page.text, dict(page.alternates)) == (False, None, {"zh-Hans": "/guides/land/"})


@pytest.mark.parametrize(
    ("head", "moment", "public"),
    [
        ("status: draft", "2026-06-09T12:00:00+08:00", False),
        ("status: withdrawn", "2026-06-09T12:00:00+08:00", False),
        ("publish_at: 2026-06-09T09:00:00+08:00", "2026-06-09T08:59:59+08:00", False),
        ("publish_at: 2026-06-09T09:00:00+08:00", "2026-06-09T09:00:00+08:00", True),
        ("publish_at: 2026-06-09", "2026-06-08T16:00:00+00:00", True),
        ("until: 2026-06-10", "2026-06-10T00:00:00+08:00", False),
    ],
)
def test_not_a_trace_before_its_time(load, head, moment, public):
    """A text is in the output, in any page or file, exactly while it is public."""
    text = f"---\ntitle: 甲乙丙丁\ndate: 2026-06-01\n{head}\n---\n戊己庚辛\n"
    loaded = load({"content/news/secret.md": text}, datetime.fromisoformat(moment))
    pages, files = loaded.pages(), loaded.files()
    everything = repr([(address, page.title, page.data.keys(), page.text) for address, page in pages.items()])
    everything += "".join(data.decode() for data in files.values())
    assert ("/news/secret/" in pages) is public
    assert ("甲乙丙丁" in everything or "secret" in everything) is public


def test_translation_is_never_public_before_its_original(load):
    """A translation without a date of its own waits for its original."""
    original = "---\ntitle: 查档\npublish_at: 2027-01-01\n---\n"
    loaded = load({"content/guides/land.md": original, "content/guides/land.en.md": "---\ntitle: Land\n---\n"})
    assert "/en/guides/land/" not in loaded.pages()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_what_is_no_file_is_told_and_not_waited_for(load, tmp_path):
    """A pipe that nobody writes into would keep a build for ever; a link may lead nowhere."""
    (tmp_path / "content" / "guides").mkdir(parents=True)
    os.mkfifo(tmp_path / "content" / "guides" / "pipe.md")
    (tmp_path / "content" / "guides" / "lost.md").symlink_to(tmp_path / "nowhere")
    assert load({"content/guides/land.md": GUIDE}).codes == ["content-ignored", "content-ignored"]


def test_hidden_texts_are_checked_too(load):
    """What is wrong in a draft is reported now, not at the hour of its publication."""
    loaded = load({"content/guides/land.md": "---\ntitle: 查档\nstatus: draft\n---\n一\n\n/// figur | dike\n///\n"})
    assert loaded.codes == ["block-unknown"]
    assert place_of(loaded, "block-unknown") == "content/guides/land.md:7"


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("guides/婚姻.md", GUIDE, "content-name", "content/guides/婚姻.md"),
        ("guides/Land.md", GUIDE, "content-name", "content/guides/Land.md"),
        ("guides/land.txt", "x", "content-ignored", "content/guides/land.txt"),
        ("guides/land.fr.md", GUIDE, "content-language", "content/guides/land.fr.md"),
        ("guides/land.en.md", GUIDE, "translation-alone", "content/guides/land.en.md"),
        ("guides/land.md", "只有正文\n", "head-missing", "content/guides/land.md:1"),
        ("guides/land.md", "---\ntitle: 查档\nfees: 免费\n---\n", "key-unknown", "content/guides/land.md:3"),
        ("guides/land.md", "---\nfee: 免费\n---\n", "key-missing", "content/guides/land.md:2"),
        ("guides/land.md", "---\ntitle: 查档\norder: 先\n---\n", "value-invalid", "content/guides/land.md:3"),
        ("guides/land.md", "---\ntitle: [查档\n---\n", "yaml-syntax", "content/guides/land.md:2"),
        ("news/a.md", "---\ntitle: 甲\ndate: 昨天\n---\n", "value-invalid", "content/news/a.md:3"),
        ("pages/search.md", "---\ntitle: 甲\n---\n", "page-reserved", "content/pages/search.md"),
        ("pages/en.md", "---\ntitle: 甲\n---\n", "page-reserved", "content/pages/en.md"),
        (
            "news/a.md",
            "---\ntitle: 甲\ndate: 2026-06-01\npublish_at: 2026-06-02\nuntil: 2026-06-01\n---\n",
            "ends-before-start",
            "content/news/a.md:5",
        ),
    ],
)
def test_each_defect_has_its_place(load, name, text, code, place):
    """Whatever a person gets wrong is reported with file and line, and nothing is raised."""
    loaded = load({f"content/{name}": text})
    assert loaded.codes == [code]
    assert place_of(loaded, code).rstrip("”").split(" “")[0] == place


def test_the_same_language_twice(load):
    """``land.md`` and ``land.zh-Hans.md`` are the same text in the same language."""
    loaded = load({"content/guides/land.md": GUIDE, "content/guides/land.zh-Hans.md": GUIDE})
    assert loaded.codes == ["content-twice"]


def test_bytes_that_are_not_utf8(load, tmp_path):
    """A file in another encoding is named; the others are still read."""
    (tmp_path / "content/guides").mkdir(parents=True)
    (tmp_path / "content/guides/a.md").write_bytes("---\ntitle: 查档\n---\n".encode("gb18030"))
    loaded = load({"content/guides/b.md": GUIDE})
    assert loaded.codes == ["file-encoding"]
    assert "/guides/b/" in loaded.pages()


def test_windows_files_read_alike(load, tmp_path):
    """A byte order mark and CRLF, as Notepad writes them, change nothing."""
    path = tmp_path / "content/guides/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes("\ufeff---\r\ntitle: 查档\r\n---\r\n正文\r\n".encode())
    loaded = load()
    assert loaded.codes == []
    assert loaded.pages()["/guides/a/"].title == "查档"
