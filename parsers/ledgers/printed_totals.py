"""Rows that call themselves totals must be what the rows above them come to: an export that was cut or filtered tells by them.

A total may be of an account, of a section with what is nested in it, of a month, or of the whole sheet, with or without what
was carried in. So it is laid against every run of rows that ends above it and begins where something begins.
"""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.ledgers.cells import CellRefused
from parsers.ledgers.columns import Columns
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.rows import Key
from parsers.ledgers.sums import Sums
from parsers.sheets.model import SheetRow

_MOST_BEGINNINGS = 20_000
# Sums of a year, a day or a page are of other rows than those above, or of some of them only.
_OF_OTHER_ROWS = re.compile(
    r"累计|本日|本页|承前|过次|转下|接上|上年|全年|year|ytd|cumul|page|carried|reporter|übertrag|jahr|day|daily|budget|average|平均|percent",
    re.IGNORECASE,
)


class PrintedTotals:
    """Follows one sheet. `sums` counts its postings and openings, as debit - credit."""

    def __init__(self, columns: Columns, money: RowMoney, sums: Sums, *, open_only: bool) -> None:
        self._money = money
        self._figures = (columns.open_amount,) if open_only and columns.open_amount is not None else columns.money
        self._sums = sums
        self._currencies: set[str | None] = set()
        self._carried = self._carried_size = self._printed = Decimal(0)
        self._beginnings: set[tuple[int, Decimal]] = set()
        self._known = True
        self.begin()

    def turn(self, key: Key) -> None:
        """Note that the rows that follow, the next one included, are another account's."""
        self._currencies.add(key[1])
        self.begin()

    def carry(self, amount: Decimal | None, balance: Decimal | None) -> None:
        """Note an opening row: its amount, which the sums count too, or the balance that it prints in a sign of its own."""
        self.begin()
        self._carried += amount or Decimal(0)
        self._carried_size += abs(amount or Decimal(0))
        self._printed += balance or Decimal(0)

    def begin(self) -> None:
        """Note that a run of rows may begin here."""
        if not self._known or len(self._beginnings) > _MOST_BEGINNINGS:
            self._known = False
            return
        self._beginnings.update(enumerate(self._levels()))

    def check(self, row: SheetRow) -> None:
        """Raise CellRefused for a total that no run of rows above comes to."""
        if self._known and len(self._currencies) < 2 and not any(_OF_OTHER_ROWS.search(text) for text in row.texts):
            total = self._total(row)
            if total is not None and not self._explained(total):
                raise CellRefused(
                    f"the total {total} is not what the rows above come to ({self._levels()[0]} in all): rows are missing, or the total is "
                    "of something else; export all rows, or leave the totals out"
                )
        self.begin()

    def _total(self, row: SheetRow) -> Decimal | None:
        try:
            found = [self._money.amount(row, column) for column in self._figures]
        except CellRefused:
            return None  # a formula that was never computed, a percentage: nothing to compare with
        if all(amount is None for amount in found):
            return None
        return (found[0] or Decimal(0)) - sum((amount or Decimal(0) for amount in found[1:]), Decimal(0))

    def _explained(self, total: Decimal) -> bool:
        return any(
            (kind, level - part) in self._beginnings
            for kind, level in enumerate(self._levels())
            for part in {total, -total}
        )

    def _levels(self) -> tuple[Decimal, ...]:
        """Return what the rows come to by now: without and with what was carried in, and with neither sign."""
        carried = self._sums.up - self._sums.down
        moved = self._sums.up + self._sums.down - self._carried_size
        return (carried - self._carried, carried, carried + self._printed, carried - self._printed, moved)
