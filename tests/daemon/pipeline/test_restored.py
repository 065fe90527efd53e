"""After a restore nothing leaves a second time: what may have left is in doubt, what comes later is answered as ever."""

from __future__ import annotations

import datetime as dt
import shutil
from email.utils import format_datetime

import pytest

from daemon.config.settings import Settings
from daemon.desk import DeskRefused
from daemon.pipeline import desk
from daemon.pipeline.restored import doubt_restored, may_have_left
from daemon.pipeline.work import Work
from daemon.store import Store, open_store
from daemon.store.backup import backup
from daemon.store.restore import restore
from daemon.store.states import CaseState, ReplyState
from tests.support.house import House, mail, replace_struct, statement_mail, statement_pdf
from tests.support.stored import NOW


def restored(house: House, at: dt.datetime) -> Store:
    """Restore the newest backup in the place of the store that was lost."""
    state = house.directory / "state"
    shutil.rmtree(state)
    restore(
        house.directory / "backups",
        state,
        at,
        lambda store, found: doubt_restored(Work(house.settings, store, clock=lambda: at), found.made_at, "carol"),
    )
    return open_store(state)


def replace_done(house: House) -> Settings:
    """The mails stay where they lie, as in a mailbox that people look at too."""
    (mailbox,) = house.settings.mailboxes
    return replace_struct(house.settings, mailboxes=(replace_struct(mailbox, when_done="keep"),))


def test_what_a_backup_calls_ready_is_in_doubt_and_never_leaves_by_itself(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    desk.approve(Work(review, store, clock=lambda: NOW), 1, "carol")
    backup(store, house.directory / "backups", NOW)
    house.service(store, review).run_once()
    assert 1 == len(house.sent())
    store.close()

    store = restored(house, NOW + dt.timedelta(days=1))
    for path in house.replies.glob("*.eml"):
        path.unlink()  # nobody kept a copy: there is no evidence either way
    house.service(store).run_once()

    reply = store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == (reply.state, store.cases.get(1).state)
    assert "restored from a backup of 2026-04-02 08:30 UTC" in reply.answer
    assert [] == house.sent()
    assert [] == list(store.faults())
    desk.never_left(Work(review, store, clock=lambda: NOW), 1, "carol")
    desk.approve(Work(review, store, clock=lambda: NOW), 1, "carol")
    house.service(store).run_once()
    assert 1 == len(house.sent())
    assert [] == list(store.faults())
    store.close()


def test_a_mail_that_was_answered_after_the_backup_is_read_again_and_not_answered_again(
    house: House, store: Store
) -> None:
    backup(store, house.directory / "backups", NOW)
    house.deliver(statement_mail(), "1")
    house.service(store, replace_done(house)).run_once()
    assert 1 == len(house.sent())
    store.close()

    store = restored(house, dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
    house.replies.rename(house.directory / "lost")
    house.service(store, replace_done(house)).run_once()

    reply = store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == (reply.state, store.cases.get(1).state)
    assert [] == house.sent()
    assert [] == list(store.faults())
    store.close()


@pytest.mark.parametrize("known", [True, False], ids=["a draft in the backup", "unknown to the backup"])
def test_what_was_approved_after_the_backup_is_no_draft_to_approve_again(
    house: House, store: Store, *, known: bool
) -> None:
    review = replace_struct(replace_done(house), policy=house.with_policy(mode="review").policy)
    if not known:
        backup(store, house.directory / "backups", NOW)
    house.deliver(statement_mail(), "1")
    house.service(store, review).run_once()
    if known:
        backup(store, house.directory / "backups", NOW)
    desk.approve(Work(review, store, clock=lambda: NOW), 1, "carol")
    house.service(store, review).run_once()
    assert 1 == len(house.sent())
    store.close()

    store = restored(house, dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
    house.replies.rename(house.directory / "lost")
    house.service(store, review).run_once()

    reply = store.outbox.of_case(1)
    assert reply is not None
    assert ReplyState.UNCERTAIN == reply.state
    with pytest.raises(DeskRefused, match="nothing to approve"):
        desk.approve(Work(review, store), 1, "dave")
    assert [] == list(store.faults())
    desk.never_left(Work(review, store, clock=lambda: NOW), 1, "dave")
    desk.approve(Work(review, store, clock=lambda: NOW), 1, "dave")
    house.service(store, review).run_once()
    assert 1 == len(house.sent())
    assert [] == list(store.faults())
    store.close()


def test_a_mail_of_the_minutes_after_the_restore_may_have_come_before_it(house: House, store: Store) -> None:
    """The mail server's clock may be ahead of ours."""
    backup(store, house.directory / "backups", NOW)
    store.close()
    store = restored(house, dt.datetime.now(dt.UTC) - dt.timedelta(minutes=3))
    assert_in_doubt(house, store, mail(("s.pdf", statement_pdf()), number=9))


def test_a_mailbox_that_was_copied_and_calls_every_mail_new_is_not_believed(house: House, store: Store) -> None:
    backup(store, house.directory / "backups", NOW)
    store.close()
    store = restored(house, NOW + dt.timedelta(days=1))
    taken_in = ("Received", f"from a by mx.us.example with ESMTPS; {format_datetime(NOW)}")
    assert_in_doubt(house, store, mail(("s.pdf", statement_pdf()), number=9, headers=[taken_in]))


def assert_in_doubt(house: House, store: Store, content: bytes) -> None:
    house.deliver(content, "9")
    house.service(store).run_once()
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert ReplyState.UNCERTAIN == reply.state
    assert [] == house.sent()
    store.close()


def test_a_mail_that_comes_after_the_restore_is_answered(house: House, store: Store) -> None:
    backup(store, house.directory / "backups", NOW)
    store.close()
    store = restored(house, NOW)
    house.deliver(mail(("s.pdf", statement_pdf()), number=9), "9")
    house.service(store).run_once()
    assert 1 == len(house.sent())
    work = Work(house.settings, store)
    with store.reading() as tx:
        assert "" == may_have_left(work, tx, 1)
    store.close()
