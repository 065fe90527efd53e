"""A statement and our account become the pool."""

from __future__ import annotations

from decimal import Decimal

from rules.laying import scale_of
from rules.model.terms import Terms
from tests.rules.jotting import day, pool


def test_amounts_become_whole_cents_in_our_sign() -> None:
    found = pool("2026-03-02 - - -1.25", "2026-03-02 - - 1.25", sign=-1)
    assert ([125], [125]) == (found.theirs.cents, found.ours.cents)
    assert "1.25" == str(found.money(125))


def test_the_scale_holds_every_decimal() -> None:
    assert 100 == scale_of([Decimal(1), Decimal("1.5")])
    assert 1000 == scale_of([Decimal("1.234"), Decimal("1.5")])


def test_later_entries_and_earlier_ones_are_not_free() -> None:
    ours = "2026-02-20 - A-11 5.00\n2026-03-02 - A-12 5.00\n2026-04-02 - A-13 5.00"
    assert {0} == pool("", ours, opening="5.00").ours.free  # the earlier one is in both opening balances
    found = pool("", ours, opening="1.00")
    assert ({1}, {0}, {2}) == (found.ours.free, found.prior, found.later)


def test_words_without_digits_are_no_numbers() -> None:
    assert [()] == pool("2026-03-02 - ACH 5.00", "").theirs.numbers


def test_mapped_numbers_come_first() -> None:
    found = pool("2026-03-02 - V-88 5.00", "", terms=Terms(reference_map=(("v 88", "INV-1"),)))
    assert [("INV1", "V88")] == found.theirs.numbers


def test_a_line_without_a_date_has_the_day_of_its_neighbour_where_lines_stand_in_order() -> None:
    found = pool("- - - 1.00\n2026-03-02 - - 1.00\n- - - 1.00\n2026-03-09 - - 1.00", "")
    second, ninth = day("2026-03-02").toordinal(), day("2026-03-09").toordinal()
    assert [second, second, second, ninth] == found.theirs.days
    assert [ninth, None, second] == pool("2026-03-09 - - 1.00\n- - - 1.00\n2026-03-02 - - 1.00", "").theirs.days
