"""A held reply lies in the mailbox's own Drafts folder: one draft whatever dies, and taken away before anything leaves from here."""

from __future__ import annotations

import datetime as dt
import email
import email.policy

import pytest

from daemon.pipeline.laid_drafts import GRACE
from daemon.store.laid_drafts import DraftState
from daemon.store.states import CaseState, ReplyState
from tests.support.draft_sites import LONG, DraftSite, edited
from tests.support.house import replace_struct

pytestmark = pytest.mark.servers

BOTH = pytest.mark.parametrize("draft_site", ["imap", "folder"], indirect=True)


@BOTH
def test_a_held_reply_lies_in_drafts_as_it_would_leave_and_lies_there_once(held_draft: DraftSite) -> None:
    held_draft.once()
    (content,) = held_draft.drafts()
    draft = email.message_from_bytes(content, policy=email.policy.default)
    assert ("<mail-1@acme.example>", held_draft.reply.message_id) == (draft["In-Reply-To"], draft["Message-ID"])
    assert f"1 {held_draft.reply.message_id}" == " ".join(str(draft["X-Tieout-Case"]).split())
    assert "ap@acme.example" in str(draft["To"])
    mail = held_draft.store.outbox.mail(held_draft.reply)
    assert [each.name for each in mail.attachments] == [each.get_filename() for each in draft.iter_attachments()]
    assert (DraftState.LYING, 0) == (held_draft.draft, held_draft.left())
    held_draft.is_sound()


@BOTH
@pytest.mark.parametrize("step", ["drafts:recorded", "drafts:laid"])
def test_a_death_while_it_is_laid_leaves_one_draft(draft_site: DraftSite, step: str) -> None:
    draft_site.arrives()
    draft_site.dies_at(step)
    draft_site.once()
    assert (1, DraftState.LYING, ReplyState.DRAFT) == (
        len(draft_site.drafts()),
        draft_site.draft,
        draft_site.reply.state,
    )
    draft_site.is_sound()


@BOTH
def test_what_is_approved_here_leaves_after_its_draft_was_taken_away(held_draft: DraftSite) -> None:
    held_draft.approve()
    held_draft.once()
    assert ([], 0) == (held_draft.drafts(), held_draft.left())
    held_draft.once(after=GRACE + dt.timedelta(seconds=1))
    assert (ReplyState.SENT, DraftState.CLEAR, 1) == (held_draft.reply.state, held_draft.draft, held_draft.left())
    assert b"X-Tieout-Case" not in held_draft.site.sent()[0]
    held_draft.is_sound()


@pytest.mark.parametrize("step", ["drafts:withdrawing", "drafts:removed"])
def test_a_death_while_it_is_taken_away_never_lets_two_leave(held_draft: DraftSite, step: str) -> None:
    held_draft.approve()
    held_draft.dies_at(step)
    held_draft.once()
    held_draft.once(after=LONG)
    # Whether it was we who took it away is not known after the second: then a person says.
    assert held_draft.reply.state is (ReplyState.SENT if step == "drafts:withdrawing" else ReplyState.UNCERTAIN)
    assert [] == held_draft.drafts()
    held_draft.is_sound()


def test_what_is_approved_after_its_draft_is_gone_does_not_leave(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(draft, files=False)
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.UNCERTAIN, CaseState.WAITING, 0) == (
        held_draft.reply.state,
        held_draft.store.cases.get(1).state,
        held_draft.left(),
    )
    held_draft.desk.never_left(1, "carol")
    held_draft.once()
    assert (ReplyState.DRAFT, []) == (held_draft.reply.state, held_draft.drafts())
    held_draft.approve()
    held_draft.once()
    assert (ReplyState.SENT, 1) == (held_draft.reply.state, held_draft.left())
    held_draft.is_sound()


def test_one_that_was_sent_in_the_very_moment_before_it_was_taken_away_does_not_leave_again(
    held_draft: DraftSite,
) -> None:
    (draft,) = held_draft.drafts()
    held_draft.approve()
    held_draft.once()
    held_draft.sends(edited(draft, "As it stood in the open window."), keeps=True)
    held_draft.once(after=LONG)
    assert (ReplyState.SENT, DraftState.LEFT, 0) == (held_draft.reply.state, held_draft.draft, held_draft.left())


@BOTH
def test_a_draft_that_somebody_is_writing_in_stays_theirs_and_takes_the_approval_back(held_draft: DraftSite) -> None:
    (draft,) = held_draft.drafts()
    held_draft.sends(b"", files=False)
    held_draft.box.file("Drafts", edited(draft, "Half a sent"))
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.DRAFT, DraftState.LYING, 1, 0) == (
        held_draft.reply.state,
        held_draft.draft,
        len(held_draft.drafts()),
        held_draft.left(),
    )
    held_draft.is_sound()


def test_other_words_and_a_closed_case_take_the_draft_away(held_draft: DraftSite) -> None:
    held_draft.desk.edit(1, "carol", seen=held_draft.reply.mail, subject="Your statement", text="Other words.", kept=())
    held_draft.once()
    assert [] == held_draft.drafts()
    held_draft.once(after=LONG)
    (draft,) = held_draft.drafts()
    assert b"Other words." in draft
    held_draft.desk.close(1, "carol", "")
    held_draft.once()
    assert ([], ReplyState.CANCELLED) == (held_draft.drafts(), held_draft.reply.state)
    held_draft.is_sound()


def test_what_two_people_must_approve_and_what_nobody_may_is_laid_nowhere(draft_site: DraftSite) -> None:
    draft_site.settings = replace_struct(
        draft_site.settings, desk=replace_struct(draft_site.settings.desk, four_eyes_above=1)
    )
    draft_site.arrives()
    draft_site.once()
    assert (ReplyState.DRAFT, []) == (draft_site.reply.state, draft_site.drafts())


def test_a_folder_that_is_no_longer_looked_into_lets_nothing_leave(held_draft: DraftSite) -> None:
    held_draft.settings = replace_struct(
        held_draft.settings, mailboxes=(replace_struct(held_draft.mailbox, drafts_folder=""),)
    )
    held_draft.approve()
    held_draft.once()
    held_draft.once(after=LONG)
    assert (ReplyState.UNCERTAIN, 0) == (held_draft.reply.state, held_draft.left())
