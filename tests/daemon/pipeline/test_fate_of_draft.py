"""What a person has sent with a mail program closes its case; what vanished is in doubt."""

from __future__ import annotations

import pytest

from daemon.store.laid_drafts import DraftState
from daemon.store.states import CaseState, ReplyState
from tests.support.draft_sites import LONG, DraftSite, edited

pytestmark = pytest.mark.servers


def test_a_draft_that_a_person_sent_closes_the_case(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(draft)
    held_draft.once()
    assert (ReplyState.SENT, CaseState.DONE, DraftState.LEFT) == (
        held_draft.reply.state,
        held_draft.store.cases.get(1).state,
        held_draft.draft,
    )
    assert (draft, 0) == (held_draft.store.archive.get(held_draft.reply.mime), held_draft.left())
    held_draft.is_sound()


def test_one_that_a_person_changed_is_found_by_what_it_answers_and_kept_as_it_left(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(edited(draft, "We agree, and call you tomorrow."))
    held_draft.once()
    mail = held_draft.store.outbox.mail(held_draft.reply)
    assert (ReplyState.SENT, "carol@tieout.example") == (held_draft.reply.state, held_draft.reply.approved_by)
    assert mail.text.startswith("We agree, and call you tomorrow.")
    assert () == mail.attachments
    assert b"call you tomorrow" in held_draft.store.archive.get(held_draft.reply.mime)
    row = [each for each in held_draft.store.audit.rows(1) if each.event == "reply_sent"][-1]
    assert ("carol@tieout.example", "yes") == (row.actor, row.facts["changed"])
    held_draft.is_sound()


def test_a_draft_that_is_gone_without_a_trace_is_in_doubt_and_never_sent_from_here(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(draft, files=False)
    held_draft.once()
    assert (ReplyState.DRAFT, DraftState.MISSING) == (held_draft.reply.state, held_draft.draft)
    held_draft.once(after=LONG)
    assert (ReplyState.UNCERTAIN, DraftState.LOST) == (held_draft.reply.state, held_draft.draft)
    assert "may have been sent from the mail program" in held_draft.reply.answer
    held_draft.box.file("Sent", draft)  # it turns up after all
    held_draft.once()
    assert (ReplyState.SENT, 0) == (held_draft.reply.state, held_draft.left())
    held_draft.is_sound()


def test_another_answer_to_the_same_mail_is_not_taken_for_the_draft(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(edited(draft, "Thank you, we look at it.", instead=True), keeps=True)
    held_draft.once()
    assert (ReplyState.DRAFT, DraftState.LYING) == (held_draft.reply.state, held_draft.draft)
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.UNCERTAIN, CaseState.WAITING, 0) == (
        held_draft.reply.state,
        held_draft.store.cases.get(1).state,
        held_draft.left(),
    )
    assert "in other words" in held_draft.reply.answer
