"""A disk that is full: what cannot be kept is not acknowledged, and all goes on when there is room again."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.killing import ended, furnished, look, run_in_child
from tests.support.house import mail, statement_pdf

MAILS = {
    "agreed": mail(("s.pdf", statement_pdf()), subject="agreed", number=1),
    "stranger": mail(("s.pdf", statement_pdf()), subject="stranger", sender="m@elsewhere.example", number=2),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("template") / "state"


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
def test_a_full_disk_loses_nothing_and_sends_nothing_unrecorded(tmp_path: Path, template: Path, step: str) -> None:
    house = furnished(tmp_path, MAILS, template)

    assert 1 == ended(run_in_child(house, _no_room_at(step, 64)))

    assert 0 == ended(run_in_child(house))
    found = look(house, MAILS)
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found


@pytest.mark.parametrize("step", ["send:sending", "transport:accepted"])
def test_where_the_sending_cannot_be_recorded_the_reply_is_uncertain(tmp_path: Path, template: Path, step: str) -> None:
    house = furnished(tmp_path, {"agreed": MAILS["agreed"]}, template)

    ended(run_in_child(house, _no_room_at(step, 64)))

    assert 0 == ended(run_in_child(house))
    assert {"agreed": ("confirm", "uncertain")} == look(house, {"agreed": MAILS["agreed"]})
