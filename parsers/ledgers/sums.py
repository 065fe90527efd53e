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
        self._whole = [Decimal(0), Decimal(0)]
        self._block = [Decimal(0), Decimal(0)]

    def add(self, account: str, movement: Decimal) -> None:
        """Count a posting or an opening balance (debit - credit)."""
        if account != self._account:
            self._account, self._block = account, [Decimal(0), Decimal(0)]
        side = 0 if movement > 0 else 1
        self._whole[side] += abs(movement)
        self._block[side] += abs(movement)

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
        for up, down in (self._block, self._whole):
            if len(found) == 1:
                if found[0] is not None and abs(found[0]) in {abs(up - down), up + down}:
                    return True
                continue
            either = max(up, down)  # the last sum of an account book shows both sides equal
            if all(amount is None or amount in {side, either} for amount, side in zip(found, (up, down), strict=True)):
                return True
        return False
