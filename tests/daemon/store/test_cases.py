from __future__ import annotations

import pytest

from daemon.store import Store
from daemon.store.cases import Case, NewCase
from daemon.store.messages import Message
from daemon.store.states import CaseState, ImpossibleTransition, MessageState
from tests.support.stored import NOW, raw_mail


def recorded_message(store: Store, uid: int, *, authenticated: bool = True) -> Message:
    mail = raw_mail(f"mail {uid}".encode(), uid)
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
    message = store.messages.claim("w", NOW)
    assert message is not None
    with store.writing() as tx:
        store.messages.move(tx, message, MessageState.RECOGNISED, authenticated=authenticated, subject=f"s{uid}")
    return message


def made_case(store: Store, message: Message, number: int = 0, *, fingerprint: str = "f", code: str = "C-1") -> Case:
    new = NewCase(number=number, counterparty=code, fingerprint=fingerprint, findings=(("problems", "{}"),))
    with store.writing() as tx:
        return store.cases.get(store.cases.create(tx, message.id, new, NOW), tx)


def test_a_case_goes_its_way_and_no_other(store: Store) -> None:
    made_case(store, recorded_message(store, 1))
    for becomes in (CaseState.RECONCILED, CaseState.DECIDED, CaseState.ANSWERING):
        case = store.cases.claim("w", NOW)
        assert case is not None
        with store.writing() as tx:
            store.cases.move(tx, case, becomes, NOW)

    case = store.cases.get(1)
    with pytest.raises(ImpossibleTransition, match="answering cannot become recognised"), store.writing() as tx:
        store.cases.move(tx, case, CaseState.RECOGNISED, NOW)
    assert store.cases.claim("w", NOW) is None


def test_a_worker_that_lost_its_case_cannot_move_it(store: Store) -> None:
    """Its lease ran out, another worker has finished the step meanwhile."""
    slow = made_case(store, recorded_message(store, 1))
    with store.writing() as tx:
        store.cases.move(tx, slow, CaseState.RECONCILED, NOW)

    with pytest.raises(ImpossibleTransition, match="no longer recognised"), store.writing() as tx:
        store.cases.move(tx, slow, CaseState.RECONCILED, NOW)


def test_making_the_same_case_again_is_the_same_case(store: Store) -> None:
    message = recorded_message(store, 1)
    first = made_case(store, message, fingerprint="a")
    again = made_case(store, message, fingerprint="b")

    assert first.id == again.id
    assert again.fingerprint == "b"


def test_a_case_that_was_stuck_comes_back_when_its_mail_is_read_at_last(store: Store) -> None:
    message = recorded_message(store, 1)
    with store.writing() as tx:
        stuck = store.cases.create_stuck(tx, message.id, "Traceback", NOW)
    assert (CaseState.STUCK, "Traceback") == (store.cases.get(stuck).state, store.cases.get(stuck).trace)

    case = made_case(store, message)

    assert (stuck, CaseState.RECOGNISED) == (case.id, case.state)


def test_two_statements_of_the_first_mail_are_both_first(store: Store) -> None:
    message = recorded_message(store, 1)
    first, beside = made_case(store, message), made_case(store, message, 1, fingerprint="g")
    later = made_case(store, recorded_message(store, 2), fingerprint="h")

    with store.reading() as tx:
        assert [False, False, True] == [store.cases.has_earlier_statement(tx, case) for case in (first, beside, later)]


def test_a_finding_takes_the_place_of_the_one_before(store: Store) -> None:
    case = made_case(store, recorded_message(store, 1))
    with store.writing() as tx:
        store.cases.put_finding(tx, case.id, "decision", "1")
        store.cases.put_finding(tx, case.id, "decision", "2")

    assert store.cases.finding(case.id, "decision") == "2"
    with store.writing() as tx:
        store.cases.drop_finding(tx, case.id, "decision")
    assert store.cases.finding(case.id, "decision") is None


def test_a_list_shows_the_newest_first_page_by_page(store: Store) -> None:
    for uid in range(1, 6):
        made_case(store, recorded_message(store, uid), fingerprint=str(uid))

    page = store.cases.overviews(limit=2)
    rest = store.cases.overviews(limit=9, before=page[-1].case.id)

    assert ["s5", "s4"] == [row.subject for row in page]
    assert [3, 2, 1] == [row.case.id for row in rest]
    assert () == store.cases.overviews([CaseState.STUCK])
    assert {"recognised": 5} == store.cases.counts()
    assert store.cases.unfinished() == 5


def test_an_unknown_case_is_said_so_with_where_to_look(store: Store) -> None:
    with pytest.raises(LookupError, match="no case 7; `tieout case list`"):
        store.cases.get(7)
