"""What every site has, with or without content: home, guides, news, the map, the missing page."""

from lantai.site.pages import Page
from lantai.visits.room import Said


def test_a_bare_site_has_every_page_that_the_frame_links_to(load):
    """A site of a name and a code alone has no dead link in its frame."""
    loaded = load(site="name: 馆\ncode: LX0001\n")
    assert loaded.codes == []
    assert set(loaded.pages()) == {
        *("/", "/about/", "/accessibility/", "/guides/", "/news/", "/archives-day/", "/sitemap/"),
        "/404.html",
    }


def test_written_pages_take_the_place_of_built_in_ones(load):
    """``content/pages/about.md`` replaces the page that the theme has words for, in both languages."""
    pages = load({"content/pages/about.md": "---\ntitle: 本馆史略\n---\n"}).pages()
    assert pages["/about/"].title == "本馆史略"
    assert pages["/en/about/"].template == "page"
    assert pages["/accessibility/"].template == "page-accessibility"


def test_guide_takes_what_it_does_not_say_from_the_archive(load):
    """Place and telephone of the archive stand in a guide that has none of its own; what nobody set is not shown."""
    text = "---\ntitle: 查档\nfee: 免费\nmaterials: [身份证, 委托书]\n---\n"
    page = load({"content/guides/land.md": text}).pages()["/guides/land/"]
    told = {"fee": "免费", "place": "县前街1号", "phone": "0999-1234567"}
    assert page.data["facts"] == tuple(Said(name, value, "zh-Hans") for name, value in told.items())
    assert page.data["lists"] == (Said("materials", ("身份证", "委托书"), "zh-Hans"),)


def test_a_translated_guide_says_what_only_its_original_says(load):
    """Also the place, which is not the archive's own; each in the language in which it is written, and marked so."""
    chinese = "---\ntitle: 查档\nplace: 二楼\nfee: 免费\nmaterials: [身份证]\n---\n"
    english = "---\ntitle: Records\nfee: Free\n---\n"
    loaded = load({"content/guides/land.md": chinese, "content/guides/land.en.md": english})
    page = loaded.pages()["/en/guides/land/"]
    assert page.data["facts"] == (
        Said("fee", "Free", "en"),
        Said("place", "二楼", "zh-Hans"),
        Said("phone", "0999-1234567", "en"),
    )
    written = loaded.html("/en/guides/land/")
    assert '<dd lang="zh-Hans">二楼</dd>' in written and "<dd>Free</dd>" in written
    assert '<ul class="checklist" lang="zh-Hans"><li>身份证</li></ul>' in written


def test_news_newest_first_with_neighbours(load):
    """News stands newest first; each item leads to the one before and after it."""
    files = {f"content/news/{name}.md": f"---\ntitle: {name}\ndate: 2026-05-0{day}\n---\n" for name, day in
             (("one", 1), ("two", 2), ("three", 3))}  # fmt: skip
    pages = load(files).pages()
    assert [one.title for _, one in pages["/news/"].data["items"]] == ["three", "two", "one"]
    two = pages["/news/two/"]
    assert (two.data["newer"].title, two.data["older"].title) == ("three", "one")


def test_home_shows_only_what_is_published(load):
    """The exhibition chosen for home is shown if its page is part of the publication, else the newest one."""
    site = "name: 馆\ncode: LX0001\nhome: {exhibition: flood}\n"
    files = {f"exhibitions/{name}/exhibition.yaml": "title: 展\n" for name in ("flood", "day")}
    loaded = load(files, site=site)
    day = Page("/exhibitions/day/", "exhibition", "六月九日", "exhibition", "zh-Hans")
    loaded.publication.written.append(day)
    assert loaded.pages()["/"].data["exhibition"].title == "六月九日"
    loaded = load(files, site=site)
    flood = Page("/exhibitions/flood/", "exhibition", "大水", "exhibition", "zh-Hans")
    loaded.publication.written += [day, flood]
    home = loaded.pages()["/"]
    assert home.data["exhibition"].title == "大水"
    assert [show.title for show in home.data["other_exhibitions"]] == ["六月九日"]


def test_home_key_misspelt(load):
    """An unknown key under ``home`` is reported with its line."""
    loaded = load(site="name: 馆\ncode: LX0001\nhome:\n  exibition: flood\n")
    assert [(problem.code, problem.place.line) for problem in loaded.problems] == [("key-unknown", 4)]


def test_english_shows_originals_where_translations_are_missing(load):
    """An English page names a Chinese exhibition once, and its English version instead where there is one."""
    loaded = load()
    both = {"zh-Hans": "/exhibitions/day/", "en": "/en/exhibitions/day/"}
    loaded.publication.written += [
        Page("/exhibitions/day/", "exhibition", "六月九日", "exhibition", "zh-Hans", alternates=both),
        Page("/en/exhibitions/day/", "exhibition", "The Ninth of June", "exhibition", "en", alternates=both),
        Page("/exhibitions/flood/", "exhibition", "大水", "exhibition", "zh-Hans"),
    ]
    home = loaded.pages()["/en/"]
    assert home.data["exhibition"].title == "The Ninth of June"
    assert [(one.title, one.language) for one in home.data["other_exhibitions"]] == [("大水", "zh-Hans")]


def test_missing_page_is_not_listed(load):
    """The page for missing addresses is in no map and no search."""
    page = load().pages()["/404.html"]
    assert (page.listed, page.text) == (False, None)


def test_home_shows_the_first_of_each_shelf(load):
    """By its place in the list; a shelf on which nothing stands is not named."""
    text = "---\ntitle: {}\norder: {}\n---\n"
    files = {
        "content/publications/late.md": text.format("后出的书", 2),
        "content/publications/first.md": text.format("先出的书", 1),
        "content/appeals/photographs.md": text.format("征集老照片", 1),
    }
    shelves = load(files).pages()["/"].data["shelves"]
    assert [(name, one.title) for name, one in shelves] == [("publications", "先出的书"), ("appeals", "征集老照片")]


def test_a_visit_is_booked_where_a_record_is(load):
    """The settings' template without a record."""
    booked = load(site="name: 馆\ncode: LX0001\nbooking: https://yuyue.example/?dh={ref}\n").pages()["/guides/"]
    assert booked.data["booking"] == "https://yuyue.example/?dh="
