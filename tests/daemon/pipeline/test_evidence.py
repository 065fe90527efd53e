"""A doubt is settled by what is found, said where nothing is, and never by sending again."""

from __future__ import annotations

import datetime as dt

import pytest

from daemon.config.settings import Outgoing, Settings
from daemon.desk import DeskRefused
from daemon.mail.mime import as_bytes
from daemon.outgoing.folder import FolderTransport
from daemon.pipeline import desk, drafts
from daemon.pipeline.evidence import LOOK_FOR, PATIENCE, in_doubt, look_at_way_out, look_for_copies
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, MessageState, ReplyState
from tests.support.house import US, House, mail, replace_struct, statement_mail
from tests.support.stored import NOW


class _Died(BaseException):
    """Stands for the end of the process."""


def died_at(house: House, store: Store, boundary: str, settings: Settings | None = None) -> None:
    """Have a service take in one mail and die there; the next life finds its reply on its way."""
    house.deliver(statement_mail())

    def strike(name: str) -> None:
        if name == boundary:
            raise _Died

    with pytest.raises(_Died):
        house.service(store, settings, on_step=strike).run_once()


def reply_of(store: Store, case: int = 1) -> Reply:
    reply = store.outbox.of_case(case)
    assert reply is not None
    return reply


def test_a_reply_that_lies_where_replies_leave_counts_as_sent(house: House, store: Store) -> None:
    died_at(house, store, "send:accepted")
    house.service(store).run_once()

    reply = reply_of(store)
    assert (ReplyState.SENT, CaseState.DONE) == (reply.state, store.cases.get(1).state)
    assert "lies in the folder of replies" in reply.answer
    (told,) = [row.facts["evidence"] for row in store.audit.rows(1) if row.event == "reply_sent"]
    assert "lies in the folder of replies" in told
    assert 1 == len(house.sent())
    assert 1 == len(list((house.inbox / ".Tieout.Done" / "cur").iterdir()))
    assert [] == list(store.faults())


def test_a_reply_of_which_nothing_is_found_stays_in_doubt_and_says_so_once(house: House, store: Store) -> None:
    died_at(house, store, "send:sending")
    house.service(store).run_once()
    assert ReplyState.UNCERTAIN == reply_of(store).state

    for _ in range(2):
        later = Work(house.settings, store, clock=lambda: NOW + PATIENCE)
        assert 0 == look_at_way_out(later, FolderTransport(house.settings.outgoing))

    reply = reply_of(store)
    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == (reply.state, store.cases.get(1).state)
    assert 1 == reply.answer.count("was looked for in vain where replies leave")
    assert 1 == len([row for row in store.audit.rows(1) if row.event == "evidence_missing"])
    assert [] == house.sent()
    assert [] == list(store.faults())


def test_evidence_is_not_looked_for_when_a_person_must_have_decided(house: House, store: Store) -> None:
    died_at(house, store, "send:sending")
    house.service(store).run_once()
    work = Work(house.settings, store, clock=lambda: NOW + LOOK_FOR + dt.timedelta(seconds=1))
    assert [] == in_doubt(work)
    work.clock = lambda: NOW + LOOK_FOR
    assert [1] == [reply.case for reply in in_doubt(work, "ar")]
    assert [] == in_doubt(work, "another")


@pytest.fixture
def copying(house: House) -> Settings:
    """Every reply also goes to our own mailbox."""
    return replace_struct(house.settings, outgoing=replace_struct(house.settings.outgoing, blind_copy=US))


def handed_over(store: Store) -> bytes:
    return as_bytes(store.outbox.mail(reply_of(store)), NOW)


def test_our_own_blind_copy_settles_the_doubt_and_is_no_mail_to_answer(
    house: House, store: Store, copying: Settings
) -> None:
    died_at(house, store, "send:sending", copying)
    came = b"Received: from border.example by us.example; Thu, 2 Apr 2026 08:31:00 +0000\r\n" + handed_over(store)
    house.deliver(came.replace(b"\r\n", b"\n"), "copy")
    house.service(store, copying).run_once()

    assert (ReplyState.SENT, CaseState.DONE) == (reply_of(store).state, store.cases.get(1).state)
    assert "our own blind copy came to ar (mail 2)" in reply_of(store).answer
    assert MessageState.OWN == store.messages.get(2).state
    assert () == store.cases.of_message(2)
    assert [] == house.sent()
    assert [] == list(store.faults())
    assert 2 == len(list((house.inbox / ".Tieout.Done" / "cur").iterdir()))


def test_a_copy_of_what_was_surely_sent_is_kept_apart_too(house: House, store: Store, copying: Settings) -> None:
    house.deliver(statement_mail())
    house.service(store, copying).run_once()
    house.deliver(house.sent()[0], "copy")
    house.service(store, copying).run_once()
    assert MessageState.OWN == store.messages.get(2).state
    assert {"done": 1} == store.cases.counts()


def test_a_mail_that_only_bears_our_message_id_is_no_evidence(house: House, store: Store, copying: Settings) -> None:
    died_at(house, store, "send:sending", copying)
    forged = mail(sender=US, text="Agreed.").replace(b"<mail-1@acme.example>", reply_of(store).message_id.encode())
    house.deliver(forged, "forged")
    house.service(store, copying).run_once()

    assert ReplyState.UNCERTAIN == reply_of(store).state
    assert MessageState.RECOGNISED == store.messages.get(2).state
    assert 0 == look_for_copies(Work(copying, store, clock=lambda: NOW))
    assert [] == house.sent()


def test_without_the_setting_no_mail_is_taken_for_a_copy(house: House, store: Store) -> None:
    died_at(house, store, "send:sending")
    house.deliver(handed_over(store), "copy")
    house.service(store).run_once()
    assert MessageState.RECOGNISED == store.messages.get(2).state
    assert ReplyState.UNCERTAIN == reply_of(store).state


@pytest.mark.parametrize("then", ["approved", "reworded", "worked on again"])
def test_what_a_blind_copy_shows_to_have_left_leaves_no_second_time_whatever_was_said_of_it(
    house: House, store: Store, copying: Settings, then: str
) -> None:
    """Somebody says too early that it did not arrive; the copy comes after that."""
    died_at(house, store, "send:sending", copying)
    way_out = Outgoing(kind="folder", path=str(house.directory / "elsewhere"), blind_copy=US)
    settings = replace_struct(copying, outgoing=way_out)
    house.service(store, settings).run_once()
    copy = store.archive.get(reply_of(store).mime)
    work = Work(settings, store, clock=lambda: NOW)
    desk.never_left(work, 1, "zhang")
    draft = reply_of(store)
    if then == "reworded":
        drafts.edit(work, 1, "zhang", subject="Your statement", text="Other words.", kept=(), seen=draft.mail)
    house.deliver(copy, "copy")
    house.service(store, settings).run_once()
    assert MessageState.OWN == store.messages.get(2).state

    if then == "worked on again":
        desk.replay(work, 1, "zhang")
        house.service(store, settings).run_once()
    with pytest.raises(DeskRefused, match="It did leave"):
        desk.approve(work, 1, "zhang")
    house.service(store, settings).run_once()

    assert ReplyState.DRAFT == reply_of(store).state
    assert not list((house.directory / "elsewhere").glob("*.eml"))
