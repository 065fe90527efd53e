"""How facts are kept as JSON and come back as the same facts: statements, problems, reconciliations, decisions, replies.

Everything is native to msgspec but the facts of a difference, whose values may be text, amount, day or number: these are
kept with the name of their kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from daemon.mail.outgoing import OutgoingMail
from parsers.document import Problem
from parsers.statements.statement import Statement
from rules.model.decision import Decision
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Match
from rules.model.reconciliation import Bridge, LedgerView, Orientation, Reconciliation
from rules.number_learning import Evidence


class _Problems(msgspec.Struct):
    problems: tuple[Problem, ...]
    looks_like: str | None = None


def keep_statement(statement: Statement) -> str:
    return msgspec.json.encode(statement).decode()


def read_statement(content: str) -> Statement:
    return msgspec.json.decode(content, type=Statement)


def keep_problems(problems: tuple[Problem, ...], looks_like: str | None) -> str:
    return msgspec.json.encode(_Problems(problems, looks_like)).decode()


def read_problems(content: str) -> tuple[tuple[Problem, ...], str | None]:
    """Return the problems, and what the document looks like where it is no statement."""
    found = msgspec.json.decode(content, type=_Problems)
    return found.problems, found.looks_like


def keep_numbers(evidence: Sequence[Evidence]) -> str:
    return msgspec.json.encode(evidence).decode()


def read_numbers(content: str) -> tuple[Evidence, ...]:
    return msgspec.json.decode(content, type=tuple[Evidence, ...])


def keep_decision(decision: Decision) -> str:
    return msgspec.json.encode(decision).decode()


def read_decision(content: str) -> Decision:
    return msgspec.json.decode(content, type=Decision)


def keep_outgoing(mail: OutgoingMail) -> bytes:
    return msgspec.json.encode(mail)


def read_outgoing(content: bytes) -> OutgoingMail:
    return msgspec.json.decode(content, type=OutgoingMail)


def keep_reconciliation(reconciliation: Reconciliation) -> str:
    """Return a reconciliation as JSON; equal ones give equal text."""
    kept = msgspec.to_builtins(reconciliation)
    for slot, difference in zip(kept["differences"], reconciliation.differences, strict=True):
        slot["facts"] = _keep_facts(difference.facts)
        slot["internal"] = _keep_facts(difference.internal)
    return msgspec.json.encode(kept).decode()


def read_reconciliation(content: str) -> Reconciliation:
    kept: dict[str, Any] = msgspec.json.decode(content)
    return Reconciliation(
        statement=msgspec.convert(kept["statement"], Statement),
        ledger=msgspec.convert(kept["ledger"], LedgerView),
        orientation=Orientation(kept["orientation"]),
        orientation_proved=kept["orientation_proved"],
        line_amounts=msgspec.convert(kept["line_amounts"], tuple[Decimal, ...]),
        opening_theirs=msgspec.convert(kept["opening_theirs"], Decimal | None),
        matches=msgspec.convert(kept["matches"], tuple[Match, ...]),
        differences=tuple(_difference(slot) for slot in kept["differences"]),
        bridge=msgspec.convert(kept["bridge"], Bridge),
        agreed=kept["agreed"],
        notes=tuple(kept["notes"]),
    )


def read_differences(content: str) -> tuple[tuple[Difference, ...], str]:
    """Return the differences of a kept reconciliation and the statement's currency ("" where unknown), without reading the rest."""
    kept: dict[str, Any] = msgspec.json.decode(content)
    return tuple(_difference(slot) for slot in kept["differences"]), kept["statement"]["currency"] or ""


def _difference(slot: dict[str, Any]) -> Difference:
    return Difference(
        amount=Decimal(slot["amount"]),
        reason=Reason(slot["reason"]),
        lines=tuple(slot["lines"]),
        entries=tuple(slot["entries"]),
        facts=_read_facts(slot["facts"]),
        internal=_read_facts(slot["internal"]),
        explanation=slot["explanation"],
        certain=slot["certain"],
    )


def _keep_facts(facts: Mapping[str, Fact]) -> dict[str, list[str]]:
    return {name: [_kind(value), str(value)] for name, value in facts.items()}


def _kind(value: Fact) -> str:
    if isinstance(value, Decimal):
        return "amount"
    if isinstance(value, dt.date):
        return "day"
    return "number" if isinstance(value, int) else "text"


def _read_facts(kept: Mapping[str, list[str]]) -> dict[str, Fact]:
    return {name: _fact(kind, text) for name, (kind, text) in kept.items()}


def _fact(kind: str, text: str) -> Fact:
    match kind:
        case "amount":
            return Decimal(text)
        case "day":
            return dt.date.fromisoformat(text)
        case "number":
            return int(text)
        case _:
            return text
