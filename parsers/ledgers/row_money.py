"""The money of one row in our sign: its movement, its open amount, and the balance printed beside it."""

from __future__ import annotations

from decimal import Decimal

from parsers.ledgers.cells import CellRefused, amount_at, text_at
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.layout import Layout
from parsers.ledgers.row_kinds import refunds_at
from parsers.ledgers.signs import AmountSign, raises_debt
from parsers.money import Mark, mark_of
from parsers.sheets.model import SheetRow


class RowMoney:
    """Knows the columns and signs of a layout; holds nothing of the rows. What it cannot read exactly raises CellRefused."""

    def __init__(self, layout: Layout, role: Role) -> None:
        self._columns = layout.columns
        self._mark = layout.decimal_mark
        self._titles = {column: " ".join(title.split()) for column, title in layout.columns.titles.items()}
        self._sign = layout.sign
        self._system = layout.system
        self._owing = 1 if role is Role.CUSTOMER else -1  # what raises a supplier's claim lowers ours

    def titled(self, column: int | None) -> str:
        """Return a column's heading, as messages name it."""
        return self._titles.get(-1 if column is None else column, "the cell")

    def amount(self, row: SheetRow, column: int | None, side: Mark | None = None) -> Decimal | None:
        """Return the amount of one cell in the export's own sign, None where nothing stands there."""
        return amount_at(row, column, self.titled(column), self._mark, side)

    def movement(self, row: SheetRow, kind: EntryKind | None, *, checked: bool) -> Decimal | None:
        """Return debit - credit, None where nothing is filled in. `checked`: a printed balance will prove it."""
        columns = self._columns
        if columns.amount is not None:
            amount = self.amount(row, columns.amount)
            return None if amount is None else _plain(self._sided(row, amount, kind))
        if columns.debit is not None:
            pair = (self.amount(row, columns.debit, Mark.DEBIT), self.amount(row, columns.credit, Mark.CREDIT))
            factor = 1
        else:
            pair = (self.amount(row, columns.increase), self.amount(row, columns.decrease))
            factor = self._owing
        if pair == (None, None):
            return None
        if pair[0] and pair[1] and not checked:
            raise CellRefused(f"both sides are filled ({pair[0]} and {pair[1]}) and no balance tells what is meant")
        return _plain(
            factor
            * sum((amount * side for amount, side in zip(pair, (1, -1), strict=True) if amount is not None), Decimal(0))
        )

    def opening(self, row: SheetRow) -> Decimal:
        """Return what an opening row carries in, where no balance column says it."""
        if self._columns.amount is not None and self._columns.direction is None and self._sign is AmountSign.BY_KIND:
            return _plain((self.amount(row, self._columns.amount) or Decimal(0)) * self._owing)
        return self.movement(row, None, checked=False) or Decimal(0)

    def open_amount(self, row: SheetRow, movement: Decimal) -> Decimal | None:
        """Return the open amount: with the sign of its posting where the export prints it without."""
        columns = self._columns
        if columns.open_amount is None:
            return None
        if columns.open_credit is not None:
            pair = (self.amount(row, columns.open_amount), self.amount(row, columns.open_credit))
            return None if pair == (None, None) else _plain((pair[0] or Decimal(0)) - (pair[1] or Decimal(0)))
        if columns.open_amount == columns.amount:
            return movement
        amount = self.amount(row, columns.open_amount)
        if amount is None:
            return None
        if columns.amount is not None and columns.direction is None and self._sign is not AmountSign.BY_KIND:
            return _plain(amount * self._sign.factor)
        return -amount if movement < 0 and amount > 0 else amount

    def still_open(self, row: SheetRow, movement: Decimal, kind: EntryKind | None) -> Decimal:
        """Return what counts of a document in a list of what is open. Raises CellRefused."""
        if self._sign is AmountSign.BY_KIND and self._columns.amount is not None:
            amount = self.amount(row, self._columns.open_amount)
            amount = None if amount is None else _plain(self._sided(row, amount, kind))
        else:
            amount = self.open_amount(row, movement)
        if amount is None:
            raise CellRefused(f"{self.titled(self._columns.open_amount)} is empty; it tells what is still owed")
        return amount

    def balance(self, row: SheetRow) -> Decimal | None:
        """Return the printed balance: debit positive where a direction column gives its side, else in the export's sign."""
        columns = self._columns
        balance = self.amount(row, columns.balance)
        if columns.balance_direction is None:
            return balance
        word = text_at(row, columns.balance_direction)
        mark = mark_of(word)
        if balance is None:
            return Decimal(0) if mark is Mark.LEVEL else None
        if (mark in {None, Mark.LEVEL} and balance) or (mark is None and word):
            raise CellRefused(f"{self.titled(columns.balance_direction)} holds {word!r} beside the balance {balance}")
        return _plain(-balance if mark is Mark.CREDIT else balance)

    def _sided(self, row: SheetRow, amount: Decimal, kind: EntryKind | None) -> Decimal:
        """Return one amount as debit - credit, by its direction column, its sign, or its kind."""
        if self._columns.direction is not None:
            word = text_at(row, self._columns.direction)
            mark = mark_of(word)
            if (mark in {None, Mark.LEVEL} and amount) or (mark is None and word):
                raise CellRefused(
                    f"{self.titled(self._columns.direction)} holds {word!r}, which is neither debit nor credit"
                )
            return -amount if mark is Mark.CREDIT else amount
        if self._sign is not AmountSign.BY_KIND:
            return amount * self._sign.factor
        raising = raises_debt(kind, refund=refunds_at(row, self._columns, self._system))
        if raising is None:
            raise CellRefused("the amount has no sign and the row does not say whether it is an invoice or a payment")
        return amount * self._owing * (1 if raising else -1)


def _plain(amount: Decimal) -> Decimal:
    """Return the amount without a negative zero."""
    return amount or abs(amount)
