from __future__ import annotations

import itertools

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError

from daemon.store import Store, schema
from daemon.store.states import TRANSITIONS, CaseState, ImpossibleTransition, MessageState, ReplyState, pairs, require
from tests.support.stored import NOW, raw_mail


def test_the_table_names_every_state() -> None:
    assert set(MessageState) == set(TRANSITIONS["message"])
    assert set(CaseState) == set(TRANSITIONS["case"])
    assert set(ReplyState) == set(TRANSITIONS["outbox"])


def test_the_database_holds_the_same_table(store: Store) -> None:
    with store.reading() as connection:
        rows = connection.execute(select(schema.transition)).all()

    assert sorted(pairs()) == sorted((row.noun, row.was, row.becomes) for row in rows)


def test_what_was_sent_or_shadowed_can_never_become_ready_again() -> None:
    for state in (ReplyState.SENT, ReplyState.SHADOW, ReplyState.CANCELLED):
        with pytest.raises(ImpossibleTransition):
            require("outbox", state, ReplyState.READY)


def test_only_a_ready_reply_is_sent_and_only_one_on_its_way_or_out_of_a_backup_is_uncertain() -> None:
    before = {
        state: [was for was, follows in TRANSITIONS["outbox"].items() if state in follows] for state in ReplyState
    }

    assert before[ReplyState.SENDING] == [ReplyState.READY]
    assert before[ReplyState.UNCERTAIN] == [ReplyState.READY, ReplyState.SENDING]
    assert before[ReplyState.SENT] == [ReplyState.SENDING, ReplyState.UNCERTAIN]


def test_the_database_itself_refuses_every_other_transition(store: Store) -> None:
    """Whatever program writes, an answered case cannot be reopened and a sent reply not made ready."""
    allowed = {(was, becomes) for noun, was, becomes in pairs() if noun == "case"}
    mail = raw_mail()
    with store.writing() as tx:
        _, message = store.messages.record(tx, mail, sha256=mail.sha256, now=NOW)
    for number, (was, becomes) in enumerate(itertools.permutations(map(str, CaseState), 2)):
        with store.writing() as tx:
            values = {"id": number, "message": message, "number": number, "state": was}
            tx.execute(insert(schema.case).values(**values, created_at=NOW, updated_at=NOW))
        change = text('UPDATE "case" SET state = :state WHERE id = :id').bindparams(state=becomes, id=number)
        if (was, becomes) in allowed:
            with store.writing() as tx:
                tx.execute(change)
        else:
            with pytest.raises(DatabaseError, match="impossible transition"), store.writing() as tx:
                tx.execute(change)
