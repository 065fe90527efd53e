"""Keeps nothing longer than the settings say, nothing shorter, and says in the audit what went."""

from __future__ import annotations

import datetime as dt
import math
import time
from dataclasses import dataclass

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.work import Work
from daemon.store import tally
from daemon.store.opening import StoreInUse
from daemon.store.pruning import lately_pruned, prune_mails, prune_version, remove_files, ripe_mails, ripe_versions

log = logger("pipeline.prune")

AT_ONCE = 100
"""Mails in one transaction: whoever waits for the store waits shortly."""

A_ROUND = 2_000
"""Mails between two signs of life to the watchdog: the first pruning of an old store may take hours."""

DAY_SECONDS = 86_400.0
AGAIN_SECONDS = 3_600.0
"""When the archive was held by a backup."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What went, or would go."""

    mails: int = 0
    files: int = 0
    versions: int = 0


def would_go(work: Work) -> Pruned:
    """Return what `prune` would remove now."""
    kept, ledgers = _limits(work)
    with work.store.reading() as tx:
        mails = ripe_mails(tx, kept, 1_000_000) if kept is not None else ()
        versions = ripe_versions(tx, ledgers) if ledgers is not None else ()
    return Pruned(len(mails), sum(len(mail.files) for mail in mails), len(versions))


def prune(work: Work, by: str = "tieout", *, most: float = math.inf) -> Pruned:
    """Remove whatever is past its time, of mails about `most` in this round. Raises `StoreInUse` while a backup reads the archive."""
    kept, ledgers = _limits(work)
    mails = files = versions = 0
    with work.store.undisturbed(wait=False):
        while kept is not None and mails < most and (done := _some_mails(work, kept, by)):
            mails += done
        if kept is not None:
            # Files go after the commit that tells of them; what a crash left is made up for.
            with work.store.reading() as tx:
                lately = lately_pruned(tx, work.clock() - dt.timedelta(days=2))
            for mail in lately:
                # A writer, though nothing is written: no mail that needs the file is recorded between the look and the removal.
                with work.store.writing() as tx:
                    files += remove_files(tx, work.store.archive, [mail])
        if ledgers is not None:
            versions = _versions(work, ledgers, by)
    if mails or files or versions:
        log.info(events.PRUNED, mails=mails, files=files, versions=versions)
    return Pruned(mails, files, versions)


class DailyPruning:
    """Prunes once a day, for the service; while a backup runs it is tried again after an hour."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._due = -math.inf

    def once(self) -> None:
        if time.monotonic() < self._due:
            return
        with self._work.store.writing() as tx:
            tally.forget(tx, self._work.clock())
        try:
            done = prune(self._work, most=A_ROUND)
            if done.mails < A_ROUND:
                self._due = time.monotonic() + DAY_SECONDS
        except StoreInUse:
            self._due = time.monotonic() + AGAIN_SECONDS


def _limits(work: Work) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return before when mails and versions are past their time; None where they are kept for ever."""
    retention, now = work.settings.retention, work.clock()

    def before(days: int) -> dt.datetime | None:
        return now - dt.timedelta(days=days) if days else None

    return before(retention.mail_days), before(retention.ledger_days)


def _some_mails(work: Work, before: dt.datetime, by: str) -> int:
    store, now = work.store, work.clock()
    with store.writing() as tx:
        mails = ripe_mails(tx, before, AT_ONCE)
        prune_mails(tx, mails, now)
        for mail in mails:
            facts = {"files": " ".join(mail.files), "cases": " ".join(map(str, mail.cases))}
            store.audit.add(tx, now, events.MAIL_PRUNED, actor=by, message=mail.message, facts=facts)
    work.on_step("prune:recorded")
    return len(mails)


def _versions(work: Work, before: dt.datetime, by: str) -> int:
    store, now, count = work.store, work.clock(), 0
    with store.reading() as connection:
        ripe = ripe_versions(connection, before)
    for version in ripe:
        with store.writing() as tx:
            found = store.ledgers.version(version, tx)
            if found is None or version not in ripe_versions(tx, before):
                continue  # a case was compared with it meanwhile
            prune_version(tx, version)
            facts = {"version": str(version), "file": found.name, "sha256": found.sha256}
            store.audit.add(tx, now, events.LEDGER_PRUNED, actor=by, facts=facts)
        log.info(events.LEDGER_PRUNED, version=version)
        count += 1
    return count
