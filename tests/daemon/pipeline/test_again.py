from __future__ import annotations

import pytest
from sqlalchemy import update

from daemon.desk import DeskRefused
from daemon.pipeline import desk
from daemon.pipeline.again import work_again
from daemon.pipeline.work import Work
from daemon.store import Store, schema
from daemon.store.states import CaseState
from tests.support.house import House, statement_mail
from tests.support.stored import NOW


def test_a_waiting_draft_is_discarded_and_what_has_left_is_never_made_again(house: House, store: Store) -> None:
    house.deliver(statement_mail(), "1")
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    work = Work(review, store, clock=lambda: NOW)

    with store.writing() as tx:
        assert CaseState.WAITING is work_again(work, tx, 1).state
    assert (CaseState.RECOGNISED, None) == (store.cases.get(1).state, store.outbox.of_case(1))

    with pytest.raises(DeskRefused, match="only one that waits"), store.writing() as tx:
        work_again(work, tx, 1)
    house.service(store).run_once()  # in mode auto it leaves
    with pytest.raises(DeskRefused, match="only one that waits"), store.writing() as tx:
        work_again(work, tx, 1)
    assert CaseState.DONE is store.cases.get(1).state


def _cancelled(house: House, store: Store) -> Work:
    house.deliver(statement_mail(), "1")
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    work = Work(review, store, clock=lambda: NOW)
    desk.close(work, 1, "zhang")
    return work


def test_a_closed_case_is_opened_again_and_answered_once(house: House, store: Store) -> None:
    work = _cancelled(house, store)
    desk.reopen(work, 1, "zhang", "too early")
    assert (CaseState.RECOGNISED, None) == (store.cases.get(1).state, store.outbox.of_case(1))
    house.service(store).run_once()  # in mode auto it leaves
    assert 1 == len(house.sent())
    with pytest.raises(DeskRefused, match="may have left"):
        desk.reopen(work, 1, "zhang")
    assert [] == list(store.faults())


@pytest.mark.parametrize("trace", [{"attempts": 1}, {"mime": "a" * 64}, {"answer": "out of a backup"}])
def test_what_was_tried_or_in_doubt_before_it_was_cancelled_stays_closed(
    house: House, store: Store, trace: dict[str, object]
) -> None:
    work = _cancelled(house, store)
    with store.writing() as tx:
        tx.execute(update(schema.outbox).values(**trace))
    with pytest.raises(DeskRefused, match="may have left"):
        desk.reopen(work, 1, "zhang")
    assert CaseState.DONE is store.cases.get(1).state


def test_a_case_that_waits_is_not_opened_and_one_whose_mail_is_gone_neither(house: House, store: Store) -> None:
    work = _cancelled(house, store)
    with store.writing() as tx:
        tx.execute(update(schema.message).values(pruned_at=NOW))
    with pytest.raises(DeskRefused, match="time of keeping"):
        desk.reopen(work, 1, "zhang")
    with store.writing() as tx:
        tx.execute(update(schema.message).values(pruned_at=None))
    desk.reopen(work, 1, "zhang")
    with pytest.raises(DeskRefused, match="only one that is done"):
        desk.reopen(work, 1, "zhang")
