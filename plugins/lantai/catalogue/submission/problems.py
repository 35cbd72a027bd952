"""What can be wrong with packages for a catalogue centre."""

from lantai.problems import Kind, Severity

NOT_PUBLISHED = Kind(
    "submission-not-published",
    Severity.ERROR,
    zh=("网站里没有“{what}”的下载文件，无法报送", "报送的是已经公布的目录：请先运行 python3 build.py site，再报送。"),
    en=(
        "the website has no downloads of “{what}” to submit",
        "What is published is what is submitted: run python3 build.py site first.",
    ),
)
CHANGED = Kind(
    "submission-changed",
    Severity.ERROR,
    zh=("{file} 与网站的校验值不符", "网站文件在生成之后被改动。请重新生成网站，再报送。"),
    en=(
        "{file} does not match its checksum on the website",
        "It was changed after the build. Build again, then submit.",
    ),
)
NO_PACKAGE = Kind(
    "package-none",
    Severity.ERROR,
    zh=(
        "这是普通的压缩文件，不是报送包，里面有：{names}",
        "请先解压，再导入其中的表格；目录报送包由 submit 命令制作。",
    ),
    en=(
        "this is a ZIP of other files, not a package of a catalogue: {names}",
        "Unpack it and import the lists in it; packages are made by submit.",
    ),
)
PACKAGE_BROKEN = Kind(
    "package-broken",
    Severity.ERROR,
    zh=("报送包无法使用：{detail}", "没有写入任何内容。请报送单位重新制作并传送。"),
    en=("the package cannot be used: {detail}", "Nothing was written. Ask the archive to make and send it again."),
)
PACKAGE_ARCHIVE = Kind(
    "package-archive-unknown",
    Severity.ERROR,
    zh=(
        "报送单位“{name}”（{code}）不在本站的档案馆名单中",
        "请核对来源；确认后在 content/site.yaml 的 archives 中加入 {{code: {code}, name: {name}}}。",
    ),
    en=(
        "“{name}” ({code}), which submits this, is not among the archives of this site",
        "Check where it comes from; then add {{code: {code}, name: {name}}} to archives in content/site.yaml.",
    ),
)
PACKAGE_FOREIGN = Kind(
    "package-foreign-records",
    Severity.ERROR,
    zh=("报送包中有 {count} 条属于其他档案馆，例如 {code}", "每个报送包只能含报送单位自己的目录。请报送单位重新制作。"),
    en=(
        "{count:# record of the package belongs|# records of the package belong} to another archive, for example {code}",
        "A package may hold its own archive's records only. Ask the archive to make it again.",
    ),
)
PACKAGE_THERE = Kind(
    "package-already-there",
    Severity.ERROR,
    zh=("批次“{release}”已经存在", "同一报送包不用再导入；修订过的报送包请用 --release 另起批次名。"),
    en=("release “{release}” is there already", "Import a package once; give a revised one another name by --release."),
)
