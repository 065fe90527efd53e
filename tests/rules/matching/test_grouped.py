"""One pot of hypotheses; the best first."""

from __future__ import annotations

from rules.matching.grouped import match
from rules.model.match import Certainty
from tests.rules.jotting import pool


def test_parts_that_add_up_beat_a_short_payment() -> None:
    found = pool("2026-03-20 payment P-9 -1000.00", "2026-03-20 payment R-1 -600.00\n2026-03-20 payment R-2 -400.00")
    match(found)
    assert [((0,), (0, 1))] == [(one.lines, one.entries) for one in found.groups]


def test_two_choices_that_fit_as_well_are_only_suggested() -> None:
    ours = "\n".join(f"2026-03-20 payment R-{number} -{amount}.00" for number, amount in enumerate((60, 40, 70, 30), 1))
    found = pool("2026-03-20 payment P-9 -100.00", ours)
    match(found)
    assert {Certainty.SUGGESTED} >= {one.certainty for one in found.groups}
    assert not any(one.unambiguous for one in found.groups)


def test_what_chance_explains_is_left_alone() -> None:
    ours = "\n".join(f"2026-03-{day:02} payment R-{day} -{100 * day}.00" for day in range(1, 15))
    found = pool("2026-03-07 payment P-9 -1500.00", ours)
    match(found)
    assert Certainty.CERTAIN not in {one.certainty for one in found.groups}


def test_a_slip_that_leaves_a_row_over_is_worth_less_than_parts_that_leave_none() -> None:
    """200.00 and 1200.00 look like a digit lost; with the 1000.00 of the same day they are one payment."""
    found = pool("2026-03-20 payment P-8 -1000.00\n2026-03-20 payment P-9 -200.00", "2026-03-21 payment R-1 -1200.00")
    match(found)
    assert [((0, 1), (0,))] == [(one.lines, one.entries) for one in found.groups]
