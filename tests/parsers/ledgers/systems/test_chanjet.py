"""畅捷通: 好会计 and T+."""

from __future__ import annotations

from parsers.ledgers.entry import Role
from tests.support.exports import cells, page, reading, told, workbook

ACCOUNTANT = cells("""
往来明细账
编制单位：某某有限公司 | | | 2026年01期至2026年03期 | | | 单位：元
往来单位：C001 甲公司
日期 | 凭证字号 | 摘要 | 借方 | 贷方 | 方向 | 余额
 | | 期初余额 | | | 借 | 100.00
2026-03-01 | 记-1 | 销售商品 | 1,130.00 | | 借 | 1,230.00
2026-03-09 | 记-8 | 收到货款 | | 1,500.00 | 贷 | 270.00
 | | 本期合计 | 1,130.00 | 1,500.00 | 贷 | 270.00
 | | 本年累计 | 1,130.00 | 1,500.00 | 贷 | 270.00
""")
TPLUS = cells("""
往来明细账
往来单位编码 | 往来单位 | 单据日期 | 单据类型 | 单据编号 | 摘要 | 应付金额 | 付款金额 | 应付余额
G1 | 丙 | | 期初 | | | | | 100
G1 | 丙 | 2026-03-01 | 进货单 | PU-2026-03-0001 | 钢材 | 1130.5 | | 1230.5
G1 | 丙 | 2026-03-11 | 付款单 | PM-2026-03-0001 | | | 30.5 | 1200
G1 | 丙 | | 合计 | | | 1130.5 | 30.5 | 1200
""")


def test_the_account_book_of_haokuaiji() -> None:
    assert [
        "6|C001|2026-03-01|||记-1|D 1130.00|||",
        "7|C001|2026-03-09||payment|记-8|C 1500.00|||",
        "5|C001|opening|D 100.00|",
    ] == told(page(ACCOUNTANT))
    assert ("畅捷通 好会计 (往来明细账)",) == reading(workbook(ACCOUNTANT)).systems


def test_payables_of_tplus() -> None:
    content = workbook(TPLUS)
    assert [
        "4|G1|2026-03-01||invoice|PU-2026-03-0001|C 1130.50|||",
        "5|G1|2026-03-11||payment|PM-2026-03-0001|D 30.50|||",
        "3|G1|opening|C 100.00|",
    ] == told(content, role=Role.SUPPLIER)
    assert ("畅捷通 T+ (往来明细账)",) == reading(content, role=Role.SUPPLIER).systems
