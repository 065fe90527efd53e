"""Files named on the command line, as documents. A saved mail or an archive stands for the files in it, as in the service."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from daemon.cli.exits import CommandError, unusable
from daemon.mail.archives import unpacked
from daemon.mail.attachments import contents_of, contents_of_file, parsed
from daemon.mail.msg import is_saved_mail
from daemon.sandbox.apart import recognise_apart
from daemon.sandbox.host import SandboxError
from parsers.document import Document, Problem
from parsers.readers.base import Access
from parsers.statements.statement import Recognition

EXISTING_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
CONFIGURATION = click.Path(dir_okay=False, path_type=Path)

_NO_PASSWORDS = Access()
_MAIL_STARTS = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|DKIM-Signature): ", re.IGNORECASE
)


def read_document(path: Path) -> Document:
    """Return the file as a document named as the file is, without its folders. Raises `CommandError`."""
    try:
        return Document(path.name, path.read_bytes())
    except OSError as error:
        raise unusable(f"{path} cannot be read: {error.strerror}.") from None


def recognised(path: Path, access: Access = _NO_PASSWORDS) -> list[Recognition]:
    """Return what each document in the file holds, read in the sandbox as the service would. Raises `CommandError`.

    A saved mail or an archive without any document, or with parts that could not be opened, is an entry of its own that says so.
    """
    file = read_document(path)
    documents, problems = documents_in(file)
    try:
        found = [recognise_apart(document, access) for document in documents]
    except SandboxError as error:
        raise CommandError(str(error)) from None
    if found and not problems:
        return found
    if not found and not problems:
        problems = (Problem(code="empty", message=f"{file.name} holds no file that could be a statement."),)
    return [*found, Recognition(file.sha256, file.name, (), tuple(replace(each, place=None) for each in problems))]


def documents_in(file: Document) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents that a file stands for: those in a saved mail or an archive, else itself; and what could not be opened."""
    if _is_mail(file):
        message = parsed(file.content)
        if isinstance(message, Problem):
            return (), (message,)
        contents = contents_of(message)
        return contents.all_documents(), tuple(contents.problems)
    if is_saved_mail(file.content):
        contents = contents_of_file(file)
        return contents.all_documents(), tuple(contents.problems)
    return unpacked(file) or ((file,), ())


def _is_mail(file: Document) -> bool:
    return file.name.lower().endswith(".eml") or _MAIL_STARTS.match(file.content) is not None
