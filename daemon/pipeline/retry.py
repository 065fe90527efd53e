"""The one policy of trying again. Connectors never retry; whoever calls them does so by these numbers."""

from __future__ import annotations

import datetime as dt
import errno
import threading
from collections.abc import Callable

from sqlalchemy.exc import InterfaceError, OperationalError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_any,
    stop_when_event_set,
    wait_exponential,
    wait_random,
)
from tenacity.nap import sleep_using_event

from daemon.mailboxes.base import TemporaryMailboxError
from daemon.sandbox.host import SandboxError

FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0
REFUSED_WAIT = 600.0
"""Between two attempts at a mailbox that refuses us until somebody changes something."""

GIVE_UP_SENDING = dt.timedelta(days=3)
"""As long as a mail server's own queue tries (RFC 5321 4.5.4.1 asks for at least 4-5 days of a relay; a person waits less)."""

_WORLD = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EIO,
        errno.EROFS,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.EACCES,
    }
)


def is_failure_of_the_world(error: BaseException) -> bool:
    """Whether the disk, the database or a server failed, so that the same work may succeed later and no case is to blame."""
    if isinstance(error, TemporaryMailboxError | OperationalError | InterfaceError | SandboxError):
        return True
    return isinstance(error, OSError) and error.errno in _WORLD


def asked_to_wait(error: BaseException | None) -> float:
    """Return the seconds that a server asked us to wait, within reason."""
    return min(error.wait, LONGEST_WAIT) if isinstance(error, TemporaryMailboxError) else 0.0


def trying_again(
    stop: threading.Event, failed: Callable[[BaseException, float], None], *, attempts: int | None = None
) -> Retrying:
    """Return the policy for work whose world may fail: exponential waits with jitter, and no shorter than the server asked, until
    `stop` is set.

    `failed` is told of each failure with the seconds until the next attempt. The last failure is raised as it was when
    `attempts` are used up or `stop` is set.
    """
    longer = wait_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT) + wait_random(0, FIRST_WAIT)

    def pause(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome is not None else None
        return max(asked_to_wait(error), longer(state))

    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome is not None else None
        if error is not None:
            failed(error, state.upcoming_sleep)

    return Retrying(
        retry=retry_if_exception(is_failure_of_the_world),
        stop=stop_when_event_set(stop)
        if attempts is None
        else stop_any(stop_when_event_set(stop), stop_after_attempt(attempts)),
        wait=pause,
        sleep=sleep_using_event(stop),
        before_sleep=tell,
        reraise=True,
    )


def next_sending(attempts: int, first: dt.datetime, now: dt.datetime, asked: float = 0.0) -> dt.datetime | None:
    """Return when a reply that the server surely refused for now is tried again; None when it has waited long enough.

    `asked`: the seconds that the server asked us to wait at least.
    """
    due = now + dt.timedelta(seconds=max(min(asked, 3600), min(3600, 30 * 2 ** min(attempts, 10))))
    return due if due - first < GIVE_UP_SENDING else None
