"""A new site: who the archive is, a page about it, a first exhibition, a place for the catalogue."""

from __future__ import annotations

import json

from lantai.commands import editor
from lantai.commands.new import comments, exhibition
from lantai.site import traditional


def files(name: str, language: str, spoken: str) -> dict[str, str | bytes]:
    """Return the files of a site that builds as it is, with comments in the language of staff."""
    chinese = language.startswith("zh")
    name = name or ("某某县档案馆" if chinese else "Our Archives")
    texts = comments.in_words_of(_ZH if chinese else _EN, _ZH if spoken == "zh" else _EN)
    texts = comments.in_characters_of(texts, language)
    found: dict[str, str | bytes] = {
        path: text.replace("@NAME@", json.dumps(name, ensure_ascii=False))
        .replace("@PLAIN@", name)
        .replace("@STAFF@", spoken)
        .replace("@LANGUAGE@", language)
        for path, text in texts.items()
    }
    title = traditional.written("第一个展览", language) if chinese else "A first exhibition"
    example = exhibition.files(title, language, spoken)
    found |= {f"exhibitions/first/{path}": content for path, content in example.items()}
    return found | _FOR_GIT | dict(editor.settings(spoken))


_FOR_GIT: dict[str, str | bytes] = {
    ".gitignore": ".build/\noutput/\n.output.*\noffline/\noutputs/\n~$*\n",
    ".gitattributes": "* -text\n",  # a release is signed by its bytes; git on Windows would change its line ends
}
"""For those who keep their site in a repository: nothing that is made, and every file as it is."""


_ZH = {
    "content/site.yaml": """\
# 网站的说明：是哪个馆，说哪些语言，怎样联系。
name: @NAME@
code: "000000"          # 档案馆代码
languages: [@LANGUAGE@]    # 第一种是目录的语言；需要英文界面时写 [@LANGUAGE@, en]
staff_language: @STAFF@      # 报告和提示用哪种语言：zh 或 en
# base_url: https://www.example.org   # 网站的网址，发布前填写，并去掉行首的 #
tagline: ""             # 一句话介绍
contact:
  address: ""           # 地址
  phone: ""
footer:                 # 页脚
  sponsor: @NAME@
  icp: ""               # ICP 备案号
  police: ""            # 公安备案号
""",
    "content/pages/about.md": "---\ntitle: 本馆\n---\n@PLAIN@的介绍写在这里。\n",
    "catalogue/mapping.yaml": """\
# 表头 → 字段，供各批目录共用。新建一批目录：python3 build.py new release 2026-06-09
columns:
  档号: ref_code
  全宗号: fonds
  题名: title
  责任者: creators
  形成时间: date_text
  开放状态: open_status
constants: {level: item}
header_row: auto
""",
}

_EN = {
    "content/site.yaml": """\
# Who the archive is, which languages it speaks, how to reach it.
name: @NAME@
code: "000000"          # the archive's code
languages: [en]         # the first is that of the catalogue; a second, en or zh-Hans, adds an interface in it
staff_language: @STAFF@      # language of reports to staff
# base_url: https://www.example.org   # fill in before publishing, and remove the # at the beginning of the line
tagline: ""             # one line about the archive
contact:
  address: ""           # its address
  phone: ""
footer:                 # for a site in mainland China
  icp: ""               # registration number (ICP 备案号)
  police: ""            # registration number with the police (公安备案号)
""",
    "content/pages/about.md": "---\ntitle: About\n---\nTell here what @PLAIN@ is.\n",
    "catalogue/mapping.yaml": """\
# Header → field, shared by all releases. Start a release: python3 build.py new release 2026-06-09
columns:
  Reference code: ref_code
  Fonds: fonds
  Title: title
  Creator: creators
  Date: date_text
  Open status: open_status
constants: {level: item}
header_row: auto
""",
}
