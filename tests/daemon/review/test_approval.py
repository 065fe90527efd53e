from __future__ import annotations

from decimal import Decimal

from daemon.store.states import ReplyState
from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk

CASE = 1


def _state(desk: OpenDesk) -> ReplyState:
    reply = desk.store.outbox.of_case(CASE)
    assert reply is not None
    return reply.state


def test_below_the_amount_one_clerk_is_enough(opens_desk: OpensDesk) -> None:
    with opens_desk(four_eyes_above=Decimal(10**9)) as desk:
        desk.visitor().post("/approve", desk.ticked(CASE))
        assert ReplyState.READY == _state(desk)


def test_above_the_amount_the_same_person_twice_and_two_clerks_are_not_enough(opens_desk: OpensDesk) -> None:
    with opens_desk(four_eyes_above=Decimal(1)) as desk:
        carol = desk.visitor()
        assert "0 replies may leave" in carol.post("/approve", desk.ticked(CASE)).text
        assert "You approved it first" in carol.post("/approve", desk.ticked(CASE)).text
        assert "must be an approver" in desk.visitor("bob").post("/approve", desk.ticked(CASE)).text
        assert ReplyState.DRAFT == _state(desk)
        assert "1 reply may leave" in desk.visitor("ann", Role.APPROVER).post("/approve", desk.ticked(CASE)).text
        assert ReplyState.READY == _state(desk)


def test_an_approver_first_and_a_clerk_second_are_two_as_well(opens_desk: OpensDesk) -> None:
    with opens_desk(four_eyes_above=Decimal(1)) as desk:
        desk.visitor("ann", Role.APPROVER).post("/approve", desk.ticked(CASE))
        assert ReplyState.DRAFT == _state(desk)
        desk.visitor().post("/approve", desk.ticked(CASE))
        assert ReplyState.READY == _state(desk)
        reply = desk.store.outbox.of_case(CASE)
        assert reply is not None
        assert "carol" == reply.approved_by


def test_what_was_edited_or_held_back_needs_two_again(opens_desk: OpensDesk) -> None:
    with opens_desk(four_eyes_above=Decimal(1)) as desk:
        ann, carol = desk.visitor("ann", Role.APPROVER), desk.visitor()
        carol.post(f"/case/{CASE}/approve", {"seen": desk.seen(CASE)})
        carol.post(f"/case/{CASE}/edit", {"subject": "s", "text": "Other words.", "seen": desk.seen(CASE)})
        ann.post(f"/case/{CASE}/approve", {"seen": desk.seen(CASE)})
        assert ReplyState.DRAFT == _state(desk)
        carol.post(f"/case/{CASE}/approve", {"seen": desk.seen(CASE)})
        assert ReplyState.READY == _state(desk)
        carol.post(f"/case/{CASE}/hold-back")
        carol.post(f"/case/{CASE}/approve", {"seen": desk.seen(CASE)})
        assert ReplyState.DRAFT == _state(desk)


def test_words_that_somebody_else_has_changed_are_not_approved_unseen(desk: OpenDesk) -> None:
    carol, bob, seen = desk.visitor(), desk.visitor("bob"), desk.ticked(CASE)
    edit = {"subject": "s", "text": "Bob's words.", "seen": desk.seen(CASE)}
    bob.post(f"/case/{CASE}/edit", edit)
    late = carol.post(f"/case/{CASE}/approve", {"seen": edit["seen"]})
    assert 409 == late.status_code
    assert "changed" in late.text
    assert 409 == carol.post(f"/case/{CASE}/approve").status_code
    assert 409 == carol.post(f"/case/{CASE}/edit", {**edit, "text": "Carol's words."}).status_code
    assert "0 replies may leave" in carol.post("/approve", seen).text
    assert ReplyState.DRAFT == _state(desk)
