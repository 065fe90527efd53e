"""Differences that were told before: known again on a later statement, carried through its opening balance, gone when they clear.

A difference is the same one where it rests on the same rows, or has the same reason, document and amount. On a statement
that carries a balance forward, what was open at its beginning hides in the opening balances: there it is told item by item,
and an entry by which we have made it good since is no difference of the new period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import Form, Statement, StatementLine
from rules.document_numbers import number_form
from rules.gaps import Nature
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Certainty
from rules.model.reconciliation import Reconciliation
from rules.model.told import Row, Told, ToldDifference
from rules.pool import Group, Pool, Side, likely_nature

_NOT_YET_OURS = frozenset({Reason.MISSING_IN_LEDGER, Reason.TIMING_STATEMENT})
_SINCE = 31  # days after the statement within which we book what was not yet ours, where no number says so
_RULE = "told_before"


def told_with(earlier: Reconciliation) -> Told | None:
    """Return what was open in a reconciliation that was answered; None where it names no day."""
    as_of = earlier.ledger.as_of
    if as_of is None:
        return None
    entries = {entry.id: entry for entry in earlier.ledger.entries}
    found = []
    for one in earlier.differences:
        if one.reason is Reason.UNEXPLAINED:
            continue
        first, times, date = one.facts.get("first_told"), one.facts.get("times"), one.facts.get("date")
        found.append(
            ToldDifference(
                amount=one.amount,
                reason=Reason(str(one.facts.get("carried", one.reason.value))),
                reference=str(one.facts.get("reference", "")),
                kind=str(one.facts.get("kind", Nature.UNKNOWN.value)),
                date=_day(date),
                rows=_rows(one, earlier.statement.lines, earlier.line_amounts, entries) or _carried_rows(one),
                first_told=_day(first) or as_of,
                times=times + 1 if isinstance(times, int) else 1,
            )
        )
    return Told(as_of=as_of, theirs=earlier.bridge.theirs, differences=tuple(found))


def carries(told: Told | None, statement: Statement, opening_theirs: Decimal | None, opening_ours: Decimal) -> bool:
    """Whether the statement goes on where the answered one ended: its opening balance is that closing balance, and the gap between
    the opening balances is exactly what was told.
    """
    return (
        told is not None
        and bool(told.differences)
        and statement.form is not Form.OPEN_ITEM
        and opening_theirs == told.theirs
        and sum((one.amount for one in told.differences), Decimal(0)) == told.theirs - opening_ours
    )


def clear(pool: Pool, told: Told) -> list[ToldDifference]:
    """Before anything else is matched: take out of the pool what bears the number of an item that was told and makes it good, on
    either side. Return what is left.
    """
    return [one for one in told.differences if not _listed_since(pool, one) and not _posted_since(pool, one, told)]


def clear_by_amount(pool: Pool, left: Sequence[ToldDifference], told: Told) -> tuple[ToldDifference, ...]:
    """After all is matched: what was not yet ours, and what we alone have posted since in that amount and kind. It is noted, since
    another item of that amount would look so too. Return what is open still.
    """
    since = told.as_of.toordinal()
    open_still = []
    for one in left:
        alike = [
            k
            for k in pool.ours.ordered()
            if pool.ours.cents[k] == int(one.amount * pool.scale)
            and since < (pool.ours.days[k] or 0) <= since + _SINCE
            and likely_nature(pool.ours, k, pool.role).value == one.kind
        ]
        twins = [each for each in left if each.amount == one.amount]
        if one.reason not in _NOT_YET_OURS or len(alike) != 1 or len(twins) != 1:
            open_still.append(one)
            continue
        pool.roll(alike)
        pool.notes.append(
            f"We take our {one.kind.replace('_', ' ')} of {pool.entries[alike[0]].date} for the one that was open on "
            f"{told.as_of}; only its amount says so."
        )
    return tuple(open_still)


def marked(found: Reconciliation, told: Told | None) -> tuple[Difference, ...]:
    """Return the differences with those that were told before named as such: facts `first_told` (day) and `times`."""
    if told is None or found.ledger.as_of is None or told.as_of > found.ledger.as_of:
        return found.differences
    entries = {entry.id: entry for entry in found.ledger.entries}
    left = list(told.differences)
    marked_ones = []
    for one in found.differences:
        rows = _rows(one, found.statement.lines, found.line_amounts, entries)
        known = None if "first_told" in one.facts else next((each for each in left if _same(one, rows, each)), None)
        if known is not None:
            left.remove(known)
        marked_ones.append(one if known is None else again(one, known))
    return tuple(marked_ones)


def again(difference: Difference, known: ToldDifference) -> Difference:
    """Return the difference with since when and how often it was told."""
    facts: dict[str, Fact] = {**difference.facts, "first_told": known.first_told, "times": known.times}
    often = "once" if known.times == 1 else f"{known.times} times"
    text = f"{difference.explanation} Told {often} before, first as at {known.first_told}."
    return replace(difference, facts=facts, explanation=text)


def _same(one: Difference, rows: tuple[Row, ...], known: ToldDifference) -> bool:
    if one.amount != known.amount:
        return False
    if rows and rows == known.rows:
        return True
    if not rows and not known.rows:  # a gap between opening balances, as it was
        return one.reason is known.reason
    reference = number_form(str(one.facts.get("reference", "")))
    return one.reason is known.reason and bool(reference) and reference == number_form(known.reference)


def _rows(
    difference: Difference,
    lines: Sequence[StatementLine],
    amounts: Sequence[Decimal],
    entries: Mapping[str, LedgerEntry],
) -> tuple[Row, ...]:
    rows = [_row("theirs", lines[k].references, lines[k].date, amounts[k]) for k in difference.lines]
    rows += [
        _row("ours", found.references, found.date, found.amount)
        for one in difference.entries
        if (found := entries.get(one)) is not None
    ]
    return tuple(sorted(rows, key=str))


def _carried_rows(difference: Difference) -> tuple[Row, ...]:
    """An item in the opening balances has no rows any more, only its number."""
    number = number_form(str(difference.facts.get("reference", "")))
    return (("carried", (number,), None, difference.amount),) if "carried" in difference.facts and number else ()


def _row(side: str, references: Sequence[str], day: dt.date | None, amount: Decimal) -> Row:
    numbers = tuple(sorted({form for reference in references if (form := number_form(reference))}))
    return side, numbers, None if numbers else day, amount


def _day(fact: Fact | None) -> dt.date | None:
    return fact if isinstance(fact, dt.date) else None


def _listed_since(pool: Pool, one: ToldDifference) -> bool:
    """Take the line that lists what we alone had: it takes our earlier entry in."""
    cents = -int(one.amount * pool.scale)
    if not cents or any(row[0] == "theirs" for row in one.rows):
        return False
    lines, before = _bearing(pool.theirs, one, cents), _bearing_before(pool, one, cents)
    if len(lines) != 1 or len(before) != 1 or _bearing(pool.ours, one, cents):
        return False
    pool.take(Group((lines[0],), (before[0],), _RULE, Certainty.CERTAIN))
    pool.opening_gap = (pool.opening_gap or 0) + cents
    return True


def _posted_since(pool: Pool, one: ToldDifference, told: Told) -> bool:
    """Take the entry by which we have come to their balance on this item: it goes into our opening balance."""
    cents, since = int(one.amount * pool.scale), told.as_of.toordinal()
    entries = [k for k in _bearing(pool.ours, one, cents) if (pool.ours.days[k] or 0) > since]
    if not cents or len(entries) != 1 or _bearing(pool.theirs, one, cents):
        return False
    pool.roll(entries)
    return True


def _bearing(side: Side, one: ToldDifference, cents: int) -> list[int]:
    """Return the free rows of a side with the item's number and this amount."""
    wanted = one.numbers
    return [k for k in side.ordered() if side.cents[k] == cents and wanted & set(side.numbers[k])]


def _bearing_before(pool: Pool, one: ToldDifference, cents: int) -> list[int]:
    wanted = one.numbers
    return [k for k in sorted(pool.prior) if pool.ours.cents[k] == cents and wanted & set(pool.ours.numbers[k])]
