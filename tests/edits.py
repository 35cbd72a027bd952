"""A site to edit, and edits of every kind that staff make: each changes what is written, as an editor would."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from harness import ROOT
from lantai.publishing.warm import Warm
from small import EXHIBITION, RELEASE, SIGNS, add_exhibition, csv_bytes, make_site

COLUMNS = ("全宗号", "档号", "题名", "责任者", "形成时间", "密级", "开放状态", "数字对象", "内容可公开")
MAPPING = """\
columns: {全宗号: fonds, 档号: ref_code, 题名: title, 责任者: creators, 形成时间: date_text,
          密级: secrecy, 开放状态: open_status, 数字对象: media, 内容可公开: cleared}
constants: {level: item, access_mode: 到馆}
"""
FONDS = "---\ntitle: 县人委{n}\nseries: {{'002': 目录{n}}}\n---\n介绍{n}。\n"
THEME = "---\ntitle: 防汛{n}\nquery: {{contains: [防汛]}}\n---\n专题{n}。\n"
NEWS = "---\ntitle: 消息{n}\nsummary: 一句\ndate: 2026-05-0{day}\n---\n正文{n}。\n"
GUIDE = "---\ntitle: 查档\nsummary: 一句话。\n---\n办法{n}。\n"
START = datetime.fromisoformat("2026-06-10T09:00:00+08:00")


class Site:
    """A site of two fonds, an exhibition, news, a guide and a theme; ``moment`` is when it is built."""

    def __init__(self, folder: Path, warm: Warm) -> None:
        self.folder, self.warm, self.moment, self.count = folder, warm, START, 0
        self.rows = [self._row("J001", n) for n in range(1, 5)] + [self._row("J002", n) for n in range(1, 3)]
        make_site(folder, [], sign=False)
        (folder / "catalogue" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        (folder / "catalogue" / "media").mkdir()
        Image.linear_gradient("L").resize((640, 400)).save(folder / "catalogue" / "media" / "a.png")
        self.rows[0][7:] = ["a.png", "是"]
        add_exhibition(folder)
        self.write("catalogue/fonds/J001.md", FONDS.format(n=0))
        self.write("content/news/2026-05-01-first.md", NEWS.format(n=0, day=1))
        self.write("content/guides/access.md", GUIDE.format(n=0))
        self.export("first", self.rows)
        later = RELEASE.replace("第一批", "第二批").replace("number: 1", "number: 2")
        self.write("catalogue/releases/second/release.yaml", later.replace("2020-06-09T09", "2026-06-11T09"))
        self.export("second", [self._row("J002", 9)])

    def run(self, *arguments: str) -> None:
        code = self.warm.run(arguments, {"NO_COLOR": "1"})
        assert code == 0, arguments

    def build(self) -> Path:
        """Build and return the output."""
        assert self.built(self.folder)
        return self.folder / "output"

    def built(self, folder: Path) -> bool:
        """Build this or another copy of the site; tell whether it was built or, for what somebody wrote, refused."""
        words = ("site", "--site", str(folder), "--at", self.moment.isoformat())
        code = self.warm.run(words, {"NO_COLOR": "1"})
        assert code in (0, 1), words
        return code == 0

    def copied(self, folder: Path) -> Path:
        """Return a copy of the site that knows nothing of earlier builds."""
        return shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("output", ".output*", ".build"))

    def export(self, release: str, rows: list[list[str]]) -> None:
        """Write what a release publishes, and sign it."""
        (self.folder / "catalogue" / "releases" / release / "open-list.csv").write_bytes(csv_bytes(rows, COLUMNS))
        self.sign(release)

    def sign(self, release: str) -> None:
        signs = [word for sign in SIGNS for word in ("--sign", sign)]
        self.run("review", release, "--site", str(self.folder), "--at", self.moment.isoformat(), "--approve", *signs)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        self.write(name, text.replace(old, new, 1))

    def next(self) -> int:
        """Return a number that no edit has used."""
        self.count += 1
        return self.count

    def _row(self, fonds: str, number: int) -> list[str]:
        code = f"{fonds}-002-0345-{number:03d}"
        return [fonds, code, f"关于防汛的第{number}号通知", "县人委", "19540705", "", "开放", "", ""]


# ---- edits ---------------------------------------------------------------------------------------------

Edit = Callable[[Site, random.Random], None]


def edit_section(site: Site, chance: random.Random) -> None:
    site.write("exhibitions/flood/01-rain.md", EXHIBITION["01-rain.md"] + f"\n雨{site.next()}。\n")


def cite_record(site: Site, chance: random.Random) -> None:
    code = f"{chance.choice(['J001', 'J002'])}-002-0345-00{chance.choice('12')}"
    text = EXHIBITION["01-rain.md"] + f"\n雨{site.next()}。\n\n/// record | {code}\n///\n"
    site.write("exhibitions/flood/01-rain.md", text)


def add_or_remove_section(site: Site, chance: random.Random) -> None:
    path = site.folder / "exhibitions" / "flood" / "02-dike.md"
    if path.exists():
        path.unlink()
    else:
        site.write("exhibitions/flood/02-dike.md", f"---\ntitle: 堤{site.next()}\n---\n守堤。\n")


def rename_exhibition(site: Site, chance: random.Random) -> None:
    text = EXHIBITION["exhibition.yaml"].replace("title: 大水", f"title: 大水{site.next()}")
    site.write("exhibitions/flood/exhibition.yaml", text)


def replace_image(site: Site, chance: random.Random) -> None:
    picture = Image.linear_gradient("L").rotate(90 * (site.next() % 4)).resize((900 + site.count, 700))
    picture.save(site.folder / "exhibitions" / "flood" / "media" / "dike.png")


def replace_scan(site: Site, chance: random.Random) -> None:
    picture = Image.radial_gradient("L").resize((600 + site.next(), 400))
    picture.save(site.folder / "catalogue" / "media" / "a.png")
    site.sign("first")


def leave_scan_unsigned(site: Site, chance: random.Random) -> None:
    """Change a scan after it was signed: it waits until somebody signs again."""
    Image.linear_gradient("L").resize((610 + site.next(), 400)).save(site.folder / "catalogue" / "media" / "a.png")


def reword_scan(site: Site, chance: random.Random) -> None:
    """Change what the scan says; every other time it has an identifier, which holds the scan."""
    held = "，电话 13800138000" if site.next() % 2 else ""
    site.write("catalogue/media/a.txt", f"堤上吃饭{site.count}{held}\n")
    site.sign("first")


def reword_record(site: Site, chance: random.Random) -> None:
    row = chance.choice(site.rows)
    row[2] = f"关于{chance.choice(['防汛', '学校', '粮食'])}的通知{site.next()}"
    site.export("first", site.rows)


def add_record(site: Site, chance: random.Random) -> None:
    site.rows.append(site._row(chance.choice(["J001", "J002", "J003"]), 10 + site.next()))
    site.export("first", site.rows)


def remove_record(site: Site, chance: random.Random) -> None:
    if len(site.rows) > 4:
        site.rows.pop()
    site.export("first", site.rows)


def hold_or_open_record(site: Site, chance: random.Random) -> None:
    row = chance.choice(site.rows[1:])
    row[5] = "" if row[5] else "秘密"
    site.export("first", site.rows)


def withdraw_record(site: Site, chance: random.Random) -> None:
    code = chance.choice(site.rows[4:])[1]
    site.run("withdraw", code, "--site", str(site.folder), "--at", site.moment.isoformat(), "--reason", "error")


def name_site(site: Site, chance: random.Random) -> None:
    limits = [f"search: {{file_limit: {limit}}}\n" for limit in (3, 60)]
    others = ["record_pages: cited\n", "base_url: https://archives.example.cn\n", "demo: true\n"]
    extra = chance.choice(["", *others, *limits])
    site.write("content/site.yaml", f'name: 某县档案馆{site.next()}\ncode: "LX0001"\n{extra}')


def describe_fonds(site: Site, chance: random.Random) -> None:
    site.write(f"catalogue/fonds/{chance.choice(['J001', 'J002'])}.md", FONDS.format(n=site.next()))


def name_series(site: Site, chance: random.Random) -> None:
    site.write("catalogue/fonds/J001.md", FONDS.format(n=0).replace("目录0", f"文书{site.next()}"))


def add_or_remove_news(site: Site, chance: random.Random) -> None:
    name = "content/news/2026-05-02-second.md"
    if (site.folder / name).exists():
        (site.folder / name).unlink()
    else:
        site.write(name, NEWS.format(n=site.next(), day=2))


def rename_news(site: Site, chance: random.Random) -> None:
    (old,) = (site.folder / "content" / "news").glob("2026-05-01-*.md")
    old.rename(old.with_name(f"2026-05-01-n{site.next()}.md"))


def edit_guide(site: Site, chance: random.Random) -> None:
    site.write("content/guides/access.md", GUIDE.format(n=site.next()))


def edit_theme(site: Site, chance: random.Random) -> None:
    site.write("catalogue/themes/water.md", THEME.format(n=site.next()))


def edit_synonyms(site: Site, chance: random.Random) -> None:
    site.write("catalogue/synonyms.yaml", f"- [县人委, 县人民委员会{site.next()}]\n")


def name_release(site: Site, chance: random.Random) -> None:
    path = "catalogue/releases/first/release.yaml"
    lines = (site.folder / path).read_text(encoding="utf-8").splitlines()
    lines[0] = f"title: 第一批开放档案目录{site.next()}"
    site.write(path, "\n".join([*lines, f"notice: 公告{site.count}"][: len(lines) + 1]) + "\n")
    if sum(line.startswith("notice:") for line in lines):
        site.write(path, "\n".join(lines) + "\n")


def let_time_pass(site: Site, chance: random.Random) -> None:
    """Hours or days; on 11 June the second release becomes public."""
    site.moment += timedelta(hours=chance.choice([1, 12, 36]))


def change_words(site: Site, chance: random.Random) -> None:
    site.write("catalogue/review/words.yaml", f"add: {{society: [第{chance.randint(1, 4)}号]}}\n")


def touch_template(site: Site, chance: random.Random) -> None:
    path = site.warm.program / "theme" / "templates" / chance.choice(["list.html", "record.html", "guide.html"])
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{% block main %}", "{% block main %}<p>·</p>", 1), encoding="utf-8")


def say_it_otherwise(site: Site, chance: random.Random) -> None:
    path = site.warm.program / "theme" / "messages" / "zh-Hans" / "frame.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sitemap: ", f"sitemap: 改{site.next()}", 1), encoding="utf-8")


def style_otherwise(site: Site, chance: random.Random) -> None:
    path = site.warm.program / "theme" / "static" / "css" / "catalogue.css"
    path.write_text(path.read_text(encoding="utf-8") + f"/* {site.next()} */\n", encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    *(edit_section, cite_record, add_or_remove_section, rename_exhibition, replace_image, replace_scan, reword_scan),
    leave_scan_unsigned,
    *(reword_record, add_record, remove_record, hold_or_open_record, withdraw_record, name_site),
    *(describe_fonds, name_series, add_or_remove_news, rename_news, edit_guide, edit_theme, edit_synonyms),
    *(name_release, let_time_pass, change_words, touch_template, say_it_otherwise, style_otherwise),
)


def program_copy(folder: Path) -> Path:
    """Return a copy of the program, which edits may change."""
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copyfile(ROOT / "pelicanconf.py", folder / "pelicanconf.py")
    if (ROOT / "theme" / "node_modules").is_dir():
        (folder / "theme" / "node_modules").symlink_to((ROOT / "theme" / "node_modules").resolve())
    return folder
