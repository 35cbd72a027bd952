"""The text file beside ``index.html``: how to open the edition, for who finds it on a stick."""

from __future__ import annotations

from lantai.publishing.offline.rewriting import Frame

NAME = "README.txt"

_ZH = """\
{title} · 离线版

打开：双击 index.html，用 Edge、Chrome 或 Firefox 浏览器观看，不需要网络。
如果这是一个 ZIP 文件，请先全部解压，再打开解压出来的 index.html。
内容截至 {date}，版本 {version}。网站上的内容可能更新；此后撤下的档案以网站为准，请勿再传播。
{website}"""
_EN = """\
{title} · offline edition

To open it: double-click index.html. It works in Edge, Chrome and Firefox and needs no network.
If this is a ZIP file, extract all of it first and open the index.html that was extracted.
Content as of {date}, version {version}. The website may be newer; for records withdrawn since then it is right,
so please do not pass them on.
{website}"""
_KIOSK_ZH = """
触摸屏：用下面的命令打开，浏览器不显示地址栏，按 Alt+F4 退出。
Windows：  msedge --kiosk "%CD%\\index.html" --edge-kiosk-type=fullscreen --no-first-run
Linux：    chromium --kiosk --no-first-run "file://$PWD/index.html"
"""
_KIOSK_EN = """
Touch screen: start it with one of these, in this folder; the browser shows no address bar, Alt+F4 ends it.
Windows:   msedge --kiosk "%CD%\\index.html" --edge-kiosk-type=fullscreen --no-first-run
Linux:     chromium --kiosk --no-first-run "file://$PWD/index.html"
"""


def text(frame: Frame) -> bytes:
    """Return the file's content: UTF-8 with a mark and CRLF, as the Windows editor wants it."""
    parts = [_part(frame, language) for language in frame.tree.prefixes]
    return ("\ufeff" + "\n\n".join(parts)).replace("\n", "\r\n").encode()


def _part(frame: Frame, language: str) -> str:
    chinese = language.startswith("zh")
    title = frame.title.get(language) or next(iter(frame.title.values()), "") or frame.t(language)("frame.home")
    values = {"title": title, "date": frame.tree.as_of or "—", "version": frame.tree.version}
    website = frame.tree.base_url + "\n" if frame.tree.base_url else ""
    kiosk = (_KIOSK_ZH if chinese else _KIOSK_EN) if frame.kiosk else ""
    return (_ZH if chinese else _EN).format(website=website, **values) + kiosk
