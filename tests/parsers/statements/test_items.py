"""Billed less paid is open."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.draft import DraftLine
from parsers.statements.items import balance_runs, items_beside
from parsers.statements.rows import seen_rows
from parsers.statements.seen_row import RowKind
from tests.parsers.statements.tables import section


def faults(text: str) -> list[str]:
    made = section(text)
    lines = [row for row in seen_rows(made, ".") if row.kind is RowKind.LINE]
    return [fault for fault, _ in items_beside(made.columns, lines)]


def test_each_item_is_asked() -> None:
    head = "Date|Ref|Original amount|Paid|Outstanding\n"
    assert ["", ""] == faults(head + "2026-03-01|A-1|5.00|1.00|4.00\n2026-03-02|A-2|(7.00)||(7.00)")
    assert ["", "7.00 less 0 is not 8.00"] == faults(head + "2026-03-01|A-1|5.00|1.00|4.00\n2026-03-02|A-2|7.00||8.00")


def test_what_is_taken_off_each_item_may_stand_in_a_column_of_its_own() -> None:
    head = "Date|Invoice|Gross|Discount|Paid|Balance due\n2026-06-03|W-1|100.00|5.00|0.00|95.00\n"
    assert ["", ""] == faults(head + "2026-06-13|W-2|200.00||50.00|150.00")
    assert ["100.00 less 0.00 is not 95.00", ""] == faults(
        head.replace("|5.00", "|6.00") + "2026-06-13|W-2|200.00|0.00|50.00|150.00"
    )


def test_columns_that_mostly_disagree_mean_something_else() -> None:
    assert [] == faults(
        "Date|Ref|Amount|Outstanding\n2026-03-01|A-1|5.00|1.00\n2026-03-02|A-2|7.00|8.00\n2026-03-03|A-3|7.00|7.00"
    )


def test_without_the_columns_nothing_is_asked() -> None:
    assert [] == faults("Date|Ref|Outstanding\n2026-03-01|A-1|5.00")


def test_a_balance_that_runs_tells_nothing_of_single_items() -> None:
    """From zero the first item is all that is open; the second row's balance is no item's."""
    up = [line("10.00", "10.00"), line("-3.00", "7.00"), line("1.50", "8.50")]
    assert balance_runs(up)
    assert balance_runs(up[::-1]), "the newest line may stand first"
    assert not balance_runs([line("10.00", "4.00"), line("7.00", "7.00")])
    assert not balance_runs(up[:1]), "one line follows nothing"
    assert not balance_runs([line("1.00", None), line("2.00", None)])


def line(amount: str, balance: str | None) -> DraftLine:
    return DraftLine(Decimal(amount), None if balance is None else Decimal(balance), {})
