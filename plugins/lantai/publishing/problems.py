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
OUTPUT_AMONG_SOURCES = Kind(
    "output-among-sources",
    Severity.ERROR,
    zh=(
        "输出文件夹 {path} 在 {inside}/ 里面，生成的网页会混进网站的材料",
        "请用 --output 指定别处的一个空文件夹，如 ../public。",
    ),
    en=(
        "the output folder {path} lies in {inside}/, among what the site is made of",
        "Name an empty folder elsewhere with --output, such as ../public.",
    ),
)
OUTPUT_MOUNTED = Kind(
    "output-mounted",
    Severity.ERROR,
    zh=(
        "输出文件夹 {path} 是一个挂载点（磁盘、共享盘或容器的卷），不能整个替换",
        "请用 --output 指定它里面的一个文件夹；或照常生成，再执行 python3 build.py publish {path}",
    ),
    en=(
        "the output folder {path} is a mount point (a disk, a share, a volume) and cannot be exchanged as a whole",
        "Name a folder within it with --output; or build as usual, then run python3 build.py publish {path}",
    ),
)
PORT_TAKEN = Kind(
    "port-taken",
    Severity.ERROR,
    zh=("端口 {port} 已被占用", "请用 --port 换一个端口，例如 --port {other}。"),
    en=("port {port} is in use", "Choose another with --port, for example --port {other}."),
)
PREVIEWED_ALREADY = Kind(
    "previewed-already",
    Severity.ERROR,
    zh=("这个网站已经在预览", "请打开 http://127.0.0.1:{port}/；要重新开始，先在那个窗口按 Ctrl+C。"),
    en=("this site is being previewed already", "Open http://127.0.0.1:{port}/; to start anew, press Ctrl+C in that window first."),
)  # fmt: skip
AUDIT_FAILED = Kind(
    "audit-failed",
    Severity.ERROR,
    zh=("成品检查未通过：{detail}", "output/ 保持原样。请按上面列出的问题修改后重新构建。"),
    en=(
        "the finished site did not pass its audit: {detail}",
        "output/ is as it was. Correct what is listed above and build again.",
    ),
)
DISK_FULL = Kind(
    "disk-full",
    Severity.ERROR,
    zh=("磁盘已满，写不下去了", "公开的网站照常可以访问。请清理磁盘（.build 文件夹可以删除）后重试。"),
    en=(
        "the disk is full",
        "What is public still stands. Free some space (the folder .build may be deleted) and try again.",
    ),
)
FILE_TOO_LARGE = Kind(
    "file-too-large",
    Severity.ERROR,
    zh=("系统不允许写这么大的文件：{detail}", "公开的网站照常可以访问。请放宽该磁盘或账号的文件大小限制后重试。"),
    en=(
        "the system does not allow a file this large: {detail}",
        "What is public still stands. Raise the limit of this disk or account and try again.",
    ),
)
NOT_WRITABLE = Kind(
    "not-writable",
    Severity.ERROR,
    zh=("没有读写权限：{detail}", "公开的网站照常可以访问。请检查该文件是否只读、是否被其他程序打开、账号是否有权限。"),
    en=(
        "no permission: {detail}",
        "What is public still stands. Check whether the file is read-only, open in another program, or not yours.",
    ),
)
TOO_MANY_FILES = Kind(
    "too-many-files",
    Severity.ERROR,
    zh=("系统同时打开的文件太多：{detail}", "公开的网站照常可以访问。请关闭一些程序，或用 --jobs 1 重试。"),
    en=(
        "too many files are open: {detail}",
        "What is public still stands. Close some programs, or try again with --jobs 1.",
    ),
)
OUT_OF_MEMORY = Kind(
    "out-of-memory",
    Severity.ERROR,
    zh=("内存不足", "公开的网站照常可以访问。请关闭一些程序，或用 --jobs 1 重试。"),
    en=(
        "the machine is out of memory",
        "What is public still stands. Close some programs, or try again with --jobs 1.",
    ),
)
DISK_BROKEN = Kind(
    "disk-broken",
    Severity.ERROR,
    zh=("磁盘读写出错：{detail}", "公开的网站照常可以访问。请检查磁盘、U 盘或网络盘的连接，并先备份。"),
    en=(
        "the disk failed: {detail}",
        "What is public still stands. Check the disk or its connection, and make a backup first.",
    ),
)
FILE_TROUBLE = Kind(
    "file-trouble",
    Severity.ERROR,
    zh=("无法读写文件：{detail}", "公开的网站照常可以访问。请检查这个文件和它所在的磁盘后重试。"),
    en=(
        "a file cannot be read or written: {detail}",
        "What is public still stands. Check the file and its disk, then try again.",
    ),
)
STOPPED = Kind(
    "build-stopped",
    Severity.ERROR,
    zh=(
        "生成网页的进程被系统终止（信号 {signal}）",
        "output/ 保持原样。多半是内存不足：请关闭一些程序，或用 --jobs 1 重试。",
    ),
    en=(
        "the system stopped the process that makes the pages (signal {signal})",
        "output/ is as it was. Most likely memory ran out: close some programs, or try again with --jobs 1.",
    ),
)
UNEXPECTED = Kind(
    "unexpected",
    Severity.ERROR,
    zh=(
        "程序出错，未能完成：{detail}",
        "这是程序的问题，不是您的输入有误；output/ 保持原样。请把这个日志文件发给维护人员。",
    ),
    en=(
        "the program failed: {detail}",
        "This is a fault of the program, not of your input; output/ is as it was. Send this log file to its maintainers.",
    ),
)
NOTHING_BUILT = Kind(
    "publish-nothing-built",
    Severity.ERROR,
    zh=("这里没有生成好的网站", "请先生成网站：python3 build.py site"),
    en=("there is no finished site here", "Build it first: python3 build.py site"),
)
PERSONAL_NUMBER = Kind(
    "personal-number",
    Severity.ERROR,
    zh=(
        "这里有一个{what}（{masked}）",
        "公民的证件号码不能公布。请删去，或把中间几位换成 ×（如 110105××××××××002×）；在文件名里的，请改文件名。",
    ),
    en=(
        "there is a {what_en} here ({masked})",
        "Nobody's identity number may be published. Delete it, or write × for the digits in the middle "
        "(110105××××××××002×); if it is in the name of the file, rename the file.",
    ),
)
PERSONAL_LIKELY = Kind(
    "personal-number-likely",
    Severity.WARNING,
    zh=("这里像是有一个{what}（{masked}）", "如果是某个人的号码，请删去，或把中间几位换成 ×；不是就不必改。"),
    en=(
        "there seems to be a {what_en} here ({masked})",
        "If it is that of a person, delete it or write × for the digits in the middle; if not, leave it.",
    ),
)
OWN_WORD = Kind(
    "personal-word",
    Severity.WARNING,
    zh=(
        "这里出现了本馆词表（catalogue/review/words.yaml）中的“{word}”",
        "请确认可以公开；确实可以的，在词表的 allow 中写上这个说法和理由，以后不再提醒。",
    ),
    en=(
        "“{word}” stands here, a word of the archive's own list (catalogue/review/words.yaml)",
        "Make sure that it may be public; if so, write the phrase with its reason under allow in that list.",
    ),
)
BUILT_CHANGED = Kind(
    "publish-built-changed",
    Severity.ERROR,
    zh=("生成之后有 {n} 个文件被改动或丢失：{examples}", "只发布通过成品检查的内容。请重新生成：python3 build.py site"),
    en=(
        "{n:# file was|# files were} changed or lost after the build: {examples}",
        "Only what passed its audit is published. Build again: python3 build.py site",
    ),
)
DESTINATION_MANIFEST = Kind(
    "publish-destination-manifest",
    Severity.ERROR,
    zh=(
        "目标的 {manifest} 里有指向文件夹之外或不能用的文件名：{name}",
        "它不是兰台写的，可能被人改动过。请检查服务器；确认无碍后清空目标文件夹，再发布一次。",
    ),
    en=(
        "{manifest} at the destination names a file outside its folder, or one that cannot be: {name}",
        "Lantai did not write that; somebody may have changed it. Look into the server, empty the folder, publish again.",
    ),
)
PREVIEW_FAILED = Kind(
    "preview-failed",
    Severity.ERROR,
    zh=("预览未能更新（{code}）", "原因显示在运行 serve 的终端窗口里。改好后保存，预览会再次更新。"),
    en=(
        "the preview was not updated ({code})",
        "The terminal that runs serve says why. It is built again when you save.",
    ),
)
LINK_LEADS_NOWHERE = Kind(
    "link-leads-nowhere",
    Severity.ERROR,
    zh=(
        "链接 {target} 指向的网页不存在，或此刻还没有公开",
        "请核对地址。若它以后才公开，请先去掉这个链接，或让写着链接的这一页同时公开。",
    ),
    en=(
        "the link {target} leads to a page that does not exist or is not public yet",
        "Check the address. If that page is to be public later, take the link out until then, or publish both together.",
    ),
)
LINK_NOT_PUBLIC = Kind(
    "link-catalogue-not-public",
    Severity.ERROR,
    zh=(
        "链接 {target} 指向的全宗或批次目前没有公开",
        "请先让该批次签署齐全（python3 build.py review 批次号），或核对地址，或去掉这个链接。",
    ),
    en=(
        "the link {target} leads to a fonds or a release that is not public now",
        "Have the release signed (python3 build.py review RELEASE), check the address, or remove the link.",
    ),
)
MOVED_INVALID = Kind(
    "moved-invalid",
    Severity.ERROR,
    zh=(
        "moved.yaml 的这一项看不懂：{value}",
        "每项写成 {{from: /旧网址/, to: /新网址/}}；已撤下的只写 from。网址以 / 开头和结尾，同一个旧网址只写一次。",
    ),
    en=(
        "this entry of moved.yaml cannot be read: {value}",
        "Write {{from: /old/address/, to: /new/address/}}, or from alone for what is gone; each old address once.",
    ),
)
WITHDRAWN_SINCE = Kind(
    "publish-withdrawn-since",
    Severity.ERROR,
    zh=(
        "条目 {code} 已登记撤下，但网站在登记以后还没有重新生成，所以没有发布",
        "请先重新生成再发布：python3 build.py site。",
    ),
    en=(
        "the record {code} was withdrawn and the site has not been built since, so nothing was published",
        "Build first, then publish: python3 build.py site.",
    ),
)
CLUSTER_MISSING = Kind(
    "cluster-missing",
    Severity.ERROR,
    zh=(
        "这台电脑上没有装 Dask，用不了 --scheduler",
        "请安装：pip install distributed；或不写 --scheduler，在本机生成。",
    ),
    en=("Dask is not installed here, so --scheduler cannot be used", "Run pip install distributed, or build here."),
)
CLUSTER_UNREACHABLE = Kind(
    "cluster-unreachable",
    Severity.ERROR,
    zh=("连不上 {where}", "请核对地址（如 tcp://10.1.2.3:8786），并确认那里已经执行 dask scheduler。"),
    en=(
        "no scheduler answers at {where}",
        "Check the address, such as tcp://10.1.2.3:8786, and that it runs there.",
    ),
)
CLUSTER_EMPTY = Kind(
    "cluster-empty",
    Severity.ERROR,
    zh=("{where} 还没有工作机", "请在各台工作机上执行：dask worker {where} --nworkers auto --nthreads 1"),
    en=("{where} has no workers yet", "Run on each machine: dask worker {where} --nworkers auto --nthreads 1"),
)
CLUSTER_PROGRAM = Kind(
    "cluster-program",
    Severity.ERROR,
    zh=(
        "工作机 {where} 上的兰台与本机的版本不同，或没有装",
        "请在每台机器上装同一版兰台和同样版本的软件包，再重新启动工作机。",
    ),
    en=(
        "the worker {where} has another version of Lantai or of a library, or none",
        "Install the same on every machine, then start the workers again.",
    ),
)
CLUSTER_FOLDER = Kind(
    "cluster-folder",
    Severity.ERROR,
    zh=("工作机 {where} 看不到网站文件夹", "请把网站放在各台机器都能读写的共享盘上，并挂载在同一路径下。"),
    en=(
        "the worker {where} does not see the site's folder",
        "Keep the site on a drive that all machines share, under the same path.",
    ),
)
CLUSTER = {
    kind.code.removeprefix("cluster-"): kind
    for kind in (CLUSTER_MISSING, CLUSTER_UNREACHABLE, CLUSTER_EMPTY, CLUSTER_PROGRAM, CLUSTER_FOLDER)
}
"""Why a cluster cannot be used (``cluster.Unfit``)."""
