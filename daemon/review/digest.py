"""The digest of the day for staff: what waits, by age and by gate; what left by itself; what failed or is in doubt; how old the ledger is.

It names counterparties and numbers of cases, no figures: who wants those signs in.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from daemon.config.settings import Settings
from daemon.replies.safe_text import unlinked
from daemon.review.services import url_of
from daemon.review.words import Words
from daemon.store import Store
from daemon.store.outbox import Reply
from daemon.store.queue import Waiting, Wanted
from daemon.store.states import CaseState, ReplyState
from parsers.ledgers.entry import Role

AGES = (1, 3, 7)
"""Days that part the ages."""

MOST_NAMED = 20
DAY = dt.timedelta(days=1)
_OPEN = (CaseState.WAITING, CaseState.STUCK)


def digest_mail(
    settings: Settings, store: Store, words: Words, now: dt.datetime, tx: Connection | None = None
) -> tuple[str, str]:
    """Return subject and text of the digest as of now; "lately" is the last 24 hours."""
    waiting, total = store.queue.cases(Wanted(states=_OPEN, limit=1_000_000), tx)
    sent, _ = store.queue.cases(Wanted(sent_by_itself=True, descending=True, limit=1000), tx)
    lately = [row for row in sent if row.moved_at is not None and row.moved_at > now - DAY]
    link = url_of(settings)
    lines = [words.count("digest.waiting", total), *_by_age(words, waiting, now), *_by_gate(words, store, tx)]
    oldest = sorted(waiting, key=lambda row: row.received_at)[:MOST_NAMED]
    lines += [f"  {_named(words, row)}: {words.age(row.received_at, now)}, {link}/case/{row.case.id}" for row in oldest]
    lines += [f"  … {link}/"] if total > MOST_NAMED else []
    lines += ["", words.count("digest.sent", len(lately))]
    lines += [f"  {_named(words, row)}: {words('state.' + row.reply_kind)}" for row in lately[:MOST_NAMED]]
    lines += [f"  … {link}/sent"] if len(lately) > MOST_NAMED else []
    lines += [
        "",
        *_troubles(words, store, link, now, tx),
        "",
        words("digest.ledger"),
        *_ledgers(settings, store, words, now, tx),
    ]
    lines += ["", words("digest.automatic")]
    day = now.astimezone(ZoneInfo(settings.company.timezone)).date()
    return words.count("digest.subject", total, day=words.day(day)), "\n".join(lines)


def _by_age(words: Words, waiting: tuple[Waiting, ...], now: dt.datetime) -> list[str]:
    days = [(now - row.received_at) / DAY for row in waiting]
    bounds = (0.0, *map(float, AGES), float("inf"))
    found = []
    for least, most in pairwise(bounds):
        count = sum(least <= max(each, 0.0) < most for each in days)
        if count:
            key = "digest.older" if most == float("inf") else "digest.younger"
            found.append(f"  {words(key, days=int(least if key == 'digest.older' else most))}: {count}")
    return found


def _by_gate(words: Words, store: Store, tx: Connection | None) -> list[str]:
    gates = store.queue.gates((CaseState.WAITING,), tx)
    return [f"  {words.or_else(f'gate.{gate}', gate)}: {count}" for gate, count in gates.items()]


def _named(words: Words, row: Waiting) -> str:
    return unlinked(row.counterparty_name or row.case.counterparty, 60) or words("queue.unknown_party")


def _troubles(words: Words, store: Store, link: str, now: dt.datetime, tx: Connection | None) -> list[str]:
    """Return what did not leave or is in doubt, for as long as it is so."""
    replies = store.outbox.in_states({ReplyState.FAILED, ReplyState.UNCERTAIN}, tx=tx)
    missed = store.staff_mails.missed(now - DAY, tx)

    def told(reply: Reply) -> str:
        return f"  {words(f'state.{reply.state}')}: {link}/case/{reply.case}"

    lines = [words.count("digest.troubles", len(replies)), *map(told, replies[:MOST_NAMED])]
    return [*lines, words.count("digest.missed", len(missed))] if missed else lines


def _ledgers(settings: Settings, store: Store, words: Words, now: dt.datetime, tx: Connection | None) -> list[str]:
    found, limit = [], settings.policy.ledger_max_age_days
    today = now.astimezone(ZoneInfo(settings.company.timezone)).date()
    for role in Role:
        version = store.ledgers.active(role, tx)
        if version is None:
            continue
        age = 0 if version.as_of is None else (today - version.as_of).days
        stale = f" {words('digest.stale')}" if limit and age > limit else ""
        imported = words.moment(version.imported_at, ZoneInfo(settings.company.timezone))
        at = words.day(version.as_of)
        found.append(f"  {words(f'digest.{role}')}: {words('digest.as_of', day=at, imported=imported, age=age)}{stale}")
    return found or [f"  {words('digest.no_ledger')}"]
