"""The archive in S3-compatible storage: the same contract as the directory's (daemon/store/archive.py), one object a file.

A file is uploaded before anything else happens to its mail, with its SHA-256 for the server to compare, and counts as kept when
what the server holds has that hash: by the server's own word, else read back. What fails for a moment is tried again a few times
here; then the caller's policy waits, as for a full disk. Nothing lies on this machine, so that several share one archive.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random

from daemon.config.archive import Archive as Settings
from daemon.store.archive import Archive, ArchiveDamaged
from daemon.store.migrate import StoreRefused

ATTEMPTS = 4
FIRST_WAIT = 0.3
LONGEST_WAIT = 5.0

_PASSING = frozenset({"SlowDown", "RequestTimeout", "Throttling", "ThrottlingException", "InternalError", "503"})
_ABSENT = frozenset({"NoSuchKey", "404", "NotFound"})

T = TypeVar("T")


class ArchiveUnreachable(OSError):
    """The storage does not answer, or refuses us: the world failed, and the same work may succeed later."""

    def __init__(self, said: str) -> None:
        super().__init__(errno.EIO, said)


class _Passing(ArchiveUnreachable):
    """What may be over in a second."""


class S3Archive(Archive):
    """Objects named PREFIX + the first two digits + "/" + the hash."""

    def __init__(self, settings: Settings, key: str, secret: str) -> None:
        try:
            import boto3  # noqa: PLC0415 - an optional extra
            from botocore.config import Config  # noqa: PLC0415
            from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError  # noqa: PLC0415
            from botocore.exceptions import ConnectionError as Unconnected  # noqa: PLC0415
        except ImportError:
            raise StoreRefused("An archive in S3 needs the extra of that name: pip install 'tieout[s3]'.") from None
        self.place = f"s3://{settings.bucket}/{settings.prefix}"
        self._bucket, self._prefix = settings.bucket, settings.prefix
        self._refused, self._of_client = ClientError, BotoCoreError
        self._unreached = (HTTPClientError, Unconnected)
        try:
            self._client: Any = boto3.client(
                "s3",
                endpoint_url=settings.endpoint or None,
                region_name=settings.region or "us-east-1",
                aws_access_key_id=key,
                aws_secret_access_key=secret,
                verify=settings.ca_file or None,
                config=Config(
                    retries={"total_max_attempts": 1},  # trying again is ours
                    connect_timeout=10,
                    read_timeout=60,
                    s3={"addressing_style": "path" if settings.endpoint else "auto"},
                ),
            )
        except (BotoCoreError, ValueError) as error:
            raise StoreRefused(f"The archive at {self.place} cannot be used: {error}.") from None

    def path(self, sha256: str) -> Path:
        """Objects have no path on this machine."""
        raise StoreRefused(f"{sha256} lies at {self.place}, not on this machine.")

    def put(self, content: bytes) -> str:
        """Keep `content` and return its hash. When this returns, the storage holds these bytes. Idempotent.

        Raises `ArchiveUnreachable`.
        """
        digest = hashlib.sha256(content)
        sha256 = digest.hexdigest()
        checksum = base64.b64encode(digest.digest()).decode("ascii")
        if self._size(sha256) == len(content) and self._holds_these(sha256, checksum):
            return sha256
        self._tried(
            lambda: self._client.put_object(
                Bucket=self._bucket, Key=self._key(sha256), Body=content, ChecksumSHA256=checksum
            )
        )
        if not self._holds_these(sha256, checksum):
            raise ArchiveUnreachable(f"{self.place} did not keep {sha256} as it was sent")
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes, checked against their name. Raises `ArchiveDamaged`, `ArchiveUnreachable`."""
        key = self._key(sha256)

        def read() -> bytes:  # to the end: the line may break in the middle
            return bytes(self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read())

        found = self._tried(read)
        if found is None:
            raise ArchiveDamaged(f"The archive at {self.place} lacks {sha256}; restore it from a backup.")
        if hashlib.sha256(found).hexdigest() != sha256:
            raise ArchiveDamaged(f"The archived file {sha256} at {self.place} was changed; restore it from a backup.")
        return found

    def holds(self, sha256: str) -> bool:
        """Whether there is an object of that name. Raises `ArchiveUnreachable`."""
        return bool(re.fullmatch(r"[0-9a-f]{64}", sha256)) and self._size(sha256) is not None

    def remove(self, sha256: str) -> bool:
        """Remove an object whose time of keeping is over, with every version of it. Return whether it was there and is gone.

        Where the storage's own retention or legal hold keeps it, it stays.
        """
        key, gone = self._key(sha256), False
        listed = self._tried(lambda: self._client.list_object_versions(Bucket=self._bucket, Prefix=key)) or {}
        for version in [*listed.get("Versions", ()), *listed.get("DeleteMarkers", ())]:
            try:
                self._tried(
                    lambda number=version["VersionId"]: self._client.delete_object(  # type: ignore[misc]
                        Bucket=self._bucket, Key=key, VersionId=number
                    )
                )
            except ArchiveUnreachable as refusal:
                if "AccessDenied" in str(refusal):
                    return False
                raise
            gone = True
        return gone

    def names(self) -> Iterator[str]:
        """Yield the hash of every archived file, in order."""
        for name, _ in self.sizes():
            yield name

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield the hash and the size of every archived file, in order of the hash."""
        after: dict[str, str] = {}
        while True:
            page = self._tried(
                lambda given=dict(after): self._client.list_objects_v2(  # type: ignore[misc]
                    Bucket=self._bucket, Prefix=self._prefix, **given
                )
            )
            for each in (page or {}).get("Contents", ()):
                name = str(each["Key"]).rpartition("/")[2]
                if re.fullmatch(r"[0-9a-f]{64}", name):
                    yield name, int(each["Size"])
            if not page or not page.get("IsTruncated"):
                return
            after = {"ContinuationToken": page["NextContinuationToken"]}

    def sweep(self, older_than: float = 0.0) -> int:
        """Nothing is left behind by an interrupted upload: an object is there whole or not at all."""
        del older_than
        return 0

    def check(self) -> list[str]:
        """Write, read and remove a small object. Return what was found. Raises `ArchiveUnreachable`."""
        probe = b"tieout check\n"
        sha256 = self.put(probe)
        self.get(sha256)
        removed = self.remove(sha256)
        return [
            f"{self.place}: written, read" + (" and removed" if removed else "; the storage keeps what was removed")
        ]

    def _key(self, sha256: str) -> str:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ArchiveDamaged(f"{sha256!r} is no name of an archived file.")
        return f"{self._prefix}{sha256[:2]}/{sha256}"

    def _size(self, sha256: str) -> int | None:
        key = self._key(sha256)
        found = self._tried(lambda: self._client.head_object(Bucket=self._bucket, Key=key))
        return None if found is None else int(found["ContentLength"])

    def _holds_these(self, sha256: str, checksum: str) -> bool:
        """Whether the bytes in the storage are those of this name, by its own checksum or by reading them."""
        key = self._key(sha256)
        head = self._tried(lambda: self._client.head_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED"))
        if head is None:
            return False
        if head.get("ChecksumSHA256"):
            return bool(head["ChecksumSHA256"] == checksum)
        try:
            self.get(sha256)
        except ArchiveDamaged:
            return False
        return True

    def _tried(self, ask: Callable[[], T]) -> T | None:
        """Ask the storage, again where the failure may pass. Return None where what is asked for is not there."""
        policy = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_exponential(FIRST_WAIT, max=LONGEST_WAIT) + wait_random(0, FIRST_WAIT),
            retry=retry_if_exception_type(_Passing),
            reraise=True,
        )
        return policy(self._asked, ask)

    def _asked(self, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except self._refused as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _ABSENT:
                return None
            said = f"{self.place} refuses us: {code} {error.response.get('Error', {}).get('Message', '')}".strip()
            status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
            raise (_Passing if code in _PASSING or status >= 500 else ArchiveUnreachable)(said) from None
        except self._unreached as error:
            raise _Passing(f"{self.place} cannot be reached: {error}") from None
        except self._of_client as error:
            raise ArchiveUnreachable(f"{self.place} cannot be used: {error}") from None
