"""Readings of a section as drafts."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.interpret import Reading, readings_of
from parsers.statements.rows import seen_rows
from parsers.statements.statement import Figure, Form
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import section, statement


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


def test_a_closing_balance_on_the_lighter_side_closes_beside_running_balances_too() -> None:
    found = statement(
        "Date|Particulars|Vch No.|Debit|Credit|Balance\n2026-04-01|To Opening Balance||5.00||5.00 Dr\n"
        "2026-04-02|To Sales|S-1|9.00||14.00 Dr\n2026-04-03|By Bank|R-1||4.00|10.00 Dr\n|||14.00|4.00|\n"
        "|By Closing Balance|||10.00|\n|||14.00|14.00|"
    )
    assert ("5.00", "10.00", "proven") == (
        str(found.opening and found.opening.amount),
        str(found.closing and found.closing.amount),
        found.proof.verdict,
    )


def test_the_total_of_the_ageing_buckets_is_the_balance_where_no_other_is_printed() -> None:
    facts = Facts(ageing_total=Figure(Decimal("3.00"), None, "3.00"))
    table = section("Date|Ref|Debit|Credit|Outstanding\n2026-03-01|A-1|2.00||2.00\n2026-03-02|A-2|1.00||3.00")
    rows = seen_rows(table, ".")
    drawn = list(readings_of(table.columns, rows, facts, descending=False, doubts=(), incomplete=""))
    assert all([Decimal("3.00")] == [figure.amount for figure in reading.draft.dues] for reading in drawn)
    assert any(
        [Decimal("2.00"), Decimal("3.00")] == [line.balance for line in reading.draft.lines] for reading in drawn
    )


def test_an_opening_in_a_column_that_is_left_aside_makes_a_reading_incomplete() -> None:
    made = section("Date|Type|Ref|Amount|Balance\n|Opening balance|||5.00\n2026-03-01|Invoice|A-1|1.00|6.00")
    found = [
        reading.draft.incomplete
        for reading in readings_of(
            made.columns, seen_rows(made, "."), Facts(), descending=False, doubts=(), incomplete=""
        )
        if reading.plan.balance is None and reading.plan.amount == 3
    ]
    assert all(found)


def test_a_marked_opening_in_a_box_stands_on_the_side_that_the_closing_bears_out() -> None:
    made = statement(
        "Anfangssaldo|814,20 H||\nDatum|Beleg|Belastung|Zahlungen\n04.01.26|RE-1|547,00|\n05.01.26|ZE-1||100,00\nSchlusssaldo: 1.261,20 H|||"
    )
    assert made.opening is not None
    assert ("814.20", "consistent") == (str(made.opening.amount), made.proof.verdict)


def test_a_balance_without_a_side_beside_a_column_of_sides_is_as_printed() -> None:
    made = statement(
        "Date|Invoice|Amount|D/C\n|Opening balance|0.00|\n02/05/26|SC-1|29.91|C\n18/05/26|IN-2|26.50|D\n|Current balance|3.41|"
    )
    assert made.closing is not None
    assert ("3.41", "consistent") == (str(made.closing.amount), made.proof.verdict)
