"""Which period a statement covers."""

from __future__ import annotations

import datetime as dt

from parsers.statements.fact_periods import period_of
from parsers.statements.statement import Period
from tests.parsers.statements.tables import spot


def test_a_period_of_two_labels_over_their_dates_is_found() -> None:
    texts = ("From Date", "1 Feb 2026", "To Date", "28 Feb 2026")
    spots = [spot(text, 300, 12.0 * number) for number, text in enumerate(texts)]
    assert Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28)) == period_of(spots, [], None)


def test_a_period_may_be_told_in_months() -> None:
    assert Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31)) == period_of([spot("期间：2026.01-2026.03")], [], None)
    assert period_of([spot("对账单 2026-01-12")], [], None) is None


def test_what_stands_behind_the_word_for_a_period_comes_first() -> None:
    texts = [spot("Charges from 1 March 2026 to 5 March 2026")]
    assert Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28)) == period_of(texts, ["1 Feb 2026 to 28 Feb 2026"], None)


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    assert period_of([spot("From 31 March 2026 to 1 March 2026")], [], None) is None
