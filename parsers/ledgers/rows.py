"""What reading a ledger gives beside entries: opening balances, and the refusal of a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from parsers.ledgers.entry import LedgerEntry

Key = tuple[str, str | None]
"""An account and its currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """What an account carried into the export, in our sign. `row` is where the export says so."""

    account: str
    amount: Decimal
    row: int
    date: dt.date | None = None
    currency: str | None = None


LedgerRow = OpeningBalance | LedgerEntry


class LedgerRefused(Exception):
    """The export cannot be read exactly. `row` is the spreadsheet's row (0: the file as a whole); `reason` says what to do."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}" if row else reason)
        self.row = row
        self.reason = reason
