"""用友 U8: three rows of headings with 发生, 已结 and 未结; account books; business ledgers."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, page, reading, told, workbook

MIRROR = cells("""
往来对账明细
科目编码 | 科目名称 | 对账对象编码 | 对账对象名称 | 币种 | 凭证日期 | 凭证字号 | 业务日期 | 业务单号 | 业务员 | 摘要 | 借方 | | | | | | | | 贷方 | | | | | | |
 | | | | | | | | | | | 发生 | | | | 已结 | | 未结 | | 发生 | | | | 已结 | | 未结 |
 | | | | | | | | | | | 单价 | 数量 | 金额 | 本币 | 金额 | 本币 | 金额 | 本币 | 单价 | 数量 | 金额 | 本币 | 金额 | 本币 | 金额 | 本币
1122 | 应收账款 | 0001 | 甲公司 | 人民币 | 2026-03-01 | 记-1 | 2026-03-01 | XS0001 | 张三 | 销售 | | | 1130.5 | 1130.5 | 1000 | 1000 | 130.5 | 130.5 | | | | | | | |
1122 | 应收账款 | 0001 | 甲公司 | 美元 | 2026-03-02 | 记-2 | 2026-03-02 | XS0002 | 张三 | 出口 | | | 100 | 710 | 0 | 0 | 100 | 710 | | | | | | | |
1122 | 应收账款 | 0001 | 甲公司 | 人民币 | 2026-03-11 | 收-1 | 2026-03-11 | SK0001 | 张三 | 收款 | | | | | | | | | | | 1200 | 1200 | 1000 | 1000 | 200 | 200
""")
BOOK = cells("""
客户往来明细账
科目：1122 应收账款 | | | | | 月份：2026.01-2026.03
年 | 月 | 日 | 凭证号 | 科目 | | 客户 | | 摘要 | 借方 | 贷方 | 方向 | 余额
 | | | | 编码 | 名称 | 编码 | 名称 | | 本币 | 本币 | | 本币
 | | | | 1122 | 应收账款 | 0001 | 甲公司 | 期初余额 | | | 借 | 100
2026 | 1 | 5 | 记-1 | 1122 | 应收账款 | 0001 | 甲公司 | 销售 | 1130 | | 借 | 1230
2026 | 1 | 9 | 收-1 | 1122 | 应收账款 | 0001 | 甲公司 | 收到货款 | | 1230 | 平 | 0
2026 | 1 | | | 1122 | 应收账款 | 0001 | 甲公司 | 本月合计 | 1130 | 1230 | 平 | 0
2026 | 1 | | | 1122 | 应收账款 | 0001 | 甲公司 | 本年累计 | 1130 | 1230 | 平 | 0
 | | | | 1122 | 应收账款 | 0002 | 乙公司 | 期初余额 | | | 平 | 0
2026 | 1 | 6 | 收-2 | 1122 | 应收账款 | 0002 | 乙公司 | 预收 | | 50.5 | 贷 | 50.5
2026 | 1 | | | 1122 | 应收账款 | 0002 | 乙公司 | 本月合计 | | 50.5 | 贷 | 50.5
""")
BUSINESS = cells("""
应付明细账
供应商：全部 | | | | | 2026-03
日期 | 凭证号 | 供应商编码 | 供应商名称 | 摘要 | 单据类型 | 单据号 | 币种 | 本期应付 | 本期付款 | 余额 | 到期日
 | | 0901 | 丙钢铁 | 期初余额 | | | 人民币 | | | 100 |
2026-03-01 | 记-1 | 0901 | 丙钢铁 | 采购 | 采购专用发票 | '0000000001 | 人民币 | 1130 | | 1230 | 2026-03-31
2026-03-11 | 付-1 | 0901 | 丙钢铁 | 付款 | 付款单 | '0000000002 | 人民币 | | 1000 | 230 |
 | | 0901 | 丙钢铁 | 小计 | | | | 1130 | 1000 | 230 |
 | | | | 合计 | | | | 1130 | 1000 | 230 |
""")


def test_three_rows_of_headings_in_the_currency_of_the_document() -> None:
    expected = [
        "5|0001|2026-03-01|||XS0001 记-1|D 1130.50|CNY|130.50|",
        "6|0001|2026-03-02|||XS0002 记-2|D 100.00|USD|100.00|",
        "7|0001|2026-03-11||payment|SK0001 收-1|C 1200.00|CNY|-200.00|",
    ]
    assert expected == told(workbook(MIRROR))
    assert expected == told(page(MIRROR))
    assert ("用友 U8 (往来对账明细)",) == reading(workbook(MIRROR)).systems


def test_an_account_book_with_months_days_and_sides() -> None:
    assert [
        "6|0001|2026-01-05|||记-1|D 1130.00|||",
        "7|0001|2026-01-09||payment|收-1|C 1230.00|||",
        "11|0002|2026-01-06|||收-2|C 50.50|||",
        "5|0001|opening|D 100.00|",
        "10|0002|opening|D 0.00|",
    ] == told(page(BOOK))
    for title in ("客户往来明细账", "客户往来明細帳"):
        rows: list[list[str | int | float]] = [[title], *BOOK[1:]]
        assert ("用友 U8 (往来明细账)",) == reading(workbook(rows)).systems


def test_payables_by_document_type() -> None:
    assert [
        "5|0901|2026-03-01|2026-03-31|invoice|0000000001 记-1|C 1130.00|CNY||",
        "6|0901|2026-03-11||payment|0000000002 付-1|D 1000.00|CNY||",
        "4|0901|opening|C 100.00|CNY",
    ] == told(workbook(BUSINESS), role=Role.SUPPLIER)
    assert ("用友 U8 (应收 / 应付业务明细账)",) == reading(workbook(BUSINESS), role=Role.SUPPLIER).systems
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(BUSINESS))
    assert "供应商" in refused.value.reason
