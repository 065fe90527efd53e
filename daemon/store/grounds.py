"""What a decision stood on, kept with its case so that the same decision can be derived again: the terms as they were, what the
counterparty had been told, which accounts were laid beside each other, and every fact that the gates were given.

Statement, reconciliation and problems are findings of their own and are not repeated here; a ledger's rows stay in their version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, get_type_hints

import msgspec

from parsers.document import Problem
from parsers.ledgers.entry import LedgerAccount, Role
from parsers.statements.statement import Statement
from rules.model.by_hand import ByHand
from rules.model.case_facts import CaseFacts
from rules.model.reconciliation import Reconciliation
from rules.model.terms import Terms
from rules.model.told import Told

COMPARED, FACTS = "compared", "facts"
"""The kinds of finding that keep them."""

_APART = frozenset({"statement", "reconciliation", "problems", "looks_like"})

AccountName = tuple[str, str | None]
"""An account and the currency in which it was posted."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement was laid against, besides the rows of the ledger."""

    account: AccountName
    others: tuple[AccountName, ...]
    role: Role
    terms: Terms
    told: Told | None
    said: ByHand = ByHand()  # by staff, of this case


def compared(  # noqa: PLR0917 - as many as it is made of
    account: LedgerAccount,
    others: tuple[LedgerAccount, ...],
    role: Role,
    terms: Terms,
    told: Told | None,
    said: ByHand = ByHand(),  # noqa: B008 - frozen
) -> Compared:
    fresh = replace(terms, numbers=replace(terms.numbers))  # without what it has worked out for itself meanwhile
    named = tuple((other.account, other.currency) for other in others)
    return Compared(
        account=(account.account, account.currency), others=named, role=role, terms=fresh, told=told, said=said
    )


def keep_compared(found: Compared) -> str:
    return msgspec.json.encode(found).decode()


def read_compared(content: str) -> Compared:
    return msgspec.json.decode(content, type=Compared)


def keep_facts(facts: CaseFacts) -> str:
    """Return the facts as JSON, without those that are kept apart and without the counterparty's passwords."""
    counterparty = None if facts.counterparty is None else replace(facts.counterparty, passwords=())
    bare = replace(facts, counterparty=counterparty, statement=None, reconciliation=None, problems=(), looks_like=None)
    kept = msgspec.to_builtins(bare)
    return msgspec.json.encode({name: value for name, value in kept.items() if name not in _APART}).decode()


def kept_mail_date(content: str) -> date | None:
    """Return from kept facts the day in the mail's Date field."""
    return msgspec.json.decode(content, type=_Day).mail_date


class _Day(msgspec.Struct):
    mail_date: date | None = None


def read_facts(
    content: str,
    statement: Statement | None,
    reconciliation: Reconciliation | None,
    problems: tuple[Problem, ...],
    looks_like: str | None,
) -> CaseFacts:
    """Return the facts as the gates were given them; what an older program did not gather has its usual value."""
    kept: Mapping[str, Any] = msgspec.json.decode(content)
    hints = get_type_hints(CaseFacts)
    given = {
        field.name: msgspec.convert(kept[field.name], hints[field.name])
        for field in fields(CaseFacts)
        if field.name in kept and field.name not in _APART
    }
    return CaseFacts(
        **given, statement=statement, reconciliation=reconciliation, problems=problems, looks_like=looks_like
    )
