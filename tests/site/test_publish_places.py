"""Publishing to object storage and over ssh, with real servers: whole, in order, verified, and never a mixture."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store

from harness import ROOT, run_lantai
from lantai.problems import CannotFinish, UsageError
from lantai.publishing import manifest
from lantai.publishing.layout import Layout
from lantai.publishing.sending import Published, back, bucket_access, publish, to_bucket
from lantai.publishing.sending.delivering import _History
from storage import KEY, SECRET, SSHD, Storage, free_port, object_storage, ssh_server, there

pytestmark = pytest.mark.site

STYLE_1, STYLE_2 = "theme/1111aaaa11/site.css", "theme/2222bbbb22/site.css"
ONE = {"index.html": STYLE_1, "a/index.html": STYLE_1, "a/1/index.html": STYLE_1, STYLE_1: "{}", "data/c.csv": "1"}
TWO = {"index.html": f"{STYLE_2} b/index.html", "b/index.html": f"{STYLE_2} b/2/index.html"}
TWO |= {"b/2/index.html": STYLE_2, "a/index.html": STYLE_2, STYLE_2: "{ }", "data/c.csv": "2"}
"""Two versions of a site; a page's text is what it needs."""


def _silent(done: int, total: int) -> None:
    """Report progress to nobody."""


def _built(layout: Layout, files: dict[str, str | bytes]) -> None:
    shutil.rmtree(layout.output, ignore_errors=True)
    for name, content in files.items():
        path = layout.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    manifest.save(layout.output / "manifest.json", manifest.of_folder(layout.output))


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "site").mkdir()
    made = Layout.of(tmp_path / "site")
    _built(made, ONE)
    return made


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with object_storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


@pytest.fixture
def bucket(storage: Storage, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """A new bucket, and an environment that may write to it; its name is in ``bucket.config``."""
    for name, value in storage.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    return storage.bucket(f"bucket-{abs(hash(request.node.name)):x}")


def _destination(bucket: S3Store) -> str:
    return "s3://" + bucket.config["bucket"]


def _site_in(bucket: S3Store) -> dict[str, str]:
    return {name: text for name, text in there(bucket).items() if name != "manifest.json"}


def test_a_bucket_holds_what_was_built_and_gives_back_what_it_held(layout: Layout, bucket: S3Store) -> None:
    assert publish(layout, _destination(bucket), _silent) == Published(sent=5, files=5)
    assert _site_in(bucket) == ONE
    _built(layout, TWO)
    publish(layout, _destination(bucket), _silent)
    assert _site_in(bucket) == TWO
    back(layout, _destination(bucket), _silent)
    assert _site_in(bucket) == ONE


def test_only_what_changed_is_sent_to_a_bucket(layout: Layout, bucket: S3Store) -> None:
    """Also what somebody changed there by hand, which no manifest tells."""
    publish(layout, _destination(bucket), _silent)
    assert publish(layout, _destination(bucket), _silent).sent == 0
    obstore.put(bucket, "a/index.html", b"by hand!" * 3)
    assert publish(layout, _destination(bucket), _silent).sent == 1
    assert _site_in(bucket) == ONE


def test_objects_have_their_type_and_caching(layout: Layout, bucket: S3Store) -> None:
    _built(layout, {**ONE, "目录/甲 ~1%.html": "x", "search/index/0123456789abcdef/d/0.bin": "x"})
    publish(layout, _destination(bucket), _silent)
    asked, lasting = "no-cache", "public, max-age=31536000, immutable"
    for name, kind, caching in (
        ("index.html", "text/html; charset=utf-8", asked),
        (STYLE_1, "text/css; charset=utf-8", lasting),
        ("data/c.csv", "text/csv; charset=utf-8", asked),
        ("search/index/0123456789abcdef/d/0.bin", "application/octet-stream", lasting),
        ("目录/甲 ~1%.html", "text/html; charset=utf-8", asked),
    ):
        headers = obstore.get(bucket, name).attributes
        assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, caching), name


def test_a_file_of_many_parts_is_verified_too(layout: Layout, bucket: S3Store) -> None:
    """Sent in parts, it has an ETag that is no digest of its content."""
    film = bytes(range(256)) * 40_000
    _built(layout, {**ONE, "media/film-0a1b2c3d4e.mp4": film})
    publish(layout, _destination(bucket), _silent)
    assert "-" in obstore.head(bucket, "media/film-0a1b2c3d4e.mp4")["e_tag"]
    assert publish(layout, _destination(bucket), _silent).sent == 0
    obstore.put(bucket, "media/film-0a1b2c3d4e.mp4", film[::-1])
    assert publish(layout, _destination(bucket), _silent).sent == 1


def test_what_others_keep_in_a_bucket_stays(layout: Layout, bucket: S3Store) -> None:
    obstore.put(bucket, "elsewhere/thesis.docx", b"mine")
    with pytest.raises(UsageError):
        publish(layout, _destination(bucket), _silent)
    assert there(bucket) == {"elsewhere/thesis.docx": "mine"}
    for files in (ONE, TWO):
        _built(layout, files)
        publish(layout, _destination(bucket) + "/site", _silent)
    assert there(bucket)["elsewhere/thesis.docx"] == "mine"
    obstore.put(bucket, "site/b/mine.txt", b"mine")
    _built(layout, ONE)
    publish(layout, _destination(bucket) + "/site", _silent)
    assert {name for name in there(bucket) if name.startswith("site/")} == {
        "site/b/mine.txt",
        "site/manifest.json",
        *(f"site/{name}" for name in ONE),
    }


class _Cut(Exception):
    """The line broke."""


def _lacking(files: dict[str, str]) -> list[str]:
    """Return the pages that a visitor would see without something they need."""
    return [
        f"{name} lacks {need}"
        for name, text in files.items()
        if name.endswith(".html")
        for need in text.split()
        if need not in files
    ]


def test_in_every_state_of_an_interrupted_upload_no_page_lacks_what_it_needs(
    layout: Layout, bucket: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off after every request in turn, one version over the other; the next run always completes."""
    real_put, real_delete = obstore.put, obstore.delete
    left = [10**9]

    def counted(real):  # type: ignore[no-untyped-def]
        def call(*arguments, **options):  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] < 0:
                raise _Cut
            return real(*arguments, **options)

        return call

    monkeypatch.setattr(to_bucket.obstore, "put", counted(real_put))
    monkeypatch.setattr(to_bucket.obstore, "delete", counted(real_delete))
    monkeypatch.setattr(to_bucket, "_AT_ONCE", 1)
    publish(layout, _destination(bucket), _silent)
    states = 0
    for first, second in ((ONE, TWO), (TWO, ONE)):
        for after in range(40):
            _built(layout, second)
            left[0] = after
            try:
                publish(layout, _destination(bucket), _silent)
            except _Cut:
                states += 1
                assert _lacking(_site_in(bucket)) == [], after
            else:
                break
            left[0] = 10**9
            _built(layout, first)
            publish(layout, _destination(bucket), _silent)
            assert _site_in(bucket) == first
        else:
            raise AssertionError("never completed")
        left[0] = 10**9
        assert _site_in(bucket) == second
    assert states > 15


def test_a_visitor_during_publication_never_meets_a_page_that_stays_without_what_it_needs(
    layout: Layout, bucket: S3Store
) -> None:
    """A page that is read, and read again unchanged after something it needs was missing, would be a mixture."""
    publish(layout, _destination(bucket), _silent)
    ended, mixed, visits = threading.Event(), [], [0]

    def text(name: str) -> str | None:
        try:
            return bytes(obstore.get(bucket, name).bytes()).decode()
        except FileNotFoundError:
            return None

    def visit() -> None:
        while not ended.is_set():
            for name in ("index.html", "a/index.html", "b/index.html"):
                page = text(name)
                missing = [need for need in (page or "").split() if text(need) is None]
                if missing and text(name) == page:
                    mixed.append((name, missing))
                visits[0] += 1

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        for files in (TWO, ONE) * 5:
            _built(layout, files)
            publish(layout, _destination(bucket), _silent)
    finally:
        ended.set()
        visitor.join()
    assert mixed == [] and visits[0] > 20


def test_two_publications_to_one_place_do_not_mix(layout: Layout, tmp_path: Path) -> None:
    history = _History(layout, str(tmp_path / "served"))
    with history.alone("x"), pytest.raises(CannotFinish) as raised:
        publish(layout, str(tmp_path / "served"), _silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-running"]


@pytest.fixture
def site(layout: Layout) -> Path:
    """A site folder whose output is the first version."""
    folder = layout.build.parent
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text('name: 某县档案馆\ncode: "LX0001"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """A storage that, once it has a bucket, lets nobody in."""
    with object_storage(tmp_path_factory.mktemp("guarded"), INITIAL_NO_AUTH_ACTION_COUNT="1") as running:
        running.bucket("guarded")
        yield running


def _refused(site: Path, destination: str, environment: dict[str, str], code: str, status: int = 3) -> None:
    """Publishing ends with a sentence: the code of the problem, no traceback, no key."""
    files = {"AWS_SHARED_CREDENTIALS_FILE": "/nonexistent", "AWS_CONFIG_FILE": "/nonexistent"}
    done = run_lantai("publish", destination, "--site", site, **{**files, **environment})
    said = done.stdout + done.stderr
    assert (done.returncode, code in said, "Traceback" in said) == (status, True, False), said
    assert SECRET not in said and KEY not in said


def test_what_a_storage_refuses_is_told_in_a_sentence(site: Path, storage: Storage, guarded: Storage) -> None:
    right = storage.environment
    _refused(site, "s3://guarded", guarded.environment, "publish-bucket-refused")
    _refused(site, "s3://no-such-bucket", right, "publish-bucket-missing")
    _refused(site, "s3://bucket", {**right, "AWS_SECRET_ACCESS_KEY": ""}, "publish-bucket-no-credentials")
    _refused(site, "s3://Bucket_", right, "publish-bucket-name", status=2)
    nowhere = {**right, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"}
    _refused(site, "s3://bucket", nowhere, "publish-bucket-failed")


def test_credentials_may_stand_in_the_standard_files(
    layout: Layout, bucket: S3Store, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in storage.environment:
        monkeypatch.delenv(name)
    (tmp_path / "credentials").write_text(
        f"[archive]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n", encoding="ascii"
    )
    (tmp_path / "config").write_text(
        f"[profile archive]\nregion = us-east-1\nendpoint_url = {storage.endpoint}\n", encoding="ascii"
    )
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_PROFILE", "archive")
    publish(layout, _destination(bucket), _silent)
    assert _site_in(bucket) == ONE


@pytest.mark.parametrize(
    ("endpoint", "address"),
    [
        ("https://oss-cn-hangzhou.aliyuncs.com", ("https://archives.oss-cn-hangzhou.aliyuncs.com", True)),
        ("https://cos.ap-beijing.myqcloud.com/", ("https://archives.cos.ap-beijing.myqcloud.com", True)),
        ("http://10.1.2.3:9000", ("http://10.1.2.3:9000", False)),
        ("", ("", True)),
    ],
)
def test_a_bucket_stands_where_its_storage_expects_it(endpoint: str, address: tuple[str, bool]) -> None:
    assert bucket_access._address(endpoint, "archives") == address


def test_the_documentation_names_every_variable_that_is_read() -> None:
    text = (ROOT / "docs" / "hosting" / "object-storage.md").read_text(encoding="utf-8")
    assert [name for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_PROFILE", *_KEYS) if name not in text] == []


_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if SSHD is None or shutil.which("rsync") is None:
        pytest.skip("rsync or openssh-server is not installed")
    with ssh_server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


def test_over_ssh_a_site_arrives_whole_and_leaves_what_is_not_its_own(
    layout: Layout, shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", shell)
    served = tmp_path / "served"
    served.mkdir()
    destination = f"127.0.0.1:{served}"
    publish(layout, destination, _silent)
    (served / "a" / "mine.txt").write_text("mine", encoding="utf-8")
    _built(layout, TWO)
    publish(layout, destination, _silent)
    found = {path.relative_to(served).as_posix(): path.read_text() for path in served.rglob("*") if path.is_file()}
    found.pop("manifest.json")
    assert found == {**TWO, "a/mine.txt": "mine"}
    assert not (served / "a" / "1").exists() and not (served / "theme" / "1111aaaa11").exists()


def test_a_login_that_ssh_refuses_is_told_in_a_sentence(
    layout: Layout, shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", shell + " -o IdentitiesOnly=yes -i /nonexistent -l nobody")
    with pytest.raises(CannotFinish) as raised:
        publish(layout, f"127.0.0.1:{tmp_path}/served", _silent)
    assert [problem.code for problem in raised.value.problems] == ["publish-rsync-failed"]
