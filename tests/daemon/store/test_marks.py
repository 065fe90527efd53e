from __future__ import annotations

import pytest

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.marks import Mark, Stop
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def case(store: Store) -> int:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        return store.cases.create(tx, 1, NewCase(number=0), NOW)


def test_a_case_without_marks_has_the_empty_ones_and_each_change_keeps_the_others(store: Store, case: int) -> None:
    assert Mark() == store.marks.get(case)
    with store.writing() as tx:
        store.marks.change(tx, case, assigned_to="carol")
        store.marks.change(tx, case, disputed=True, checked_at=NOW)

    assert Mark(assigned_to="carol", disputed=True, checked_at=NOW) == store.marks.get(case)


def test_notes_stand_in_the_order_in_which_they_were_written(store: Store, case: int) -> None:
    with store.writing() as tx:
        for text in ("first", "second"):
            store.marks.add_note(tx, case, text, "carol", NOW)

    assert [("first", "carol"), ("second", "carol")] == [(note.text, note.by) for note in store.marks.notes(case)]


def test_a_stop_stands_until_it_is_lifted_and_the_last_reason_counts(store: Store) -> None:
    stop = Stop(counterparty="C-1", because="The amount was wrong.", placed_by="carol", placed_at=NOW)
    with store.writing() as tx:
        store.marks.stop(tx, Stop(counterparty="C-1", because="x", placed_by="bob", placed_at=NOW))
        store.marks.stop(tx, stop)

    assert stop == store.marks.stopped("C-1")
    assert store.marks.stopped("C-2") is None
    with store.writing() as tx:
        assert store.marks.reopen(tx, "C-1")
        assert not store.marks.reopen(tx, "C-1")
    assert store.marks.stopped("C-1") is None
