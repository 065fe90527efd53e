"""Statements of days that our ledger export does not know."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.gates.ledger_covers import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case, differing, without_statement


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_nothing_compared_has_nothing_to_cover() -> None:
    assert Outcome.CONFIRM is ask(without_statement()).answer


def test_an_export_made_on_the_day_of_the_statement_or_later_passes() -> None:
    found = agreed()
    assert found.ledger.as_of is not None
    assert Outcome.CONFIRM is ask(case(found, ledger_made=found.ledger.as_of)).answer
    assert Outcome.CONFIRM is ask(case(found)).answer


def test_a_statement_of_a_day_after_the_export_is_held() -> None:
    found = agreed()
    assert found.ledger.as_of is not None
    answer = ask(case(found, ledger_made=found.ledger.as_of - dt.timedelta(days=1)))
    assert Outcome.HOLD is answer.answer
    assert "was made" in answer.text


@pytest.mark.parametrize(("later", "expected"), [(1, Outcome.CONFIRM), (2, Outcome.HOLD)])
def test_a_statement_that_closes_before_our_opening_balance_is_held(later: int, expected: Outcome) -> None:
    found = agreed()
    assert found.ledger.as_of is not None
    # An opening balance "of 1 April" is the balance of the evening of 31 March.
    begins = found.ledger.as_of + dt.timedelta(days=later)
    assert expected is ask(case(found, ledger_begins=begins)).answer


def test_an_unmatched_item_from_before_our_ledger_is_held_and_a_matched_one_passes() -> None:
    found = differing("2026-02-05 invoice INV-0900 40.00")
    assert Outcome.HOLD is ask(case(found, ledger_begins=day("2026-03-01"))).answer
    assert Outcome.CONFIRM is ask(case(found, ledger_begins=day("2026-02-01"))).answer
    assert Outcome.CONFIRM is ask(case(agreed(), ledger_begins=day("2026-03-03"))).answer
