"""The ways in which a table's money columns may be read: which are movements, which is the balance. The printed arithmetic chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.headings import Heading
from parsers.statements.columns import Column, indices


@dataclass(frozen=True, slots=True)
class Plan:
    """One way of reading the money columns (indices, None where not used)."""

    debit: int | None = None
    credit: int | None = None
    amount: int | None = None
    balance: int | None = None
    items: bool = False  # the amounts are what is still open of each item
    level: int = 0  # the second and third pair of columns hold another currency
    bold: bool = False  # against the plain sense of the headings: counts only where printed figures confirm it
    debits: tuple[int, ...] = ()  # further columns on the same side: credit notes beside payments
    credits: tuple[int, ...] = ()

    @property
    def movements(self) -> tuple[int, ...]:
        main = (self.debit, self.credit, self.amount)
        return (*(index for index in main if index is not None), *self.debits, *self.credits)


def plans_of(columns: tuple[Column, ...]) -> list[Plan]:
    """Return the ways of reading the money columns, the most natural first; the document's currency before the local one."""
    debits = indices(columns, Heading.DEBIT, Heading.INCREASE)
    credits_ = indices(columns, Heading.CREDIT, Heading.DECREASE)
    if bool(debits) != bool(credits_):
        # one side in the local currency's words (贷方本币), as where the account is kept in it
        debits = debits or indices(columns, Heading.LOCAL_DEBIT)
        credits_ = credits_ or indices(columns, Heading.LOCAL_CREDIT)
    amounts, balances = indices(columns, Heading.AMOUNT), indices(columns, Heading.BALANCE)
    opens, originals = indices(columns, Heading.OPEN_AMOUNT), indices(columns, Heading.ORIGINAL_AMOUNT)
    paids = indices(columns, Heading.PAID_AMOUNT)
    locals_ = indices(columns, Heading.LOCAL_BALANCE)
    plans: list[Plan] = []
    if opens and not (debits and credits_ and balances):
        plans.extend(
            Plan(amount=opened, balance=balance, items=True) for opened in opens for balance in (*balances, None)
        )
    if debits and credits_ and len(debits) != len(credits_):
        # sales, returns and payments in columns of their own
        plans.extend(
            Plan(debit=debits[0], credit=credits_[0], balance=balance, debits=(*debits[1:],), credits=(*credits_[1:],))
            for balance in _or_none(balances)
        )
    plans.extend(_sided(debits, credits_, balances, [*amounts, *originals, *paids]))
    if opens and not balances:
        # "Outstanding" (欠款余额) beside the movements may be the sum so far
        so_far = [
            *_sided(debits, credits_, opens, paids),
            *(Plan(amount=amount, balance=opens[0]) for amount in amounts),
        ]
        plans.extend(replace(plan, bold=True) for plan in so_far)
    for level, amount in enumerate(amounts):
        plans.extend(Plan(amount=amount, balance=balance, level=level) for balance in _level(balances, amounts, level))
    if opens and debits and credits_ and balances:
        plans.extend(
            Plan(amount=opened, balance=balance, items=True) for opened in opens for balance in (*balances, None)
        )
    if not originals and not opens:
        plans.extend(
            Plan(debit=amount, credit=paid, balance=balance)
            for amount in amounts
            for paid in paids
            for balance in _or_none(balances)
        )
    for original in originals:
        plans.extend(
            Plan(debit=original, credit=paid, balance=balance) for paid in paids for balance in (*balances, None)
        )
        plans.extend(Plan(amount=original, balance=balance) for balance in _or_none(balances))
    # "Balance" of each item, and "Cumulative" beside it
    plans.extend(
        Plan(amount=one, balance=other, items=True, bold=True) for one in balances for other in balances if one < other
    )
    plans.extend(Plan(amount=balance, items=True, bold=True) for balance in balances)
    if not balances:
        # 本期发生额 beside 金额: the second amount may be the balance after it
        plans.extend(Plan(amount=one, balance=other, bold=True) for one in amounts for other in amounts if one != other)
        plans.extend(
            replace(plan, balance=other, bold=True) for plan in _sided(debits, credits_, [], []) for other in amounts
        )
    plans.extend(_unnamed(columns, balances))
    other = 1 if any(not plan.bold for plan in plans) else 0
    local_sides = indices(columns, Heading.LOCAL_DEBIT), indices(columns, Heading.LOCAL_CREDIT)
    plans.extend(replace(plan, level=plan.level + other) for plan in _sided(*local_sides, locals_ or balances, []))
    plans.extend(
        Plan(amount=amount, balance=balance, level=other)
        for amount in indices(columns, Heading.LOCAL_AMOUNT)
        for balance in _or_none(locals_ or balances)
    )
    unique: list[Plan] = []
    for plan in plans:
        if (
            plan not in unique
            and len(set(plan.movements)) == len(plan.movements)
            and plan.balance not in plan.movements
        ):
            unique.append(plan)
    return unique


def _unnamed(columns: tuple[Column, ...], balances: list[int]) -> list[Plan]:
    """Columns under headings of no use otherwise may hold the movements ("Net amount"); printed figures must confirm it."""
    named = indices(
        columns,
        Heading.DEBIT,
        Heading.CREDIT,
        Heading.INCREASE,
        Heading.DECREASE,
        Heading.AMOUNT,
        Heading.PAID_AMOUNT,
        Heading.ORIGINAL_AMOUNT,
    )
    debits, credits_ = (
        indices(columns, Heading.DEBIT, Heading.INCREASE),
        indices(columns, Heading.CREDIT, Heading.DECREASE),
    )
    others = spare_columns(columns)
    if (debits and credits_) or len(others) > 6:
        return []
    plans = [
        Plan(debit=min(one, other), credit=max(one, other), balance=balance, bold=True)
        for one in named
        for other in others
        for balance in _or_none(balances)
    ]
    if not named:
        plans += [Plan(amount=other, balance=balance, bold=True) for other in others for balance in _or_none(balances)]
        plans += [
            Plan(debit=one, credit=other, balance=balance, bold=True)
            for one in others
            for other in others
            if one < other
            for balance in balances
        ]
    return plans


def spare_columns(columns: tuple[Column, ...]) -> list[int]:
    """Return the columns that may hold movements although no heading says so."""
    return [column.index for column in columns if column.heading in {Heading.NET, Heading.OTHER, None}]


def _sided(debits: list[int], credits_: list[int], balances: list[int], others: list[int]) -> list[Plan]:
    if debits and credits_:
        count = min(len(debits), len(credits_))
        return [
            Plan(debit=debits[level], credit=credits_[level], balance=balance, level=level)
            for level in range(count)
            for balance in _level(balances, debits, level)
        ]
    plans: list[Plan] = []
    for side in debits or credits_:
        for balance in _or_none(balances):
            plans.extend(
                Plan(debit=side, credit=other, balance=balance)
                if debits
                else Plan(debit=other, credit=side, balance=balance)
                for other in others
            )
            plans.append(Plan(debit=side, balance=balance) if debits else Plan(credit=side, balance=balance))
    return plans


def _level(balances: list[int], movements: list[int], level: int) -> list[int | None]:
    """Where each movement column has a balance column of its own (two currencies), they belong together in order."""
    if len(balances) == len(movements):
        return [balances[level]]
    return _or_none(balances)


def _or_none(indices_: Sequence[int]) -> list[int | None]:
    return [*indices_] if indices_ else [None]
