"""Neighbours."""

from __future__ import annotations

from parsers.statements.surroundings import below, beside
from tests.parsers.statements.tables import spot


def test_the_nearest_on_the_line_and_the_nearest_beneath() -> None:
    label, value, far, under = spot("Total"), spot("1.00", 60), spot("2.00", 160), spot("3.00", 5, 14)
    everything = [label, value, far, under]
    assert value is beside(label, everything)
    assert under is below(label, everything)


def test_another_key_or_another_page_is_no_value() -> None:
    label = spot("Account")
    assert beside(label, [label, spot("Currency", 60)]) is None
    assert beside(label, [label, spot("C1", 60, part=2)]) is None
    assert below(label, [label, spot("C1", 0, 90)]) is None
