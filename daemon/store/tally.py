"""How many replies left or are about to, by the minute in which they were made: in all, and to each domain.

Budgets ask for every mail what went out within an hour and a day. Counting the replies themselves takes longer the more there are, so the database keeps
this count beside them: its triggers change it whenever a reply comes, goes, or changes its state, whoever does that. `verify`
counts again. A window begins with the whole minute (of weeks: the whole hour) in which it begins, so it never counts too few.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, String, bindparam, delete, func, select, type_coerce

from daemon.store.prepared import Prepared, one_of
from daemon.store.schema import instant_text, outbox, reply_tally
from daemon.store.states import ReplyState

ON_THE_WAY: Final = (ReplyState.READY, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN)
"""What left, or is about to."""

ALL: Final = "*"
HOURS: Final = "*hour"
"""In the place of a domain: all replies by minute, and all replies by hour."""

TRIGGERS: Final = {
    "sqlite": frozenset({"outbox_tally_insert", "outbox_tally_delete", "outbox_tally_less", "outbox_tally_more"}),
    "postgresql": frozenset({"outbox_tally"}),
}
"""The names of what keeps it, by database."""

MINUTES_KEPT = dt.timedelta(days=2)
HOURS_KEPT = dt.timedelta(weeks=5)
_LOOKED_AT = dt.timedelta(hours=25)
_MINUTE, _HOUR, _DAY = 16, 13, 10  # characters of an instant

_TALLY, _REPLY = reply_tally.c, outbox.c
_FROM = (_TALLY.domain == bindparam("domain"), _TALLY.since >= bindparam("since"))
_SUM = Prepared(select(func.sum(_TALLY.replies)).where(*_FROM))
_SUM_UNTIL = Prepared(select(func.sum(_TALLY.replies)).where(*_FROM, _TALLY.since < bindparam("until")))
_HOURS = Prepared(
    select(_TALLY.since, _TALLY.replies)
    .where(_TALLY.domain == HOURS, _TALLY.since >= bindparam("since"), _TALLY.since < bindparam("until"))
    .order_by(_TALLY.since)
)


def made_since(tx: Connection, since: dt.datetime, domain: str = "") -> int:
    """Return how many replies, made since the minute of `since`, left or are about to: all, or those to one domain."""
    start = instant_text(since)
    if domain:
        return int(_SUM.value(tx, domain=domain.lower(), since=start[:_MINUTE]) or 0)
    # The rest of the first hour by minutes, what follows by hours.
    next_hour = instant_text(since.astimezone(dt.UTC).replace(minute=0) + dt.timedelta(hours=1))
    rest = _SUM_UNTIL.value(tx, domain=ALL, since=start[:_MINUTE], until=next_hour[:_MINUTE])
    return int(rest or 0) + int(_SUM.value(tx, domain=HOURS, since=next_hour[:_HOUR]) or 0)


def by_day(tx: Connection, since: dt.datetime, until: dt.datetime) -> tuple[int, ...]:
    """Return how many there were on each day (UTC) that had some, by whole hours, the oldest day first."""
    rows = _HOURS.rows(tx, since=instant_text(since)[:_HOUR], until=instant_text(until)[:_HOUR])
    # Added up here: the database would sort them first.
    days = (sum(row.replies for row in hours) for _, hours in groupby(rows, lambda row: str(row.since)[:_DAY]))
    return tuple(replies for replies in days if replies > 0)


def counts_in(made: dt.datetime, since: dt.datetime) -> bool:
    """Whether `made_since` counts a reply that was made then."""
    return instant_text(made)[:_MINUTE] >= instant_text(since)[:_MINUTE]


def forget(tx: Connection, now: dt.datetime) -> None:
    """Remove what no window reaches back to."""
    for hours, kept in ((False, MINUTES_KEPT), (True, HOURS_KEPT)):
        which = _TALLY.domain == HOURS if hours else _TALLY.domain != HOURS
        tx.execute(delete(reply_tally).where(which, _TALLY.since < instant_text(now - kept)))


def faults(connection: Connection) -> Iterator[tuple[str, str, int, int]]:
    """Yield domain, minute or hour, what is kept, and what a count of the replies gives, where these differ. Looked at is what a
    window may reach back to from the latest reply.
    """
    made = type_coerce(_REPLY.created_at, String)
    latest = connection.execute(select(func.max(made))).scalar()
    try:
        begin = instant_text(dt.datetime.fromisoformat(str(latest)) - _LOOKED_AT)
    except ValueError:
        begin = ""  # none there is, or none that could be read
    counted: Counter[tuple[str, str]] = Counter()
    query = select(made, _REPLY.recipient).where(one_of(_REPLY.state, ON_THE_WAY), made >= begin)
    for at, recipient in connection.execute(query):
        for key in ((ALL, at[:_MINUTE]), (HOURS, at[:_HOUR]), (recipient.rpartition("@")[2].lower(), at[:_MINUTE])):
            counted[key] += 1
    # The first minute and hour are only counted in part.
    kept = {
        (row.domain, row.since): row.replies
        for row in connection.execute(select(reply_tally).where(_TALLY.since >= begin[:_HOUR]))
    }
    for key in sorted(counted.keys() | kept.keys()):
        if key[1] > begin[: len(key[1])] and kept.get(key, 0) != counted[key]:
            yield *key, kept.get(key, 0), counted[key]
