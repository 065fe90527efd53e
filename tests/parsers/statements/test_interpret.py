"""Readings of a section as drafts."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.interpret import Reading, readings_of
from parsers.statements.rows import seen_rows
from parsers.statements.statement import Figure, Form
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import section


def first(text: str, facts: Facts | None = None) -> Reading:
    made = section(text)
    return next(
        readings_of(made.columns, seen_rows(made, "."), facts or Facts(), descending=False, doubts=(), incomplete="")
    )


def test_lines_opening_closing_and_sums_find_their_places() -> None:
    draft = first(
        "Date|Ref|Debit|Credit|Balance\n|Opening balance|||5.00\n2026-03-01|A-1|1.00||6.00\n|Total|1.00|0.00|\n|Closing balance|||6.00"
    ).draft
    assert [Decimal("1.00")] == [line.amount for line in draft.lines]
    assert draft.opening is not None
    assert [Decimal("6.00")] == [figure.amount for figure in draft.closings]
    assert [1] == [row.position for row in draft.rows]


def test_an_opening_in_a_box_serves_where_the_table_has_none() -> None:
    draft = first(
        "Date|Ref|Debit|Credit|Balance\n2026-03-01|A-1|1.00||6.00", Facts(openings=[Figure(Decimal("5.00"))])
    ).draft
    assert draft.opening is not None
    assert Decimal("5.00") == draft.opening.amount


def test_without_opening_and_balance_it_is_a_list_of_open_items() -> None:
    assert Form.OPEN_ITEM is first("Date|Ref|Amount\n2026-03-01|A-1|1.00\n|Total|1.00").draft.form


def test_a_row_that_repeats_the_opening_says_nothing_new() -> None:
    draft = first(
        "Date|Ref|Debit|Credit|Balance\n|Opening balance|||5.00\n2026-03-01|A-1|1.00||6.00\n|Opening balance|||5.00"
    ).draft
    assert () == draft.rows


def test_an_amount_that_nothing_takes_up_is_kept_as_unread() -> None:
    draft = first(
        "Date|Ref|Debit|Credit|Balance\n2026-03-01|A-1|1.00||6.00\n|Credit limit|9.00||\n2026-03-02|A-2|1.00||7.00"
    ).draft
    assert 1 == len(draft.unread)


def test_a_carry_above_all_lines_is_the_opening_balance() -> None:
    draft = first("Datum|Beleg|Soll|Haben|Saldo\n|Übertrag|||5.00\n2026-03-01|A-1|1.00||6.00\n|Übertrag|||6.00").draft
    assert draft.opening is not None
    assert Decimal("5.00") == draft.opening.amount
    assert [Decimal("6.00")] == [figure.amount for figure in draft.closings]


def test_the_total_under_a_running_sum_of_open_items_is_what_is_owed() -> None:
    draft = first(
        "Date|Ref|Original amount|Remaining amount|Running total\n2026-03-01|A-1|9.00|4.00|4.00\n2026-03-02|A-2|3.00|3.00|7.00\n|Total GBP|||7.00"
    ).draft
    assert [Decimal("7.00")] == [figure.amount for figure in draft.closings]
