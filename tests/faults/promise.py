"""What must hold whatever was done to the service, once it has come to rest: nothing is lost, nothing is done twice."""

from __future__ import annotations

import hashlib
from collections import Counter

from sqlalchemy import select

from daemon.observe import events
from daemon.store import Store, schema
from daemon.store.cases import CaseOverview
from daemon.store.messages import Message
from daemon.store.states import CaseState, MessageState, ReplyState
from tests.faults.scenes import Scene, message_id

AT_REST = {CaseState.DONE, CaseState.WAITING}
NEVER_LEFT = {ReplyState.DRAFT, ReplyState.CANCELLED, ReplyState.SHADOW}


def assert_nothing_lost_or_twice(scene: Scene) -> tuple[CaseOverview, ...]:
    """Check the whole promise. Return the cases, in the order in which their mails came.

    Each mail of these tests holds one statement or none, so each has one case.
    """
    lying = scene.lying()
    assert Counter(map(message_id, scene.delivered)) == Counter(map(message_id, lying)), (
        "each mail lies in its mailbox still, and once"
    )
    with scene.looking() as store:
        messages = _messages(store)
        cases = tuple(sorted(store.cases.overviews(limit=10_000), key=lambda row: row.case.id))
        _kept(store, lying, messages)
        _one_outcome_each(messages, cases)
        _left_once(store, scene.accepted(), cases)
        _told_once(store, messages, cases)
        assert [] == list(store.faults()), "audit and archive are as they were written"
    return cases


def outcomes(cases: tuple[CaseOverview, ...]) -> dict[str, tuple[str, str]]:
    """Return subject -> (outcome, state of the reply)."""
    return {row.subject: (row.case.outcome, row.reply_state) for row in cases}


def _messages(store: Store) -> list[Message]:
    with store.reading() as tx:
        return [store.messages.get(row, tx) for row in tx.execute(select(schema.message.c.id)).scalars().all()]


def _kept(store: Store, lying: list[bytes], messages: list[Message]) -> None:
    recorded = Counter(message.sha256 for message in messages)
    assert Counter(hashlib.sha256(content).hexdigest() for content in lying) == recorded, "each mail is recorded once"
    for sha256 in recorded:
        assert sha256 == hashlib.sha256(store.archive.get(sha256)).hexdigest(), "each original is in the archive"


def _one_outcome_each(messages: list[Message], cases: tuple[CaseOverview, ...]) -> None:
    assert {MessageState.RECOGNISED} >= {message.state for message in messages}
    assert Counter(message.id for message in messages) == Counter(row.case.message for row in cases), (
        "each mail has one case"
    )
    assert {row.case.state for row in cases} <= AT_REST, [row.case.trace for row in cases]
    assert all(row.case.outcome for row in cases)
    assert all(message.claimed_by == "" and message.settle == "" for message in messages)
    assert all(row.case.claimed_by == "" for row in cases)


def _left_once(store: Store, accepted: list[str], cases: tuple[CaseOverview, ...]) -> None:
    times = Counter(accepted)
    assert all(number == 1 for number in times.values()), f"a reply left twice: {times}"
    replies = {reply.case: reply for reply in store.outbox.in_states(list(ReplyState), limit=10_000)}
    assert set(times) <= {reply.message_id for reply in replies.values()}, "nothing left that the outbox does not know"
    state_of = {row.case.id: row.case.state for row in cases}
    for reply in replies.values():
        left = times[reply.message_id] == 1
        if reply.state is ReplyState.SENT:
            assert left
            assert CaseState.DONE is state_of[reply.case]
        elif reply.state is ReplyState.UNCERTAIN:
            assert CaseState.WAITING is state_of[reply.case], "a person sees what is in doubt"
        else:
            assert reply.state in NEVER_LEFT
            assert not left


def _told_once(store: Store, messages: list[Message], cases: tuple[CaseOverview, ...]) -> None:
    """The audit tells of each mail, each decision and each reply once; of a decision once more where staff had it made anew."""
    told = list(store.audit.rows())
    received = Counter(row.message for row in told if row.event == events.MAIL_RECEIVED)
    assert Counter(message.id for message in messages) == received
    sent = Counter(row.case for row in told if row.event == events.REPLY_SENT)
    assert Counter(row.case.id for row in cases if row.reply_state == ReplyState.SENT) == sent
    decided = Counter(row.case for row in told if row.event == events.DECIDED)
    replayed = Counter(row.case for row in told if row.event == events.CASE_REPLAYED)
    for row in cases:
        assert 1 <= decided[row.case.id] <= 1 + replayed[row.case.id]
