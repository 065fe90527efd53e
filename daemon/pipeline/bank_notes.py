"""What the files of a mail say of bank accounts, kept with each of its cases; and which account numbers are new for a counterparty.

A changed account need not be called so: a paper that prints another number than all before is as telling as a letter. Only mails whose
answers have left count as before, since nobody has looked at the others.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from daemon.store import Store
from daemon.store.cases import Case
from parsers.bank_accounts import accounts_in
from parsers.document import Document
from parsers.statements.statement import Recognition

BANK_NOTES = "bank_notes"
"""The kind of finding."""

Notes = tuple[tuple[str, str], ...]
"""(file's name, words)."""

_EARLIER = 24


def notes_of(read: Iterable[tuple[Document, Recognition]]) -> Notes:
    """Return what the files of one mail say of bank accounts."""
    return tuple((document.name, note) for document, found in read for note in found.notes)


def keep(notes: Notes) -> tuple[tuple[str, str], ...]:
    """Return the finding of a new case, none where there is nothing to keep."""
    if not notes:
        return ()
    return ((BANK_NOTES, msgspec.json.encode(notes).decode("utf-8", "replace")),)


def read_notes(content: str | None) -> Notes:
    return () if content is None else msgspec.json.decode(content, type=Notes)


def new_accounts(store: Store, tx: Connection, case: Case, notes: Notes) -> tuple[str, ...]:
    """Return the bank accounts that this mail's files name and none of the counterparty's answered ones, where those named any."""
    if not notes or not case.counterparty:
        return ()
    answered = store.cases.answered(tx, case.counterparty, None, BANK_NOTES, _EARLIER, besides=case.id)
    earlier = (content for _, content in answered)
    known = _accounts(note for content in earlier for note in read_notes(content))
    return tuple(sorted(_accounts(notes) - known)) if known else ()


def _accounts(notes: Iterable[tuple[str, str]]) -> set[str]:
    return {account for _, text in notes for account in accounts_in(text)}
