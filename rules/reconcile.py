"""A statement laid against our ledger: one page from facts to reconciliation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from parsers.ledgers.entry import LedgerAccount, Role
from parsers.statements.statement import Statement, Verdict
from rules import as_at, bridge, by_hand, known
from rules.differences import disputed, doubt
from rules.differences.ladder import LADDER as REASONS
from rules.differences.rest import Rest
from rules.laying import lay
from rules.matching.ladder import LADDER as RULES
from rules.model.by_hand import ByHand
from rules.model.difference import Difference
from rules.model.match import Certainty, Match
from rules.model.reconciliation import LedgerView, Reconciliation
from rules.model.terms import Terms
from rules.model.told import Told
from rules.orientation import orient
from rules.pool import Pool


def reconcile(
    statement: Statement,
    account: LedgerAccount,
    terms: Terms = Terms(),  # noqa: B008 — frozen
    *,
    role: Role = Role.CUSTOMER,
    statement_date: dt.date | None = None,
    other_accounts: Sequence[LedgerAccount] = (),
    told: Told | None = None,
    said: ByHand = ByHand(),  # noqa: B008 — frozen
) -> Reconciliation:
    """Return matches, differences and the bridge, all amounts in our sign.

    Every line and every entry laid against the lines is in exactly one match or one difference. The order of the account's
    entries does not matter. `statement_date` outdoes the printed date. `told` is what the counterparty was told with its latest
    statement before (`rules.known.told_with`); `said` is what a person said of this one.
    """
    as_of, printed = as_at.date_of(statement, statement_date)
    laid = partial(_as_of, statement, account, terms, role, other_accounts=other_accounts, told=told, said=said)
    found = laid(as_of=as_of)
    if printed or as_of is None:
        return found
    # No date is printed: their books may have been closed some days after their last line, when we had posted the rest too.
    later = max((entry.date for entry in found.ledger.entries if entry.date > as_of), default=None)
    if later is None:
        return found
    again = laid(as_of=later)
    return again if len(again.differences) < len(found.differences) else found


def _as_of(
    statement: Statement,
    account: LedgerAccount,
    terms: Terms,
    role: Role,
    *,
    as_of: dt.date | None,
    other_accounts: Sequence[LedgerAccount],
    told: Told | None,
    said: ByHand,
) -> Reconciliation:
    oriented = orient(statement, account, account.balance(as_of), role)
    answered = None if told is None else (told.as_of, told.theirs)
    ours = as_at.roll(statement, account, oriented.sign, as_of, answered=answered)
    carried = known.carries(told, statement, ours.opening_theirs, ours.opening)
    pool = lay(
        statement,
        ours,
        sign=oriented.sign,
        terms=terms,
        role=role,
        foreign=not _one_currency(statement, account),
        carried=carried,
    )
    by_hand.join(pool, said)
    with by_hand.kept_apart(pool, said):
        left = known.clear(pool, told) if told is not None and carried else []
        for rule in RULES:
            rule(pool)
        open_still = known.clear_by_amount(pool, left, told) if told is not None else ()

    view = _view(pool, account, ours)
    opened = bool(account.opening) or account.opening_date is not None
    rest = Rest(pool, as_of, ours.opening_theirs, view.opening, ours.before, other_accounts, open_still, opened)
    differences: list[Difference] = []
    for reason in REASONS:
        differences.extend(reason(rest))
    differences = doubt.marked(pool, differences)
    matches = _matches(pool, as_of, nothing_left=not differences)
    theirs = bridge.their_balance(statement, oriented.sign, view.opening)
    remainder = bridge.unexplained(view.balance, theirs, differences)
    if remainder is not None:
        differences.append(remainder)
    explained = by_hand.named(pool, disputed.marked(pool, differences), said)
    found = Reconciliation(
        statement=statement,
        ledger=view,
        orientation=oriented.orientation,
        orientation_proved=oriented.proved,
        line_amounts=tuple(as_at.turned(line.amount, oriented.sign) for line in statement.lines),
        opening_theirs=ours.opening_theirs,
        matches=matches,
        differences=explained,
        bridge=bridge.build(view.balance, theirs, explained),
        agreed=False,
        notes=tuple(pool.notes),
    )
    return replace(
        found,
        differences=known.marked(found, told),
        agreed=_one_currency(statement, account) and not pool.notes and _agreed(found),
    )


def _view(pool: Pool, account: LedgerAccount, ours: as_at.AsAt) -> LedgerView:
    """Return what was laid against the statement; items that a line took in from before the period leave our opening balance."""
    aside = pool.prior | pool.later | pool.rolled
    taken = [entry for k, entry in enumerate(pool.entries) if k not in aside]
    period = {entry.id for entry in ours.period}
    early = sum(
        (entry.amount for entry in taken if entry.id not in period and not _is_later(entry.date, ours)), Decimal(0)
    )
    rolled = sum((pool.entries[k].amount for k in pool.rolled), Decimal(0))
    posted = {
        entry.id: entry for entry in account.entries
    }  # as exported: to the day rolled, an open amount may be unknown
    entries = tuple(posted[entry.id] for entry in taken)
    return LedgerView(account.account, ours.opening - early + rolled, ours.balance, ours.as_of, entries)


def _is_later(day: dt.date, ours: as_at.AsAt) -> bool:
    return ours.as_of is not None and day > ours.as_of


def _matches(pool: Pool, as_of: dt.date | None, *, nothing_left: bool) -> tuple[Match, ...]:
    """Return the matches. Where nothing is left over on either side, a doubt that rests on rivals alone falls away: whichever
    of two equal payments is which, both are there.
    """
    matches = [
        Match(
            lines=tuple(sorted(group.lines)),
            entries=pool.entry_ids(group.entries),
            rule=group.rule,
            certainty=Certainty.CERTAIN if nothing_left and group.plausible else group.certainty,
            unambiguous=group.unambiguous,
        )
        for group in pool.groups
        if group.gap is None and not any(as_of is not None and pool.entries[k].date > as_of for k in group.entries)
    ]
    return tuple(sorted(matches, key=lambda match: (match.lines or (len(pool.theirs),), match.entries)))


def _one_currency(statement: Statement, account: LedgerAccount) -> bool:
    return not statement.currency or not account.currency or statement.currency == account.currency


def _agreed(found: Reconciliation) -> bool:
    """The strict test: nothing is left over, all of it is certain, and both balances tie. A tied gap alone is never enough."""
    lines = {line for match in found.matches for line in match.lines}
    entries = {entry for match in found.matches for entry in match.entries}
    return (
        found.statement.proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}
        and found.orientation_proved
        and not found.differences
        and all(match.certainty is Certainty.CERTAIN for match in found.matches)
        and lines == set(range(len(found.line_amounts)))
        and entries == {entry.id for entry in found.ledger.entries}
        and found.statement.closing is not None
        and found.bridge.theirs == found.bridge.ours == found.ledger.balance
        and found.opening_theirs == found.ledger.opening
    )
