"""After a restore nothing leaves a second time: what may have left is in doubt, what comes later is answered as ever."""

from __future__ import annotations

import datetime as dt
import shutil

from daemon.config.settings import Settings
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
