"""Which of two equal readings is the natural one."""

from __future__ import annotations

from decimal import Decimal

from tests.parsers.statements.tables import statement


def test_invoices_raise_whatever_column_they_stand_in() -> None:
    made = statement(
        "日期|凭证号|摘要|借方|贷方\n||期初余额||3150.00\n2026-02-09|A-1|销售发票||701.85\n2026-03-13|A-2|银行收款|1470.40|\n||期末余额||2381.45"
    )
    assert made.opening is not None
    assert Decimal("3150.00") == made.opening.amount
    assert [Decimal("701.85"), Decimal("-1470.40")] == [line.amount for line in made.lines]


def test_without_telling_words_the_printed_balance_is_what_is_owed() -> None:
    made = statement(
        "Open items|||||\nDate|Due date|Document|Debit|Credit\n2026-01-05|2026-02-04|X-8955||353.40\n2026-01-21|2026-01-21|Y-4242|50.00|\n||Total||303.40"
    )
    assert made.closing is not None
    assert Decimal("303.40") == made.closing.amount
    assert [Decimal("353.40"), Decimal("-50.00")] == [line.amount for line in made.lines]


def test_a_paper_that_prints_its_own_signs_keeps_them() -> None:
    made = statement(
        "发票号码|单据日期|摘要|金额\n||上年结转|(238.70)\nTH-4116|2025-11-10|销售退货|115.21\nXS-2948|2025-11-15|销售商品|(100.00)\n||本期余额|(223.49)"
    )
    assert [Decimal("115.21"), Decimal("-100.00")] == [line.amount for line in made.lines]


def test_marks_beside_amounts_name_sides_too() -> None:
    made = statement(
        "Date|Details|Bill No.|Amount\n2026-12-01|Opening balance||100.00C\n2026-12-08|Payment received|B-125|24.52D"
        "\n2026-12-11|Invoice|I-8986|33.70C\n|Closing balance||109.18C"
    )
    assert [Decimal("-24.52"), Decimal("33.70")] == [line.amount for line in made.lines]


def test_words_that_contradict_each_other_name_no_side() -> None:
    """A footer about payments has got into the descriptions of invoices."""
    made = statement(
        "Date|Reference|Details|Debit|Credit\n||Balance b/f|20.00|\n2026-12-04|A-1|Payment terms 30 days|100.00|\n"
        "2026-12-05|A-2|Payment terms 30 days|70.00|\n2026-12-09|R-1|Payment received||30.00\n||Total due|160.00|",
        "Statement of account",
    )
    assert [Decimal("100.00"), Decimal("70.00"), Decimal("-30.00")] == [line.amount for line in made.lines]
