"""What must not be taken for our ledger of that side."""

from __future__ import annotations

import pytest

from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.forms import other_side, summary_row
from parsers.ledgers.generic import LedgerRefused
from parsers.sheets.model import SheetRow
from tests.support.exports import told


@pytest.mark.parametrize(
    "headings",
    [
        "客户,期初应收(元),本期应收(元),本期回款(元),期末应收(元)",
        "Contact,Current,1-30,31-60,61-90,Total",
        "Customer,Balance,0-30,31-60",
    ],
)
def test_a_summary_is_no_ledger_and_is_called_one(headings: str) -> None:
    assert 4 == summary_row([SheetRow(1, ["Report"]), SheetRow(4, headings.replace("Contact", "Customer").split(","))])
    with pytest.raises(LedgerRefused) as refused:
        told(f"Report\n{headings.replace('Contact', 'Customer')}\nC1,5.00,1.00,2.00,3.00,4.00\n")
    assert (2, True) == (refused.value.row, "summary" in refused.value.reason)


def test_a_list_with_dates_is_no_summary() -> None:
    assert summary_row([SheetRow(1, ["Customer", "Date", "Debit", "Credit", "Balance"])]) is None


@pytest.mark.parametrize(
    ("title", "customers", "suppliers"),
    [("Vendor No.", False, True), ("供应商编码", False, True), ("Customer", True, False), ("Customer/Supplier", True, True), ("往来单位", True, True), ("Account", True, True)],
)  # fmt: skip
def test_a_heading_that_names_the_other_side_keeps_the_ledger_out(title: str, customers: bool, suppliers: bool) -> None:
    columns = Columns(account=0)
    with_sides = Columns(account=0, debit=1, credit=2)
    assert not other_side(with_sides, (title,), None, Role.CUSTOMER, any_side=True)
    allowed = [not other_side(columns, (title,), None, role) for role in (Role.CUSTOMER, Role.SUPPLIER)]
    assert [customers, suppliers] == allowed


@pytest.mark.parametrize(
    ("title", "customers", "suppliers"),
    [("Vendor Balance Detail", False, True), ("应付业务明细帐", False, True), ("Customer Activity (Detailed)", True, False), ("应收账款明细账", True, False), ("Supplier Services Ltd", True, True), ("应收应付对账单", True, True)],
)  # fmt: skip
def test_a_report_that_names_the_other_side_keeps_the_ledger_out(title: str, customers: bool, suppliers: bool) -> None:
    allowed = [
        not other_side(Columns(account=0), ("Account",), None, role, above=(title,))
        for role in (Role.CUSTOMER, Role.SUPPLIER)
    ]
    assert [customers, suppliers] == allowed
