from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from daemon.mail.outgoing import Attachment, OutgoingMail
from daemon.store import Store, forms
from daemon.store.archive import ArchiveDamaged
from daemon.store.cases import NewCase
from daemon.store.outbox import AlreadyAnswered, NewReply, NotPermitted, Permit
from daemon.store.states import ImpossibleTransition, ReplyState
from tests.support.stored import NOW, raw_mail

MAIL = OutgoingMail(
    message_id="<r1@us.example>",
    sender="ar@us.example",
    sender_name="我司",
    recipient="ap@acme.example",
    subject="Re: 对账单",
    text="…",
    html="<p>…</p>",
    attachments=(Attachment("x.xlsx", b"\x00\xff", "application/octet-stream"),),
)
PERMIT = Permit("policy")


def _new(store: Store, case: int) -> NewReply:
    mail = raw_mail(f"{case}".encode(), case)
    with store.writing() as tx:
        _, message = store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        store.cases.create(tx, message, NewCase(number=0), NOW)
    return NewReply(
        case=case,
        message_id=f"<r{case}@us.example>",
        answers="C-1|f",
        kind="confirm",
        mailbox="ar",
        counterparty="C-1",
        account="1001",
        sender="ar@us.example",
        recipient="ap@acme.example",
        mail=store.archive.put(forms.keep_outgoing(MAIL)),
    )


def _add(store: Store, new: NewReply, state: ReplyState, permit: Permit | None = None) -> int:
    with store.writing() as tx:
        return store.outbox.add(tx, new, state, NOW, permit)


def test_the_reply_comes_back_as_it_was_composed(store: Store) -> None:
    _add(store, _new(store, 1), ReplyState.DRAFT)
    reply = store.outbox.of_case(1)
    assert reply is not None

    assert MAIL == store.outbox.mail(reply)
    store.archive.path(reply.mail).write_bytes(b"{}")
    with pytest.raises(ArchiveDamaged):
        store.outbox.mail(reply)


@pytest.mark.parametrize("state", [ReplyState.READY, ReplyState.SENDING])
def test_nothing_becomes_ready_without_the_policys_permit(store: Store, state: ReplyState) -> None:
    with pytest.raises(NotPermitted):
        _add(store, _new(store, 1), state)
    assert store.outbox.of_case(1) is None


def test_a_draft_becomes_ready_only_with_a_permit(store: Store) -> None:
    reply = store.outbox.get(_add(store, _new(store, 1), ReplyState.DRAFT))
    with pytest.raises(NotPermitted), store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.READY, NOW)
    with store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.READY, NOW, PERMIT)

    assert [reply.id] == [due.id for due in store.outbox.due(NOW)]


def test_a_case_is_answered_once(store: Store) -> None:
    new = _new(store, 1)
    _add(store, new, ReplyState.READY, PERMIT)

    with pytest.raises(AlreadyAnswered, match="has a reply that is ready"):
        _add(store, new, ReplyState.READY, PERMIT)


def test_the_same_statement_is_answered_once_whatever_case_it_came_in(store: Store) -> None:
    _add(store, _new(store, 1), ReplyState.READY, PERMIT)

    with pytest.raises(AlreadyAnswered, match="Case 1 has answered"):
        _add(store, _new(store, 2), ReplyState.READY, PERMIT)
    _add(store, replace(_new(store, 3), answers="C-1|other"), ReplyState.READY, PERMIT)


def test_a_draft_is_replaced_when_its_case_is_worked_on_again(store: Store) -> None:
    new = _new(store, 1)
    first = _add(store, new, ReplyState.DRAFT)
    again = _add(store, replace(new, kind="differences"), ReplyState.DRAFT)

    assert first == again
    assert store.outbox.get(again).kind == "differences"


def test_what_is_not_due_yet_waits(store: Store) -> None:
    reply = store.outbox.get(_add(store, _new(store, 1), ReplyState.READY, PERMIT))
    later = NOW + dt.timedelta(hours=1)
    with store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.SENDING, NOW, PERMIT)
    with store.writing() as tx:
        store.outbox.move(tx, store.outbox.get(reply.id, tx), ReplyState.READY, NOW, due_at=later)

    assert () == store.outbox.due(NOW)
    assert not store.outbox.leaving(NOW)
    assert [reply.id] == [due.id for due in store.outbox.due(later)]


def test_two_senders_cannot_both_take_a_reply(store: Store) -> None:
    reply = store.outbox.get(_add(store, _new(store, 1), ReplyState.READY, PERMIT))
    with store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.SENDING, NOW, PERMIT)

    with pytest.raises(ImpossibleTransition, match="no longer ready"), store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.SENDING, NOW, PERMIT)


def test_what_left_or_will_leave_counts_against_the_day_and_a_draft_does_not(store: Store) -> None:
    _add(store, _new(store, 1), ReplyState.READY, PERMIT)
    _add(store, _new(store, 2), ReplyState.DRAFT)
    _add(store, _new(store, 3), ReplyState.SHADOW)

    with store.reading() as tx:
        assert store.outbox.answers_since(tx, "C-1", NOW) == 2
        assert store.outbox.answers_since(tx, "C-1", NOW + dt.timedelta(seconds=1)) == 0
        assert store.outbox.answers_since(tx, "C-2", NOW) == 0
    assert {"draft": 1, "ready": 1, "shadow": 1} == store.outbox.counts()


def test_only_what_never_left_can_be_discarded(store: Store) -> None:
    draft = store.outbox.get(_add(store, _new(store, 1), ReplyState.DRAFT))
    ready = store.outbox.get(_add(store, _new(store, 2), ReplyState.READY, PERMIT))
    with store.writing() as tx:
        store.outbox.discard(tx, draft)
    assert store.outbox.of_case(1) is None

    with pytest.raises(ImpossibleTransition, match="may have left"), store.writing() as tx:
        store.outbox.discard(tx, ready)


def test_what_was_sent_is_copied_into_the_sent_folder_once(store: Store) -> None:
    reply = store.outbox.get(_add(store, _new(store, 1), ReplyState.READY, PERMIT))
    assert () == store.outbox.to_copy("ar")
    with store.writing() as tx:
        store.outbox.move(tx, reply, ReplyState.SENDING, NOW, PERMIT)
        store.outbox.move(tx, store.outbox.get(reply.id, tx), ReplyState.SENT, NOW, answer="250 ok")
    assert ["250 ok"] == [sent.answer for sent in store.outbox.to_copy("ar")]
    with store.writing() as tx:
        store.outbox.copied(tx, reply.id)

    assert () == store.outbox.to_copy("ar")
    found = store.outbox.by_message_id("<r1@us.example>")
    assert found is not None
    assert ReplyState.SENT == found.state


def test_a_reply_waits_until_it_is_due_and_not_longer_where_the_clock_was_set_back(store: Store) -> None:
    """What a year's error of the clock had planned for next year leaves when the clock is right again."""
    hour = dt.timedelta(hours=1)
    reply = _add(store, _new(store, 1), ReplyState.READY, PERMIT)
    with store.writing() as tx:
        store.outbox.move(tx, store.outbox.get(reply, tx), ReplyState.SENDING, NOW, PERMIT)
        store.outbox.move(tx, store.outbox.get(reply, tx), ReplyState.READY, NOW, due_at=NOW + hour)

    for now, due in ((NOW, False), (NOW + hour / 2, False), (NOW + hour, True), (NOW - hour, True)):
        assert due == store.outbox.get(reply).is_due(now)
        assert due == bool(store.outbox.due(now))
        assert due == store.outbox.leaving(now)
