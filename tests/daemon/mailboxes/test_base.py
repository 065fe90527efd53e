from __future__ import annotations

import pytest

from daemon.mailboxes.base import PermanentMailboxError, TemporaryMailboxError


@pytest.mark.parametrize("seconds", [0.0, 17.0])
def test_a_failure_for_the_moment_carries_how_long_the_server_wants_us_to_wait(seconds: float) -> None:
    error = TemporaryMailboxError("too many requests", seconds)

    assert ("too many requests", seconds) == (str(error), error.wait)


def test_what_somebody_must_change_is_not_tried_again_like_a_failure_for_the_moment() -> None:
    assert not issubclass(PermanentMailboxError, TemporaryMailboxError)
