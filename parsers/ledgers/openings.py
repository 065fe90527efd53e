"""What each account carried in: from opening rows, from printed balances, and from sheet to sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parsers.ledgers.balances import Balances
from parsers.ledgers.cells import CellRefused
from parsers.ledgers.rows import Key, LedgerRefused, OpeningBalance


@dataclass(slots=True)
class _Row:
    number: int
    date: dt.date | None
    amount: Decimal | None  # None: its balance says it


class Openings:
    """Follows the accounts of one sheet. `closings` holds what earlier sheets of the file closed with: an opening that repeats
    it is the same money and is not handed out again.
    """

    def __init__(self, closings: dict[Key, Decimal], *, signed: bool, printed: bool) -> None:
        self._closings = closings
        self._balances = Balances(signed=signed)
        self._printed = printed
        self._rows: dict[Key, _Row] = {}
        self._moved: dict[Key, Decimal] = {}

    def opened(
        self, key: Key, number: int, date: dt.date | None, *, amount: Decimal | None, balance: Decimal | None
    ) -> None:
        """Note an opening row, which gives a printed balance or an amount in our sign. One further down must say what the rows
        above it come to. Raises CellRefused and BalanceContradicted.
        """
        first = self._rows.get(key)
        if balance is not None:
            self._balances.open(key, number, balance)
        elif first is not None and (first.amount or Decimal(0)) + self._moved.get(key, Decimal(0)) != (
            amount or Decimal(0)
        ):
            raise CellRefused(
                f"account {key[0]} has a second opening balance, which does not follow from the rows above it"
            )
        if first is None:
            self._rows[key] = _Row(number, date, None if balance is not None else (amount or Decimal(0)))

    def moved(self, key: Key, number: int, movement: Decimal, balance: Decimal | None) -> None:
        """Note a posting. Raises BalanceContradicted where its printed balance does not follow."""
        self._moved[key] = self._moved.get(key, Decimal(0)) + movement
        if self._printed:
            self._balances.post(key, number, movement, balance)

    def balances(self) -> Iterator[OpeningBalance]:
        """Yield the opening balances of this sheet. Raises LedgerRefused and BalanceContradicted."""
        told: dict[Key, tuple[int, Decimal]] = {
            key: (row.number, row.amount) for key, row in self._rows.items() if row.amount is not None
        }
        for key, number, amount in self._balances.openings():
            if key in told and told[key][1] != amount:
                raise LedgerRefused(
                    told[key][0],
                    f"the opening balance {told[key][1]} of account {key[0]} does not lead to its printed balances",
                )
            told[key] = (self._rows[key].number if key in self._rows else number, amount)
        for key, (number, amount) in told.items():
            before = self._closings.get(key)
            if before is None:
                if amount or key in self._rows:
                    date = self._rows[key].date if key in self._rows else None
                    yield OpeningBalance(account=key[0], amount=amount, row=number, date=date, currency=key[1])
            elif before != amount:
                raise LedgerRefused(
                    number,
                    f"account {key[0]} opens with {amount}, but the sheets before close it with {before}; export one sheet, or the months in their order",
                )
        for key in self._moved.keys() | told.keys():
            opening = self._closings.get(key)
            if opening is None:
                opening = told[key][1] if key in told else Decimal(0)
            self._closings[key] = opening + self._moved.get(key, Decimal(0))
