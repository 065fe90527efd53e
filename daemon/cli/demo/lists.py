"""Our side as files: the ledger as an accounting system exports it, and the counterparty list."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from daemon.cli.demo import company
from daemon.cli.demo.books import ACCOUNTS, Posting

_LEDGER_HEADINGS = (
    "Customer no.",
    "Customer name",
    "Date",
    "Document no.",
    "Their reference",
    "Type",
    "Description",
    "Due date",
    "Currency",
    "Debit",
    "Credit",
)


def ledger_workbook() -> bytes:
    """Return ledger.xlsx: one sheet, every account with its opening balance, debit and credit columns."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties(
            {"title": "Customer ledger", "company": company.NAME, "created": company.NOW.replace(tzinfo=None)}
        )
        sheet = book.add_worksheet("Customer ledger")
        bold = book.add_format({"bold": True, "bottom": 1})
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        amounts = book.add_format({"num_format": "#,##0.00"})
        for column, (heading, width) in enumerate(
            zip(_LEDGER_HEADINGS, (13, 30, 11, 16, 16, 13, 40, 11, 9, 13, 13), strict=True)
        ):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        row = 1
        for account in ACCOUNTS:
            customer = account.customer
            opening = Posting(company.MONTH_START, "", "Opening balance", account.opening)
            for posting in (opening, *account.postings):
                for column, text in (
                    (0, customer.code),
                    (1, customer.name),
                    (3, posting.document),
                    (4, posting.theirs),
                    (5, "" if posting is opening else _kind(posting)),
                    (6, posting.text),
                    (8, customer.currency),
                ):
                    sheet.write_string(row, column, text)
                sheet.write_datetime(row, 2, posting.day, dates)
                if posting.due is not None:
                    sheet.write_datetime(row, 7, posting.due, dates)
                sheet.write_number(row, 9 if posting.amount >= 0 else 10, abs(posting.amount), amounts)
                row += 1
    return stream.getvalue()


def counterparty_list() -> bytes:
    """Return counterparties.csv in UTF-8 with a mark, as spreadsheets write it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["Code", "Name", "Aliases", "Mail addresses", "Domains", "Language", "Currency"])
    for customer in company.CUSTOMERS:
        writer.writerow(
            [
                customer.code,
                customer.name,
                customer.alias,
                customer.address,
                customer.domain,
                customer.language,
                customer.currency,
            ]
        )
    return stream.getvalue().encode("utf-8-sig")


def _kind(posting: Posting) -> str:
    if posting.document.startswith(("RCT", "SK")):
        return "Payment"
    return "Credit note" if posting.amount < 0 else "Invoice"
