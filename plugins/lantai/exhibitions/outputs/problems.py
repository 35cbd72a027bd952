"""What can be wrong with the outputs of an exhibition."""

from lantai.problems import Kind, Severity

NO_EXHIBITION = Kind(
    "output-no-exhibition",
    Severity.ERROR,
    zh=("没有展览“{slug}”", "请改用其中一个：{known}"),
    en=("there is no exhibition “{slug}”", "Name one of these: {known}"),
)
NO_SECTION = Kind(
    "output-no-section",
    Severity.ERROR,
    zh=("展览“{exhibition}”没有单元“{slug}”", "请改用其中一个：{known}"),
    en=("the exhibition “{exhibition}” has no section “{slug}”", "Name one of these: {known}"),
)
NO_LANGUAGE = Kind(
    "output-no-language",
    Severity.ERROR,
    zh=("展览“{exhibition}”没有 {language} 版", "请改用其中一种：{known}；或先写出译文。"),
    en=("the exhibition “{exhibition}” is not in {language}", "Ask for one of these: {known}; or translate it first."),
)
PANELS_NO_FONT = Kind(
    "panels-no-chinese-font",
    Severity.ERROR,
    zh=("这台机器没有可用的中文字体，展板不能排版", "请安装思源宋体和思源黑体（Debian/Ubuntu：sudo apt install fonts-noto-cjk）后再做。"),
    en=("this machine has no Chinese font, so panels cannot be set", "Install one (Debian, Ubuntu: sudo apt install fonts-noto-cjk) and try again."),
)  # fmt: skip
PANELS_CHARACTERS = Kind(
    "panels-characters",
    Severity.WARNING,
    zh=("这台机器的字体缺少这些字，展板上以〓代替：{characters}", "请安装含这些字的字体，或改用别的写法。"),
    en=("no font of this machine has these characters; 〓 stands for each: {characters}", "Install a font that has them, or write them otherwise."),
)  # fmt: skip
PANELS_COARSE = Kind(
    "panels-image-coarse",
    Severity.WARNING,
    zh=("图像 {name} 印到约 {wide} 毫米宽时每英寸只有 {dots} 点，会发虚", "请换更大的扫描件，或把展板做小一些。"),
    en=("{name} has only {dots} dots per inch when printed about {wide} mm wide, and will look soft", "Use a larger scan, or a smaller panel."),
)  # fmt: skip
NO_ADDRESS = Kind(
    "output-no-address",
    Severity.INFO,
    zh=("site.yaml 没有 base_url，所以没有二维码和网址", "知道网址后请写上 base_url: https://…，或用 --base-url。"),
    en=("site.yaml has no base_url, so there are no codes to scan and no addresses", "Write base_url: https://… once it is known, or use --base-url."),
)  # fmt: skip
