"""What the money cells of one row say under one reading of the columns: movement, balance, printed figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.money import Amount, Mark
from parsers.statements.columns import Column
from parsers.statements.draft import ZERO, Side
from parsers.statements.plans import Plan
from parsers.statements.seen_row import SeenRow
from parsers.statements.signs import Signs, kind_of_row
from parsers.statements.statement import Figure, LineKind


def balances_are_marked(rows: Sequence[SeenRow], plan: Plan, *, directed: bool) -> bool:
    """Whether the balances say on which side they stand."""
    if plan.balance is None:
        return False
    if directed and any(row.direction in {Mark.DEBIT, Mark.CREDIT} for row in rows):
        return True
    return any(row.money[plan.balance].mark is not None for row in rows if plan.balance in row.money)


def balance_of(row: SeenRow, amount: Amount, *, directed: bool, marked: bool) -> Decimal:
    if amount.mark is not None:
        return amount.debit_positive if amount.debit_positive is not None else amount.value
    if marked and directed and row.direction is Mark.CREDIT:
        return -amount.value
    return amount.value


def movement_of(row: SeenRow, plan: Plan, signs: Signs, columns: tuple[Column, ...]) -> Decimal | None:
    """Return the movement with debits positive (or as printed in one amount column); None where a cell cannot be read."""
    if row.unreadable and any(index in row.unreadable for index in plan.movements):
        return None
    if plan.amount is not None:
        amount = row.money.get(plan.amount)
        if amount is None:
            return None
        value = amount.debit_positive if amount.debit_positive is not None else amount.value
        if signs.by == "direction" and row.direction is Mark.CREDIT and amount.mark is None:
            return -value
        if signs.by == "kind" and kind_of_row(row, columns) in {LineKind.PAYMENT, LineKind.CREDIT_NOTE}:
            return -value
        return value
    moved = ZERO
    if plan.debit is not None and plan.debit in row.money:
        amount = row.money[plan.debit]
        moved += -amount.value if amount.mark is Mark.CREDIT and plan.credit is None else amount.value
    if plan.credit is not None and plan.credit in row.money:
        value = row.money[plan.credit].value
        moved += value if signs.by == "minus" else -value
    moved += sum((row.money[index].value for index in plan.debits if index in row.money), ZERO)
    return moved - sum((row.money[index].value for index in plan.credits if index in row.money), ZERO)


def printed_of(row: SeenRow, plan: Plan) -> dict[Side, Decimal]:
    found: dict[Side, Decimal] = {}
    for side, index in ((Side.DEBIT, plan.debit), (Side.CREDIT, plan.credit), (Side.AMOUNT, plan.amount)):
        if index is not None and index in row.money:
            amount = row.money[index]
            value = amount.debit_positive if side is Side.AMOUNT else amount.value
            found[side] = amount.value if value is None else value
    for side, more in ((Side.DEBIT, plan.debits), (Side.CREDIT, plan.credits)):
        for index in more:
            if index in row.money:
                found[side] = found.get(side, ZERO) + row.money[index].value
    return found


def figure_of(row: SeenRow, plan: Plan, sign: int, signs: Signs, balance: Decimal | None) -> Figure | None:
    """Return the balance that an opening or closing row prints: in the balance column, else in a movement column."""
    if balance is not None and plan.balance is not None:
        return Figure(balance, row.cells[plan.balance].place, row.money[plan.balance].text)
    if plan.amount is not None and plan.amount in row.money:
        amount = row.money[plan.amount]
        value = amount.debit_positive if amount.debit_positive is not None else amount.value
        if signs.by == "direction" and amount.mark is None:
            if row.direction is None:
                return Figure(
                    value, row.cells[plan.amount].place, amount.text
                )  # a balance without a side: as its reader sees it
            value = -value if row.direction is Mark.CREDIT else value
        return Figure(sign * value, row.cells[plan.amount].place, amount.text)
    if plan.debit in row.money and plan.credit in row.money:
        debit, credit = row.money[plan.debit], row.money[plan.credit]
        if debit.value and credit.value:
            return None  # sums of both columns, not a balance
    for index, side in ((plan.debit, 1), (plan.credit, -1)):
        if (
            index is not None
            and index in row.money
            and (row.money[index].value or plan.credit is None or plan.debit is None)
        ):
            return Figure(sign * side * row.money[index].value, row.cells[index].place, row.money[index].text)
    for index in (plan.debit, plan.credit):
        if index is not None and index in row.money:
            return Figure(ZERO, row.cells[index].place, row.money[index].text)
    other = next((index for index in row.money), None)
    if other is not None and plan.balance is None:
        return None
    return None
