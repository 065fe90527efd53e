"""What the files of a mail say of bank accounts, kept with each of its cases; and which account numbers are new for a counterparty.

A changed account need not be called so: a paper that prints another number than all before is as telling as a letter. Only mails whose
answers have left count as before, since nobody has looked at the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from daemon.store import Store
from daemon.store.cases import Case
from parsers.document import Document
from parsers.statements.statement import Recognition

BANK_NOTES = "bank_notes"
"""The kind of finding."""

Notes = tuple[tuple[str, str], ...]
"""(file's name, words)."""

_EARLIER = 24
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){10,30}")
_NUMBER = re.compile(
    r"(?:账号|帐号|賬號|帳號|bank\s+account(?:\s+(?:no|number))?|kontonummer|compte\s+bancaire)\W{0,6}((?:\d[ -]?){9,30})",
    re.IGNORECASE,
)


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
    earlier = store.cases.answered(tx, case.counterparty, None, BANK_NOTES, _EARLIER, besides=case.id)
    known = {account for content in earlier for account in accounts_in(read_notes(content))}
    return tuple(sorted(accounts_in(notes) - known)) if known else ()


def accounts_in(notes: Notes) -> set[str]:
    """Return the account numbers in the words: IBANs whose check digits hold, and numbers behind the words for one."""
    found: set[str] = set()
    for _, text in notes:
        upper = text.upper()
        for match in _IBAN.finditer(upper):
            iban = _longest_iban(re.sub(r"[ -]", "", match.group()))
            if iban:
                found.add(iban)
        found.update(re.sub(r"\D", "", match[1]) for match in _NUMBER.finditer(text))
    return found


def _longest_iban(text: str) -> str:
    """Return the IBAN at the start of `text` (words may follow without a sign between), "" where none checks."""
    for length in range(min(len(text), 34), 14, -1):
        candidate = text[:length]
        digits = "".join(str(int(char, 36)) for char in candidate[4:] + candidate[:4])
        if int(digits) % 97 == 1:
            return candidate
    return ""
