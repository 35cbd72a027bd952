"""Object storage that refuses, answers late, half or not at all: what is published is whole, or it is told."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore.store import S3Store
from tests.unit.publishing.versions import built, silent

from lantai.problems import LantaiError
from lantai.publishing.layout import Layout
from lantai.publishing.sending import bucket_access, publish
from storage import TROUBLES, Storage, object_storage, there, troubled

pytestmark = pytest.mark.site

STYLE_1, STYLE_2 = "theme/1111aaaa11/site.css", "theme/2222bbbb22/site.css"
ONE = {"index.html": STYLE_1, "a/index.html": STYLE_1, "a/1/index.html": STYLE_1, STYLE_1: "{}", "data/c.csv": "1"}
TWO = {"index.html": STYLE_2, "b/index.html": STYLE_2, STYLE_2: "{ }", "data/c.csv": "2"}
"""Two versions of a site; a page's text is what it needs."""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "site").mkdir()
    return Layout.of(tmp_path / "site")


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with object_storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


@pytest.fixture
def bucket(storage: Storage, request: pytest.FixtureRequest) -> S3Store:
    return storage.bucket(f"bucket-{abs(hash(request.node.name)):x}")


def _publish(layout: Layout, bucket: S3Store, through: Storage, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish through that storage; returns the codes of the problems, nothing if there are none."""
    for name, value in {**through.environment, "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent"}.items():
        monkeypatch.setenv(name, value)
    try:
        publish(layout, "s3://" + bucket.config["bucket"], silent)
    except LantaiError as error:
        return " ".join(problem.code for problem in error.problems)
    return ""


def _pages_and_files(bucket: S3Store) -> dict[str, str]:
    return {name: text for name, text in there(bucket).items() if name not in ("manifest.json", ".lantai-coming.json")}


@pytest.mark.parametrize(("often", "patience", "at_least"), [(0.3, 6, 7), (0.5, 2, 1)])
def test_a_storage_that_fails_now_and_then_gets_the_whole_site_or_it_is_told(
    layout: Layout,
    bucket: S3Store,
    storage: Storage,
    monkeypatch: pytest.MonkeyPatch,
    often: float,
    patience: int,
    at_least: int,
) -> None:
    """Whatever befell a request, also one that was obeyed: no page ever lacks what it needs."""
    monkeypatch.setitem(bucket_access._AGAIN, "max_retries", patience)
    chance, befell, published = random.Random(20260609), Counter[str](), 0

    def trouble(method: str, path: str, body: bytes) -> str:
        what = chance.choice(TROUBLES) if chance.random() < often else ""
        befell[what] += 1
        return what

    with troubled(storage, trouble) as through:
        for version in (ONE, TWO) * 4:
            built(layout, version)
            told = _publish(layout, bucket, through, monkeypatch)
            assert told in ("", "publish-bucket-failed")
            found = _pages_and_files(bucket)
            assert [name for name, need in found.items() if name.endswith(".html") and need not in found] == []
            if not told:
                assert found == version
                published += 1
    assert published >= at_least
    assert all(befell[each] for each in TROUBLES), befell
    assert _publish(layout, bucket, storage, monkeypatch) == ""
    assert _pages_and_files(bucket) == TWO


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("<Error><Key>{key}</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "refused"),
        ("<Error><Key>other/{key}</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "failed"),
        ("<Deleted><Key>{key}</Key></Deleted>", "not-arrived"),
    ],
    ids=["refused", "refused in words that nobody understands", "not done although it was said"],
)
def test_what_could_not_be_deleted_is_told(
    layout: Layout, bucket: S3Store, storage: Storage, monkeypatch: pytest.MonkeyPatch, answer: str, code: str
) -> None:
    """A key that may write and not delete, or a storage that keeps what it was told to delete."""
    built(layout, ONE)
    assert _publish(layout, bucket, storage, monkeypatch) == ""
    built(layout, TWO)

    def trouble(method: str, path: str, body: bytes) -> str:
        if method != "POST" or "delete" not in path:
            return ""
        keys = re.findall(r"<Key>(.*?)</Key>", body.decode())
        inside = "".join(answer.format(key=key) for key in keys)
        return f'<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{inside}</DeleteResult>'

    with troubled(storage, trouble) as through:
        told = _publish(layout, bucket, through, monkeypatch)
    assert told in (f"publish-{code}", f"publish-bucket-{code}")
    assert _publish(layout, bucket, storage, monkeypatch) == ""
    assert _pages_and_files(bucket) == TWO
