"""A hypothesis and what speaks for it."""

from __future__ import annotations

from rules.matching.candidate import ByDay, Candidate, entries_near, lines_near, may_be_part, weighed
from rules.model.difference import Reason
from rules.pool import Pool
from tests.rules.jotting import pool


def candidate(found: Pool, lines: tuple[int, ...], entries: tuple[int, ...]) -> Candidate:
    weight = weighed(found, lines, entries, rule="test", grain=1, tried=10)
    assert weight is not None
    return weight


OURS = "2026-03-05 payment R-1 -600.37\n2026-03-05 payment R-2 -399.41"


def test_parts_of_one_day_are_sober() -> None:
    assert candidate(pool("2026-03-05 payment P-1 -999.78", OURS), (0,), (0, 1)).sober


def test_two_parts_of_different_days_and_two_and_two_are_not() -> None:
    apart = OURS.replace("2026-03-05 payment R-2", "2026-03-07 payment R-2")
    assert not candidate(pool("2026-03-05 payment P-1 -999.78", apart), (0,), (0, 1)).sober
    two = pool("2026-03-05 payment P-1 -500.78\n2026-03-05 payment P-2 -499.00", OURS)
    assert not candidate(two, (0, 1), (0, 1)).sober


def test_the_more_was_tried_the_less_a_hit_weighs() -> None:
    found = pool("2026-03-05 payment P-1 -999.78", OURS)
    few, many = (weighed(found, (0,), (0, 1), rule="test", grain=1, tried=tried) for tried in (2, 2_000))
    assert few is not None
    assert many is not None
    assert few.score > many.score


def test_only_a_usual_charge_may_be_missing() -> None:
    fee = candidate(pool("2026-03-05 payment P-1 -1014.78", OURS), (0,), (0, 1))
    assert fee.gap is not None
    assert Reason.BANK_FEE is fee.gap.reason
    assert weighed(pool("2026-03-05 payment P-1 -1013.37", OURS), (0,), (0, 1), rule="test", grain=1, tried=1) is None


def test_a_part_has_the_sign_the_kind_and_no_number_known_on_the_other_side() -> None:
    found = pool(
        "2026-03-05 payment P-1 -999.78\n2026-03-09 payment R-2 -5.00",
        OURS + "\n2026-03-05 credit_note C-1 -1.00\n2026-03-05 - - 1.00",
    )
    by_id = {entry.id: position for position, entry in enumerate(found.entries)}
    answers = {key: may_be_part(found, 0, position, whole_is_line=True) for key, position in by_id.items()}
    assert {"2": True, "3": False, "4": False, "5": False} == answers


def test_an_invoice_is_no_sum_of_its_own_series() -> None:
    found = pool("2026-03-05 invoice INV-1009 10.00", "2026-03-05 invoice INV-1001 10.00")
    assert not may_be_part(found, 0, 0, whole_is_line=True)


def test_rows_near_a_day_come_nearest_first_and_the_undated_too() -> None:
    found = pool("2026-03-20 - - 1.00\n2026-03-06 - - 1.00\n- - - 1.00\n2026-03-04 - - 1.00", "2026-03-05 - - 1.00")
    assert [3, 1, 2] == lines_near(found, ByDay(found.theirs), 0)
    assert [0] == entries_near(found, ByDay(found.ours), 1)
    assert [("line", 1), ("entry", 0)] == list(Candidate(1.0, (1,), (0,), "test").rows())


def test_a_whole_that_bears_the_number_of_one_part_is_that_part_grown() -> None:
    for line in ("2026-03-05 payment R-001 -999.78", "2026-03-05 payment - -999.78 ; Goods 0001234"):
        ours = OURS.replace("R-1", "R-001").replace("R-2", "RC-1234" if "1234" in line else "R-2")
        assert not candidate(pool(line, ours), (0,), (0, 1)).sober
    both = "2026-03-05 payment - -999.78 ; for 1234 and 1235"
    assert candidate(pool(both, OURS.replace("R-1", "RC-1234").replace("R-2", "RC-1235")), (0,), (0, 1)).sober


def test_parts_of_different_kinds_are_not_one_payment() -> None:
    mixed = OURS.replace("payment R-1", "credit_note R-1")
    assert not candidate(pool("2026-03-05 payment P-1 -999.78", mixed), (0,), (0, 1)).sober
