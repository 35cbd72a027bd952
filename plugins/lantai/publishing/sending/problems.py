"""What can go wrong on the way to where a site is served, and back."""

from lantai.problems import Kind, Severity

DESTINATION_UNSAFE = Kind(
    "publish-destination-unsafe",
    Severity.ERROR,
    zh=("目标文件夹里有不是兰台放的文件", "请换一个空文件夹；若确是网站所在，请先清空它，以免混在一起。"),
    en=("the destination holds files that Lantai did not put there", "Name an empty folder, or empty this one first."),
)
DESTINATION_INSIDE = Kind(
    "publish-destination-inside",
    Severity.ERROR,
    zh=(
        "目标在网站自己的文件夹 {inside}/ 里面",
        "发布是把生成好的网站送到别处：请写服务器的文件夹、U 盘上的文件夹、主机:文件夹，或 s3://存储空间。",
    ),
    en=(
        "the destination lies in {inside}/, a folder of the site itself",
        "Publishing sends the built site elsewhere: name a server's folder, one on a stick, host:folder, or s3://bucket.",
    ),
)
DESTINATION_NO_FOLDER = Kind(
    "publish-destination-no-folder",
    Severity.ERROR,
    zh=("目标不能是文件夹：{path} 是一个文件", "请写一个空的或不存在的文件夹，或以前发布到的那个文件夹。"),
    en=(
        "the destination cannot be a folder: {path} is a file",
        "Name an empty or new folder, or the one that was published to before.",
    ),
)
DESTINATION_SCHEME = Kind(
    "publish-destination-scheme",
    Severity.ERROR,
    zh=("不能发布到这样的地址", "请写一个文件夹、主机:文件夹（经 ssh），或 s3://存储空间。FTP 请发布到一个文件夹，再用 FTP 软件上传。"),
    en=("this kind of address cannot be published to", "Name a folder, host:folder (by ssh), or s3://bucket. For FTP, publish to a folder and upload that."),
)  # fmt: skip
DESTINATION_EMPTY = Kind(
    "publish-destination-empty",
    Severity.ERROR,
    zh=("没有写发布到哪里", "请写一个文件夹、主机:文件夹，或 s3://存储空间。"),
    en=("no destination is named", "Name a folder, host:folder, or s3://bucket."),
)
NOT_ARRIVED = Kind(
    "publish-not-arrived",
    Severity.ERROR,
    zh=("发布后核对，有 {n} 个文件不一致：{examples}", "请检查磁盘和网络，再发布一次；只会补发缺的文件。"),
    en=(
        "{n:# file|# files} did not arrive as sent: {examples}",
        "Check disk and network, then publish again: only what lacks is sent.",
    ),
)
NOTHING_BEFORE = Kind(
    "publish-nothing-before",
    Severity.ERROR,
    zh=(
        "没有可以退回的上一版",
        "上一版只保留在执行发布的那台电脑的 .build/published 里，请在那台电脑上退回；没有的话，请改正内容重新发布。",
    ),
    en=(
        "there is no earlier version to go back to",
        "It is kept in .build/published of the machine that published: go back there; or correct the site and publish it.",
    ),
)
BACK_UNFIT = Kind(
    "publish-back-unfit",
    Severity.ERROR,
    zh=(
        "上一版里有现在不应公开的内容，不能退回",
        "请改正内容，重新生成，再发布新版：python3 build.py site，然后 python3 build.py publish 目标",
    ),
    en=(
        "the earlier version shows what must not be public now, so there is no way back to it",
        "Correct the content, build and publish a new version: python3 build.py site, python3 build.py publish DEST",
    ),
)
BACK_WITHDRAWN = Kind(
    "publish-back-withdrawn",
    Severity.ERROR,
    zh=(
        "条目 {code} 是在那一版之后撤下的，退回会使它重新公开，所以没有退回",
        "请改正现在的内容，重新生成再发布：python3 build.py site。",
    ),
    en=(
        "the record {code} was withdrawn after that version; going back would make it public again, so nothing was done",
        "Correct what is wrong now, build again and publish that: python3 build.py site.",
    ),
)
BACK_SHOWS = Kind(
    "publish-back-shows",
    Severity.ERROR,
    zh=(
        "上一版的这个文件里有“{what}”，它现在不公开，所以没有退回",
        "请改正现在的内容，重新生成再发布：python3 build.py site。",
    ),
    en=(
        "this file of the earlier version shows “{what}”, which is not public now, so nothing was done",
        "Correct what is wrong now, build again and publish that: python3 build.py site.",
    ),
)
NO_RSYNC = Kind(
    "publish-no-rsync",
    Severity.ERROR,
    zh=(
        "这台电脑没有 rsync",
        "请安装（Debian/Ubuntu：sudo apt install rsync），或把 output/ 发布到一个文件夹后自行上传。",
    ),
    en=(
        "rsync is not installed",
        "Install it (Debian/Ubuntu: sudo apt install rsync), or publish to a folder and upload that.",
    ),
)
RSYNC_FAILED = Kind(
    "publish-rsync-failed",
    Severity.ERROR,
    zh=("rsync 未能完成：{detail}", "请检查地址、登录权限和网络，再发布一次；只会补发缺的文件。"),
    en=(
        "rsync failed: {detail}",
        "Check the address, your login and the network, then publish again: only what lacks is sent.",
    ),
)
PUBLISH_RUNNING = Kind(
    "publish-running",
    Severity.ERROR,
    zh=("正在向这里发布（进程 {pid}）", "请等它结束后再试：同时发布两次，访客会看到混在一起的网站。"),
    en=(
        "something is being published here already (process {pid})",
        "Wait until it has finished: published twice at once, a site would be a mixture.",
    ),
)
BUCKET_NAME = Kind(
    "publish-bucket-name",
    Severity.ERROR,
    zh=(
        "“{bucket}”不能是存储空间（bucket）的名称",
        "请写成 s3://名称 或 s3://名称/目录；名称只用小写字母、数字、点和连字符。",
    ),
    en=(
        "“{bucket}” cannot be the name of a bucket",
        "Write s3://NAME or s3://NAME/FOLDER; a name has lower-case letters, digits, dots and hyphens.",
    ),
)
BUCKET_NO_CREDENTIALS = Kind(
    "publish-bucket-no-credentials",
    Severity.ERROR,
    zh=(
        "没有找到对象存储的访问密钥",
        "请设置环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或写进 ~/.aws/credentials；不要写进网站文件夹。",
    ),
    en=(
        "no key for the object storage was found",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into ~/.aws/credentials; never into the site folder.",
    ),
)
BUCKET_MISSING = Kind(
    "publish-bucket-missing",
    Severity.ERROR,
    zh=("没有这个存储空间（bucket）", "请核对名称和 AWS_ENDPOINT_URL，或先在控制台建立它。"),
    en=("there is no such bucket", "Check its name and AWS_ENDPOINT_URL, or make it in the console first."),
)
BUCKET_REFUSED = Kind(
    "publish-bucket-refused",
    Severity.ERROR,
    zh=(
        "对象存储拒绝了登录：{detail}",
        "请核对访问密钥、地域（AWS_REGION），以及它对这个存储空间有没有列出、写入和删除的权限。",
    ),
    en=(
        "the object storage refused the login: {detail}",
        "Check the key, the region (AWS_REGION), and that the key may list, write and delete in this bucket.",
    ),
)
BUCKET_FAILED = Kind(
    "publish-bucket-failed",
    Severity.ERROR,
    zh=("与对象存储的连接出错：{detail}", "请检查网络和 AWS_ENDPOINT_URL，再发布一次；只会补发缺的文件。"),
    en=(
        "the object storage could not be used: {detail}",
        "Check the network and AWS_ENDPOINT_URL, then publish again: only what lacks is sent.",
    ),
)
