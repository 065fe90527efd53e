"""Days that touch what stands beside them, and days typed as numbers."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.day_cells import is_day_lost, parted_day
from parsers.table import Cell
from tests.parsers.statements.tables import PLACE, statement


def test_a_day_that_touches_a_number_is_parted_from_it() -> None:
    assert ("2026-01-05", "D20881") == parted_day("2026-01-05D20881") == parted_day("2026-01-05 D20881")
    assert ("2026年1月5日", "送货") == parted_day("2026年1月5日 送货")
    assert parted_day("2026-01-0520881") is None
    assert parted_day("2026-01-05") is None
    assert parted_day("HT2026-01-05D1") is None


def test_only_an_empty_cell_of_the_day_takes_one_from_the_cell_beside() -> None:
    head = "日期|单号|摘要|应收|收款|余额\n||期初余额|||0.00\n"
    made = statement(head + "|2026-01-05D20881|送货|1.00||1.00\n2026-01-06|2026-01-05D20882|送货|1.00||2.00")
    assert ["2026-01-05", "2026-01-06"] == [str(line.date) for line in made.lines]
    assert (("D20881",), "2026-01-05D20882") == (made.lines[0].references, made.lines[1].references[0])


def test_a_number_of_one_decimal_may_have_lost_its_nought() -> None:
    assert is_day_lost(Cell("1.1", PLACE, Decimal("1.1")))
    assert not is_day_lost(Cell("1.4", PLACE, Decimal("1.4")))
    assert not is_day_lost(Cell("1.1", PLACE))
