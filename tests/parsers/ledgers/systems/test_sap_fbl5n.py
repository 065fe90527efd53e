"""FBL5N as a list saved unconverted, as a spreadsheet with symbols, and in Chinese."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused
from tests.support.exports import cells, page, reading, separated, told, workbook

RULE = "-" * 170
UNCONVERTED = f"""\
04.04.2026                                         Dynamic List Display                                        1
{RULE}
Customer line items

{RULE}
|St|Account   |Assignment  |DocumentNo|Type|Doc. Date |Pstng Date|S|Net due dt|  Amount in DC|Curr.|     LC amnt|LCurr|Clrng doc.|Clearing  |Reference |Text               |
{RULE}
|@5B@|0000100001|ORD-7001    |1800000000|RV  |01.02.2026|02.02.2026| |04.03.2026|    1.000,00 |EUR  |    1.000,00 |EUR  |1400000007|15.03.2026|0090000000|Delivery 80001     |
|@5C@|0000100001|ORD-7002    |1800000001|RV  |01.03.2026|01.03.2026| |31.03.2026|    1.190,00 |EUR  |    1.190,00 |EUR  |          |          |0090000001|Delivery 80002     |
|@5C@|0000100001|            |1600000004|DG  |10.03.2026|10.03.2026| |10.03.2026|       90,00-|EUR  |       90,00-|EUR  |          |          |0090000009|Price difference   |
|@5B@|0000100001|            |1400000007|DZ  |15.03.2026|15.03.2026| |15.03.2026|    1.000,00-|EUR  |    1.000,00-|EUR  |1400000007|15.03.2026|          |                   |
|@5C@|0000100001|            |1400000010|DZ  |20.03.2026|20.03.2026|A|20.03.2026|      500,00-|EUR  |      500,00-|EUR  |          |          |          |Down payment       |
{RULE}
|* |0000100001|            |          |    |          |          | |          |      600,00 |EUR  |      600,00 |EUR  |          |          |          |                   |
{RULE}
|@5C@|0000100002|            |1800000002|RV  |03.03.2026|03.03.2026| |02.04.2026|    2.000,00 |USD  |    1.840,00 |EUR  |          |          |0090000002|Delivery 80003     |
|@5C@|0000100002|            |0100000003|AB  |04.03.2026|04.03.2026| |04.03.2026|       12,50 |EUR  |       12,50 |EUR  |          |          |          |Bank charges       |
{RULE}
|* |0000100002|            |          |    |          |          | |          |    2.000,00 |USD  |    1.840,00 |EUR  |          |          |          |                   |
|* |0000100002|            |          |    |          |          | |          |       12,50 |EUR  |       12,50 |EUR  |          |          |          |                   |
{RULE}
|**|          |            |          |    |          |          | |          |              |     |    2.452,50 |EUR  |          |          |          |                   |
{RULE}
"""

SPREADSHEET = cells(r"""
Status Symbol | Company Code | Customer | Name 1 | Assignment | Document Number | Document Type | Document Date | Posting Date | Net due date | Special G/L ind. | Amount in doc. curr. | Document currency | Amount in local currency | Local Currency | Clearing Document | Clearing Date | Text
@5B\QCleared@ | '1000 | 0000100001 | Acme GmbH | | '1800000000 | RV | 2026-02-01 | 2026-02-02 | 2026-03-04 | | 1000.5 | EUR | 1000.5 | EUR | '1400000007 | 2026-03-15 | first
@5B\QCleared@ | '1000 | 0000100001 | Acme GmbH | | '1400000007 | DZ | 2026-03-15 | 2026-03-15 | | | -1000.5 | EUR | -1000.5 | EUR | '1400000007 | 2026-03-15 |
@5C\QOpen@ | '1000 | 0000100003 | Carol AG | '4711 | '1800000009 | DR | 2026-03-01 | 2026-03-01 | 2026-03-31 | | 70 | CHF | 75.6 | EUR | | 00.00.0000 | second
@ | | 0000100001 | | | | | | | | | | | 0 | EUR | | |
@@ | | | | | | | | | | | | | 75.6 | EUR | | |
""")

CHINESE = """
已清项目/未清项目符号 | 公司代码 | 客户 | 分配 | 凭证编号 | 凭证类型 | 凭证日期 | 过账日期 | 净到期日 | 本币金额 | 本币 | 清帐凭证 | 清帐日期 | 文本
 | 1000 | 0000100001 | ORD1 | 1800000001 | RV | 2026.03.01 | 2026.03.01 | 2026.03.31 | 1,190.00 | CNY | | | 货款 三月
 | 1000 | 0000100001 | | 1400000001 | DZ | 2026.03.11 | 2026.03.11 | | 1,000.00- | CNY | | | 收款
"""


def test_a_list_saved_unconverted() -> None:
    assert [
        "8|0000100001|2026-02-02|2026-03-04|invoice|1800000000 ORD-7001 0090000000|D 1000.00|EUR|0.00|2026-03-15",
        "9|0000100001|2026-03-01|2026-03-31|invoice|1800000001 ORD-7002 0090000001|D 1190.00|EUR|1190.00|",
        "10|0000100001|2026-03-10|2026-03-10|credit_note|1600000004 0090000009|C 90.00|EUR|-90.00|",
        "11|0000100001|2026-03-15|2026-03-15|payment|1400000007|C 1000.00|EUR|0.00|2026-03-15",
        "12|0000100001|2026-03-20|2026-03-20|payment|1400000010|C 500.00|EUR|-500.00|",
        "16|0000100002|2026-03-03|2026-04-02|invoice|1800000002 0090000002|D 2000.00|USD|2000.00|",
        "17|0000100002|2026-03-04|2026-03-04|journal|0100000003|D 12.50|EUR|12.50|",
    ] == told(UNCONVERTED)
    assert ("SAP FBL5N (customer line items)",) == reading(UNCONVERTED).systems


def test_a_spreadsheet_with_symbols_and_sums() -> None:
    content = workbook(SPREADSHEET)
    expected = [
        "2|0000100001|2026-02-02|2026-03-04|invoice|1800000000|D 1000.50|EUR|0.00|2026-03-15",
        "3|0000100001|2026-03-15||payment|1400000007|C 1000.50|EUR|0.00|2026-03-15",
        "4|0000100003|2026-03-01|2026-03-31|invoice|1800000009 4711|D 70.00|CHF|70.00|",
    ]
    assert expected == told(content)
    assert expected == told(page(SPREADSHEET, encoding="utf-8"))
    found = reading(content)
    list(found)
    assert {"0000100001": "Acme GmbH", "0000100003": "Carol AG"} == found.names


def test_chinese_headings_with_either_writing_of_the_word_for_account() -> None:
    expected = [
        "2|0000100001|2026-03-01|2026-03-31|invoice|1800000001 ORD1|D 1190.00|CNY|1190.00|",
        "3|0000100001|2026-03-11||payment|1400000001|C 1000.00|CNY|-1000.00|",
    ]
    for text in (CHINESE, CHINESE.replace("帐", "账"), CHINESE.replace("净到期日", "Net due date")):
        assert expected == told(separated(text).encode("gb18030"))
        assert ("SAP FBL5N (customer line items)",) == reading(separated(text)).systems


@pytest.mark.parametrize(
    ("old", "new", "row", "word"),
    [
        (r"@5C\QOpen@", r"@5D\QParked@", 4, "parked"),
        ("DR", "KR", 4, "suppliers"),
        (-1000.5, "1.000,50-x", 3, "Amount in doc. curr."),
        ("2026-03-31", "31.02.2026", 4, "Net due date"),
        ("00.00.0000", "soon", 4, "Clearing Date"),
    ],
)
def test_what_is_no_posting_or_not_understood_is_refused_with_its_row(
    old: str | float, new: str, row: int, word: str
) -> None:
    spoilt = [[new if value == old else value for value in line] for line in SPREADSHEET]
    with pytest.raises(LedgerRefused) as refused:
        told(workbook(spoilt))
    assert (row, True) == (refused.value.row, word in refused.value.reason), refused.value


def test_a_noted_item_is_refused() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(UNCONVERTED.replace("20.03.2026|A|", "20.03.2026|F|"))
    assert (12, True) == (refused.value.row, "noted" in refused.value.reason)


def test_it_is_no_ledger_of_suppliers() -> None:
    with pytest.raises(LedgerRefused) as refused:
        told(UNCONVERTED, role=Role.SUPPLIER)
    assert "customer" in refused.value.reason
