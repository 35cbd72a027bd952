"""What can go wrong between a checked input and a published site."""

from lantai.problems import Kind, Severity

RENDER_FAILED = Kind(
    "render-failed",
    Severity.ERROR,
    zh=(
        "生成网页时出错：{detail}",
        "这是程序的问题，不是您的输入有误；output/ 保持原样。请把 .build/render.log 发给维护人员。",
    ),
    en=(
        "rendering failed: {detail}",
        "This is a fault of the program, not of your input; output/ is as it was. Send .build/render.log to its maintainers.",
    ),
)
BUILD_RUNNING = Kind(
    "build-running",
    Severity.ERROR,
    zh=("另一个构建正在进行（进程 {pid}）", "请等它结束后再试。"),
    en=("another build is running (process {pid})", "Wait until it has finished and try again."),
)
OUTPUT_UNSAFE = Kind(
    "output-unsafe",
    Severity.ERROR,
    zh=(
        "输出文件夹 {path} 不是由兰台生成的，里面已有文件",
        "请用 --output 指定一个空的或不存在的文件夹，以免覆盖您的文件。",
    ),
    en=(
        "the output folder {path} holds files that Lantai did not make",
        "Name an empty or new folder with --output, so that nothing of yours is overwritten.",
    ),
)
PORT_TAKEN = Kind(
    "port-taken",
    Severity.ERROR,
    zh=("端口 {port} 已被占用", "请用 --port 换一个端口，例如 --port {other}。"),
    en=("port {port} is in use", "Choose another with --port, for example --port {other}."),
)
AUDIT_FAILED = Kind(
    "audit-failed",
    Severity.ERROR,
    zh=("成品检查未通过：{detail}", "output/ 保持原样。请按上面列出的问题修改后重新构建。"),
    en=(
        "the finished site did not pass its audit: {detail}",
        "output/ is as it was. Correct what is listed above and build again.",
    ),
)
