"""What is printed in a table and taken up by nothing: a reading that leaves figures aside is not complete, whatever its sums say.

A wrong reading that adds up nearly always does so by looking away: it takes one of two columns, passes over the balance that
contradicts, or drops the rows whose figure stands in the other column. So each figure must be a movement, a balance, or an aside
that is known to be one: it repeats the row's amount, is what was billed before payments, or stands in another currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from parsers.headings import Heading
from parsers.statements.columns import Column, indices
from parsers.statements.draft import ZERO, DraftLine
from parsers.statements.fact_words import MONEY_SHAPE
from parsers.statements.labels import Label
from parsers.statements.plans import Plan, spare_columns
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.statement import Figure

_BILLED = frozenset({Heading.ORIGINAL_AMOUNT, Heading.AMOUNT, Heading.DEBIT, Heading.INCREASE})
_PAID = frozenset({Heading.PAID_AMOUNT, Heading.CREDIT, Heading.DECREASE})
_FIGURES = _BILLED | _PAID | {Heading.BALANCE, Heading.OPEN_AMOUNT}
"""Columns of which a statement is made. What stands under other headings (tax, the local currency, days) is beside the account."""
_DECIMALS = re.compile(r"[.,]\d{2}\D*$")


def left_aside(
    columns: tuple[Column, ...], plan: Plan, lines: Sequence[SeenRow], rows: Sequence[SeenRow], *, begun: bool
) -> str:
    """Return why a reading of the columns is not complete, "" where each column is accounted for.

    `lines` are the rows that move, `rows` all rows of the section. `begun`: an opening balance is printed, so that the lines are
    history, and what is still open of each is told beside.
    """
    worded = indices(columns, Heading.DESCRIPTION, Heading.REMARK, Heading.REFERENCE, Heading.KIND)
    if any(_holds_only_amounts(row, worded) for row in lines):
        return "amounts stand where words should"
    if plan.balance is not None:
        unread = [row for row in lines if plan.balance in row.unreadable and digits(row.unreadable[plan.balance])]
        if 5 * len(unread) > len(lines):
            return "printed balances could not be read"
        others = [*indices(columns, Heading.BALANCE), *spare_columns(columns)]
        broken = [
            index for index in others if index not in {plan.balance, *plan.movements} and _breaks_in(index, plan, lines)
        ]
        return f'the balances under "{columns[broken[0]].text}" contradict' if broken else ""
    if _stands_in_halves(columns):
        return "two lists stand side by side"
    if _sides_named(columns, plan) and any(stands_on_both_sides(row, plan) for row in lines):
        return "a line stands on both sides"
    spare = spare_columns(columns)
    for column in columns:
        if column.index in plan.movements or (column.heading not in _FIGURES and column.index not in spare):
            continue
        # deposits of one half, beside the half still open, look like a balance that comes and goes
        paid = plan.items and column.heading in _PAID
        if not paid and balance_runs_in(column.index, plan, lines):
            return f'the figures under "{column.text}" run as a balance, and are left aside'
        if column.heading in _FIGURES and not _explained(column, columns, plan, lines, begun=begun):
            return f'the figures under "{column.text}" are left aside'
        if column.heading is None and not begun and _has_a_total_of_its_own(column.index, plan, lines, rows):
            return f'the figures under "{column.text}" have a total as well'
    return ""


def row_left_aside(columns: tuple[Column, ...], plan: Plan, row: SeenRow) -> bool:
    """Whether a row without a movement under this plan holds a figure all the same: in the column that the plan passes over."""
    figures = {
        column.index: row.money[column.index].value
        for column in columns
        if column.index in row.money
        and row.money[column.index].value
        and (column.heading in _FIGURES or (column.heading is None and row.money[column.index].decimals))
    }
    if not figures:
        return False
    if plan.items:
        # settled in full: what was billed is what was paid, and nothing is open
        billed = [abs(value) for index, value in figures.items() if columns[index].heading in _BILLED]
        paid = [abs(value) for index, value in figures.items() if columns[index].heading in _PAID]
        return len(billed) + len(paid) != len(figures) or sum(billed, ZERO) != sum(paid, ZERO)
    return True


def balance_runs_in(index: int, plan: Plan, lines: Sequence[SeenRow]) -> bool:
    """Whether the figures of a column mostly go from line to line by the lines' own amounts, downwards or upwards.

    One figure that is wrong breaks two links; over both of them the balance still runs.
    """
    told = [(row.money[index].value, _moved(row, plan)) for row in lines if index in row.money]
    return any(_runs(way) for way in (told, [(value, moved) for (value, _), (_, moved) in _upwards(told)]))


def _breaks_in(index: int, plan: Plan, lines: Sequence[SeenRow]) -> bool:
    """Whether a second balance runs, and not all the way."""
    told = [(row.money[index].value, _moved(row, plan)) for row in lines if index in row.money]
    ways = (told, [(value, moved) for (value, _), (_, moved) in _upwards(told)])
    whole = any(
        all(moved in _steps(before, after) or before == after for (before, _), (after, moved) in pairwise(way))
        for way in ways
    )
    return not whole and any(map(_runs, ways))


def _upwards(told: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]]:
    """Return the column from its end, each balance with the movement that leads to it: that of the line below."""
    backwards = list(reversed(told))
    return list(zip(backwards, [(ZERO, ZERO), *backwards], strict=False))


def _runs(told: Sequence[tuple[Decimal, Decimal]]) -> bool:
    links = held = 0
    broken = False
    for number in range(1, len(told)):
        (before, _), (after, moved) = told[number - 1], told[number]
        if before == after:
            continue
        links += 1
        follows = moved in _steps(before, after)
        held += follows
        if broken and not follows:
            (first, _), (_, earlier) = told[number - 2], told[number - 1]
            held += 2 * bool(_steps(first, after) & {moved + earlier, abs(moved - earlier)})
            follows = True  # not to be counted twice
        broken = not follows
    return held >= 2 and 2 * held >= links


def _steps(before: Decimal, after: Decimal) -> set[Decimal]:
    """Return what may lie between two printed balances: their signs may be marks beside them."""
    return {abs(abs(after) - abs(before)), abs(after) + abs(before)} - {ZERO}


def _explained(
    column: Column, columns: tuple[Column, ...], plan: Plan, lines: Sequence[SeenRow], *, begun: bool
) -> bool:
    """Whether the figures of a column that a plan leaves aside say nothing else than the plan's own."""
    pairs = list(_pairs(column.index, plan, lines))
    if all(value == ZERO for value, _ in pairs):
        return True
    if all(value == moved for value, moved in pairs):
        return True
    used = [other for other in columns if other.index in plan.movements]
    if column.currency and all(other.currency and other.currency != column.currency for other in used):
        return True
    if column.heading is not Heading.BALANCE and any(other.heading is column.heading for other in used):
        return True  # the same column once more: another currency's, and `assemble` asks whether that one holds as well
    if _at_one_rate(pairs):
        return True
    if plan.items:
        return column.heading in _PAID or (
            column.heading in _BILLED and all(value >= moved for value, moved in pairs if value)
        )
    if column.heading is Heading.OPEN_AMOUNT:
        return begun and all(value <= moved for value, moved in pairs)
    return False


def _at_one_rate(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Whether a column prints the same movements in another currency. A rate near one could be a tax or a discount as well."""
    rates = sorted(value / moved for value, moved in pairs if value and moved)
    if len(rates) < 3 or any(bool(value) != bool(moved) for value, moved in pairs):
        return False
    middle = rates[len(rates) // 2]
    return not Decimal("0.67") < middle < Decimal("1.5") and rates[-1] - rates[0] < middle / 20


def _stands_in_halves(columns: tuple[Column, ...]) -> bool:
    """Whether dates and amounts stand twice from left to right: two lists printed side by side, one row for both."""
    kinds = [
        "d" if column.heading is Heading.DATE else "m"
        for column in columns
        if column.heading in {Heading.DATE, *_FIGURES}
    ]
    return "dmdm" in "".join(kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before)


def _sides_named(columns: tuple[Column, ...], plan: Plan) -> bool:
    named = {column.heading for column in columns if column.index in plan.movements}
    return named == {Heading.DEBIT, Heading.CREDIT}


def _has_a_total_of_its_own(index: int, plan: Plan, lines: Sequence[SeenRow], rows: Sequence[SeenRow]) -> bool:
    """Whether the row that adds up the movements adds up this column as well: then either could be the amounts."""
    total = sum((row.money[index].value for row in lines if index in row.money), ZERO)
    return total != ZERO and any(
        row.kind is RowKind.LABEL
        and row.label is Label.TOTAL
        and index in row.money
        and row.money[index].value == total
        and row.money.keys() & set(plan.movements)
        for row in rows
    )


def _holds_only_amounts(row: SeenRow, worded: Sequence[int]) -> bool:
    """Whether a column of words holds nothing but amounts with decimals: the row of a box that was taken for a line."""
    return any(
        words and all(MONEY_SHAPE.fullmatch(word) and _DECIMALS.search(word) for word in words)
        for index in worded
        if index in row.texts
        for words in [" ".join(row.texts[index]).split()]
    )


def said_again(
    row: SeenRow, position: int, kept: Sequence[SeenRow], lines: Sequence[DraftLine], opening: Figure | None
) -> bool:
    """Whether a row without a movement only says again what is known: a sum of the lines, or a line with its number and amount."""
    figures = [abs(amount.value) for amount in row.money.values() if amount.value]
    words = _numbers_in(row)
    if any(
        words & _numbers_in(other) and line.amount is not None and figures == [abs(line.amount)]
        for other, line in zip(kept, lines, strict=True)
    ):
        return True
    if row.date_text or words:
        return False
    amounts = [line.amount or ZERO for line in lines]
    sums = [ZERO, *accumulate(amounts)]
    known = {abs(sums[position] - start) for start in sums[: position + 1]}
    known |= {abs(sum((a for a in amounts if a > 0), ZERO)), abs(sum((a for a in amounts if a < 0), ZERO))}
    if opening is not None:
        known.add(abs(opening.amount + sums[position]))
    return all(figure in known for figure in figures)


def _numbers_in(row: SeenRow) -> set[str]:
    words = {word.upper() for parts in row.texts.values() for part in parts for word in part.split()}
    return {word for word in words if sum(char.isdigit() for char in word) > 2}


def _pairs(index: int, plan: Plan, lines: Sequence[SeenRow]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the size of the column's figure and of the row's movement, where the column prints one."""
    for row in lines:
        if index in row.money:
            yield abs(row.money[index].value), _moved(row, plan)


def _moved(row: SeenRow, plan: Plan) -> Decimal:
    """Return the size of what the row moves."""
    if plan.amount is not None:
        return abs(row.money[plan.amount].value) if plan.amount in row.money else ZERO
    debit, credit = (
        sum((row.money[index].value for index in side if index in row.money), ZERO)
        for side in ((plan.debit, *plan.debits), (plan.credit, *plan.credits))
    )
    return abs(debit - credit)


def stands_on_both_sides(row: SeenRow, plan: Plan) -> bool:
    sides = (plan.debit, plan.credit)
    return all(index is not None and index in row.money and row.money[index].value for index in sides)


def digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def unheaded_balances(columns: tuple[Column, ...], plan: Plan, lines: Sequence[SeenRow]) -> list[int]:
    """Return the columns in which a balance runs though none is headed so, for a plan that has none."""
    if plan.balance is not None or indices(columns, Heading.BALANCE):
        return []
    others = [*spare_columns(columns), *indices(columns, *_FIGURES)]
    return [index for index in others if index not in plan.movements and balance_runs_in(index, plan, lines)]
