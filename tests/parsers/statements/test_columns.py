"""Headers found in sheets, and the ways to read money columns."""

from __future__ import annotations

import pytest

from parsers.headings import Heading
from parsers.statements.columns import by_content, header_at, indices, signature
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


def test_a_row_that_finishes_the_headings_belongs_to_them() -> None:
    made = table(
        "Date|Ref|Net due|VAT|Amount|Balance\n||date|incl.|(USD)|(USD)\n2026-03-01|A-1|2026-03-31|1.00|5.00|5.00"
    )
    found = header_at(made.rows, 0)
    assert found is not None
    assert 2 == found[1]
    assert [Heading.DUE_DATE, Heading.TAX, Heading.AMOUNT] == [column.heading for column in found[0][2:5]]


def test_a_group_title_under_the_headings_does_not() -> None:
    found = header_at(table("Type|Number|Date|Amount\nInvoice|||\nInvoice|A-1|2026-03-01|5.00").rows, 0)
    assert found is not None
    assert 1 == found[1]


def test_a_sentence_or_a_box_above_is_no_part_of_the_header() -> None:
    made = table("For checking only. Not a demand.|||\nDate|Ref|Billed|Balance\n2026-03-01|A|1.00|1.00")
    assert header_at(made.rows, 0) is None
    box = table("上期余额|贷 85.40|||\n日期|业务员|本期发生额||余额\n||借方发生额|贷方金额|\n2026-03-01|01||1.00|86.40")
    assert header_at(box.rows, 0) is None
    found = header_at(box.rows, 1)
    assert found is not None
    assert [Heading.DEBIT, Heading.CREDIT] == [column.heading for column in found[0][2:4]]


def test_the_lower_row_tells_where_both_together_are_not_known() -> None:
    assert [Heading.DATE, Heading.NUMBER, Heading.DEBIT, Heading.CREDIT] == header(
        "Date|No.|Movements|\n||Dr|Cr\n2026-03-01|A|1.00|"
    )


def test_a_net_amount_is_the_amount_where_nothing_else_is_money() -> None:
    assert [Heading.DATE, Heading.REFERENCE, Heading.AMOUNT] == header("Date|Reference|Net amount\n2026-03-01|A|1.00")
    assert [Heading.DATE, Heading.NET, Heading.AMOUNT] == header("Date|Net amount|Amount\n2026-03-01|1.00|1.10")


def test_a_word_that_stands_with_the_wrong_heading_goes_to_the_one_beside() -> None:
    assert [Heading.DOCUMENT_DATE, Heading.DUE_DATE, Heading.REFERENCE, Heading.DEBIT] == header(
        "Invoice Date DUE|DATE|REFERENCE|DEBIT\n2025-09-06|2025-09-20|IN-1|5.00"
    )
    assert [Heading.DATE, Heading.AMOUNT, Heading.BALANCE] == header("Date|Amount|Balance\n2025-09-06|5.00|5.00")


def test_days_in_eight_digits_make_a_column_of_dates() -> None:
    made = section(
        "单据时点|单据编号|借方|余额\n20250908|XS-2952|5.00|5.00\n20250909|XS-2953|6.00|11.00\n20250910|XS-2954|1.00|12.00"
    )
    assert Heading.DATE is by_content(made.columns, made.rows)[0].heading


def test_rows_that_say_something_else_are_no_part_of_the_header_below_them() -> None:
    rows = table("名称|苏州明基|||\n城市|苏州|||\n符号|凭证编号|凭证日期|金额|文本\n*|18001|2026-01-05|1.00|x").rows
    assert header_at(rows, 0) is None
    assert header_at(rows, 2) is not None


def test_a_title_over_the_first_column_is_no_part_of_the_header() -> None:
    rows = table("与华泰往来账 2026年|||\n日期|单号|应收|结余\n1.06|88|1.00|1.00").rows
    assert header_at(rows, 0) is None


def test_figures_under_debit_or_credit_are_movements_beside_a_balance_and_else_the_balance() -> None:
    both = section("Date|No.|C/D|Balance\n2026-03-01|A-1|5.00|5.00\n2026-03-02|A-2|(2.00)|3.00")
    alone = section("Date|No.|Amount|Dr/Cr\n2026-03-01|A-1|5.00|Dr 5.00\n2026-03-02|A-2|2.00|Cr 3.00")
    assert Heading.AMOUNT is by_content(both.columns, both.rows)[2].heading
    assert Heading.BALANCE is by_content(alone.columns, alone.rows)[3].heading


def test_a_number_takes_no_word_from_a_heading_of_money() -> None:
    made = section("Date|Doc|Amount Billed|Receipts|Running Balance\n2026-03-01|A-1|5.00||5.00")
    assert ["Doc", "Amount Billed"] == [column.text for column in made.columns[1:3]]
