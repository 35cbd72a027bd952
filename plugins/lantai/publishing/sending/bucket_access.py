"""Reaching object storage: where it is, who may write, and what its refusals mean in words.

Read like every S3 tool does: ``AWS_ENDPOINT_URL_S3``/``AWS_ENDPOINT_URL``, ``AWS_REGION``/``AWS_DEFAULT_REGION``,
``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_SESSION_TOKEN``; else the profile ``AWS_PROFILE`` of
``~/.aws/credentials`` and ``~/.aws/config`` (other places: ``AWS_SHARED_CREDENTIALS_FILE``, ``AWS_CONFIG_FILE``).
An error of the storage may quote keys and signatures: only its code goes into a sentence.
"""

from __future__ import annotations

import configparser
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from obstore.exceptions import BaseError, GenericError
from obstore.store import S3Store

from lantai.problems import CannotFinish, Kind, UsageError
from lantai.publishing.sending import problems as kinds

_VIRTUAL_HOSTED = (".aliyuncs.com", ".myqcloud.com", ".myhuaweicloud.com", ".amazonaws.com")
"""Storage that wants the bucket in the host name; all others get it in the path, as MinIO and Ceph expect."""

_BUCKET = re.compile(r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
_DEFAULT_REGION = "us-east-1"
_WAIT = {"connect_timeout": timedelta(seconds=10), "timeout": timedelta(minutes=5)}
_AGAIN = {"max_retries": 6, "retry_timeout": timedelta(minutes=2)}
"""Some three to six seconds in all, in which a storage that is overloaded or a line that is cut may recover."""

_BROKEN_OFF = "kind: Interrupted"
"""How the client tells an answer that was cut off. After any other failure of the line it asks again by itself."""
_PAUSES = (0.1, 0.4, 1.6)

_CODE = re.compile(r"(?:<Code>|\(code: )([A-Za-z]+)(?:</Code>|\))")
_STATUS = re.compile(r"status code: (\d{3})")
_SYSTEM = re.compile(r'message: "([^"]{1,80})"')
_LOGIN = frozenset({"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity", "ExpiredToken"})
_LOGIN_STATUS = frozenset({"401", "403"})

_Answer = TypeVar("_Answer")


def opened(destination: str, bucket: str, prefix: str) -> S3Store:
    """Return the store behind a destination. Nothing is asked of the network yet.

    Raises UsageError for a name no bucket can have, CannotFinish if the machine has no credentials.
    """
    if not _BUCKET.match(bucket):
        raise UsageError(kinds.BUCKET_NAME.at(destination, bucket=bucket))
    given = _Settings(os.environ)
    key, secret = given("AWS_ACCESS_KEY_ID"), given("AWS_SECRET_ACCESS_KEY")
    if not key or not secret:
        raise CannotFinish(kinds.BUCKET_NO_CREDENTIALS.at(destination))
    endpoint = given("AWS_ENDPOINT_URL_S3") or given("AWS_ENDPOINT_URL")
    region = given("AWS_REGION") or given("AWS_DEFAULT_REGION") or _DEFAULT_REGION
    address, virtual = _address(endpoint, bucket)
    config = {"access_key_id": key, "secret_access_key": secret, "region": region, "endpoint": address}
    config["session_token"] = given("AWS_SESSION_TOKEN")
    return S3Store(
        bucket,
        prefix=prefix or None,
        config={name: value for name, value in config.items() if value},
        virtual_hosted_style_request=virtual,
        client_options={"allow_http": address.startswith("http://"), **_WAIT},
        retry_config=_AGAIN,
    )


@contextmanager
def in_words(destination: str) -> Iterator[None]:
    """Let what the storage refuses leave the block as CannotFinish, without a key or a signature in it."""
    try:
        yield
    except (BaseError, FileNotFoundError, PermissionError, FileExistsError) as error:
        raise CannotFinish(_meaning(str(error)).at(destination, detail=_detail(str(error)))) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the client ends so at an answer that it does not understand
            raise
        raise CannotFinish(kinds.BUCKET_FAILED.at(destination, detail="answer")) from None


def insistently(call: Callable[[], _Answer]) -> _Answer:
    """Return what ``call`` returns, and make it again, three times at most, while its answer is cut off."""
    for pause in _PAUSES:
        try:
            return call()
        except GenericError as error:
            if _BROKEN_OFF not in str(error):
                raise
        time.sleep(pause)
    return call()


def _meaning(text: str) -> Kind:
    code, status = _first(_CODE, text), _first(_STATUS, text)
    if code == "NoSuchBucket":
        return kinds.BUCKET_MISSING
    if code in _LOGIN or status in _LOGIN_STATUS:
        return kinds.BUCKET_REFUSED
    return kinds.BUCKET_FAILED


def _detail(text: str) -> str:
    return _first(_CODE, text) or _first(_STATUS, text) or _first(_SYSTEM, text) or "network"


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _address(endpoint: str, bucket: str) -> tuple[str, bool]:
    """Return the endpoint as the store wants it, and whether the bucket stands in the host name."""
    host = urlsplit(endpoint).hostname or ""
    virtual = not endpoint or host.endswith(_VIRTUAL_HOSTED)
    if endpoint and virtual and not host.startswith(f"{bucket}."):
        endpoint = endpoint.replace(host, f"{bucket}.{host}", 1)
    return endpoint.rstrip("/"), virtual


class _Settings:
    """A setting by the name of its variable, from the environment, else from the profile in the standard files."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        name = environment.get("AWS_PROFILE", "default")
        credentials = environment.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
        config = environment.get("AWS_CONFIG_FILE", "~/.aws/config")
        section = name if name == "default" else f"profile {name}"
        self._profile = {**_section(config, section), **_section(credentials, name)}

    def __call__(self, variable: str) -> str:
        # The keys of a profile are the variables' names: AWS_REGION is region, AWS_ACCESS_KEY_ID is aws_access_key_id.
        short = variable.lower()
        found = self._environment.get(variable) or self._profile.get(short)
        return found or self._profile.get(short.removeprefix("aws_"), "")


def _section(path: str, name: str) -> Mapping[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(Path(path).expanduser(), encoding="utf-8")
        return dict(parser[name]) if parser.has_section(name) else {}
    except (OSError, configparser.Error, UnicodeDecodeError):
        return {}
