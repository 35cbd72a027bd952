"""Places to publish to, run for tests: object storage with the S3 interface, and a machine behind ssh."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
