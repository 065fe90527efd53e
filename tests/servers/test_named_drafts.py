"""Held replies in the Drafts folder of Microsoft 365 and Exchange, whose servers search for nothing but a Message-ID."""

from __future__ import annotations

import datetime as dt

import pytest

from daemon.pipeline.laid_drafts import GRACE
from daemon.store.laid_drafts import DraftState
from daemon.store.states import CaseState, ReplyState
from tests.support.draft_sites import LONG, DraftSite, edited

pytestmark = [
    pytest.mark.servers,
    pytest.mark.parametrize("draft_site", ["graph", "exchange"], indirect=True),
]


def test_what_is_approved_here_leaves_once_after_its_draft_was_taken_away(held_draft: DraftSite) -> None:
    held_draft.once()
    assert (DraftState.LYING, 1) == (held_draft.draft, len(held_draft.drafts()))
    held_draft.approve()
    held_draft.once()
    assert ([], 0) == (held_draft.drafts(), held_draft.left())
    held_draft.once(after=GRACE + dt.timedelta(seconds=1))
    assert (ReplyState.SENT, [], 1) == (held_draft.reply.state, held_draft.drafts(), held_draft.left())
    assert b"X-Tieout-Case" not in held_draft.site.sent()[0]
    held_draft.is_sound()


@pytest.mark.parametrize("keeps_our_name", [True, False])
def test_what_a_person_sent_closes_the_case_and_does_not_leave_again(
    held_draft: DraftSite, keeps_our_name: bool
) -> None:
    (draft,) = held_draft.drafts()
    sent = draft if keeps_our_name else edited(draft, "We agree, and call you tomorrow.")
    held_draft.sends(sent)
    held_draft.once()
    assert (ReplyState.SENT, CaseState.DONE) == (held_draft.reply.state, held_draft.store.cases.get(1).state)
    assert sent == held_draft.store.archive.get(held_draft.reply.mime)
    held_draft.once(after=LONG)
    assert [sent] == held_draft.site.sent()
    held_draft.is_sound()


def test_a_draft_that_is_gone_is_in_doubt(held_draft: DraftSite) -> None:
    held_draft.box.empty_drafts()
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.UNCERTAIN, DraftState.LOST, 0) == (held_draft.reply.state, held_draft.draft, held_draft.left())


def test_a_draft_that_somebody_is_writing_in_stays_theirs(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.box.empty_drafts()
    held_draft.box.file("Drafts", edited(draft, "Half a sent"))
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.DRAFT, 1, 0) == (held_draft.reply.state, len(held_draft.drafts()), held_draft.left())
