"""What ``due`` knows of this room: everything that staff have dated, public or not."""

from datetime import datetime

from tests.unit.visits.conftest import SITE

from lantai import visits
from lantai.problems import Problems
from lantai.site import config
from lantai.site.moments import Showing

NINE = datetime.fromisoformat("2026-06-09T09:00:00+08:00")
TEN = datetime.fromisoformat("2026-06-10T09:00:00+08:00")

FILES = {
    "site.yaml": SITE,
    "archives-day/2026.md": (
        "---\ntitle: 档案日\ntheme: 主题\npublish_at: 2026-06-09T09:00:00+08:00\n"
        'events:\n- {id: talk, title: 讲座, start: "2026-06-11T09:30", publish_at: "2026-06-10T09:00:00+08:00"}\n---\n'
    ),
    "guides/access.md": "---\ntitle: 查档\nuntil: 2026-06-10T09:00:00+08:00\n---\n",
    "news/notice.md": "---\ntitle: 公告\ndate: 2026-06-09\nstatus: draft\n---\n",
    "appeals/photographs.md": "---\ntitle: 征集老照片\nuntil: 2026-06-10T09:00:00+08:00\n---\n",
    "pages/about.md": "---\ntitle: 本馆\n---\n",
    "pages/about.en.md": "---\ntitle: About\npublish_at: 2026-06-10T09:00:00+08:00\n---\n",
}


def test_everything_is_told_whether_it_is_public_or_not(tmp_path):
    """Campaigns with their events, guides, news, pages, shelves, and a translation that has a time of its own."""
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site, _ = config.load(tmp_path)
    problems = Problems()
    assert list(visits.scheduled(site, problems)) == [
        ("archives-day", "2026", "档案日", Showing("ready", NINE)),
        ("event", "2026/talk", "讲座", Showing("ready", TEN)),
        ("guide", "access", "查档", Showing("ready", None, TEN)),
        ("news", "notice", "公告", Showing("draft")),
        ("page", "about", "本馆", Showing()),
        ("page", "about.en", "About", Showing("ready", TEN)),
        ("appeals", "photographs", "征集老照片", Showing("ready", None, TEN)),
    ]
    assert not problems.errors
