"""The dashboard's own sums: buckets, medians, shares, currencies kept apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from daemon.review.dashboard import _ageing, _answering, _confirmed, _overdue, _sums, _through
from daemon.review.period import Period
from daemon.review.words import words_in
from daemon.store.overview import Answered, Came, Receivables, Way
from parsers.ledgers.entry import Role

WORDS = words_in("en")
TODAY = dt.date(2026, 3, 31)
NOW = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, "no_day"),
        (TODAY, "not_due"),
        (TODAY - dt.timedelta(days=1), "to_30"),
        (TODAY - dt.timedelta(days=30), "to_30"),
        (TODAY - dt.timedelta(days=31), "to_60"),
        (TODAY - dt.timedelta(days=91), "over"),
    ],
)
def test_an_item_is_as_old_as_the_days_since_it_was_due(day: dt.date | None, expected: str) -> None:
    assert expected == _overdue(day, TODAY)


def test_ageing_adds_up_to_what_is_open_currency_by_currency() -> None:
    due = {(TODAY, "USD"): Decimal(3), (None, "USD"): Decimal("-1.5"), (dt.date(2025, 1, 1), "EUR"): Decimal(9)}
    part = _ageing(Receivables(total={}, due=due), Role.CUSTOMER, TODAY, WORDS)
    assert [("EUR", Decimal(9)), ("USD", Decimal("1.5"))] == [(row[0], row[-1]) for row in part.sheet.rows]


def test_currencies_are_never_added_together() -> None:
    assert "EUR 5.00 · JPY 7" == _sums([("JPY", Decimal(7)), ("EUR", Decimal(2)), ("EUR", Decimal(3))])


def test_the_rate_leaves_out_what_is_still_under_way() -> None:
    came = [
        Came(day=TODAY, way=Way.BY_ITSELF, number=3),
        Came(day=TODAY, way=Way.WAITING, number=1),
        Came(day=TODAY, way=Way.UNDER_WAY, number=6),
    ]
    part = _through(came, Period(dt.date(2026, 3, 1), TODAY, TODAY, ZoneInfo("UTC")), WORDS)
    assert "75 %" == part.figure
    assert ((dt.date(2026, 3, 30), 3, 0, 1, 6, 0),) == tuple(part.sheet.rows)


def test_the_median_is_that_of_all_answers() -> None:
    times = [dt.timedelta(seconds=30), dt.timedelta(hours=3), dt.timedelta(days=9)]
    part = _answering([Answered(received_at=NOW - time, answered_at=NOW, by_person=False) for time in times], WORDS)
    assert "half within 3 hours" == part.figure
    assert [1, 0, 1, 0, 1] == [row[1] for row in part.sheet.rows]


def test_a_share_is_of_the_same_currency_and_nothing_is_divided_by_nothing() -> None:
    receivables = Receivables(total={"EUR": Decimal(0), "USD": Decimal(200)}, due={})
    part = _confirmed({"USD": Decimal(50), "GBP": Decimal(1)}, receivables, WORDS)
    assert [("EUR", ""), ("USD", "25.0 %")] == [(row[0], row[3]) for row in part.sheet.rows]
