"""Blocks that begin with the party's name and its sums, as Odoo prints them: what is announced must be what follows."""

from __future__ import annotations

from decimal import Decimal

from parsers.ledgers.columns import Columns
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.rows import LedgerRefused
from parsers.sheets.model import SheetRow


class LeadingSums:
    """Follows one block after the other. Amounts are debit - credit; sums may or may not count what was carried in."""

    def __init__(self, columns: Columns, money: RowMoney) -> None:
        self._columns = columns
        self._money = money
        self._row = 0
        self._name = ""
        self._announced: tuple[Decimal | None, ...] = ()
        self._opening = self._debit = self._credit = Decimal(0)

    def begin(self, row: SheetRow, name: str) -> None:
        """Begin a block, after a look at the one that ends here. Raises LedgerRefused and CellRefused."""
        self.finish()
        self._row, self._name = row.number, name
        self._announced = tuple(self._money.amount(row, column) for column in self._columns.money)
        self._opening = self._debit = self._credit = Decimal(0)

    def add(self, movement: Decimal, *, opening: bool = False) -> None:
        """Count a posting or what was carried in."""
        if opening:
            self._opening += movement
        elif movement > 0:
            self._debit += movement
        else:
            self._credit -= movement

    def finish(self) -> None:
        """Raise LedgerRefused where the block is not what its first row announced."""
        if not self._row or all(amount is None for amount in self._announced):
            return
        if len(self._announced) != 2:
            return
        carried = (max(self._opening, Decimal(0)), max(-self._opening, Decimal(0)))
        found = tuple(amount or Decimal(0) for amount in self._announced)
        counted = (self._debit, self._credit)
        with_opening = (counted[0] + carried[0], counted[1] + carried[1])
        net = found[0] - found[1]
        if found not in {counted, with_opening} and net != self._opening + self._debit - self._credit:
            raise LedgerRefused(
                self._row,
                f"{self._name} announces {found[0]} and {found[1]}, but its rows come to {counted[0]} and {counted[1]}: "
                "rows are missing; export with all lines unfolded",
            )
