"""Files named on the command line, as documents and streams."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError, unusable
from daemon.sandbox.apart import recognise_apart
from daemon.sandbox.host import SandboxError
from parsers.document import Document
from parsers.statements.statement import Recognition

EXISTING_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
CONFIGURATION = click.Path(dir_okay=False, path_type=Path)


def read_document(path: Path) -> Document:
    """Return the file as a document named as the file is, without its folders. Raises `CommandError`."""
    try:
        return Document(path.name, path.read_bytes())
    except OSError as error:
        raise unusable(f"{path} cannot be read: {error.strerror}.") from None


def recognised(path: Path) -> Recognition:
    """Return what the file holds, read in the sandbox as the service would. Raises `CommandError`."""
    try:
        return recognise_apart(read_document(path))
    except SandboxError as error:
        raise CommandError(str(error)) from None
