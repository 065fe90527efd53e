from __future__ import annotations

from decimal import Decimal

import pytest

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.figures import Figures
from daemon.store.messages import Message
from daemon.store.outbox import NewReply
from daemon.store.queue import NOBODY, Wanted
from daemon.store.states import CaseState, MessageState, ReplyState
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def filled(store: Store) -> Store:
    """Four cases: 1 held, 2 a draft to be approved, 3 a draft of a sender nobody vouches for, 4 left by itself."""
    for number in range(1, 5):
        mail = raw_mail(f"mail {number}".encode(), number)
        with store.writing() as tx:
            store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        message = store.messages.claim("w", NOW)
        assert message is not None
        _work(store, message, number)
    return store


def _work(store: Store, message: Message, number: int) -> None:
    with store.writing() as tx:
        sender = f"ap@{'100%' if number == 1 else 'acme'}.example"
        values = {"authenticated": number != 3, "sender": sender, "subject": f"Statement {number}"}
        store.messages.move(tx, message, MessageState.RECOGNISED, **values)
        case = store.cases.create(tx, message.id, NewCase(number=0, counterparty=f"C-{number}"), NOW)
        for state in (CaseState.RECONCILED, CaseState.DECIDED):
            outcome = "hold" if number == 1 else "confirm"
            store.cases.move(tx, store.cases.get(case, tx), state, NOW, outcome=outcome)
        gates = ("amount_limit", "disputed") if number == 1 else ("extraction_proven",)
        figures = Figures(theirs=Decimal(number * 10), stake=number * 100_000, gates=gates)
        store.figures.put(tx, case, figures)
        rests = CaseState.DONE if number == 4 else CaseState.WAITING
        store.cases.move(tx, store.cases.get(case, tx), rests, NOW)
    if number > 1:  # in a transaction of its own: two at once would wait for each other
        _reply(store, case, ReplyState.SHADOW if number == 4 else ReplyState.DRAFT)


def _reply(store: Store, case: int, state: ReplyState) -> None:
    with store.writing() as tx:
        reply = NewReply(
            case=case,
            message_id=f"<{case}@x>",
            answers=None,
            kind="confirm",
            mailbox="ar",
            counterparty="C",
            account="C",
            sender="ar@us.example",
            recipient="ap@acme.example",
            mail="0" * 64,
        )
        store.outbox.add(tx, reply, state, NOW)


def _found(store: Store, wanted: Wanted) -> list[int]:
    rows, total = store.queue.cases(wanted)
    assert total == len(rows)
    return [row.case.id for row in rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), [1, 2, 3, 4]),
        (Wanted(states=(CaseState.WAITING,)), [1, 2, 3]),
        (Wanted(gate="disputed"), [1]),
        (Wanted(gate="extraction_proven"), []),  # it holds none of them
        (Wanted(gate="amount"), []),
        (Wanted(outcome="confirm", descending=True), [4, 3, 2]),
        (Wanted(search="STATEMENT acme"), [2, 3, 4]),
        (Wanted(search="100%"), [1]),
        (Wanted(search="%"), [1]),
        (Wanted(search="#3"), [3]),
        (Wanted(search="c-2"), [2]),
        (Wanted(least=Decimal(30)), [3, 4]),
        (Wanted(least=Decimal("1e14")), []),
        (Wanted(order="stake", descending=True), [4, 3, 2, 1]),
        (Wanted(counterparty="C-4"), [4]),
        (Wanted(green=True), [2]),
        (Wanted(sent_by_itself=True), []),
        (Wanted(sample=0), []),
        (Wanted(sample=100), [1, 2, 3, 4]),
    ],
)
def test_a_list_holds_what_is_wanted_in_the_order_that_is_wanted(
    filled: Store, wanted: Wanted, expected: list[int]
) -> None:
    assert expected == _found(filled, wanted)


def test_what_somebody_has_and_what_nobody_has(filled: Store) -> None:
    with filled.writing() as tx:
        filled.marks.change(tx, 2, assigned_to="carol")
    assert [2] == _found(filled, Wanted(assigned_to="carol"))
    assert [1, 3, 4] == _found(filled, Wanted(assigned_to=NOBODY))
    assert ("carol",) == filled.queue.assignees()


def test_a_disputed_case_is_not_green(filled: Store) -> None:
    with filled.writing() as tx:
        filled.marks.change(tx, 2, disputed=True)
    assert [] == _found(filled, Wanted(green=True))


def test_pages_are_parts_of_the_whole_which_is_counted(filled: Store) -> None:
    rows, total = filled.queue.cases(Wanted(limit=3, offset=3))
    assert ([4], 4) == ([row.case.id for row in rows], total)
    assert (Decimal(40), "Statement 4") == (rows[0].figures and rows[0].figures.theirs, rows[0].subject)


def test_gates_are_counted_by_what_they_hold(filled: Store) -> None:
    assert {"amount_limit": 1, "disputed": 1} == filled.queue.gates((CaseState.WAITING, CaseState.STUCK))
