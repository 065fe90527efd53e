"""What a UID is counted under: the server's UIDVALIDITY, and how often the folder was put back under the same one.

A server whose mailboxes are restored from a backup often brings the old UIDVALIDITY back with them, against RFC 9051 2.3.1.1, and gives
numbers out a second time that we have read past: mails under them would never be seen. It shows by a UIDNEXT that is not above
what was read already. Then everything is looked at again, under a validity that no server gives (they have 32 bits).
"""

from __future__ import annotations

from collections.abc import Callable

from daemon.mailboxes.base import Cursor

_SERVERS = 1 << 32


def validity(cursor: Cursor, uidvalidity: int, uidnext: int | None, highest: Callable[[], int]) -> int:
    """Return under which validity the folder's numbers count now. `highest` looks up the highest number in the folder, 0 where it is
    empty; it is asked only where UIDNEXT says that the folder was put back, which some servers say wrongly.
    """
    if cursor.uidvalidity % _SERVERS != uidvalidity:
        return uidvalidity
    put_back = uidnext and uidnext <= cursor.uid and highest() < cursor.uid
    return cursor.uidvalidity + _SERVERS if put_back else cursor.uidvalidity
