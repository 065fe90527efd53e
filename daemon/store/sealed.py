"""What the audit vouches for: the digest of each row of the store, told in the chain by the transaction that wrote the row.

`SEALED` names the tables with the columns that tell their rows apart; `UNSEALED` is the whole list of what no digest covers, each
with the reason. A column that is neither named there nor at its default is part of the digest, so that a new column with a
default leaves the digests of older rows as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Column, Table
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.sql.schema import DefaultClause

from daemon.store import desk_schema, schema
from daemon.store.postgresql import NO_NUL

SEALED: Final[Mapping[str, tuple[str, ...]]] = {
    "cursor": ("mailbox", "folder"),
    "message": ("id",),
    "case": ("id",),
    "finding": ("case_id", "kind"),
    "outbox": ("case_id",),
    "ledger_version": ("id",),
    "counterparty": ("code",),
    "restoration": ("id",),
    "legal_hold": ("kind", "value"),
    **{
        table.name: tuple(column.name for column in table.primary_key)
        for table in (
            desk_schema.case_figures,
            desk_schema.case_mark,
            desk_schema.case_note,
            desk_schema.automation_stop,
            desk_schema.desk_user,
            desk_schema.desk_session,
            desk_schema.desk_link,
            desk_schema.staff_mail,
            desk_schema.laid_draft,
        )
    },
}
"""Table -> what tells its rows apart. Each row has a digest in the audit; that of a counterparty covers its keys too."""

PARTS: Final[Mapping[str, tuple[str, str]]] = {"counterparty_key": ("counterparty", "code")}
"""Tables whose rows are part of another's digest: -> (the table of the whole, the column that names its row)."""

SUMMED: Final[Mapping[str, tuple[str, ...]]] = {
    "ledger_account": ("version", "account", "currency"),
    "ledger_entry": ("version", "position"),
}
"""Tables too long for a digest a row: the audit holds sums over each version's rows (daemon/store/sums.py), which name the row
that differs."""

_CLAIM = "Who works on the row just now: written at each claim and each sign of life, without meaning once nobody does."

UNSEALED: Final[Mapping[str, Mapping[str, str]]] = {
    "transition": {"*": "Compared as a whole with the program's own list (daemon/store/states.py)."},
    "audit": {"*": "Its rows vouch for each other: each carries the hash of the one before."},
    "case_difference": {
        "*": "Repeats what the reconciliation of the case says, and is compared with it (daemon/store/differences.py)."
    },
    "reply_tally": {"*": "Counts what the rows of the outbox say, and is compared with them (daemon/store/tally.py)."},
    "message": {"tries": _CLAIM, "claimed_by": _CLAIM, "lease_until": _CLAIM},
    "case": {"tries": _CLAIM, "claimed_by": _CLAIM, "lease_until": _CLAIM},
    "desk_session": {
        "used_at": "When it was last used, written every minute: a session ends at `ends_at`, which is covered."
    },
}
"""Table -> column -> why no digest covers it. "*" stands for the whole table."""

_SUBJECTS: Final[Mapping[str, str]] = {
    "cursor": "The place up to which mailbox {0} was read in {1}",
    "message": "Message {0}",
    "case": "Case {0}",
    "finding": "The {1} of case {0}",
    "outbox": "The reply of case {0}",
    "reply_tally": "The count of replies ({0}, {1})",
    "ledger_version": "Version {0} of the ledger",
    "counterparty": "Counterparty {0}",
    "restoration": "Restoration {0}",
    "legal_hold": "The hold on {0} {1}",
    "case_difference": "Difference {1} of case {0}",
    "case_figures": "The figures of case {0}",
    "case_mark": "What staff laid on case {0}",
    "case_note": "Note {0} on a case",
    "automation_stop": "The stop of automatic answers to {0}",
    "desk_user": "The desk's user {0}",
    "desk_session": "The desk's session {0:.8}",
    "desk_link": "The desk's link {0:.8}",
    "staff_mail": "Mail {0} to staff",
    "laid_draft": "The draft of case {0} in the Drafts folder",
}

Key = tuple[str, str]
"""What tells a row apart, as text; the second part is "" where one column does."""


def covered(table: str) -> tuple[str, ...]:
    """Return the columns of a table that its digests cover, in the order of the schema."""
    without = UNSEALED.get(table, {})
    return tuple(column.name for column in schema.metadata.tables[table].c if column.name not in without)


def subject(table: str, key: Key) -> str:
    """Name a row as people do."""
    return _SUBJECTS[table].format(*key)


class Digester:
    """Makes the digests of one table's rows. `columns` is what it wants to be given of a row, in that order."""

    def __init__(self, table: str) -> None:
        self.columns = covered(table)
        columns = schema.metadata.tables[table].c
        self._named = tuple((name, _default(columns[name])) for name in self.columns)

    def digest(self, values: Sequence[object]) -> bytes:
        """Return the digest of a row as the database's driver gives it: 32 bytes, alike from both databases."""
        told = [
            (name, alike(value)) for (name, default), value in zip(self._named, values, strict=True) if value != default
        ]
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest()


def together(whole: bytes, parts: Sequence[bytes]) -> bytes:
    """Return the digest of a row with the rows that are part of it, in whatever order these come."""
    return hashlib.sha256(b"".join((whole, *sorted(parts)))).digest() if parts else whole


def alike(value: object) -> object:
    """Return a value as both databases keep it: one has no booleans, the other no U+0000 in its texts."""
    if isinstance(value, bool):
        return int(value)
    return value.replace("\0", NO_NUL) if isinstance(value, str) else value


def tables() -> tuple[Table, ...]:
    """Return the tables of which each row has a digest."""
    return tuple(schema.metadata.tables[name] for name in SEALED)


def _default(column: Column[object]) -> object:
    """Return what the database puts into a column that is not named when a row is made."""
    default = column.server_default
    if not isinstance(default, DefaultClause):
        return None
    text = str(default.arg.text if isinstance(default.arg, TextClause) else default.arg)
    if text in {"false", "0"}:
        return 0
    return text
