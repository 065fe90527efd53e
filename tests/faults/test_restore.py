"""The machine is lost at any moment after a backup: the restored store answers nothing a second time and loses nothing."""

from __future__ import annotations

import datetime as dt
import random
import shutil

import pytest

from daemon.pipeline.restored import doubt_restored
from daemon.pipeline.work import Work
from daemon.store.backup import backup
from daemon.store.restore import restore
from tests.faults.crowd import statement_of
from tests.faults.killing import brought_to_rest, killed_after
from tests.faults.promise import assert_nothing_lost_or_twice
from tests.faults.scenes import FolderScene
from tests.support.house import replace_struct


def saved(scene: FolderScene) -> None:
    with scene.looking() as store:
        made = backup(store, scene.directory / "backups", dt.datetime.now(dt.UTC))
    assert () == made.faults


@pytest.mark.parametrize("seed", range(2))
def test_a_machine_that_is_lost_between_kills_comes_back_without_a_second_mail(scene: FolderScene, seed: int) -> None:
    chance = random.Random(seed)
    (mailbox,) = scene.settings.mailboxes  # what was answered lies there still, and is read again
    scene.settings = replace_struct(scene.settings, mailboxes=(replace_struct(mailbox, when_done="keep"),))
    for number in range(3):
        scene.deliver(statement_of(number), f"m{number}")
        killed_after(scene, chance.uniform(0.05, 0.6))
    saved(scene)
    for number in range(3, 6):
        scene.deliver(statement_of(number), f"m{number}")
        killed_after(scene, chance.uniform(0.05, 0.6))
    brought_to_rest(scene)
    before = scene.accepted()
    assert before

    shutil.rmtree(scene.directory / "state")
    now = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
    restore(
        scene.directory / "backups",
        scene.directory / "state",
        now,
        lambda store, found: doubt_restored(Work(scene.settings, store, clock=lambda: now), found.made_at, "carol"),
    )
    brought_to_rest(scene)

    assert before == scene.accepted(), "nothing left a second time, and nothing that nobody looked at"
    cases = assert_nothing_lost_or_twice(scene)
    assert {f"m{number}" for number in range(6)} == {row.subject for row in cases}
    assert {"sent", "uncertain"} >= {row.reply_state for row in cases}
