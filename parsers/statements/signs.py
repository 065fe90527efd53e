"""How printed movements become signed ones: every way that a paper may mean, the most natural first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.headings import Heading
from parsers.money import Mark
from parsers.statements.columns import Column, indices
from parsers.statements.draft import DraftLine
from parsers.statements.kinds import kind_of
from parsers.statements.plans import Plan
from parsers.statements.seen_row import SeenRow
from parsers.statements.statement import Figure, LineKind
from parsers.statements.surroundings import Facts


@dataclass(frozen=True, slots=True)
class Signs:
    """How printed movements become signed ones.

    `flip`: credits raise the balance. `by`: "column" (debit - credit, or the amount as printed), "direction" (a 借/贷 column beside
    one amount column), "minus" (a column of payments that prints each with a minus), "kind" (payments and credit notes lower what is
    printed without a sign), "balance" (amounts printed without
    any sign, and each printed balance tells whether its line raised or lowered it: the size is still checked).
    """

    flip: bool = False
    by: str = "column"


def ways_of_signs(
    plan: Plan, columns: tuple[Column, ...], lines: Sequence[SeenRow], *, directions: bool
) -> list[Signs]:
    if plan.amount is None:
        sides = {column.heading for column in columns if column.index in plan.movements}
        # without a running balance both may add up: the side in which invoices stand is the one that raises what is owed
        ways = (
            [Signs(flip=True), Signs()] if invoices_in_credit(lines, plan, columns) > 0 else [Signs(), Signs(flip=True)]
        )
        if plan.balance is None and sides <= {Heading.INCREASE, Heading.DECREASE}:
            ways = [Signs()]  # charges raise what is owed, whoever owes; only a printed balance could say otherwise
        credited = [
            row.money[plan.credit].value for row in lines if plan.credit is not None and plan.credit in row.money
        ]
        if any(value < 0 for value in credited) and all(value <= 0 for value in credited):
            # each payment with a minus or in brackets: the column's own way of saying that it lowers
            ways = [*(replace(way, by="minus") for way in ways), *ways]
        return ways
    ways = [Signs(), Signs(flip=True)]
    if directions and any(row.direction in {Mark.DEBIT, Mark.CREDIT} for row in lines):
        by = [Signs(by="direction"), Signs(flip=True, by="direction")]
        ways = [*by, *ways] if len({row.direction for row in lines}) > 1 else [*ways, *by]
    values = [row.money[plan.amount].value for row in lines if plan.amount in row.money]
    if (
        values
        and all(value >= 0 for value in values)
        and not any(row.money[plan.amount].mark for row in lines if plan.amount in row.money)
    ):
        kinds = {kind_of_row(row, columns) for row in lines}
        if kinds & {LineKind.PAYMENT, LineKind.CREDIT_NOTE}:
            ways = [*ways, Signs(by="kind"), Signs(flip=True, by="kind")]
    if plan.balance is not None and not directions and any(value > 0 for value in values):
        ways = [*ways, Signs(by="balance")]
    return ways


def invoices_in_credit(lines: Sequence[SeenRow], plan: Plan, columns: tuple[Column, ...]) -> int:
    """Return how many more lines speak for credits raising the balance than for debits: invoices raise, payments lower."""
    votes = 0
    for row in lines:
        side = (
            1
            if plan.credit in row.money and row.money[plan.credit].value > 0
            else -1
            if plan.debit in row.money and row.money[plan.debit].value > 0
            else 0
        )
        kind = kind_of_row(row, columns)
        votes += side * (
            1 if kind is LineKind.INVOICE else -1 if kind in {LineKind.PAYMENT, LineKind.CREDIT_NOTE} else 0
        )
    return votes


def kind_of_row(row: SeenRow, columns: tuple[Column, ...]) -> LineKind | None:
    return kind_of(
        row.text(indices(columns, Heading.KIND)),
        row.text(indices(columns, Heading.DESCRIPTION, Heading.REMARK)),
        row.text(indices(columns, Heading.REFERENCE)),
    )


def signed_by_balance(
    lines: list[DraftLine], opening: Figure | None, facts: Facts, *, descending: bool
) -> list[DraftLine]:
    """Give each unsigned amount the sign in which the balances go; where neither fits it stays as it is, and the chain fails."""
    before = opening.amount if opening is not None else facts.openings[0].amount if facts.openings else None
    order = range(len(lines) - 1, -1, -1) if descending else range(len(lines))
    result = list(lines)
    for index in order:
        line = result[index]
        if (
            line.amount is not None
            and before is not None
            and line.balance is not None
            and line.amount > 0
            and before - line.amount == line.balance
        ):
            result[index] = replace(line, amount=-line.amount)
        before = line.balance
    return result
