"""S3-compatible storage for the tests: moto's server, a process of its own that speaks the protocol over HTTP and keeps objects in
memory.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

import boto3
from botocore.config import Config

from daemon.config.archive import Archive
from daemon.store.s3_archive import S3Archive
from tests.support.dovecot import free_port

KEY, SECRET = "key", "secret"


class S3Server:
    """The server; `new_bucket` gives each test its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            assert self._process.poll() is None, "the storage did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server. What it kept is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(60)

    def client(self) -> Any:
        """A client of the tests' own, who may do everything."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            config=Config(s3={"addressing_style": "path"}),
        )

    def new_bucket(self, *, locks: bool = False) -> str:
        self._made += 1
        name = f"tieout-{self._made}"
        self.client().create_bucket(Bucket=name, ObjectLockEnabledForBucket=locks)
        return name

    def settings(self, bucket: str) -> Archive:
        return Archive(
            bucket=bucket, endpoint=self.endpoint, prefix="mail/", key_credential="s3-key", credential="s3-secret"
        )

    def archive(self, bucket: str) -> S3Archive:
        return S3Archive(self.settings(bucket), KEY, SECRET)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/moto-api/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
