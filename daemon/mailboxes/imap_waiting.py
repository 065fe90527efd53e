"""Waiting for new mail over IMAP IDLE (RFC 2177), which is a hint and never the truth.

imapclient's `idle_check` has traps, each of which makes a service deaf without an error. After every slice of IDLE the folder is asked
by UID, so nothing hangs on an event having been seen:

- the server closed the connection: `idle_check` answers [] at once, for ever -> an empty answer before its time means dead;
- "* 4 EXISTS" came in one packet with "+ idling": it lies in a buffer that poll() does not see -> the first slice is short;
- an untagged line came before "+ idling", which is legal: the library raises and leaves IDLE running -> open a new connection;
- half a line came: the library raises `abort` -> dead;
- routers and providers forget idle connections after some ten minutes -> slices are shorter than that.
"""

from __future__ import annotations

import imaplib
import time
from collections.abc import Callable
from typing import Any

FIRST_SLICE = 5.0
LONGEST_SLICE = 9 * 60.0
POLL_SECONDS = 10.0
_EARLY = 0.5


class NewMailBeforeIdling(Exception):
    """The server spoke before it confirmed IDLE: there is news, and this connection is out of step."""


def idle_until_news(client: Any, seconds: float, has_news: Callable[[], bool]) -> bool:
    """Return True when `has_news` says so, False after `seconds`. Raises what the connection raises, `abort` for a silent end."""
    end = time.monotonic() + seconds
    longest = FIRST_SLICE
    while (left := end - time.monotonic()) > 0:
        _idle(client, min(longest, left))
        if has_news():
            return True
        longest = LONGEST_SLICE
    return False


def poll_until_news(seconds: float, has_news: Callable[[], bool]) -> bool:
    """The same for servers without IDLE: ask every ten seconds."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(POLL_SECONDS, left))
        if has_news():
            return True
    return False


def _idle(client: Any, seconds: float) -> None:
    try:
        client.idle()
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise NewMailBeforeIdling(str(error)) from error
    began = time.monotonic()
    answers = client.idle_check(timeout=seconds)
    if not answers and time.monotonic() - began < seconds - min(_EARLY, seconds / 2):
        raise imaplib.IMAP4.abort("the server closed the connection while we waited")
    client.idle_done()
