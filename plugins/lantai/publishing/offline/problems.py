"""What can be wrong with a wish for an offline edition."""

from lantai.problems import Kind, Severity

UNKNOWN_SLUG = Kind(
    "offline-unknown",
    Severity.ERROR,
    zh=("网站上没有这个{what}：{slug}", "{hint}"),
    en=("there is no such {what_en} on the site: {slug}", "{hint_en}"),
)
TARGET_UNSAFE = Kind(
    "offline-target-unsafe",
    Severity.ERROR,
    zh=("{path} 里有不是离线版的文件", "请用 --output 指定一个空的或不存在的文件夹，以免覆盖您的文件。"),
    en=(
        "{path} holds files that are not an offline edition",
        "Name an empty or new folder with --output, so that nothing of yours is overwritten.",
    ),
)
NO_SPACE = Kind(
    "offline-no-space",
    Severity.ERROR,
    zh=("{path} 放不下：需要约 {needed} MB，只剩 {free} MB", "请换一个盘，或用 --exhibition、--lesson 只做一部分。"),
    en=(
        "{path} has too little room: about {needed} MB are needed, {free} MB are free",
        "Choose another disk, or make a part only with --exhibition or --lesson.",
    ),
)
NAME_UNSAFE = Kind(
    "offline-name-unsafe",
    Severity.ERROR,
    zh=("文件名 {name} 在 Windows 上不能用", "请改动产生这个名称的档号、展览或课程的名称后重新生成网站。"),
    en=(
        "Windows cannot hold a file called {name}",
        "Change the reference code, exhibition or lesson that the name comes from, and build the site again.",
    ),
)
NAMES_COLLIDE = Kind(
    "offline-names-collide",
    Severity.ERROR,
    zh=("{name} 与 {other} 在 Windows 上是同一个文件", "请改动其中一个，使名称不只差大小写。"),
    en=(
        "{name} and {other} are one file on Windows",
        "Change one of them, so that they differ by more than capital letters.",
    ),
)
LONG_PATHS = Kind(
    "offline-long-paths",
    Severity.WARNING,
    zh=(
        "有 {n} 个文件的路径超过 {limit} 个字符，例如 {name}",
        "在 Windows 上请解压到盘的根目录（例如 D:\\），路径才不会太长。",
    ),
    en=(
        "{n:# file has a path|# files have paths} of more than {limit} characters, such as {name}",
        "On Windows extract the edition at the root of a drive (such as D:\\), or the paths become too long.",
    ),
)
BUNDLER_MISSING = Kind(
    "offline-bundler-missing",
    Severity.ERROR,
    zh=(
        "缺少打包脚本用的 esbuild",
        "请在 {folder} 里执行 npm ci --ignore-scripts；或联网后执行一次 python3 build.py check，它会补装。",
    ),
    en=(
        "esbuild, which bundles the scripts, is missing",
        "Run npm ci --ignore-scripts in {folder}, or once with a network python3 build.py check, which installs what lacks.",
    ),
)
BUNDLER_FAILED = Kind(
    "offline-bundler-failed",
    Severity.ERROR,
    zh=("打包脚本时出错：{detail}", "这是程序的问题，不是您的输入有误。请把这句话发给维护人员。"),
    en=(
        "the scripts could not be bundled: {detail}",
        "This is a fault of the program. Send this sentence to its maintainers.",
    ),
)
TREE_UNREADABLE = Kind(
    "offline-tree-unreadable",
    Severity.ERROR,
    zh=("{path} 里没有可用的首页或检索页", "请重新生成网站：python3 build.py site"),
    en=("{path} has no home page or search page", "Build the site again: python3 build.py site"),
)
KIOSK_HOME = Kind(
    "offline-kiosk-home",
    Severity.ERROR,
    zh=(
        "触摸屏的首页 {home} 不在这份离线版里",
        "请在 content/site.yaml 的 kiosk: home 写一个这份离线版里有的网址，或删去这一项。",
    ),
    en=(
        "the kiosk's home {home} is not in this edition",
        "Name an address that this edition holds in kiosk: home of content/site.yaml, or leave it out.",
    ),
)
OTHER_FORMAT = Kind(
    "offline-other-format",
    Severity.ERROR,
    zh=("网站是用另一个版本的程序生成的，检索数据的格式不同", "请重新生成网站：python3 build.py site"),
    en=(
        "the site was built by another version of the program, with search data of another format",
        "Build it again: python3 build.py site",
    ),
)
