"""What the command line says, in Chinese: for each English sentence of click or of our own commands, and each word
that stands for what is to be typed.

A sentence that is missing here stays English, which a test finds.
"""

from types import MappingProxyType

# fmt: off
# ruff: noqa: E501 -- a sentence and what it becomes read better on one line
SENTENCES = MappingProxyType({
    # click: how a command is called wrongly
    "Usage:": "用法：",
    "Try '{command} {option}' for help.": "查看说明：{command} {option}",
    "Error: {message}": "错误：{message}",
    "Error: invalid input": "错误：请回答 y 或 n",
    "Invalid value: {message}": "值不可用：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不可用：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing command.": "缺少命令。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Got unexpected extra arguments ({args})": "多出了参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要写一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 后面要写 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 后面不写值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 要写 {nargs} 个值。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选的 {choices} 之中。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是数字。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{name} {filename!r} does not exist.": "{filename!r} 不存在。",
    "{name} {filename!r} is a file.": "{filename!r} 是文件，这里要写文件夹。",
    "{name} {filename!r} is a directory.": "{filename!r} 是文件夹，这里要写文件。",
    "{name} {filename!r} is not readable.": "{filename!r} 无法读取。",
    "{name} {filename!r} is not writable.": "{filename!r} 无法写入。",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename!r}：{message}",
    "Value must be an iterable.": "这里要写几个值。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} 不是“是”或“否”，可写：{states}",
    # click: pages of help
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示这一页说明。",
    "Show the version and exit.": "显示版本。",
    "default: {default}": "不写时 {default}",
    "required": "必填",
    "(dynamic)": "（视情况）",
    # our own commands: wrong usage
    "{value!r} is not a moment; write {example}": "{value!r} 不是时刻，请写成 {example}",
    "{value!r} is not a date; write {example}": "{value!r} 不是日期，请写成 {example}",
    "must start with https:// or http:// and hold no blanks": "须以 https:// 或 http:// 开头，中间没有空格",
    "{value!r} is no size; write {example}": "{value!r} 不是尺寸，请写成 {example}",
    "--exhibition and --lesson exclude each other": "--exhibition 和 --lesson 只能写一个",
    # our own commands: what they do
    "兰台 Lantai: publish open archives catalogues and online exhibitions as a static website.":
        "兰台：把开放档案目录和网上展览编成静态网站。",
    "Check a built site: links, leaks, policy.": "检查生成好的网站：链接、泄露、规定。",
    "List every problem in the input; exit 1 if any is an error.": "列出稿件和目录中的所有问题；有错误时退出码为 1。",
    "What RELEASE adds, changes and takes down, or how it differs from OTHER.":
        "这一批新增、变更、撤下了什么；写出另一批时，两批相差什么。",
    "List what becomes public when.": "列出什么内容何时公布，有什么到期该办。",
    "Search all records that staff hold, public or not. Never part of the site.":
        "在馆内全部条目中查找，不论是否公开。结果只给工作人员看，不进网站。",
    "Take an export, or the package of another archive (ZIP), into a release; report what is odd.":
        "把导出的目录（或别的馆的报送包）收进一批，并报告问题。",
    "Start a site, exhibition, lesson, release or fonds.": "新建网站、展览、课程、一批目录或全宗介绍。",
    "Describe fonds from a roster of them, or a list that names the fonds of its records.":
        "按全宗名册（或写着全宗名称的目录）建好各全宗的介绍。",
    "Code of the archive that holds them.": "保管这些全宗的馆的代码。",
    "Start an exhibition with drawn example images.": "新建一个展览，带画好的示例图。",
    "Start a lesson.": "新建一课。",
    "Start a release of the catalogue; NAME is usually its date.": "新建一批开放目录；名称通常写日期。",
    "Start a site folder DIR with everything it needs.": "新建一个网站文件夹，需要的都备好。",
    "Make an edition that opens by double click, without a server or a network.": "制作离线版：双击就能打开，不用服务器和网络。",
    "Set EXHIBITION as panels for a touring show: a PDF with bleed and crop marks.":
        "把展览排成巡展展板：带出血和裁切线的 PDF。",
    "Make an article for WeChat of EXHIBITION: a page to copy, with its pictures.":
        "把展览做成公众号推文：一页可复制的文章和它的图片。",
    "Send the built site to DEST: a folder, HOST:FOLDER by rsync over ssh, or s3://BUCKET.":
        "把生成好的网站送到目标：文件夹，“主机:文件夹”（ssh 上的 rsync），或 s3://存储桶。",
    "Measure recall and precision of the built index; exit 1 below the site's threshold.":
        "检验检索：查得全不全，准不准；低于网站所定的限度时退出码为 1。",
    "What the gate holds of a release and why; write and read reviewers' sheets; sign.":
        "一批目录中哪些不能公布，为什么；写出和读回复核表；签署。",
    "Preview the site and rebuild it whenever a file is saved.": "预览网站，保存文件后随即重新生成。",
    "Check everything and build the website into output/.": "检查全部内容，把网站生成到 output/。",
    "Pack what is published (all of it, or one RELEASE) for a catalogue centre: a ZIP.":
        "把已公布的目录（全部，或一批）打成报送目录中心的 ZIP 包。",
    "Run all tests, as CI runs them.": "运行全部测试。",
    "Let VS Code complete and check the YAML files of the site.": "让 VS Code 在写网站的 YAML 文件时给出提示、检查错误。",
    "Take a record down everywhere; leaves a tombstone that names neither title nor reason.":
        "从网站各处撤下一条；原网址只说明已撤下，不显示题名和原因。",
    # our own commands: their options
    "Site folder holding content/, exhibitions/ and catalogue/.": "网站文件夹，内有 content/、exhibitions/、catalogue/。",
    "Moment of publication, e.g. 2026-06-09T09:00+08:00.": "按这一时刻公布，例如 2026-06-09T09:00+08:00。",
    "Write the report as JSON; - for standard output.": "报告写成 JSON；写 - 则直接输出。",
    "Show every problem, not only examples of each kind.": "列出每一个问题，不只举例。",
    "Show every problem, not only examples.": "列出每一个问题，不只举例。",
    "Show every record, not only the first.": "列出每一条，不只开头几条。",
    "Write it all as JSON.": "全部写成 JSON。",
    "Only what happens before this moment, e.g. 2026-06-10.": "只列这一时刻以前的，例如 2026-06-10。",
    "How many to show.": "显示多少条。",
    "One JSON object per line, on standard output.": "每行输出一个 JSON 对象。",
    "Release folder, e.g. 2026-06-09.": "批次名，例如 2026-06-09。",
    "Do not ask.": "不再询问。",
    "Also write the report as JSON.": "报告另写成 JSON。",
    "Also write the report as CSV for Excel.": "报告另写成可用 Excel 打开的 CSV。",
    "Title; the name, unless given.": "标题；不写则用名称。",
    "Name of the archive.": "档案馆名称。",
    "First language of the site.": "网站的第一种语言。",
    "Only this exhibition and the records it cites.": "只要这个展览和它引用的条目。",
    "Only this lesson and the records it cites.": "只要这一课和它引用的条目。",
    "Where the edition goes; offline/<name> in the site folder if not given.":
        "离线版放在哪里；不写则放在网站文件夹的 offline/ 下。",
    "Only this section; may be given again.": "只要这个单元；可写多次。",
    "Its language; that of the exhibition if not given.": "用哪种语言；不写则用展览的第一种语言。",
    "Public address of the site, for codes to scan and pictures.": "网站的网址，供二维码和图片用。",
    "A name such as A1, centimetres such as 80x180, or millimetres such as 900x1400.":
        "展板大小：A1 等，厘米如 80x180，或毫米如 900x1400。",
    "Millimetres around the panel; 0 for none and no crop marks.": "四周出血的毫米数；0 则没有出血和裁切线。",
    "The PDF; in outputs/ in the site folder if not given.": "PDF 放在哪里；不写则放在网站文件夹的 outputs/ 下。",
    "A folder; in outputs/ in the site folder if not given.": "文件夹；不写则放在网站文件夹的 outputs/ 下。",
    "The built site; output/ if not given.": "生成好的网站；不写则用 output/。",
    "Make a ZIP file beside it as well.": "旁边另做一个 ZIP 文件。",
    "For a touch screen: see kiosk in content/site.yaml.": "供触摸屏用：见 content/site.yaml 的 kiosk。",
    "Where the website was built.": "网站生成在哪里。",
    "Bring back what DEST showed before.": "换回目标原先的网站。",
    "The built site; output/ by default.": "生成好的网站；不写则用 output/。",
    "Random queries.": "随机查询多少次。",
    "Judged queries, one a line: QUERY => CODE, CODE; the site's catalogue/judged.txt by default.":
        "评判过的查询，每行一个：查询词 => 档号, 档号；不写则用 catalogue/judged.txt。",
    "Compare so many queries with Whoosh.": "用 Whoosh 对照多少次查询。",
    "Write every outcome as JSON.": "每次结果写成 JSON。",
    "Write a reviewers' sheet.": "写出复核表。",
    "Read a sheet filled in.": "读回填好的复核表。",
    "Sign the release with the signatures given by --sign.": "按 --sign 签署这一批。",
    "Where the website goes.": "网站生成到哪里。",
    "Processes to use; as many as there are cores.": "用几个进程；不写则与处理器核数相同。",
    "Dask cluster for pictures and audit, e.g. tcp://10.1.2.3:8786": "由集群处理图像、检查成品，如 tcp://10.1.2.3:8786",
    "Public address of the site, e.g. https://archives.example.cn": "网站的网址，例如 https://archives.example.cn",
    "Write all problems as JSON, whatever the outcome.": "不论结果如何，把全部问题写成 JSON。",
    "For serve.": "供 serve 使用。",
    "Port of the preview.": "预览的端口。",
    "The ZIP to write.": "要写的 ZIP 文件。",
    "Which archive, where the site has several.": "网站有几个馆时，写明是哪个馆。",
    "初审=NAME, 复审=…, 形成单位意见=…, 审定=…": "初审=姓名，复审=…，形成单位意见=…，审定=…。",
    "personal / secret / commercial / rights / law / error / transfer / other":
        "个人信息、国家秘密、商业秘密、权利人要求、依法要求、著录差错、移交或划转、其他",
    "Code of the archive, on a site of several.": "网站有几个馆时，写馆代码。",
    "Note it although no release holds the code.": "任何一批都没有这个档号也照记。",
})

WORDS = MappingProxyType({
    "OPTIONS": "选项", "COMMAND": "命令", "ARGS": "参数", "ARGUMENTS": "参数", "DIRECTORY": "文件夹", "DIR": "文件夹",
    "PATH": "文件", "FILE": "文件", "TEXT": "文字", "INTEGER RANGE": "数字", "INTEGER": "数字", "MOMENT": "时刻", "DATE": "日期",
    "ID": "批次", "RELEASE": "批次", "OTHER": "另一批", "REF": "档号", "QUERY": "查询词", "DEST": "目标", "ADDRESS": "地址", "NAME": "名称",
    "SLUG": "文件夹名", "EXHIBITION": "展览", "CODE": "馆代码", "CLASS": "类别", "ROLE": "角色",
})
"""Words of capitals that stand in usage for what is to be typed."""
# fmt: on
