"""Statements of days that our ledger export does not know."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.statements.statement import Form
from rules.gates.ledger_covers import ask
from rules.model.decision import Outcome
from rules.model.reconciliation import Reconciliation
from tests.rules.gates.facts import agreed, case, differing, without_statement
from tests.rules.jotting import laid, ledger, statement


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


def _open_items(rows: str) -> Reconciliation:
    theirs = "2026-03-02 invoice INV-1001 100.00\n2026-03-05 invoice INV-1002 40.00"
    return laid(statement(theirs, opening=None, form=Form.OPEN_ITEM), ledger(rows))


@pytest.mark.parametrize(("later", "expected"), [(0, Outcome.CONFIRM), (3, Outcome.HOLD)])
def test_what_a_list_of_open_items_of_a_later_day_lacks_may_be_paid_since(later: int, expected: Outcome) -> None:
    found = _open_items("2026-03-02 invoice INV-1001 100.00 open 100.00")
    assert found.ledger.as_of is not None
    made = found.ledger.as_of + dt.timedelta(days=later)
    assert expected is ask(case(found, ledger_made=made)).answer


def test_a_list_of_open_items_that_has_all_of_theirs_passes_and_so_does_a_whole_ledger() -> None:
    made = dt.date(2026, 4, 9)
    more = "2026-03-02 invoice INV-1001 100.00 open 100.00\n2026-03-05 invoice INV-1002 40.00 open 40.00\n2026-03-09 invoice INV-1003 9.00 open 9.00"
    assert Outcome.CONFIRM is ask(case(_open_items(more), ledger_made=made)).answer
    settled = "2026-03-02 invoice INV-1001 100.00 open 100.00\n2026-03-04 invoice INV-1000 9.00 open 0.00\n2026-03-05 payment P-1 -9.00 open 0.00"
    assert Outcome.CONFIRM is ask(case(_open_items(settled), ledger_made=made)).answer
