"""A disk that is full: what cannot be kept is not acknowledged, and all goes on when there is room again."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from tests.faults.killing import ended, run_in_child
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import Scene
from tests.support.house import mail, statement_pdf

MAILS = {
    "agreed": mail(("s.pdf", statement_pdf()), subject="agreed", number=1),
    "stranger": mail(("s.pdf", statement_pdf()), subject="stranger", sender="m@elsewhere.example", number=2),
}


def _no_room_at(step: str, limit: int) -> Callable[[str], None]:
    """Return what makes every write of the process beyond `limit` bytes of a file fail from this step on (EFBIG, as a
    full disk fails with ENOSPC).
    """

    def fill(name: str) -> None:
        if name == step:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    return fill


@pytest.mark.parametrize(
    "step", ["receive:fetched", "receive:archived", "message:claimed", "decide:decided", "reply:archived"]
)
def test_a_full_disk_loses_nothing_and_sends_nothing_unrecorded(scene: Scene, step: str) -> None:
    for name, content in MAILS.items():
        scene.deliver(content, name)

    assert 1 == ended(run_in_child(scene, _no_room_at(step, 64)))

    assert 0 == ended(run_in_child(scene))
    found = outcomes(assert_nothing_lost_or_twice(scene))
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found


@pytest.mark.parametrize("step", ["send:sending", "transport:accepted"])
def test_where_the_sending_cannot_be_recorded_the_reply_is_uncertain(scene: Scene, step: str) -> None:
    scene.deliver(MAILS["agreed"])

    ended(run_in_child(scene, _no_room_at(step, 64)))

    assert 0 == ended(run_in_child(scene))
    assert {"agreed": ("confirm", "uncertain")} == outcomes(assert_nothing_lost_or_twice(scene))
