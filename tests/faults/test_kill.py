"""SIGKILL at every step boundary and at any moment: nothing is lost, nothing is answered twice, nothing is damaged."""

from __future__ import annotations

import random
import signal
from collections import Counter
from pathlib import Path

import pytest

from daemon.desk import DeskRefused
from daemon.pipeline import desk
from daemon.pipeline.work import Work
from tests.faults.conftest import DATABASES, MAILS, MakeScene
from tests.faults.crowd import statement_of
from tests.faults.killing import (
    boundaries,
    brought_to_rest,
    ended,
    killed_at,
    killed_in,
    killed_somewhere,
    replay_stuck,
    run_in_child,
)
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import ImapScene, Scene
from tests.support.house import mail, statement_pdf

AGREED = mail(("s.pdf", statement_pdf()), subject="agreed", number=1)
STRANGER = mail(("s.pdf", statement_pdf()), subject="stranger", sender="m@elsewhere.example", number=2)
MAY_BE_UNCERTAIN = {"send:sending", "transport:connected", "transport:accepted", "send:accepted"}
OTHER_WAYS = pytest.mark.parametrize(
    ("make_place", "make_scene"),
    [
        ("postgresql", "folder"),
        pytest.param("sqlite", "imap", marks=pytest.mark.servers),
        pytest.param("postgresql", "imap", marks=pytest.mark.servers),
    ],
    indirect=True,
)
SURE_TO_PASS = 12
"""Boundaries that a service passes for sure for whose mailbox a mail has just come."""


def test_a_kill_at_any_boundary_costs_one_step_and_nothing_else(tmp_path: Path, make_scene: MakeScene) -> None:
    """Two mails beside each other, anew for each boundary."""

    def struck(directory: Path) -> Scene:
        directory.mkdir()
        scene = make_scene(directory)
        scene.deliver(AGREED, "agreed")
        scene.deliver(STRANGER, "stranger")
        return scene

    undisturbed = struck(tmp_path / "undisturbed")
    names = boundaries(undisturbed)
    found = outcomes(assert_nothing_lost_or_twice(undisturbed))
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found
    for number, name in enumerate(names):
        scene = struck(tmp_path / f"{number}")
        assert -signal.SIGKILL == killed_at(scene, number), f"{name} was not reached"

        assert 0 == ended(run_in_child(scene))

        reply = "uncertain" if name in MAY_BE_UNCERTAIN else "sent"
        found = outcomes(assert_nothing_lost_or_twice(scene))
        assert {"agreed": ("confirm", reply), "stranger": ("hold", "")} == found, f"killed at {name}"


@OTHER_WAYS
def test_a_kill_at_any_boundary_of_any_way_leaves_one_answer_at_most(scene: Scene) -> None:
    """One mail after the other into the same service, each with a kill one boundary further on."""
    scene.deliver(statement_of(0), "m0")
    names = boundaries(scene)
    assert {"receive:archived", "recognise:recorded", "send:sending", "send:accepted", "settle:copied"} < set(names)
    expected = {"m0": ("confirm", "sent")}
    for number, name in enumerate(names):
        scene.deliver(statement_of(number + 1), f"m{number + 1}")
        assert -signal.SIGKILL == killed_at(scene, number), f"{name} was not reached"
        assert 0 == ended(run_in_child(scene))
        expected[f"m{number + 1}"] = ("confirm", "uncertain" if name in MAY_BE_UNCERTAIN else "sent")

    assert expected == outcomes(assert_nothing_lost_or_twice(scene))
    replies = Counter(reply for _, reply in expected.values())
    never_handed_over = [name for name in names if name in {"send:sending", "transport:connected"}]
    assert len(expected) - len(never_handed_over) == len(scene.accepted())
    if isinstance(scene, ImapScene):
        assert [] == scene.contents("INBOX")
        assert replies["sent"] == len(scene.contents("Tieout/Done")) == len(scene.contents("Sent"))
        assert replies["uncertain"] == len(scene.contents("Tieout/Held"))


@DATABASES
@MAILS
def test_kills_at_any_moment_lose_and_double_nothing(scene: Scene) -> None:
    """The service is killed again and again while mails come in; at most the replies then on their way are uncertain."""
    chance = random.Random(scene.settings.mailboxes[0].kind + scene.place.kind)
    kills = 14
    for number in range(kills):
        scene.deliver(statement_of(number), f"m{number}")
        killed_somewhere(scene, chance, SURE_TO_PASS)

    brought_to_rest(scene)

    cases = assert_nothing_lost_or_twice(scene)
    assert {f"m{number}" for number in range(kills)} == {row.subject for row in cases}
    assert {"confirm"} == {row.case.outcome for row in cases}
    replies = Counter(row.reply_state for row in cases)
    assert kills == replies["sent"] + replies["uncertain"]
    assert replies["sent"] > replies["uncertain"]


@DATABASES
def test_a_paper_that_kills_its_reader_ends_stuck_and_keeps_nobody_waiting(scene: Scene) -> None:
    """A fault in a native library takes the whole process along; after three times a person looks at the mail."""
    scene.deliver(AGREED, "agreed")
    for _ in range(3):
        assert -signal.SIGKILL == killed_in(scene, "recognise:read")
    scene.deliver(STRANGER, "stranger")

    assert 0 == ended(run_in_child(scene))

    with scene.looking() as store:
        rows = store.cases.overviews()
        assert {"stuck", "waiting"} == {str(row.case.state) for row in rows}
        assert any("ended 3 times" in row.case.trace for row in rows)
    assert 1 == replay_stuck(scene)
    assert 0 == ended(run_in_child(scene))
    found = outcomes(assert_nothing_lost_or_twice(scene))
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found


@DATABASES
@pytest.mark.parametrize("step", ["reconcile:compared", "decide:recorded", "reply:rested"])
def test_a_replay_gives_the_same_and_no_second_mail(scene: Scene, step: str) -> None:
    """Staff have everything worked on again that may be; kills fall into that too."""
    scene.deliver(AGREED, "agreed")
    scene.deliver(STRANGER, "stranger")
    assert 0 == ended(run_in_child(scene))
    before = outcomes(assert_nothing_lost_or_twice(scene))
    accepted = scene.accepted()
    with scene.looking() as store:
        work = Work(scene.settings, store, clock=scene.clock)
        for row in store.cases.overviews():
            if row.reply_state == "":
                desk.replay(work, row.case.id, "zhang")
            else:
                with pytest.raises(DeskRefused):
                    desk.replay(work, row.case.id, "zhang")
    assert -signal.SIGKILL == killed_in(scene, step)

    brought_to_rest(scene)

    assert before == outcomes(assert_nothing_lost_or_twice(scene))
    assert accepted == scene.accepted()
