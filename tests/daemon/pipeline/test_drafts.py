"""Words of a draft in a person's hands, on real drafts of the demonstration."""

from __future__ import annotations

import pytest

from daemon.desk import DeskRefused
from daemon.mail.outgoing import OutgoingMail
from daemon.observe import events
from daemon.pipeline import desk, drafts
from daemon.store.states import CaseState, ReplyState
from tests.support.desk import OpenDesk

CASE = 3


def _mail(desk_: OpenDesk, case: int = CASE) -> OutgoingMail:
    reply = desk_.store.outbox.of_case(case)
    assert reply is not None
    return desk_.store.outbox.mail(reply)


def test_edited_words_are_what_leaves_after_approval_and_the_audit_tells_both(desk: OpenDesk) -> None:
    first = _mail(desk)
    drafts.edit(desk.work, CASE, "carol", subject="Re: yours", text="Only this.", kept=())
    assert ("Only this.\n", ()) == (_mail(desk).text, _mail(desk).attachments)
    assert first.recipient == _mail(desk).recipient
    (told,) = [row for row in desk.store.audit.rows(CASE) if row.event == events.REPLY_EDITED]
    assert "carol" == told.actor
    assert told.facts["was"] != told.facts["mail"]
    desk_reply = desk.store.outbox.of_case(CASE)
    assert desk_reply is not None
    assert ReplyState.DRAFT == desk_reply.state


def test_each_change_can_be_taken_back_one_after_the_other_until_the_first_words(desk: OpenDesk) -> None:
    first = _mail(desk)
    for text in ("One.", "Two."):
        drafts.edit(desk.work, CASE, "carol", subject="s", text=text, kept=())
    drafts.take_back(desk.work, CASE, "carol")
    assert "One.\n" == _mail(desk).text
    drafts.take_back(desk.work, CASE, "carol")
    assert first == _mail(desk)
    with pytest.raises(DeskRefused, match="Nobody has changed"):
        drafts.take_back(desk.work, CASE, "carol")


def test_the_audit_vouches_for_words_that_a_person_gave_a_draft(desk: OpenDesk) -> None:
    drafts.edit(desk.work, CASE, "carol", subject="s", text="Other words.", kept=())
    assert [] == list(desk.store.faults())
    drafts.ask(desk.work, CASE, "carol", "Which invoice is in dispute?")
    drafts.ask(desk.work, 7, "carol", "Would you look?")
    assert [] == list(desk.store.faults())


def test_the_same_words_are_no_change(desk: OpenDesk) -> None:
    mail = _mail(desk)
    kept = tuple(range(len(mail.attachments)))
    drafts.edit(desk.work, CASE, "carol", subject=mail.subject, text=mail.text, kept=kept)
    assert [] == [row for row in desk.store.audit.rows(CASE) if row.event == events.REPLY_EDITED]


def test_what_was_approved_is_not_changed_any_more(desk: OpenDesk) -> None:
    before = _mail(desk)
    approve(desk)
    with pytest.raises(DeskRefused):
        drafts.edit(desk.work, CASE, "carol", subject="s", text="late", kept=())
    with pytest.raises(DeskRefused):
        drafts.take_back(desk.work, CASE, "carol")
    with pytest.raises(DeskRefused):
        drafts.ask(desk.work, CASE, "carol", "late?")
    assert before == _mail(desk)


def approve(opened: OpenDesk, case: int = CASE) -> None:
    desk.approve(opened.work, case, "carol")


def test_a_question_takes_the_place_of_the_answer_and_tells_no_figure(desk: OpenDesk) -> None:
    drafts.ask(desk.work, CASE, "carol", "Which invoice is in dispute?")
    mail, reply = _mail(desk), desk.store.outbox.of_case(CASE)
    assert reply is not None
    assert ("ask", "", ()) == (reply.kind, reply.account, mail.attachments)
    assert "Which invoice is in dispute?" in mail.text
    assert "36,855.35" not in mail.text
    approve(desk)
    assert CaseState.ANSWERING == desk.store.cases.get(CASE).state


def test_a_held_case_can_be_asked_about_and_a_strangers_cannot(desk: OpenDesk) -> None:
    drafts.ask(desk.work, 7, "carol", "Your balances do not follow each other. Would you look?")
    assert "ledger@pinewood-furniture.example" == _mail(desk, 7).recipient
    with pytest.raises(DeskRefused, match="not on file"):
        drafts.ask(desk.work, 9, "carol", "Who are you?")


def test_empty_words_change_nothing(desk: OpenDesk) -> None:
    before = _mail(desk)
    with pytest.raises(DeskRefused, match="stays as it was"):
        drafts.edit(desk.work, CASE, "carol", subject="s", text="  ", kept=())
    with pytest.raises(DeskRefused, match="Nothing was asked"):
        drafts.ask(desk.work, CASE, "carol", "  ")
    assert before == _mail(desk)
