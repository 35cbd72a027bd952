"""A new exhibition: two sections, two drawn images, the blocks that are used most."""

from __future__ import annotations

import json

from lantai.commands.new import comments, drawing


def files(title: str, language: str, spoken: str) -> dict[str, str | bytes]:
    """Return the files of a working exhibition in the site's language, with comments in that of staff."""
    texts = comments.in_words_of(_ZH if language.startswith("zh") else _EN, _ZH if spoken == "zh" else _EN)
    texts = comments.in_characters_of(texts, language)
    found: dict[str, str | bytes] = {
        name: text.replace("@TITLE@", json.dumps(title, ensure_ascii=False)) for name, text in texts.items()
    }
    return found | {"media/hills.jpg": drawing.hills(0), "media/valley.jpg": drawing.hills(1)}


_ZH = {
    "exhibition.yaml": """\
# 展览的说明。改好以后运行 python3 build.py serve 就能看到。
title: @TITLE@
subtitle: 副题，可以不写
summary: 用两三句话说明这个展览讲什么，为谁而讲。这段话显示在展览列表和展览首页。
kind: thematic          # thematic 专题、permanent 常设、touring 巡展
status: ready           # draft 草稿：不会出现在网站上
# publish_at: 2026-06-09T09:00:00+08:00   到这个时刻自动公开
cover: hills            # 封面图的编号，见 figures.yaml
credits:
  - {role: 策展, names: [姓名], cited: true}
  - {role: 文字, names: [姓名]}
""",
    "figures.yaml": """\
# 每张图、每段录音在这里说明一次，正文用编号引用。
- id: hills
  file: media/hills.jpg
  caption: 示例图：山与河
  alt: 三重山影前有一条河，右上方是一轮红日
  credit: 程序绘制的示例图，请换成自己的图像
  regions: {sun: [70, 8, 16, 22]}      # 局部：左、上、宽、高，都是百分比
  # record: J001-002-0345-012          # 档号：写了就与目录互相链接；条目未公开时图也不显示
- id: valley
  file: media/valley.jpg
  caption: 示例图：河谷
  alt: 暖色的山谷
  credit: 程序绘制的示例图，请换成自己的图像
""",
    "01-start.md": """\
---
title: 从这里开始
kicker: 第一单元
summary: 一句话说明这个单元，显示在目录里。
---
第一段写得短一些，让读者知道要看什么。[^1] 图上那轮==红日=={figure=hills region=sun}可以这样指给读者看。

/// figure | hills
    size: wide
///

## 小标题

正文用 Markdown 书写：**重点**、*强调*、[链接](02-next.md)都可以。

/// quote
    source: 出处写在这里

引一句当时人的话。
///

[^1]: 脚注这样写。
""",
    "02-next.md": """\
---
title: 接下来
kicker: 第二单元
summary: 第二个单元。
---
时间线里的日期可以用公历、农历、年号或民国纪年。

/// timeline
    events:
      - date: 光绪二十六年闰八月初一
        title: 一件事
      - date: 民国二十六年七月
        title: 又一件事
      - date: 1954-07-05
        title: 后来的事
        text: 可以补一句说明。
///

/// tour | valley
    title: 一处一处细看
    stops:
      - region: [5, 30, 40, 30]
        title: 远山
        text: 先看远处。
      - region: [40, 60, 50, 35]
        title: 河水
        text: 再看近处。
///

所有内容块的写法见《内容块》一页。
""",
}

_EN = {
    "exhibition.yaml": """\
# What the exhibition is. Change it and run: python3 build.py serve
title: @TITLE@
subtitle: A subtitle, if you like
summary: Two or three sentences on what the exhibition tells and for whom. Shown in lists and on its first page.
kind: thematic          # thematic, permanent or touring
status: ready           # draft keeps it off the site
# publish_at: 2026-06-09T09:00:00+08:00   becomes public at this moment
cover: hills            # id of the cover figure, see figures.yaml
credits:
  - {role: Curator, names: [Name], cited: true}
  - {role: Text, names: [Name]}
""",
    "figures.yaml": """\
# Every image and recording is described here once; texts call it by its id.
- id: hills
  file: media/hills.jpg
  caption: "Example: hills and a river"
  alt: Three ranges of hills before a river, a red sun at the upper right
  credit: Drawn by program as an example; put your own image here
  regions: {sun: [70, 8, 16, 22]}      # region: left, top, width, height in percent
  # record: J001-002-0345-012          # reference code: links both ways; a record that is not public hides the figure
- id: valley
  file: media/valley.jpg
  caption: "Example: a valley"
  alt: A valley in warm colours
  credit: Drawn by program as an example; put your own image here
""",
    "01-start.md": """\
---
title: Begin here
kicker: Part one
summary: One sentence about this section, shown in the contents.
---
Keep the first paragraph short and say what there is to see.[^1]
This is how words point to the ==red sun=={figure=hills region=sun} in an image.

/// figure | hills
    size: wide
///

## A heading

Text is Markdown: **strong**, *emphasis* and [links](02-next.md).

/// quote
    source: Say where it is from

The words of someone who was there.
///

[^1]: This is how a note is written.
""",
    "02-next.md": """\
---
title: And then
kicker: Part two
summary: The second section.
---
Dates on a timeline may be of any calendar.

/// timeline
    events:
      - date: 1900-09-24
        title: One thing
      - date: 1937-07
        title: Another
      - date: 1954-07-05
        title: What came later
        text: A sentence about it.
///

/// tour | valley
    title: A closer look
    stops:
      - region: [5, 30, 40, 30]
        title: The hills
        text: First the distance.
      - region: [40, 60, 50, 35]
        title: The water
        text: Then what is near.
///

The page “Blocks” of the staff guide shows every block.
""",
}
