"""The machine is lost at any moment after a backup: the restored store answers nothing a second time and loses nothing."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from daemon.pipeline.restored import doubt_restored
from daemon.pipeline.work import Work
from daemon.store import open_store
from daemon.store.backup import backup
from daemon.store.restore import restore
from daemon.store.states import ReplyState
from tests.faults.killing import ended, furnished, killed_after, run_in_child
from tests.support.house import House, mail, replace_struct, statement_pdf


def accepted(house: House) -> Counter[str]:
    book = house.directory / "book"
    return Counter(line.split()[0] for line in book.read_text().splitlines()) if book.exists() else Counter()


def saved(house: House) -> None:
    store = open_store(house.directory / "state")
    made = backup(store, house.directory / "backups", dt.datetime.now(dt.UTC))
    store.close()
    assert () == made.faults


@pytest.mark.parametrize("seed", range(2))
def test_a_machine_that_is_lost_between_kills_comes_back_without_a_second_mail(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    house = furnished(tmp_path, {}, tmp_path / "template")
    (mailbox,) = house.settings.mailboxes  # what was answered lies there still, and is read again
    house.settings = replace_struct(house.settings, mailboxes=(replace_struct(mailbox, when_done="keep"),))
    mails = {
        f"m{number}": mail(
            ("s.pdf", statement_pdf(date=f"{number + 26} Mar 2026")), subject=f"m{number}", number=number
        )
        for number in range(6)
    }
    names = list(mails)
    for name in names[:3]:
        house.deliver(mails[name], name)
        killed_after(house, chance.uniform(0.05, 0.6))
    saved(house)
    for name in names[3:]:
        house.deliver(mails[name], name)
        killed_after(house, chance.uniform(0.05, 0.6))
    assert 0 == ended(run_in_child(house))
    before = accepted(house)
    assert before

    shutil.rmtree(house.directory / "state")
    now = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
    restore(
        house.directory / "backups",
        house.directory / "state",
        now,
        lambda store, found: doubt_restored(Work(house.settings, store, clock=lambda: now), found.made_at, "carol"),
    )
    assert 0 == ended(run_in_child(house))

    assert before == accepted(house), "nothing left a second time, and nothing that nobody looked at"
    store = open_store(house.directory / "state")
    assert [] == list(store.faults())
    assert {row.subject for row in store.cases.overviews(limit=100)} == set(mails)
    for reply in store.outbox.in_states(list(ReplyState)):
        assert reply.state in {ReplyState.SENT, ReplyState.UNCERTAIN}
        assert reply.state is ReplyState.UNCERTAIN or before[reply.message_id] == 1
    store.close()
