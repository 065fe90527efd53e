from __future__ import annotations

import re

from daemon.observe import events
from daemon.pipeline.release import Leaving, may_leave
from daemon.store.states import ReplyState
from tests.support.desk import OpenDesk, OpensDesk


def _listed(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="open" href="/case/(\d+)"', text)]


def test_it_lists_what_left_without_a_person_and_nothing_else(automatic_desk: OpenDesk, opens_desk: OpensDesk) -> None:
    text = automatic_desk.visitor().get("/sent").text
    assert {1, 2, 3, 4, 5, 6, 8} == set(_listed(text))
    assert "Northgate Engineering Ltd" in text


def test_a_sample_is_the_same_at_every_look_and_shrinks_by_checking(opens_desk: OpensDesk) -> None:
    with opens_desk(mode="auto", sample_percent=50) as desk:
        carol = desk.visitor()
        sample = _listed(carol.get("/sent?sample=1").text)
        assert 0 < len(sample) < 7
        assert sample == _listed(carol.get("/sent?sample=1").text)
        carol.post(f"/sent/{sample[0]}/right")
        assert sample[1:] == _listed(carol.get("/sent?sample=1").text)


def test_this_was_wrong_closes_automation_for_that_counterparty_until_it_is_opened_again(
    automatic_desk: OpenDesk,
) -> None:
    desk, carol = automatic_desk, automatic_desk.visitor()
    assert ReplyState.READY == _would(desk)
    carol.post("/sent/1/wrong", {"because": "<b>A discount</b> was overlooked."})
    assert ReplyState.DRAFT == _would(desk)
    assert "&lt;b&gt;A discount&lt;/b&gt; was overlooked." in carol.get("/sent").text
    carol.post("/sent/reopen", {"counterparty": "C1001"})
    assert ReplyState.READY == _would(desk)
    told = [(row.event, row.actor) for row in desk.store.audit.rows() if row.actor == "carol"]
    assert [events.AUTOMATION_STOPPED, events.CASE_MARKED, events.AUTOMATION_REOPENED] == [event for event, _ in told]


def _would(desk: OpenDesk) -> ReplyState:
    """Say what the policy would answer were the reply of case 1 about to leave."""
    reply = desk.store.outbox.of_case(1)
    assert reply is not None
    leaving = Leaving(
        case=1,
        kind=reply.kind,
        sender=reply.sender,
        recipient=reply.recipient,
        counterparty=reply.counterparty,
        account="",
        authenticated=True,
    )
    with desk.store.writing() as tx:
        return may_leave(desk.work, tx, leaving).state


def test_what_a_person_let_go_or_what_never_left_is_not_judged_here(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 409 == carol.post("/sent/1/wrong").status_code
    assert 409 == carol.post("/sent/999/right").status_code
    assert 409 == carol.post("/sent/reopen", {"counterparty": "C1001"}).status_code
