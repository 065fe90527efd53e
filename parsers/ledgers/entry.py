"""The ledger as facts.

Sign: an amount is positive when it increases what the counterparty owes us (a customer's invoice, our payment to a
supplier), whatever the export's own convention.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    CUSTOMER = "customer"  # accounts receivable
    SUPPLIER = "supplier"  # accounts payable


class EntryKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    JOURNAL = "journal"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One posted row. `row` is the file's row as a spreadsheet numbers it (header = 1); `id` is unique in the ledger."""

    id: str
    row: int
    account: str
    date: dt.date
    amount: Decimal
    kind: EntryKind | None = None
    due_date: dt.date | None = None
    references: tuple[str, ...] = ()  # the document's own number first, then theirs
    description: str = ""
    currency: str | None = None
    open_amount: Decimal | None = None
    cleared_on: dt.date | None = None  # when its last open amount was cleared; None: open, or the export does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAccount:
    """One account of one counterparty in one currency: its opening balance and its entries by date."""

    account: str
    name: str = ""
    currency: str | None = None
    opening: Decimal = Decimal(0)
    opening_date: dt.date | None = None
    entries: tuple[LedgerEntry, ...] = ()

    def balance(self, as_of: dt.date | None = None) -> Decimal:
        """Return opening + entries up to and including `as_of` (all where None)."""
        return self.opening + sum(
            (entry.amount for entry in self.entries if as_of is None or entry.date <= as_of), Decimal(0)
        )
