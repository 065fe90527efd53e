from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from daemon.store import Store
from daemon.store.outbox import Permit
from daemon.store.overview import Way, _way
from daemon.store.states import ReplyState
from parsers.ledgers.entry import LedgerEntry, Role
from tests.daemon.store.test_queue import filled
from tests.support.stored import NOW

__all__ = ["filled"]

DUE = dt.date(2026, 3, 1)
SINCE, UNTIL = NOW - dt.timedelta(days=400), NOW + dt.timedelta(days=400)


def _ways(store: Store) -> dict[Way, int]:
    return {one.way: one.number for one in store.overview.came(SINCE, UNTIL)}


def _send(store: Store, case: int, *, by: str = "") -> None:
    reply = store.outbox.of_case(case)
    assert reply is not None
    with store.writing() as tx:
        if by:
            tx.exec_driver_sql(f"UPDATE outbox SET approved_by = '{by}' WHERE case_id = {case}")
        for state in (ReplyState.READY, ReplyState.SENDING, ReplyState.SENT):
            current = store.outbox.get(reply.id, tx)
            store.outbox.move(tx, current, state, NOW + dt.timedelta(hours=1), Permit(by or "policy"))


def test_a_draft_waits_until_it_was_sent_and_then_it_is_known_who_let_it(filled: Store) -> None:
    assert {Way.WAITING: 3, Way.CLOSED: 1} == _ways(filled)
    _send(filled, 2)
    _send(filled, 3, by="carol")
    assert {Way.WAITING: 1, Way.CLOSED: 1, Way.BY_ITSELF: 1, Way.BY_PERSON: 1} == _ways(filled)
    answers = filled.overview.answered(SINCE, UNTIL)
    assert [False, True] == [one.by_person for one in answers]
    assert all(one.answered_at == NOW + dt.timedelta(hours=1) for one in answers)


def test_what_came_before_or_after_the_period_does_not_count(filled: Store) -> None:
    assert () == filled.overview.came(UNTIL, UNTIL + dt.timedelta(days=1))
    assert () == filled.overview.answered(UNTIL, UNTIL + dt.timedelta(days=1))


def test_what_waits_tells_its_gap_where_there_is_one(filled: Store) -> None:
    assert [None, None, None] == [one.gap for one in filled.overview.waiting()]


def _entry(number: int, account: str, currency: str, amount: str, opened: str | None = None) -> LedgerEntry:
    return LedgerEntry(
        id=f"{account}{number}",
        row=number,
        account=account,
        date=dt.date(2026, 1, number),
        amount=Decimal(amount),
        currency=currency,
        due_date=None if opened is None else DUE,
        open_amount=None if opened is None else Decimal(opened),
    )


def test_receivables_are_exact_sums_by_currency_and_day_due(store: Store) -> None:
    assert store.overview.receivables(Role.CUSTOMER) is None
    rows = [
        _entry(1, "A", "USD", "100.10", "40.10"),
        _entry(2, "A", "USD", "-0.005", "-0.005"),
        _entry(3, "A", "USD", "7"),
        _entry(4, "B", "JPY", "500"),
    ]
    store.ledgers.import_rows(rows, name="x", sha256="0" * 64, role=Role.CUSTOMER, imported_at=NOW)
    found = store.overview.receivables(Role.CUSTOMER)
    assert found is not None
    assert {"JPY": Decimal(500), "USD": Decimal("107.095")} == found.total
    assert {(DUE, "USD"): Decimal("40.095")} == found.due
    assert found is store.overview.receivables(Role.CUSTOMER)


@pytest.mark.parametrize("state", list(ReplyState))
def test_every_state_of_a_reply_has_its_way(state: ReplyState) -> None:
    assert _way("answering", state, approved=False) in {Way.UNDER_WAY, Way.BY_ITSELF}
