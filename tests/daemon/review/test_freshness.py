from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from daemon.review.freshness import freshness
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.entry import Role

NOW = dt.datetime(2026, 11, 20, 23, 0, tzinfo=dt.UTC)


def version(as_of: dt.date | None) -> LedgerVersion:
    return LedgerVersion(
        id=1,
        role=Role.CUSTOMER,
        name="l.csv",
        sha256="",
        imported_at=dt.datetime(2026, 11, 19, 23, 30, tzinfo=dt.UTC),
        as_of=as_of,
        entries=1,
        accounts=1,
        active=True,
    )


def test_an_old_export_imported_anew_is_old() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    found = freshness(version(dt.date(2026, 10, 31)), 10, NOW, zone)
    assert (21, True) == (found.days, found.stale)
    assert (1, False) == ((fresh := freshness(version(dt.date(2026, 12, 31)), 10, NOW, zone)).days, fresh.stale)


def test_without_a_limit_nothing_is_stale() -> None:
    assert not freshness(version(dt.date(2020, 1, 1)), 0, NOW, ZoneInfo("UTC")).stale
