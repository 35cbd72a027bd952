"""The eight rules, each alone and all together, and that nothing slips through."""

from datetime import datetime

import polars as pl
import pytest
from tests.unit.review.making import DIGEST, MOMENT, SIGNED, ZONE, frame, gated, holds, release, site

from lantai.problems import Problems
from lantai.records.fields import INTERNAL, PUBLIC
from lantai.records.releases import Access, Approval, SignOff
from lantai.review import gate, rules
from lantai.site.moments import Showing


def test_a_good_record_is_public(tmp_path):
    """A record that is open, old enough, harmless and signed is public."""
    assert holds(tmp_path, {}) == [None]


@pytest.mark.parametrize("status", [None, "", "控制", "延期开放", "未审核", "已开放", " 开放", "開放", "open"])
def test_only_the_literal_word_is_open(tmp_path, status):
    """Anything but 开放 is held."""
    assert holds(tmp_path, {"open_status": status}) == ["status"]


@pytest.mark.parametrize(
    ("secrecy", "held"),
    [
        (None, None),
        ("", None),
        ("公开", None),
        ("已解密", None),
        ("秘密", "secrecy"),
        ("内部", "secrecy"),
        ("无", "secrecy"),
    ],
)
def test_secrecy_class(tmp_path, secrecy, held):
    """Only empty, 公开 and 已解密 pass."""
    assert holds(tmp_path, {"secrecy": secrecy}) == [held]


def test_what_stands_in_the_field_that_holds_is_said(tmp_path):
    """Who corrects it, or translates it in the mapping, need not open the export to see it."""
    result = gated(tmp_path, {"secrecy": "内部"}, {"open_status": "划控"}, {"secrecy": "公开"})
    assert result.frame["hold_detail"].to_list() == ["密级：内部", "开放状态：划控", None]


def test_what_is_no_longer_in_the_archive_is_held_and_why_is_said_to_staff_alone(tmp_path):
    result = gated(tmp_path, {"gone": "1998年已销毁"}, {"gone": None})
    assert result.frame["holds"].to_list() == ["gone", None]
    assert result.frame["hold_detail"].to_list() == ["1998年已销毁", None]
    assert "gone" not in result.public.columns and result.public.height == 1


@pytest.mark.parametrize(
    "text",
    [
        "机密★20年",
        "机密 ★ 长期",
        "秘密10年",
        "绝密",
        "（机密）关于粮食的报告",
        "关于粮食的报告 机密",
        "机 密：粮食",
        "★",
        "内部★",
        "內部 5年",
        "㊙",
        "机\u200b密★",
    ],
)
@pytest.mark.parametrize("field", ["title", "notes", "storage", "doc_no"])
def test_a_marking_holds_in_every_field_published_or_not(tmp_path, text, field):
    """A secrecy marking in an internal field holds as one in the title does, and nobody can release it."""
    assert "marking" in holds(tmp_path, {field: text})[0].split("；")


def test_the_word_secret_in_a_title_is_no_marking(tmp_path):
    """秘密结社 is a trigger word for a person to look at, not a secrecy class."""
    assert holds(tmp_path, {"title": "查禁秘密结社的布告"}) == ["words"]


@pytest.mark.parametrize(
    ("end", "held"),
    [
        ("2001-06-09", None),
        ("2001-06-10", "closed"),
        ("2001-12-31", "closed"),
        ("1900-09-24", None),
        ("2026-01-01", "closed"),
        (None, "undated"),
        ("2001", "undated"),
        ("不详", "undated"),
    ],
)
def test_age_at_the_moment_of_publication(tmp_path, end, held):
    """25 years after its latest day a record may be public: made 9 June 2001, on 9 June 2026."""
    assert holds(tmp_path, {"date_end": end, "doc_no": None}) == [held]


def test_leap_day_counts_from_first_of_march(tmp_path):
    """29 February 2000 plus 25 years is not over on 28 February 2025."""
    row = {"date_end": "2000-02-29"}
    assert holds(tmp_path, row, moment=datetime(2025, 2, 28, 23, tzinfo=ZONE)) == ["closed"]
    assert holds(tmp_path, row, moment=datetime(2025, 3, 1, tzinfo=ZONE)) == [None]


def test_early_category_opens_and_others_do_not(tmp_path):
    """经济 may open early when the release says so, 军事史 not."""
    young = {"date_end": "2020-01-01"}
    assert holds(tmp_path, young | {"category": "经济"}, young | {"category": "文史"}) == [None, "closed"]
    assert holds(tmp_path, young | {"category": "经济"}, access=Access()) == ["closed"]


@pytest.mark.parametrize("basis", ["", "  "])
def test_early_opening_without_its_basis_opens_nothing(tmp_path, basis):
    """Categories without the rule that allows them are an error, and their records stay closed."""
    problems = Problems()
    access = Access(early_categories=("经济",), early_basis=basis)
    row = {"date_end": "2020-01-01", "category": "经济"}
    assert gated(tmp_path, row, access=access, problems=problems).frame["holds"].to_list() == ["closed"]
    assert [problem.code for problem in problems.errors] == ["early-without-basis"]


def test_closure_and_undated_as_the_release_says(tmp_path):
    """A release of what is not archives may switch the closure off; undated passes only if it says so."""
    assert holds(tmp_path, {"date_end": "2026-01-01"}, access=Access(closure_years=None)) == [None]
    assert holds(tmp_path, {"date_end": None}, access=Access(undated="publish")) == [None]


def test_reasons_come_in_the_order_of_the_gate(tmp_path):
    """A record held for several reasons names them all."""
    row = {"open_status": "控制", "date_end": "2020-01-01", "title": "给予张某处分 13800138000"}
    assert holds(tmp_path, row, approval=Approval()) == ["status；closed；identifier；words；unapproved"]


def test_missing_columns_hold(tmp_path):
    """Without a status or a date column nothing is public: not knowing is not a yes."""
    table = frame({}).drop("open_status", "date_end")
    found = gate(table, release(tmp_path), site(tmp_path), MOMENT, Problems(), digest=DIGEST)
    assert found.frame["holds"].to_list() == ["status；undated"]


@pytest.mark.parametrize(
    "approval",
    [
        Approval(),
        Approval("sha256-old", SIGNED.sign_offs),
        Approval(DIGEST, SIGNED.sign_offs[:3]),
        Approval(DIGEST, (*SIGNED.sign_offs[:3], SignOff("审定", "甲"))),
        Approval(DIGEST, (*SIGNED.sign_offs[:3], SignOff("审定", " 甲　"))),
        Approval(DIGEST, (SignOff("初审", "甲"), SignOff("复审", "甲"), *SIGNED.sign_offs[2:])),
        Approval("", SIGNED.sign_offs),
    ],
)
def test_an_unapproved_release_holds_every_record(tmp_path, approval):
    """No signatures, old ones, three of four, or one person signing twice: nothing is public."""
    problems = Problems()
    assert holds(tmp_path, {}, {}, approval=approval, problems=problems) == ["unapproved", "unapproved"]
    assert "release-unapproved" in [problem.code for problem in problems]


@pytest.mark.parametrize(
    "title",
    [
        "关于给予张某行政处分的决定",
        "關於給予張某行政處分的決定",
        "关于给予张某行政处 分的决定",
        "處　分決定",
        "关于处\u200b分的决定",
        "离婚登记",
        "離婚登記",
    ],
)
def test_words_hold_in_either_script_and_across_spaces(tmp_path, title):
    """A trigger word is found simplified or traditional, and with spaces inside."""
    assert holds(tmp_path, {"title": title}) == ["words"]


@pytest.mark.parametrize(
    "field", ["title", "title_sub", "title_parallel", "creators", "doc_no", "subjects", "genre", "arrangement"]
)
def test_words_and_identifiers_hold_in_every_public_text_field(tmp_path, field):
    """What is in a subtitle gets out as surely as what is in a title."""
    assert holds(tmp_path, {field: "劳改"}, {field: "电话13800138000"}) == ["words", "identifier"]


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"title": "张某 110105", "creators": "19491231002X"}, True),
        ({"title": "张某证号１１０１０５１９", "creators": "４９１２３１００２Ｘ"}, True),
        ({"title": "张某1101&nbsp;05", "creators": "1949l23l002X"}, True),
        ({"title": "第12卷1954", "creators": "19550101—19561231"}, False),
        ({"title": "第110105", "creators": "19491231001X"}, False),
    ],
)
def test_an_identity_number_in_two_cells_is_one(tmp_path, fields, held):
    """The page shows them side by side."""
    assert holds(tmp_path, fields) == ["identifier" if held else None]


def test_an_allowed_phrase_passes_and_only_within_itself(tmp_path):
    """处分国有资产 is disposal of property once the archive says so with a reason; another 处分 is not."""
    words = tmp_path / "catalogue/review/words.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("add: {local: [知青返城]}\nallow:\n  - {phrase: 处分国有资产, reason: 指处置财产}\n", "utf-8")
    titles = ["关于处分国有资产的批复", "關於處分國有資產的批復", "处分国有资产中对李某的处分", "知青返城安置"]
    assert holds(tmp_path, *({"title": title} for title in titles)) == [None, None, "words", "words"]


def test_an_institutions_own_contact_may_be_allowed_but_no_identity_number(tmp_path):
    """A statement of rights names the archive's mailbox in every record; another address beside it still holds."""
    words = tmp_path / "catalogue/review/words.yaml"
    words.parent.mkdir(parents=True)
    own = ("rights@lanxi.example", "13800138000", "11010519491231002X")
    allowed = "".join(f"  - {{phrase: '{each}', reason: 本馆公开的联系方式}}\n" for each in own)
    words.write_text(f"allow:\n{allowed}", "utf-8")
    rights = [f"请联系 {own[0]} 或 138 0013 8000", f"{own[0]}，zhang@lanxi.example", own[2], f"x{own[0]}"]
    records = [{"title": "水利图", "rights": each} for each in rights]
    assert holds(tmp_path, *records) == [None, "identifier", "identifier", "identifier"]


def test_an_allowance_without_reason_allows_nothing(tmp_path):
    """The reason is kept, or the phrase is not allowed."""
    words = tmp_path / "catalogue/review/words.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("allow:\n  - {phrase: 处分国有资产}\n", "utf-8")
    problems = Problems()
    assert holds(tmp_path, {"title": "关于处分国有资产的批复"}, problems=problems) == ["words"]
    assert [(p.code, p.place.line) for p in problems.errors] == [("words-invalid", 2)]


def test_content_that_nobody_has_cleared_is_counted_by_its_field():
    """Who wonders where the pictures are is told."""
    frame = pl.DataFrame(
        {"scope": ["甲", None, "丙"], "media": ["1.jpg", "2.jpg", "3.jpg"], "cleared": [None, "是", "提要"]}
    )
    assert rules.uncleared(frame) == {"scope": 1, "media": 2}
    assert rules.uncleared(frame.with_columns(cleared=pl.lit("公开"))) == {}


def test_uncleared_content_is_not_in_what_leaves(tmp_path):
    """Scope, names and pictures leave only when cleared, each by its own name or all by 是."""
    content = {"scope": "提要文字", "names": "王小二", "media": "a.jpg"}
    rows = [content | {"cleared": value} for value in (None, "否", "是", "提要", "提要；数字对象")]
    public = gated(tmp_path, *rows).public
    assert public["scope"].to_list() == [None, None, "提要文字", "提要文字", "提要文字"]
    assert public["names"].to_list() == [None, None, "王小二", None, None]
    assert public["media"].to_list() == [None, None, "a.jpg", None, "a.jpg"]


def test_uncleared_content_does_not_hold_but_cleared_does(tmp_path):
    """A phone number in a summary that is not published holds nothing; once cleared it does."""
    row = {"scope": "电话13800138000"}
    assert holds(tmp_path, row, row | {"cleared": "是"}) == [None, "identifier"]


def test_pictures_of_minors_and_maps_wait(tmp_path):
    """Pictures of pupils, and a map without 审图号, are held while their records are public."""
    shown = {"media": "a.jpg", "cleared": "是"}
    found = gated(
        tmp_path,
        shown | {"title": "县立小学开学合影"},
        shown | {"title": "澜溪县地图"},
        shown | {"title": "澜溪县地图", "rights": "审图号：浙S（2020）17号"},
        shown | {"title": "大坝合龙"},
    )
    assert found.frame["media_holds"].to_list() == ["media-minors", "media-map", None, None]
    assert found.public["media"].to_list() == [None, None, "a.jpg", "a.jpg"]


def test_what_pictures_say_may_hold_them(tmp_path):
    """An identifier or secrecy marking in the text beside a picture holds it; a trigger word till a person decides."""
    media = tmp_path / "catalogue" / "media"
    media.mkdir(parents=True)
    for name, text in (
        ("id", "身份证号 11010519491231002X"),
        ("mark", "机密★二十年"),
        ("line", "机密\n关于某事的通知"),
        ("word", "给予记过处\n分"),
        ("fine", "修堤"),
    ):
        (media / f"{name}.txt").write_text(text, "utf-8")
    rows = [{"media": f"{name}.jpg", "cleared": "是"} for name in ("id", "mark", "line", "word", "fine", "none")]
    found = gated(tmp_path, *rows)
    assert found.frame["media_holds"].to_list() == [
        *("media-identifier", "media-marking；media-words", "media-marking；media-words", "media-words"),
        *(None, None),
    ]
    assert found.public["media"].to_list() == [*[None] * 4, "fine.jpg", "none.jpg"]
    assert found.public.height == 6
    assert found.frame["hold_detail"][0] == "图文：居民身份证号 110…2X"
    assert found.frame["hold_detail"][3] == "图文中的词：处分（违纪与案件）、记过（违纪与案件）"


def test_canaries_in_every_field_stay_inside(tmp_path):
    """Whatever column a held or an internal text stands in, it is not in what leaves the gate."""
    row = {
        name: f"canary-{name}" for name in (*PUBLIC, *INTERNAL) if name not in ("open_status", "secrecy", "date_end")
    }
    internal = {name: f"canary-{name}" for name in INTERNAL if name not in ("secrecy", "cleared", "category")}
    found = gated(tmp_path, row | {"open_status": "控制", "secrecy": None}, internal | {"unmapped": "canary-unmapped"})
    left = found.public.write_csv() + str(found.public.columns)
    assert "canary" not in left
    assert found.public.height == 1
    assert not {"holds", "hold_detail", "notes", "storage", "words", "unmapped", "cleared"} & set(found.public.columns)


def test_rows_in_are_public_held_and_withdrawn(tmp_path):
    """Nothing is dropped: every row that came in is in exactly one of the three."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue/withdrawals.yaml").write_text(
        "- {ref: j001－002－0345－003, on: 2026-06-10, reason: personal}\n", "utf-8"
    )
    found = gated(tmp_path, {}, {"open_status": "控制"}, {})
    assert [part["ref_code"].to_list() for part in (found.public, found.held, found.withdrawn)] == [
        ["J001-002-0345-001"],
        ["J001-002-0345-002"],
        ["J001-002-0345-003"],
    ]


def test_an_empty_release_passes_the_gate(tmp_path):
    """No rows are no error."""
    table = frame({}).clear()
    found = gate(table, release(tmp_path), site(tmp_path), MOMENT, Problems(), digest=DIGEST)
    assert (found.frame.height, found.public.height) == (0, 0)
    assert isinstance(found.public, pl.DataFrame)


@pytest.mark.parametrize(
    ("values", "held"),
    [
        ({"ref_code": "J001-WS·2015·Y-0001"}, True),
        ({"ref_code": "J001-2015-永久-0001"}, True),
        ({"ref_code": "J001-WS·1986·Y-0001"}, False),  # filed in the year after
        ({"ref_code": "J001-WS·1985·Y-0001"}, False),
        ({"ref_code": "J001-2015-0001"}, False),  # may be any number
        ({"doc_no": "澜政〔2015〕12号"}, True),
        ({"doc_no": "澜政[1985]2015号"}, False),
    ],
)
def test_a_date_long_before_the_year_in_its_code_waits_for_a_person(tmp_path, values, held):
    """1954 written for 2014 would open what is not due."""
    assert holds(tmp_path, values) == ["years" if held else None]


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("2015年工作总结", True),
        ("２０１５年工作总结", True),
        ("二〇一五年工作总结", True),
        ("关于做好2002—2003年度预算的通知", True),
        ("1986—2010年发展规划", False),  # what a plan of the time looks forward to
        ("1986年至二零一五年发展规划", False),
        ("2015年1568号文件", True),
        ("1999年工作总结", False),  # would be open, too
        ("2050年远景目标", False),
    ],
)
def test_a_title_of_a_year_that_is_not_open_yet_waits_for_a_person_whatever_its_date(tmp_path, title, held):
    """Published in 2026: what is of 2001 or later is closed."""
    given = gated(tmp_path, {"title": title, "doc_no": None}, showing=Showing(publish_at=MOMENT))
    assert given.frame["holds"].to_list() == ["years" if held else None]
    if held:
        assert "日期：19850312（题名里是 20" in given.frame["hold_detail"][0]


def test_an_undated_record_of_a_year_that_is_not_open_yet_waits_though_undated_ones_are_published(tmp_path):
    undated = {"date_text": None, "date_start": None, "date_end": None, "doc_no": None}
    rows = [undated | {"title": "2015年工作总结"}, undated | {"ref_code": "J001-WS·2015·Y-0001"}, undated]
    found = gated(tmp_path, *rows, access=Access(undated="publish")).frame
    assert found["holds"].to_list() == ["years", "years", None]
    assert found["hold_detail"].to_list() == ["日期：—（题名里是 2015 年）", "日期：—（档号里是 2015 年）", None]


def test_titles_are_not_asked_where_nothing_closes(tmp_path):
    """A release that does not say when it is published is, as of now."""
    values = {"title": "2015年工作总结", "doc_no": None}
    assert holds(tmp_path, values, access=Access(closure_years=None)) == [None]
    assert holds(tmp_path, values | {"date_end": "2015-12-31"}) == ["closed"]
    assert holds(tmp_path, values) == ["years"]
    assert holds(tmp_path, values, moment=MOMENT.replace(year=2041)) == [None]


@pytest.mark.parametrize(
    ("on", "held"),
    [
        ("2050-01-01", True), ("2050", True), ("2026年", True), ("20260610", True), ("2026年6月9日", False),
        ("2010.1.1", False), ("2026-05", False), ("待定", False), (None, False),
    ],
)  # fmt: skip
def test_what_is_deferred_beyond_its_release_is_not_open_though_it_says_so(tmp_path, on, held):
    """Of 延期至 2050 and 开放 one is wrong. What was deferred until then is open now."""
    found = holds(tmp_path, {"review_on": on}, showing=Showing(publish_at=MOMENT))
    assert found == ["review-later" if held else None]
