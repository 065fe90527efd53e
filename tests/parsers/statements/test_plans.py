"""The ways to read money columns."""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.plans import Plan, plans_of, spare_columns
from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import section, statement


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


def test_a_second_amount_column_may_be_the_balance_where_its_figures_follow() -> None:
    made = statement(
        "往来单位代码|单据类型|单据编码|业务日期|本期发生额|金额\nC001|期初余额||||5000.00\nC001|销售出库单|CK-0001|2026-03-02|1200.00|6200.00"
        "\nC001|收款单|SK-0001|2026-03-15|-5000.00|1200.00\nC001|合计|||-3800.00|1200.00"
    )
    assert Verdict.PROVEN is made.proof.verdict
    assert made.opening is not None
    assert Decimal("5000.00") == made.opening.amount


THREE = (
    "日期|单号|摘要|销售金额|退货金额|收款金额|余额\n2026-03-01||期初||||800.00\n2026-03-05|XS001|销售|200.00|||1000.00"
    "\n2026-03-07|TH001|退货||50.00||950.00\n2026-03-08|SK001|收款|||800.00|150.00\n合计|||200.00|50.00|800.00|150.00"
)


def test_returns_and_payments_in_columns_of_their_own_both_lower_the_balance() -> None:
    made = statement(THREE)
    assert Verdict.PROVEN is made.proof.verdict
    assert [Decimal("200.00"), Decimal("-50.00"), Decimal("-800.00")] == [line.amount for line in made.lines]


def test_a_reading_that_leaves_a_column_of_movements_aside_is_never_proven() -> None:
    for cut in ("收款金额", "退货金额"):
        made = statement(THREE.replace(cut, "应收").replace("150.00\n合计", "950.00\n合计"))
        assert Verdict.PROVEN is not made.proof.verdict


def test_the_total_of_a_row_s_ageing_is_its_amount() -> None:
    made = statement(
        "Open items|||||||\nInvoice|Date|Due|Current|1-30|31-60|61+|Total\nINV-1|05-Mar-2026|04-Apr-2026|250.00||||250.00"
        "\nINV-3|01-Dec-2025|31-Dec-2025||||75.00|75.00\nTotal|||250.00|0.00|0.00|75.00|325.00"
    )
    assert [Decimal("250.00"), Decimal("75.00")] == [line.amount for line in made.lines]


def test_what_is_open_of_each_item_may_run_up_beside_it() -> None:
    made = statement(
        "Open items||||\nDate|Number|Original amount|Balance|Cumulative\n2026-03-01|A-1|9.00|4.00|4.00\n2026-03-02|A-2|3.00|3.00|7.00"
        "\n2026-03-03|A-3|8.00|2.00|9.00\n|Total due||9.00|"
    )
    assert [Decimal("4.00"), Decimal("3.00"), Decimal("2.00")] == [line.amount for line in made.lines]
    assert Verdict.PROVEN is made.proof.verdict
