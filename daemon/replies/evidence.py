"""What a difference or a match rests on: the statement's lines and our entries, as items that a letter or a workbook can name.

Our own descriptions stay out of what a counterparty sees: they are written for the house. An entry that is not part of the account laid
against the statement has no item here: it may be somebody else's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from daemon.replies.safe_text import plain, told
from parsers.document import Place
from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import StatementLine
from rules.model.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of theirs or one entry of ours. `amount` is in our sign; texts are plain."""

    date: dt.date | None
    due_date: dt.date | None
    kind: str  # "invoice" | "credit_note" | "payment" | "journal" | "other"
    references: tuple[str, ...]
    description: str
    amount: Decimal
    place: Place | None = None
    row: int | None = None
    read_as: str = ""

    @property
    def reference(self) -> str:
        return self.references[0] if self.references else ""


@dataclass(frozen=True)
class Evidence:
    """All lines and entries of a reconciliation as items."""

    reconciliation: Reconciliation

    @cached_property
    def _entries(self) -> dict[str, Item]:
        return {entry.id: _ours(entry) for entry in self.reconciliation.ledger.entries}

    @cached_property
    def _lines(self) -> tuple[Item, ...]:
        pairs = zip(self.reconciliation.statement.lines, self.reconciliation.line_amounts, strict=True)
        return tuple(_theirs(line, amount) for line, amount in pairs)

    def theirs(self, lines: Sequence[int]) -> tuple[Item, ...]:
        return tuple(self._lines[index] for index in lines)

    def ours(self, entries: Sequence[str]) -> tuple[Item, ...]:
        return tuple(self._entries[entry] for entry in entries if entry in self._entries)


def _theirs(line: StatementLine, amount: Decimal) -> Item:
    return Item(
        date=line.date,
        due_date=line.due_date,
        kind=(line.kind or "other"),
        references=_references(line.references),
        description=told(line.description),
        amount=amount,
        place=line.place,
        read_as=plain(line.read_as, 40),
    )


def _ours(entry: LedgerEntry) -> Item:
    return Item(
        date=entry.date,
        due_date=entry.due_date,
        kind=(entry.kind or "other"),
        references=_references(entry.references),
        description=plain(entry.description),
        amount=entry.amount,
        row=entry.row,
    )


def _references(references: Sequence[str]) -> tuple[str, ...]:
    return tuple(shown for reference in references if (shown := told(reference, 60)))
