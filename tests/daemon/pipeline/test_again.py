from __future__ import annotations

import pytest

from daemon.desk import DeskRefused
from daemon.pipeline.again import work_again
from daemon.pipeline.work import Work
from daemon.store import Store
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
