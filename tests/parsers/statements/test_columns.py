"""Headers found in sheets, and the ways to read money columns."""

from __future__ import annotations

import pytest

from parsers.headings import Heading
from parsers.statements.columns import Plan, by_content, header_at, indices, plans_of, signature, spare_columns
from tests.parsers.statements.tables import section, table


def header(text: str) -> list[Heading | None] | None:
    found = header_at(table(text).rows, 0)
    return None if found is None else [column.heading for column in found[0]]


def test_a_row_of_headings_is_a_header_and_title_rows_are_none() -> None:
    assert [Heading.DATE, Heading.REFERENCE, Heading.AMOUNT] == header("Date|Reference|Amount\n2026-03-01|A|1.00")
    assert header("Statement of account|Acme|\n2026-03-01|A|1.00") is None


def test_two_rows_of_headings_are_joined_and_a_merged_one_counts_for_each_column() -> None:
    found = header_at(table("日期|摘要|本期发生||余额\n||借方|贷方|\n2026-03-01|x|1.00||1.00").rows, 0)
    assert found is not None
    columns, height = found
    assert 2 == height
    assert [Heading.DATE, Heading.DESCRIPTION, Heading.DEBIT, Heading.CREDIT, Heading.BALANCE] == [
        c.heading for c in columns
    ]


def test_a_heading_that_only_sounds_like_money_is_none_over_dates() -> None:
    made = section(
        "Received by us|Transaction date|Details|Amount\n11 Dec 25|10 Dec 25|a|3.38\n13 Dec 25|11 Dec 25|b|4.73"
    )
    assert [Heading.DATE, Heading.DESCRIPTION, Heading.AMOUNT] == [
        c.heading for c in by_content(made.columns, made.rows)[1:]
    ]
    assert by_content(made.columns, made.rows)[0].heading is None


def test_debit_and_credit_come_before_stranger_readings() -> None:
    columns = section("Date|Ref|Debit|Credit|Balance\n2026-03-01|A|1.00||1.00").columns
    assert Plan(debit=2, credit=3, balance=4) == plans_of(columns)[0]
    assert plans_of(columns)[-1].bold


def test_a_balance_column_is_never_left_out_of_a_sided_reading() -> None:
    columns = section("Date|Ref|Debit|Credit|Balance\n2026-03-01|A|1.00||1.00").columns
    assert all(plan.balance == 4 for plan in plans_of(columns) if plan.debit is not None)


def test_two_pairs_of_columns_belong_to_their_own_balance() -> None:
    columns = section(
        "日期|单号|原币借方|原币贷方|原币余额|本币借方|本币贷方|本币余额\n2026-03-01|A|1.00||1.00|7.00||7.00"
    ).columns
    assert all(plan.balance in {4, 7} for plan in plans_of(columns) if plan.debit is not None)


def test_an_unnamed_column_may_hold_the_movements_but_boldly() -> None:
    columns = section("Date|Ref|Net amount|Balance\n2026-03-01|A|1.00|1.00").columns
    assert [2] == spare_columns(columns)
    assert Plan(amount=2, balance=3, bold=True) in plans_of(columns)


def test_a_date_and_a_number_column_are_told_by_their_content() -> None:
    made = section(
        "Wann|Worüber|Amount|Balance|Reference\n2026-03-01|INV-1001|1.00|1.00|\n2026-03-02|INV-1002|1.00|2.00|"
    )
    columns = by_content(made.columns, made.rows)
    assert [0] == indices(columns, Heading.DATE)


def test_a_repeated_header_has_the_same_signature() -> None:
    one, two = section("Date|Ref|Amount\n2026-03-01|A|1"), section("DATE|ref |Amount\n2026-03-01|A|1")
    assert signature(one.columns) == signature(two.columns)


@pytest.mark.parametrize(("cell", "expected"), [("12.50", Heading.OPEN_AMOUNT), ("yes", Heading.STATUS)])
def test_open_heads_an_amount_only_where_amounts_stand_below(cell: str, expected: Heading) -> None:
    found = table(f"Doc. No.|Date|Original|Open\nRE-1|2026-01-12|12.50|{cell}\nRE-2|2026-01-28|30.00|{cell}")
    named = header_at(found.rows, 0)
    assert named is not None
    assert expected is by_content(named[0], found.rows[1:])[3].heading


def test_codes_of_documents_under_cd_are_kinds_and_sides_are_sides() -> None:
    codes = section("Date|Invoice|C/D|Amount\n2026-03-01|A|IN|1.00\n2026-03-02|B|PY|1.00\n2026-03-03|C|CR|1.00")
    sides = section("Date|Invoice|D/C|Amount\n2026-03-01|A|D|1.00\n2026-03-02|B|C|1.00")
    assert Heading.KIND is by_content(codes.columns, codes.rows)[2].heading
    assert Heading.DIRECTION is by_content(sides.columns, sides.rows)[2].heading
