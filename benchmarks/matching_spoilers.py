"""What must never be called agreed: a cent too much, and errors that cancel each other out."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.matching_levels import Fact, Maker, Row
from rules.model.difference import Reason


def _plain(maker: Maker, count: int) -> list[Fact]:
    facts = [fact for fact in maker.facts if len(fact.theirs) == 1 and len(fact.ours) == 1]
    return maker.chance.sample(facts, count)


def spoil_by_a_cent(maker: Maker) -> None:
    (fact,) = _plain(maker, 1)
    fact.theirs[0].cents += maker.chance.choice((-1, 1))
    fact.reason = Reason.ROUNDING


def _opposite_errors(maker: Maker) -> None:
    one, other = _plain(maker, 2)
    by = maker.chance.choice((1, 900, 10_000, 12_345))
    one.theirs[0].cents += by
    other.theirs[0].cents -= by
    one.reason = other.reason = Reason.AMOUNT_TYPO


def _swapped_amounts(maker: Maker) -> None:
    kind = maker.chance.choice(("invoice", "payment"))
    facts = [
        fact
        for fact in _plain(maker, min(60, len(maker.facts) // 2))
        if fact.ours[0].kind == kind and fact.theirs[0].number
    ]
    if len(facts) < 2 or kind == "payment" or facts[0].ours[0].cents == facts[1].ours[0].cents:
        _opposite_errors(maker)
        return
    one, other = facts[0].theirs[0], facts[1].theirs[0]
    one.number, other.number = facts[0].ours[0].number, facts[1].ours[0].number
    one.cents, other.cents = other.cents, one.cents
    facts[0].reason = facts[1].reason = Reason.AMOUNT_TYPO


def _lost_and_foreign(maker: Maker) -> None:
    """One row is lost, another of the same amount, that is not ours, has crept in on another day."""
    (fact,) = _plain(maker, 1)
    row = fact.theirs[0]
    far = (row.day + maker.chance.randint(25, maker.days - 25)) % maker.days
    number = maker.number(row.kind) if row.kind != "payment" else f"PV{maker.chance.randrange(10_000, 99_999)}"
    maker.facts.append(Fact([Row(far, row.cents, row.kind, number, row.text)], [], Reason.MISSING_IN_LEDGER))
    fact.theirs, fact.reason = [], Reason.MISSING_ON_STATEMENT


def _lost_and_enlarged(maker: Maker) -> None:
    """A row is lost, another grew by it. Weeks apart: within days nobody could tell this from one payment booked as two."""
    while True:
        one, other = _plain(maker, 2)
        if abs(one.ours[0].day - other.ours[0].day) > 15:
            break
    other.theirs[0].cents += one.theirs[0].cents
    one.theirs, one.reason = [], Reason.MISSING_ON_STATEMENT
    other.reason = Reason.OVER_PAYMENT


def spoil_nearby(maker: Maker) -> None:
    """A row of either side is lost, another grew by it, wherever they stand. Counted apart: side by side, without numbers, nothing
    tells this from one payment booked as two; the count says how often chance puts two rows so.
    """
    one, other = _plain(maker, 2)
    if maker.chance.random() < 0.5:
        other.theirs[0].cents += one.theirs[0].cents
        one.theirs, one.reason = [], Reason.MISSING_ON_STATEMENT
        other.reason = Reason.OVER_PAYMENT
    else:
        other.ours[0].cents += one.ours[0].cents
        one.ours, one.reason = [], Reason.MISSING_IN_LEDGER
        other.reason = Reason.SHORT_PAYMENT


def _twice_and_lost(maker: Maker) -> None:
    """One row stands twice, and an equal amount is missing elsewhere, spread over two rows."""
    (one,) = _plain(maker, 1)
    row = one.theirs[0]
    maker.facts.append(Fact([Row(row.day, row.cents, row.kind, row.number, row.text)], [], Reason.DUPLICATE_STATEMENT))
    maker.facts.append(
        Fact([], [Row(row.day, row.cents, row.kind, maker.number(row.kind), row.text)], Reason.MISSING_ON_STATEMENT)
    )


def _in_the_opening(maker: Maker) -> None:
    """A row is lost and its amount stands in their opening balance."""
    (fact,) = _plain(maker, 1)
    maker.serial["opening"] = fact.theirs[0].cents
    fact.theirs, fact.reason = [], Reason.MISSING_ON_STATEMENT


SPOILERS: tuple[Callable[[Maker], None], ...] = (
    _opposite_errors, _swapped_amounts, _lost_and_foreign, _lost_and_enlarged, _twice_and_lost, _in_the_opening,
)  # fmt: skip
