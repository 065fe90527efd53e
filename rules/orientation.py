"""Whether their sign is ours: decided from the ledger's amounts, the balances, the kinds and the words; proved by arithmetic.

A guess is a guess: `proved` is False unless the ledger or a balance bears it out, and then a gate holds the case.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.ledgers.entry import LedgerAccount, LedgerEntry, Role
from parsers.statements.statement import LineKind, Statement
from rules.document_numbers import number_form
from rules.model.reconciliation import Orientation

_CLEAR = 3  # votes for one side per vote for the other
_OUTVOTES = 3  # numbers that together are believed rather than a balance
_SHORTLY = dt.timedelta(days=10)
_ENOUGH = 1_000  # lines that are asked for their numbers; more would say the same


@dataclass(frozen=True, slots=True)
class Oriented:
    orientation: Orientation
    proved: bool

    @property
    def sign(self) -> int:
        """+1 or -1: what turns an amount of the statement into ours."""
        return 1 if self.orientation is Orientation.SAME else -1


@dataclass(frozen=True, slots=True)
class _Votes:
    same: int = 0
    mirror: int = 0

    @property
    def clear(self) -> bool:
        more, less = max(self.same, self.mirror), min(self.same, self.mirror)
        return more >= _CLEAR * less and more > less

    @property
    def lean(self) -> int:
        return (self.same > self.mirror) - (self.same < self.mirror)


def orient(statement: Statement, account: LedgerAccount, balance: Decimal, role: Role) -> Oriented:
    """Return how the statement's amounts turn into ours. `balance` is ours as at the statement's date."""
    if not _anything(statement):
        return Oriented(Orientation.SAME, proved=True)  # all is zero: nothing rests on the sign
    numbers = _by_number(statement, account.entries)
    amounts = _by_amount(statement, account.entries)
    balances = _by_balance(statement, account, balance)
    if numbers.clear and (numbers.lean * balances.lean >= 0 or max(numbers.same, numbers.mirror) >= _OUTVOTES):
        return Oriented(_of(numbers.lean), proved=True)
    if balances.clear and balances.lean * amounts.lean >= 0 and balances.lean * numbers.lean >= 0:
        return Oriented(_of(balances.lean), proved=True)
    if amounts.clear and balances.lean * amounts.lean >= 0:
        # One amount that happens to be there with this sign is a hint; two are a proof.
        return Oriented(_of(amounts.lean), proved=max(amounts.same, amounts.mirror) >= 2)
    for votes in (numbers, balances, amounts, _by_kind(statement, role)):
        if votes.lean:
            return Oriented(_of(votes.lean), proved=False)
    return Oriented(_by_words(statement, role), proved=False)


def _of(lean: int) -> Orientation:
    return Orientation.SAME if lean > 0 else Orientation.MIRROR


def _anything(statement: Statement) -> bool:
    figures = [figure.amount for figure in (statement.opening, statement.closing) if figure is not None]
    return any((*(line.amount for line in statement.lines), *figures))


def _by_number(statement: Statement, entries: Sequence[LedgerEntry]) -> _Votes:
    """Count lines whose number stands in the ledger with the same amount, as it is and turned.

    A payment that bears its invoice's number has the invoice's amount turned: two kinds are no evidence.
    """
    asked = statement.lines[:_ENOUGH]
    wanted = {form for line in asked for reference in line.references if (form := number_form(reference))}
    found: dict[str, set[tuple[Decimal, str]]] = {}
    for entry in entries:
        for reference in entry.references:
            form = number_form(reference)
            if form in wanted:
                found.setdefault(form, set()).add((entry.amount, entry.kind or ""))
    same = mirror = 0
    for line in asked:
        entries_named = set().union(*(found.get(number_form(reference), set()) for reference in line.references))
        amounts = {amount for amount, kind in entries_named if not kind or not line.kind or kind == line.kind}
        as_it_is, turned = line.amount in amounts, -line.amount in amounts
        if as_it_is != turned and line.amount:
            same, mirror = same + as_it_is, mirror + turned
    return _Votes(same, mirror)


def _by_amount(statement: Statement, entries: Sequence[LedgerEntry]) -> _Votes:
    """Count equal amounts both ways, each as often as it stands on both sides; of one kind where both sides name them."""
    kinds = all(line.kind for line in statement.lines) and all(entry.kind for entry in entries)
    lines = Counter((line.amount, str(line.kind) if kinds else "") for line in statement.lines if line.amount)
    ledger = Counter((entry.amount, str(entry.kind) if kinds else "") for entry in entries if entry.amount)
    same = sum(min(count, ledger[key]) for key, count in lines.items())
    mirror = sum(min(count, ledger[-amount, kind]) for (amount, kind), count in lines.items())
    return _Votes(same, mirror)


def _by_balance(statement: Statement, account: LedgerAccount, balance: Decimal) -> _Votes:
    """A printed balance that ties to one of ours speaks for the sign with which it ties."""
    same = mirror = 0
    if statement.closing is not None and balance:
        same += statement.closing.amount == balance
        mirror += statement.closing.amount == -balance
    if statement.opening is not None and statement.opening.amount:
        openings = _openings(statement, account)
        same += statement.opening.amount in openings
        mirror += -statement.opening.amount in openings
    return _Votes(same, mirror)


def _openings(statement: Statement, account: LedgerAccount) -> set[Decimal]:
    """Return our balances at the beginning of the period: of the day before its printed start, else of the days shortly before
    the first line.
    """
    end = statement.period.start if statement.period else None
    begin = end
    if end is None:
        end = min((line.date for line in statement.lines if line.date), default=None)
        begin = None if end is None else end - _SHORTLY
    if begin is None or end is None:
        return set()
    balance = account.opening + sum((entry.amount for entry in account.entries if entry.date < begin), Decimal(0))
    found = {balance}
    days: dict[dt.date, Decimal] = {}
    for entry in account.entries:
        if begin <= entry.date < end:
            days[entry.date] = days.get(entry.date, Decimal(0)) + entry.amount
    for day in sorted(days):
        balance += days[day]
        found.add(balance)
    return found


def _by_kind(statement: Statement, role: Role) -> _Votes:
    """An invoice to a customer raises what it owes us; one from a supplier lowers it."""
    raising = {LineKind.INVOICE} if role is Role.CUSTOMER else {LineKind.PAYMENT, LineKind.CREDIT_NOTE}
    lowering = {LineKind.PAYMENT, LineKind.CREDIT_NOTE} if role is Role.CUSTOMER else {LineKind.INVOICE}
    same = mirror = 0
    for line in statement.lines:
        if line.amount and line.kind in raising | lowering:
            agrees = (line.amount > 0) == (line.kind in raising)
            same, mirror = same + agrees, mirror + (not agrees)
    return _Votes(same, mirror)


def _by_words(statement: Statement, role: Role) -> Orientation:
    """Credits raise what a customer books as owed to us, and lower what a supplier books as owed by us."""
    if role is Role.SUPPLIER:
        return Orientation.SAME if statement.credit_raises else Orientation.MIRROR
    return Orientation.SAME
