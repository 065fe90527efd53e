from __future__ import annotations

import errno

import pytest
from sqlalchemy.exc import OperationalError

from daemon.mailboxes.base import TemporaryMailboxError
from daemon.pipeline.attempt import attempted


def test_what_goes_well_leaves_no_trace() -> None:
    assert attempted(lambda: None) is None


def test_a_fault_of_ours_is_told_with_its_traceback() -> None:
    def divide() -> float:
        return 1 / 0

    crash = attempted(divide)

    assert crash is not None
    assert crash.error.startswith("ZeroDivisionError at test_attempt.py:")
    assert "in divide" in crash.trace


def test_what_may_be_logged_of_a_fault_quotes_nothing() -> None:
    def quote() -> None:
        raise ValueError("cannot read 1,234.56 of Bolt Brothers")

    crash = attempted(quote)

    assert crash is not None
    assert "Bolt" not in crash.error
    assert "Bolt" in crash.trace


@pytest.mark.parametrize(
    "error",
    [
        TemporaryMailboxError("gone"),
        OperationalError("INSERT", {}, Exception("database is locked")),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EROFS, "Read-only file system"),
    ],
)
def test_a_failure_of_the_world_passes_through(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        attempted(fail)


@pytest.mark.parametrize(
    "error", [FileNotFoundError(errno.ENOENT, "x"), ValueError("x"), RecursionError(), MemoryError()]
)
def test_a_broken_papers_error_is_our_fault_and_not_the_worlds(error: Exception) -> None:
    def fail() -> None:
        raise error

    assert attempted(fail) is not None


def test_a_stop_is_never_swallowed() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempted(stop)
