from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.desk import DeskRefused
from daemon.outgoing.base import InDoubt, NotSent
from daemon.pipeline import desk
from daemon.pipeline.send import send_due
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.states import CaseState, ReplyState
from tests.daemon.pipeline.test_send import Server
from tests.support.house import BOLT, House, mail, statement_mail, statement_pdf
from tests.support.stored import NOW


@pytest.fixture
def work(house: House, store: Store) -> Work:
    """Case 1 waits with a draft, case 2 without one."""
    house.deliver(statement_mail(), "1")
    house.deliver(mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example", number=2), "2")
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    return Work(review, store, clock=lambda: NOW)


def _state(store: Store, case: int) -> tuple[CaseState, ReplyState | None]:
    reply = store.outbox.of_case(case)
    return store.cases.get(case).state, reply.state if reply is not None else None


def test_an_approved_draft_leaves_in_the_name_of_who_approved_it(house: House, work: Work, store: Store) -> None:
    assert "zhang" == desk.approve(work, 1, "zhang").approved_by
    assert (CaseState.ANSWERING, ReplyState.READY) == _state(store, 1)

    house.service(store, work.settings).run_once()

    assert (CaseState.DONE, ReplyState.SENT) == _state(store, 1)
    assert 1 == len(house.sent())
    assert "zhang" in {row.actor for row in store.audit.rows(1)}
    assert [] == list(store.audit.faults())


def test_a_draft_is_approved_once(work: Work) -> None:
    desk.approve(work, 1, "zhang")

    with pytest.raises(DeskRefused, match="nothing to approve"):
        desk.approve(work, 1, "li")


def test_a_case_without_a_draft_cannot_be_approved(work: Work) -> None:
    with pytest.raises(DeskRefused, match="it has no reply"):
        desk.approve(work, 2, "zhang")


def test_in_shadow_not_even_an_approved_draft_leaves(house: House, work: Work, store: Store) -> None:
    work.settings = house.with_policy(mode="shadow")

    with pytest.raises(DeskRefused, match="shadow"):
        desk.approve(work, 1, "zhang")
    assert (CaseState.WAITING, ReplyState.DRAFT) == _state(store, 1)


def test_an_address_off_the_list_cannot_be_approved(work: Work, store: Store) -> None:
    store.counterparties.replace_all([BOLT])

    with pytest.raises(DeskRefused, match="no counterparty C-1001"):
        desk.approve(work, 1, "zhang")


def test_a_closed_case_is_done_its_draft_cancelled_and_its_mail_moved(house: House, work: Work, store: Store) -> None:
    desk.close(work, 1, "zhang", "answered by telephone")

    assert (CaseState.DONE, ReplyState.CANCELLED) == _state(store, 1)
    house.service(store, work.settings).run_once()
    assert ["1:2,"] == [path.name for path in (house.inbox / ".Tieout.Done" / "cur").iterdir()]
    with pytest.raises(DeskRefused, match="is done"):
        desk.close(work, 1, "zhang")


def test_a_held_case_is_worked_on_again_after_the_list_was_corrected(house: House, work: Work, store: Store) -> None:
    store.counterparties.put(replace(BOLT, addresses=("m@elsewhere.example",)))
    desk.replay(work, 2, "zhang")
    assert CaseState.RECOGNISED == store.cases.get(2).state

    house.service(store, work.settings).run_once()

    assert "C-2002" == store.cases.get(2).counterparty


def test_a_replay_gives_the_same_draft_again(house: House, work: Work, store: Store) -> None:
    before = store.outbox.of_case(1)
    assert before is not None
    desk.replay(work, 1, "zhang")
    house.service(store, work.settings).run_once()

    after = store.outbox.of_case(1)
    assert after is not None
    assert (before.mail, before.message_id, before.state) == (after.mail, after.message_id, after.state)


def test_what_may_have_left_is_never_worked_on_again(work: Work, store: Store) -> None:
    desk.approve(work, 1, "zhang")
    send_due(work, Server([InDoubt("broken")]))

    with pytest.raises(DeskRefused, match="uncertain; it cannot"):
        desk.replay(work, 1, "zhang")


def test_a_person_settles_a_doubt(work: Work, store: Store) -> None:
    desk.approve(work, 1, "zhang")
    send_due(work, Server([InDoubt("broken")]))

    desk.left(work, 1, "zhang")

    assert (CaseState.DONE, ReplyState.SENT) == _state(store, 1)
    with pytest.raises(DeskRefused, match="nothing to settle"):
        desk.left(work, 1, "zhang")


def test_a_reply_that_was_surely_refused_may_be_made_anew(house: House, work: Work, store: Store) -> None:
    desk.approve(work, 1, "zhang")
    send_due(work, Server([NotSent("550 no such user", permanent=True)]))
    assert (CaseState.WAITING, ReplyState.FAILED) == _state(store, 1)

    desk.replay(work, 1, "zhang")
    house.service(store, work.settings).run_once()

    assert (CaseState.WAITING, ReplyState.DRAFT) == _state(store, 1)
