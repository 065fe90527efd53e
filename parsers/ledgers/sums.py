"""Rows of mere figures under a ledger are sums, if they are what the rows above come to; anything else is a posting gone wrong."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from parsers.ledgers.columns import Columns
from parsers.ledgers.row_money import RowMoney
from parsers.sheets.model import SheetRow


class Sums:
    """Adds up both sides, over the whole sheet and since the account last changed."""

    def __init__(self, columns: Columns, money: RowMoney) -> None:
        self._columns = columns
        self._money = money
        self._account = ""
        self.up = self.down = Decimal(0)  # over the whole sheet
        self._before = (Decimal(0), Decimal(0))  # what they were when the account last changed

    def add(self, account: str, movement: Decimal) -> None:
        """Count a posting or an opening balance (debit - credit)."""
        if account != self._account:
            self._account, self._before = account, (self.up, self.down)
        if movement > 0:
            self.up += movement
        else:
            self.down -= movement

    def explain(self, row: SheetRow, besides: Collection[int] = ()) -> bool:
        """Whether a row without words holds the sums of the rows above it; `besides` are columns that may hold something all the
        same. Raises CellRefused for what is no amount.
        """
        if any(
            text and column not in self._columns.figures and column not in besides
            for column, text in enumerate(row.texts)
        ):
            return False
        found = [self._money.amount(row, column) for column in self._columns.money]
        block = (self.up - self._before[0], self.down - self._before[1])
        for up, down in (block, (self.up, self.down)):
            if len(found) == 1:
                if found[0] is not None and abs(found[0]) in {abs(up - down), up + down}:
                    return True
                continue
            either = max(up, down)  # the last sum of an account book shows both sides equal
            if all(amount is None or amount in {side, either} for amount, side in zip(found, (up, down), strict=True)):
                return True
        return False
