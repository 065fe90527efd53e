"""Which earlier case a case repeats: the same statement said again, or the same mail come twice.

"Before" is by the number of the case everywhere here, never by that of the mail: the cases of two mails are not always made in the
order in which the mails came, and two orders would let each of two cases be held for the other. Writers go one at a time, so a
case sees every case of a lower number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from daemon.store import schema
from daemon.store.cases import Case
from daemon.store.messages import Message
from daemon.store.prepared import Prepared, one_of
from daemon.store.states import CaseState, ReplyState


def same_statement(tx: Connection, case: Case, *, authenticated: bool) -> int | None:
    """Return the first other case of this counterparty whose statement says the same.

    An unauthenticated mail cannot stand before an authenticated one: whoever forges a sender must not be able to keep
    the true statement from being answered.
    """
    if not case.fingerprint or not case.counterparty:
        return None
    said = _same_statement(authenticated)
    return _number(said.value(tx, case=case.id, counterparty=case.counterparty, fingerprint=case.fingerprint))


def latest_statements(
    tx: Connection, case: Case, kind: str, *, authenticated: bool, limit: int = 24
) -> Iterator[tuple[int, str]]:
    """Yield the cases of this counterparty before this one with their finding of `kind`, the newest first: those that have a
    reply, or may come to one.

    What was held for what it lacks may be sent again with it. Unauthenticated mails do not stand before authenticated ones,
    as in `same_statement`.
    """
    latest = _latest_statements(authenticated)
    for row in latest.rows(tx, case=case.id, counterparty=case.counterparty, kind=kind, most=limit):
        yield row.id, row.content


def same_mail(tx: Connection, case: Case, message: Message) -> int | None:
    """Return the first case before this one of a mail that came twice, by two roads: sender, Message-ID and document are the same.

    Its bytes differ by what the servers on the way wrote. Unauthenticated mails do not stand before authenticated ones.
    """
    if not message.message_id or not message.sender:
        return None
    found = _same_mail(message.authenticated).value(
        tx,
        case=case.id,
        mail=case.message,
        message_id=message.message_id,
        sender=message.sender,
        document=case.document,
        number=case.number,
    )
    return _number(found)


def same_bytes(tx: Connection, case: Case, message: Message) -> int | None:
    """Return the first case before this one of another mail with the very same bytes."""
    return _number(_SAME_BYTES.value(tx, case=case.id, mail=case.message, sha256=message.sha256))


def _number(found: int | None) -> int | None:
    return None if found is None else int(found)


_CASE, _MESSAGE, _REPLY, _FOUND = schema.case.c, schema.message.c, schema.outbox.c, schema.finding.c

_BEFORE = _CASE.id < bindparam("case")
_FIRST_BEFORE = (  # with its mail; which it is, is added
    select(_CASE.id).join(schema.message, _MESSAGE.id == _CASE.message).where(_BEFORE).order_by(_CASE.id).limit(1)
)
_ANOTHER_MAIL = _CASE.message != bindparam("mail")
_SAME_BYTES = Prepared(_FIRST_BEFORE.where(_ANOTHER_MAIL, _MESSAGE.sha256 == bindparam("sha256")))


@cache
def _same_statement(authenticated: bool) -> Prepared:
    query = _FIRST_BEFORE.where(
        _CASE.counterparty == bindparam("counterparty"), _CASE.fingerprint == bindparam("fingerprint")
    )
    return Prepared(_vouched_for(query, authenticated))


@cache
def _same_mail(authenticated: bool) -> Prepared:
    query = _FIRST_BEFORE.where(
        _ANOTHER_MAIL,
        _MESSAGE.message_id == bindparam("message_id"),
        _MESSAGE.sender == bindparam("sender"),
        _CASE.document == bindparam("document"),
        _CASE.number == bindparam("number"),
    )
    return Prepared(_vouched_for(query, authenticated))


@cache
def _latest_statements(authenticated: bool) -> Prepared:
    under_way = one_of(_CASE.state, (CaseState.RECOGNISED, CaseState.RECONCILED, CaseState.DECIDED))
    stands = _REPLY.state != str(ReplyState.CANCELLED)
    query = (
        select(_CASE.id, _FOUND.content)
        .join(schema.message, _MESSAGE.id == _CASE.message)
        .join(schema.finding, (_FOUND.case_id == _CASE.id) & (_FOUND.kind == bindparam("kind")))
        .outerjoin(schema.outbox, (_REPLY.case_id == _CASE.id) & stands)
        .where(
            _BEFORE,
            _CASE.counterparty == bindparam("counterparty"),
            _CASE.fingerprint != "",
            _REPLY.id.is_not(None) | under_way,
        )
        .order_by(_CASE.id.desc())
        .limit(bindparam("most"))
    )
    return Prepared(_vouched_for(query, authenticated))


def _vouched_for(query: Select[Any], authenticated: bool) -> Select[Any]:
    return query.where(_MESSAGE.authenticated) if authenticated else query


def asked_for_every_mail() -> tuple[Prepared, ...]:
    """Return what is asked here, so that a test can see how."""
    both = (_same_statement, _same_mail, _latest_statements)
    return (*(each(flag) for each in both for flag in (True, False)), _SAME_BYTES)
