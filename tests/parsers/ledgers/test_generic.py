"""Ledgers of many shapes give the same facts, exactly, or a refusal with its row."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.ledgers.entry import EntryKind, LedgerEntry, Role
from parsers.ledgers.generic import LedgerReading, LedgerRefused, OpeningBalance, read_ledger
from tests.support.workbooks import openpyxl_book


def reading(text: str | bytes, *, role: Role = Role.CUSTOMER, account: str | None = None) -> LedgerReading:
    content = text if isinstance(text, bytes) else text.encode()
    return read_ledger(io.BytesIO(content), "ledger", role=role, account=account)


def brief(text: str | bytes, *, role: Role = Role.CUSTOMER, account: str | None = None) -> list[tuple[object, ...]]:
    """Return (row, account, date, amount) of entries and ("opening", account, amount)."""
    found: list[tuple[object, ...]] = []
    for row in reading(text, role=role, account=account):
        if isinstance(row, OpeningBalance):
            found.append(("opening", row.account, str(row.amount)))
        else:
            found.append((row.row, row.account, row.date.isoformat(), str(row.amount)))
    return found


def refusal(text: str | bytes, *, role: Role = Role.CUSTOMER, account: str | None = None) -> tuple[int, str]:
    with pytest.raises(LedgerRefused) as refused:
        list(reading(text, role=role, account=account))
    return refused.value.row, refused.value.reason


def test_a_plain_export_gives_whole_entries() -> None:
    text = (
        "Account,Name,Date,Due Date,Type,Document No,Your Ref,Description,Currency,Debit,Credit,Open Amount\n"
        "C1,Acme,2026-03-01,2026-03-31,Invoice,INV-1,PO9,goods,EUR,100.00,,60.00\n"
        "C1,Acme,2026-03-05,,Payment,PY-1,,bank,EUR,,40.00,\n"
    )
    ledger = reading(text)
    first, second = ledger
    assert first == LedgerEntry(
        id="2", row=2, account="C1", date=dt.date(2026, 3, 1), amount=Decimal("100.00"), kind=EntryKind.INVOICE, due_date=dt.date(2026, 3, 31),
        references=("INV-1", "PO9"), description="goods", currency="EUR", open_amount=Decimal("60.00"),
    )  # fmt: skip
    assert isinstance(second, LedgerEntry)
    assert (Decimal("-40.00"), EntryKind.PAYMENT, None) == (second.amount, second.kind, second.open_amount)
    assert {"C1": "Acme"} == ledger.names


def test_a_chinese_account_book_with_opening_totals_and_direction() -> None:
    text = (
        "应收账款明细账\n客户：C001 星辰贸易有限公司\n日期,凭证字号,摘要,借方,贷方,方向,余额\n2026-01-01,,期初余额,,,借,1000.00\n2026-01-05,记-12,销售发票,500.00,,借,1500.00\n"
        "2026-01-08,收-3,收款,,1500.00,平,0.00\n2026-01-31,,本期合计,500.00,1500.00,平,\n2026-01-31,,本年累计,500.00,1500.00,平,\n"
    )
    expected: list[tuple[object, ...]] = [
        (5, "C001", "2026-01-05", "500.00"),
        (6, "C001", "2026-01-08", "-1500.00"),
        ("opening", "C001", "1000.00"),
    ]
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        assert expected == brief(text.encode(encoding))
    ledger = reading(text)
    assert [EntryKind.INVOICE, EntryKind.PAYMENT] == [row.kind for row in ledger if isinstance(row, LedgerEntry)]
    assert {"C001": "星辰贸易有限公司"} == ledger.names


def test_sap_with_decimal_commas_dotted_dates_and_subtotals() -> None:
    text = (
        "Account;Posting Date;Document Type;Document Number;Amount in local currency;Local Currency\n100;01.03.2026;RV;9001;1.234,56;EUR\n"
        "100;25.03.2026;DZ;1401;1.000,00-;EUR\n*;;;;234,56;EUR\n**;;;;234,56;EUR\n"
    )
    assert [(2, "100", "2026-03-01", "1234.56"), (3, "100", "2026-03-25", "-1000.00")] == brief(text.encode("cp1252"))


def test_erpnext_with_currency_in_its_headings_and_a_total_row() -> None:
    text = (
        "Posting Date,Account,Debit (USD),Credit (USD),Balance (USD),Voucher Type,Voucher No,Party Type,Party\n"
        ",Opening,50,0,50,,,,ACME\n2026-03-01,Debtors - X,100,0,150,Sales Invoice,SI-1,Customer,ACME\n2026-03-02,Debtors - X,0,30,120,Payment Entry,PE-1,Customer,ACME\n"
        ",Total,100,30,,,,,\n,Closing (Opening + Total),150,30,120,,,,\n"
    )
    rows = list(reading(text))
    assert [Decimal(100), Decimal(-30)] == [row.amount for row in rows if isinstance(row, LedgerEntry)]
    assert [("ACME", Decimal(50), "USD")] == [
        (row.account, row.amount, row.currency) for row in rows if isinstance(row, OpeningBalance)
    ]


def test_a_header_in_two_rows_with_original_and_local_currency() -> None:
    text = ",,,借方,,贷方,,,\n日期,摘要,客户编码,原币,本币,原币,本币,余额方向,余额\n2026-03-01,x,K1,100.00,700.00,,,借,100.00\n2026-03-02,y,K1,,,40.00,280.00,借,60.00\n"
    assert [(3, "K1", "2026-03-01", "100.00"), (4, "K1", "2026-03-02", "-40.00")] == brief(text)


def test_year_above_month_and_day() -> None:
    text = "2026年,,凭证,,摘要,借方,贷方,方向,余额\n月,日,字,号,,,,,\n3,1,记,12,销售,100.00,,借,100.00\n3,15,收,3,收款,,30.00,借,70.00\n"
    assert [(3, "K", "2026-03-01", "100.00"), (4, "K", "2026-03-15", "-30.00")] == brief(text, account="K")


def test_receivables_and_payables_raise_and_lower_what_is_owed() -> None:
    text = "客户编码,单据日期,单据类型,单据编号,本期应收,本期收回,余额\nK1,2026-3-1,销售出库单,XS1,100.00,,100.00\nK1,2026-3-2,收款单,SK1,,40.00,60.00\n"
    assert ["100.00", "-40.00"] == [row[3] for row in brief(text)]
    payable = "供应商编码,单据日期,单据编号,本期应付,本期付款,余额\nV1,2026-3-1,CG1,100.00,,100.00\nV1,2026-3-2,FK1,,40.00,60.00\n"
    assert ["-100.00", "40.00"] == [row[3] for row in brief(payable, role=Role.SUPPLIER)]


def test_a_direction_column_gives_the_side_of_one_amount() -> None:
    text = "Account,Date,Reference,Amount,Dr/Cr\nC1,2026-03-01,A,100.00,Dr\nC1,2026-03-01,B,30.00,Cr\nC1,2026-03-01,C,-5.00,Dr\n"
    assert ["100.00", "-30.00", "-5.00"] == [row[3] for row in brief(text)]
    assert (2, "Dr/Cr holds 'X', which is neither debit nor credit") == refusal(
        "Account,Date,Ref,Amount,Dr/Cr\nC1,2026-03-01,A,1.00,X\n"
    )


def test_marks_beside_the_amount_give_its_side() -> None:
    assert ["100.00", "-30.00"] == [
        row[3] for row in brief("Account,Date,Ref,Amount\nC1,2026-03-01,A,100.00 DR\nC1,2026-03-01,B,30.00 CR\n")
    ]


def test_unsigned_amounts_take_their_side_from_the_type() -> None:
    text = "Account,Type,Date,Ref,Amount\nA1,SI,01/03/2026,1001,100.00\nA1,SR,25/03/2026,B,60.00\nA1,SC,26/03/2026,CN1,10.00\n"
    assert ["100.00", "-60.00", "-10.00"] == [row[3] for row in brief(text)]
    unknown = text + "A1,XX,27/03/2026,Z,5.00\n"
    assert "do not say whether" in refusal(unknown)[1]


def test_a_suppliers_signed_column_is_decided_by_its_types_or_refused() -> None:
    head = "Vendor,Date,Type,Num,Amount\n"
    assert ["-100.00", "40.00"] == [
        row[3]
        for row in brief(
            head + "V1,2026-03-01,Bill,B1,100.00\nV1,2026-03-05,Bill Payment,P1,-40.00\n", role=Role.SUPPLIER
        )
    ]
    assert ["-100.00", "40.00"] == [
        row[3]
        for row in brief(
            head + "V1,2026-03-01,Bill,B1,-100.00\nV1,2026-03-05,Bill Payment,P1,40.00\n", role=Role.SUPPLIER
        )
    ]
    row, reason = refusal(
        "Vendor,Date,Num,Amount\nV1,2026-03-01,B1,100.00\nV1,2026-03-05,P1,-40.00\n", role=Role.SUPPLIER
    )
    assert (1, True) == (row, "debit and credit" in reason)


def test_a_balance_tells_the_opening_that_the_export_leaves_out() -> None:
    rows = ["2026-03-01,A,100.00,,300.00", "2026-03-02,B,,50.00,250.00"]
    for order in (rows, rows[::-1]):
        assert ("opening", "X", "200.00") in brief(
            "\n".join(["Date,Reference,Debit,Credit,Balance", *order]), account="X"
        )


def test_a_suppliers_balance_may_grow_with_our_debt() -> None:
    text = "Date,Reference,Debit,Credit,Balance\n2026-03-01,Opening balance,,,200.00\n2026-03-01,A,,100.00,300.00\n2026-03-02,B,50.00,,250.00\n"
    assert [(3, "X", "2026-03-01", "-100.00"), (4, "X", "2026-03-02", "50.00"), ("opening", "X", "-200.00")] == brief(
        text, role=Role.SUPPLIER, account="X"
    )


def test_a_balance_that_does_not_follow_is_refused_with_its_row() -> None:
    row, reason = refusal(
        "Date,Ref,Debit,Credit,Balance\n2026-03-01,A,100.00,,100.00\n2026-03-02,B,,50.00,60.00\n", account="X"
    )
    assert (3, True) == (row, "does not follow" in reason)


def test_an_account_named_as_a_title_above_each_block() -> None:
    text = "Acme Ltd\nDate,Ref,Debit,Credit\n2026-03-01,A,1.00,\nPartner ending balance,,1.00,\n\nBolt Ltd\nDate,Ref,Debit,Credit\n2026-03-01,B,2.00,\n"
    assert [(3, "Acme Ltd", "2026-03-01", "1.00"), (8, "Bolt Ltd", "2026-03-01", "2.00")] == brief(text)


def test_labelled_titles_between_blocks_change_the_account() -> None:
    text = "Date,Ref,Debit,Credit\nCustomer: C1 Acme\n2026-03-01,A,1.00,\nCustomer: C2 Bolt\n2026-03-01,B,2.00,\n"
    assert [(3, "C1", "2026-03-01", "1.00"), (5, "C2", "2026-03-01", "2.00")] == brief(text)
    assert brief(text) == brief(text, account="another"), "several accounts in one file name themselves"


def test_several_sheets_make_one_ledger_with_ids_of_their_own() -> None:
    book = openpyxl.Workbook()
    book.active.title = "C1"
    for name in ("C1", "C2"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.append(["Date", "Reference", "Debit", "Credit"])
        sheet.append([dt.date(2026, 3, 1), "A", 5, None])
    book.create_sheet("Cover").append(["Printed by someone"])
    stream = io.BytesIO()
    book.save(stream)
    rows = [row for row in reading(stream.getvalue()) if isinstance(row, LedgerEntry)]
    assert [("C1!2", "C1"), ("C2!2", "C2")] == [(row.id, row.account) for row in rows]


def test_typed_workbook_values_are_exact() -> None:
    content = openpyxl_book(
        [
            ["Account", "Date", "Reference", "Debit", "Credit"],
            ["00077", dt.date(2026, 3, 1), 12345678, 0.1 + 0.2, None],
            ["00077", dt.datetime(2026, 3, 2, 9), "B", None, 1234.56],  # noqa: DTZ001 - a workbook knows no zones
        ]
    )
    rows = [row for row in reading(content) if isinstance(row, LedgerEntry)]
    assert [
        ("00077", dt.date(2026, 3, 1), ("12345678",), Decimal("0.3")),
        ("00077", dt.date(2026, 3, 2), ("B",), Decimal("-1234.56")),
    ] == [(row.account, row.date, row.references, row.amount) for row in rows]


HEAD = "Account,Date,Reference,Description,Debit,Credit\n"
GOOD = "C1,2026-03-01,A,x,100.00,\n"


@pytest.mark.parametrize(
    ("text", "row", "word"),
    [
        (HEAD + GOOD + "C1,2026-02-30,B,x,5.00,\n", 3, "no date"),
        (HEAD + GOOD + "C1,,B,x,5.00,\n", 3, "no date"),
        (HEAD + GOOD + ",2026-03-01,B,x,5.00,\n", 3, "Account is empty"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,,\n", 3, "no amount"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,5.00,6.00\n", 3, "both sides"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,abc,\n", 3, "it is no amount"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,12.5%,\n", 3, "it is no amount"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,1.23456789,\n", 3, "more decimals than money"),
        (HEAD + GOOD + 'C1,2026-03-01,B,x,"1.234,56",\n', 3, "not grouped as an amount"),
        (HEAD + GOOD + "C1,2026-03-01,1.23457E+16,x,5.00,\n", 3, "shortened"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,#REF!,\n", 3, "it is no amount"),
        (HEAD + GOOD + "C1,2026-03-01,B,x,5.00 CR,\n", 3, "names the other side"),
        (HEAD + "C1,01/02/2026,A,x,100.00,\n", 2, "whether the day or the month"),
        (HEAD + 'C1,2026-03-01,A,x,"1,234",\n', 2, "thousand or a decimal"),
        ("foo,bar\n1,2\n", 0, "no row with headings"),
        ("", 0, "empty"),
        ("%PDF-1.7", 0, "no workbook"),
        ("1,2026-03-01,A,100.00\n2,2026-03-02,B,5.00\n", 1, "no row of headings"),
        ("Account,Date,Ref,Debit,Credit,Debit Amount\nC1,2026-03-01,A,1.00,,\n", 1, "several columns"),
        ("Account,Date,Ref,Total,Gross\nC1,2026-03-01,A,1.00,2.00\n", 1, "several columns"),
        ("单位：万元\n客户,日期,借方,贷方\nC1,2026-03-01,1.00,\n", 2, "thousands"),
        (HEAD + GOOD + "Account,Date,Reference,Description,Credit,Debit\nC1,2026-03-01,A,x,1.00,\n", 3, "another header"),
        (HEAD + "C1,,,Opening balance,5.00,\nC1,,,Opening balance,6.00,\n", 3, "second opening"),
        ("Account,Date,Ref,Amount,Currency\nC1,2026-03-01,A,1.00,Taler\n", 2, "no currency"),
        ("Date,Ref,Debit,Credit\n2026-03-01,A,1.00,\n", 2, "whose account"),
        ("Account,Date,Ref,Debit (USD),Credit (EUR)\nC1,2026-03-01,A,1.00,\n", 1, "different currencies"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_exactly_is_refused_with_its_row(text: str, row: int, word: str) -> None:
    found, reason = refusal(text)
    assert (row, True) == (found, word in reason), reason


def test_cells_that_a_workbook_cannot_carry_are_refused() -> None:
    for cell, word in (
        (12345678901234567, "without a result"),
        ("=1+1", "without a result"),
        (0.123456789, "more decimals"),
    ):
        content = openpyxl_book(
            [["Account", "Date", "Ref", "Debit", "Credit"], ["C1", dt.date(2026, 3, 1), "A", cell, None]]
        )
        found, reason = refusal(content)
        assert (2, True) == (found, word in reason), reason


def test_dates_that_a_spreadsheet_half_converted_are_refused() -> None:
    content = openpyxl_book(
        [
            ["Account", "Date", "Ref", "Debit", "Credit"],
            ["C1", dt.date(2026, 3, 1), "A", 5, None],
            ["C1", "25/03/2026", "B", 6, None],
        ]
    )
    found, reason = refusal(content)
    assert (3, True) == (found, "day and month exchanged" in reason)


def test_words_of_sums_inside_postings_are_postings() -> None:
    text = HEAD + "C1,2026-03-01,A,Total,100.00,\nC1,2026-03-02,,Total Energies fuel,5.00,\n"
    assert ["100.00", "5.00"] == [row[3] for row in brief(text)]


def test_one_account_may_have_several_currencies() -> None:
    text = "Account,Date,Ref,Description,Currency,Debit,Credit\nC1,,,Opening balance,,9.00,\nC1,2026-03-01,A,x,USD,1.00,\nC2,2026-03-01,B,x,EUR,2.00,\n"
    rows = list(reading(text))
    assert [("C1", "USD"), ("C2", "EUR"), ("C1", "USD")] == [(row.account, row.currency) for row in rows]


def test_a_reading_may_be_read_twice_with_the_same_result() -> None:
    ledger = reading(HEAD + GOOD * 3)
    assert list(ledger) == list(ledger)
    assert 3 == len(list(ledger))


def test_a_late_fault_is_still_a_refusal() -> None:
    text = HEAD + GOOD * 20_000 + "C1,2026-03-01,B,x,broken,\n"
    assert 20_002 == refusal(text)[0]


def rows_or_reason(text: str) -> tuple[list[LedgerEntry | OpeningBalance], str]:
    try:
        return list(reading(text)), ""
    except LedgerRefused as refused:
        return [], refused.reason


@dataclass(frozen=True)
class Truth:
    account: str
    date: dt.date
    cents: int
    reference: str


TRUTHS = st.lists(
    st.builds(
        Truth,
        account=st.sampled_from(["C1", "C2", "0077", "客户3"]),
        date=st.dates(min_value=dt.date(2024, 1, 1), max_value=dt.date(2026, 12, 31)),
        cents=st.integers(min_value=-10**9, max_value=10**9).filter(lambda cents: cents != 0),
        reference=st.from_regex(r"INV-[0-9]{4,6}", fullmatch=True),
    ),
    min_size=1, max_size=25,
)  # fmt: skip


def printed(cents: int, style: str) -> str:
    whole, rest = divmod(abs(cents), 100)
    group, mark = {"en": (",", "."), "de": (".", ","), "plain": ("", "."), "fr": ("\u202f", ","), "ch": ("'", ".")}[
        style
    ]
    return f"{'-' if cents < 0 else ''}{f'{whole:,}'.replace(',', group)}{mark}{rest:02}"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    truths=TRUTHS,
    form=st.sampled_from(["sides", "direction", "signed", "balance", "balance_newest_first"]),
    style=st.sampled_from(["en", "de", "plain", "fr", "ch"]),
    dates=st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%d.%m.%Y", "%Y/%m/%d", "%d-%b-%Y"]),
    language=st.sampled_from(["en", "zh"]),
    opening=st.integers(min_value=-(10**6), max_value=10**6),
)
def test_a_true_ledger_is_read_back_whatever_its_layout(
    truths: list[Truth], form: str, style: str, dates: str, language: str, opening: int
) -> None:
    """Nothing lost, nothing added, every amount to the cent, in every layout; openings that balances imply are told."""
    names = {
        "en": {"account": "Customer No.", "date": "Posting Date", "reference": "Document No.", "debit": "Debit", "credit": "Credit", "amount": "Amount", "side": "Dr/Cr", "balance": "Balance"},
        "zh": {"account": "客户编码", "date": "日期", "reference": "单据号", "debit": "借方金额", "credit": "贷方金额", "amount": "金额", "side": "借贷方向", "balance": "余额"},
    }[language]  # fmt: skip
    marks = ("借", "贷") if language == "zh" else ("Dr", "Cr")
    truths = sorted(truths, key=lambda truth: truth.account)
    running: dict[str, int] = {}
    lines: list[list[str]] = []
    for truth in truths:
        running[truth.account] = running.get(truth.account, opening) + truth.cents
        money = {
            "sides": [printed(truth.cents, style), ""] if truth.cents > 0 else ["", printed(-truth.cents, style)],
            "direction": [printed(abs(truth.cents), style), marks[truth.cents < 0]],
            "signed": [printed(truth.cents, style)],
        }.get(form) or (
            [printed(truth.cents, style), "", printed(running[truth.account], style)]
            if truth.cents > 0
            else ["", printed(-truth.cents, style), printed(running[truth.account], style)]
        )
        lines.append([truth.account, truth.date.strftime(dates), truth.reference, *money])
    columns = {"sides": ["debit", "credit"], "direction": ["amount", "side"], "signed": ["amount"]}.get(
        form, ["debit", "credit", "balance"]
    )
    header = [names[key] for key in ("account", "date", "reference", *columns)]
    expected = [(truth.account, truth.date, truth.reference, Decimal(truth.cents) / 100) for truth in truths]
    if form == "balance_newest_first":
        lines, expected = lines[::-1], expected[::-1]
    text = "\n".join("\t".join(line) for line in [header, *lines]) + "\n"
    rows, why = rows_or_reason(text)
    if why:
        assert "opening balance" in why  # balances that leave it open are refused; never a wrong one
        return
    assert expected == [
        (row.account, row.date, row.references[0], row.amount) for row in rows if isinstance(row, LedgerEntry)
    ]
    found = {row.account: row.amount for row in rows if isinstance(row, OpeningBalance)}
    assert found == (
        {account: Decimal(opening) / 100 for account in running} if form.startswith("balance") and opening else {}
    )
