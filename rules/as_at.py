"""Our ledger rolled to the statement's date: what stood in our books then, where its period begins, and what lies outside.

Later postings are never called differences; what was booked before the period is in the opening balance, except where the
opening balances differ and a line repeats it: then the item crossed the turn of the period and is laid against the lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from parsers.statements.statement import Form, Statement

_BEFORE = dt.timedelta(days=62)  # how far before the period an item may have been booked that they show in it


@dataclass(frozen=True, slots=True)
class AsAt:
    """`period` holds the entries laid against the lines, `before` and `later` the others; `near_before` those that may have
    crossed into the period. `opening` is ours before `period`; `opening_theirs` is in our sign, None where it is neither
    printed nor follows from the closing balance.
    """

    as_of: dt.date | None
    date_printed: bool
    opening: Decimal
    opening_theirs: Decimal | None
    balance: Decimal
    period: tuple[LedgerEntry, ...]
    before: tuple[LedgerEntry, ...]
    later: tuple[LedgerEntry, ...]
    near_before: tuple[LedgerEntry, ...] = ()

    @property
    def opening_ties(self) -> bool:
        return self.opening_theirs is not None and self.opening_theirs == self.opening


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


def roll(statement: Statement, account: LedgerAccount, sign: int, as_of: dt.date | None, *, printed: bool) -> AsAt:
    """Return our account as at `as_of`, split at the beginning of the statement's period."""
    entries = sorted(
        (_still_open(entry, as_of) for entry in account.entries), key=lambda entry: (entry.date, entry.row, entry.id)
    )
    upto = [entry for entry in entries if as_of is None or entry.date <= as_of]
    later = [entry for entry in entries if as_of is not None and as_of < entry.date]
    balance = account.opening + _sum(upto)
    opening_theirs = _opening(statement, sign)
    if statement.form is Form.OPEN_ITEM:
        theirs = Decimal(0) if statement.opening is None else opening_theirs
        return AsAt(as_of, printed, account.opening, theirs, balance, tuple(upto), (), tuple(later))
    begin = _begin(statement, account, upto, opening_theirs)
    before, period = upto[:begin], upto[begin:]
    first = period[0].date if period else as_of
    start = (statement.period.start if statement.period else None) or first
    near = [entry for entry in before if start is not None and entry.date >= start - _BEFORE]
    return AsAt(
        as_of,
        printed,
        account.opening + _sum(before),
        opening_theirs,
        balance,
        tuple(period),
        tuple(before),
        tuple(later),
        tuple(near),
    )


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


def _begin(
    statement: Statement, account: LedgerAccount, entries: Sequence[LedgerEntry], opening_theirs: Decimal | None
) -> int:
    """Return how many entries lie before the period: by its printed start, else where our balance ties to their opening,
    else by the first line.
    """
    start = statement.period.start if statement.period else None
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
    return early[-1] if early else ties[0]


def _sum(entries: Sequence[LedgerEntry]) -> Decimal:
    return sum((entry.amount for entry in entries), Decimal(0))
