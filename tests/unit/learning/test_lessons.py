"""Lessons: what staff write, what is public, what pupils see and what only teachers see."""

import json
import shutil
import zipfile
from datetime import datetime
from io import BytesIO

import lxml.html
import pytest
from tests.unit.learning.making import FIGURE, LESSON, MOMENT, SOURCE, ZONE, html, load, make, words

from lantai import learning
from lantai.learning import worksheets
from lantai.learning.model import OPTIONS, SOURCE_KINDS
from lantai.problems import Problems


def codes(problems: Problems) -> list[str]:
    return [problem.code for problem in problems if not problem.code.startswith("image-")]


def written(site) -> dict[str, str]:
    """Return the HTML of every page by address."""
    lessons, _, publication = load(site)
    return {page.address: html(page, publication) for page in learning.pages(lessons, publication)}


def test_a_lesson_has_its_pages_in_each_language(tmp_path):
    """Index, pupils' page, two worksheets for each kind of source, and the teachers' page, in both languages."""
    own = [
        "flood/",
        *(f"flood/worksheet-{k}-{v}/" for k in ("photo", "document", "map") for v in ("basic", "advanced")),
    ]
    expected = {f"{start}/learn/{part}" for start in ("", "/en") for part in ("", *own, "flood/teacher/")}
    assert set(written(make(tmp_path))) == expected


def test_the_pupils_page_shows_the_source_set(tmp_path):
    """Each source with picture, caption, code, transcript, words and questions."""
    page = lxml.html.fromstring(written(make(tmp_path))["/learn/flood/"])
    assert page.xpath("//h1/text()") == ["一九五四年的大水"]
    sources = page.xpath("//section[contains(@class,'source-pictured')]")
    assert [source.get("id") for source in sources] == [f"source-{n}" for n in range(1, 7)]
    text = " ".join(sources[1].text_content().split())
    for part in (
        "资料 2 题名2",
        "图注2",
        "J001-002-0345-002",
        "1954-07-05",
        "澜溪县档案馆",
        "录文2",
        "浅近2",
        "民工",
        "观察 看见了什么2？",
    ):
        assert part in text
    assert sources[1].xpath(".//img/@alt") == ["画面2"]
    assert sources[1].xpath(".//a[@class='code']/@href") == ["../../catalogue/J001/002/0345/002/"]


def test_answers_and_notes_are_only_on_the_teachers_page(tmp_path):
    """No answer, note or step in any pupils' page, worksheet, pack, search text or JSON-LD."""
    site = make(tmp_path)
    lessons, _, publication = load(site)
    teachers = []
    for page in learning.pages(lessons, publication):
        made = html(page, publication)
        if page.template == "lesson-teacher":
            teachers.append(made)
            assert (page.listed, page.text) == (False, None)
        else:
            assert "CANARY" not in made + str(page.text) + json.dumps(page.jsonld)
    for canary in ("ANSWER-1", "ANSWER-6", "NOTES-3", "STEP", "BACKGROUND", "ASSESSMENT"):
        assert f"CANARY-{canary}" in teachers[0]
    for address, content in learning.packs(lessons, publication):
        assert "CANARY" not in words(address, content)


def test_dates_are_shown_as_people_read_them(tmp_path):
    """On the pupils' page and in both packs: the archive's own digits are for machines."""
    lessons, _, publication = load(make(tmp_path))
    page = next(page for page in learning.pages(lessons, publication) if page.template == "lesson")
    shown = [html(page, publication), *(words(*pack) for pack in learning.packs(lessons, publication))]
    assert all("1954-07-05" in each and "19540705" not in each for each in shown)


def test_a_pack_is_complete_and_the_same_each_time(tmp_path):
    """One ZIP with a page and six pictures and one PDF, made twice, from nothing, with the same bytes."""
    site = make(tmp_path)
    lessons, _, publication = load(site)
    first = dict(learning.packs(lessons, publication))
    shutil.rmtree(publication.media.cache)
    assert dict(learning.packs(lessons, publication)) == first
    assert list(first) == [
        *("/learn/flood/flood-zh-Hans.pdf", "/learn/flood/flood-zh-Hans.zip"),
        *("/en/learn/flood/flood-en.pdf", "/en/learn/flood/flood-en.zip"),
    ]
    with zipfile.ZipFile(BytesIO(first["/learn/flood/flood-zh-Hans.zip"])) as pack:
        assert pack.namelist() == ["flood/index.html", *(f"flood/0{n}.jpg" for n in range(1, 7))]
        page = pack.read("flood/index.html").decode()
    assert "J001-002-0345-006" in page
    assert "https://archives.example/learn/flood/" in page


@pytest.mark.parametrize(
    ("head", "moment", "public"),
    [
        ("status: draft\n", MOMENT, False),
        ("status: withdrawn\n", MOMENT, False),
        ("publish_at: 2026-06-09T09:00:00+08:00\n", MOMENT, True),
        ("publish_at: 2026-06-09T09:00:00+08:00\n", datetime(2026, 6, 9, 8, 59, 59, tzinfo=ZONE), False),
        ("until: 2026-06-09\n", MOMENT, False),
    ],
)
def test_a_lesson_is_public_at_its_moment(tmp_path, head, moment, public):
    """A draft, a lesson not yet due and one that has ended are nowhere; ``due`` knows all of them."""
    site = make(tmp_path, lesson=head + LESSON + SOURCE.format(n=1, kind="photo"))
    lessons, _, publication = load(site, moment)
    assert bool(lessons) is public
    if not public:
        made = "".join(html(page, publication) for page in learning.pages(lessons, publication))
        assert "大水" not in made
        assert list(publication.links.cited("record")) == []
    assert [item[:3] for item in learning.scheduled(site, Problems())] == [("lesson", "flood", "一九五四年的大水")]


def test_a_source_whose_record_is_not_public_is_not_shown(tmp_path):
    """A withheld record takes its source with it: no title, caption, picture or code anywhere."""
    figures = "".join(FIGURE.format(n=n) for n in (1, 9))
    lesson = LESSON + "".join(SOURCE.format(n=n, kind="photo") for n in (1, 9))
    site = make(tmp_path, lesson=lesson, figures=figures)
    lessons, problems, publication = load(site)
    assert "source-held" in codes(problems)
    assert [source.code for source in lessons[0].sources] == ["J001-002-0345-001"]
    made = "".join(html(page, publication) for page in learning.pages(lessons, publication))
    made += "".join(str(publication.media._wanted))
    assert not any(text in made for text in ("图注9", "录文9", "0345-009", "/media/f9", "/f9-"))


def test_a_source_not_cleared_for_copying_fails_with_its_place(tmp_path):
    """Without copy: true the build stops and says at which line."""
    lesson = LESSON + SOURCE.format(n=1, kind="photo").replace("    copy: true\n", "")
    _, problems, _ = load(make(tmp_path, lesson=lesson))
    found = [problem for problem in problems.errors if problem.code == "source-not-cleared"]
    assert [(problem.place.file, problem.place.line) for problem in found] == [
        ("content/learn/flood/lesson.yaml", LESSON.count("\n") + 1)
    ]


@pytest.mark.parametrize(
    ("lesson", "code"),
    [
        (LESSON + "  - {copy: true}\n", "source-empty"),
        (LESSON + "  - {figure: f11, copy: true}\n", "source-figure-unknown"),
        (LESSON + "  - {record: X-9, copy: true}\n", "source-held"),
        (LESSON + SOURCE.format(n=1, kind="painting"), "value-invalid"),
        (LESSON.replace("question:", "qestion:") + SOURCE.format(n=1, kind="photo"), "key-unknown"),
        (LESSON.replace("minutes: 35", "minutes: 350") + SOURCE.format(n=1, kind="photo"), "lesson-minutes"),
        (LESSON + SOURCE.format(n=1, kind="photo"), "source-count"),
        ("title: [", "yaml-syntax"),
    ],
)
def test_what_is_wrong_is_reported(tmp_path, lesson, code):
    """Each defect is a problem of its kind, and loading goes on."""
    assert code in codes(load(make(tmp_path, lesson=lesson))[1])


def test_links_both_ways(tmp_path):
    """Records and the exhibition know the lesson, at the very source."""
    _, _, publication = load(make(tmp_path))
    links = publication.links
    cited = [(citation.address, citation.title) for citation in links.of("record", "J001-002-0345-002")]
    assert cited == [("/en/learn/flood/#source-2", "The flood of 1954"), ("/learn/flood/#source-2", "一九五四年的大水")]
    assert {citation.kind for citation in links.of("exhibition", "lanxi-flood-1954")} == {"lesson"}


def test_jsonld(tmp_path):
    """The lesson describes itself as a LearningResource with its length and levels."""
    lessons, _, publication = load(make(tmp_path))
    page = next(page for page in learning.pages(lessons, publication) if page.template == "lesson")
    assert page.jsonld is not None
    expected = {
        "@type": "LearningResource",
        "name": "一九五四年的大水",
        "url": "https://archives.example/learn/flood/",
        "educationalLevel": ["lower secondary education", "upper secondary education"],
        "timeRequired": "PT45M",
        "teaches": ["史料实证"],
    }
    assert {key: page.jsonld[key] for key in expected} == expected


def test_the_index_groups_and_offers_filters(tmp_path):
    """Without script lessons stand under their stage; the filter offers only real choices."""
    page = lxml.html.fromstring(written(make(tmp_path))["/learn/"])
    assert page.xpath("//section[@data-lesson-group]/h2/text()") == ["初中"]
    assert page.xpath("//select/@name") == ["stage", "subject", "kind"]
    assert "hidden" in page.xpath("//form[@data-lesson-filter]")[0].attrib
    assert "stage:高中" in page.xpath("//li/@data-lesson")[0].split("|")


def test_pages_have_no_inline_style_or_script(tmp_path):
    """The Content-Security-Policy holds on every page of the room."""
    for made in written(make(tmp_path)).values():
        page = lxml.html.fromstring(made)
        assert page.xpath("//*[@style or @onclick]") == []
        assert page.xpath("//style | //script[not(@src) and @type!='application/ld+json']") == []


def test_worksheets_cover_every_kind_at_both_levels_in_both_languages():
    """Eight kinds, two levels, four steps, each with a question in Chinese and English."""
    for kind in SOURCE_KINDS:
        for level in worksheets.LEVELS:
            sheet = worksheets.sheet(kind, level)
            assert len(sheet) == 4
            for step in sheet:
                assert step.questions
                assert all(question.has("zh-Hans") and question.has("en") for question in step.questions)


def test_every_option_is_explained_in_both_languages():
    """Documentation is made from the options, so none may be without words."""
    todo = list(OPTIONS)
    while todo:
        option = todo.pop()
        assert option.zh and option.en
        todo.extend(option.items)


def test_no_lessons_is_no_error(tmp_path):
    """A site without lessons has an index that says so."""
    site = make(tmp_path)
    (tmp_path / "content/learn/flood/lesson.yaml").unlink()
    lessons, problems, publication = load(site)
    assert (lessons, len(problems)) == ((), 0)
    pages = list(learning.pages(lessons, publication))
    assert [page.address for page in pages] == ["/learn/", "/en/learn/"]
    assert "还没有公开的课程" in html(pages[0], publication)


def test_lessons_of_different_length_can_be_told_apart(tmp_path):
    """One class hour and a half: the filter names both in words, and each card has its own."""
    site = make(tmp_path)
    longer = site.content / "learn" / "other"
    shutil.copytree(site.content / "learn" / "flood", longer)
    text = (longer / "lesson.yaml").read_text("utf-8")
    (longer / "lesson.yaml").write_text(text.replace("hours: 1\n", "hours: 1.5\n"), "utf-8")
    lessons, _, publication = load(site)
    index = next(page for page in learning.pages(lessons, publication) if page.template == "learn")
    page = html(index, publication)
    assert '<option value="1">1 课时</option>' in page and '<option value="1.5">1.5 课时</option>' in page
    assert [card.keys.split("|").count("duration:1.5") for card in index.data["groups"][0][1]] == [0, 1]
