from __future__ import annotations

from daemon.observe import events
from daemon.store.outbox import Permit
from daemon.store.states import CaseState, ReplyState
from tests.support.desk import OpenDesk

HOSTILE = "<script>alert(1)</script>\u202e"


def test_a_reply_is_approved_in_ones_own_name(desk: OpenDesk) -> None:
    answer = desk.visitor().post("/case/1/approve", {"seen": desk.seen(1)})
    assert "/case/1?done=approved" == answer.headers["location"]
    reply = desk.store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.READY, "carol") == (reply.state, reply.approved_by)
    assert 409 == desk.visitor().post("/case/1/approve", {"seen": desk.seen(1)}).status_code


def test_an_approval_is_taken_back_as_long_as_the_reply_has_not_begun_to_leave(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 409 == carol.post("/case/1/hold-back").status_code
    carol.post("/case/1/approve", {"seen": desk.seen(1)})
    assert "Hold it back" in carol.get("/case/1").text
    desk.visitor("bob").post("/case/1/hold-back")
    reply = desk.store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.DRAFT, "", CaseState.WAITING) == (reply.state, reply.approved_by, desk.store.cases.get(1).state)
    assert "bob holds it back." in carol.get("/case/1").text
    carol.post("/case/1/approve", {"seen": desk.seen(1)})
    with desk.store.writing() as tx:
        ready = desk.store.outbox.of_case(1, tx)
        assert ready is not None
        desk.store.outbox.move(tx, ready, ReplyState.SENDING, ready.updated_at, Permit("carol"))
    assert 409 == carol.post("/case/1/hold-back").status_code


def test_a_case_is_closed_with_a_reason_only(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 422 == carol.post("/case/7/reject", {"because": " "}).status_code
    carol.post("/case/7/reject", {"because": HOSTILE})
    assert CaseState.DONE == desk.store.cases.get(7).state
    text = carol.get("/case/7").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    (row,) = [row for row in desk.store.audit.rows(7) if row.event == events.CASE_CLOSED]
    assert ("carol", HOSTILE) == (row.actor, row.facts["because"])


def test_a_case_is_worked_on_again_and_its_draft_is_gone(desk: OpenDesk) -> None:
    desk.visitor().post("/case/3/replay")
    assert CaseState.RECOGNISED == desk.store.cases.get(3).state
    assert desk.store.outbox.of_case(3) is None
    assert 409 == desk.visitor().post("/case/10/replay").status_code


def test_a_closed_case_is_opened_again(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert "/case/3/reopen" not in carol.get("/case/3").text
    carol.post("/case/3/reject", {"because": "too early"})
    assert "/case/3/reopen" in carol.get("/case/3").text
    assert 303 == carol.post("/case/3/reopen").status_code
    assert CaseState.RECOGNISED == desk.store.cases.get(3).state
    assert "case_reopened" in {row.event for row in desk.store.audit.rows(3)}


def test_an_answered_case_is_not_opened_again(automatic_desk: OpenDesk) -> None:
    assert "/case/3/reopen" not in automatic_desk.visitor().get("/case/3").text
    assert 409 == automatic_desk.visitor().post("/case/3/reopen").status_code


def test_a_doubt_is_settled_one_way_or_the_other(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 400 == carol.post("/case/1/settle").status_code
    assert 409 == carol.post("/case/1/settle", {"arrived": "yes"}).status_code  # there is no doubt
    carol.post("/case/1/approve", {"seen": desk.seen(1)})
    reply = desk.store.outbox.of_case(1)
    assert reply is not None
    now = reply.updated_at
    with desk.store.writing() as tx:
        desk.store.outbox.move(tx, reply, ReplyState.UNCERTAIN, now)
        desk.store.cases.move(tx, desk.store.cases.get(1, tx), CaseState.WAITING, now)
    assert "did it leave?" in carol.get("/case/1").text
    carol.post("/case/1/settle", {"arrived": "no"})
    settled = desk.store.outbox.of_case(1)
    assert settled is not None
    assert ReplyState.DRAFT == settled.state


def test_notes_assignment_and_dispute_are_kept_shown_and_audited(desk: OpenDesk) -> None:
    carol = desk.visitor()
    desk.session("bob")
    carol.post("/case/3/note", {"text": f"Called them.\n{HOSTILE}"})
    carol.post("/case/3/assign", {"to": "bob"})
    carol.post("/case/3/dispute", {"disputed": "yes"})
    assert [422, 422] == [
        carol.post("/case/3/note").status_code,
        carol.post("/case/3/assign", {"to": "nobody"}).status_code,
    ]
    text = carol.get("/case/3").text
    assert "Called them.\n&lt;script&gt;" in text
    assert '<option value="bob" selected>' in text
    assert "No longer disputed" in text
    assert 'value="3"' not in carol.get("/").text  # what is disputed is not approved together with others
    whats = [row.facts["what"] for row in desk.store.audit.rows(3) if row.event == events.CASE_MARKED]
    assert ["note", "assigned to bob", "disputed"] == whats
    carol.post("/case/3/dispute", {"disputed": "no"})
    carol.post("/case/3/assign", {"to": ""})
    mark = desk.store.marks.get(3)
    assert ("", False) == (mark.assigned_to, mark.disputed)
