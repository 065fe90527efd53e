"""Faults of ours: a step that fails is tried three times, then a person sees its traceback; the others go on."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from daemon.mailboxes.connect import connect
from daemon.pipeline import desk, worker
from daemon.pipeline.receive import receive
from daemon.pipeline.recognise import recognise_mail
from daemon.pipeline.work import Work
from daemon.pipeline.worker import put_down, work_one
from daemon.store import Store, claims, schema
from daemon.store.messages import Message
from daemon.store.states import CaseState, MessageState, ReplyState
from tests.support.house import Failing, House, read_here, statement_mail
from tests.support.stored import NOW

BOUNDARIES = ["recognise:read", "reconcile:compared", "decide:decided", "reply:archived"]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_step_that_fails_twice_succeeds_at_last_and_answers_once(house: House, store: Store, boundary: str) -> None:
    house.deliver(statement_mail())

    (summary,) = house.service(store, on_step=Failing(boundary, 2, ValueError("odd"))).run_once()

    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)
    assert 1 == len(house.sent())
    assert 2 == sum(row.event == "step_failed" for row in store.audit.rows())


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_step_that_fails_three_times_is_stuck_with_its_traceback_and_can_be_replayed(
    house: House, store: Store, boundary: str
) -> None:
    house.deliver(statement_mail())
    service = house.service(store, on_step=Failing(boundary, 3, ValueError("odd")))

    (summary,) = service.run_once()

    assert ("stuck", "") == (summary.outcome, summary.reply_state)
    assert any("ValueError: odd" in because for because in summary.because)
    assert "Traceback" in store.cases.get(1).trace
    assert [] == house.sent()
    assert ["1:2,"] == [path.name for path in (house.inbox / ".Tieout.Held" / "cur").iterdir()]
    desk.replay(Work(house.settings, store), 1, "zhang")
    (again,) = service.run_once()
    assert ("confirm", "sent") == (again.outcome, again.reply_state)
    assert ["1:2,"] == [path.name for path in (house.inbox / ".Tieout.Done" / "cur").iterdir()]


def test_one_mails_fault_does_not_keep_the_others(house: House, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step that breaks for one mail only: every other mail is answered all the same."""
    house.deliver(statement_mail(1), "1")
    house.deliver(statement_mail(2, date="30 Mar 2026"), "2")

    def breaks_on_the_first(work: Work, message: Message) -> list[int]:
        if message.id == 1:
            raise RecursionError("too deep")
        return recognise_mail(work, message)

    monkeypatch.setattr("daemon.pipeline.worker.recognise_mail", breaks_on_the_first)

    first, second = house.service(store).run_once()

    assert ("stuck", "done") == (first.outcome, second.state)
    assert 1 == len(house.sent())


def test_a_failure_of_the_world_is_raised_and_costs_the_case_nothing(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    locked = OperationalError("INSERT", {}, Exception("database is locked"))
    failing = Failing("recognise:read", 5, locked)
    service = house.service(store, on_step=failing)
    for _ in range(5):
        with pytest.raises(OperationalError):
            service.run_once()

    service.run_once()

    assert (MessageState.RECOGNISED, CaseState.DONE) == (store.messages.get(1).state, store.cases.get(1).state)
    assert 0 == sum(row.event == "step_failed" for row in store.audit.rows())


def test_what_has_begun_is_finished_before_the_next_mail_is_read(house: House, store: Store) -> None:
    house.deliver(statement_mail(1), "1")
    house.deliver(statement_mail(2, date="30 Mar 2026"), "2")
    order: list[str] = []
    house.service(store, on_step=order.append).run_once()

    claimed = [name for name in order if name in {"message:claimed", "case:claimed"}]

    assert ["message:claimed", *["case:claimed"] * 3] * 2 == claimed


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_worker_frozen_for_longer_than_its_lease_drops_its_result_and_one_answer_leaves(
    house: House, store: Store, boundary: str
) -> None:
    """While the first stands still in a step, a second takes the mail over and brings it to its end."""
    house.deliver(statement_mail())
    house.service(store, house.with_policy(mode="review"), on_step=Freezing(house, store, boundary)).run_once()

    case = store.cases.get(1)
    assert (CaseState.WAITING, 0, "") == (case.state, case.tries, case.trace)
    assert [ReplyState.DRAFT] == [reply.state for reply in store.outbox.in_states(list(ReplyState))]
    assert 1 == len(store.cases.of_message(1))
    audited = [row.event for row in store.audit.rows()]
    assert 1 == audited.count("reply_drafted")
    assert 0 == audited.count("step_failed")
    assert [] == list(store.faults())


class Freezing:
    """Stands still at a boundary until the lease is over and another worker has done everything."""

    def __init__(self, house: House, store: Store, boundary: str) -> None:
        later = NOW + claims.LEASE * 2
        self.other = Work(house.with_policy(mode="review"), store, clock=lambda: later, worker="other", read=read_here)
        self.boundary = boundary
        self.frozen = False

    def __call__(self, name: str) -> None:
        if name == self.boundary and not self.frozen:
            self.frozen = True
            assert work_one(self.other) is not None
            while work_one(self.other) is not None:
                pass


def test_what_the_store_did_not_take_back_is_given_back_before_the_next_step(
    house: House, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is locked while a step fails because of it: the try does not count, and the case does not wait for its lease."""
    house.deliver(statement_mail())
    locked = OperationalError("INSERT", {}, Exception("database is locked"))
    work = Work(house.with_policy(mode="review"), store, clock=lambda: NOW, read=read_here)
    (mailbox,) = house.settings.mailboxes
    with connect(mailbox, lambda name: name, store.directory) as connection:
        receive(work, mailbox, connection)

    def release(*_: object, **__: object) -> None:
        raise locked

    work.on_step = Failing("recognise:read", 1, locked)
    with monkeypatch.context() as patched:
        patched.setattr(claims, "release", release)
        with pytest.raises(OperationalError):
            work_one(work)
        with pytest.raises(OperationalError):
            work_one(work)
    assert 1 == store.messages.get(1).tries

    assert 1 == work_one(work)

    assert MessageState.RECOGNISED == store.messages.get(1).state
    assert [] == work.owed


def test_with_nothing_due_there_is_nothing_to_do(house: House, store: Store) -> None:
    assert work_one(Work(house.settings, store, clock=lambda: NOW)) is None


def test_each_state_before_the_rest_has_its_step() -> None:
    assert {CaseState.RECOGNISED, CaseState.RECONCILED, CaseState.DECIDED} == set(worker.STEPS)
    assert all(callable(step) for step in worker.STEPS.values())


def _read_one(house: House, store: Store) -> Work:
    """Return a worker that has read one mail, and has its case in hand."""
    house.deliver(statement_mail())
    work = Work(house.settings, store, worker="first", read=read_here)
    mailbox = house.settings.mailboxes[0]
    with connect(mailbox, lambda _: "", store.directory) as connection:
        receive(work, mailbox, connection)
    assert work_one(work) == 1
    return work


def test_a_step_ends_with_the_claim_for_the_next(house: House, store: Store) -> None:
    """What a worker has begun is its own until it rests: one transaction fewer a step, and nobody else finds the case free."""
    work = _read_one(house, store)

    case = store.cases.get(1)
    assert (CaseState.RECOGNISED, 1, True) == (case.state, case.tries, case.claimed_by.startswith("first/"))
    assert work_one(Work(house.settings, store, worker="second", read=read_here)) is None
    for state in (CaseState.RECONCILED, CaseState.DECIDED, CaseState.ANSWERING):
        assert work_one(work) == 1
        assert state == store.cases.get(1).state
    assert ("", {}) == (store.cases.get(1).claimed_by, work.in_hand)


def test_what_is_in_hand_is_put_down_at_a_stop_and_costs_no_try(house: House, store: Store) -> None:
    work = _read_one(house, store)

    put_down(work)

    assert ("", 0) == (store.cases.get(1).claimed_by, store.cases.get(1).tries)
    assert work_one(Work(house.settings, store, worker="second", read=read_here)) == 1
    assert CaseState.RECONCILED == store.cases.get(1).state


def test_what_another_took_over_meanwhile_is_left_to_it(house: House, store: Store) -> None:
    """The lease of what is in hand ran out before the next step began: its worker was frozen."""
    work = _read_one(house, store)
    with store.writing() as tx:
        claims.release_all(tx, schema.case)
    assert work_one(Work(house.settings, store, worker="second", read=read_here)) == 1

    assert work_one(work) == 1
    assert CaseState.RECONCILED == store.cases.get(1).state
    assert 1 == sum(row.event == "reconciled" for row in store.audit.rows())
