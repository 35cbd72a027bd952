"""From ``withdraw`` to the places where a site is served: what is taken down is in no file there, however packed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store
from PIL import Image

import edits
from harness import ROOT, run_lantai
from lantai.publishing.audit import decoding
from lantai.search import quality
from small import NOW, add_exhibition, build, csv_bytes, make_site, record, sign_release
from storage import Storage, object_storage

pytestmark = pytest.mark.site

CODE, TITLE, WORDS = "J001-002-0345-002", "关于查处某某砖瓦厂厂长的决定", "当晚在河堤上守到天明"
"""What is taken down: a record with a scan, and what the scan says."""


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with object_storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of four records; the second is to be taken down."""
    rows = [[*record(n, f"关于防汛的第{n}号通知"), "", ""] for n in range(1, 5)]
    rows[1] = [*record(2, TITLE), "brickyard.png", "是"]
    folder = make_site(tmp_path / "site", csv_bytes(rows, edits.COLUMNS), sign=False)
    (folder / "catalogue" / "mapping.yaml").write_text(edits.MAPPING, encoding="utf-8")
    media = folder / "catalogue" / "media"
    media.mkdir()
    Image.linear_gradient("L").resize((640, 400)).save(media / "brickyard.png")
    (media / "brickyard.txt").write_text(WORDS, encoding="utf-8")
    add_exhibition(folder)
    assert sign_release(folder, "first").returncode == 0
    return folder


def _ran(*words: str | Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_lantai(*words, "--site", site, **environment)


def _good(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


def _fetched(bucket: S3Store, folder: Path) -> Path:
    for item in [item for batch in obstore.list(bucket) for item in batch]:
        path = folder / item["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(obstore.get(bucket, item["path"]).bytes()))
    return folder


def _everything(place: Path) -> str:
    """Return every name and every text there, also of files whose names begin with a point."""
    paths = [path for path in sorted(place.rglob("*")) if path.is_file()]
    return "\n".join(text for path in paths for text in (path.relative_to(place).as_posix(), *decoding.texts(path)))


def _found(place: Path, query: str) -> int:
    """Return how many records the visitor's own search finds there."""
    request = {"query": query, "page": 10, "all": 50}
    modules = ROOT / "theme" / "static" / "js" / "search"
    return quality.measure(modules, place / "search" / "index", [request])[0]["total"]


def test_what_is_withdrawn_is_gone_from_a_folder_and_from_a_bucket(
    site: Path, storage: Storage, tmp_path: Path
) -> None:
    """Not its title, its picture or what that says; its code stands on the tombstone alone. No way leads back."""
    served, bucket = tmp_path / "served", storage.bucket("taken-down")
    keys = {**storage.environment, "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent"}
    places = {str(served): {}, "s3://taken-down": keys}
    _good(build(site))
    for place, environment in places.items():
        done = _ran("publish", place, site=site, **environment)
        _good(done)
        assert "又有" not in done.stderr
    for now in (served, _fetched(bucket, tmp_path / "before")):
        said = _everything(now)
        assert TITLE in said and WORDS in said
        assert (_found(now, "砖瓦厂"), _found(now, CODE), _found(now, "防汛")) == (1, 1, 3)
    pictures = {path.relative_to(served) for path in served.rglob("*brickyard*")}
    assert pictures

    _good(_ran("withdraw", CODE, "--reason", "个人信息", "--at", NOW, site=site))
    for way in ([], ["--back"]):  # who forgets to build would believe that the record is gone
        done = _ran("publish", str(served), *way, site=site)
        said = done.stdout + done.stderr
        assert (done.returncode, "publish-withdrawn-since" in said, CODE in said) == (1, True, True), said
    _good(build(site))
    (site / "content" / "news").mkdir()
    (site / "content" / "news" / "2026-06-01-later.md").write_text("未完\n", encoding="utf-8")
    for place, environment in places.items():
        done = _ran("publish", place, site=site, **environment)
        _good(done)
        assert "又有 1 个文件改动过" in done.stderr and "content/news/2026-06-01-later.md" in done.stderr
    for now in (served, _fetched(bucket, tmp_path / "after")):
        said = _everything(now)
        assert [word for word in (TITLE, TITLE[2:8], "砖瓦厂", WORDS, WORDS[3:8], "brickyard") if word in said] == []
        assert [str(path) for path in pictures if (now / path).exists()] == []
        assert (_found(now, "砖瓦厂"), _found(now, CODE), _found(now, "防汛")) == (0, 0, 3)
        assert "该条目已撤下" in said
    for place, environment in places.items():
        done = _ran("publish", place, "--back", site=site, **environment)
        assert done.returncode == 1 and "publish-back-withdrawn" in done.stdout + done.stderr
    assert TITLE not in _everything(served) + _everything(_fetched(bucket, tmp_path / "still"))
