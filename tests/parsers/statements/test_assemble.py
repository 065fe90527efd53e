"""Whole tables through the room: what comes out, with which verdict, and what is said to be odd."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.readers.grid import reading_of
from parsers.statements.assemble import statements_of
from parsers.statements.statement import Form, Verdict
from tests.parsers.readers.test_header_words import page
from tests.parsers.statements.tables import assembled, statement

LEDGER = """
Date | Reference | Description | Debit | Credit | Balance
 | | Opening balance | | | 100.00
2026-03-01 | INV-1 | Goods | 50.00 | | 150.00
2026-03-05 | PMT-9 | Payment received | | 120.00 | 30.00
 | | Closing balance | | | 30.00
"""


def amounts(found: object) -> list[str]:
    return [str(line.amount) for line in found.lines]  # type: ignore[attr-defined]


def test_a_plain_account_is_proven() -> None:
    found = statement(LEDGER)
    assert Verdict.PROVEN is found.proof.verdict
    assert ["50.00", "-120.00"] == amounts(found)
    assert ("100.00", "30.00") == (
        str(found.opening and found.opening.amount),
        str(found.closing and found.closing.amount),
    )
    assert found.credit_raises is False


def test_credits_may_raise_the_balance() -> None:
    found = statement("""
    Date | Reference | Debit | Credit | Balance
     | Balance b/f | | | 10.00
    2026-03-01 | INV-1 | | 50.00 | 60.00
    2026-03-05 | PMT-9 | 20.00 | | 40.00
    """)
    assert (["50.00", "-20.00"], True) == (amounts(found), found.credit_raises)


def test_balances_on_the_credit_side_are_positive() -> None:
    found = statement("""
    日期 | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
     | | 期初余额 | | | 贷 | 10.00
    2026-03-01 | 记-1 | 采购 | | 50.00 | 贷 | 60.00
    2026-03-05 | 记-2 | 付款 | 60.00 | | 平 | 0.00
     | | 期末余额 | | | 平 | 0.00
    """)
    assert Verdict.PROVEN is found.proof.verdict
    assert (["50.00", "-60.00"], True) == (amounts(found), found.credit_raises)
    assert found.opening is not None
    assert Decimal("10.00") == found.opening.amount


def test_a_direction_column_signs_one_amount_column() -> None:
    found = statement("""
    日期 | 单号 | 借贷方向 | 金额 | 余额
     | 期初余额 | | | 10.00
    2026-03-01 | XS-100 | 借 | 50.00 | 60.00
    2026-03-05 | SK-200 | 贷 | 20.00 | 40.00
    """)
    assert (Verdict.PROVEN, ["50.00", "-20.00"]) == (found.proof.verdict, amounts(found))


def test_marks_parentheses_and_trailing_minus_are_signs() -> None:
    for credit in ("20.00CR", "(20.00)", "20.00-", "-20.00"):
        found = statement(
            f"Date|Ref|Amount|Balance\n|Opening balance||10.00\n2026-03-01|INV-1|50.00|60.00\n2026-03-05|C-2|{credit}|40.00"
        )
        assert (Verdict.PROVEN, ["50.00", "-20.00"]) == (found.proof.verdict, amounts(found)), credit


def test_amounts_without_any_sign_take_it_from_the_balance() -> None:
    found = statement(
        "Date|Type|Ref|Amount|Balance\n||Opening balance||10.00\n2026-03-01|Inv|A-100|50.00|60.00\n2026-03-05|XX|B-200|20.00|40.00"
    )
    assert (Verdict.PROVEN, ["50.00", "-20.00"]) == (found.proof.verdict, amounts(found))


def test_open_items_with_a_total_are_consistent() -> None:
    found = statement(
        "Invoice date|Invoice no|Due date|Outstanding\n2026-03-01|INV-1|2026-04-01|50.00\n2026-03-05|INV-2|2026-04-05|20.00\n||Total|70.00"
    )
    assert (Form.OPEN_ITEM, Verdict.CONSISTENT) == (found.form, found.proof.verdict)
    assert dt.date(2026, 4, 1) == found.lines[0].due_date
    assert found.closing is not None
    assert Decimal("70.00") == found.closing.amount


def test_a_column_that_is_not_used_must_not_contradict() -> None:
    found = statement(
        "Date|Ref|Due date|Charges|Payments|Outstanding\n2026-03-01|INV-1|2026-04-01|50.00|10.00|40.00\n2026-03-05|INV-2|2026-04-05|20.00||29.00\n|Total|||| 60.00"
    )
    assert Verdict.BROKEN is found.proof.verdict


def test_a_wrong_printed_figure_breaks() -> None:
    assert Verdict.BROKEN is statement(LEDGER.replace("150.00", "151.00")).proof.verdict
    assert (
        Verdict.BROKEN
        is statement(
            LEDGER.replace("| 30.00\n | | Closing balance | | | 30.00", "| 30.00\n | | Closing balance | | | 31.00")
        ).proof.verdict
    )


def test_a_lost_row_breaks() -> None:
    lost = "\n".join(row for row in LEDGER.split("\n") if "INV-1" not in row)
    assert Verdict.BROKEN is statement(lost).proof.verdict


def test_a_row_taken_as_opening_needs_a_single_figure() -> None:
    """A first line with its own balance would always fit as an opening; it must stay a line."""
    found = statement(
        "Date|Ref|Text|Amount|Balance\n2026-03-01||Carriage|50.00|60.00\n2026-03-02|INV-2|Goods|10.00|70.00",
        "Closing balance: 70.00",
    )
    assert ["50.00", "10.00"] == amounts(found)
    assert Verdict.PROVEN is not found.proof.verdict


def test_a_sum_under_an_unknown_name_is_told_by_its_arithmetic() -> None:
    found = statement(
        LEDGER.replace(" | | Closing balance | | | 30.00", " | | Zusammenfassung gesamt XY | 50.00 | 120.00 | 30.00")
    )
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


def test_columns_in_any_order_and_unknown_ones_do_not_matter() -> None:
    found = statement(
        "Balance|Warehouse|Credit|Debit|Description|Doc no|Date\n100.00||||Opening balance||\n150.00|W1||50.00|Goods|INV-1|2026-03-01\n30.00|W2|120.00||Paid|P-100|2026-03-05"
    )
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


def test_the_order_of_day_and_month_is_decided_over_the_column() -> None:
    found = statement(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n03/25/2026|A-101|5.00|10.00"
    )
    assert [dt.date(2026, 3, 4), dt.date(2026, 3, 25)] == [line.date for line in found.lines]


def test_an_open_order_of_day_and_month_is_said_and_never_proven() -> None:
    result = assembled(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n03/05/2026|A-101|5.00|10.00"
    )
    assert ["date_order_open"] == [problem.code for problem in result.problems]
    assert Verdict.PROVEN is not result.statements[0].proof.verdict


def test_the_period_decides_the_order_of_day_and_month() -> None:
    found = statement(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n04/04/2026|A-101|5.00|10.00",
        "Period: 1 April 2026 to 30 April 2026",
    )
    assert [dt.date(2026, 4, 3), dt.date(2026, 4, 4)] == [line.date for line in found.lines]


def test_a_day_printed_once_counts_for_the_rows_below() -> None:
    found = statement("Date|Ref|Amount|Balance\n|Opening balance||0.00\n2026-03-01|A-100|5.00|5.00\n|A-101|5.00|10.00")
    assert [dt.date(2026, 3, 1)] * 2 == [line.date for line in found.lines]


def test_unreadable_dates_are_never_straight_through() -> None:
    result = assembled(LEDGER.replace("2026-03-01", "31.02.2026"))
    assert "date_unread" in [problem.code for problem in result.problems]
    assert Verdict.UNPROVEN is result.statements[0].proof.verdict


def test_an_error_cell_is_repaired_by_the_chain_and_recorded() -> None:
    found = statement(LEDGER.replace("| 50.00 |", "| ! |"))
    assert ["50.00", "-120.00"] == amounts(found)
    assert 1 == len(found.proof.repairs)
    assert Verdict.CONSISTENT is found.proof.verdict


def test_an_error_cell_without_a_chain_is_never_zero() -> None:
    found = statement(
        "Date|Ref|Debit|Credit\n|Opening balance|10.00|\n2026-03-01|INV-1|!|\n2026-03-05|P-100||10.00\n|Closing balance|0.00|"
    )
    assert found.proof.verdict in {Verdict.UNPROVEN, Verdict.BROKEN}


def test_hidden_rows_count_when_the_arithmetic_says_so() -> None:
    rows = LEDGER.strip()
    assert Verdict.PROVEN is statement(rows, hidden=(2,)).proof.verdict
    ghost = rows.replace("2026-03-05", "2026-03-04 | INV-X | Ghost | 1.00 | | 151.00\n2026-03-05")
    found = statement(ghost, hidden=(3,))
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


def test_two_currencies_in_a_column_are_two_statements() -> None:
    found = assembled(
        "Date|Invoice no|Currency|Outstanding\n2026-03-01|A-100|EUR|5.00\n2026-03-02|A-101|USD|7.00\n|Total|EUR|5.00\n|Total|USD|7.00"
    ).statements
    assert [("EUR", "5.00"), ("USD", "7.00")] == [(s.currency, str(s.lines[0].amount)) for s in found]


def test_one_account_twice_in_a_file_is_not_believed() -> None:
    half = "Date|Ref|Amount|Balance\n|Opening balance||0.00\n2026-03-01|A-100|5.00|5.00\n|Closing balance||5.00\n"
    result = assembled(half, half)
    assert "sections_open" in [problem.code for problem in result.problems]
    assert {Verdict.UNPROVEN} == {found.proof.verdict for found in result.statements}


def test_missing_pages_are_said_and_unproven() -> None:
    result = assembled(LEDGER, lines=("Page 1 of 3",))
    assert Verdict.PROVEN is result.statements[0].proof.verdict  # a sheet has no pages to count
    assert () == result.problems


def test_an_invoice_is_no_statement() -> None:
    assert (
        ()
        == assembled(
            "Description|Quantity|Unit price|Amount\nBolts|10|1.00|10.00", lines=("Invoice", "Invoice no: 7")
        ).statements
    )


def test_a_second_table_of_dates_and_amounts_that_was_not_read_is_told() -> None:
    other = "Wann|Wieviel|Reference|Quantity\n2026-03-01|1.00|A|1\n2026-03-02|2.00|B|1"
    result = assembled(
        LEDGER, "Date|Quantity|Unit price|Amount\n2026-03-01|1|1.00|1.00\n2026-03-02|1|2.00|2.00", lines=("Invoice",)
    )
    assert "sections_open" in [problem.code for problem in result.problems]
    assert Verdict.UNPROVEN is result.statements[0].proof.verdict
    assert Verdict.PROVEN is assembled(LEDGER, other.replace("Wieviel|", "x|")).statements[0].proof.verdict


def test_a_row_of_facts_is_no_part_of_a_header() -> None:
    assert Verdict.PROVEN is statement("Currency:|EUR||Old balance:|100.00|\n" + LEDGER.strip()).proof.verdict


def test_the_open_column_is_what_is_owed_though_the_other_columns_add_up_as_well() -> None:
    found = statement(
        "Belegdatum|Beleg-Nr.|Rechnungsbetrag|Zahlungen|Offener Betrag\n2026-04-14|RE-1877|4.310,00|1.310,00|3.000,00\n"
        "2026-05-02|RE-2012|872,35||872,35\n|Summe EUR|5.182,35|1.310,00|3.872,35"
    )
    assert ["3000.00", "872.35"] == amounts(found)
    assert (Decimal("3872.35"), "EUR") == (found.closing and found.closing.amount, found.currency)


def test_a_column_headed_open_with_amounts_in_it_is_no_state() -> None:
    head = "Doc. No.|Doc. date|Original|Open\n"
    paid = "RE-10023|12.01.2026|1.190,00|1.190,00\nRE-10061|28.01.2026|12.345,67|2.345,67\n"
    found = statement(head + paid, "Total due EUR: 3.535,67")
    assert ["1190.00", "2345.67"] == amounts(found)


T_ACCOUNT = """
Date | Particulars | Vch No. | Debit | Credit
1-Apr-2026 To | Opening Balance | | 125.00 |
7-Apr-2026 To | Sales | 41 | 236.00 |
9-Jun-2026 By | Bank | 88 | | 200.00
 | | | 361.00 | 200.00
By | Closing Balance | | | 161.00
 | | | 361.00 | 361.00
"""


def test_both_columns_sums_without_a_word_are_no_movement_and_the_balancing_figure_is_what_is_owed() -> None:
    found = statement(T_ACCOUNT)
    assert (["236.00", "-200.00"], Decimal("161.00")) == (amounts(found), found.closing and found.closing.amount)
    assert dt.date(2026, 6, 9) == found.lines[1].date


def test_a_sum_without_a_word_that_does_not_follow_is_never_proven() -> None:
    assert Verdict.BROKEN is statement(T_ACCOUNT.replace("| 236.00", "| 226.00")).proof.verdict


def test_an_ageing_word_of_the_slip_under_the_account_is_no_balance_of_it() -> None:
    found = statement(LEDGER + " | | Overdue | | | 20.00\n | | Current | | | 10.00\n")
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


PRINTED = [
    (10.0, 100.0, "Date"), (80.0, 100.0, "Reference"), (300.0, 100.0, "Amount"), (380.0, 100.0, "Balance"),
    (80.0, 115.0, "Opening balance"), (380.0, 115.0, "10.00"),
    (10.0, 130.0, "01.03.2026"), (80.0, 130.0, "A-1"), (300.0, 130.0, "5.00"), (380.0, 130.0, "15.00"),
    (10.0, 145.0, "02.03.2026"), (80.0, 145.0, "A-2"), (300.0, 145.0, "7.00"), (380.0, 145.0, "22.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "codes"),
    [
        ("*** CONTINUED ***", 200.0, {"pages_missing"}),
        ("*** CONTINUED ***", 60.0, set()),  # from the page before, or a word of the title
        ("Page 2 of 2", 60.0, {"pages_missing"}),
        ("Page 1 of 1", 60.0, set()),
    ],
)
def test_a_part_of_a_paper_is_said_to_be_one(text: str, at: float, codes: set[str]) -> None:
    found = statements_of(reading_of([page(*PRINTED, (150.0, at, text))], "r", "d"), "d")
    assert codes == {problem.code for problem in found.problems}
    assert (Verdict.UNPROVEN if codes else Verdict.PROVEN) is found.statements[0].proof.verdict


MONTH = """
日期 | 单号 | 摘要 | 送货金额 | 付款金额 | 欠款余额
 | | 上月结余 | | | {0}.00
2026-0{1}-06 | CK{1}1 | 送货 | 5.00 | | {2}.00
2026-0{1}-25 | | 付款 | | 1.00 | {3}.00
"""


def test_a_sheet_for_each_month_is_a_statement_for_each() -> None:
    found = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(7, 2, 12, 11))
    assert [Verdict.PROVEN, Verdict.PROVEN] == [statement.proof.verdict for statement in found.statements]


def test_two_sheets_that_do_not_follow_each_other_may_be_one_statement() -> None:
    found = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(4, 2, 9, 8))
    assert [Verdict.UNPROVEN, Verdict.UNPROVEN] == [statement.proof.verdict for statement in found.statements]
    same_month = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(7, 1, 12, 11))
    assert [Verdict.UNPROVEN, Verdict.UNPROVEN] == [statement.proof.verdict for statement in same_month.statements]


def test_level_means_a_balance_of_nought_though_its_figure_is_left_out() -> None:
    found = statement("""
    日期 | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
     | | 上年结转 | | | 借 | 26.00
    2026-01-12 | 记-14 | 销售 | 17.00 | | 借 | 43.00
    2026-02-17 | 记-09 | 收货款 | | 43.00 | 平 |
    """)
    assert (Verdict.PROVEN, "0") == (found.proof.verdict, str(found.lines[-1].running_balance))


def test_what_the_headings_say_comes_before_a_column_without_a_use() -> None:
    found = statement(
        """
    日期 | 业务单号 | 单据类型 | 未税金额 | 税额 | 价税合计
    2026-03-02 | CG1 | 入库 | 20.00 | 2.60 | 22.60
    2026-03-12 | CG2 | 入库 | 30.00 | 3.90 | 33.90
    合计 | | | 50.00 | 6.50 | 56.50
    """,
        "供应商结算对账单",
    )
    assert ["22.60", "33.90"] == amounts(found)


def test_the_ledgers_own_columns_do_not_hide_the_name_of_a_row() -> None:
    found = statement("""
    科目编码 | 科目名称 | 往来单位 | 日期 | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
    1122 | 应收账款 | 太仓港务 | 2026-01-01 | | 年初余额 | 0.00 | 0.00 | 平 | 0.00
    1122 | 应收账款 | 太仓港务 | 2026-01-09 | 记-7 | 销售 | 50.00 | 0.00 | 借 | 50.00
    1122 | 应收账款 | 太仓港务 | 2026-02-11 | 记-10 | 收款 | 0.00 | 60.00 | 贷 | 10.00
    1122 | 应收账款 | 太仓港务 | | | 本年累计 | 50.00 | 60.00 | 贷 | 10.00
    """)
    assert (Verdict.PROVEN, ["50.00", "-60.00"]) == (found.proof.verdict, amounts(found))


def test_a_column_of_payments_may_print_them_all_with_a_minus() -> None:
    found = statement("""
    日期 | 单号 | 摘要 | 应收 | 收款 | 余额
     | | 上期余额 | | | 52.00
    2026-03-02 | S1 | 货款 | 30.00 | | 82.00
    2026-03-16 | | 收款 | | -52.00 | 30.00
    合计 | | | 30.00 | -52.00 | 30.00
    """)
    assert (Verdict.PROVEN, ["30.00", "-52.00"]) == (found.proof.verdict, amounts(found))


def test_a_payment_that_is_sent_back_raises_what_is_owed() -> None:
    found = statement("""
    日期 | 单号 | 摘要 | 应收 | 收款 | 余额
     | | 上期余额 | | | 52.00
    2026-03-16 | | 收款 | | 52.00 | 0.00
    2026-03-20 | | 退款 | | -2.00 | 2.00
    """)
    assert (Verdict.PROVEN, ["-52.00", "2.00"]) == (found.proof.verdict, amounts(found))


def test_the_movement_and_the_balance_may_each_have_a_side_of_their_own() -> None:
    found = statement("""
    日期 | 凭证编号 | 摘要 | 借贷方向 | 发生额 | 余额方向 | 余额
     | | 期初余额 | | | 借 | 77.00
    2026-01-12 | 0009 | 销售 | 借 | 44.00 | 借 | 121.00
    2026-01-20 | 0017 | 回款 | 贷 | 130.00 | 贷 | 9.00
    2026-02-14 | 0003 | 销售 | 借 | 9.00 | 平 | 0.00
    """)
    assert (Verdict.PROVEN, ["44.00", "-130.00", "9.00"]) == (found.proof.verdict, amounts(found))
    assert ["121.00", "-9.00", "0.00"] == [str(line.running_balance) for line in found.lines]


def test_the_tax_and_what_is_without_it_are_no_movements_beside_the_whole() -> None:
    found = statement(
        """
    帳款編號 | 帳款日期 | 應收款日 | 原幣未稅金額 | 原幣稅額 | 原幣含稅金額 | 已沖金額 | 未沖金額
    AR1 | 2026/01/15 | 2026/03/16 | 100 | 5 | 105 | 50 | 55
    AR2 | 2026/02/20 | 2026/04/21 | 42 | 2 | 44 | 0 | 44
    合計 | | | 142 | 7 | 149 | 50 | 99
    """,
        "應收帳款未沖明細表",
    )
    assert ["55", "44"] == amounts(found)


def test_a_carry_leads_from_one_sheet_to_the_next() -> None:
    head = "日期 | 凭证号 | 摘要 | 借方 | 贷方 | 余额\n"
    first = (
        head + " | | 上年结转 | | | 60.00\n2026-01-06 | 收-2 | 收货款 | | 30.00 | 30.00\n | | 过次页 | | 30.00 | 30.00"
    )
    second = head + " | | 承前页 | | 30.00 | 30.00\n2026-03-12 | 转-21 | 销售 | 9.00 | | 39.00"
    (found,) = assembled(first, second).statements
    assert (Verdict.PROVEN, ["-30.00", "9.00"]) == (found.proof.verdict, amounts(found))
    assert 2 == len(assembled(first, second.replace("30.00 | 30.00", "31.00 | 31.00")).statements)


def test_what_is_owed_may_run_from_line_to_line_beside_what_was_paid() -> None:
    found = statement("""
    日期 | 送货单号 | 项目 | 货款金额 | 已付/扣款 | 未付余额
     | | 上期未付 | | | 52.00
    2026-03-01 | GX1 | 货款 | 18.00 | | 70.00
    2026-03-15 | | 付款 | | 52.00 | 18.00
    """)
    assert (Verdict.PROVEN, ["18.00", "-52.00"]) == (found.proof.verdict, amounts(found))
