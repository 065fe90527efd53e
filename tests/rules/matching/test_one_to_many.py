"""One row here, several there."""

from __future__ import annotations

from rules.matching.one_to_many import hypotheses
from tests.rules.jotting import groups, laid, ledger, pool, statement

WHOLE = "2026-03-05 payment P-1 -999.78"
PARTS = "2026-03-05 payment R-1 -600.37\n2026-03-05 payment R-2 -399.41"


def test_both_directions_are_looked_at() -> None:
    assert {((0,), (0, 1))} == {(one.lines, one.entries) for one in hypotheses(pool(WHOLE, PARTS))}
    assert {((0, 1), (0,))} == {(one.lines, one.entries) for one in hypotheses(pool(PARTS, WHOLE))}


def test_a_payment_booked_in_two_on_one_day_agrees() -> None:
    found = laid(statement(WHOLE), ledger(PARTS))
    assert [((0,), ("2", "3"))] == groups(found)
    assert found.agreed


def test_on_two_days_it_is_matched_and_not_sworn_to() -> None:
    found = laid(statement(WHOLE), ledger(PARTS.replace("2026-03-05 payment R-2", "2026-03-07 payment R-2")))
    assert [((0,), ("2", "3"))] == groups(found)
    assert not found.agreed
