"""Places to publish to, run for tests: object storage with the S3 interface, and a machine behind ssh."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.store import S3Store

KEY, SECRET = "AKIATESTTESTTESTTEST", "a secret of nobody"
REGION = "us-east-1"
_PATIENCE = 20.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int, running: subprocess.Popen) -> None:
    """Return when somebody listens on ``port``; fail if the process ends first."""
    start = time.monotonic()
    while time.monotonic() - start < _PATIENCE:
        assert running.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


@dataclass(frozen=True)
class Storage:
    """A running object storage."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What its user sets: where it is and who writes."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def bucket(self, name: str) -> S3Store:
        """Return a new bucket, through a client of the test's own."""
        import boto3  # comes with moto

        options = {"endpoint_url": self.endpoint, "region_name": REGION}
        boto3.client("s3", aws_access_key_id=KEY, aws_secret_access_key=SECRET, **options).create_bucket(Bucket=name)
        return S3Store(
            name,
            endpoint=self.endpoint,
            access_key_id=KEY,
            secret_access_key=SECRET,
            region=REGION,
            client_options={"allow_http": True},
        )


def there(store: S3Store) -> dict[str, str]:
    """Return every object of a bucket with its text."""
    names = [item["path"] for batch in obstore.list(store) for item in batch]
    return {name: bytes(obstore.get(store, name).bytes()).decode() for name in sorted(names)}


@contextmanager
def object_storage(folder: Path, **environment: str) -> Iterator[Storage]:
    """Run moto, an S3 server by others, on the loopback interface."""
    port = free_port()
    with (folder / "moto.log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(port, running)
            yield Storage(f"http://127.0.0.1:{port}")
        finally:
            running.terminate()
            running.wait()


TROUBLES = ("500", "503", "reset", "lost", "half")
"""What ``troubled`` does to a request: refuse it, cut the line before or after it was obeyed, or within the answer."""


@contextmanager
def troubled(storage: Storage, trouble: Callable[[str, str, bytes], str]) -> Iterator[Storage]:
    """Stand between a storage and who uses it.

    ``trouble(method, path, body)`` tells what happens to a request: nothing (""), one of TROUBLES, or the XML that is
    answered although nothing was done.
    """

    class Between(_Between):
        behind, choose = urlsplit(storage.endpoint).netloc, staticmethod(trouble)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield Storage(f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


class _Between(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: str
    choose: Callable[[str, str, bytes], str]

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        trouble = self.choose(self.command, self.path, body)
        self.close_connection = True
        if trouble == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if trouble.isdigit():
            self._answer(int(trouble), {}, b"<Error><Code>SlowDown</Code></Error>")
            return
        if trouble.startswith("<"):
            self._answer(200, {"Content-Type": "application/xml"}, trouble.encode())
            return
        behind = http.client.HTTPConnection(self.behind)
        behind.request(self.command, self.path, body, dict(self.headers))
        answer = behind.getresponse()
        said, headers = answer.read(), dict(answer.getheaders())
        behind.close()
        if trouble == "lost":
            return
        self._answer(answer.status, headers, said, half=trouble == "half")

    def _answer(self, status: int, headers: dict[str, str], body: bytes, *, half: bool = False) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Length": str(len(body)), **headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if half else body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _pass


SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def ssh_server(folder: Path) -> Iterator[str]:
    """Run sshd on the loopback interface for one key of its own; yields the shell that reaches it."""
    folder.chmod(0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    port = free_port()
    Path("/run/sshd").mkdir(exist_ok=True)  # where sshd gives up its rights; a service would make it
    lines = [f"ListenAddress 127.0.0.1:{port}", f"HostKey {folder}/host", f"AuthorizedKeysFile {folder}/authorized"]
    lines += ["PasswordAuthentication no", "StrictModes no", "UsePAM no", "PidFile none", "PermitRootLogin yes"]
    (folder / "sshd_config").write_text("\n".join(lines) + "\n", encoding="ascii")
    with (folder / "sshd.log").open("wb") as log:
        running = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log)
        try:
            wait_for(port, running)
            options = "-o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
            options += f" -o ControlMaster=auto -o ControlPersist=2 -o ControlPath={folder}/%C"
            yield f"ssh -p {port} -i {folder}/user {options}"
        finally:
            running.terminate()
            running.wait()
