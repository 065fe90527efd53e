"""The evidence pack of one case: a zip that says by itself what came, what was read, what stood in our books, and why it was
answered as it was. `rederive` derives the same decision from it without the store.

    manifest.json        every file with its hash; which program wrote it
    case.json            the case and its mail, as the store has them
    original.eml         the mail byte for byte; document the file that the case is about, which case.json names
    statement.json       what was read, each line with its place; problems.json what could not be
    corrections.json     what staff corrected, those taken back included; read.json the statement without them
    ledger.json          the version (file, hash, when imported) and the rows of the account as they were
    compared.json        terms, what the counterparty had been told, which accounts were laid beside each other
    reconciliation.json  matches, differences, bridge
    facts.json           every fact that the gates were given; decision.json what they said
    reply.json, reply.eml  the row of the outbox, and the bytes as they were handed over
    audit.json           every row of the audit about this case or its mail, each with its hash

Passwords are left out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import io
import os
import platform
import secrets
import zipfile
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec

from daemon.mail.mime import as_bytes
from daemon.pipeline.work import Work
from daemon.store import forms
from daemon.store.cases import Case
from daemon.store.corrections import CORRECTIONS, READ
from daemon.store.findings import DECISION, PROBLEMS, RECONCILIATION, STATEMENT
from daemon.store.grounds import COMPARED, FACTS, AccountName, read_compared
from daemon.store.messages import Message
from parsers.ledgers.entry import LedgerAccount

FORMAT = 1
FINDINGS = (READ, CORRECTIONS, STATEMENT, PROBLEMS, COMPARED, RECONCILIATION, FACTS, DECISION)
_LIBRARIES = ("tieout", "pypdfium2", "pdfplumber", "pdfminer.six", "camelot-py", "python-calamine", "lxml", "msgspec")
_DATE = (1980, 1, 1, 0, 0, 0)  # the same pack of the same case is the same bytes


class PackRefused(Exception):
    """The pack cannot be made or read; the message says why."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Where our rows come from, and the account's rows as they were; `others` are rows of other accounts with an amount of the
    statement: what else stands there is nobody's evidence.
    """

    name: str
    sha256: str
    imported_at: dt.datetime
    account: LedgerAccount
    others: tuple[LedgerAccount, ...]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The case and its mail as the store has them, and what its document is called there."""

    case: Case
    mail: Message
    document: str | None = None
    media_type: str | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Every file of the pack with its hash. `program` names versions by name."""

    format: int
    case: int
    exported_at: dt.datetime
    program: dict[str, str]
    files: dict[str, str]


def export(work: Work, case: Case, target: Path) -> Manifest:
    """Write the pack of a case to `target`, whole or not at all. Raises `PackRefused`, `ArchiveDamaged`."""
    files = _files(work, case)
    manifest = Manifest(
        format=FORMAT,
        case=case.id,
        exported_at=work.clock(),
        program=_program(),
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, content in {"manifest.json": _json(manifest), **files}.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packing.writestr(entry, content)
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(stream.getvalue())
                file.flush()
                os.fsync(file.fileno())
            partial.rename(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PackRefused(f"{target} cannot be written: {error.strerror}.") from error
    return manifest


def _files(work: Work, case: Case) -> dict[str, bytes]:
    store = work.store
    message = store.messages.get(case.message)
    if message.pruned_at is not None:
        raise PackRefused(
            f"What case {case.id} stood on was removed on {message.pruned_at:%Y-%m-%d}, its time being over."
        )
    about = About(case=case, mail=message)
    files = {"original.eml": store.archive.get(message.sha256)}
    for document in work.opened(message).documents:
        if document.sha256 == case.document and about.document is None:
            about = About(case=case, mail=message, document=document.name, media_type=document.media_type)
            files["document"] = document.content
    files["case.json"] = _json(about)
    for kind in FINDINGS:
        content = store.cases.finding(case.id, kind)
        if content is not None:
            files[f"{kind}.json"] = content.encode()
    if f"{COMPARED}.json" in files:
        files["ledger.json"] = _json(
            _ledger(work, case, files[f"{COMPARED}.json"].decode(), files[f"{STATEMENT}.json"].decode())
        )
    reply = store.outbox.of_case(case.id)
    if reply is not None:
        files["reply.json"] = _json(reply)
        mail = store.outbox.mail(reply)
        files["reply.eml"] = store.archive.get(reply.mime) if reply.mime else as_bytes(mail, reply.created_at)
    rows = [
        row for row in store.audit.rows() if row.case == case.id or (row.case is None and row.message == message.id)
    ]
    files["audit.json"] = _json(rows)
    return files


def _ledger(work: Work, case: Case, content: str, statement: str) -> Ledger:
    store, found = work.store, read_compared(content)
    amounts = {abs(line.amount) for line in forms.read_statement(statement).lines}
    version = None if case.ledger_version is None else store.ledgers.version(case.ledger_version)
    if version is None:
        raise PackRefused(f"The version of the ledger that case {case.id} was compared with is not there any more.")

    def rows(name: AccountName) -> LedgerAccount:
        for account in store.ledgers.account(version.id, name[0]):
            if account.currency == name[1]:
                return account
        raise PackRefused(f"Version {version.id} of the ledger lacks account {name[0]}.")

    return Ledger(
        name=version.name,
        sha256=version.sha256,
        imported_at=version.imported_at,
        account=rows(found.account),
        others=tuple(_with_amounts(rows(name), amounts) for name in found.others),
    )


def _with_amounts(account: LedgerAccount, amounts: Collection[Decimal]) -> LedgerAccount:
    entries = tuple(entry for entry in account.entries if abs(entry.amount) in amounts)
    return replace(account, opening=Decimal(0), opening_date=None, entries=entries)


def _program() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:  # run from a tree, or an extra that is not installed
            continue
    return versions


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)
