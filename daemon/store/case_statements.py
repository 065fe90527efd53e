"""The statements of daemon/store/cases.py that are run for every mail."""

from __future__ import annotations

from functools import cache

from sqlalchemy import bindparam, delete, func, insert, select, update

from daemon.store import schema
from daemon.store.prepared import Prepared, one_of
from daemon.store.states import CaseState, MessageState, ReplyState

_CASE, _MESSAGE, _REPLY, _FOUND = schema.case.c, schema.message.c, schema.outbox.c, schema.finding.c

ONE = Prepared(select(schema.case).where(_CASE.id == bindparam("case")))
NUMBERED = Prepared(
    select(schema.case).where(_CASE.message == bindparam("message"), _CASE.number == bindparam("number"))
)
OF_MESSAGE = Prepared(select(schema.case).where(_CASE.message == bindparam("message")).order_by(_CASE.number))
NEW = Prepared(
    insert(schema.case).returning(_CASE.id),
    (
        *("message", "number", "state", "created_at", "updated_at"),
        *("document", "document_name", "counterparty", "fingerprint"),
    ),
)
_OF_KIND = (_FOUND.case_id == bindparam("case"), _FOUND.kind == bindparam("kind"))
FINDING = Prepared(select(_FOUND.content).where(*_OF_KIND))
FINDINGS = Prepared(select(_FOUND.kind, _FOUND.content).where(_FOUND.case_id == bindparam("case")))
FORGET = Prepared(delete(schema.finding).where(*_OF_KIND))
KEEP = Prepared(insert(schema.finding), ("case_id", "kind", "content"))

_BY_MAIL = select(_CASE.id).join(schema.message, _MESSAGE.id == _CASE.message)
_BEFORE = (_CASE.counterparty == bindparam("counterparty"), _CASE.id < bindparam("case"))
EARLIER_STATEMENT = Prepared(
    _BY_MAIL.where(
        *_BEFORE, _CASE.fingerprint != "", _CASE.message != bindparam("message"), _MESSAGE.authenticated
    ).limit(1)
)


WITH_A_STEP = Prepared(
    select(func.count()).where(one_of(_CASE.state, (CaseState.RECOGNISED, CaseState.RECONCILED, CaseState.DECIDED)))
)
RECEIVED = Prepared(select(func.count()).where(_MESSAGE.state == str(MessageState.RECEIVED)))


@cache
def moving(written: tuple[str, ...]) -> Prepared:
    held = (_CASE.id == bindparam("of_case"), _CASE.state == bindparam("was"), _CASE.claimed_by == bindparam("held_by"))
    return Prepared(update(schema.case).where(*held), written)


@cache
def answered(on_account: bool) -> Prepared:
    query = (
        select(_CASE.id)
        .join(schema.outbox, _REPLY.case_id == _CASE.id)
        .where(
            _CASE.counterparty == bindparam("counterparty"),
            _CASE.id != bindparam("besides"),
            _REPLY.state == str(ReplyState.SENT),
            one_of(_REPLY.kind, ("confirm", "differences")),
        )
        .order_by(_REPLY.id.desc())
        .limit(bindparam("most"))
    )
    return Prepared(query.where(_CASE.account == bindparam("account")) if on_account else query)
