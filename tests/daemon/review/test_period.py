from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import QueryParams

from daemon.review.period import period

NOW = dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_days_are_those_of_the_companys_clock() -> None:
    asked = period(QueryParams("from=2026-03-01&to=2026-03-31"), NOW, SHANGHAI)
    assert dt.datetime(2026, 2, 28, 16, tzinfo=dt.UTC) == asked.since
    assert dt.datetime(2026, 3, 31, 16, tzinfo=dt.UTC) == asked.until
    assert dt.date(2026, 4, 1) == asked.today


@pytest.mark.parametrize(
    "query", ["", "from=x&to=y", "from=2026-05-01&to=2026-04-01", "from=1980-01-01", "from=0001-01-01"]
)
def test_what_is_missing_or_wrong_becomes_the_month_so_far(query: str) -> None:
    asked = period(QueryParams(query), NOW, SHANGHAI)
    assert (dt.date(2026, 4, 1), dt.date(2026, 4, 1)) == (asked.first, asked.last)


def test_the_usual_periods_follow_each_other() -> None:
    others = dict(period(QueryParams(""), NOW, SHANGHAI).others)
    assert "from=2026-03-01&to=2026-03-31" == others["last_month"]
    assert "from=2026-02-01&to=2026-04-01" == others["three_months"]
