"""A customer's supplier ledger as a PDF: every cell in lines, debit, credit and balance, totals at the foot.

In their books we are a supplier: our invoices stand in credit, their payments in debit, and the balance grows with credits.
"""

from __future__ import annotations

import io
from decimal import Decimal

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from daemon.cli.demo import company
from daemon.cli.demo.books import Account
from daemon.cli.demo.figures import amount, english_day


def ruled_pdf(account: Account, our_number: str, *, password: str = "") -> bytes:
    """Return the statement. `our_number` is the number that we have in their books; a `password` locks the file."""
    stream = io.BytesIO()
    styles = getSampleStyleSheet()
    customer = account.customer
    paper = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=16 * mm,
        rightMargin=16 * mm,
        topMargin=16 * mm,
        bottomMargin=16 * mm,
        title="Supplier account statement",
        author=customer.name,
        invariant=1,
        encrypt=StandardEncryption(password, strength=128) if password else None,
    )
    paper.build(
        [
            Paragraph(customer.name, styles["Title"]),
            Paragraph(customer.street, styles["Normal"]),
            Spacer(0, 6 * mm),
            Paragraph("SUPPLIER ACCOUNT STATEMENT", styles["Heading2"]),
            Paragraph(f"Supplier: {company.NAME}", styles["Normal"]),
            Paragraph(f"Supplier no.: {our_number}", styles["Normal"]),
            Paragraph(
                f"Period: {english_day(company.MONTH_START)} to {english_day(company.MONTH_END)}", styles["Normal"]
            ),
            Paragraph(f"Currency: {customer.currency}", styles["Normal"]),
            Spacer(0, 5 * mm),
            _table(account),
            Spacer(0, 6 * mm),
            Paragraph("Please compare with your records and let us know of any difference.", styles["Normal"]),
        ]
    )
    return stream.getvalue()


def _table(account: Account) -> Table:
    rows = [["Date", "Document", "Description", "Debit", "Credit", "Balance"]]
    balance = account.opening
    rows.append([english_day(company.MONTH_START), "", "Opening balance", "", "", amount(balance)])
    debit_total = credit_total = Decimal(0)
    for posting in account.postings:
        balance += posting.amount
        number = posting.theirs or posting.document
        text = "Payment" if posting.theirs else posting.text
        if posting.amount < 0:
            debit_total -= posting.amount
            rows.append([english_day(posting.day), number, text, amount(-posting.amount), "", amount(balance)])
        else:
            credit_total += posting.amount
            rows.append([english_day(posting.day), number, posting.text, "", amount(posting.amount), amount(balance)])
    rows.append(["", "", "Total", amount(debit_total), amount(credit_total), ""])
    rows.append([english_day(company.MONTH_END), "", "Closing balance", "", "", amount(balance)])
    widths = (23 * mm, 28 * mm, 62 * mm, 21 * mm, 21 * mm, 23 * mm)
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "Helvetica", 8.5),
                ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8.5),
                ("FONT", (0, -2), (-1, -1), "Helvetica-Bold", 8.5),
                ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ]
        )
    )
    return table
