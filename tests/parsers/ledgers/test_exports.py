"""Exports as systems print them, with all that they put around the postings."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.generic import LedgerRefused, OpeningBalance, read_ledger
from tests.support.workbooks import xlsxwriter_book


def facts(
    content: str | bytes, *, role: Role = Role.CUSTOMER, account: str | None = None
) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """Return (account, date, amount) of the entries, and the opening balances by account."""
    raw = content if isinstance(content, bytes) else content.encode()
    rows = list(read_ledger(io.BytesIO(raw), "export", role=role, account=account))
    entries = [(row.account, row.date.isoformat(), str(row.amount)) for row in rows if isinstance(row, LedgerEntry)]
    return entries, {row.account: str(row.amount) for row in rows if isinstance(row, OpeningBalance)}


def test_transactions_by_customer_in_nested_sections() -> None:
    text = (
        'Craig Ltd,,,,,,\nTransaction List by Customer,,,,,,\n"March 1-31, 2026",,,,,,\n\n,Date,Transaction type,Num,Memo,Amount,Open balance\n'
        'Acme,,,,,,\n,03/13/2026,Invoice,1001,goods,"1,200.00","1,200.00"\nBranch,,,,,,\n,03/14/2026,Invoice,1002,,10.00,0.00\n,03/20/2026,Payment,77,,-10.00,0.00\n'
        'Total for Branch,,,,,$0.00,$0.00\n,03/15/2026,Invoice,1003,,5.00,5.00\nTotal for Acme,,,,,"$1,205.00","$1,205.00"\nBolt,,,,,,\n,03/14/2026,Invoice,1004,,7.00,7.00\nTotal for Bolt,,,,,$7.00,$7.00\n'
    )
    entries, openings = facts(text)
    assert [("Acme", "1200.00"), ("Branch", "10.00"), ("Branch", "-10.00"), ("Acme", "5.00"), ("Bolt", "7.00")] == [
        (account, amount) for account, _, amount in entries
    ]
    assert {} == openings


def test_an_unconverted_list_with_pipes_and_rules() -> None:
    text = (
        "Customer line items\n\n-----------------------------------------------------------\n|St|Account|DocumentNo|Type|Pstng Date|Net due dt|LC amnt|Amount in LC|Text|\n"
        "-----------------------------------------------------------\n|  |100001 |1800000001|RV |01.03.2026|31.03.2026| |1.190,00 |goods |\n|  |100001 |1400000007|DZ |15.03.2026|15.03.2026| |1.000,00-| |\n"
        "-----------------------------------------------------------\n|* |100001 | | | | | |190,00 | |\n"
    )
    assert [("100001", "2026-03-01", "1190.00"), ("100001", "2026-03-15", "-1000.00")] == facts(text)[0]


def test_an_account_book_closes_with_sums_that_have_no_words() -> None:
    text = (
        'Acme Ltd\nLedger: Bolt Traders\n1-Apr-2025 to 31-Mar-2026\nDate,Particulars,,Vch Type,Vch No.,Debit,Credit\n1-Apr-2025,Opening Balance,,,,500.00,\n2-Apr-2025,To,Sales,Sales,12,"1,000.00",\n9-Apr-2025,By,Bank,Receipt,7,,300.00\n'
        ',,,,,"1,500.00",300.00\n,By,Closing Balance,,,,"1,200.00"\n,,,,,"1,500.00","1,500.00"\n'
    )
    assert (
        [("Bolt Traders", "2025-04-02", "1000.00"), ("Bolt Traders", "2025-04-09", "-300.00")],
        {"Bolt Traders": "500.00"},
    ) == facts(text)
    with pytest.raises(LedgerRefused) as refused:
        facts(text.replace(',,,,,"1,500.00",300.00', ',,,,,"1,500.00",301.00'))
    assert (8, True) == (refused.value.row, "no date" in refused.value.reason)


def test_an_account_book_by_project_names_the_customer_behind_the_ledger_account() -> None:
    text = "核算项目明细账\n科目：1122 应收账款  核算项目：客户：C001 甲公司  币别：人民币\n日期,凭证字号,摘要,借方金额,贷方金额,方向,余额\n,,年初余额,,,平,0.00\n2026-01-05,记-1,销售,100.00,,借,100.00\n,,本期合计,100.00,,借,100.00\n,,本年累计,100.00,,借,100.00\n"
    entries, openings = facts(text)
    assert [("C001", "2026-01-05", "100.00")] == entries
    assert Decimal(0) == Decimal(openings["C001"])


def test_several_customers_one_below_the_other_with_their_own_openings() -> None:
    text = (
        "客户：C1 甲\n日期,凭证号,摘要,借方,贷方,方向,余额\n,,期初余额,,,借,10.00\n2026-01-05,记-1,销售,5.00,,借,15.00\n,,本期合计,5.00,,借,15.00\n"
        "客户：C2 乙\n日期,凭证号,摘要,借方,贷方,方向,余额\n,,期初余额,,,贷,3.00\n2026-01-06,收-2,收款,,4.00,贷,7.00\n,,本期合计,,4.00,贷,7.00\n"
    )
    assert ([("C1", "2026-01-05", "5.00"), ("C2", "2026-01-06", "-4.00")], {"C1": "10.00", "C2": "-3.00"}) == facts(
        text
    )


def test_a_month_that_opens_again_is_no_second_opening() -> None:
    text = "日期,凭证号,摘要,借方,贷方,方向,余额\n,,期初余额,,,借,10.00\n2026-01-05,记-1,销售,5.00,,借,15.00\n,,本月合计,5.00,,借,15.00\n,,期初余额,,,借,15.00\n2026-02-05,收-2,收款,,4.00,借,11.00\n,,2月合计,,4.00,借,11.00\n"
    assert {"K": "10.00"} == facts(text, account="K")[1]
    with pytest.raises(LedgerRefused) as refused:
        facts(text.replace("期初余额,,,借,15.00", "期初余额,,,借,16.00"), account="K")
    assert 5 == refused.value.row


@pytest.mark.parametrize(("second", "word"), [("110.00", ""), ("111.00", "the sheets before")])
def test_a_sheet_for_each_month_carries_its_balance_over(second: str, word: str) -> None:
    def fill(book: Any) -> None:
        for name, opening, amount in (("1月", "100.00", "10.00"), ("2月", second, "20.00")):
            sheet = book.add_worksheet(name)
            for number, line in enumerate(
                (
                    ["客户", "日期", "单据号", "摘要", "借方", "贷方"],
                    ["C1", "", "", "期初余额", opening, ""],
                    ["C1", f"2026-0{name[0]}-05", f"X{name[0]}", "销售", amount, ""],
                )
            ):
                sheet.write_row(number, 0, line)

    content = xlsxwriter_book(fill)
    if word:
        with pytest.raises(LedgerRefused) as refused:
            facts(content)
        assert word in refused.value.reason
    else:
        assert ([("C1", "2026-01-05", "10.00"), ("C1", "2026-02-05", "20.00")], {"C1": "100.00"}) == facts(content)


def test_subtotals_that_a_spreadsheet_added_are_sums() -> None:
    for sub, grand in (("C1 Total", "Grand Total"), ("C1 汇总", "总计")):
        text = f"Account,Date,Reference,Debit,Credit\nC1,2026-03-01,A,5.00,\nC1,2026-03-02,B,6.00,\n{sub},,,11.00,\n{grand},,,11.00,\n"
        assert [("C1", "2026-03-01", "5.00"), ("C1", "2026-03-02", "6.00")] == facts(text)[0]


def test_a_balance_beside_each_document_is_what_is_open_of_it() -> None:
    for head in (
        "Customer,Invoice Date,Due Date,Invoice No,Amount,Balance\n",
        "Customer,Invoice Date,Due Date,Invoice No,Amount,Paid,Balance\n",
    ):
        paid = ",60.00" if "Paid" in head else ""
        nothing = ",0.00" if "Paid" in head else ""
        all_of_it = ",5.00" if "Paid" in head else ""
        text = (
            head + f"C1,2026-03-01,2026-03-31,A,100.00{paid},40.00\nC1,2026-03-02,2026-03-31,B,70.00{nothing},70.00\n"
            f"C1,2026-03-03,2026-03-31,C,5.00{all_of_it},0.00\n"
        )
        rows = [row for row in read_ledger(io.BytesIO(text.encode()), "x") if isinstance(row, LedgerEntry)]
        expected = [("100.00", "40.00"), ("70.00", "70.00"), ("5.00", "0.00")]
        assert expected == [(str(row.amount), str(row.open_amount)) for row in rows]


def test_the_period_in_the_title_tells_the_order_of_day_and_month() -> None:
    text = "Account C1\nFrom 01/03/2026 to 31/03/2026\nAccount,Date,Ref,Debit,Credit\nC1,05/03/2026,A,5.00,\n"
    assert [("C1", "2026-03-05", "5.00")] == facts(text)[0]


def test_a_footer_with_a_date_is_no_posting() -> None:
    text = "日期,单据号,借方,贷方\n2026-03-01,A,5.00,\n制表人：张三 打印日期：2026-04-01,,,\n第 1 页 共 1 页,,,\n"
    assert [("K", "2026-03-01", "5.00")] == facts(text, account="K")[0]


def test_a_blank_column_and_blank_rows_between_change_nothing() -> None:
    text = ",Account,,Date,Ref,Debit,Credit\n\n,C1,,2026-03-01,A,5.00,\n,,,,,,\n,C1,,2026-03-02,B,,2.00\n"
    assert [("C1", "2026-03-01", "5.00"), ("C1", "2026-03-02", "-2.00")] == facts(text)[0]


def test_a_page_named_xls_is_a_ledger_too() -> None:
    page = "<html><meta charset=gb2312><table><tr><td colspan=5>应收明细</td></tr><tr><td>客户</td><td>日期</td><td>单据号</td><td>借方</td><td>贷方</td></tr><tr><td>甲</td><td>2026-03-01</td><td>X1</td><td>1,234.50</td><td></td></tr></table></html>"
    assert [("甲", "2026-03-01", "1234.50")] == facts(page.encode("gb18030"))[0]


LINES = (
    "Account,Date,Ref,Description,Debit,Credit,Balance", "C1,2026-03-01,A,x,5.00,,5.00", "C1,,,期初余额,,,5.00", "客户：C1 甲", "日期,凭证号,摘要,借方,贷方,方向,余额", "Total for C1,,,,5.00,,",
    'C1,01/02/2026,A,x,"1,234",,', ",,,,5.00,,", "C1", "", "2026年,,摘要,借方,贷方", "月,日,,,", "3,1,x,5.00,", "Account,Date,Type,Amount", "C1,2026-03-01,Invoice,-5.00", "C1,2026-03-01,??,5.00 CR", "单位：万元", "*,,,,5.00", "=1+1,#REF!,1E+16,(5.00),%,-,—",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.sampled_from(list(Role)), st.sampled_from([None, "C1"])
)
def test_rows_in_any_order_are_read_or_refused_and_nothing_else_happens(
    lines: list[str], role: Role, account: str | None
) -> None:
    try:
        rows = list(read_ledger(io.BytesIO("\n".join(lines).encode()), "x", role=role, account=account))
    except LedgerRefused as refused:
        assert refused.reason  # noqa: PT017 - both ends are right; a traceback would be wrong
        return
    assert all(row.account for row in rows)
    assert len({row.id for row in rows if isinstance(row, LedgerEntry)}) == sum(
        isinstance(row, LedgerEntry) for row in rows
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert isinstance(list(read_ledger(io.BytesIO(content), "x", account="C1")), list)
    except LedgerRefused as refused:
        assert refused.reason  # noqa: PT017
