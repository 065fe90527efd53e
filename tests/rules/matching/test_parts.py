"""What the rows of a group say of each other."""

from __future__ import annotations

from rules.matching.parts import names_a_part, of_one_day, of_one_kind
from tests.rules.jotting import pool


def test_one_day_on_each_side_is_one_day() -> None:
    found = pool(
        "2026-03-07 payment - -500.03",
        "2026-03-05 payment R-1 -321.47\n2026-03-05 payment R-2 -178.56\n2026-03-06 payment R-3 -1.00",
    )
    assert of_one_day(found, (0,), (0, 1))
    assert not of_one_day(found, (0,), (0, 2))


def test_a_row_that_does_not_say_what_it_is_goes_with_every_kind() -> None:
    found = pool(
        "2026-03-07 payment - -1.00\n2026-03-07 - - -2.00\n2026-03-07 credit_note - -3.00", "2026-03-07 - R-1 -3.00"
    )
    assert of_one_kind(found, (0, 1), (0,))
    assert not of_one_kind(found, (0, 2), (0,))


def test_the_number_of_some_parts_only_names_a_part_also_in_words() -> None:
    ours = "2026-03-05 payment R-101 -3.00\n2026-03-05 payment R-102 -2.00"
    assert names_a_part(pool("2026-03-07 payment R-101 -5.00", ours), (0,), (0, 1))
    assert names_a_part(pool("2026-03-07 payment - -5.00 ; your receipt 102", ours), (0,), (0, 1))
    assert not names_a_part(pool("2026-03-07 payment PV-7 -5.00", ours), (0,), (0, 1))
