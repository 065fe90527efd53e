"""Our ledger rolled to the statement's date: what stood in our books then, where its period begins, and what lies outside.

Later postings are never called differences; what was booked before the period is in the opening balance, except where the
opening balances differ and a line repeats it: then the item crossed the turn of the period and is laid against the lines.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from parsers.statements.statement import Form, Statement
from rules.document_numbers import number_form

_BEFORE = dt.timedelta(days=62)  # how far before the period an item may have been booked that they show in it
_LONG_BEFORE = dt.timedelta(days=400)  # the same where its number and amount stand in a line


@dataclass(frozen=True, slots=True)
class AsAt:
    """`period` holds the entries laid against the lines, `before` and `later` the others; `near_before` those that may have
    crossed into the period. `opening` is ours before `period`; `opening_theirs` is in our sign, None where it is neither
    printed nor follows from the closing balance.
    """

    as_of: dt.date | None
    opening: Decimal
    opening_theirs: Decimal | None
    balance: Decimal
    period: tuple[LedgerEntry, ...]
    before: tuple[LedgerEntry, ...]
    later: tuple[LedgerEntry, ...]
    near_before: tuple[LedgerEntry, ...] = ()


def date_of(statement: Statement, statement_date: dt.date | None) -> tuple[dt.date | None, bool]:
    """Return the day that the statement speaks of, and whether it was printed or given rather than taken from the last line.

    The end of a printed period comes before the date of printing: a statement for March printed in April closes in March.
    """
    if statement_date is not None:
        return statement_date, True
    last = max((line.date for line in statement.lines if line.date), default=None)
    end = statement.period.end if statement.period else None
    printed = end or statement.date or statement.closing_date
    if printed is None:
        return last, False
    if last is not None and last > printed:
        later = statement.date if statement.date is not None and statement.date >= last else last
        return later, True
    return printed, True


def roll(
    statement: Statement,
    account: LedgerAccount,
    sign: int,
    as_of: dt.date | None,
    *,
    answered: tuple[dt.date, Decimal] | None = None,
) -> AsAt:
    """Return our account as at `as_of`, split at the beginning of the statement's period. `answered`: the day and their balance
    (in our sign) of the statement answered last.
    """
    entries = sorted(
        (_still_open(entry, as_of) for entry in account.entries), key=lambda entry: (entry.date, entry.row, entry.id)
    )
    upto = [entry for entry in entries if as_of is None or entry.date <= as_of]
    later = [entry for entry in entries if as_of is not None and as_of < entry.date]
    balance = account.opening + _sum(upto)
    opening_theirs = _opening(statement, sign)
    if statement.form is Form.OPEN_ITEM:
        theirs = Decimal(0) if statement.opening is None else opening_theirs
        return AsAt(as_of, account.opening, theirs, balance, tuple(upto), (), tuple(later))
    start = _start(statement, opening_theirs, answered)
    begin = _begin(statement, account, upto, opening_theirs, sign=sign, start=start)
    before, period = upto[:begin], upto[begin:]
    start = start or (period[0].date if period else as_of)
    near = [] if start is None else _near_before(statement, before, start, sign)
    return AsAt(
        as_of,
        account.opening + _sum(before),
        opening_theirs,
        balance,
        tuple(period),
        tuple(before),
        tuple(later),
        tuple(near),
    )


def _near_before(statement: Statement, before: Sequence[LedgerEntry], start: dt.date, sign: int) -> list[LedgerEntry]:
    """Return the entries shortly before the period, and of those long before it what the statement lists by number and amount."""
    near = [entry for entry in before if entry.date >= start - _LONG_BEFORE]
    if all(entry.date >= start - _BEFORE for entry in near):
        return near
    listed = {(form, turned(line.amount, sign)) for line in statement.lines for form in _forms(line.references)}
    return [
        entry
        for entry in near
        if entry.date >= start - _BEFORE or any((form, entry.amount) in listed for form in _forms(entry.references))
    ]


def _still_open(entry: LedgerEntry, as_of: dt.date | None) -> LedgerEntry:
    """Return the entry without the open amount that our export shows, where it was cleared only after the statement's date."""
    if as_of is None or entry.cleared_on is None or entry.cleared_on <= as_of:
        return entry
    return replace(entry, open_amount=None)


def _opening(statement: Statement, sign: int) -> Decimal | None:
    if statement.opening is not None:
        return turned(statement.opening.amount, sign)
    if statement.closing is not None:
        return turned(statement.closing.amount - sum((line.amount for line in statement.lines), Decimal(0)), sign)
    return None


def turned(amount: Decimal, sign: int) -> Decimal:
    """Return the amount in our sign; a zero never becomes "-0"."""
    return amount if sign == 1 or not amount else -amount


def _forms(references: Sequence[str]) -> Iterator[str]:
    return filter(None, map(number_form, references))


def _start(
    statement: Statement, opening_theirs: Decimal | None, answered: tuple[dt.date, Decimal] | None
) -> dt.date | None:
    """Return the first day of the period: as printed, else the one after the statement that was answered, where this one goes on
    from its balance. None where nothing says it.
    """
    if statement.period is not None and statement.period.start is not None:
        return statement.period.start
    if answered is None or opening_theirs != answered[1] or statement.opening is None:
        return None
    if any(line.date is not None and line.date <= answered[0] for line in statement.lines):
        return None
    return answered[0] + dt.timedelta(days=1)


def _begin(
    statement: Statement,
    account: LedgerAccount,
    entries: Sequence[LedgerEntry],
    opening_theirs: Decimal | None,
    *,
    sign: int,
    start: dt.date | None,
) -> int:
    """Return how many entries lie before the period: by its start, else where our balance ties to their opening, else by the
    first line. Where it ties more than once, what the lines list decides.
    """
    if start is not None:
        return sum(entry.date < start for entry in entries)
    first = min((line.date for line in statement.lines if line.date), default=None)
    usual: int | None = None
    if not statement.lines:
        usual = len(entries)  # nothing moved: all of ours is behind us, unless our balance ties earlier
    elif first is not None:
        usual = sum(entry.date < first for entry in entries)
    if opening_theirs is None:
        return usual or 0
    ties, balance = [], account.opening
    for position in range(len(entries) + 1):
        boundary = position in {0, len(entries)} or entries[position - 1].date != entries[position].date
        if boundary and balance == opening_theirs:
            ties.append(position)
        if position < len(entries):
            balance += entries[position].amount
    if not ties:
        return usual or 0
    if usual is None:
        return ties[0]
    early = [position for position in ties if position <= usual]
    if len(early) < 2:
        return early[-1] if early else ties[0]
    left_over = _left_over([turned(line.amount, sign) for line in statement.lines], [entry.amount for entry in entries])
    return min(early, key=lambda position: (left_over[position], -position))


def _left_over(lines: Sequence[Decimal], entries: Sequence[Decimal]) -> list[int]:
    """Return for each position how many amounts have no counterpart where the period's entries begin there: what was booked and
    undone within days leaves the balance as it was, and may lie on either side of the turn.
    """
    wanted = Counter(lines)
    counts = [len(lines)]
    for amount in reversed(entries):
        counts.append(counts[-1] + (-1 if wanted[amount] > 0 else 1))
        wanted[amount] -= 1
    return counts[::-1]


def _sum(entries: Sequence[LedgerEntry]) -> Decimal:
    return sum((entry.amount for entry in entries), Decimal(0))
