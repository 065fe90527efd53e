"""Which earlier case a case repeats: the same statement said again, or the same mail come twice.

"Before" is by the number of the case everywhere here, never by that of the mail: the cases of two mails are not always made in the
order in which the mails came, and two orders would let each of two cases be held for the other. Writers go one at a time, so a
case sees every case of a lower number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from daemon.store import schema
from daemon.store.cases import Case
from daemon.store.messages import Message
from daemon.store.states import CaseState, ReplyState


def same_statement(tx: Connection, case: Case, *, authenticated: bool) -> int | None:
    """Return the first other case of this counterparty whose statement says the same.

    An unauthenticated mail cannot stand before an authenticated one: whoever forges a sender must not be able to keep
    the true statement from being answered.
    """
    if not case.fingerprint or not case.counterparty:
        return None
    table = schema.case
    query = _first_before(case).where(
        table.c.counterparty == case.counterparty,
        table.c.fingerprint == case.fingerprint,
    )
    if authenticated:
        query = query.where(schema.message.c.authenticated)
    return _number(tx, query)


def latest_statements(
    tx: Connection, case: Case, kind: str, *, authenticated: bool, limit: int = 24
) -> Iterator[tuple[int, str]]:
    """Yield the cases of this counterparty before this one with their finding of `kind`, the newest first: those that have a
    reply, or may come to one.

    What was held for what it lacks may be sent again with it. Unauthenticated mails do not stand before authenticated ones,
    as in `same_statement`.
    """
    table, message, finding, outbox = schema.case, schema.message, schema.finding, schema.outbox
    under_way = [str(CaseState.RECOGNISED), str(CaseState.RECONCILED), str(CaseState.DECIDED)]
    query = (
        select(table.c.id, finding.c.content)
        .join(message, message.c.id == table.c.message)
        .join(finding, (finding.c.case_id == table.c.id) & (finding.c.kind == kind))
        .outerjoin(outbox, (outbox.c.case_id == table.c.id) & (outbox.c.state != str(ReplyState.CANCELLED)))
        .where(
            table.c.counterparty == case.counterparty,
            table.c.fingerprint != "",
            table.c.id < case.id,
            outbox.c.id.is_not(None) | table.c.state.in_(under_way),
        )
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    if authenticated:
        query = query.where(message.c.authenticated)
    for row in tx.execute(query):
        yield row.id, row.content


def same_mail(tx: Connection, case: Case, message: Message) -> int | None:
    """Return the first case before this one of a mail that came twice, by two roads: sender, Message-ID and document are the same.

    Its bytes differ by what the servers on the way wrote. Unauthenticated mails do not stand before authenticated ones.
    """
    if not message.message_id or not message.sender:
        return None
    table, other = schema.case, schema.message
    query = _first_before(case).where(
        table.c.message != case.message,
        other.c.message_id == message.message_id,
        other.c.sender == message.sender,
        table.c.document == case.document,
        table.c.number == case.number,
    )
    if message.authenticated:
        query = query.where(other.c.authenticated)
    return _number(tx, query)


def same_bytes(tx: Connection, case: Case, message: Message) -> int | None:
    """Return the first case before this one of another mail with the very same bytes."""
    query = _first_before(case).where(
        schema.case.c.message != case.message,
        schema.message.c.sha256 == message.sha256,
    )
    return _number(tx, query)


def _first_before(case: Case) -> Select[Any]:
    """Select the first case before this one, with its mail; the caller adds which."""
    table, message = schema.case, schema.message
    return (
        select(table.c.id)
        .join(message, message.c.id == table.c.message)
        .where(table.c.id < case.id)
        .order_by(table.c.id)
        .limit(1)
    )


def _number(tx: Connection, query: Select[Any]) -> int | None:
    found = tx.execute(query).first()
    return None if found is None else int(found[0])
