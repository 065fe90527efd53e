from __future__ import annotations

import datetime as dt

from daemon.store import Store
from daemon.store.staff_mails import Kind, NewStaffMail, StaffMailState
from tests.support.places import Place

NOW = dt.datetime(2026, 12, 1, 8, tzinfo=dt.UTC)
TODAY = NOW.date()
ANN = "ann@us.example"


def _new(number: int, day: dt.date = TODAY, draft: str = "a", case: int = 7, recipient: str = ANN) -> NewStaffMail:
    return NewStaffMail(
        kind=Kind.APPROVAL,
        recipient=recipient,
        user="ann",
        case=case,
        draft=draft,
        day=day,
        message_id=f"<{number}@us>",
    )


def _plan(store: Store, *mails: NewStaffMail) -> list[bool]:
    with store.writing() as tx:
        return [store.staff_mails.plan(tx, mail, NOW) for mail in mails]


def test_the_same_words_are_asked_about_once_and_a_case_once_a_day(place: Place) -> None:
    store, tomorrow = place.open(), TODAY + dt.timedelta(days=1)
    wanted = [
        _new(1),
        _new(2),  # the same again
        _new(3, draft="b"),  # other words on the same day
        _new(4, day=tomorrow),  # the same words on another day
        _new(5, day=tomorrow, draft="b"),
        _new(6, case=8),
        _new(7, recipient="bob@us.example"),
    ]
    assert [True, False, False, False, True, True, True] == _plan(store, *wanted)
    with store.reading() as tx:
        assert 2 == store.staff_mails.planned_on(tx, Kind.APPROVAL, ANN, TODAY)
    store.close()


def test_of_two_who_take_a_mail_up_one_is_first(place: Place) -> None:
    store = place.open()
    _plan(store, _new(1))
    (mail,) = store.staff_mails.due(NOW)
    with store.writing() as tx:
        assert store.staff_mails.move(tx, mail, StaffMailState.SENDING, NOW)
        assert not store.staff_mails.move(tx, mail, StaffMailState.SENDING, NOW)
    assert () == store.staff_mails.due(NOW)
    store.close()


def test_what_stays_on_its_way_is_in_doubt(place: Place) -> None:
    store = place.open()
    _plan(store, _new(1))
    (mail,) = store.staff_mails.due(NOW)
    with store.writing() as tx:
        store.staff_mails.move(tx, mail, StaffMailState.SENDING, NOW)
        assert 0 == store.staff_mails.doubt(tx, NOW, NOW)
        assert 1 == store.staff_mails.doubt(tx, NOW + dt.timedelta(seconds=1), NOW)
    assert [mail.message_id] == [each.message_id for each in store.staff_mails.missed(NOW)]
    assert [7] == [each.case for each in store.staff_mails.of(Kind.APPROVAL, 7)]
    found = store.staff_mails.by_message_id(mail.message_id)
    assert found is not None
    assert StaffMailState.UNCERTAIN is found.state
    assert [] == list(store.faults())
    store.close()
