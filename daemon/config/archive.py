"""Where originals and sent replies lie, where it is not the state directory."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from daemon.config.section import Section


class Archive(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The originals and the replies that were sent, in S3-compatible storage instead of the state directory. Needs the extra s3."""

    bucket: Annotated[str, Meta(description="The bucket. Empty: `archive` in the state directory.")] = ""
    endpoint: Annotated[
        str,
        Meta(
            description="Address of the storage where it is not Amazon's. http:// only on this machine.",
            examples=["https://s3.example.com"],
        ),
    ] = ""
    region: Annotated[str, Meta(description="Region of the bucket; most other storages take any.")] = ""
    prefix: Annotated[str, Meta(description="What the names of our objects begin with, such as tieout/.")] = ""
    key_credential: Annotated[str, Meta(description="Name of the credential that holds the access key's id.")] = ""
    credential: Annotated[str, Meta(description="Name of the credential that holds the secret access key.")] = ""
    ca_file: Annotated[
        str, Meta(description="PEM file of the authority that signed the storage's certificate; empty: boto3's own.")
    ] = ""
