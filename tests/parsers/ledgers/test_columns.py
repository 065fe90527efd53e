"""Headers of real systems, in one to three rows, below titles."""

from __future__ import annotations

import pytest

from parsers.ledgers.columns import Columns, Header, find_header
from parsers.ledgers.entry import Role
from parsers.sheets.model import SheetRow


def header(*lines: str, role: Role = Role.CUSTOMER) -> Header:
    rows = [SheetRow(number, line.split("|")) for number, line in enumerate(lines, 1)]
    found = find_header(rows, role)
    assert found is not None
    return found


def columns(*lines: str, role: Role = Role.CUSTOMER) -> Columns:
    found = header(*lines, role=role)
    assert found.complaint == ""
    return found.columns


def test_sap_customer_line_items() -> None:
    found = columns(
        "Company Code|Customer|Document Number|Document Type|Posting Date|Net due date|Amount in local currency|Clearing Document|Clearing Date"
    )
    assert (1, 4, 5, (2,), 3, 6) == (found.account, found.date, found.due, found.references, found.kind, found.amount)


def test_sap_vendor_line_items_take_the_documents_currency() -> None:
    found = columns(
        "Account|Vendor Name|Document type|Reference|Document Date|Document currency|Amount in doc. curr.|Amount in local currency|Document Number|Text|Net due date",
        role=Role.SUPPLIER,
    )
    assert (0, 1, 6, 5, (3, 8), (9,)) == (
        found.account,
        found.name,
        found.amount,
        found.currency,
        found.references,
        found.descriptions,
    )


def test_sap_in_chinese() -> None:
    found = columns("已清项目/未清项目符号|凭证编号|科目|客户|过账日期|到期日|本币金额|清帐凭证|清帐日期|文本")
    assert (3, 4, 5, 6, (1,), (9,)) == (
        found.account,
        found.date,
        found.due,
        found.amount,
        found.references,
        found.descriptions,
    )


def test_yonyou_with_three_levels() -> None:
    found = columns(
        "往来对账明细",
        "科目编码|对账对象编码|对账对象名称|币种|凭证日期|凭证字号|业务单号|摘要|借方||||贷方|||",
        "||||||||发生||已结||发生||已结|",
        "||||||||金额|本币|金额|本币|金额|本币|金额|本币",
    )
    assert (1, 2, 3, 4, (6, 5), 8, 12) == (
        found.account,
        found.name,
        found.currency,
        found.date,
        found.references,
        found.debit,
        found.credit,
    )


def test_kingdee_with_direction_and_balance() -> None:
    found = columns("日期|期间|凭证字号|摘要|对方科目|借方金额|贷方金额|方向|余额")
    assert (0, 5, 6, None, 8, 7) == (
        found.date,
        found.debit,
        found.credit,
        found.direction,
        found.balance,
        found.balance_direction,
    )


def test_the_direction_beside_one_amount_belongs_to_it() -> None:
    found = columns("单据日期|客商编号|应收付单据号|借贷方向|原币金额|余额")
    assert (3, 4, None) == (found.direction, found.amount, found.balance_direction)


def test_a_movement_and_a_balance_both_called_amounts() -> None:
    found = columns("往来单位代码|往来单位名称|单据类型|单据编码|业务日期|本期发生额|金额|摘要")
    assert (0, 5, 6) == (found.account, found.amount, found.balance)


def test_business_central_takes_debit_and_credit_of_the_documents_currency() -> None:
    found = columns(
        "Entry_No|Customer_No|Posting_Date|Document_Type|Document_No|Open|Currency_Code|Amount|Debit_Amount|Credit_Amount|Remaining_Amount|Amount_LCY|Debit_Amount_LCY|Credit_Amount_LCY"
    )
    assert (1, 2, (4, 0), 8, 9, 10, None) == (
        found.account,
        found.date,
        found.references,
        found.debit,
        found.credit,
        found.open_amount,
        found.amount,
    )


def test_tally_quickbooks_and_sage() -> None:
    tally = columns("Acme Ltd", "Ledger Account", "Date|Particulars|Voucher Type|Voucher No.|Debit|Credit")
    assert (0, (1,), 2, (3,)) == (tally.date, tally.descriptions, tally.kind, tally.references)
    books = columns("Customer|Date|Transaction type|Num|Due date|Amount|Open balance|Balance")
    assert (0, 1, 2, (3,), 5, 6, 7) == (
        books.account,
        books.date,
        books.kind,
        books.references,
        books.amount,
        books.open_amount,
        books.balance,
    )
    sage = columns("No|Type|Date|Account|Ref|Details|Value|O/S|Debit|Credit")
    assert (3, 2, (4,), 8, 9, 7) == (
        sage.account,
        sage.date,
        sage.references,
        sage.debit,
        sage.credit,
        sage.open_amount,
    )


def test_receivables_and_payables_in_one_table_go_by_role() -> None:
    line = "日期|业务类型|单据号|客户|应收款|销售收款|期末应收|应付款|采购付款|期末应付"
    assert (4, 5) == (columns(line).increase, columns(line).decrease)
    payable = columns(line, role=Role.SUPPLIER)
    assert (7, 8) == (payable.increase, payable.decrease)


def test_titles_above_are_passed_over_and_add_nothing() -> None:
    found = header("Ledger of Acme|", "From 2026-01-01 to 2026-03-31", "Date|Reference|Debit|Credit")
    assert (2, 1) == (found.first, found.depth)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Date|Reference|Description|Debit", "no pair"),
        ("Date|Debit|Debit Amount|Credit", "several columns"),
        ("Date|Debit (USD)|Credit (EUR)", "different currencies"),
        ("Date|Total|Gross", "several columns"),
    ],
)
def test_headers_that_leave_the_amount_open_complain(line: str, word: str) -> None:
    assert word in header(line).complaint


@pytest.mark.parametrize("line", ["foo|bar", "Date|Reference", "Debit|Credit", "2026-03-01|INV-1|5.00", ""])
def test_other_rows_are_no_header(line: str) -> None:
    assert find_header([SheetRow(1, line.split("|"))], Role.CUSTOMER) is None
