"""A number that stands for ours, as earlier statements showed."""

from __future__ import annotations

import pytest

from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.model.number_map import NumberMap, NumberRule
from rules.model.terms import Terms
from tests.rules.jotting import groups, laid, ledger, reasons, statement, the_difference

BASE = "2026-03-02 invoice INV-1 100.00\n"
KNOWN = Terms(
    numbers=NumberMap(
        rules=(NumberRule(their_head="A", their_tail="", our_head="S", our_tail="", offset=100, width=0, support=3),)
    )
)
THEIRS = BASE + "2026-03-10 invoice A-7 50.00\n2026-03-10 invoice A-8 50.00"
OURS = BASE + "2026-03-28 invoice S-108 50.00\n2026-03-29 invoice S-107 50.00"


def test_equal_amounts_weeks_apart_are_told_apart_and_certain() -> None:
    assert not laid(statement(THEIRS), ledger(OURS)).agreed
    found = laid(statement(THEIRS), ledger(OURS), KNOWN)
    assert [((0,), ("2",)), ((1,), ("4",)), ((2,), ("3",))] == groups(found)
    assert found.agreed


def test_where_the_amounts_differ_it_is_a_guess() -> None:
    found = laid(
        statement(BASE + "2026-03-10 invoice A-7 50.00"), ledger(BASE + "2026-03-10 invoice S-107 57.40"), KNOWN
    )
    difference = the_difference(found, Reason.SHORT_PAYMENT)
    assert ((1,), ("3",), False) == (difference.lines, difference.entries, difference.certain)


def test_a_counterparty_that_counts_anew_is_not_contradicted_by_what_was_learned() -> None:
    """A-8 stood for S-108 last year; now it stands for S-300, and S-108 is another document still in the books."""
    theirs = BASE + "2026-03-10 invoice A-8 77.35\n2026-03-20 invoice A-9 20.20"
    ours = BASE + "2026-03-10 invoice S-300 77.35\n2026-03-05 invoice S-108 12.00\n2026-03-20 invoice S-301 20.20"
    found = laid(statement(theirs), ledger(ours), KNOWN)
    assert ["missing_on_statement"] == reasons(found)
    assert {((1,), ("3",)), ((2,), ("5",))} <= set(groups(found))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("2026-03-10 payment A-7 50.00", "2026-03-10 invoice S-107 50.00"),
        ("2026-03-10 invoice A-7 50.00", "2025-09-10 invoice S-107 50.00"),
    ],
    ids=["another kind", "half a year ago"],
)
def test_what_speaks_against_it_makes_it_less_than_certain(theirs: str, ours: str) -> None:
    found = laid(statement(BASE + theirs, period=None), ledger(BASE + ours), KNOWN)
    assert not any(one.rule == "learned_number" and one.certainty is Certainty.CERTAIN for one in found.matches)


def test_a_number_that_is_ours_as_it_stands_is_not_turned_into_another() -> None:
    rows = "2026-03-10 invoice A-7 50.00"
    found = laid(statement(BASE + rows), ledger(BASE + rows + "\n2026-03-11 invoice S-107 50.00"), KNOWN)
    assert ["missing_on_statement"] == reasons(found)
    assert ((1,), ("3",)) in groups(found)
