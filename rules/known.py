"""Differences that were told before: known again on a later statement, carried through its opening balance, gone when they clear.

A difference is the same one where it rests on the same rows, or has the same reason, document and amount. On a statement
that carries a balance forward, what was open at its beginning hides in the opening balances: there it is told item by item,
and an entry by which we have made it good since is no difference of the new period.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import StatementLine
from rules.document_numbers import exact_form
from rules.gaps import Nature
from rules.model.difference import Difference, Fact, Reason
from rules.model.reconciliation import Reconciliation
from rules.model.told import Row, Told, ToldDifference
from rules.pool import Pool, likely_nature

_NOT_YET_OURS = frozenset({Reason.MISSING_IN_LEDGER, Reason.TIMING_STATEMENT})
_SINCE = 31  # days within which we book what they had and we had not, where no number says so
_RULE_ACROSS = "across_the_period"


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


def clear(pool: Pool, told: Told | None, opening_theirs: Decimal | None) -> tuple[ToldDifference, ...]:
    """Take out of the pool the entries by which we have made good since what was told, and return what is still open at the
    beginning of the period; () where the opening balances differ by anything else than that.
    """
    if told is None or pool.open_item or not pool.opening_gap or opening_theirs != told.theirs:
        return ()
    left = _not_taken_in(pool, told)
    if _cents(pool, left) != pool.opening_gap:
        return ()
    open_still = []
    for one in left:
        entries = _made_good_by(pool, one, told)
        if entries is None:
            open_still.append(one)
        else:
            pool.roll(entries)
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
    reference = exact_form(str(one.facts.get("reference", "")))
    return one.reason is known.reason and bool(reference) and reference == exact_form(known.reference)


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
    number = exact_form(str(difference.facts.get("reference", "")))
    return (("carried", (number,), None, difference.amount),) if "carried" in difference.facts and number else ()


def _row(side: str, references: Sequence[str], day: dt.date | None, amount: Decimal) -> Row:
    numbers = tuple(sorted({form for reference in references if (form := exact_form(reference))}))
    return side, numbers, None if numbers else day, amount


def _day(fact: Fact | None) -> dt.date | None:
    return fact if isinstance(fact, dt.date) else None


def _cents(pool: Pool, some: Sequence[ToldDifference]) -> Decimal:
    return sum((one.amount for one in some), Decimal(0)) * pool.scale


def _not_taken_in(pool: Pool, told: Told) -> list[ToldDifference]:
    """Return what was told less what their lines have made good since: those lines took our earlier entries in."""
    taken = Counter(
        -pool.ours.cents[entry]
        for group in pool.groups
        if group.rule == _RULE_ACROSS
        for entry in group.entries
        if pool.entries[entry].date <= told.as_of
    )
    left = []
    for one in told.differences:
        cents = int(one.amount * pool.scale)
        if taken[cents] and all(row[0] == "ours" for row in one.rows):
            taken[cents] -= 1
        else:
            left.append(one)
    return left


def _made_good_by(pool: Pool, one: ToldDifference, told: Told) -> tuple[int, ...] | None:
    """Return the free entry that brings our balance to theirs on this item: it bears its number, or, for what was not yet ours,
    it alone has its amount, kind and a day soon after. The latter is noted, since another item of that amount would look so too.
    """
    since = told.as_of.toordinal()
    wanted = int(one.amount * pool.scale)
    fits = [
        k for k in pool.ours.ordered() if pool.ours.cents[k] == wanted and (pool.ours.days[k] or 0) > since and wanted
    ]
    numbered = [k for k in fits if one.numbers & set(pool.entry_numbers(k))]
    if numbered:
        return (numbered[0],)
    alike = [
        k
        for k in fits
        if (pool.ours.days[k] or 0) <= since + _SINCE and likely_nature(pool.ours, k, pool.role).value == one.kind
    ]
    twins = [each for each in told.differences if each.amount == one.amount]
    if one.reason in _NOT_YET_OURS and len(alike) == 1 and len(twins) == 1:
        pool.notes.append(
            f"We take our {one.kind.replace('_', ' ')} of {pool.entries[alike[0]].date} for the one that was open on "
            f"{told.as_of}; only its amount says so."
        )
        return (alike[0],)
    return None
