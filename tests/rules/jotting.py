"""Statements and ledgers as an accountant would jot them down, a row a line: `2026-03-05 invoice INV-1 120.00 ; words`.

Kind and number may be "-"; several numbers are joined by "+", a blank inside one is "_". `open 30.00` before the words gives an
open amount. Amounts on the statement are in its own sign, in the ledger in ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from parsers.document import Place
from parsers.ledgers.entry import EntryKind, LedgerAccount, LedgerEntry, Role
from parsers.statements.statement import Figure, Form, LineKind, Period, Proof, Statement, StatementLine, Verdict
from rules.as_at import roll
from rules.checker import faults
from rules.laying import lay
from rules.model.difference import Difference, Reason
from rules.model.reconciliation import Reconciliation
from rules.model.terms import Terms
from rules.model.told import Told
from rules.pool import Pool
from rules.reconcile import reconcile

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
_PLACE = Place(document="0" * 64, reader="jotted")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _row(text: str) -> tuple[str, str, tuple[str, ...], Decimal, Decimal | None, str]:
    facts, _, words = text.partition(";")
    date, kind, numbers, amount, *rest = facts.split()
    references = () if numbers == "-" else tuple(number.replace("_", " ") for number in numbers.split("+"))
    open_amount = Decimal(rest[1]) if rest[:1] == ["open"] else None
    return date, kind, references, Decimal(amount.replace(",", "")), open_amount, words.strip()


def statement(
    rows: str,
    *,
    opening: str | None = "0.00",
    closing: str | None = "",
    form: Form = Form.BALANCE_FORWARD,
    period: Period | None = MARCH,
    date: dt.date | None = None,
    verdict: Verdict = Verdict.PROVEN,
    currency: str | None = None,
    credit_raises: bool | None = None,
) -> Statement:
    """Return the statement; `closing` "" adds up by itself, None is not printed."""
    lines = []
    for text in filter(None, map(str.strip, rows.splitlines())):
        when, kind, references, amount, _open, words = _row(text)
        lines.append(
            StatementLine(
                date=None if when == "-" else day(when),
                amount=amount,
                place=_PLACE,
                kind=None if kind == "-" else LineKind(kind),
                references=references,
                description=words,
            )
        )
    first = Decimal(opening) if opening is not None else None
    total = sum((line.amount for line in lines), first or Decimal(0))
    last = total if closing == "" else None if closing is None else Decimal(closing)
    return Statement(
        document="0" * 64,
        reader="jotted",
        form=form,
        lines=tuple(lines),
        period=period,
        date=date,
        currency=currency,
        opening=None if first is None else Figure(first),
        closing=None if last is None else Figure(last),
        credit_raises=credit_raises,
        proof=Proof(verdict),
    )


def ledger(rows: str, *, opening: str = "0.00", account: str = "10023", currency: str | None = None) -> LedgerAccount:
    entries = []
    for position, text in enumerate(filter(None, map(str.strip, rows.splitlines())), start=2):
        when, kind, references, amount, open_amount, words = _row(text)
        entries.append(
            LedgerEntry(
                id=str(position),
                row=position,
                account=account,
                date=day(when),
                amount=amount,
                kind=None if kind == "-" else EntryKind(kind),
                references=references,
                description=words,
                open_amount=open_amount,
            )
        )
    return LedgerAccount(account=account, opening=Decimal(opening), entries=tuple(entries), currency=currency)


def laid(
    theirs: Statement,
    ours: LedgerAccount,
    terms: Terms | None = None,
    *,
    role: Role = Role.CUSTOMER,
    statement_date: dt.date | None = None,
    other_accounts: Sequence[LedgerAccount] = (),
    told: Told | None = None,
) -> Reconciliation:
    """Reconcile, and demand of every result that the independent checker finds it sound."""
    found = reconcile(
        theirs,
        ours,
        terms or Terms(),
        role=role,
        statement_date=statement_date,
        other_accounts=other_accounts,
        told=told,
    )
    assert () == faults(found, theirs, ours)
    return found


def groups(found: Reconciliation) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    return [(match.lines, match.entries) for match in found.matches]


def reasons(found: Reconciliation) -> list[str]:
    return sorted(difference.reason.value for difference in found.differences)


def the_difference(found: Reconciliation, reason: Reason) -> Difference:
    """Return the only difference, which must have this reason."""
    assert [reason] == [difference.reason for difference in found.differences]
    return found.differences[0]


def pool(theirs: str, ours: str, *, terms: Terms | None = None, opening: str = "0.00", sign: int = 1) -> Pool:
    """Return the pool of a statement and an account at the end of March 2026, as jotted."""
    paper = statement(theirs, opening=opening)
    as_at = roll(paper, ledger(ours), sign, day("2026-03-31"))
    return lay(paper, as_at, sign=sign, terms=terms or Terms(), role=Role.CUSTOMER)
