from __future__ import annotations

from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.states import CaseState
from tests.support.house import House
from tests.support.stored import NOW, raw_mail

WAY = {
    CaseState.DONE: (CaseState.RECONCILED, CaseState.DECIDED, CaseState.DONE),
    CaseState.WAITING: (CaseState.RECONCILED, CaseState.DECIDED, CaseState.WAITING),
    CaseState.STUCK: (CaseState.STUCK,),
    CaseState.ANSWERING: (CaseState.RECONCILED, CaseState.DECIDED, CaseState.ANSWERING),
}


def _wish(work: Work, *states: CaseState) -> str:
    """Return what the mailbox is asked to show of a mail whose cases stand so."""
    store = work.store
    uid = 1 + sum(store.messages.counts().values())
    mail = raw_mail(f"mail {uid}".encode(), uid)
    with store.writing() as tx:
        _, message = store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        for number, state in enumerate(states):
            case = store.cases.create(tx, message, NewCase(number=number), NOW)
            for becomes in WAY[state]:
                store.cases.move(tx, store.cases.get(case, tx), becomes, NOW)
        come_to_rest(work, tx, message)
    return store.messages.get(message).settle


def test_a_mail_is_done_when_all_its_cases_are_and_held_when_one_waits(house: House, store: Store) -> None:
    work = Work(house.settings, store, clock=lambda: NOW)

    assert "done" == _wish(work, CaseState.DONE, CaseState.DONE)
    assert "held" == _wish(work, CaseState.DONE, CaseState.WAITING)
    assert "held" == _wish(work, CaseState.STUCK)
    assert "" == _wish(work, CaseState.DONE, CaseState.ANSWERING)


def test_in_shadow_the_mailbox_is_asked_for_nothing(house: House, store: Store) -> None:
    work = Work(house.with_policy(mode="shadow"), store, clock=lambda: NOW)

    assert "" == _wish(work, CaseState.DONE)
