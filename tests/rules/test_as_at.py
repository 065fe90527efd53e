"""Our ledger as at the statement's date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from parsers.statements.statement import Form, Period
from rules.as_at import date_of, roll, turned
from tests.rules.jotting import MARCH, day, laid, ledger, statement

ROW = "2026-03-20 invoice INV-1 100.00"


@pytest.mark.parametrize(
    ("period", "date", "given", "expected"),
    [
        (MARCH, None, None, ("2026-03-31", True)),
        (MARCH, "2026-04-05", None, ("2026-03-31", True)),
        (None, "2026-04-05", None, ("2026-04-05", True)),
        (None, None, None, ("2026-03-20", False)),
        (MARCH, None, "2026-03-15", ("2026-03-15", True)),
        (Period(None, dt.date(2026, 3, 10)), None, None, ("2026-03-20", True)),
    ],
)
def test_the_date_is_the_end_of_the_period_then_the_printed_one_then_the_last_line(
    period: Period | None, date: str | None, given: str | None, expected: tuple[str, bool]
) -> None:
    theirs = statement(ROW, period=period, date=day(date) if date else None)
    assert (day(expected[0]), expected[1]) == date_of(theirs, day(given) if given else None)


def test_a_statement_without_any_date_has_none() -> None:
    assert (None, False) == date_of(statement("- - - 1.00", period=None), None)


OURS = """
    2026-02-10 invoice INV-0 70.00
    2026-03-20 invoice INV-1 100.00
    2026-04-02 payment RC-1 -70.00
"""


def test_entries_fall_before_into_and_after_the_period() -> None:
    found = roll(statement(ROW, opening="75.00"), ledger(OURS, opening="5.00"), 1, day("2026-03-31"))
    assert (Decimal("75.00"), Decimal("175.00")) == (found.opening, found.balance)
    assert (["2"], ["3"], ["4"]) == tuple(
        [entry.id for entry in some] for some in (found.before, found.period, found.later)
    )
    assert found.opening == found.opening_theirs


@pytest.mark.parametrize(("cleared", "expected"), [("2026-03-31", "0.00"), ("2026-04-01", None), (None, "0.00")])
def test_what_was_cleared_after_the_statement_was_still_open(cleared: str | None, expected: str | None) -> None:
    account = ledger("2026-03-20 invoice INV-1 100.00")
    (entry,) = account.entries
    closed = replace(entry, open_amount=Decimal("0.00"), cleared_on=day(cleared) if cleared else None)
    found = roll(statement(ROW), replace(account, entries=(closed,)), 1, day("2026-03-31"))
    assert [expected] == [None if entry.open_amount is None else str(entry.open_amount) for entry in found.period]


def test_without_a_printed_start_the_period_begins_where_the_balance_ties() -> None:
    ours = "2026-03-01 invoice INV-8 70.00\n2026-03-05 invoice INV-9 30.00\n2026-03-20 invoice INV-1 100.00"
    found = roll(statement(ROW, opening="70.00", period=None), ledger(ours), 1, day("2026-03-31"))
    assert ["3", "4"] == [entry.id for entry in found.period]


def test_an_opening_balance_that_is_not_printed_follows_from_the_closing_one() -> None:
    found = roll(statement(ROW, opening=None, closing="-30.00"), ledger(OURS), -1, day("2026-03-31"))
    assert Decimal("130.00") == found.opening_theirs


def test_no_balance_at_all_leaves_their_opening_unknown() -> None:
    found = roll(statement(ROW, opening=None, closing=None), ledger(OURS), 1, day("2026-03-31"))
    assert found.opening_theirs is None


def test_open_items_are_laid_against_all_that_was_posted_until_then() -> None:
    theirs = statement(ROW, opening=None, form=Form.OPEN_ITEM, period=None)
    found = roll(theirs, ledger(OURS, opening="5.00"), 1, day("2026-03-31"))
    assert ["2", "3"] == [entry.id for entry in found.period]
    assert (Decimal("5.00"), Decimal(0)) == (found.opening, found.opening_theirs)


def test_a_statement_without_lines_has_all_of_ours_behind_it_unless_it_ties_earlier() -> None:
    still = roll(statement("", opening="170.00", period=None), ledger(OURS), 1, day("2026-03-31"))
    assert () == still.period
    early = roll(statement("", opening="70.00", period=None), ledger(OURS), 1, day("2026-03-31"))
    assert ["3"] == [entry.id for entry in early.period]


def test_zero_has_no_sign() -> None:
    assert "0.00" == str(turned(Decimal("0.00"), -1))
    assert Decimal("-1.50") == turned(Decimal("1.50"), -1)


def test_the_day_beside_the_closing_balance_is_that_of_the_statement() -> None:
    paper = replace(statement("2026-03-20 - - 5.00", period=None), closing_date=day("2026-03-31"))
    assert (day("2026-03-31"), True) == date_of(paper, None)
    assert (day("2026-03-25"), True) == date_of(replace(paper, date=day("2026-03-25")), None)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("2026-03-09 credit_note CN-7 -500.00\n2026-03-11 invoice INV-8 500.00\n2026-03-16 invoice INV-9 30.00", 0),
        ("2026-03-09 invoice INV-9 30.00", 2),
    ],
)
def test_where_the_balance_ties_twice_the_lines_tell_which_rows_are_of_the_period(theirs: str, expected: int) -> None:
    books = ledger(
        "2026-03-08 credit_note CN-7 -500.00\n2026-03-08 invoice INV-8 500.00\n2026-03-16 invoice INV-9 30.00"
    )
    found = laid(statement(theirs, period=None, date=day("2026-03-31")), books)
    assert (True, 3 - expected) == (found.agreed, len(found.ledger.entries))


def test_a_document_of_long_ago_that_they_list_only_now_crossed_the_turn_of_the_period() -> None:
    """It was lost on its way and booked months later: nobody is told that we do not have it."""
    books = ledger("2025-11-04 invoice INV-7 80.00\n2025-11-05 invoice INV-8 20.00\n2026-03-16 invoice INV-9 30.00")
    rows = "2026-03-12 invoice INV-7 80.00\n2026-03-16 invoice INV-9 30.00"
    assert laid(statement(rows, opening="20.00"), books).agreed
    found = laid(statement(rows, opening="21.00"), books)
    assert not any(one.reason == "missing_in_ledger" for one in found.differences)
