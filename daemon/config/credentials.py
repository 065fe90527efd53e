"""Secrets, by name: from systemd's credentials, else from a file that only its owner can read.

They never stand in the configuration or the environment, both of which are shown, copied and logged too easily.
systemd.exec(5), LoadCredential=: each credential is a file in $CREDENTIALS_DIRECTORY.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from daemon.config.load import ConfigError

_KEYS = ("-----BEGIN ", "{")
"""How keys begin that have several lines: PEM, and JSON as Google hands it out."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class CredentialError(ConfigError):
    """A secret is missing or lies open; the message says which and what to do, and never its content."""


def secret(name: str, beside: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Return the secret `name`, without the line feed that editors leave at its end.

    Looked for in $CREDENTIALS_DIRECTORY, then as a file of that name in `beside` (the configuration's directory).
    Raises `CredentialError`.
    """
    if not _NAME.fullmatch(name):
        raise CredentialError(f'"{name}" is no name of a credential: letters, digits, "-", "_" and "." only.')
    found = os.environ if environment is None else environment
    handed = found.get("CREDENTIALS_DIRECTORY")
    if handed and Path(handed, name).is_file():
        return _content(Path(handed, name), name)
    if beside is not None and Path(beside, name).is_file():
        path = Path(beside, name)
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise CredentialError(f"Others can read the credential {path}: run chmod 600 on it.")
        return _content(path, name)
    places = (
        "under systemd with LoadCredential="
        if beside is None
        else f"as {Path(beside, name)} (mode 600), or under systemd with LoadCredential="
    )
    raise CredentialError(f'The credential "{name}" is missing: provide it {places}.')


def secrets_beside(directory: Path) -> Callable[[str], str]:
    """Return `secret` bound to the configuration's directory, as connectors want it."""
    return partial(secret, beside=directory)


def _content(path: Path, name: str) -> str:
    try:
        text = path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise CredentialError(f'The credential "{name}" is not text in UTF-8.') from None
    except OSError as error:
        raise CredentialError(f'The credential "{name}" cannot be read from {path}: {error.strerror}.') from None
    if not text or "\0" in text or ("\n" in text and not text.lstrip().startswith(_KEYS)):
        raise CredentialError(
            f'The credential "{name}" must be exactly one line, a PEM or a JSON key; {path} is none of them.'
        )
    return text
