"""The same mail comes twice, by two roads at once, while the service runs and dies: one answer leaves."""

from __future__ import annotations

import random
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import DATABASES, MAILS, MakeScene
from tests.faults.crowd import statement_of
from tests.faults.killing import brought_to_rest, ended, killed_at, killed_somewhere, run_in_child
from tests.faults.promise import assert_nothing_lost_or_twice
from tests.faults.scenes import FolderScene, Scene
from tests.support.house import mail, replace_struct, statement_pdf

SURE_TO_PASS = 12


def _at_once(*actions: Callable[[], object]) -> None:
    """Run each in a thread of its own, all from the same moment."""
    start = threading.Barrier(len(actions))

    def run(action: Callable[[], object]) -> None:
        start.wait()
        action()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@DATABASES
@MAILS
def test_a_mail_that_is_delivered_twice_at_once_is_answered_once(scene: Scene) -> None:
    """Kills fall into it; each copy has its own outcome, one of the two an answer."""
    chance = random.Random(scene.settings.mailboxes[0].kind + scene.place.kind)
    pairs = 5
    for number in range(pairs):
        content = statement_of(number)
        _at_once(
            lambda n=number, c=content: scene.deliver(c, f"m{n}-a"),  # type: ignore[misc]
            lambda n=number, c=content: scene.deliver(c, f"m{n}-b"),  # type: ignore[misc]
        )
        killed_somewhere(scene, chance, SURE_TO_PASS)

    brought_to_rest(scene)

    _one_answer_each(scene, pairs)


def _one_answer_each(scene: Scene, pairs: int) -> None:
    cases = assert_nothing_lost_or_twice(scene)
    for number in range(pairs):
        both = [row for row in cases if row.subject == f"m{number}"]
        assert 2 == len(both)
        assert 1 == sum(row.reply_state != "" for row in both), [(row.case.outcome, row.reply_state) for row in both]
    assert len(scene.accepted()) <= pairs


@DATABASES
def test_a_mail_that_comes_to_two_mailboxes_at_once_is_answered_once(tmp_path: Path, make_scene: MakeScene) -> None:
    """Two threads watch, each its own mailbox, and take in the same bytes at the same moment."""
    scene = make_scene(tmp_path)
    assert isinstance(scene, FolderScene)
    (first,) = scene.settings.mailboxes
    other = FolderScene(tmp_path / "other", scene.place)
    second = replace_struct(first, name="billing", path=str(other.inbox))
    scene.settings = replace_struct(scene.settings, mailboxes=(first, second))
    chance = random.Random(scene.place.kind)
    pairs = 5
    for number in range(pairs):
        content = statement_of(number)
        _at_once(
            lambda n=number, c=content: scene.deliver(c, f"m{n}"),  # type: ignore[misc]
            lambda n=number, c=content: other.deliver(c, f"m{n}"),  # type: ignore[misc]
        )
        killed_somewhere(scene, chance, SURE_TO_PASS)

    brought_to_rest(scene)

    own, others = scene.lying, other.lying
    scene.lying = lambda: [*own(), *others()]  # type: ignore[method-assign]
    scene.delivered = [*scene.delivered, *other.delivered]
    _one_answer_each(scene, pairs)


@pytest.mark.parametrize("boundary", range(0, 36, 5))
def test_the_same_statement_in_another_mail_is_answered_once(scene: Scene, boundary: int) -> None:
    """A customer's colleague sends it again, from the same address, with other bytes and another Message-ID."""
    for number in (1, 2):
        scene.deliver(mail(("s.pdf", statement_pdf()), subject=f"m{number}", number=number), f"m{number}")
    assert -signal.SIGKILL == killed_at(scene, boundary)

    assert 0 == ended(run_in_child(scene))

    cases = assert_nothing_lost_or_twice(scene)
    assert 1 == sum(row.reply_state != "" for row in cases)
    assert 1 >= len(scene.accepted())
