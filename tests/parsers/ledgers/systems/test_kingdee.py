"""金蝶: account books by project, several customers one below the other; receivables of 云星空."""

from __future__ import annotations

import pytest

from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, page, reading, separated, told, workbook

BOOK = cells("""
核算项目明细账
科目：1122 应收账款 | 核算项目：客户：C001 甲公司 | 币别：人民币
日期 | 期间 | 凭证字号 | 摘要 | 对方科目 | 借方金额 | 贷方金额 | 方向 | 余额
2026-01-01 | 2026.1 | | 年初余额 | | | | 借 | 100.00
2026-01-05 | 2026.1 | 记-1 | 销售 | 6001 | 1,130.00 | | 借 | 1,230.00
2026-01-09 | 2026.1 | 收-3 | 收到货款 | 1002 | | 1,000.00 | 借 | 230.00
2026-01-31 | 2026.1 | | 本期合计 | | 1,130.00 | 1,000.00 | 借 | 230.00
2026-01-31 | 2026.1 | | 本年累计 | | 1,130.00 | 1,000.00 | 借 | 230.00
""")
CLOUD = """
应收款明细表 | | | | | | | | | |
往来单位类型 | 往来单位编码 | 往来单位名称 | 业务日期 | 单据类型 | 单据编号 | 币别 | 单据状态 | 本期应收 | 本期实收 | 期末余额
客户 | C001 | 甲公司 | | 期初余额 | | 人民币 | | | | 100.00
客户 | C001 | 甲公司 | 2026-03-01 | 标准应收单 | AR00000001 | 人民币 | 已审核 | 1,130.00 | | 1,230.00
客户 | C001 | 甲公司 | 2026-03-11 | 收款单 | SKD00000001 | 人民币 | 已审核 | | 1,000.00 | 230.00
客户 | C001 | 甲公司 | | 小计 | | | | 1,130.00 | 1,000.00 | 230.00
客户 | C002 | 乙公司 | 2026-03-12 | 销售退货单 | XSTHD000001 | 人民币 | 已审核 | -60.00 | | -60.00
合计 | | | | | | | | 1,070.00 | 1,000.00 | 170.00
"""


def test_an_account_book_by_project() -> None:
    assert [
        "5|C001|2026-01-05|||记-1|D 1130.00|CNY||",
        "6|C001|2026-01-09||payment|收-3|C 1000.00|CNY||",
        "4|C001|opening|D 100.00|CNY",
    ] == told(page(BOOK))
    assert ("金蝶 (核算项目明细账)",) == reading(workbook(BOOK)).systems


def test_receivables_by_document_type() -> None:
    text = separated(CLOUD)
    assert [
        "4|C001|2026-03-01||invoice|AR00000001|D 1130.00|CNY||",
        "5|C001|2026-03-11||payment|SKD00000001|C 1000.00|CNY||",
        "7|C002|2026-03-12||credit_note|XSTHD000001|C 60.00|CNY||",
        "3|C001|opening|D 100.00|CNY",
    ] == told(text.encode("gb18030"))
    assert ("金蝶云星空 (应收 / 应付款明细表)",) == reading(text).systems


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("XSTHD000001,人民币,已审核", "XSTHD000001,人民币,创建", "posted"), ("客户,C002", "供应商,C002", "suppliers"), ("销售退货单", "其他应付单", "suppliers")],
)  # fmt: skip
def test_drafts_and_suppliers_are_refused(old: str, new: str, word: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(separated(CLOUD).replace(old, new))
    assert (7, True) == (refused.value.row, word in refused.value.reason)
