"""What can be wrong with an image, a recording, a film, captions, or what is asked of them."""

from lantai.problems import Kind, Severity

MEDIA_MISSING = Kind(
    "media-missing",
    Severity.ERROR,
    zh=("找不到文件 {path}", "请检查文件名（包括大小写和扩展名），并把文件放进 media 文件夹。"),
    en=(
        "the file {path} does not exist",
        "Check its name, upper and lower case and extension, and put it into the media folder.",
    ),
)
MEDIA_OUTSIDE = Kind(
    "media-outside",
    Severity.ERROR,
    zh=("文件 {path} 不在网站文件夹之内，或不是普通文件", "请把文件复制到 media 文件夹，不要用快捷方式或 ..。"),
    en=(
        "{path} is not an ordinary file inside the site folder",
        "Copy the file into the media folder; do not use links or “..”.",
    ),
)
IMAGE_UNKNOWN = Kind(
    "image-unknown",
    Severity.ERROR,
    zh=("{path} 不是可用的图片格式（实际为：{found}）", "请另存为 JPEG、PNG、TIFF、WebP、PDF 或 SVG。"),
    en=(
        "{path} is not in an image format that can be used (it is: {found})",
        "Save it as JPEG, PNG, TIFF, WebP, PDF or SVG.",
    ),
)
IMAGE_DAMAGED = Kind(
    "image-damaged",
    Severity.ERROR,
    zh=("图片 {path} 已损坏或不完整：{detail}", "请从原始扫描件重新复制；如能用看图软件打开，请另存一份再用。"),
    en=(
        "the image {path} is damaged or incomplete: {detail}",
        "Copy it again from the original scan, or open it in an image program and save it anew.",
    ),
)
IMAGE_HUGE = Kind(
    "image-huge",
    Severity.ERROR,
    zh=(
        "图片 {path} 有 {megapixels} 百万像素，超过上限 {limit} 百万像素",
        "请先缩小图片；网站最多只会显示 {edge} 像素的长边。",
    ),
    en=(
        "the image {path} has {megapixels} megapixels, more than the limit of {limit}",
        "Make it smaller first; the site shows at most {edge} pixels on the longer side.",
    ),
)
IMAGE_SLOW = Kind(
    "image-slow",
    Severity.ERROR,
    zh=("处理图片 {path} 超过 {seconds} 秒，已停止", "文件可能被破坏或过于复杂；请另存为 JPEG 或 TIFF 后再试。"),
    en=(
        "the image {path} took more than {seconds} seconds and was given up",
        "It may be damaged or too complex; save it as JPEG or TIFF and try again.",
    ),
)
IMAGE_PAGE = Kind(
    "image-page",
    Severity.ERROR,
    zh=("{path} 只有 {pages} 页，没有第 {page} 页", "请把 page 改为 1 到 {pages} 之间的数。"),
    en=("{path} has {pages:# page|# pages}; there is no page {page}", "Set page to a number from 1 to {pages}."),
)
IMAGE_LOCKED = Kind(
    "image-locked",
    Severity.ERROR,
    zh=("PDF 文件 {path} 设有密码，无法打开", "请用 WPS 或 Acrobat 输入密码打开，另存为不加密的 PDF 再用。"),
    en=(
        "the PDF {path} is protected by a password",
        "Open it with the password in an office or PDF program and save it as a PDF without one.",
    ),
)
IMAGE_LINKED = Kind(
    "image-linked",
    Severity.ERROR,
    zh=("{path} 里的图片是另一个文件：{name}", "请在绘图软件里把图片嵌入后再另存为 SVG。"),
    en=(
        "{path} shows a picture that is another file: {name}",
        "Embed the picture in the drawing and save the SVG again.",
    ),
)
IMAGE_MISLABELLED = Kind(
    "image-mislabelled",
    Severity.WARNING,
    zh=("{path} 的扩展名与内容不符：实际是 {found}", "请把扩展名改为 .{extension}；网站会按实际格式处理。"),
    en=(
        "the extension of {path} does not fit its content, which is {found}",
        "Rename it to .{extension}; the site goes by the content.",
    ),
)
IMAGE_ANIMATED = Kind(
    "image-animated",
    Severity.WARNING,
    zh=("{path} 是动图，只使用第一帧", "如需动态画面，请改用 MP4 视频。"),
    en=("{path} is animated; only its first frame is shown", "Use an MP4 video if movement matters."),
)
IMAGE_SMALL = Kind(
    "image-small",
    Severity.INFO,
    zh=("图片 {path} 只有 {width}×{height} 像素，放大时不清晰", "如有更清晰的扫描件，请替换。"),
    en=(
        "the image {path} is only {width}×{height} pixels and will look soft when enlarged",
        "Replace it with a better scan if there is one.",
    ),
)
IMAGE_CMYK = Kind(
    "image-cmyk",
    Severity.INFO,
    zh=(
        "图片 {path} 是没有色彩描述文件的印刷色（CMYK），颜色只能近似",
        "如颜色要紧，请在图像软件中转换为 sRGB 后另存。",
    ),
    en=(
        "the image {path} is in printing colours (CMYK) without a profile; its colours are approximate",
        "If colour matters, convert it to sRGB in an image program.",
    ),
)
IMAGE_DEEP = Kind(
    "image-deep",
    Severity.INFO,
    zh=(
        "图片 {path} 每个通道 {bits} 位，网站按 8 位显示",
        "一般看不出差别，原文件也不会改动。如果预览里太暗或发灰（常见于 12 位扫描件和浮点数据），请在图像软件中调好亮度，另存为 8 位。",
    ),
    en=(
        "the image {path} has {bits} bits in each channel and is shown with 8",
        "Nobody will see a difference as a rule, and the file itself stays as it is. If it looks too dark or flat in the "
        "preview (as scans of 12 bits and floating-point data do), set its levels in an image program and save it "
        "with 8 bits.",
    ),
)
MARK_UNUSABLE = Kind(
    "mark-unusable",
    Severity.ERROR,
    zh=(
        "标记图“{name}”不能使用：{detail}",
        "请写文件夹中一个背景透明的 PNG 文件，或直接写文字，如 mark: 某某县档案馆；不要标记写 none。",
    ),
    en=(
        "the mark “{name}” cannot be used: {detail}",
        "Name a PNG with a transparent ground in the folder, or write words such as mark: Our Archives; none for no mark.",
    ),
)
REGION_OUTSIDE = Kind(
    "region-outside",
    Severity.ERROR,
    zh=(
        "区域“{name}”[{region}] 超出了图片",
        "四个数依次为左、上、宽、高的百分比：左加宽、上加高都不超过 100，宽高大于 0。",
    ),
    en=(
        "the region “{name}” [{region}] does not lie inside the image",
        "The four numbers are left, top, width and height in percent: left plus width and top plus height at most 100, width and height above 0.",
    ),
)
RECORDING_UNKNOWN = Kind(
    "recording-unknown",
    Severity.ERROR,
    zh=("{path} 不是浏览器能播放的{medium}（实际为：{found}）", "请用格式工厂等软件转换为 {wanted}。"),
    en=("browsers cannot play {path} as {medium} (it is: {found})", "Convert it to {wanted}."),
)
RECORDING_MISLABELLED = Kind(
    "recording-mislabelled",
    Severity.ERROR,
    zh=("{path} 的扩展名与内容不符：实际是 {found}", "请把扩展名改为 .{extension}，或转换为 {wanted}。"),
    en=(
        "the extension of {path} does not fit its content, which is {found}",
        "Rename it to .{extension}, or convert it to {wanted}.",
    ),
)
RECORDING_DAMAGED = Kind(
    "recording-damaged",
    Severity.ERROR,
    zh=("{path} 已损坏或不完整：{detail}", "请重新导出或重新复制这个文件。"),
    en=("{path} is damaged or incomplete: {detail}", "Export it or copy it again."),
)
CAPTIONS_NOT_WEBVTT = Kind(
    "captions-not-webvtt",
    Severity.ERROR,
    zh=("字幕文件 {path} 不是 WebVTT：{detail}", "第一行应为 WEBVTT，编码为 UTF-8；SRT 字幕请先转换。"),
    en=(
        "the captions {path} are not WebVTT: {detail}",
        "The first line must be WEBVTT and the encoding UTF-8; convert SRT first.",
    ),
)
CAPTIONS_TIME = Kind(
    "captions-time",
    Severity.ERROR,
    zh=("字幕时间写法有误：{text}", "应为：00:00:05.000 --> 00:00:08.500"),
    en=("a caption time cannot be read: {text}", "Expected: 00:00:05.000 --> 00:00:08.500"),
)
CAPTIONS_ORDER = Kind(
    "captions-order",
    Severity.ERROR,
    zh=("字幕顺序有误：{text} 早于前一条字幕", "请按时间先后排列字幕。"),
    en=(
        "captions are out of order: {text} starts before the caption above it",
        "Put the captions in the order of their times.",
    ),
)
CAPTIONS_LENGTH = Kind(
    "captions-length",
    Severity.ERROR,
    zh=("字幕的结束时间不晚于开始时间：{text}", "请更正这条字幕的结束时间。"),
    en=("a caption ends before it starts: {text}", "Correct the end of this caption."),
)
CAPTIONS_EMPTY = Kind(
    "captions-empty",
    Severity.WARNING,
    zh=("字幕没有文字", "请补上文字或删去这一条。"),
    en=("a caption has no text", "Add its text or remove it."),
)
IIIF_NO_BASE = Kind(
    "iiif-no-base",
    Severity.INFO,
    zh=(
        "site.yaml 没有 base_url，IIIF 清单使用相对地址，只能在本站查看器中打开",
        "网址确定后请填写 base_url: https://…",
    ),
    en=(
        "site.yaml has no base_url, so IIIF manifests use relative ids and open only in this site's viewer",
        "Set base_url: https://… once the address is known.",
    ),
)
VIEWER_MISSING = Kind(
    "viewer-missing",
    Severity.ERROR,
    zh=("没有找到图片查看器 {name}", "请在 theme 文件夹运行 npm ci，或用 python3 build.py 重新开始。"),
    en=(
        "the image viewer {name} is not installed",
        "Run npm ci in the theme folder, or start again with python3 build.py.",
    ),
)
