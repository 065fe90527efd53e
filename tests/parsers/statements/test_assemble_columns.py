"""Whole tables through the room: which of the columns tell what moved, to which side, and what is owed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import amounts, statement


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


def test_a_column_that_is_not_used_must_not_contradict() -> None:
    found = statement(
        "Date|Ref|Due date|Charges|Payments|Outstanding\n2026-03-01|INV-1|2026-04-01|50.00|10.00|40.00\n2026-03-05|INV-2|2026-04-05|20.00||29.00\n|Total|||| 60.00"
    )
    assert Verdict.BROKEN is found.proof.verdict


def test_columns_in_any_order_and_unknown_ones_do_not_matter() -> None:
    found = statement(
        "Balance|Warehouse|Credit|Debit|Description|Doc no|Date\n100.00||||Opening balance||\n150.00|W1||50.00|Goods|INV-1|2026-03-01\n30.00|W2|120.00||Paid|P-100|2026-03-05"
    )
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


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


def test_what_is_owed_may_run_from_line_to_line_beside_what_was_paid() -> None:
    found = statement("""
    日期 | 送货单号 | 项目 | 货款金额 | 已付/扣款 | 未付余额
     | | 上期未付 | | | 52.00
    2026-03-01 | GX1 | 货款 | 18.00 | | 70.00
    2026-03-15 | | 付款 | | 52.00 | 18.00
    """)
    assert (Verdict.PROVEN, ["18.00", "-52.00"]) == (found.proof.verdict, amounts(found))
