from __future__ import annotations

from typing import Any

import pytest

from daemon.desk import DeskRefused
from daemon.pipeline.desk import PipelineDesk
from daemon.store.states import ReplyState
from tests.support.desk import OpenDesk, Visitor


def _state(desk: OpenDesk, case: int = 3) -> ReplyState:
    reply = desk.store.outbox.of_case(case)
    assert reply is not None
    return reply.state


def _text(desk: OpenDesk) -> str:
    reply = desk.store.outbox.of_case(3)
    assert reply is not None
    return desk.store.outbox.mail(reply).text


def test_the_letter_stands_in_a_frame_that_can_do_nothing(desk: OpenDesk) -> None:
    answer = desk.visitor().get("/case/3/reply.html")
    assert "Dear accounts team" in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "SAMEORIGIN" == answer.headers["x-frame-options"]
    assert 404 == desk.visitor().get("/case/7/reply.html").status_code


def test_attachments_can_be_kept(desk: OpenDesk) -> None:
    carol = desk.visitor()
    answer = carol.get("/case/3/attachment/0")
    assert answer.content.startswith(b"PK")
    assert 'filename="differences-C1003-2026-10-31.xlsx"' in answer.headers["content-disposition"]
    assert 404 == carol.get("/case/3/attachment/9").status_code


def test_words_are_changed_saved_taken_back_and_approved(desk: OpenDesk) -> None:
    carol = desk.visitor()
    first = _text(desk)
    answer = carol.post(
        "/case/3/edit",
        {"subject": "Re: yours", "text": "A first try.", "kept": "0", "then": "save", "seen": desk.seen(3)},
    )
    assert "/case/3?done=edited" == answer.headers["location"]
    assert ("A first try.\n", ReplyState.DRAFT) == (_text(desk), _state(desk))
    carol.post("/case/3/take-back")
    assert first == _text(desk)
    carol.post(
        "/case/3/edit", {"subject": "Re: yours", "text": "All is well.", "then": "approve", "seen": desk.seen(3)}
    )
    assert ("All is well.\n", ReplyState.READY) == (_text(desk), _state(desk))
    late = carol.post("/case/3/edit", {"subject": "s", "text": "late", "seen": desk.seen(3)})
    assert 409 == late.status_code
    assert "no draft that waits" in late.text


def test_something_is_asked_instead(desk: OpenDesk) -> None:
    carol: Visitor = desk.visitor()
    assert "/case/7?done=asked" == carol.post("/case/7/ask", {"text": "Which total is right?"}).headers["location"]
    assert "Which total is right?" in carol.get("/case/7/reply.html").text
    assert "Approve the reply" in carol.get("/case/7").text
    assert 409 == carol.post("/case/9/ask", {"text": "Who are you?"}).status_code


def test_edit_and_approve_approves_only_the_words_that_were_typed(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PipelineDesk.edit

    def edit(self: PipelineDesk, case: int, by: str, **words: Any) -> str:
        """Edit, and have a colleague put his own words there at once."""
        name = real(self, case, by, **words)
        real(self, case, "paul", subject="Other", text="Words that carol never saw.", kept=(), seen=name)
        return name

    monkeypatch.setattr(PipelineDesk, "edit", edit)
    answer = desk.visitor().post(
        "/case/3/edit", {"subject": "Re: yours", "text": "All is well.", "then": "approve", "seen": desk.seen(3)}
    )
    assert 409 == answer.status_code
    assert ("Words that carol never saw.\n", ReplyState.DRAFT) == (_text(desk), _state(desk))


def test_words_that_a_colleague_changed_meanwhile_are_not_written_over(desk: OpenDesk) -> None:
    before = desk.seen(3)
    acts = PipelineDesk(desk.work)
    acts.edit(3, "paul", subject="s", text="By a colleague.", kept=(), seen=before)
    with pytest.raises(DeskRefused, match="changed meanwhile"):
        acts.edit(3, "carol", subject="s", text="Over it.", kept=(), seen=before)
    assert "By a colleague.\n" == _text(desk)
